"""The record as the official service gives it: JSON of single questions, whole, and of the list, which clips.

Lines are `{"value": {…}, "snapshot": "2025-09-17", "whole": true}`: what the service said of a question on that day. A
question with an eventful history has a line for each of its states. A last line with `"unlisted": true` says that from
that day on the service no longer knew the question.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
from msgspec import Struct

from answerable.demo.bodies import Office
from answerable.demo.country import Country
from answerable.demo.exchange import Exchange, Reply, Slip
from answerable.demo.parliament import Parliament
from answerable.demo.people import Person
from answerable.demo.words import speech

_LINES, _RECORDS = 1000, 20  # questions in a document of lines, and in a page of the list
_CLIP, _DOTS = 255, "..."


class Value(Struct):
    """The service's own fields, in its order."""

    id: int
    askingMemberId: int
    askingMember: msgspec.Raw | None
    house: str
    memberHasInterest: bool
    dateTabled: str
    dateForAnswer: str
    uin: str
    questionText: str
    answeringBodyId: int
    answeringBodyName: str
    isWithdrawn: bool
    isNamedDay: bool
    groupedQuestions: Sequence[str] = ()
    answerIsHolding: bool | None = None
    answerIsCorrection: bool | None = None
    answeringMemberId: int | None = None
    answeringMember: msgspec.Raw | None = None
    correctingMemberId: int | None = None
    correctingMember: msgspec.Raw | None = None
    dateAnswered: str | None = None
    answerText: str | None = None
    originalAnswerText: str = ""
    comparableAnswerText: str = ""
    dateAnswerCorrected: str | None = None
    dateHoldingAnswer: str | None = None
    attachmentCount: int = 0
    heading: str | None = None
    attachments: Sequence[dict[str, Any]] = ()
    groupedQuestionsDates: Sequence[dict[str, str]] = ()


class Line(Struct, omit_defaults=True):
    """What the service said on a day, in whole texts."""

    value: Value
    snapshot: str
    whole: bool
    unlisted: bool = False


class Service:
    """Exchanges as the service shows them on a day. Members come with names, as for `expandMember=true`."""

    def __init__(self, country: Country) -> None:
        self.country, self._stamp = country, country.calendar.stamp
        self._holding = f"<p>{speech().formulas['holding']}</p>"
        self.people = {person.number: person for person in country.members.everybody()}
        self._members = {number: msgspec.Raw(msgspec.json.encode(member(one))) for number, one in self.people.items()}

    def states(self, exchange: Exchange) -> list[int]:
        """The days within the period on which the question's record changed, first to last."""
        fate, slip = exchange.fate, exchange.slip
        days = (slip.tabled, fate.moved, fate.holding, fate.answered, fate.corrected, fate.withdrawn, fate.vanished)
        return sorted({day for day in days if day is not None and day <= self.country.calendar.last})

    def lines(self, exchange: Exchange) -> list[Line]:
        """Every state of an eventful question, the last of an ordinary one."""
        days, fate, iso = self.states(exchange), exchange.fate, self.country.calendar.iso
        if len(days) <= 2 and fate.answered is not None and fate.moved is None:
            return [Line(self.value(exchange, days[-1]), iso[days[-1]], True)]
        return [Line(self.value(exchange, day), iso[day], True, day == fate.vanished) for day in days]

    def value(self, exchange: Exchange, day: int) -> Value:
        """The question's record on that day."""
        slip, fate, stamp = exchange.slip, exchange.fate, self._stamp
        office = slip.office if fate.moved is None or day >= fate.moved else slip.addressed
        value = self._asked(slip, exchange, office)
        value.isWithdrawn = fate.withdrawn is not None and day >= fate.withdrawn
        if fate.holding is not None and day >= fate.holding:
            value.dateHoldingAnswer = stamp[fate.holding]
        if exchange.reply and fate.answered is not None and day >= fate.answered:
            self._answer(value, exchange, exchange.reply, fate.answered, day)
        elif value.dateHoldingAnswer:
            self._hold(value, exchange)
        return value

    def _asked(self, slip: Slip, exchange: Exchange, office: Office) -> Value:
        stamp, asker = self._stamp, slip.asker.number
        return Value(
            slip.number, asker, self._members[asker], slip.house, slip.interest, stamp[slip.tabled],
            stamp[slip.for_answer], slip.uin, exchange.asking.text, office.number, office.name, False, slip.named_day,
        )  # fmt: skip

    def _answer(self, value: Value, exchange: Exchange, reply: Reply, answered: int, day: int) -> None:
        fate, slip = exchange.fate, exchange.slip
        corrected = fate.corrected is not None and day >= fate.corrected
        value.answerIsHolding, value.answerIsCorrection = False, corrected
        value.dateAnswered, value.heading = self._stamp[answered], slip.remit.topic.heading
        value.answerText = reply.html if corrected or not exchange.original else exchange.original
        if fate.post:
            value.answeringMemberId = fate.post.person.number
            value.answeringMember = self._members[fate.post.person.number]
        if fate.corrected is not None and corrected:
            value.originalAnswerText, value.dateAnswerCorrected = exchange.original, self._stamp[fate.corrected]
            value.correctingMemberId, value.correctingMember = value.answeringMemberId, value.answeringMember
        if exchange.grouped:
            self._group(value, exchange.grouped)
        if reply.attached:
            value.attachments = [
                {"title": one.title, "url": one.url, "fileType": "xlsx", "fileSizeBytes": one.size}
                for one in reply.attached
            ]
            value.attachmentCount = len(reply.attached)

    def _hold(self, value: Value, exchange: Exchange) -> None:
        """A holding answer, which the real one will replace."""
        slip = exchange.slip
        value.answerIsHolding, value.answerIsCorrection = True, False
        value.dateAnswered, value.answerText = value.dateHoldingAnswer, self._holding
        leader = self.country.government.ministers(slip.office, slip.tabled)[3 if slip.house == "Lords" else 0].person
        value.answeringMemberId, value.answeringMember = leader.number, self._members[leader.number]
        value.heading = slip.remit.topic.heading

    def _group(self, value: Value, others: Sequence[Slip]) -> None:
        value.groupedQuestions = [other.uin for other in others]
        value.groupedQuestionsDates = [
            {"questionUin": other.uin, "dateTabled": self._stamp[other.tabled]} for other in others
        ]


