"""Merging: pure, whatever the order, losing nothing."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from answerable.model.people import body_of_name
from answerable.model.question import Status
from answerable.model.text import plain_text
from answerable.record.merge import merge
from tests.record.say import REPLY, WORDS, answer, official, page

LATER = body_of_name("Office for Weirs", 44)
STORY = [
    official(said="2025-09-17"),
    official(said="2025-09-20", body=LATER),
    official(said="2025-09-23", body=LATER, holding_on=date(2025, 9, 22), unanswered=True),
    official(said="2025-10-03", body=LATER, holding_on=date(2025, 9, 22), answer=answer()),
    official(
        said="2025-10-09",
        body=LATER,
        answer=answer("The Department inspected 42 weirs.", corrected_on=date(2025, 10, 8), original=plain_text(REPLY)),
    ),
]


@given(st.permutations(STORY))
def test_the_order_of_arrival_does_not_matter(arrived):
    assert merge("q", arrived) == merge("q", STORY)


@pytest.mark.parametrize(
    ("length", "status"), [(1, Status.TABLED), (3, Status.HOLDING), (4, Status.ANSWERED), (5, Status.CORRECTED)]
)
def test_status_follows_the_newest_word(length, status):
    assert merge("q", STORY[:length]).status is status


def test_withdrawn_and_unlisted_are_said_by_flags():
    assert merge("q", [official(withdrawn=True)]).status is Status.WITHDRAWN
    assert merge("q", [official(), official(said="2026-01-01", unlisted=True)]).status is Status.UNLISTED


def test_an_answer_that_was_taken_back_is_gone_and_its_observation_stays_in_the_history():
    merged = merge("q", [official(said="2025-10-03", answer=answer()), official(said="2025-10-05")])
    assert merged.answer is None
    assert merged.status is Status.TABLED


def test_a_clipped_text_is_made_whole_by_any_observation_that_begins_with_it():
    clipped = answer(REPLY[:60], clipped=True)
    for said in permutations(
        [official(said="2025-10-05", answer=clipped), official(said="2025-10-03", answer=answer())]
    ):
        assert merge("q", said).answer_words == REPLY


def test_a_clipped_text_is_not_replaced_by_other_words():
    clipped = answer("Something quite different was said on this day to this question in this pla", clipped=True)
    merged = merge("q", [official(said="2025-10-05", answer=clipped), official(said="2025-10-03", answer=answer())])
    assert merged.answer_words.startswith("Something quite different")
    assert merged.clipped


def test_the_official_record_is_believed_before_a_page_and_the_page_fills_in_names_and_roles():
    merged = merge("q", [page(), official(answer=answer())])
    assert merged.sources == ("uk-parliament", "page")
    assert merged.asker and (merged.asker.id, merged.asker.name, merged.asker.party) == ("uk-901", "Ida Fenn", "Reed")
    assert merged.answer and merged.answer.by and merged.answer.by.name == "Tom Quill"
    assert merged.answer.role == "Minister of State"
    assert merged.body and merged.body.number == 31


def test_a_page_that_shows_another_answer_lends_it_neither_words_nor_role():
    merged = merge("q", [page(reply="Quite another reply."), official(answer=answer())])
    assert merged.answer_words == REPLY
    assert merged.answer and merged.answer.role is None


def test_what_one_observation_leaves_out_an_older_one_of_the_source_still_says():
    first = official(heading="Weirs: Inspections", named_day=True)
    merged = merge("q", [replace(first, said="2025-09-17"), official(said="2025-09-18", named_day=False)])
    assert (merged.heading, merged.named_day) == ("Weirs: Inspections", False)
    assert merged.words == WORDS
