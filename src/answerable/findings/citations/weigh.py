"""Whether a phrase that may name a document is cited here: a small linear model over features a person can read."""

import re
from collections.abc import Iterator

from answerable.findings.citations.dating import sentence_start
from answerable.findings.citations.publications import Candidate
from answerable.findings.linear import chance, weights

_AFTER = re.compile(r"[a-z’']+|[.;:,(]")
_BEFORE = re.compile(r"[a-z’']+|[.;:,(\n]")
_LINKED = re.compile(r"https?:|www\.|\bhere\b|following link|gov\.uk|website")
_PUBLISHED = re.compile(r"publish|launch|issued|released|available|laid")
_FUTURE = re.compile(r"\b(?:will|shall|forthcoming|upcoming|due to|intends?|plans? to|to be|would|shortly)\b")
_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "our",
        "its",
        "their",
        "his",
        "her",
        "this",
        "that",
        "these",
        "any",
        "my",
        "your",
        "such",
        "all",
        "no",
        "each",
    ]
)
_OF_OWNER_WORDS = "the our its their his her my this recent new latest revised updated of and for"
_OF_OWNER = frozenset(_OF_OWNER_WORDS.split())
_PLACE_BEFORE = re.compile(
    r"\b(?:pages?|paragraphs?|sections?|chapters?|tables?|annex|recommendations?|figures?|volume)\s[\w.,–-]{1,9}"
    r"(?:\s(?:and|to)\s[\w.]{1,9})?\s(?:of|in|to)\s(?:the|his|her|its|their)?\s?$",
    re.I,
)
_VERB_AFTER = re.compile(
    r"[’'”\")]{0,2},?\s(?:\([^()\n]{1,40}\)\s)?(?:(?:which|that|and|also|clearly|already|first|was|were|is|are|has|have|had|been|be|will|would|may|can)\s){0,4}"
    r"(?P<verb>[a-z]{2,15})"
)
_ACRONYM_AFTER = re.compile(r"[’'”\"]?\s\([A-Z][A-Za-z]{1,9}s?\)")
_ORGANISED = re.compile(
    r"\b(?:Government|Department|Ministry|Minister|Secretary|Office|Service|Agency|Authority|Team|Fund|Scheme|Programme|Group|Initiative)\b"
)
_DIGIT = re.compile(r"\d{4}")


def features(text: str, found: Candidate, seen: set[str]) -> list[str]:
    """What the model looks at: the rule, the head word, the words around, and whether a link or a date is near."""
    phrase = text[found.start : found.end]
    return [
        *_of_phrase(found, phrase, phrase.split()),
        *_of_words_around(text, found, phrase),
        *_of_neighbourhood(text, found),
        *_of_sentence(text, found),
        *_of_repeats(found, phrase, seen),
    ]


def _of_repeats(found: Candidate, phrase: str, seen: set[str]) -> Iterator[str]:
    if found.head in seen:
        yield f"{found.rule} seen"
    if phrase.lower() in seen:
        yield "phrase seen"
    if _tail(phrase) in seen:
        yield f"{found.rule} last words seen"


def remember(text: str, found: Candidate, seen: set[str]) -> None:
    """Notes the phrase, so that a second mention can be told from the first."""
    phrase = text[found.start : found.end]
    seen |= {found.head, phrase.lower(), _tail(phrase)}


def _tail(phrase: str) -> str:
    return " ".join(phrase.lower().split()[-2:])


def _of_phrase(found: Candidate, phrase: str, words: list[str]) -> Iterator[str]:
    rule = found.rule
    yield "rule " + rule
    yield "kind " + found.kind
    yield "head " + found.head.removesuffix("s")
    yield f"{rule} head {found.head}"
    if len(words) <= 7:
        yield "phrase " + phrase.lower()
    if words:
        yield "first " + words[0].lower()
        yield "last " + words[-1].lower()
    yield "last two " + " ".join(words[-2:]).lower()
    capitals = sum(word[:1].isupper() or word[:1].isdigit() for word in words)
    yield f"{rule} capitals {min(capitals, 5)}"
    yield f"{rule} words {min(len(words), 7)}"
    if _DIGIT.search(phrase):
        yield f"{rule} year within"
    for modifier in words[:-1][-3:]:
        yield f"modifier {modifier.lower()}"


