"""`answerable status --gaps`: how whole the record is, day by day."""

from answerable.cli.printing import clean, columns, console, count, print_json
from answerable.queries.gaps import Gaps, GapsAsked, gaps
from answerable.record.gaps import DayGaps
from answerable.workspace import Workspace

_ALL = 10_000  # days
_MOST_SPANS = 3  # of missing numbers, in a line; JSON has them all


def show_gaps(workspace: Workspace, as_json: bool) -> None:
    """Prints every day of the record, the newest first."""
    told = gaps(workspace, GapsAsked(limit=_ALL))
    print_json(told) if as_json else _print(told)


def _print(told: Gaps) -> None:
    total = told.total
    console.print(
        f"{count(total.days, 'day')}, of which {total.lacking:,} lack something: the source lists {total.listed:,}, "
        f"{total.held:,} are held ({total.gone:,} no longer listed), {total.clipped:,} clipped, "
        f"{count(total.missing, 'number')} missing within runs, {total.not_read:,} not read",
        soft_wrap=True,
    )
    if total.unlisted_days:
        console.print(
            f"{count(total.unlisted_days, 'day')} were never compared with the source: `answerable sync` does"
        )
    table = columns("day", "house", "listed#", "held#", "gone#", "clipped#", "not read#", "missing#", "which numbers")
    for one in told.days:
        table.add_row(*_row(one))
    console.print("", table, sep="\n")
    for one in told.days:
        for missed in one.not_read:
            console.print(clean(f"{missed.id}: {missed.reason}"), soft_wrap=True)


def _row(one: DayGaps) -> tuple[str, ...]:
    listed = "?" if one.listed is None else f"{one.listed:,}"
    counts = (f"{number:,}" for number in (one.held, one.gone, one.clipped, len(one.not_read), one.missing_count))
    more = ", …" if len(one.missing) > _MOST_SPANS else ""
    return one.day.isoformat(), one.house, listed, *counts, ", ".join(one.missing[:_MOST_SPANS]) + more
