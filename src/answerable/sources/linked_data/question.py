"""One item of the API → the observation of its earlier version, if it tells of one, and that of the present one."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from answerable.model.observation import Observation
from answerable.model.people import Body, House, Member, body_of_name, member_of_name, member_of_number
from answerable.model.question import Answer, Attachment, Grouped
from answerable.model.text import Text
from answerable.sources.corrections import corrected
from answerable.sources.fields import BadField, day_of
from answerable.sources.linked_data.values import Values
from answerable.sources.markup import text_of
from answerable.sources.uins import house_of

NAME = "linked-data"
_HOUSES: dict[str, House] = {"1": "Commons", "2": "Lords", "House of Commons": "Commons", "House of Lords": "Lords"}
_LABEL = "Biography information for "


class _Told(msgspec.Struct):
    """What an item tells of its answer; `said` and `first` are when this and the first version were published."""

    answer: Answer | None = None
    grouped: tuple[Grouped, ...] | None = None
    said: str = ""
    first: str = ""
    earlier: Answer | None = None
    left: dict[str, Any] | None = None


def observations(item: dict[str, Any], place: str) -> Iterator[Observation]:
    """The earlier version first. BadField for a field of another kind."""
    fields = Values(item)
    told = _told(fields)
    observed = _question(fields, told, place)
    _ = observed.question_id  # refuses a number that could not be an address
    if told.earlier:
        yield msgspec.structs.replace(
            observed, place=f"{place}, earlier version", said=told.first, answer=told.earlier, leftover=None
        )
    yield observed


def _question(fields: Values, told: _Told, place: str) -> Observation:
    tabled = fields.day_of("dateTabled") or fields.day_of("date")
    uin = fields.one("uin")
    if uin is None or tabled is None:
        raise BadField("uin, date", "a number such as 77123 or HL1234 and a day", [uin, tabled])
    return Observation(
        source=NAME,
        place=place,
        said=told.said,
        house=_house(fields, uin),
        uin=uin,
        tabled=tabled,
        for_answer=fields.day_of("AnswerDate"),
        interest=fields.truth("registeredInterest"),
        asker=_member(fields, "tablingMember"),
        body=_body(fields),
        heading=fields.one("hansardHeading"),
        text=_text(fields.one("questionText")),
        grouped=told.grouped,
        answer=told.answer,
        unanswered=told.answer is None,
        leftover=_left(fields, told.left),
    )


def _text(published: str | None) -> Text | None:
    return text_of(published) if published else None


def _house(fields: Values, uin: str) -> House:
    """As the item says, else as the form of the UIN tells; BadField when neither does, or two are named."""
    houses = fields.all("houseId")
    houses += (name for one in fields.inner("legislature") for name in one.all("prefLabel"))
    known = {_HOUSES.get(house) for house in houses} or {house_of(uin)}
    (house,) = known if len(known) == 1 else (None,)
    if house is None:
        raise BadField("houseId", "1 (Commons) or 2 (Lords)", houses)
    return house


def _body(fields: Values) -> Body | None:
    name, number = fields.one("AnsweringBody"), fields.one("answeringDeptId")
    short = fields.one("answeringDeptShortName")
    fields.drop("answeringDeptSortName")
    if number and not number.isdecimal():
        raise BadField("answeringDeptId", "a number", number)
    return body_of_name(name or short or "", int(number) if number else None) if name or short else None


def _member(fields: Values, role: str) -> Member | None:
    """A Member by number, under the name printed then."""
    printed, seat = fields.one(f"{role}Printed"), fields.one(f"{role}Constituency")
    numbers, labels = [], []
    for resource in fields.inner(role):
        labels += resource.all("label")
        numbers.append(resource.number())
    if len(set(numbers)) > 1:
        raise BadField(role, "one Member", numbers)
    label = labels[0].removeprefix(_LABEL) if labels else None
    name = printed or label
    if label and label != name:
        fields.put(role, label)
    if numbers and numbers[0]:
        return member_of_number(numbers[0], name, None, seat)
    return member_of_name(name, None, seat) if name else None


def _told(fields: Values) -> _Told:
    answers = fields.inner("answer")
    if len(answers) > 1:
        raise BadField("answer", "one answer", f"{len(answers)} of them")
    return _of_the_answer(answers[0]) if answers else _Told()


def _of_the_answer(inner: Values) -> _Told:
    published, by = inner.one("answerText"), _member(inner, "answeringMember")
    text, before = corrected(published) if published else (None, None)
    first, mended = inner.moment("questionFirstAnswered"), inner.moment("questionFirstMinisteriallyCorrected")
    is_corrected, files = inner.truth("isMinisterialCorrection"), _attachments(inner)
    grouped = tuple(Grouped(uin) for uin in inner.all("groupedQuestionUIN"))
    on = inner.day_of("dateOfAnswer") or _day(first)
    earlier = _earlier(inner, on, by, before)
    inner.drop("_about")
    answer = Answer(
        text=text,
        on=on,
        by=earlier.by if earlier else by,
        corrected_on=_day(mended),
        corrected_by=by if earlier and by != earlier.by else None,
        original=earlier.text if earlier else before,
        attachments=files,
    )
    left = inner.left() or {}
    if is_corrected and not mended:
        left["isMinisterialCorrection"] = True
    if published is None and on is None:
        return _Told(grouped=grouped or None, left=left or None)
    return _Told(answer, grouped or None, max(first, mended), first, earlier, left or None)


def _day(moment: str) -> date | None:
    return day_of("time", moment) if moment else None


def _earlier(inner: Values, on: date | None, by: Member | None, before: Text | None) -> Answer | None:
    """The answer as it was first, if the item tells of one; its words are its own, or what the marks tell."""
    versions = inner.inner("previousAnswerVersion")
    if not versions:
        return None
    oldest = versions[0]
    published = oldest.one("answerText")
    answer = Answer(
        text=_text(published) or before,
        on=oldest.day_of("dateOfAnswer") or on,
        by=_member(oldest, "answeringMember") or by,
        attachments=_attachments(oldest),
    )
    oldest.drop("_about")
    _leave(inner, "previousAnswerVersion", [version.left() for version in versions])
    return answer


def _attachments(inner: Values) -> tuple[Attachment, ...] | None:
    files = inner.inner("attachment")
    made = tuple(_attachment(one) for one in files)
    _leave(inner, "attachment", [one.left() for one in files])
    return made or None


def _attachment(one: Values) -> Attachment:
    """Only the file's name tells its kind; where it differs from the title it is left over."""
    url, title, names = one.one("_about") or "", one.one("title"), one.all("fileName")
    kind = names[0].rpartition(".")[2].lower() if names and "." in names[0] else None
    if title and names:
        one.put("fileName", names[0])
    return Attachment(title or (names[0] if names else url), url, kind)


def _leave(fields: Values, name: str, left: list[dict[str, Any] | None]) -> None:
    if any(left):
        fields.put(name, [one for one in left if one])


def _left(fields: Values, of_answer: dict[str, Any] | None) -> dict[str, Any] | None:
    left = fields.left() or {}
    return left | ({"answer": of_answer} if of_answer else {}) or None
