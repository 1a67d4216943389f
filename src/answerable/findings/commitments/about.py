"""What a promise is about, and where an answer says that such a thing was done or put off.

Both are told by the same words: those that remain of a clause without its verb, its time and its small words. Clauses
with the same words are of the same thing; a clause with fewer than two such words names nothing in particular.
"""

import re
from collections.abc import Iterator
from datetime import date
from hashlib import blake2b
from typing import Literal

from msgspec import Struct

from answerable.findings.commitments.commitment import Commitment
from answerable.model.printed_dates import PrintedDate, printed_dates
from answerable.model.text import Span

Told = Literal["met", "postponed"]

_FEWEST = 2  # words that name something in particular
_MANY = 3  # words that name it whichever body speaks: bodies are renamed, split and relieved of their tasks
_REACH = 300  # characters of a clause on either side of its verb
_WORD = re.compile(r"[A-Za-z][\w’'-]*|\d[\d,.]*")
_SMALL_WORDS = """
a an the of to in on for by with at from as and or it its this that these those be been being is are was were has
have had will shall would we i our my his her their they he she ministers minister department departments government
ministry officials also now then soon shortly later further due course plan plans intend intends expect expects aim
aims propose proposes hope hopes happy pleased not yet more time needed first again so we’ll we'll day available
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_VERBS_WORDS = """
publish published publication publishing release released laid lay launch launched announce announced announcement
consult consulted consultation meet met write wrote written respond responded place placed introduce introduced
update updated deliver delivered open opened complete completed set made make bring begin began begun legislate
legislated decide decided provide provided issue issued postpone postponed delay delayed defer deferred
"""
_VERBS = frozenset(_VERBS_WORDS.split())
_EMPTY_WORDS = "details information response steps next report statement copy letter house library findings"
_EMPTY = frozenset(_EMPTY_WORDS.split())
_DONE = re.compile(
    r"\b(?:was|were|has|have|had|been|we|We|I|Department|Government|Ministers|and)\s(?:(?:also|now|since|already|first|formally)\s)?"
    r"(?P<verb>published|released|laid|launched|announced|consulted|met|wrote|responded|placed|introduced|updated|"
    r"delivered|opened|completed|issued|postponed|delayed|deferred)\b"
)
_CLAUSE = re.compile(r"[.;:?!\n]\s?|,\s(?:and|but|so|which|who|when|while|as)\s")
_UNDONE = re.compile(
    r"\b(?:not|never|no|will|shall|would|to be|being|if|once|when|until|before|after)\b", re.IGNORECASE
)
_PUT_OFF = ("postponed", "delayed", "deferred")


class Telling(Struct, frozen=True):
    """Words that say that a thing was done, or put off; `about` as of the promise, `on` the day they name for it."""

    span: Span
    told: Told
    about: str
    on: date | None


def about(answer: str, promise: Commitment) -> str:
    """What a promise is about, as a name for its words; empty when they name nothing in particular."""
    words = promise.quote(answer)
    return _named(words.replace(promise.due, " ", 1) if promise.due else words)


def tellings(answer: str, answered_on: date | None) -> Iterator[Telling]:
    """Every clause of an answer that says that something was done or put off, in order."""
    for found in _DONE.finditer(answer):
        span, dated = _clause(answer, found)
        name = _named(span.of(answer))
        if name and not _UNDONE.search(span.of(answer)):
            day = dated.settled(answered_on) if dated else None
            told: Told = "postponed" if found["verb"] in _PUT_OFF else "met"
            yield Telling(span, told, name, day.last() if day else None)


def _clause(answer: str, verb: re.Match[str]) -> tuple[Span, PrintedDate | None]:
    """From the beginning of the verb's clause to the date it names, or to the clause's end; and that date."""
    begin = max(0, verb.start() - _REACH)
    start = max((stop.end() for stop in _CLAUSE.finditer(answer, begin, verb.start())), default=begin)
    limit = min(len(answer), verb.end() + _REACH)
    stop = _CLAUSE.search(answer, verb.end(), limit)
    end = stop.start() if stop else limit
    dated = next(iter(printed_dates(answer, verb.end(), end)), None)
    return Span(start, dated.span.end if dated else end), dated


def _named(words: str) -> str:
    """The words that matter, in the order of the alphabet, as sixteen hex digits; a + before those of many words."""
    bare = words
    for dated in reversed(list(printed_dates(words, 0, len(words)))):
        bare = bare[: dated.span.start] + bare[dated.span.end :]
    kept = sorted({word.lower().rstrip("'’") for word in _WORD.findall(bare)} - _SMALL - _VERBS)
    if sum(word not in _EMPTY for word in kept) < _FEWEST:
        return ""
    many = "+" if len(kept) >= _MANY else ""
    return many + blake2b(" ".join(kept).encode(), digest_size=8).hexdigest()
