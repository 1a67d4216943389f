"""Clauses that may promise: words of the future, the verb after them, and who is to act."""

import re
from collections.abc import Iterator

from msgspec import Struct

from answerable.findings.openings import AnyOf, Openings
from answerable.model.text import Span

LONGEST = 1_500  # characters; a longer "sentence" is none, and is read in pieces
_SENTENCE_END = Openings(re.compile(r"(?<!hon)(?<!Hon)(?<!Rt)(?<!No)[.?!](?:\s|$)|\n|\s\|\s|;\s"), ". ? ! \n _| ;")
_MARKER = re.compile(
    r"\b(?P<marker>"
    r"will|shall|(?:is|are|be)\s(?:now\s)?due(?:\sto|\sfor)?|(?:is|are)\sto(?=\sbe\b)|due\s(?:to|for)(?=\s)|to\sbe(?=\s\w{2,14}ed\b|\smade|\sset\b|\sheld)|"
    r"(?:is|are|was|were)\s(?:also\s|currently\s)?(?:expected|planned|scheduled|intended|anticipated|set|likely)(?:\sto)?|"
    r"(?:expect|expects|intend|intends|intending|plan|plans|planning|propose|proposes|aim|aims|aiming|hope|hopes|anticipate|anticipates|"
    r"committed|commits|commit|undertaken|pledged|agreed|agrees|going|asked|looking|working|ready|happy|pleased|commitment|intention|"
    r"on\strack|preparing|seeking|decided)(?:\s(?:now|also|therefore|shortly|in\s[^,.]{3,25}))?\s(?:to|for)(?=\s)|"
    r"(?:is|are|am)\s(?:also\s|currently\s|now\s)?(?=(?:publish|introduc|launch|mak|bring|extend|invest|consult|commission|provid|establish|"
    r"creat|develop|deliver|roll|increas|recruit|open|review|host)ing\b)|being(?=\s(?:announced|published|launched|made)\b)|"
    r"(?:have|has)\s(?:therefore\s|also\s)?asked\s(?:my|its|the|his|her|our|him|them)\b[^.;\n]{0,70}?\sto(?=\s)|"
    r"and(?=\s(?:place|deposit)\s(?:a\s|it\s|this\s)?(?:cop|in))|(?<=[Ww]e)’ll|(?<=[Ii])’ll|(?<=[Ww]e)'ll"
    r")\b"
)
MARKERS = Openings(
    _MARKER,
    "will shall is_ are_ am_ was_ were_ be_ due_ to_be expect intend plan propos aim hop anticipat commit undertaken "
    "pledged agree going asked looking working ready happy pleased intention on_track prepar seeking decided being "
    "have_ has_ and_place and_deposit ’ll 'll",
)
# Plain words are looked for before any pattern, because most sentences hold none of them.
_CUES = AnyOf(
    "will", "shall", " due", "’ll", "'ll", " to be ", "plan", "expect", "inten", "propos", " aim", " hope", "anticipat",
    "commit", "schedul", "asked", "agreed", "going to", "happy to", "pleased to", "on track", "ready to", "ing to",
    " set to", "likely", "decided to", "pledged", "undertaken", "being ", " is ", " are ",
)  # fmt: skip
_VERB = re.compile(
    r"\s+(?P<skipped>(?:(?:also|then|now|soon|shortly|therefore|formally|further|be|have|been|again|only|still|all|each|both|"
    r"jointly|always|continue|to|in due course|fully|carefully|initially|first|next|instead|ultimately|need|not|"
    r"never|being|start|begin|help|seek|look|able|no longer|,)\s+){0,6})(?P<verb>[A-Za-z-]{2,20})"
)
_START = re.compile(
    r",\s(?:and\s|but\s|so\s|with\s|which\s|who\s|where\s|while\s|whilst\s|as\s)?|"
    r"\s(?:and|but|that|which|who|so|where|while|because|as|if|when|whether)\s|[:–]\s|\s-\s"
)
_STOP = re.compile(
    r",\s(?:which|who|where|with|but|and\swe|and\sthe|including|while|whilst|as)\b|"
    r"\swhich\s(?:will|is|are|has|have)\b|\s[–-]\s|\s\(|\sbut\s"
)
_BEING = re.compile(r"\bbe(?:ing|en)?\b")


class Promise(Struct, frozen=True):
    """A clause that may promise, before it is weighed: its place, its sentence, and its words."""

    span: Span
    sentence: Span
    marker: str
    verb: str
    skipped: str
    subject: Span

    @property
    def passive(self) -> bool:
        """Whether something is to be done to the subject."""
        return bool(_BEING.search(f"{self.marker} {self.skipped}")) and self.verb.endswith(
            ("ed", "n", "t", "de", "id", "ld", "ing")
        )


