"""Notes on a question and its answer that rest on other questions: the same words, references, series."""

from collections.abc import Iterator, Sequence

from answerable.model.dates import in_full
from answerable.queries.chain import Place, Pointing
from answerable.queries.passages import Passage
from answerable.queries.questions import QuestionPage
from answerable.queries.same import Elsewhere
from answerable.queries.series import SeriesView
from answerable.web.text import Mark, Note, Tied


def question_ties(page: QuestionPage) -> list[Tied]:
    """Notes on the question's words."""
    tied = list(_pointers(page.chain.points_to, "question", 0))
    return [*tied, *_series(page.id, page.series)] if page.series else tied


def answer_ties(page: QuestionPage) -> list[Tied]:
    """Notes on the answer's words."""
    whole = [Tied(_given(page.same))] if page.same and page.same.answers > 1 else []
    passages = [_passage(number, one, page.id) for number, one in enumerate(page.passages, 1)]
    return [*whole, *_pointers(page.chain.points_to, "answer", 1), *passages]


def _given(same: Elsewhere) -> Note:
    others = same.questions - 1
    label = f"Given to {others:,} other question{'' if others == 1 else 's'} · compare"
    first = f", first on {in_full(same.first_use)}" if same.first_use else ""
    return Note("given", label, "same", "#same", f"In {same.answers:,} separate answers{first}.")


def _passage(number: int, one: Passage, own: str) -> Tied:
    if one.earlier:
        times = f"{one.earlier:,} earlier answer{'' if one.earlier == 1 else 's'}"
        label = f"These words were in {times}{f', first on {in_full(one.first_use)}' if one.first_use else ''}"
        href = one.first_url if one.first != own else None
    else:
        others = one.answers - 1
        label, href = f"These words are in {others:,} other answer{'' if others == 1 else 's'} too", None
    id_ = f"passage-{number}"
    return Tied(Note(id_, label, "passage", href), (Mark(one.span, id_),))


def _pointers(steps: Sequence[Pointing], place: Place, depth: int) -> Iterator[Tied]:
    own = (one for one in steps if one.place == place and one.depth == depth)
    for number, one in enumerate(own, 1):
        id_ = f"points-{place}-{number}"
        if one.target:
            name = f"Question {one.target.id.rpartition('/')[2]}"
            note = Note(id_, f"Points to {name}: shown below", "points", "#points")
        else:
            note = Note(id_, f"Points to a question that cannot be shown: {one.why_not}", "points")
        yield Tied(note, (Mark(one.span, id_),))


def _series(own: str, series: SeriesView) -> Iterator[Tied]:
    others = series.size - 1
    label = f"{others:,} other question{'' if others == 1 else 's'} asked the same with these words changed"
    for one in series.questions:
        spans = [value.span for value in one.values if value.words] if one.id == own else []
        if spans:
            yield Tied(Note("slot", label, "series", "#series"), tuple(Mark(span, "slot") for span in spans))
