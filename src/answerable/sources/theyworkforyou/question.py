"""One exchange → an observation for each numbered question in it."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from xml.etree.ElementTree import Element

from msgspec import Struct

from answerable.model.ids import page_id
from answerable.model.observation import Observation
from answerable.model.people import Body, House, Member, body_of_name, member_of_name
from answerable.model.question import Answer, Grouped
from answerable.model.text import Text
from answerable.sources.fields import BadField, day_of
from answerable.sources.markup import text_of
from answerable.sources.strict_xml import Placed, markup_of
from answerable.sources.theyworkforyou.gid import Gid, gid_of

NAME = "theyworkforyou"
_HOLYROOD = re.compile(r"([^()]{1,150}?) \(([^()]{1,150})\) \(([^()]{1,50})\)")  # name, seat, party
_ADDRESS = re.compile(r"/written-questions?/(?:detail/|Commons/|Lords/)(\d{4}-\d{2}-\d{2})/([A-Za-z0-9]{1,20})")
_OF_THE_EDITION = ("id", "oldstyleid")  # differ in every edition; the place and `said` tell them


class Exchange(Struct):
    """Questions and what was said in reply to all of them."""

    questions: list[Placed] = []
    replies: list[Element] = []
    body: str = ""
    heading: str = ""
    day: date | None = None  # of the file, by its name
    place: str = ""


class _Part(Struct):
    """One numbered question: its own paragraphs after those that it shares with its neighbours."""

    uin: str
    markup: str
    ques: Element
    line: int


def observations(exchange: Exchange) -> Iterator[Observation]:
    """BadField for an id or a date that is none; nothing of the exchange is said then."""
    parts = [part for placed in exchange.questions for part in _parts(placed)]
    uins = [part.uin for part in parts if part.uin]
    for part in parts:
        together = tuple(Grouped(uin) for uin in uins if uin != part.uin)
        yield _observation(part, exchange, together or None)


def _observation(part: _Part, exchange: Exchange, grouped: tuple[Grouped, ...] | None) -> Observation:
    told = part.ques.attrib
    gid = gid_of(told.get("id", ""))
    if gid is None:
        raise BadField("id", "an id like uk.org.publicwhip/wrans/2009-10-26a.294961.q0", told.get("id"))
    tabled = _tabled(told.get("url", ""))
    house = _house(gid, part)
    on = exchange.day if tabled else gid.day
    observed = Observation(
        source=NAME,
        place=f"line {part.line}, {gid.edition}.{gid.item}.{gid.part}",
        said=gid.edition if not tabled else on.isoformat() if on else "",
        id=None if tabled or not part.uin else str(page_id(house or "", gid.day.isoformat(), part.uin)),
        house=house,
        uin=part.uin or None,
        tabled=tabled,
        asker=_member(told.get("speakername", "")),
        body=_body(exchange.body),
        heading=exchange.heading or None,
        text=text_of(part.markup) if part.markup else None,
        grouped=grouped,
        holding_on=_holding(part.ques, exchange.replies),
        answer=_answer(exchange.replies, on),
        leftover=_leftover(part.ques, exchange),
    )
    _ = observed.question_id  # refuses a number that could not be an address
    return observed


def _parts(placed: Placed) -> list[_Part]:
    """The numbered questions of one `ques`; paragraphs before the first number belong to each of them."""
    ques = placed.element
    address = _ADDRESS.search(ques.get("url", ""))
    common: list[str] = []
    parts: list[_Part] = []
    for piece in _pieces(ques):
        number = piece.get("qnum", "")
        if number:
            parts.append(_Part(number, "".join(common), ques, placed.line))
        if parts:
            parts[-1].markup += _markup(piece)
        else:
            common.append(_markup(piece))
    uin = ques.get("spid") or (address.group(2) if address else "")
    return parts or [_Part(uin, "".join(common), ques, placed.line)]


def _pieces(element: Element) -> Iterator[Element]:
    """The element's children, and words that stand bare between them as paragraphs."""
    yield from _bare(element.text)
    for child in element:
        yield child
        yield from _bare(child.tail)


def _bare(words: str | None) -> Iterator[Element]:
    if words and words.strip():
        paragraph = Element("p")
        paragraph.text = words
        yield paragraph


def _tabled(url: str) -> date | None:
    found = _ADDRESS.search(url)
    return day_of("url", found.group(1)) if found else None


def _house(gid: Gid, part: _Part) -> House | None:
    told = part.ques.attrib
    if gid.kind == "lordswrans" or "/lord/" in told.get("speakerid", "") or "/ldhansrd/" in told.get("url", ""):
        return "Lords"
    return gid.house(part.uin) or ("Commons" if gid.kind == "wrans" else None)


def _member(printed: str) -> Member | None:
    """As printed; Holyrood's pages add seat and party."""
    found = _HOLYROOD.fullmatch(printed.strip())
    if found:
        return member_of_name(found.group(1), party=found.group(3), constituency=found.group(2))
    return member_of_name(printed.strip()) if printed.strip() else None


def _body(heading: str) -> Body | None:
    return body_of_name(_bodies().get(heading, heading)) if heading else None


@cache
def _bodies() -> dict[str, str]:
    return dict(tomllib.loads(files(__package__).joinpath("bodies.toml").read_text("utf-8")))


def _holding(ques: Element, replies: Sequence[Element]) -> date | None:
    """The day of a holding answer, from the mark that Holyrood or the printed reply bears."""
    told = ques.get("holdingdate")
    marks = (mark for reply in replies for mark in reply.iter("p") if mark.get("class") == "holdinganswer")
    days = (phrase.get("code") for mark in marks for phrase in mark.iter("phrase") if phrase.get("class") == "date")
    printed = told or next((day for day in days if day), None)
    return day_of("holdingdate", printed) if printed else None


def _answer(replies: Sequence[Element], on: date | None) -> Answer | None:
    if not replies:
        return None
    return Answer(text=_said(replies), on=on, by=_member(replies[0].get("speakername", "")))


def _said(replies: Sequence[Element]) -> Text | None:
    pieces = (piece for reply in replies for piece in _pieces(reply))
    markup = "".join(map(_markup, pieces))
    return text_of(markup) if markup else None


def _markup(piece: Element) -> str:
    """As published, but for the paragraphs' own ids, which differ in every edition."""
    for element in piece.iter():
        element.attrib.pop("pid", None)
    return markup_of(piece)


def _leftover(ques: Element, exchange: Exchange) -> dict[str, Any]:
    """Addresses, columns and speakers' numbers; the heading that the body's name was told from; further speakers."""
    left: dict[str, Any] = {"ques": _attributes(ques, "speakername", "spid", "holdingdate")}
    if exchange.body in _bodies():
        left["major-heading"] = exchange.body
    if exchange.replies:
        left["reply"] = _attributes(exchange.replies[0], "speakername")
    if exchange.replies[1:]:
        left["replies"] = [_attributes(reply) for reply in exchange.replies[1:]]
    return left


def _attributes(element: Element, *taken: str) -> dict[str, str]:
    return {name: value for name, value in element.attrib.items() if name not in (*_OF_THE_EDITION, *taken)}
