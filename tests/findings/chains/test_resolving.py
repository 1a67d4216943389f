"""Resolving and following: numbers restart, days are misprinted, and some pointers lead nowhere."""

from datetime import date

import pytest

from answerable.findings.chains.following import DEEPEST, MOST, End, Pointer, follow
from answerable.findings.chains.references import Reference
from answerable.findings.chains.resolving import Basis, Candidate, Lookup, Resolution, Saying, resolve
from answerable.model.text import Span

SAYING = Saying("q", "ida", "rivers", date(2025, 10, 2))
OLD = Candidate("old", "Commons", "7123", date(2023, 11, 6), date(2023, 11, 14), "Weirs")
NEW = Candidate("new", "Commons", "7123", date(2025, 9, 1), date(2025, 9, 4), "Fords: Repairs, Upper Reed")
LATER = Candidate("later", "Commons", "7123", date(2026, 6, 1), None, "Eels")


def resolved(
    held: list[Candidate] | None = None, *, saying: Saying = SAYING, uin: str = "7123", **printed: object
) -> Resolution:
    everything = [OLD, NEW, LATER] if held is None else held
    lookup = Lookup(lambda *_: everything, lambda *_: everything[:1])
    return resolve(Reference(Span(0, 1), uin=uin, **printed), saying, lookup)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("printed", "target", "basis", "agrees"),
    [
        ({"tabled": OLD.tabled}, "old", Basis.TABLED, True),
        ({"answered": OLD.answered}, "old", Basis.ANSWERED, True),
        ({"answered": date(2025, 9, 9)}, "new", Basis.LATEST, False),
        ({"answered": date(2015, 9, 4), "heading": "Fords: Repairs Upper Reed, and"}, "new", Basis.HEADING, False),
        ({"heading": "weirs"}, "old", Basis.HEADING, None),
        ({}, "new", Basis.LATEST, None),
    ],
)
def test_which_session_is_meant(printed: dict[str, object], target: str, basis: Basis, agrees: bool | None) -> None:
    assert resolved(**printed) == Resolution(target, basis, agrees)


def test_a_day_that_the_record_does_not_know_neither_agrees_nor_not() -> None:
    held = [Candidate("new", "Commons", "7123", date(2025, 9, 1))]
    assert resolved(held, answered=date(2025, 9, 4)) == Resolution("new", Basis.LATEST, None)


@pytest.mark.parametrize(
    ("held", "printed"),
    [
        ([], {}),
        ([LATER], {}),
        ([OLD], {"answered": date(2025, 9, 4)}),
        ([NEW], {"tabled": date(2025, 8, 1)}),
        ([Candidate("q", "Commons", "7123", date(2025, 9, 1))], {}),
        ([Candidate("older", "Commons", "7123", date(2019, 9, 1))], {}),
    ],
)
def test_what_is_not_held(held: list[Candidate], printed: dict[str, object]) -> None:
    assert resolved(held, **printed) == Resolution(None, why_not="not held")


def test_an_answer_of_which_only_the_day_is_given() -> None:
    day = NEW.answered
    assert resolved([NEW], uin="", answered=day) == Resolution("new", Basis.DAY, True)
    assert resolved([], uin="", answered=day).why_not == "not held"
    assert resolved([NEW], uin="", answered=day, saying=Saying("q")).why_not == "only a day is given"
    lookup = Lookup(lambda *_: [], lambda *_: [OLD, NEW])
    reference = Reference(Span(0, 1), answered=day)
    assert resolve(reference, SAYING, lookup).why_not == "several answers of that day"


def steps(graph: dict[str, list[str | None] | None], start: str = "a") -> list[tuple[int, str, str | None, End]]:
    def pointers(id_: str) -> list[Pointer] | None:
        onward = graph[id_]
        return None if onward is None else [Pointer(Reference(Span(0, 1)), Resolution(to)) for to in onward]

    return [(step.depth, step.source, step.target, step.end) for step in follow(start, pointers)]


def test_a_chain_ends_at_the_text_finally_reached() -> None:
    assert steps({"a": ["b"], "b": ["c"], "c": []}) == [(1, "a", "b", End.ON), (2, "b", "c", End.REACHED)]


def test_loops_and_dead_ends_are_told() -> None:
    assert steps({"a": ["b", None], "b": ["a", "c"], "c": None}) == [
        (1, "a", "b", End.ON),
        (2, "b", "a", End.LOOP),
        (2, "b", "c", End.UNANSWERED),
        (1, "a", None, End.UNRESOLVED),
    ]


def test_an_answer_that_points_nowhere_has_no_chain() -> None:
    assert steps({"a": []}) == steps({"a": None}) == []


def test_chains_are_bounded() -> None:
    long: dict[str, list[str | None] | None] = {str(at): [str(at + 1)] for at in range(DEEPEST + 5)}
    assert steps(long, "0")[-1] == (DEEPEST, str(DEEPEST - 1), str(DEEPEST), End.TOO_DEEP)
    wide: dict[str, list[str | None] | None] = {str(at): [str(to) for to in range(12)] for at in range(12)}
    assert len(steps(wide, "0")) == MOST
