"""Answered questions in the older and other forms: the Linked Data API's items, TheyWorkForYou's pages, a table.

Each says what is true at the end of the period; what is not answered by then is left out. Of a corrected answer the API
shows by marks what the correction added, and pages are there as they stood before it too, in an earlier edition.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import msgspec
from msgspec import Struct

from answerable.demo.country import Country
from answerable.demo.exchange import Block, Exchange, Reply
from answerable.demo.page import page_text
from answerable.demo.parliament import Parliament
from answerable.demo.people import Person

_AT = "http://data.orrenmark.example"
_INS = '<ins class="ministerial">'
_HOUSES = {"Commons": "1", "Lords": "2"}
COLUMNS = (
    "uin", "house", "dateTabled", "askingMember", "party", "constituency", "answeringBodyName", "heading",
    "questionText", "answerText", "answeringMember", "dateAnswered",
)  # fmt: skip


class Answered(Struct, frozen=True):
    """An exchange that has its answer, who gave it, and the days of tabling, answering and correcting in ISO 8601.

    `corrected` is empty while it was not; a correction is a paragraph after all others.
    """

    exchange: Exchange
    reply: Reply
    by: Person
    tabled: str
    on: str
    corrected: str

    @property
    def before(self) -> tuple[Block, ...]:
        """The answer as it was first."""
        return self.reply.blocks[:-1] if self.exchange.original else self.reply.blocks

    @property
    def now(self) -> tuple[Block, ...]:
        """The answer as it is at the end of the period."""
        return self.reply.blocks if self.corrected else self.before

    @property
    def html(self) -> str:
        """The same as published."""
        return self.reply.html if self.corrected else self.exchange.original or self.reply.html

    @property
    def heading(self) -> str:
        """What it is about, as printed."""
        return self.exchange.slip.remit.topic.heading


def answered(parliament: Parliament) -> Iterator[Answered]:
    """What has its answer by the end of the period, by the day tabled."""
    country: Country = parliament.country()
    days = country.calendar.days
    for one in parliament.exchanges(country):
        fate = one.fate
        if one.reply and fate.post and fate.answered is not None and fate.answered <= country.calendar.last:
            mended = fate.corrected if fate.corrected and fate.corrected <= country.calendar.last else None
            told = ("" if day is None else days[day].isoformat() for day in (one.slip.tabled, fate.answered, mended))
            yield Answered(one, one.reply, fate.post.person, *told)


def linked_data(parliament: Parliament) -> bytes:
    """A reply of the Linked Data API."""
    items = [_item(one) for one in answered(parliament)]
    return msgspec.json.encode({"format": "linked-data-api", "result": {"items": items}})


def theyworkforyou(parliament: Parliament, house: str = "Commons") -> Iterator[tuple[str, bytes]]:
    """A page for each day of answering, under its file's name; questions answered together stand before one reply."""
    ours = [one for one in answered(parliament) if one.exchange.slip.house == house]
    kind, file = ("wrans", "answers") if house == "Commons" else ("lordswrans", "lordswrans")
    for day, its in groupby(sorted(ours, key=lambda one: (one.on, one.exchange.slip.id)), key=lambda one: one.on):
        page = _Page(kind, day)
        inner = "\n".join(part for some in _groups(list(its)) for part in page.exchange(some))
        yield f"{file}{day}.xml", f"<publicwhip>\n{inner}\n</publicwhip>\n".encode()


def editions(parliament: Parliament) -> Iterator[tuple[str, bytes]]:
    """The Commons' days with an answer that was corrected, in the form to 2014: without the days tabled, in Latin-1.

    The first edition keeps what changed; what did not has gone to the second, which holds all as it is.
    """
    ours = [one for one in answered(parliament) if one.exchange.slip.house == "Commons"]
    for day, its in groupby(sorted(ours, key=lambda one: (one.on, one.exchange.slip.id)), key=lambda one: one.on):
        some = _groups(list(its))
        if any(one.corrected for group in some for one in group):
            first, second = _Page("wrans", day, "a"), _Page("wrans", day, "b")
            yield f"answers{day}a.xml", _latin(part for group in some for part in first.superseded(group, second))
            yield f"answers{day}b.xml", _latin(part for group in some for part in second.exchange(group))


