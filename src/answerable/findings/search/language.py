"""The query language: words, "phrases", -exclusions and fields such as `to:defence`. Text in, clauses out; pure."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct

from answerable.errors import AnswerableError, QueryError
from answerable.model.dates import PartialDate, parse_partial
from answerable.model.ids import parse_id
from answerable.model.outcome import Ground, Outcome
from answerable.model.text import Span

LONGEST = 1_000  # characters of a query
MOST = 64  # clauses of a query

FLAGS = ("unanswered", "answered", "holding", "corrected", "withdrawn", "unlisted", "named-day", "grouped", "interest")
OF_TODAY = ("overdue",)  # flags that hang on the day on which they are asked
_PEOPLE = ("by", "answered-by", "to", "party")
_DAYS = ("tabled", "answered")
_LABELS: dict[str, tuple[str, ...]] = {"outcome": tuple(Outcome), "ground": tuple(Ground)}
_FIELDS = (*_PEOPLE, *_DAYS, *_LABELS, "cites", "house", "is", "uin", "same-as")
_HOUSES = ("commons", "lords", "scotland")
_PIECE = re.compile(r'(?:(?P<field>[A-Za-z][A-Za-z-]{0,20}):)?(?P<value>"[^"]*"?|[^\s"]*)')
_NUMBER = re.compile(r"\d{1,7}|HL\d{1,6}", re.IGNORECASE)
_PAPER = re.compile(r"(CP|Cm|Cmd|Cmnd|HC)\s?(\d{1,5})(?![^\s])", re.IGNORECASE)
_QUOTES = str.maketrans("“”„", '"""')
_UIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,30}")


class Words(Struct, frozen=True):
    """These words, one after another, anywhere in the question, answer or heading."""

    words: str


class Named(Struct, frozen=True):
    """Something whose name has these words: `field` is by, answered-by, to, party or cites."""

    field: str
    words: str


class Days(Struct, frozen=True):
    """`field` (tabled or answered) from a day to a day, both included; None leaves that side open."""

    field: str
    first: date | None
    last: date | None


class Is(Struct, frozen=True):
    """A flag of FLAGS or OF_TODAY."""

    flag: str


class House(Struct, frozen=True):
    """Asked in this House, in small letters."""

    house: str


class Labelled(Struct, frozen=True):
    """An answer with this outcome or ground."""

    field: str
    value: str


class Numbered(Struct, frozen=True):
    """This UIN; where `bare`, the number was written by itself, and may as well be a word of the text."""

    uin: str
    bare: bool = False


class Paper(Struct, frozen=True):
    """A numbered paper, such as CP 1338, however it is spaced."""

    series: str
    number: str


class SameAs(Struct, frozen=True):
    """Got the same answer as the question of this id, itself included."""

    question: str


Sought = Words | Named | Days | Is | House | Labelled | Numbered | Paper | SameAs


class Clause(Struct, frozen=True):
    """One thing that must hold, or where `exclude` must not; `span` is its place in the query."""

    sought: Sought
    exclude: bool
    span: Span


def parse(query: str) -> tuple[Clause, ...]:
    """The clauses of a query, all of which must hold. QueryError, with the place marked, for what is none."""
    if len(query) > LONGEST:
        raise QueryError(query[:80] + "…", 80, 81, f"expected a query of at most {LONGEST:,} characters")
    clauses = tuple(_clauses(query.translate(_QUOTES)))
    if len(clauses) > MOST:
        raise QueryError(query, clauses[MOST].span.start, len(query), f"expected at most {MOST} things to look for")
    return clauses


def _clauses(query: str) -> Iterator[Clause]:
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        exclude = query.startswith("-", at)
        start = at + exclude
        end, sought = _paper(query, start) or _piece(query, start)
        yield Clause(sought, exclude, Span(at, end))
        at = end


def _paper(query: str, start: int) -> tuple[int, Sought] | None:
    found = _PAPER.match(query, start)
    return (found.end(), Paper(found[1].lower(), found[2])) if found else None


