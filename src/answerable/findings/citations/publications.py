"""Phrases that may name a publication: by the word for a kind of document, by "entitled", by marks of quotation."""

import re
from collections.abc import Iterator

from msgspec import Struct

from answerable.findings.citations.citation import Kind
from answerable.findings.citations.cue import Cue, last_match
from answerable.findings.citations.dating import sentence_start
from answerable.findings.citations.titles import title_end, title_start
from answerable.findings.openings import Openings
from answerable.model.printed_dates import MONTHS

_NOUNS_WORDS = """
report reports review reviews strategy strategies plan plans paper papers code codes framework guidance statistics
survey surveys accounts budget policy statement statements consultation consultations charter register roadmap guide
guides guidelines bulletin outlook handbook manual digest assessment assessments audit evidence note notes
declaration memorandum update updates data dataset datasets tables response responses minutes release releases index
principles inquiry study research standard standards analysis returns publication publications document documents
book programme prospectus blueprint estimates criteria tool dashboard toolkit minute input forecast forecasts
findings recommendations projections communique communiqué gazette contract checklist agreement requirements census
speech announcement announcements article blog factsheet factsheets catalogue resolution information details advice
ruling judgment transcript methodology summary evaluation pages compact pledge vision protocol rules agenda
manifesto stocktake specification commission list lists notice notices convention figures website portal
"""
NOUNS = frozenset(_NOUNS_WORDS.split())
# Words that name a document only as part of a title: in small letters they nearly always mean something else.
_TITLE_ONLY_WORDS = """
information details plans advice programme research figures standards standard budget contract agreement rules list
lists criteria website portal updates inquiry returns notices agenda input book requirements commission convention
contribution pages compact vision pledge evaluation methodology reviews assessments policy
"""
TITLE_ONLY = frozenset(_TITLE_ONLY_WORDS.split())
_MODIFIER = re.compile(r"[\w’'‑-]+|&|[\w’'‑-]+/[\w’'‑-]+")
_BREAKS_WORDS = """
the a an this that these those our its their his her my your of in on to for by from with at as and or is are was
were be been has have had will would can could may must should do does did not also which who when where if how what
whether published publish publishes launched launch launches publishing issued produced laid set commissioned
welcomed welcome received see under within alongside into including through per via consulted provide provides
provided made make no any all each both more some such following about available carried conducted responded
completed collects collect hold holds held releases released taking undertake undertaken undertook first
"""
_BREAKS = frozenset(_BREAKS_WORDS.split())
_COMPLEMENT = re.compile(
    r"\s(?:on|into|of|to|from|for|about|by|regarding|relating to|concerning|outlining)\s"
    r"(?:[^\s,.;:()\n]{1,24}\s){0,9}?[^\s,.;:()\n]{1,24}"
    r"(?=[,.;:()\n]|\s(?:which|that|was|were|is|are|has|have|had|will|and|published|in|on|at|as|closed|launched|sets?|it|we|to|last|"
    r"can|may|could|would|should|must|makes?|shows?|found|collected|went|provides?|estimates?|states?|says|received|opened)\b|$)"
)
_TITLE_AHEAD = re.compile(
    r",?\s?(?:entitled|titled|headed|headlined|called|named)?,?\s?[:,]?\s?(?P<open>[‘’'\"“”]{1,2})(?P<title>[A-Z0-9](?:[^’”\"\n]|’(?=\w)){3,150})[’'”\"](?!\w)"
)
_MARKS = frozenset("‘’'\"“”")
_UNMARKED_AHEAD = re.compile(
    r",\s(?:entitled,?\s)?(?P<title>[A-Z][^,;.?\n]{8,110}(?:,\s[^,;.?\n]{3,60}){0,2})"
    r"(?=,\s(?:published|updated|dated|issued|HC\s?\d|CP\s?\d|Cm\s?\d)|;\sand\swhat\b)"
)
_ENTITLED = re.compile(r":?,?\s?[‘’'\"“”]{0,2}(?P<title>[A-Z0-9£‘'“\"L])")
_ENDS = re.compile(
    r",?\s(?:which\swas\s|as\s|last\s|first\s|and\s)?(?:published|updated(?=\s(?:on|in|by|\d))|dated|issued|launched|released|laid|produced|HC\s?\d|CP\s?\d|Cm\s?\d)\b|[;\n?]|[.]\s|[.]$|[’'”\"](?=[,.;\s]|$)|"
    r",\s(?:what|whether|if|how|when|which|for|by|on|HC|to|where|who|in|of)\b|\s\((?:HC|HL|CP|Cm|published)"
)
_QUOTED = re.compile(r"(?P<open>[‘“])(?P<title>[A-Z0-9][^‘“”\n]{7,140}?)[’”](?=[\s,.;:)]|$)")
_CAPITALISED = re.compile(r"[A-Z][\w’'&–-]{1,40}")

