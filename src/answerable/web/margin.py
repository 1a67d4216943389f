"""All that stands in the margin of a question and of its answer, with the words it rests on."""

from collections.abc import Sequence
from typing import NamedTuple

from answerable.queries.annotations import AnnotationsView
from answerable.queries.questions import QuestionPage
from answerable.web.notes import answer_notes, question_notes
from answerable.web.said import POINTED, answer_said, question_said, terms
from answerable.web.text import Mark, Note, Term, Tied
from answerable.web.ties import answer_ties, question_ties


class Margin(NamedTuple):
    """The notes, the marked words, and the acronyms explained: what `shown` takes beside a text."""

    notes: list[Note]
    marks: list[Mark]
    terms: list[Term]


def question_margin(page: QuestionPage, told: AnnotationsView) -> Margin:
    """The margin of the question."""
    return _margin(question_notes(page), [*question_ties(page), *question_said(told)], terms(told, "question"))


def answer_margin(page: QuestionPage, told: AnnotationsView) -> Margin:
    """The margin of the answer."""
    return _margin(answer_notes(page), _pointing_once([*answer_ties(page), *answer_said(told)]), terms(told, "answer"))


def _pointing_once(tied: Sequence[Tied]) -> list[Tied]:
    """That an answer points elsewhere is said by the note that says where to, if one does."""
    does = next((one for one in tied if one.note.kind == POINTED), None)
    where = next((one for one in tied if one.note.kind == "points"), None)
    if does is None or where is None:
        return list(tied)
    note = Note(does.note.id, where.note.label, where.note.kind, where.note.href, does.note.detail)
    marks = tuple(Mark(mark.span, note.id) for mark in (*where.marks, *does.marks))
    return [Tied(note, marks) if one is where else one for one in tied if one is not does]


def _margin(whole: Sequence[Note], tied: Sequence[Tied], known: list[Term]) -> Margin:
    """The shorter marks come first, so that a longer one around them does not hide them."""
    marks = sorted((mark for one in tied for mark in one.marks), key=lambda mark: mark.span.end - mark.span.start)
    return Margin([*whole, *(one.note for one in tied)], marks, known)
