"""What can be asked about a body's words: how many were new, and how many had been said before."""

from typing import Annotated

from msgspec import Meta, Struct

from answerable.queries.views import BodyRef
from answerable.record import people
from answerable.workspace import Workspace


class WordsOf(Struct, frozen=True):
    """`id`: of a body; `year` of its answers, the newest when 0."""

    id: str
    year: Annotated[int, Meta(ge=0, le=9999)] = 0


class MonthOfWords(Struct, frozen=True):
    """Words of a body's answers in a month (`2025-09`): in sentences that were new, and in sentences said before."""

    month: str
    new: int
    repeated: int


class WordsSaid(Struct, frozen=True):
    """A body's words in a year, by month and in all; `years` are those in which it answered, newest first."""

    body: BodyRef
    year: int
    years: tuple[int, ...]
    new: int
    repeated: int
    months: tuple[MonthOfWords, ...]


def words(workspace: Workspace, asked: WordsOf) -> WordsSaid:
    """How much of what a body answered in a year were new words, and how much it or another body had said before."""
    body = people.body(workspace.record, asked.id)
    years = workspace.reuse.years(body.id)
    year = asked.year or max(years, default=0)
    months = tuple(
        MonthOfWords(one.month, one.words - one.repeated, one.repeated)
        for one in workspace.reuse.said(body.id)
        if one.month.startswith(f"{year:04}-")
    )
    new, repeated = sum(one.new for one in months), sum(one.repeated for one in months)
    return WordsSaid(BodyRef(body.id, body.name, f"/body/{body.id}"), year, years, new, repeated, months)
