"""What can be asked about what the record lacks."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from answerable.model.dates import parse_partial
from answerable.record.gaps import CHAMBERS, DayCounts, DayGaps, day_counts, day_gaps
from answerable.workspace import Workspace


class GapsAsked(Struct, frozen=True):
    """`house`: commons, lords or both; `tabled_from` and `tabled_to`: years, months or days; `lacking`: only days that
    lack something. `limit` and `offset` page through the days, newest first."""

    house: Literal["both", "commons", "lords"] = "both"
    tabled_from: str = ""
    tabled_to: str = ""
    lacking: bool = False
    limit: Annotated[int, Meta(ge=1, le=10_000)] = 60
    offset: Annotated[int, Meta(ge=0)] = 0


class Lacks(Struct, frozen=True):
    """All the days asked for together: how many there are and lack something, and the sums of their counts.

    `listed` counts only days whose list was read; `unlisted_days` are the others.
    """

    days: int
    lacking: int
    listed: int
    held: int
    gone: int
    clipped: int
    missing: int
    not_read: int
    unlisted_days: int


class Gaps(Struct, frozen=True):
    """What the record lacks: in all, and by House and day."""

    total: Lacks
    days: tuple[DayGaps, ...]


def gaps(workspace: Workspace, asked: GapsAsked) -> Gaps:
    """For each House and day: what the service says it has, what is held, clipped, missing, and not read and why."""
    first = parse_partial(asked.tabled_from).first() if asked.tabled_from else date.min
    last = parse_partial(asked.tabled_to).last() if asked.tabled_to else date.max
    houses = [house for house in CHAMBERS if asked.house in ("both", house.lower())]
    record = workspace.record
    with record.at_one_moment():
        days = [one for house in houses for one in day_counts(record, house, first, last)]
        days.sort(key=lambda one: (one.day, one.house), reverse=True)
        chosen = [one for one in days if not (asked.lacking and one.whole)]
        return Gaps(_together(days), day_gaps(record, chosen[asked.offset : asked.offset + asked.limit]))


def _together(days: list[DayCounts]) -> Lacks:
    return Lacks(
        days=len(days),
        lacking=sum(not one.whole for one in days),
        listed=sum(one.listed or 0 for one in days),
        held=sum(one.held for one in days),
        gone=sum(one.gone for one in days),
        clipped=sum(one.clipped for one in days),
        missing=sum(one.missing_count for one in days),
        not_read=sum(len(one.not_read) for one in days),
        unlisted_days=sum(one.listed is None for one in days),
    )