_VERBS = frozenset(
    [
        "report",
        "review",
        "update",
        "study",
        "release",
        "list",
        "audit",
        "research",
        "plan",
        "note",
        "forecast",
        "register",
        "guide",
        "debate",
    ]
)
_INFINITIVE = re.compile(r"\b(?:to|will|we|not|may|and|can|should)\s$")


class Candidate(Struct, frozen=True):
    """A phrase that may name something citable, before it is weighed."""

    kind: Kind
    start: int
    end: int
    rule: str
    head: str


_MADE_KNOWN = Openings(
    re.compile(
        r"publish|issued|launch|available|\bhere\b|http|titled|found|www|called|[‘“]|attached|set out|reference"
    ),
    "publish issued launch available here http titled found www called ‘ “ attached set_out reference",
)


def named(cue: Cue) -> Iterator[Candidate]:
    """The cue is a word for a kind of document: the phrase that it heads."""
    text, start, end = cue.text, cue.start, cue.end
    word = text[start:end]
    if word in _VERBS and _INFINITIVE.search(text, max(0, start - 8), start):
        return
    begin, stop, rule = (_title_around if word[0].isupper() else _phrase_around)(text, start, end)
    ahead = _title_ahead(text, stop) or (_title_ahead(text, end) if stop > end else None)
    if ahead:
        yield Candidate(_kind(text, begin, start, word), begin, ahead.end("title"), "quoted-title", word.lower())
        return
    stop = _to_its_date(text, end, stop)
    alone = rule == "document-phrase" and (begin, stop) == (start, end)
    if not _is_body(text, begin, end, stop) and not (alone and _unknown(text, start, end)):
        yield Candidate(_kind(text, begin, start, word), begin, stop, rule, word.lower())


def _title_around(text: str, start: int, end: int) -> tuple[int, int, str]:
    begin, stop = _capitals_before(text, start), title_end(text, end)
    return begin, stop, "document-word" if (begin, stop) == (start, end) else "document-title"


def _phrase_around(text: str, start: int, end: int) -> tuple[int, int, str]:
    begin = _capitals_before(text, start)
    rule = "document-name" if begin < start else "document-phrase"
    complement = _COMPLEMENT.match(text, end, min(len(text), end + 160))
    return _phrase_start(text, begin), complement.end() if complement else end, rule


def _capitals_before(text: str, start: int) -> int:
    begin = title_start(text, start)
    return begin if begin == start else _after_date(text, _after_body(text, begin, start), start)


def _is_body(text: str, begin: int, end: int, stop: int) -> bool:
    """Whether the title names who acts: "the Strategy Board", but not "the Plan for the Board"."""
    body = _ORGANISATION.search(text, begin, stop)
    return body is not None and not _ABOUT.search(text, end, body.start())


def _unknown(text: str, start: int, end: int) -> bool:
    """Whether nothing near a bare "report" or "data" says which is meant; most are none, and weighing costs time."""
    return not _MADE_KNOWN.search(text, max(0, start - 25), end + 70)