def table(parliament: Parliament) -> Iterator[str]:
    """A table in CSV, its header first; answers as HTML."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for one in answered(parliament):
        slip = one.exchange.slip
        rows.writerow([
            slip.uin, slip.house, one.tabled, slip.asker.name, slip.asker.party, slip.asker.seat or "",
            slip.office.name, one.heading, one.exchange.asking.text, one.html, one.by.name, one.on,
        ])  # fmt: skip
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _item(one: Answered) -> dict[str, Any]:
    slip, about = one.exchange.slip, f"{_AT}/resources/{one.exchange.slip.number}"
    answer = {
        "_about": f"{about}/answer",
        "answerText": {"_value": _marked(one)},
        "answeringMember": {"_about": f"{_AT}/members/{one.by.number}"},
        "answeringMemberPrinted": {"_value": one.by.name},
        "dateOfAnswer": {"_value": one.on, "_datatype": "dateTime"},
        "groupedQuestionUIN": [{"_value": other.uin} for other in one.exchange.grouped],
        "isMinisterialCorrection": {"_value": str(bool(one.corrected)).lower(), "_datatype": "boolean"},
        "questionFirstAnswered": [{"_value": f"{one.on}T11:00:00Z", "_datatype": "dateTime"}],
    }
    if one.corrected:
        mended = [{"_value": f"{one.corrected}T11:00:00Z", "_datatype": "dateTime"}]
        answer |= {"questionFirstMinisteriallyCorrected": mended, "previousAnswerVersion": _previous(one, about)}
    return {
        "_about": about,
        "AnsweringBody": [{"_value": slip.office.name}],
        "answer": answer,
        "date": {"_value": one.tabled, "_datatype": "dateTime"},
        "hansardHeading": {"_value": one.heading},
        "houseId": {"_value": _HOUSES[slip.house]},
        "questionText": one.exchange.asking.text,
        "registeredInterest": {"_value": str(slip.interest).lower(), "_datatype": "boolean"},
        "tablingMember": {"_about": f"{_AT}/members/{slip.asker.number}"},
        "tablingMemberConstituency": {"_value": slip.asker.seat or ""},
        "tablingMemberPrinted": [{"_value": slip.asker.name}],
        "title": f"Tabled question {slip.uin}",
        "uin": slip.uin,
    }


def _previous(one: Answered, about: str) -> dict[str, Any]:
    """The version before: the API tells who gave it, and its words by the marks in the present one."""
    return {
        "_about": f"{about}/answer/previousversion/1",
        "answeringMember": {"_about": f"{_AT}/members/{one.by.number}"},
        "answeringMemberPrinted": {"_value": one.by.name},
    }


def _marked(one: Answered) -> str:
    """The answer as published; what a correction added is marked."""
    if not one.corrected:
        return one.html
    added = one.html.removeprefix(one.exchange.original)
    return one.exchange.original + added.replace("<p>", f"<p>{_INS}").replace("</p>", "</ins></p>")


def _groups(its: list[Answered]) -> list[list[Answered]]:
    """Those of a day that were answered together, together."""
    by_id = {one.exchange.slip.id: one for one in its}
    found: list[list[Answered]] = []
    told: set[str] = set()
    for one in its:
        if one.exchange.slip.id not in told:
            group = [one, *(by_id[other.id] for other in one.exchange.grouped if other.id in by_id)]
            told |= {member.exchange.slip.id for member in group}
            found.append(group)
    return found


class _Page(Struct, frozen=True):
    """One edition of a day's page; without a letter it is of the newer form, which tells the day tabled."""

    kind: str
    day: str
    letter: str = ""

    def exchange(self, group: list[Answered]) -> Iterator[str]:
        """Questions answered together, and the reply as it is."""
        yield from self._exchange(group, group[0].now)

    def superseded(self, group: list[Answered], later: "_Page") -> Iterator[str]:
        """What an earlier edition keeps of them: all as it was, if it changed; else where it has gone."""
        if group[0].corrected:
            yield from self._exchange(group, group[0].before)
            return
        was, now = self._gid(group), later._gid(group)
        for part in ("mh", "h", *(f"q{at}" for at in range(len(group))), "r0"):
            yield f'<gidredirect oldgid="{was}.{part}" newgid="{now}.{part}" matchtype="perfectmatch"/>'

    def _exchange(self, group: list[Answered], blocks: Iterable[Block]) -> Iterator[str]:
        gid, first = self._gid(group), group[0]
        yield f'<major-heading id="{gid}.mh">{escape(first.exchange.slip.office.name)}</major-heading>'
        yield f'<minor-heading id="{gid}.h">{escape(first.heading)}</minor-heading>'
        for at, one in enumerate(group):
            yield self._question(f"{gid}.q{at}", one)
        words = "".join(map(_block, blocks))
        yield f'<reply id="{gid}.r0" speakername={quoteattr(first.by.name)}>{words}</reply>'

    def _gid(self, group: list[Answered]) -> str:
        return f"uk.org.publicwhip/{self.kind}/{self.day}{self.letter}.{group[0].exchange.slip.uin}"

    def _question(self, gid: str, one: Answered) -> str:
        slip = one.exchange.slip
        address = f"{_AT}/written-questions/detail/{one.tabled}/{slip.uin}"
        url = "" if self.letter else f' url="{address}"'
        start = f'<ques id="{gid}" speakername={quoteattr(slip.asker.name)}{url}>'
        return f'{start}<p qnum="{slip.uin}">{escape(one.exchange.asking.text)}</p></ques>'


def _latin(parts: Iterable[str]) -> bytes:
    inner = "\n".join(parts)
    head = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE publicwhip [<!ENTITY pound "&#163;">]>\n'
    page = f"{head}<publicwhip>\n{inner}\n</publicwhip>\n".replace("£", "&pound;")
    return page.encode("latin-1", "xmlcharrefreplace")


def _block(block: Block) -> str:
    if block.kind != "table":
        return f"<p>{escape(block.text)}</p>"
    return f"<table><tbody>{''.join(map(_row, block.text.split(chr(10))))}</tbody></table>"


def _row(line: str) -> str:
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in line.split(chr(9)))}</tr>"


def documents(parliament: Parliament) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Every one of these documents, and the page that people copy, under its file's name with its bytes."""
    yield "page.txt", (entry.encode() for entry in page_text(parliament))
    yield "linked-data.json", [linked_data(parliament)]
    yield "table.csv", (line.encode() for line in table(parliament))
    for house in _HOUSES:
        yield from ((name, [page]) for name, page in theyworkforyou(parliament, house))
    yield from ((name, [page]) for name, page in editions(parliament))
