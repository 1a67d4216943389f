"""What reuse takes from a question: its answer's words, who gave them to whom and when."""

from msgspec import Struct

from answerable.model.question import Question, number_of


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
        number_of(question.id) if question.together is None else question.together,
        question.body.id if question.body else "",
        question.asker.id if question.asker else "",
        answer.by.id if answer.by else "",
        answer.on.isoformat() if answer.on else "",
    )
