"""What stands in the margin of a question's page: notes on the question and on its answer."""

from answerable.model.dates import in_full
from answerable.model.history import Happening
from answerable.queries.views import QuestionView
from answerable.web.text import Note

_CLIPPED = "The official list shortens long texts. Adding the question's own official record completes this one."


def question_notes(question: QuestionView) -> list[Note]:
    """Notes on the question as a whole."""
    return [_clipped("question")] if question.shown.clipped else []


def answer_notes(question: QuestionView) -> list[Note]:
    """Notes on the answer as a whole."""
    answer = question.answer
    if answer is None:
        return []
    told = [_grouped(question), _corrected(question), _clipped("answer") if answer.shown.clipped else None]
    return [note for note in told if note]


def _clipped(of: str) -> Note:
    return Note(f"clipped-{of}", "Only the beginning is held", "clipped", detail=_CLIPPED)


def _grouped(question: QuestionView) -> Note | None:
    count = len(question.grouped)
    label = f"Answered together with {count:,} other question{'' if count == 1 else 's'}"
    return Note("grouped", label, "grouped", "#together") if count else None


def _corrected(question: QuestionView) -> Note | None:
    answer = question.answer
    if not answer or not answer.corrected:
        return None
    by = f" by {answer.corrected_by.name}" if answer.corrected_by else ""
    before = [event.before for event in question.history if event.kind == Happening.CORRECTED and event.before]
    label = f"Corrected on {in_full(answer.corrected)}{by}"
    return Note("corrected", label, "corrected", detail=before[-1] if before else None)
