"""Notes in the margin that rest on the words of a question and its answer: what is declined, cited and promised."""

from collections.abc import Iterator

from answerable.findings.outcomes.finding import Judged, Part
from answerable.model.outcome import Outcome
from answerable.queries.annotations import AnnotationsView, CitationView, PromiseView, Where
from answerable.web.environment import shorten
from answerable.web.text import Mark, Note, Term, Tied
from answerable.web.wording import GOT, does, promised, state

POINTED = "outcome pointed"  # the kind of the note that an answer points elsewhere
_SELDOM_NOTED = ("earlier_answer",)  # what answers point to is shown in full elsewhere on the page


def question_said(told: AnnotationsView) -> list[Tied]:
    """Notes on the question's words."""
    parts = [_part(at, part) for at, part in enumerate(told.parts, 1) if _noted(part, told)]
    return [*parts, *_cited(told.citations, "question")]


def answer_said(told: AnnotationsView) -> list[Tied]:
    """Notes on the answer's words."""
    does = [_outcome(told.outcome)] if told.outcome and told.outcome.outcome is not Outcome.ANSWERED else []
    promised = [_promised(at, one) for at, one in enumerate(told.promises, 1)]
    return [*does, *promised, *_cited(told.citations, "answer")]


def terms(told: AnnotationsView, where: Where) -> list[Term]:
    """The acronyms that are explained."""
    return [Term(one.span, one.words) for one in told.acronyms if one.where == where]


def _noted(part: Part, told: AnnotationsView) -> bool:
    """Whether a part fares otherwise than answered, and is not all that the answer's own note says."""
    return len(told.parts) > 1 and part.got is not Outcome.ANSWERED


def _part(at: int, part: Part) -> Tied:
    name = f"Part ({part.label})" if part.label else f"Part {at}"
    note = Note(f"part-{at}", f"{name} {GOT[part.got]}", "part", "#the-answer")
    return Tied(note, (Mark(part.span, note.id),))


def _outcome(judged: Judged) -> Tied:
    kind = POINTED if judged.outcome is Outcome.POINTED and not judged.ground else "outcome"
    note = Note("does", does(judged), kind, detail=_how(judged))
    return Tied(note, (Mark(judged.span, note.id),) if judged.span else ())


def _how(judged: Judged) -> str:
    if judged.by == "keeper":
        return f"Said by the record's keeper: {judged.reasons[0]}" if judged.reasons else "Said by the record's keeper"
    return f"Found by a {judged.by.partition(':')[0]}, {judged.chance:.0%} sure"


def _cited(citations: tuple[CitationView, ...], where: Where) -> Iterator[Tied]:
    """One note for each document, under all the words that cite it."""
    found: dict[str, list[CitationView]] = {}
    for one in citations:
        if one.where == where and one.kind not in _SELDOM_NOTED:
            found.setdefault(_citing(one), []).append(one)
    for at, (label, cited) in enumerate(found.items(), 1):
        note = Note(f"{where}-cites-{at}", label, "cites", cited[0].url or None)
        yield Tied(note, tuple(Mark(one.span, note.id) for one in cited))


def _citing(one: CitationView) -> str:
    name = one.title if one.kind != "web" else one.quote
    name = shorten(name or one.number or one.quote, 90)
    article = "the " if one.title and one.kind != "web" and not name.lower().startswith(("the ", "a ")) else ""
    number = f", {one.number}" if one.title and one.number else ""
    return f"Cites {article}{name}{number}{f', {one.locator}' if one.locator else ''}"


def _promised(at: int, one: PromiseView) -> Tied:
    label, detail = promised(one.promise), state(one.promise)
    note = Note(f"promise-{at}", label, "promise", one.told_at or None, detail)
    return Tied(note, (Mark(one.promise.span, note.id),))
