"""How near the made-up parliament comes to the real one: the table in docs/demo-parliament.md.

The figures of the real one were measured on published records (46,343 whole answers, 49,450 whole questions, and the
flags of 18,421 records); `python -m bench demo-figures` prints the table anew.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import TypeVar

from msgspec import Struct

from answerable.demo.exchange import Exchange
from answerable.demo.parliament import Parliament

QUESTIONS = 20_000
T = TypeVar("T")


class Figure(Struct, frozen=True):
    """A figure of both parliaments; shares are in per cent."""

    name: str
    real: str
    made_up: str


class _Answered(Struct, frozen=True):
    """What the figures are counted in."""

    exchanges: Sequence[Exchange]
    questions: Sequence[str]
    answers: Sequence[str]
    published: Sequence[str]


_IN_ANSWERS = (
    ("“in due course”", "5.6", r"in due course"),
    ("pointer to an earlier answer", "4.9", r"I refer (?:the|my) "),
    ("not held", "4.6", r"(?:not held|not hold|not collected)"),
    ("“no plans”", "2.7", r"no plans"),
    ("a matter for others", "2.6", r"a matter for"),
    ("“shortly”", "2.6", r"shortly"),
    ("under review", "2.5", r"under review"),
    ("no assessment made", "1.7", r"No assessment"),
    ("disproportionate cost", "1.3", r"disproportionate cost"),
    ("not to comment", "0.8", r"to comment"),
    ("prorogation", "0.7", r"before Prorogation"),
    ("placed in the Library", "0.6", r"placed in the Library"),
    ("would prejudice", "0.5", r"prejudice"),
    ("commercial", "0.5", r"commercial"),
    ("will write", "0.35", r"I will write"),
)
_IN_QUESTIONS = (
    ("“with reference to”", "23", r"with reference to"),
    ("“pursuant to the Answer”", "15.5", r"pursuant to the Answer|further to the Written Answer"),
    ("“published on” a day", "13.9", r"published on \d"),
    ("a CP, Cm, HC or HL number", "2.0", r"\b(?:CP|Cm|HC|HL Paper) \d"),
    ("“page” and a number", "1.8", r"page \d"),
)
_OF_EXCHANGES: tuple[tuple[str, str, Callable[[Exchange], bool]], ...] = (
    ("named day", "26", lambda one: one.slip.named_day),
    ("declared interest", "1.2", lambda one: one.slip.interest),
    ("two parts or more (of the labelled pairs)", "45", lambda one: len(one.asking.parts) > 1),
    ("answered together with others", "18–26", lambda one: bool(one.grouped)),
    ("moved to another body", "8", lambda one: one.fate.moved is not None),
    ("a holding answer first", "1.3", lambda one: one.fate.holding is not None),
    ("corrected", "0.2", lambda one: one.fate.corrected is not None),
)


def figures(questions: int = QUESTIONS) -> list[Figure]:
    """All figures, from a parliament of that size."""
    seen = _seen(Parliament(questions))
    return [*_sizes(seen), *_sharing(seen), *_shares(seen), *_outcomes(seen)]


def table(found: Sequence[Figure]) -> str:
    """The figures as Markdown."""
    rows = [f"| {one.name} | {one.real} | {one.made_up} |" for one in found]
    return "\n".join(("| | real | made up |", "|---|--:|--:|", *rows)) + "\n"


def _seen(parliament: Parliament) -> _Answered:
    country = parliament.country()
    exchanges = list(parliament.exchanges(country))
    replies = [one.reply for one in exchanges if one.reply and (one.fate.answered or 0) <= country.calendar.last]
    return _Answered(
        exchanges,
        [one.asking.text for one in exchanges],
        [reply.plain for reply in replies],
        [reply.html for reply in replies],
    )


def _sizes(seen: _Answered) -> Iterator[Figure]:
    yield Figure("median length of an answer, characters", "620", f"{median(map(len, seen.published)):.0f}")
    yield Figure("answers with a table, %", "2.4", _percent(seen.published, lambda html: "<table" in html))
    yield Figure("answers with a link, %", "17", _percent(seen.published, lambda html: "<a " in html))


def _sharing(seen: _Answered) -> Iterator[Figure]:
    whole = Counter(seen.answers)
    yield Figure("answers that share all their words, %", "23.9", _percent(seen.answers, lambda one: whole[one] > 1))
    yield Figure("most answers with the same words", "284", str(max(whole.values())))
    first = Counter(map(_first_sentence, seen.answers))
    yield Figure(
        "answers that share their first sentence, %",
        "33",
        _percent(seen.answers, lambda one: first[_first_sentence(one)] > 1),
    )


def _shares(seen: _Answered) -> Iterator[Figure]:
    for name, real, pattern in _IN_ANSWERS:
        yield Figure(f"answers: {name}, %", real, _percent(seen.answers, _finds(pattern)))
    for name, real, pattern in _IN_QUESTIONS:
        yield Figure(f"questions: {name}, %", real, _percent(seen.questions, _finds(pattern)))
    for name, real, test in _OF_EXCHANGES:
        yield Figure(f"questions: {name}, %", real, _percent(seen.exchanges, test))


def _outcomes(seen: _Answered) -> Iterator[Figure]:
    """Beside the shares in the labelled pairs."""
    replies = [one.reply for one in seen.exchanges if one.reply]
    outcomes = [reply.verdict.outcome for reply in replies]
    for name, real in _LABELLED:
        yield Figure(f"outcome: {name}, %", real, _percent(outcomes, name.__eq__))


_LABELLED = (
    ("answered", "36"),
    ("unaddressed", "20"),
    ("partly", "14"),
    ("declined", "12"),
    ("deferred", "9"),
    ("pointed", "9"),
)


def _finds(pattern: str) -> Callable[[str], bool]:
    search = re.compile(pattern).search
    return lambda words: search(words) is not None


def _first_sentence(words: str) -> str:
    return re.split(r"(?<=[.:]) |\n", words.replace("hon. ", "hon "), maxsplit=1)[0]


def _percent(these: Sequence[T], test: Callable[[T], bool]) -> str:
    return f"{100 * sum(map(test, these)) / len(these):.1f}"


def main(_: Sequence[str] = ()) -> None:
    """Prints the table."""
    print(table(figures()), end="")
