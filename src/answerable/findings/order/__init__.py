"""What the rules of order would have a clerk look at in a draft question: flags with their words, never verdicts."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from msgspec import Struct

from answerable.findings.order.flag import Flag
from answerable.findings.order.subjects import apart
from answerable.model.opening import opening
from answerable.model.part import Kind, Part
from answerable.model.text import Span

__all__ = ["Flag", "flags", "of_record"]

VERSION = 1
LONGEST = 20_000  # letters of a draft that are read, from its beginning
LONG = 480  # letters of the asking; of a hundred published questions one is longer
MANY = 8  # parts; of a hundred long published questions two have more
_BEFORE = 30  # letters before some words that are looked at
_MOST = 20  # places told of one rule


class Rule(Struct, frozen=True):
    """A rule of order: what it says, where it stands, and the words by which a draft may touch it."""

    name: str
    title: str
    says: str
    source: str
    patterns: tuple[re.Pattern[str], ...] = ()
    before: re.Pattern[str] | None = None


def flags(draft: str, parts: Sequence[Part], cited: Sequence[Span] = ()) -> tuple[Flag, ...]:
    """What to look at, in the order of the rules; `parts` and `cited` are what the draft asks and where it cites.

    Reads the first `LONGEST` letters. Nothing is flagged in blank text.
    """
    if not draft.strip():
        return ()
    noticed = ((rule, _noticed(rule, draft, parts, cited)) for rule in _rules())
    return tuple(_flag(rule, spans) for rule, spans in noticed if spans is not None)


def of_record(name: str, questions: Sequence[str], spans: Sequence[Span] = ()) -> Flag:
    """The flag of a rule that what was asked before tells of: the addresses of those questions go with it."""
    rule = next(rule for rule in _rules() if rule.name == name)
    return _flag(rule, spans, questions)


def _flag(rule: Rule, spans: Sequence[Span], questions: Sequence[str] = ()) -> Flag:
    return Flag(rule.name, rule.title, rule.says, rule.source, tuple(spans), tuple(questions))


def _noticed(rule: Rule, draft: str, parts: Sequence[Part], cited: Sequence[Span]) -> tuple[Span, ...] | None:
    """The places at which to look; empty for the whole draft, None where the rule is not touched."""
    match rule.name:
        case "length":
            return _beyond(draft)
        case "no question":
            return () if all(part.kind is Kind.OTHER for part in parts) else None
        case "subjects":
            return apart(parts) or None
        case "many parts":
            return tuple(part.span for part in parts) if len(parts) > MANY else None
        case "source" if cited:
            return None
    return _places(draft[:LONGEST], rule, cited) or None


def _beyond(draft: str) -> tuple[Span, ...] | None:
    """The words beyond the length of nearly all questions."""
    end = opening(draft).end + LONG
    return (Span(end, len(draft)),) if len(draft.rstrip()) > end else None


def _places(read: str, rule: Rule, cited: Sequence[Span]) -> tuple[Span, ...]:
    """Where the words of the rule stand, each place once."""
    found = (match for pattern in rule.patterns for match in pattern.finditer(read) if _counts(match, rule, cited))
    places: list[Span] = []
    for place in sorted(Span(*match.span()) for match in found):
        if not places or place.start >= places[-1].end:
            places.append(place)
    return tuple(places[:_MOST])


def _counts(match: re.Match[str], rule: Rule, cited: Sequence[Span]) -> bool:
    start, end = match.span()
    if any(span.start <= start and end <= span.end for span in cited):
        return False
    return not (rule.before and rule.before.search(match.string[max(start - _BEFORE, 0) : start]))


@cache
def _rules() -> tuple[Rule, ...]:
    table = tomllib.loads(files(__package__).joinpath("rules.toml").read_text(encoding="utf-8"))
    return tuple(_rule(**one) for one in table["rule"])


def _rule(patterns: Sequence[str] = (), before: str = "", **told: str) -> Rule:
    compiled = tuple(re.compile(one, re.I) for one in patterns)
    return Rule(**told, patterns=compiled, before=re.compile(before, re.I) if before else None)
