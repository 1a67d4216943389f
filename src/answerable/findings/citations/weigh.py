"""Whether a phrase that may name a document is cited here: a small linear model over features a person can read."""

import re
from collections.abc import Iterator

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
_DIGIT = re.compile(r"\d{4}")


def features(text: str, found: Candidate, seen: set[str]) -> Iterator[str]:
    """What the model looks at: the rule, the head word, the words around, and whether a link or a date is near."""
    phrase = text[found.start : found.end]
    yield from _of_phrase(found, phrase, phrase.split())
    yield from _of_words_around(text, found, phrase)
    yield from _of_neighbourhood(text, found)
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


def likely(text: str, found: Candidate, seen: set[str]) -> float:
    """How likely it is, 0 to 1, that the phrase is a citation."""
    return chance(weights("answerable.findings.citations"), features(text, found, seen))
