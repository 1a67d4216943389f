"""Lines of our own export → observations."""

from collections.abc import Iterator
from typing import Any

import msgspec

from answerable.errors import AnswerableError
from answerable.model.ids import parse_id
from answerable.model.observation import Observation, Unread
from answerable.model.people import Body, Member, body_of_name
from answerable.model.question import Answer, Attachment, Grouped, Status
from answerable.model.text import Text
from answerable.sources.fields import BadField, Fields, excerpt
from answerable.sources.jsonlines.shape import TEXTS, member_names
from answerable.sources.markup import text_of

NAME = "jsonlines"


def recognises(head: bytes) -> bool:
    """Lines that begin with our own id."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"question_id":')


def parse(document: bytes, name: str, first_line: int = 1) -> Iterator[Observation | Unread]:  # noqa: ARG001
    """An observation for each line; a line that is none of ours is unread."""
    decoder = msgspec.json.Decoder()
    for number, line in enumerate(document.removeprefix(b"\xef\xbb\xbf").split(b"\n"), first_line):
        if line.strip():
            yield _read(decoder, line, f"line {number}")


def _read(decoder: msgspec.json.Decoder[Any], line: bytes, place: str) -> Observation | Unread:
    try:
        record = decoder.decode(line)
        if not isinstance(record, dict):
            return Unread(place, "expected an exported question; got JSON of another kind", excerpt(record))
        return observation(record, place)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, BadField, AnswerableError) as error:
        return Unread(place, str(error), line[:500].decode("utf-8", "replace"))


def observation(line: dict[str, Any], place: str) -> Observation:
    """One exported line as an observation that speaks for the sources named in it; BadField for a wrong field."""
    fields = Fields(line)
    id_ = str(parse_id(fields.words("question_id") or ""))
    text, answered, original = _texts(fields)
    answer = _answer(fields, answered, original)
    fields.drop("attachmentCount", "answerIsCorrection")
    return Observation(
        source=NAME,
        place=place,
        id=id_,
        official=fields.take("id", int),
        house=fields.take("house", str),  # type: ignore[arg-type]
        uin=fields.take("uin", str),
        tabled=fields.day("dateTabled"),
        for_answer=fields.day("dateForAnswer"),
        named_day=fields.take("isNamedDay", bool),
        interest=fields.take("memberHasInterest", bool),
        asker=_member(fields, "asked"),
        body=_body(fields),
        addressee=fields.take("addressee", str),
        heading=fields.take("heading", str),
        text=text,
        withdrawn=fields.take("isWithdrawn", bool),
        holding_on=fields.day("dateHoldingAnswer"),
        grouped=_grouped(fields),
        answer=answer,
        unanswered=answer is None,
        unlisted=fields.take("status", str) == Status.UNLISTED.value,
        sources=_names(fields, "sources"),
        also=_names(fields, "also"),
        leftover=fields.left(),
    )


def _texts(fields: Fields) -> list[Text | None]:
    clipped, shown = fields.items("clipped") or [], fields.take("shown", dict) or {}
    texts: list[Text | None] = []
    for name in TEXTS:
        published = fields.take(name, str)
        if name in shown:
            texts.append(msgspec.convert(shown[name], Text))
        else:
            texts.append(None if published is None else text_of(published, clipped=name in clipped))
    return texts


def _answer(fields: Fields, text: Text | None, original: Text | None) -> Answer | None:
    holding, files = fields.take("answerIsHolding", bool), fields.items("attachments")
    answer = Answer(
        text=text,
        on=fields.day("dateAnswered"),
        by=_member(fields, "answered"),
        role=fields.take("role", str),
        holding=bool(holding),
        corrected_on=fields.day("dateAnswerCorrected"),
        corrected_by=_member(fields, "corrected"),
        original=original,
        attachments=None if files is None else tuple(_attachment(one) for one in files),
    )
    return None if holding is None else answer


def _attachment(one: Any) -> Attachment:
    if not isinstance(one, dict):
        raise BadField("attachments", "a title and an address", one)
    file = Fields(dict(one))
    title, url = file.take("title", str) or "", file.take("url", str) or ""
    return Attachment(title, url, file.take("fileType", str), file.take("fileSizeBytes", int))


def _member(fields: Fields, role: str) -> Member | None:
    names = member_names(role)
    fields.drop(names[0])
    id_, *told = (fields.take(name, str) for name in names[1:])
    return Member(id_, *told) if id_ else None


def _body(fields: Fields) -> Body | None:
    number, name = fields.take("answeringBodyId", int), fields.take("answeringBodyName", str)
    return body_of_name(name, number) if name else None


def _grouped(fields: Fields) -> tuple[Grouped, ...] | None:
    uins, dated = fields.items("groupedQuestions"), fields.items("groupedQuestionsDates") or []
    if uins is None:
        return None
    days = {one["questionUin"]: Fields(dict(one)).day("dateTabled") for one in dated if isinstance(one, dict)}
    return tuple(Grouped(str(uin), days.get(uin)) for uin in uins)


def _names(fields: Fields, name: str) -> tuple[str, ...]:
    return tuple(str(one) for one in fields.items(name) or ())
