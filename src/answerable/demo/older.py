"""Answered questions in the older and other forms: the Linked Data API's items, TheyWorkForYou's pages, a table.

Each says what is true at the end of the period; earlier states, and what is not answered by then, are left out.
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
_HOUSES = {"Commons": "1", "Lords": "2"}
COLUMNS = (
    "uin", "house", "dateTabled", "askingMember", "party", "constituency", "answeringBodyName", "heading",
    "questionText", "answerText", "answeringMember", "dateAnswered",
)  # fmt: skip


class Answered(Struct, frozen=True):
    """An exchange that has its answer, who gave it, and the days of tabling and answering in ISO 8601."""

    exchange: Exchange
    reply: Reply
    by: Person
    tabled: str
    on: str

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
            tabled, on = days[one.slip.tabled].isoformat(), days[fate.answered].isoformat()
            yield Answered(one, one.reply, fate.post.person, tabled, on)


def linked_data(parliament: Parliament) -> bytes:
    """A reply of the Linked Data API."""
    items = [_item(one) for one in answered(parliament)]
    return msgspec.json.encode({"format": "linked-data-api", "result": {"items": items}})


def theyworkforyou(parliament: Parliament, house: str = "Commons") -> Iterator[tuple[str, bytes]]:
    """A page for each day of answering, under its file's name; questions answered together stand before one reply."""
    ours = [one for one in answered(parliament) if one.exchange.slip.house == house]
    kind, file = ("wrans", "answers") if house == "Commons" else ("lordswrans", "lordswrans")
    for day, its in groupby(sorted(ours, key=lambda one: (one.on, one.exchange.slip.id)), key=lambda one: one.on):
        inner = "\n".join(_together(kind, day, list(its)))
        yield f"{file}{day}.xml", f"<publicwhip>\n{inner}\n</publicwhip>\n".encode()


def table(parliament: Parliament) -> Iterator[str]:
    """A table in CSV, its header first; answers as HTML."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for one in answered(parliament):
        slip = one.exchange.slip
        rows.writerow([
            slip.uin, slip.house, one.tabled, slip.asker.name, slip.asker.party, slip.asker.seat or "",
            slip.office.name, one.heading, one.exchange.asking.text, one.reply.html, one.by.name, one.on,
        ])  # fmt: skip
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _item(one: Answered) -> dict[str, Any]:
    slip, about = one.exchange.slip, f"{_AT}/resources/{one.exchange.slip.number}"
    answer = {
        "_about": f"{about}/answer",
        "answerText": {"_value": one.reply.html},
        "answeringMember": {"_about": f"{_AT}/members/{one.by.number}"},
        "answeringMemberPrinted": {"_value": one.by.name},
        "dateOfAnswer": {"_value": one.on, "_datatype": "dateTime"},
        "groupedQuestionUIN": [{"_value": other.uin} for other in one.exchange.grouped],
        "isMinisterialCorrection": {"_value": "false", "_datatype": "boolean"},
        "questionFirstAnswered": [{"_value": f"{one.on}T11:00:00Z", "_datatype": "dateTime"}],
    }
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


def _together(kind: str, day: str, its: list[Answered]) -> Iterator[str]:
    by_id = {one.exchange.slip.id: one for one in its}
    told: set[str] = set()
    for one in its:
        slip = one.exchange.slip
        if slip.id in told:
            continue
        group = [one, *(by_id[other.id] for other in one.exchange.grouped if other.id in by_id)]
        told |= {member.exchange.slip.id for member in group}
        gid = f"uk.org.publicwhip/{kind}/{day}.{slip.uin}"
        yield f'<major-heading id="{gid}.mh">{escape(slip.office.name)}</major-heading>'
        yield f'<minor-heading id="{gid}.h">{escape(one.heading)}</minor-heading>'
        for at, member in enumerate(group):
            yield _question(gid, at, member)
        words = "".join(map(_block, one.reply.blocks))
        yield f'<reply id="{gid}.r0" speakername={quoteattr(one.by.name)}>{words}</reply>'


def _question(gid: str, at: int, one: Answered) -> str:
    slip = one.exchange.slip
    url = f"https://questions.orrenmark.example/written-questions/detail/{one.tabled}/{slip.uin}"
    start = f'<ques id="{gid}.q{at}" speakername={quoteattr(slip.asker.name)} url="{url}">'
    return f'{start}<p qnum="{slip.uin}">{escape(one.exchange.asking.text)}</p></ques>'


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
        for name, page in theyworkforyou(parliament, house):
            yield name, [page]