def _piece(query: str, start: int) -> tuple[int, Sought]:
    found = _PIECE.match(query, start)
    if found is None or found.end() == start:
        raise QueryError(query, start - 1, start, "expected a word after the minus")
    return found.end(), _sought(query, found)


def _sought(query: str, found: re.Match[str]) -> Sought:
    field, value, (start, end) = found["field"], found["value"], found.span("value")
    if value.startswith('"') and not (len(value) > 1 and value.endswith('"')):
        raise QueryError(query, start, end, "expected a closing quotation mark")
    words = value.strip('"').strip()
    if not words:
        raise QueryError(query, found.start(), end, f"expected something after {field}:" if field else "expected words")
    if field:
        return _of_field(query, field.lower(), words, Span(*found.span("field")), Span(start, end))
    return Numbered(words.lower(), bare=True) if _NUMBER.fullmatch(value) else _words(query, words, start, end)


def _words(query: str, words: str, start: int, end: int) -> Words:
    if not any(letter.isalnum() for letter in words):
        raise QueryError(query, start, end, "expected words; got only signs")
    return Words(words)


def _of_field(query: str, field: str, words: str, name: Span, value: Span) -> Sought:
    if field not in _READ:
        raise QueryError(query, name.start, name.end, f"expected one of {_listed(_FIELDS)}; got {field}:")
    try:
        return _READ[field](field, words)
    except (AnswerableError, ValueError) as error:
        raise QueryError(query, value.start, value.end, str(error)) from None


def _named(field: str, words: str) -> Named:
    if not any(letter.isalnum() for letter in words):
        raise ValueError(f"expected a name after {field}:; got only signs")
    return Named(field, words)


def _days(field: str, words: str) -> Days:
    first, dots, last = words.partition("..")
    if not dots:
        day = parse_partial(words)
        return Days(field, day.first(), day.last())
    if not first and not last:
        raise ValueError(f"expected a date before or after the dots, as in {field}:2025-06..2025-09")
    days = Days(field, _or_open(first, PartialDate.first), _or_open(last, PartialDate.last))
    if days.first and days.last and days.last < days.first:
        raise ValueError(f"expected the earlier date first; got {words}")
    return days


def _or_open(printed: str, end: Callable[[PartialDate], date]) -> date | None:
    return end(parse_partial(printed)) if printed else None


def _flag(_: str, words: str) -> Is:
    flag = words.lower()
    if flag not in (*FLAGS, *OF_TODAY):
        raise ValueError(f"expected is: with one of {_listed((*FLAGS, *OF_TODAY))}; got {words!r}")
    return Is(flag)


def _house(_: str, words: str) -> House:
    if words.lower() not in _HOUSES:
        raise ValueError(f"expected house: with one of {_listed(_HOUSES)}; got {words!r}")
    return House(words.lower())


def _label(field: str, words: str) -> Labelled:
    known = _LABELS[field]
    value = words.lower().replace("-", "_").replace(" ", "_")
    if value not in known:
        raise ValueError(f"expected {field}: with one of {_listed(known)}; got {words!r}")
    return Labelled(field, value)


def _same_as(_: str, words: str) -> SameAs:
    return SameAs(str(parse_id(words.removeprefix("/q/"))))


def _uin(_: str, words: str) -> Numbered:
    if not _UIN.fullmatch(words):
        raise ValueError(f"expected a number such as 77123 or HL1234; got {words!r}")
    return Numbered(words.lower())


_READ: dict[str, Callable[[str, str], Sought]] = {
    **dict.fromkeys(_PEOPLE, _named),
    **dict.fromkeys(_DAYS, _days),
    **dict.fromkeys(_LABELS, _label),
    "cites": _named,
    "is": _flag,
    "house": _house,
    "uin": _uin,
    "same-as": _same_as,
}


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:-1]) + " or " + names[-1]
