"""A question as a line: the official service's field names, ours beside them, nothing lost.

Dates are `2023-12-01`. `questionText`, `answerText` and `originalAnswerText` are as published, markup and all; where
the blocks of a text do not follow from that, `shown` holds them. `answerIsHolding` is null when there is no answer.
"""

from datetime import date
from typing import Any

import msgspec

from answerable.model.people import Member
from answerable.model.question import Answer, Question
from answerable.model.text import Text
from answerable.sources.markup import text_of

TEXTS = ("questionText", "answerText", "originalAnswerText")
COLUMNS = (
    "question_id", "id", "uin", "house", "status", "dateTabled", "dateForAnswer", "isNamedDay", "memberHasInterest",
    "askingMemberId", "asked_by_id", "asked_by", "party", "constituency",
    "answeringBodyId", "answeringBodyName", "addressee", "heading", "questionText",
    "isWithdrawn", "dateHoldingAnswer", "groupedQuestions", "groupedQuestionsDates",
    "answerText", "dateAnswered", "answerIsHolding", "answeringMemberId", "answered_by_id", "answered_by",
    "answered_by_party", "answered_by_constituency", "role",
    "answerIsCorrection", "dateAnswerCorrected", "correctingMemberId", "corrected_by_id", "corrected_by",
    "corrected_by_party", "corrected_by_constituency", "originalAnswerText", "attachments", "attachmentCount",
    "correction", "sources", "also", "clipped", "shown",
)  # fmt: skip
_ASKER = ("askingMemberId", "asked_by_id", "asked_by", "party", "constituency")


def to_line(question: Question) -> dict[str, Any]:
    """The question under all of COLUMNS, ready for JSON."""
    texts = dict(zip(TEXTS, _texts(question), strict=True))
    body, grouped = question.body, question.grouped
    return {
        "question_id": question.id,
        "id": question.official,
        "uin": question.uin,
        "house": question.house,
        "status": question.status.value,
        "dateTabled": question.tabled,
        "dateForAnswer": question.for_answer,
        "isNamedDay": question.named_day,
        "memberHasInterest": question.interest,
        **_member(_ASKER, question.asker),
        "answeringBodyId": body.number if body else None,
        "answeringBodyName": body.name if body else None,
        "addressee": question.addressee,
        "heading": question.heading,
        "questionText": _published(question.text),
        "isWithdrawn": question.withdrawn,
        "dateHoldingAnswer": question.holding_on,
        "groupedQuestions": None if grouped is None else [one.uin for one in grouped],
        "groupedQuestionsDates": None
        if grouped is None
        else [{"questionUin": one.uin, "dateTabled": one.tabled} for one in grouped],
        **_answer(question.answer),
        "correction": msgspec.to_builtins(question.correction),
        "sources": question.sources,
        "also": question.also,
        "clipped": [name for name, text in texts.items() if text and text.clipped],
        "shown": {name: text for name, text in texts.items() if text and _by_itself(text) != text},
    }


def to_typed(question: Question) -> dict[str, Any]:
    """The question for a table whose columns have types: texts in plain words, all else as in the line."""
    line = to_line(question)
    texts = dict(zip(TEXTS, _texts(question), strict=True))
    line |= {name: text.plain if text else None for name, text in texts.items()}
    return {name: line[name] for name in COLUMNS if name != "shown"}


def to_row(question: Question) -> dict[str, Any]:
    """The question for a table of words: lists as JSON, yes and no as true and false."""
    return {name: _cell(value) for name, value in to_typed(question).items()}


def member_names(role: str) -> tuple[str, ...]:
    """The fields that tell of the Member who asked, answered or corrected."""
    if role == "asked":
        return _ASKER
    official = {"answered": "answeringMemberId", "corrected": "correctingMemberId"}[role]
    return (official, *(f"{role}_by{part}" for part in ("_id", "", "_party", "_constituency")))


def _texts(question: Question) -> tuple[Text | None, ...]:
    answer = question.answer
    return (question.text, answer.text if answer else None, answer.original if answer else None)


def _answer(answer: Answer | None) -> dict[str, Any]:
    said = answer or Answer()
    files = said.attachments
    return {
        "answerText": _published(said.text),
        "dateAnswered": said.on,
        "answerIsHolding": said.holding if answer else None,
        **_member(member_names("answered"), said.by),
        "role": said.role,
        "answerIsCorrection": said.corrected_on is not None if answer else None,
        "dateAnswerCorrected": said.corrected_on,
        **_member(member_names("corrected"), said.corrected_by),
        "originalAnswerText": _published(said.original),
        "attachments": None
        if files is None
        else [{"url": f.url, "title": f.title, "fileType": f.kind, "fileSizeBytes": f.size} for f in files],
        "attachmentCount": None if files is None else len(files),
    }


def _member(names: tuple[str, ...], member: Member | None) -> dict[str, Any]:
    if member is None:
        return dict.fromkeys(names)
    number = int(member.id[3:]) if member.numbered and member.id[3:].isdigit() else None
    return dict(zip(names, (number, member.id, member.name, member.party, member.constituency), strict=True))


def _published(text: Text | None) -> str | None:
    return text.published if text else None


def _by_itself(text: Text) -> Text:
    """The text as it would be read from what was published alone."""
    return text_of(text.published, clipped=text.clipped)


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple | dict):
        return msgspec.json.encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value