def _of_words_around(text: str, found: Candidate, phrase: str) -> Iterator[str]:
    rule = found.rule
    before = _BEFORE.findall(text[max(0, found.start - 60) : found.start].lower())[-4:]
    after = _AFTER.findall(text[found.end : found.end + 40].lower())[:2]
    determiner = before[-1] if before and before[-1] in _DETERMINERS else "-"
    opening = phrase.split(" ", 1)[0].lower()
    if opening in _DETERMINERS:
        determiner = opening
    yield f"determiner {determiner}"
    yield f"{rule} determiner {determiner}"
    lead = [word for word in before if word not in _DETERMINERS][-3:]
    for length in range(1, len(lead) + 1):
        yield "before " + " ".join(lead[-length:])
    yield f"{rule} before {lead[-1] if lead else '^'}"
    for place, word in enumerate(after):
        yield f"after {place} {word}"
        yield f"{rule} after {place} {word}"
    yield "after " + " ".join(after)
    if len(after) and lead:
        yield f"between {lead[-1]} {after[0]}"


def _of_neighbourhood(text: str, found: Candidate) -> Iterator[str]:
    rule = found.rule
    ahead = text[found.end : found.end + 160]
    behind = text[max(0, found.start - 60) : found.start].lower()
    if _LINKED.search(ahead):
        yield f"{rule} link near"
    if _PUBLISHED.search(ahead[:50]):
        yield f"{rule} published after"
        if _DIGIT.search(ahead[:70]):
            yield f"{rule} dated"
    if _PUBLISHED.search(behind):
        yield f"{rule} published before"
    if _FUTURE.search(behind) or _FUTURE.search(ahead[:30].lower()):
        yield f"{rule} future"
    if text.startswith("To ask"):
        yield f"{rule} in a question"
        if "with reference to" in text[max(0, found.start - 150) : found.start]:
            yield f"{rule} with reference to"


def _of_sentence(text: str, found: Candidate) -> Iterator[str]:
    """What governs the phrase: the words before its owner, the verb after it, and what stands in brackets behind it."""
    rule = found.rule
    behind = text[max(0, found.start - 90) : found.start].split()
    while behind and (behind[-1][0].isupper() or behind[-1] in _OF_OWNER):
        behind.pop()
    yield "led by " + " ".join(behind[-2:])
    yield f"{rule} led by {behind[-1] if behind else '^'}"
    if _PLACE_BEFORE.search(text, max(0, found.start - 45), found.start):
        yield "place before"
        yield f"{rule} place before"
    ahead = text[found.end : found.end + 60]
    if (verb := _VERB_AFTER.match(ahead)) is not None:
        yield "verb after " + verb["verb"]
        yield f"{rule} verb after {verb['verb']}"
    if _ACRONYM_AFTER.match(ahead):
        yield f"{rule} acronym after"
    if ahead[:2] in ("’s", "'s") or ahead[:1] in ("’", "'"):
        yield f"{rule} possessive"
    if _ORGANISED.search(text, found.start, found.end):
        yield f"{rule} organisation within"
    opening = sentence_start(text, found.start)
    if found.start - opening < 5:
        yield f"{rule} opens sentence"
    first = _BEFORE.findall(text[opening : found.start].lower())[:2]
    yield "sentence opens " + " ".join(first)
    tail = " ".join(text[found.start : found.end].split()[-2:])
    if len(tail) > 6 and text.find(tail, found.end, found.end + 1500) >= 0:
        yield f"{rule} named again"


def likely(text: str, found: Candidate, seen: set[str]) -> float:
    """How likely it is, 0 to 1, that the phrase is a citation."""
    return chance(weights("answerable.findings.citations"), features(text, found, seen))
