"""Whether a phrase that may name a document is cited here: a small linear model over features a person can read."""

import re
from itertools import islice

from answerable.findings.citations.publications import Candidate
from answerable.findings.linear import chance, weights
from answerable.findings.openings import AnyOf, Openings

_BEFORE = re.compile(r"[a-z’']+|[.;:,(\n]")
_AFTER = re.compile(r"[a-z’']+|[.;:,(]")
_LINKED = AnyOf("http", "www.", " here", "following link", "gov.uk", "website")
_PUBLISHED = AnyOf("publish", "launch", "issued", "released", "available", "laid")
_FUTURE_WORDS = "will shall forthcoming upcoming due intend intends plan plans would shortly"
_FUTURE = frozenset(_FUTURE_WORDS.split())
_DETERMINER_WORDS = "the a an our its their his her this that these any my your such all no each"
_DETERMINERS = frozenset(_DETERMINER_WORDS.split())
_OF_OWNER_WORDS = "the our its their his her my this recent new latest revised updated of and for"
_OF_OWNER = frozenset(_OF_OWNER_WORDS.split())
_PLACE_WORDS = (
    "page pages paragraph paragraphs section sections chapter chapters table tables annex recommendation "
    "recommendations figure figures volume"
)
_PLACES = frozenset(_PLACE_WORDS.split())
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
_ORGANISED = Openings(
    re.compile(
        r"\b(?:Government|Department|Ministry|Minister|Secretary|Office|Service|Agency|Authority|Team|Fund|Scheme|Programme|Group|Initiative)\b"
    ),
    "Government Department Minist Secretary Office Service Agency Authority Team Fund Scheme Programme Group "
    "Initiative",
)
_YEAR = re.compile(r"\d{4}")
_OPENING = re.compile(r"(?:^|[.?!]\s|\n|;\s)\S{0,3}\s?$")


def features(text: str, found: Candidate, seen: set[str]) -> list[str]:
    """What the model looks at: the rule, the head word, the words around, and whether a link or a date is near."""
    phrase = text[found.start : found.end]
    words = phrase.split()
    behind = text[max(0, found.start - 90) : found.start]
    ahead = text[found.end : found.end + 160]
    close = behind[-60:].lower()
    before = _BEFORE.findall(close)
    tail = _tail(words)
    return [
        *_of_phrase(found, phrase, words, tail),
        *_of_words_around(found, words, before, _next_words(ahead)),
        *_of_neighbourhood(text, found, close, ahead, before),
        *_of_sentence(text, found, behind.split(), ahead, before),
        *_of_repeats(text, found, phrase.lower(), words, tail, seen),
    ]


def _next_words(ahead: str) -> list[str]:
    """The first two words or marks after the phrase."""
    return [found.group() for found in islice(_AFTER.finditer(ahead[:40].lower()), 2)]


def _of_repeats(text: str, found: Candidate, phrase: str, words: list[str], tail: str, seen: set[str]) -> list[str]:
    names = []
    if found.head in seen:
        names.append(found.rule + " seen")
    if phrase in seen:
        names.append("seen")
    if tail in seen:
        names.append(found.rule + " last words seen")
    printed = " ".join(words[-2:])
    if len(printed) > 6 and text.find(printed, found.end, found.end + 1500) >= 0:
        names.append(found.rule + " named again")
    return names


def remember(text: str, found: Candidate, seen: set[str]) -> None:
    """Notes the words of a phrase, so that a second mention can be told from the first."""
    phrase = text[found.start : found.end]
    seen |= {found.head, phrase.lower(), _tail(phrase.split())}


def _tail(words: list[str]) -> str:
    return " ".join(words[-2:]).lower()


def _of_phrase(found: Candidate, phrase: str, words: list[str], tail: str) -> list[str]:
    rule = found.rule
    capitals = sum([word[0].isupper() or word[0].isdigit() for word in words])
    names = [
        "rule " + rule,
        "head " + found.head.removesuffix("s"),
        f"{rule} head {found.head}",
        "first " + (words[0].lower() if words else ""),
        "last two " + tail,
        f"{rule} capitals {min(capitals, 5)}",
        f"{rule} words {min(len(words), 7)}",
    ]
    if _YEAR.search(phrase):
        names.append(rule + " year within")
    if _ORGANISED.search(phrase):
        names.append(rule + " organisation within")
    return names


def _of_words_around(found: Candidate, words: list[str], before: list[str], after: list[str]) -> list[str]:
    rule = found.rule
    near = before[-4:]
    determiner = near[-1] if near and near[-1] in _DETERMINERS else "-"
    opening = words[0].lower() if words else ""
    lead = [word for word in near if word not in _DETERMINERS][-3:]
    names = [
        "determiner " + (opening if opening in _DETERMINERS else determiner),
        f"{rule} before {lead[-1] if lead else '^'}",
        "after " + " ".join(after),
        *["before " + " ".join(lead[-length:]) for length in range(1, len(lead) + 1)],
    ]
    for place, word in enumerate(after):
        names.append(f"after {place} {word}")
        names.append(f"{rule} after {place} {word}")
    return names


def _of_neighbourhood(text: str, found: Candidate, behind: str, ahead: str, before: list[str]) -> list[str]:
    rule = found.rule
    names = []
    if _LINKED.within(ahead):
        names.append(rule + " link near")
    if _PUBLISHED.within(ahead[:50]):
        names.append(rule + " published after")
        if _YEAR.search(ahead, 0, 70):
            names.append(rule + " dated")
    if _PUBLISHED.within(behind):
        names.append(rule + " published before")
    if not _FUTURE.isdisjoint(before) or not _FUTURE.isdisjoint(ahead[:30].split()):
        names.append(rule + " future")
    if text.startswith("To ask"):
        names.append(rule + " in a question")
        if text.find("with reference to", max(0, found.start - 150), found.start) >= 0:
            names.append(rule + " with reference to")
    return names


def _of_sentence(text: str, found: Candidate, behind: list[str], ahead: str, before: list[str]) -> list[str]:
    """What governs the phrase: the words before its owner, the verb after it, and what stands in brackets behind it."""
    rule = found.rule
    while behind and (behind[-1][0].isupper() or behind[-1] in _OF_OWNER):
        behind.pop()
    names = ["led by " + " ".join(behind[-2:]), f"{rule} led by {behind[-1] if behind else '^'}"]
    if not _PLACES.isdisjoint(before) and _PLACE_BEFORE.search(text, max(0, found.start - 45), found.start):
        names += ["place before", rule + " place before"]
    if (verb := _VERB_AFTER.match(ahead, 0, 60)) is not None:
        names.append("verb after " + verb["verb"])
    if ahead[:1] in ("’", "'") or ahead[:2] in ("’s", "'s"):
        names.append(rule + " possessive")
    elif _ACRONYM_AFTER.match(ahead):
        names.append(rule + " acronym after")
    if _OPENING.search(text, max(0, found.start - 7), found.start):
        names.append(rule + " opens sentence")
    return names


def likely(text: str, found: Candidate, seen: set[str]) -> float:
    """How likely it is, 0 to 1, that the phrase is a citation."""
    return chance(weights("answerable.findings.citations"), features(text, found, seen))