def _title_ahead(text: str, at: int) -> re.Match[str] | None:
    """The title after the word for the document, in marks of quotation or between commas."""
    limit = min(len(text), at + 190)
    marked = None if _MARKS.isdisjoint(text[at : at + 18]) else _TITLE_AHEAD.match(text, at, limit)
    return marked or _UNMARKED_AHEAD.match(text, at, limit)


_BODY_BEFORE = re.compile(
    r"\b(?:Government|Office|Department|Ministry|Minister|Secretary|State|Commission|Council|Authority|Agency|Service|"
    r"Committee|Board|Education|Care|Defence|Treasury|Statistics|Health|Communities|Union|Nations|Parliament|Treasury|"
    r"Association|Institute|Bank)\s(?:on|at|with|by|from|as|into|to|under|in)\s(?:(?:the|its|a|an|our)\s)?(?=[A-Z0-9])"
)


def _after_body(text: str, begin: int, at: int) -> int:
    """Passes over a body that acts on the document: "the Department for Ferries on Lamp Standards"."""
    body = last_match(_BODY_BEFORE, text, begin, at)
    return body.end() if body else begin


_DATED_BEFORE = re.compile(
    rf"(?:\d{{1,2}}\s)?(?:{'|'.join(MONTHS)})(?:\s\d{{4}})?(?:\)|,|\sand)\s(?:(?:the|a|an|our|its|their)\s)?"
)


def _after_date(text: str, begin: int, at: int) -> int:
    """Passes over a date that ends what came before: "published May 2030 and the Ferry Strategy"."""
    dated = _DATED_BEFORE.match(text, begin, at)
    return dated.end() if dated else begin


def _kind(text: str, begin: int, start: int, word: str) -> Kind:
    if word.lower() == "statement" and _WRITTEN.search(text, max(0, begin - 10), start):
        return "written_statement"
    return "command_paper" if word == "Paper" and text.endswith("Command ", begin, start) else "publication"


_WRITTEN = re.compile(r"\b[Ww]ritten\s(?:[Mm]inisterial\s)?$")
_TO_DATE = re.compile(
    r"[^,.;?\n]{1,140}+(?=,\s(?:last\s|which was\s)?(?:published|updated|issued|launched|dated|released)\b)"
)
_SUBTITLE = re.compile(r":\s[a-z][^,.;:?\n]{8,120}(?=[,.;?\n]|$)")
_UNMARKED = re.compile(r"\s(?=[A-Z][a-z’]+\s[\w‘])[^,.;?\n]{12,170}(?=[,.;?\n]|$)")
_UNMARKED_AFTER_WORDS = "release note report paper guidance document article consultation blog factsheet"
_UNMARKED_AFTER = frozenset(_UNMARKED_AFTER_WORDS.split())
_ORGANISATION = Openings(
    re.compile(
        r"\b(?:Office (?:for|of)|(?:Authority|Authorities|Committee|Commission|Board|Council|Body|Agency|Department|"
        r"Service|Panel|Group|Programme|Scheme|Fund|Team|Directorate|Executive|Unit|Operators|America|Award|Grant)(?:\s\([A-Za-z]{2,8}\))?$)"
    ),
    "Office_ Authorit Committee Commission Board Council Body Agency Department Service Panel Group Programme Scheme "
    "Fund Team Directorate Executive Unit Operators America Award Grant",
)

_ABOUT = re.compile(r"\s(?:for|of|on|to|into|from|by|about)\s")  # "Plan for the Civil Service" is no body


def _to_its_date(text: str, end: int, stop: int) -> int:
    """On to ", published on …" where that follows in the same clause, or over a title that nothing marks."""
    dated = _TO_DATE.match(text, stop, min(len(text), stop + 180))
    if dated:
        return dated.end()
    subtitle = _SUBTITLE.match(text, stop, min(len(text), stop + 140)) if stop > end else None
    if subtitle:
        return subtitle.end()
    if stop == end and _last_word(text, end) in _UNMARKED_AFTER:
        unmarked = _UNMARKED.match(text, end, min(len(text), end + 190))
        return unmarked.end() if unmarked else stop
    return stop


