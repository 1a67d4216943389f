"""Which document a citation is of: by its number, else by the words of its title and its year."""

import re
from hashlib import blake2b

from msgspec import Struct

from answerable.findings.citations.citation import Citation, Kind
from answerable.model.people import slug

NUMBERED: tuple[Kind, ...] = ("command_paper", "house_paper", "written_statement")
TITLED: tuple[Kind, ...] = ("publication", "act", "instrument", "treaty", *NUMBERED)
DOCUMENTS: tuple[Kind, ...] = (*TITLED, "web")
# Numbers of these begin again each session, so one number may stand for several papers.
RESTARTING: tuple[Kind, ...] = ("house_paper", "written_statement")

_LONGEST = 80  # characters of a key before its digest
_NUMBER = re.compile(r"(CP|Cmnd|Cmd|Cm|HC|HL Paper|HCWS|HLWS)\.?\s?(\d{1,5}(?:[-–][IVX]{1,4})?)", re.IGNORECASE)
_STATUTORY = re.compile(r"\bS\.?I\.?\s")
_YEAR = re.compile(
    r"\b(?:1[5-9]|20)\d{2}\b(?![-–/]\d)"
)  # "2022-23" is a session or a financial year: a word of the title
_MONTH = re.compile(r"January|February|March|April|May|June|July|August|September|October|November|December|Session|\d")
_OPENED = re.compile(
    r"(?:\b(?:entitled|titled|called|headed|headlined)[,:]?\s?|\s)[‘“\"']|\b(?:entitled|titled|headed|headlined)[,:]?\s"
)
_DATED = re.compile(
    r",?\s\(?(?:which was\s|as\s|last\s|first\s|and\s)?"
    r"(?:published|updated|issued|launched|dated|released|laid|produced)\b[^\n]{0,300}$"
)
_LEADING = re.compile(
    r"(?:the|a|an|his|her|their|our|its|my|this|that|of|in|from|on|(?:Government|Department|Ministry)[’']s)\s(?=\S)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_][\w’'&-]*")
_EDGES = " \t\n,;:.()[]‘’“”'\"-–"


class Identity(Struct, frozen=True):
    """`key` names the document as it is cited here; `title_key` is what its title alone would name, where that differs.

    `number` is printed in one form ("CP 1338"), `title` as it stands in the text; either may be empty.
    """

    key: str
    number: str = ""
    title: str = ""
    title_key: str = ""


def identity(citation: Citation, text: str) -> Identity | None:
    """The document that a citation in `text` is of; None where neither number nor title tells."""
    if citation.kind == "web":
        return _address(citation.quote(text))
    if citation.kind not in TITLED:
        return None
    title = title_of(citation, text)
    by_title = _title_key(title, citation.date) if _is_title(title, citation.kind) else ""
    number, key = _numbered(citation, text)
    if key:
        return Identity(key, number, title if by_title else "", by_title if citation.kind in NUMBERED[:2] else "")
    return Identity(by_title, "", title, by_title) if by_title else None


def title_of(citation: Citation, text: str) -> str:
    """The title's own words: without place, number, date of publication, and what leads up to it."""
    words = citation.quote(text)
    if citation.number and citation.number in words:
        before, _, after = words.partition(citation.number)
        words = before if before.strip(_EDGES) else after
    words = _DATED.sub("", _unplaced(words, citation.locator))
    opened = _OPENED.search(words)
    words = words[opened.end() :] if opened else words
    while (lead := _LEADING.match(words)) and citation.kind != "written_statement":
        words = words[lead.end() :]
    return " ".join(words.strip(_EDGES).split())


def key_of(words: str) -> str:
    """The key that a number or a title with its year has, as a reader may write it: "CP1338", "cp-1338", a title."""
    found = _NUMBER.fullmatch(words.strip().replace("-", " "))
    return _number_key(found)[1] if found else _title_key(words, None)


def _address(printed: str) -> Identity | None:
    bare = re.sub(r"^https?://(?:www\.)?", "", printed.lower()).rstrip("/.")
    return Identity(_shortened(f"web-{slug(bare)}", bare), "", bare) if slug(bare) else None


def _numbered(citation: Citation, text: str) -> tuple[str, str]:
    """The number in one printed form, and the key made of it; both empty where there is none."""
    printed = (citation.number or "").strip()
    if citation.kind in NUMBERED:
        found = _NUMBER.match(printed)
        return _number_key(found) if found else ("", "")
    digits = re.search(r"\d{1,4}/\d{1,4}", printed)
    if citation.kind != "instrument" or not digits:
        return "", ""
    quote = citation.quote(text)
    series = "SI" if _STATUTORY.search(quote) else quote.split()[0].strip(_EDGES).capitalize()
    return f"{series} {digits[0]}", slug(f"{series} {digits[0]}")


def _number_key(found: re.Match[str]) -> tuple[str, str]:
    series = {name.lower(): name for name in ("CP", "Cmnd", "Cmd", "Cm", "HC", "HL Paper", "HCWS", "HLWS")}
    name = series[" ".join(found[1].lower().split())]
    printed = f"{name}{'' if name.endswith('WS') else ' '}{found[2]}"
    return printed, slug(printed)


def _unplaced(words: str, locator: str | None) -> str:
    """Without the page or section, and the "of the" that ties it to the title."""
    if not locator or locator not in words:
        return words
    before, _, after = words.partition(locator)
    return before if before.strip(_EDGES) else after.lstrip(_EDGES)


def _is_title(title: str, kind: Kind) -> bool:
    """Whether the words name something by themselves: "the review" does not, "Ferry Review" does."""
    words = [word for word in _WORD.findall(title) if not _MONTH.match(word)]
    capitals = sum(word[0].isupper() for word in words)
    return kind != "written_statement" and (
        capitals >= 2 or (capitals == len(words) == 1 and bool(_YEAR.search(title)))
    )


def _title_key(title: str, date: str | None) -> str:
    year = _YEAR.search(title)
    words = slug(_without_article(_YEAR.sub(" ", title)))
    told = year[0] if year else (date or "")[:4]
    return _shortened("-".join(part for part in (words, told) if part), f"{title} {told}".lower())


def _without_article(words: str) -> str:
    return re.sub(r"^the\s", "", words.strip(), flags=re.IGNORECASE)


def _shortened(key: str, words: str) -> str:
    """A key of a length that an address may have; of words that begin alike for long, those of each stay apart."""
    if len(key) <= _LONGEST:
        return key
    return f"{key[:_LONGEST].rstrip('-')}-{blake2b(words.encode(), digest_size=4).hexdigest()}"
