"""Lines of our own export → observations."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import msgspec

from answerable.errors import AnswerableError, UnreadableInput
from answerable.model.correction import Correction
from answerable.model.ids import parse_id
from answerable.model.observation import Observation, Unread
from answerable.model.people import Body, House, Member, member_of_name, member_of_number, slug
from answerable.model.question import Answer, Attachment, Grouped, Status
from answerable.model.text import Text
from answerable.sources.fields import BadField, Fields, excerpt
from answerable.sources.jsonlines.shape import TEXTS, member_names
from answerable.sources.jsontext import BOM, is_json, is_lines, lines
from answerable.sources.markup import text_of

NAME = "jsonlines"
_OURS = re.compile(rb'[{,]\s{0,50}"question_id"\s{0,50}:')
_HOUSES = get_args(House)


def recognises(head: bytes) -> bool:
    """JSON with our own name for a question's id."""
    return head.removeprefix(BOM).lstrip().startswith((b"{", b"[")) and bool(_OURS.search(head))


def parse(document: bytes, name: str, first_line: int = 1) -> Iterator[Observation | Unread]:
    """An observation for each line; a line that is none of ours is unread."""
    if first_line == 1 and not is_lines(document) and not _is_one_line(document):
        came = "JSON that is arranged otherwise or breaks off"
        raise UnreadableInput(name, "an export as it was written, a line of JSON for each question", came)
    for place, record in lines(document, first_line):
        yield _read(record, place)


def _is_one_line(document: bytes) -> bool:
    line = document.removeprefix(BOM).strip()
    return line.startswith(b"{") and b"\n" not in line and is_json(line)


def _read(record: Any, place: str) -> Observation | Unread:
    if isinstance(record, Unread):
        return record
    if not isinstance(record, dict):
        return Unread(place, "expected an exported question; got JSON of another kind", excerpt(record))
    try:
        return observation(record, place)
    except (BadField, AnswerableError) as error:
        return Unread(place, str(error), excerpt(record))


def observation(line: dict[str, Any], place: str) -> Observation:
    """One exported line as an observation that speaks for the sources named in it; BadField for a wrong field."""
    fields = Fields(line)
    id_ = str(parse_id(fields.words("question_id") or ""))
    text, answered, original = _texts(fields)
    answer = _answer(fields, answered, original)
    observed = Observation(
        source=NAME,
        place=place,
        id=id_,
        official=fields.whole("id"),
        house=_one_of(fields, "house", _HOUSES),
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
        correction=_correction(fields),
        unanswered=answer is None,
        unlisted=_one_of(fields, "status", tuple(Status)) == Status.UNLISTED,
        sources=_names(fields, "sources"),
        also=tuple(str(parse_id(old)) for old in _names(fields, "also")),
        leftover=fields.left(),
    )
    _ = observed.question_id  # refuses a number that could not be an address
    return observed


def _one_of(fields: Fields, name: str, known: tuple[str, ...]) -> Any:
    value = fields.take(name, str)
    if value is not None and value not in known:
        raise BadField(name, " or ".join(known), value)
    return value


def _texts(fields: Fields) -> list[Text | None]:
    clipped, shown = _names(fields, "clipped"), fields.part("shown")
    return [_text(fields, name, shown, clipped=name in clipped) for name in TEXTS]


def _text(fields: Fields, name: str, shown: Fields | None, *, clipped: bool) -> Text | None:
    """A text by its blocks where the line shows them, else as what was published reads by itself."""
    published, blocks = fields.take(name, str), shown.take(name, dict) if shown else None
    if blocks is None:
        return None if published is None else text_of(published, clipped=clipped)
    try:
        text = msgspec.convert(blocks, Text)
    except msgspec.ValidationError as error:
        raise BadField(f"shown.{name}", f"blocks of text ({error})", blocks) from None
    if text.published != published:
        raise BadField(f"shown.{name}", f"the words of {name}", text.published)
    return text


def _answer(fields: Fields, text: Text | None, original: Text | None) -> Answer | None:
    holding, files = fields.take("answerIsHolding", bool), fields.parts("attachments")
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
    fields.agree("answerIsCorrection", answer.corrected_on is not None)
    fields.agree("attachmentCount", len(files or ()))
    if holding is None and answer != Answer():
        raise BadField("answerIsHolding", "true or false beside an answer", None)
    return None if holding is None else answer


def _correction(fields: Fields) -> Correction | None:
    said = fields.take("correction", dict)
    try:
        return None if said is None else msgspec.convert(said, Correction)
    except msgspec.ValidationError as error:
        raise BadField("correction", f"what the record's keeper said ({error})", said) from None


def _attachment(file: Fields) -> Attachment:
    title, url = file.take("title", str) or "", file.take("url", str) or ""
    return Attachment(title, url, file.take("fileType", str), file.whole("fileSizeBytes"))


def _member(fields: Fields, role: str) -> Member | None:
    """A Member by our id, or where a line has been made by hand, by number or name."""
    numbered, *named = member_names(role)
    number = fields.whole(numbered)
    id_, name, party, constituency = (fields.take(one, str) for one in named)
    if id_ and number is not None and id_ != f"uk-{number}":
        raise BadField(numbered, f"the number in {named[0]}, {id_}", number)
    if id_:
        return Member(id_, name, party, constituency)
    if number:
        return member_of_number(number, name, party, constituency)
    return member_of_name(name, party, constituency) if name else None


def _body(fields: Fields) -> Body | None:
    """The body by the very name in the line: what stood before it was taken off when it was first read."""
    name = fields.words("answeringBodyName")
    return Body(slug(name) or "unnamed", name, fields.whole("answeringBodyId")) if name else None


def _grouped(fields: Fields) -> tuple[Grouped, ...] | None:
    uins, dated = fields.items("groupedQuestions"), fields.parts("groupedQuestionsDates")
    if uins is None and dated is None:
        return None
    grouped = tuple(Grouped(one.take("questionUin", str) or "", one.day("dateTabled")) for one in dated or ())
    if [one.uin for one in grouped] != (uins or []):
        raise BadField("groupedQuestionsDates", "the numbers of groupedQuestions, in their order", uins)
    return grouped


def _names(fields: Fields, name: str) -> tuple[str, ...]:
    names = fields.items(name) or []
    if wrong := [one for one in names if not isinstance(one, str)]:
        raise BadField(name, "a list of names", wrong[0])
    return tuple(names)
