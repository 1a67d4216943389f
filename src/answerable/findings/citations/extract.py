"""The verb: one pass over the words of a text; a word that may give a citation away calls the pattern for it."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from string import ascii_letters
from typing import TypeVar

import msgspec

from answerable.errors import InputError
from answerable.findings.citations import answers, law, papers, publications, spoken, web
from answerable.findings.citations.citation import Citation
from answerable.findings.citations.cue import Cue
from answerable.findings.citations.dating import date_of
from answerable.findings.citations.locators import locator
from answerable.findings.citations.publications import Candidate
from answerable.findings.citations.weigh import likely, remember
from answerable.findings.openings import Automaton
from answerable.model.text import Span

Found = Callable[[Cue], Iterator[Citation]]
Guess = Callable[[Cue], Iterator[Candidate]]

THRESHOLD = 0.4
_CERTAIN: tuple[tuple[Found, str], ...] = (
    (law.acts, "Act Acts Bill Bills bill"),
    (law.instruments, "Regulations Regulation regulations Order Rules Directive Decision"),
    (law.numbered_instrument, "SI"),
    (law.treaties, "Convention Conventions Treaty Covenant Protocol Agreement convention"),
    (
        answers.questions,
        "Question Questions question questions Quesiton UIN UINs PQ PQs answer Answer answers QUESTION",
    ),
    (answers.dated_answers, "answer answers Answer Answers"),
    (answers.lords_questions, "HL"),
    (answers.reports, "Official official Hansard HL HC"),
    (answers.lords_column, "WA Col col"),
    (papers.command_papers, "CP Cm Cmd Cmnd"),
    (papers.house_papers, "HC HL"),
    (papers.statements, "HCWS HLWS Written written WMS"),
    (web.addresses, "http https Http Https www WWW"),
    (web.link_titles, "GOV"),
    (web.bare_addresses, "gov org nhs parliament co uk com"),
)
_WEIGHED: tuple[tuple[Guess, str], ...] = (
    (
        publications.named,
        " ".join([*(publications.NOUNS - publications.TITLE_ONLY), *map(str.capitalize, publications.NOUNS)]),
    ),
    (publications.entitled, "entitled titled headlined called"),
    (publications.comma_published, "published updated"),
    (publications.referred, "out reference outlined contained detailed accordance included per under implications"),
    (spoken.letters, "letter letters Letter correspondence Correspondence wrote"),
    (spoken.speeches, "oral Oral speech statement contribution evidence debate debated comments"),
)


P = TypeVar("P")


def _table(listed: Iterable[tuple[P, str]]) -> dict[str, tuple[P, ...]]:
    words: dict[str, tuple[P, ...]] = {}
    for pattern, given in listed:
        for word in given.split():
            words[word] = (*words.get(word, ()), pattern)
    return words


_CERTAIN_OF = _table(_CERTAIN)
_GUESS_OF = _table(_WEIGHED)
CUES = {word: (_CERTAIN_OF.get(word, ()), _GUESS_OF.get(word, ())) for word in (*_CERTAIN_OF, *_GUESS_OF)}
_LISTED = tuple(CUES)
_ANY_CUE = Automaton(_LISTED, overlapping=False)
_LETTERS = frozenset(ascii_letters + "é")  # what a word is made of


def citations(text: str, said_on: date | None = None) -> tuple[Citation, ...]:
    """Everything that `text` cites, in order of place.

    `said_on`, the day of the question or answer, gives "7 January" its year; without it such a date stays None.
    InputError when `text` is not a str.
    """
    if not isinstance(text, str):
        raise InputError("citations", "text (a str)", type(text).__name__)
    certain, guesses = candidates(text, said_on)
    if not certain and not guesses:
        return ()
    certain = apart(certain)
    return arranged(text, certain, accepted(text, certain, guesses), said_on)


def candidates(text: str, said_on: date | None) -> tuple[list[Citation], list[Candidate]]:
    """What a pattern is certain of, and the phrases that have to be weighed."""
    certain: list[Citation] = []
    guesses: list[Candidate] = []
    for word, start, end in _cues(text):
        cue = Cue(text, start, end, said_on)
        patterns, weighed = CUES[word]
        for pattern in patterns:
            certain += pattern(cue)
        for guess in weighed:
            guesses += guess(cue)
    for mark in ("‘", "“"):
        at = text.find(mark)
        while at >= 0:
            guesses += publications.quoted(text, at)
            at = text.find(mark, at + 1)
    return certain, guesses


def _cues(text: str) -> Iterator[tuple[str, int, int]]:
    """The words that may give a citation away, with their places."""
    for which, start, end in _ANY_CUE.places(text):
        if not (text[end : end + 1] in _LETTERS or (start and text[start - 1] in _LETTERS)):
            yield _LISTED[which], start, end


_LAW = ("act", "instrument", "treaty")
_WHOLE = ("entitled", "quoted-title", "quotation")
_TITLED = re.compile(
    r"(?:\s(?:by|of|from|to|on)\s[^.;\n]{1,70})?,?\s?(?:entitled|titled|called|headed|headlined)?[,:]?\s?[‘’'\"“”]{0,2}(?:[Tt]he\s)?"
)
_BETWEEN = re.compile(r"[’'”\")]{0,2},?\s?\(?(?:[^.;\n()]{0,70}(?:\d{4}|Session[^.;\n()]{0,20}),?\s)?\(?")


def apart(certain: list[Citation]) -> list[Citation]:
    """Of citations that overlap, the longest."""
    kept: list[Citation] = []
    for citation in sorted(certain, key=lambda found: (found.span.start, -found.span.end)):
        if kept and citation.span.start < kept[-1].span.end:
            if citation.span.end - citation.span.start > kept[-1].span.end - kept[-1].span.start:
                kept[-1] = citation
            continue
        kept.append(citation)
    return kept


def open_guesses(certain: list[Citation], guesses: list[Candidate]) -> list[Candidate]:
    """The phrases that no certain citation has taken already."""
    if not certain:
        return guesses
    short = (_shortened(guess, certain) for guess in guesses)
    return [guess for guess in short if not any(_taken(guess, citation) for citation in _near(certain, guess))]


def _shortened(guess: Candidate, certain: list[Citation]) -> Candidate:
    """Without a statute or other certain citation at its end, which stands for itself."""
    if guess.rule in _WHOLE:
        return guess
    for citation in _near(certain, guess):
        if citation.span.start > guess.start + 3 and citation.span.end >= guess.end - 2:
            guess = msgspec.structs.replace(guess, end=citation.span.start)
    return guess


def _near(certain: list[Citation], guess: Candidate) -> Iterator[Citation]:
    at = bisect_right(certain, guess.end, key=lambda citation: citation.span.start)
    for citation in reversed(certain[max(0, at - 8) : at]):
        if citation.span.end > guess.start and citation.span.start < guess.end:
            yield citation


def _taken(guess: Candidate, citation: Citation) -> bool:
    inside = guess.start >= citation.span.start and guess.end <= citation.span.end
    if citation.kind in _LAW:
        return guess.start >= citation.span.start and guess.end <= citation.span.end + len(" or the ")
    return inside or citation.rule not in ("command-paper-number", "house-paper-number", "lords-number")


def accepted(text: str, certain: list[Citation], guesses: list[Candidate]) -> list[Candidate]:
    """The phrases that are likely citations; of those that overlap, the likeliest."""
    weighed = []
    seen: set[str] = set()
    for guess in sorted(open_guesses(certain, guesses), key=lambda found: found.start):
        chance = likely(text, guess, seen)
        remember(text, guess, seen)
        if chance >= THRESHOLD:
            weighed.append((chance, guess))
    kept: list[Candidate] = []
    taken = bytearray(len(text))  # a mark for each character, so that no list of spans is searched again and again
    for _, guess in sorted(weighed, key=lambda pair: (-pair[0], pair[1].start)):
        if not any(taken[guess.start : guess.end]):
            kept.append(guess)
            taken[guess.start : guess.end] = b"\1" * (guess.end - guess.start)
    return kept


def arranged(
    text: str, certain: list[Citation], guesses: list[Candidate], said_on: date | None
) -> tuple[Citation, ...]:
    """All in order of place: a statute named in a title goes with the title, a paper's number with its title."""
    whole = bytearray(len(text))
    for guess in guesses:
        if guess.rule in _WHOLE:
            whole[guess.start : guess.end] = b"\1" * (guess.end - guess.start)
    left = [
        citation
        for citation in certain
        if citation.kind not in _LAW or not all(whole[citation.span.start : citation.span.end])
    ]
    left = _first_mentions(text, left)
    return _joined(text, said_on, sorted([*left, *(_settled(text, guess, said_on) for guess in guesses)], key=_place))


