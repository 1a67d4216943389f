"""One record of the service → one observation. Every field is taken; what is left over goes with the observation."""

from typing import Any, cast

import msgspec

from answerable.model.observation import Observation
from answerable.model.people import Body, House, Member, body_of_name, member_of_number
from answerable.model.question import Answer, Attachment, Grouped
from answerable.model.text import Text
from answerable.sources.fields import BadField, Fields
from answerable.sources.markup import text_of

CLIP = 255  # characters that the list route leaves of a text
_DOTS = "..."
_HOUSES = ("Commons", "Lords")
_NAMING = ("house", "dateTabled", "uin")


# How a site draws and sorts a Member; the Members service tells it anew.
_DRAWN = ("listAs", "partyColour", "partyAbbreviation", "thumbnailUrl")


def observation(
    record: dict[str, Any],
    place: str,
    said: str = "",
    *,
    whole: bool = False,
    unlisted: bool = False,
    beside: dict[str, Any] | None = None,
) -> Observation:
    """`whole`: the record is known not to come from the list. `unlisted`: the service no longer shows it; that such
    a record is silent on its answer does not say that there is none.
    `beside`: what else stood with it, left over.

    Raises BadField for a field of another kind and BadId for a number that could not be an address.
    """
    if not any(record.get(name) for name in _NAMING):
        raise BadField(", ".join(_NAMING), "these, which together name a question", list(record))
    whole = whole or _beyond_list(record)
    fields = Fields(record)
    answer = _answer(fields, whole=whole)
    observed = Observation(
        source="uk-parliament",
        place=place,
        said=said,
        official=fields.whole("id"),
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
        unanswered=answer is None and not (unlisted and "answerText" not in record),
        unlisted=unlisted,
    )
    _ = observed.question_id  # refuses a number that could not be an address
    left = (fields.left() or {}) | (beside or {})
    return msgspec.structs.replace(observed, leftover=left) if left else observed


def words_alone(record: dict[str, Any], place: str) -> Observation:
    """The words of a question, and of its answer, that are named by the official number alone."""
    fields, whole = Fields(record), _beyond_list(record)
    answer = _answer(fields, whole=whole)
    text = _text(fields.words("questionText"), whole=whole)
    number = _needed(fields.whole("id"), "id", "the service's number of a question")
    return Observation(source="uk-parliament", place=place, official=number, text=text, answer=answer)


def _beyond_list(record: dict[str, Any]) -> bool:
    """Whether the record bears what the list never gives: longer texts, markup in them, attachments."""
    question, answer = (str(record.get(name) or "") for name in ("questionText", "answerText"))
    longer = len(question) > CLIP or len(answer) > CLIP + len(_DOTS)
    return longer or "</" in answer or bool(record.get("attachments"))


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
    """The body; a number without a name stays behind."""
    name = fields.words("answeringBodyName")
    return body_of_name(name, fields.whole("answeringBodyId")) if name else None


def _text(published: str | None, *, whole: bool) -> Text | None:
    """A question's text; one as long as the list leaves it may go on."""
    return text_of(published, clipped=not whole and len(published) == CLIP) if published else None


def _member(fields: Fields, role: str) -> Member | None:
    """A Member by number, with what an expanded record tells of them."""
    number, told = fields.whole(f"{role}Id"), fields.part(role)
    if told is None:
        return member_of_number(number) if number else None
    number = number or _needed(told.whole("id"), f"{role}.id", "a number")
    told.agree("id", number)
    told.drop(*_DRAWN)
    return member_of_number(number, told.words("name"), told.words("party"), told.words("memberFrom"))


def _grouped(fields: Fields) -> tuple[Grouped, ...] | None:
    """The questions answered together: those with their days, then those of which only the number is told."""
    uins, dated = fields.items("groupedQuestions"), fields.parts("groupedQuestionsDates")
    if uins is None and dated is None:
        return None
    if wrong := [uin for uin in uins or () if not isinstance(uin, str)]:
        raise BadField("groupedQuestions", "numbers such as 77123, as text", wrong[0])
    days = [_dated(one) for one in dated or ()]
    known = {one.uin for one in days}
    return tuple(dict.fromkeys([*days, *(Grouped(uin) for uin in uins or () if uin not in known)]))


def _dated(one: Fields) -> Grouped:
    uin = _needed(one.words("questionUin"), "groupedQuestionsDates.questionUin", "a number")
    return Grouped(uin, one.day("dateTabled"))


def _answer(fields: Fields, *, whole: bool) -> Answer | None:
    """The answer; None while there is neither text nor date, and what is said of one all the same is left over."""
    words, on = fields.words("answerText"), fields.day("dateAnswered")
    if words is None and on is None:
        fields.agree("answerIsHolding", False)
        fields.agree("answerIsCorrection", False)
        fields.agree("attachmentCount", 0)
        return None
    clipped = not whole and words is not None and len(words) == CLIP + len(_DOTS) and words.endswith(_DOTS)
    original, corrected_on = fields.words("originalAnswerText"), fields.day("dateAnswerCorrected")
    fields.agree("answerIsCorrection", corrected_on is not None)
    return Answer(
        text=text_of(words, clipped=clipped) if words else None,
        on=on,
        by=_member(fields, "answeringMember"),
        holding=bool(fields.take("answerIsHolding", bool)),
        corrected_on=corrected_on,
        corrected_by=_member(fields, "correctingMember"),
        original=text_of(original) if original else None,
        attachments=_attachments(fields, whole=whole),
    )


def _attachments(fields: Fields, *, whole: bool) -> tuple[Attachment, ...] | None:
    """The files; None where the list leaves them out. A count that does not fit them is left over."""
    listed = fields.parts("attachments")
    fields.agree("attachmentCount", len(listed or ()))
    if not listed:
        return () if listed == [] and whole else None
    return tuple(_attachment(one) for one in listed)


def _attachment(one: Fields) -> Attachment:
    url = one.words("url") or ""
    return Attachment(one.words("title") or url, url, one.words("fileType"), one.whole("fileSizeBytes"))