def _last_word(text: str, end: int) -> str:
    return text[max(0, end - 14) : end].rsplit(" ", maxsplit=1)[-1]


_CLOSED = re.compile(r"(?<!s)['’]$")  # the end of a quotation, not of "ministers’"


def _phrase_start(text: str, at: int) -> int:
    """Back over up to four words that may describe the document: "latest quarterly" before "report"."""
    floor = max(0, at - 60)
    for _ in range(4):
        space = max(text.rfind(" ", floor, at - 1), text.rfind("\n", floor, at - 1))
        word = text[space + 1 : at - 1]
        if space < 0 or text[at - 1] != " " or word.lower() in _BREAKS:
            break
        if not _MODIFIER.fullmatch(word) or _CLOSED.search(word):
            break
        at = space + 1
    return at - len("call for ") if text[max(0, at - 9) : at].lower() == "call for " else at


def entitled(cue: Cue) -> Iterator[Candidate]:
    """The cue is "entitled": the title after it, which may be any words."""
    text, start, end = cue.text, cue.start, cue.end
    opening = _ENTITLED.match(text, end, end + 8)
    if not opening:
        return
    begin = opening.start("title")
    limit = min(len(text), begin + 240)
    stop = next((found.start() for found in _ENDS.finditer(text, begin + 3, limit)), limit)
    head = re.findall(r"[a-z]+", text[max(0, start - 40) : start].lower())
    yield Candidate("publication", begin, stop, "entitled", head[-1] if head else "")


def quoted(text: str, start: int) -> Iterator[Candidate]:
    """An opening mark of quotation at `start`: a title of three words or more."""
    found = _QUOTED.match(text, start, start + 150)
    if found and found["title"].count(" ") >= 2:
        yield Candidate("publication", found.start("title"), found.end("title"), "quotation", "quotation")


_AFTER_COMMA = re.compile(r"[,;:(]\s|\n|\.\s")


_LEAD = re.compile(
    r"(?:As|In|Under|The|and|with)?(?:\s?(?:set|out|in|to|outlined|reference|stated|our|the|The|its|their|as|per|and)){0,6}\s(?=[A-Z])|The\s"
)


def comma_published(cue: Cue) -> Iterator[Candidate]:
    """The cue is "published" after a comma: the capitalised words before the comma."""
    text, start = cue.text, cue.start
    if not text.endswith(", ", 0, start) and not text.endswith(" (", 0, start):
        return
    begin = max(sentence_start(text, start - 2), start - 160)
    for found in _AFTER_COMMA.finditer(text, begin, start - 3):
        begin = found.end()
    lead = _LEAD.match(text, begin, start)
    begin = lead.end() if lead else begin
    if text[begin].isupper() and " " in text[begin : start - 2]:
        yield Candidate("publication", begin, start - 2, "published", "published")


_REFERRED = re.compile(
    r"\s(?:in|to|by|at|with|of|the|our|its|their|Government's|Government’s|Government|new|recent|on|for|from|under|Department’s|Department's)(?:\s(?:in|to|the|our|its|their|Government's|Government’s|new|recent|requirements|of)){0,4}\s(?=[A-Z])"
)


def referred(cue: Cue) -> Iterator[Candidate]:
    """The cue is "out", "reference", "outlined" …: capitalised words after "set out in the"."""
    text, start, end = cue.text, cue.start, cue.end
    lead = _REFERRED.match(text, end, end + 60)
    if not lead or (text[start:end] == "out" and not text.endswith("set ", 0, start)):
        return
    begin = lead.end()
    first = _CAPITALISED.match(text, begin)
    if not first:
        return
    stop = title_end(text, first.end())
    if stop > first.end() and text[stop - 1] not in "’'" and text[stop - 2 : stop] not in ("’s", "'s"):
        yield Candidate("publication", begin, stop, "referred-to", text[begin:stop].split()[-1].lower())
