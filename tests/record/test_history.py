"""History: every change once, with its day and its words."""

from datetime import date

from answerable.model.history import Happening
from answerable.record.history import history
from tests.record.say import REPLY, WORDS, answer, official, page
from tests.record.test_merge import STORY


def kinds(observations):
    return [event.kind for event in history("q", observations)]


def test_a_question_that_moved_was_held_answered_and_corrected():
    events = history("q", STORY)
    assert [(event.kind, event.on) for event in events] == [
        (Happening.TABLED, date(2025, 9, 16)),
        (Happening.MOVED, None),
        (Happening.HOLDING, date(2025, 9, 22)),
        (Happening.ANSWERED, date(2025, 10, 2)),
        (Happening.CORRECTED, date(2025, 10, 8)),
    ]
    assert (events[1].before, events[1].after, events[1].said) == (
        "Department for Rivers",
        "Office for Weirs",
        "2025-09-20",
    )
    assert (events[4].before, events[4].after) == (REPLY, "The Department inspected 42 weirs.")


def test_due_date_reworded_withdrawn_unlisted_and_listed_again():
    said = [
        official(said="2025-09-17", for_answer=date(2025, 9, 22)),
        official(said="2025-09-18", for_answer=date(2025, 10, 13)),
        official(said="2025-09-19", words="To ask something else altogether."),
        official(said="2025-09-20", words="To ask something else altogether.", unlisted=True),
        official(said="2025-09-21", words="To ask something else altogether."),
        official(said="2025-09-22", words="To ask something else altogether.", withdrawn=True),
    ]
    assert kinds(said) == [
        Happening.TABLED,
        Happening.DUE_CHANGED,
        Happening.REWORDED,
        Happening.UNLISTED,
        Happening.RESTORED,
        Happening.WITHDRAWN,
    ]


def test_a_text_that_only_became_whole_is_no_change():
    clipped = official(said="2025-10-03", answer=answer(REPLY[:50], clipped=True))
    assert kinds([clipped, official(said="2025-10-04", answer=answer())]) == [Happening.TABLED, Happening.ANSWERED]


def test_an_answer_changed_without_being_called_a_correction_is_told():
    said = [
        official(said="2025-10-03", answer=answer()),
        official(said="2025-10-04", answer=answer("Other words altogether.")),
    ]
    events = history("q", said)
    assert (events[-1].kind, events[-1].before, events[-1].after) == (
        Happening.REVISED,
        REPLY,
        "Other words altogether.",
    )


def test_a_letter_changed_by_one_source_is_told_and_another_spelling_of_another_source_is_not():
    respelt = WORDS.replace("weirs", "Weirs")
    assert kinds([official(said="2025-09-17"), official(said="2025-09-18", words=respelt)])[1:] == [Happening.REWORDED]
    assert kinds([page(said="2025-09-17", reply=None), official(said="2025-09-18", words=respelt)]) == [
        Happening.TABLED
    ]
    shouted = answer(REPLY.replace("Department", "DEPARTMENT"))
    said = [official(said="2025-10-03", answer=answer()), official(said="2025-10-04", answer=shouted)]
    assert kinds(said)[-1] == Happening.REVISED