_PLACE_OF = re.compile(
    r"^[A-Z]?[\w\s,().–-]{0,80}?\b(?:of|to|in)\s(?:the|that)\s(?=[A-Z])|^(?:[Tt]he|[Dd]raft)\s|,?\s\(?\d{4}\)?$"
)


def _first_mentions(text: str, found: list[Citation]) -> list[Citation]:
    """A statute or treaty counts once, dated wherever its year is given, and again for each other section of it."""
    seen: dict[tuple[str, str | None], int] = {}
    kept: list[Citation] = []
    for citation in found:
        title = _PLACE_OF.sub("", citation.quote(text)).lower() if citation.kind in _LAW else ""
        if title:
            first = seen.get((title, citation.locator))
            if first is not None:
                kept[first] = msgspec.structs.replace(kept[first], date=kept[first].date or citation.date)
                continue
            seen[title, citation.locator] = seen[title, None] = len(kept)
        kept.append(citation)
    return kept


def _place(citation: Citation) -> tuple[int, int]:
    return citation.span.start, citation.span.end


def _date(text: str, start: int, end: int, said_on: date | None) -> str | None:
    day = date_of(text, start, end, said_on)
    return str(day) if day else None


def _settled(text: str, guess: Candidate, said_on: date | None) -> Citation:
    start, end, place = guess.start, guess.end, None
    if guess.kind != "letter":
        start, end, place = locator(text, guess.start, guess.end)
    return Citation(guess.kind, Span(start, end), guess.rule, None, place, _date(text, guess.start, guess.end, said_on))


def _joined(text: str, said_on: date | None, found: list[Citation]) -> tuple[Citation, ...]:
    kept: list[Citation] = []
    for citation in found:
        last = kept[-1] if kept else None
        if (
            last
            and citation.kind == last.kind == "publication"
            and _TITLED.fullmatch(text, last.span.end, citation.span.start)
        ):
            kept[-1] = _with_title(last, citation)
            continue
        if (
            last
            and citation.kind in ("command_paper", "house_paper")
            and last.kind == "publication"
            and (citation.span.start < last.span.end or _BETWEEN.fullmatch(text, last.span.end, citation.span.start))
        ):
            kept[-1] = msgspec.structs.replace(
                last,
                kind=citation.kind,
                number=citation.number,
                span=Span(last.span.start, max(last.span.end, citation.span.end)),
                date=max(last.date or "", _date(text, *_place(citation), said_on) or "", key=len) or None,
            )
            continue
        kept.append(citation)
    return tuple(kept)


def _with_title(named: Citation, title: Citation) -> Citation:
    return msgspec.structs.replace(
        title,
        span=Span(named.span.start, title.span.end),
        locator=title.locator or named.locator,
        date=title.date or named.date,
    )
