"""What goes past its day without an answer, for those who follow a search with `is:overdue`."""

from collections.abc import Mapping
from datetime import date as Day

from answerable.findings.search.language import OF_TODAY, Clause, Is, parse
from answerable.findings.timeliness.scope import Period
from answerable.queries.deadlines import reading
from answerable.queries.search import finder
from answerable.record.follows import Followed
from answerable.workspace import Workspace


def of_today(followed: Followed) -> bool:
    """Whether it is a search for what is overdue: its news comes with the days, not with the record."""
    return followed.kind == "search" and any(_asks(one) for one in parse(followed.what))


def past_their_day(workspace: Workspace, first: Day, as_of: Day) -> dict[str, Day]:
    """What waits on `as_of` and was due before it, on `first` or later: ids, with the day each was due."""
    found = workspace.timeliness.waiting(reading(workspace), as_of, overdue=True).page
    return {one.id: one.due for one in found if one.due and one.due >= first}


def missed(workspace: Workspace, due: Period, as_of: Day) -> dict[str, Day]:
    """What was due in the period and not answered by its day, answered since or not: ids, with the day each was due."""
    return workspace.timeliness.missed(reading(workspace), due, as_of)


def among(workspace: Workspace, query: str, overdue: Mapping[str, Day]) -> tuple[str, ...]:
    """Those of the questions that the search finds, if they are what is overdue."""
    if not overdue:
        return ()
    clauses = parse(query)
    find = finder(workspace, query, clauses)

    def taken(field: str, words: str) -> list[str]:
        return list(overdue) if field == "is" else list(find(field, words))

    return workspace.search.search(clauses, taken, "newest", len(overdue), counted=False).ids


def _asks(clause: Clause) -> bool:
    return not clause.exclude and isinstance(clause.sought, Is) and clause.sought.flag in OF_TODAY