def hopeful(text: str) -> bool:
    """Whether any word of the future may be there at all."""
    return _CUES.within(text)


def sentences(text: str) -> Iterator[Span]:
    """The sentences, table cells and lines of a text that hold a word of the future."""
    start = 0
    for stop in (*(found.end() for found in _SENTENCE_END.finditer(text)), len(text)):
        for begin in range(start, stop, LONGEST):
            end = min(stop, begin + LONGEST)
            if hopeful(text[begin:end]):
                yield Span(begin, end)
        start = stop


_ASKING = re.compile(r"\b(?:how|what|why)\s[^,;]{2,60}$")  # "details of how we will light the quay will be published"


def promises(text: str, sentence: Span) -> Iterator[Promise]:
    """Every clause of a sentence that may promise, in order."""
    found = list(MARKERS.finditer(text, sentence.start, sentence.end))
    behind = [sentence.start, *(marker.end() for marker in found)]
    starts: list[int] = []
    for begin, marker in zip(behind, found, strict=False):
        start = _clause_start(text, begin, marker.start())
        asked = starts and start - begin <= 1 and _ASKING.search(text, starts[-1], begin)
        starts.append(starts[-1] if asked else start)
    for marker, start, after in zip(found, starts, [*starts[1:], sentence.end], strict=False):
        promise = _promise(text, sentence, marker, start, after)
        if promise:
            yield promise


_NOT = re.compile(r"\b(?:not|never|no)\b")
_NEGATED = re.compile(r"\b(?:no|any|not|never|without)\s(?:\w{1,12}\s){0,2}$|n[’']t\s$", re.I)


def _promise(text: str, sentence: Span, marker: re.Match[str], start: int, after: int) -> Promise | None:
    verb = _VERB.match(text, marker.end(), min(sentence.end, marker.end() + 120))
    if not verb or verb["verb"] in ("not", "never", "no") or _NOT.search(verb["skipped"]):
        return None
    if not marker.group().startswith("will") and _NEGATED.search(text, max(0, marker.start() - 30), marker.start()):
        return None
    end = after if after > verb.end() else sentence.end
    stop = _STOP.search(text, verb.end(), end)
    end = _trimmed(text, start, stop.start() if stop else end)
    return Promise(
        Span(start, end),
        sentence,
        _kind(text, marker),
        verb["verb"].lower(),
        verb["skipped"].lower().strip(),
        Span(start, max(start, marker.start() - 1)),
    )


_NOUN_BEFORE = re.compile(
    r"\b(?:the|a|an|its|their|our|his|her|Government['’]s|Department['’]s|current|of|developing|have|has|with|ambitious|clear|\w+['’]s)\s$"
)


def _kind(text: str, marker: re.Match[str]) -> str:
    """The words of the future; "plans" and the like are set apart where they are nouns."""
    words = marker.group().lower()
    noun = words.startswith(("plan", "propos", "aim", "hope", "commit", "intention")) and not words.startswith(
        "committed"
    )
    return f"noun {words}" if noun and _NOUN_BEFORE.search(text, max(0, marker.start() - 16), marker.start()) else words


_JOINS_NOUNS = re.compile(r"\s(?:and|or)\s$")
_NAME_GOES_ON = re.compile(r"\b[A-Z]\w{1,20}\s(?:and|or)\s[A-Z]$")  # "Report and Accounts", "Health and Care"
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|can|do|does|did|shall|would|must|may|expect|intend|plan|[a-z]{3,12}ed|works?|sets?|remains?)\b"
)
_POINTING = re.compile(r"\b(?:alongside|of|to|with|on|for|in|by|at|from|after|before|following)\sthat\s$", re.I)


def _clause_start(text: str, begin: int, at: int) -> int:
    """Behind the last comma or joining word before `at` that does not merely join two nouns of the subject."""
    begin = max(begin, at - 300)
    start = begin
    for found in _START.finditer(text, begin, at):
        if (
            _JOINS_NOUNS.fullmatch(found.group())
            and found.end() < at
            and not _FINITE.search(text, start, found.start())
        ):
            continue
        if _NAME_GOES_ON.search(text, max(begin, found.start() - 25), min(at, found.end() + 1)):
            continue
        if _POINTING.search(text, max(begin, found.start() - 12), found.end()):
            continue
        start = found.end()
    while start < at and text[start].isspace():
        start += 1
    return start


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:?!|"):
        end -= 1
    return end
