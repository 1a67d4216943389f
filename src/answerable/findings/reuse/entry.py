"""What reuse takes from a question: its answer's words, who gave them to whom and when."""

from hashlib import blake2b

from msgspec import Struct

from answerable.model.question import Question


class Entry(Struct, frozen=True):
    """A published answer as reuse sees it; `day` is ISO 8601 or empty, `group` the same for all questions grouped."""

    id: str
    plain: str
    group: int
    body: str
    asker: str
    answerer: str
    day: str


def entry_of(question: Question | None) -> Entry | None:
    """None when there is nothing to compare: no answer, only a holding reply, or only the beginning of one."""
    answer = question.answer if question else None
    if question is None or answer is None or answer.holding or answer.text is None or answer.text.clipped:
        return None
    return Entry(
        question.id,
        answer.text.plain,
        _group(question),
        question.body.id if question.body else "",
        question.asker.id if question.asker else "",
        answer.by.id if answer.by else "",
        answer.on.isoformat() if answer.on else "",
    )


def _group(question: Question) -> int:
    """A number that officially grouped questions share: they are answered on one day, and each lists the others."""
    if not question.grouped or not question.uin:
        return _number(question.id)
    lowest = min(question.uin, *(other.uin for other in question.grouped))
    return _number(f"{question.house} {question.answered_on} {lowest}")


def _number(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)