def official_pages(parliament: Parliament) -> Iterator[bytes]:
    """Documents of lines: every question with its whole texts, and the states it went through."""
    country = parliament.country()
    service, encoder = Service(country), msgspec.json.Encoder()
    exchanges = parliament.exchanges(country)
    while some := list(islice(exchanges, _LINES)):
        yield encoder.encode_lines([line for exchange in some for line in service.lines(exchange)])


def list_pages(parliament: Parliament, take: int = _RECORDS) -> Iterator[bytes]:
    """Pages of the list route on the last day: texts clipped, no attachments, nothing withdrawn or vanished."""
    country = parliament.country()
    service, last = Service(country), country.calendar.last
    listed = (one for one in parliament.exchanges(country) if one.fate.vanished is None or one.fate.vanished > last)
    values = (service.value(exchange, last) for exchange in listed)
    shown = (expanded(clipped(value), expand=False) for value in values if not value.isWithdrawn)
    while some := list(islice(shown, take)):
        yield msgspec.json.encode({"totalResults": parliament.questions, "results": [item(value) for value in some]})


def item(value: Value) -> dict[str, Any]:
    """A record as the service wraps it."""
    return {"value": value, "links": [{"rel": "self", "href": f"/Questions/{value.id}", "method": "GET"}]}


def clipped(value: Value) -> Value:
    """As the list gives it: 255 characters of the question, of the answer's words as many and three dots."""
    answer = value.answerText and words_of(value.answerText)
    if answer and len(answer) > _CLIP:
        answer = answer[:_CLIP] + _DOTS
    return msgspec.structs.replace(
        value,
        questionText=value.questionText[:_CLIP],
        answerText=answer,
        originalAnswerText="",
        attachments=(),
        attachmentCount=0,
    )


def expanded(value: Value, *, expand: bool) -> Value:
    """With or without what is known of the Members."""
    if expand:
        return value
    return msgspec.structs.replace(value, askingMember=None, answeringMember=None, correctingMember=None)


def words_of(html: str) -> str:
    """Our own markup without its tags."""
    pieces = html.split("<")
    return pieces[0] + "".join(piece.partition(">")[2] for piece in pieces[1:])


def member(person: Person) -> dict[str, Any]:
    """A Member as an expanded record shows them."""
    first, _, last = person.name.rpartition(" ")
    return {
        "id": person.number, "listAs": f"{last}, {first}", "name": person.name, "party": person.party,
        "partyColour": None, "partyAbbreviation": None, "memberFrom": person.seat, "thumbnailUrl": None,
    }  # fmt: skip
