"""One record of the service → one observation. Every field is taken; what is left over goes with the observation."""

from datetime import date
from typing import Any, cast, get_args

from answerable.model.observation import Observation
from answerable.model.people import Body, House, Member, body_of_name, member_of_number
from answerable.model.question import Answer, Attachment, Grouped
from answerable.model.text import Text
from answerable.sources.fields import BadField, Fields
from answerable.sources.markup import text_of

CLIP = 255  # characters that the list route leaves of a text
_DOTS = "..."
_HOUSES = get_args(House)


def observation(record: dict[str, Any], place: str, said: str, *, whole: bool) -> Observation:
    """BadField for a field of another kind. `whole`: the record came by itself, so its texts are not clipped."""
    fields = Fields(record)
    answer = _answer(fields, whole=whole)
    observed = Observation(
        source="uk-parliament",
        place=place,
        said=said,
        official=fields.take("id", int),
        house=_house(fields),
        uin=_needed(fields.words("uin"), "uin", "a number such as 77123 or HL1234"),
        tabled=_needed(fields.day("dateTabled"), "dateTabled", "a day"),
        for_answer=fields.day("dateForAnswer"),
        named_day=fields.take("isNamedDay", bool),
        interest=fields.take("memberHasInterest", bool),
        asker=_member(fields, "askingMember"),
        body=_body(fields),
        heading=fields.words("heading"),
        text=_text(fields.words("questionText"), whole=whole),
        grouped=_grouped(fields),
        withdrawn=fields.take("isWithdrawn", bool),
        holding_on=fields.day("dateHoldingAnswer"),
        answer=answer,
        unanswered=answer is None,
        leftover=fields.left(),
    )
    _ = observed.question_id  # refuses a number that could not be an address
    return observed


def _needed(value: Any, name: str, expected: str) -> Any:
    if value is None:
        raise BadField(name, expected, None)
    return value


def _house(fields: Fields) -> House:
    house = fields.words("house")
    if house not in _HOUSES:
        raise BadField("house", " or ".join(_HOUSES), house)
    return cast(House, house)


def _body(fields: Fields) -> Body | None:
    number, name = fields.take("answeringBodyId", int), fields.words("answeringBodyName")
    return body_of_name(name, number) if name else None


def _text(published: str | None, *, whole: bool) -> Text | None:
    """A question's text; one as long as the list leaves it may go on."""
    return text_of(published, clipped=not whole and len(published) == CLIP) if published else None


def _member(fields: Fields, role: str) -> Member | None:
    """A Member by number, with what an expanded record tells of them."""
    number, told = fields.take(f"{role}Id", int), fields.take(role, dict)
    if told is None:
        return member_of_number(number) if number else None
    inner = Fields(told)
    number = number or _needed(inner.take("id", int), f"{role}.id", "a number")
    return member_of_number(number, inner.words("name"), inner.words("party"), inner.words("memberFrom"))


def _grouped(fields: Fields) -> tuple[Grouped, ...] | None:
    uins, dated = fields.items("groupedQuestions"), fields.items("groupedQuestionsDates")
    if uins is None and dated is None:
        return None
    days = dict(_dated(one) for one in dated or ())
    names = dict.fromkeys([*map(str, uins or ()), *days])
    return tuple(Grouped(uin, days.get(uin)) for uin in names)


def _dated(one: Any) -> tuple[str, date | None]:
    if not isinstance(one, dict):
        raise BadField("groupedQuestionsDates", "a number and a day", one)
    fields = Fields(dict(one))
    uin = _needed(fields.words("questionUin"), "groupedQuestionsDates.questionUin", "a number")
    return uin, fields.day("dateTabled")


def _answer(fields: Fields, *, whole: bool) -> Answer | None:
    """The answer; None while there is neither text nor date."""
    words, on = fields.words("answerText"), fields.day("dateAnswered")
    holding = fields.take("answerIsHolding", bool)
    original, by = fields.words("originalAnswerText"), _member(fields, "answeringMember")
    corrected_on, corrected_by = fields.day("dateAnswerCorrected"), _member(fields, "correctingMember")
    if corrected_on:
        fields.drop("answerIsCorrection")
    attachments, count = _attachments(fields), fields.take("attachmentCount", int)
    if words is None and on is None:
        return None
    clipped = not whole and words is not None and len(words) == CLIP + len(_DOTS) and words.endswith(_DOTS)
    return Answer(
        text=text_of(words, clipped=clipped) if words else None,
        on=on,
        by=by,
        holding=bool(holding),
        corrected_on=corrected_on,
        corrected_by=corrected_by,
        original=text_of(original) if original else None,
        attachments=None if attachments == () and (count or not whole) else attachments,
    )


def _attachments(fields: Fields) -> tuple[Attachment, ...] | None:
    listed = fields.items("attachments")
    return None if listed is None else tuple(_attachment(one) for one in listed)


def _attachment(one: Any) -> Attachment:
    if not isinstance(one, dict):
        raise BadField("attachments", "a title and an address", one)
    fields = Fields(dict(one))
    url = fields.words("url") or ""
    return Attachment(fields.words("title") or url, url, fields.words("fileType"), fields.take("fileSizeBytes", int))
