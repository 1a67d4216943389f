"""Observations → what happened, in order: pure, and made of nothing but their differences."""

from collections.abc import Iterator, Sequence
from datetime import date

from answerable.model.history import Event, Happening
from answerable.model.observation import Observation
from answerable.model.question import Question, Status
from answerable.model.text import Text
from answerable.record.merge import in_order, merge, squash

_Difference = tuple[Happening, date | None, str, str]


def history(question_id: str, observations: Sequence[Observation]) -> tuple[Event, ...]:
    """Everything that changed from one observation to the next, oldest first."""
    events: list[Event] = []
    before: Question | None = None
    # Words that came by themselves complete every state that begins them, whenever they came; they are no news.
    words = [said for said in observations if said.only_words]
    ordered = in_order(said for said in observations if not said.only_words)
    for count, said in enumerate(ordered, 1):
        after = merge(question_id, [*words, *ordered[:count]])
        again = any(earlier.source == said.source for earlier in ordered[: count - 1])
        events += _told(before, after, said, to_the_letter=again)
        before = after
    return tuple(events)


def first_told(question: Question, said: Observation) -> tuple[Event, ...]:
    """The history of a question that was observed once."""
    return () if said.only_words else tuple(_told(None, question, said, to_the_letter=False))


def _told(before: Question | None, after: Question, said: Observation, *, to_the_letter: bool) -> Iterator[Event]:
    for kind, on, was, now in _differences(before, after, to_the_letter=to_the_letter):
        if kind is Happening.UNLISTED and said.last_seen:
            was = said.last_seen.isoformat()
        yield Event(kind, on, said.said, said.source, was, now)


def _differences(before: Question | None, after: Question, *, to_the_letter: bool) -> Iterator[_Difference]:
    """`to_the_letter`: one source spoke twice; two differ in spelling, which is no change."""
    if before is None:
        yield Happening.TABLED, after.tabled, "", after.body.name if after.body else ""
        before = Question(id=after.id)
    else:
        yield from _of_the_question(before, after, to_the_letter=to_the_letter)
    yield from _of_the_answer(before, after, to_the_letter=to_the_letter)
    yield from _of_the_listing(before, after)
    yield from _of_the_keeper(before, after)


def _of_the_question(before: Question, after: Question, *, to_the_letter: bool) -> Iterator[_Difference]:
    if before.body and after.body and before.body.id != after.body.id:
        yield Happening.MOVED, None, before.body.name, after.body.name
    if before.for_answer and after.for_answer and before.for_answer != after.for_answer:
        yield Happening.DUE_CHANGED, None, before.for_answer.isoformat(), after.for_answer.isoformat()
    if _reworded(before.text, after.text, to_the_letter=to_the_letter):
        yield Happening.REWORDED, None, before.words, after.words


def _of_the_answer(before: Question, after: Question, *, to_the_letter: bool) -> Iterator[_Difference]:
    was, now = before.answer, after.answer
    if after.holding_on and not before.holding_on:
        yield Happening.HOLDING, after.holding_on, "", ""
    elif now and now.holding and not was:
        yield Happening.HOLDING, now.on, "", after.answer_words
    if not now or now.holding:
        return
    if not was or was.holding:
        yield Happening.ANSWERED, now.on, "", _first_words(after)
    if now.corrected_on and not (was and was.corrected_on == now.corrected_on):
        yield Happening.CORRECTED, now.corrected_on, _words_before(before, after), after.answer_words
    elif was and not was.holding and _reworded(was.text, now.text, to_the_letter=to_the_letter):
        yield Happening.REVISED, None, before.answer_words, after.answer_words


def _first_words(question: Question) -> str:
    """What was said when it was first answered, where a correction tells."""
    answer = question.answer
    return answer.original.plain if answer and answer.original else question.answer_words


def _words_before(before: Question, after: Question) -> str:
    original = after.answer.original if after.answer else None
    return original.plain if original else before.answer_words


def _of_the_listing(before: Question, after: Question) -> Iterator[_Difference]:
    if before.status == after.status:
        return
    if after.status == Status.WITHDRAWN:
        yield Happening.WITHDRAWN, None, "", ""
    elif after.status == Status.UNLISTED:
        yield Happening.UNLISTED, None, "", ""
    elif before.status == Status.UNLISTED:
        yield Happening.RESTORED, None, "", ""


def _of_the_keeper(before: Question, after: Question) -> Iterator[_Difference]:
    said = after.correction
    if said and said != before.correction:
        was = before.correction.outcome.value if before.correction else ""
        yield Happening.CORRECTED_BY_KEEPER, date.fromisoformat(said.when[:10]), was, said.outcome.value


def _reworded(before: Text | None, after: Text | None, *, to_the_letter: bool) -> bool:
    """Whether the words are others; a text that was clipped only becomes whole."""
    if not before or not after or not before.plain or not after.plain or before.clipped:
        return False
    # A list gives the words of markup without it, and not quite as we read them.
    if to_the_letter and (before.markup is None) == (after.markup is None):
        return before.plain.split() != after.plain.split()
    return squash(before.plain) != squash(after.plain)
