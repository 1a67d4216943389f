"""What a promise is about, and where an answer says that such a thing was done or put off."""

from datetime import date

import pytest

from answerable.findings.commitments import commitments
from answerable.findings.commitments.about import about, tellings

ON = date(2031, 6, 2)
DONE = ["published", "released", "laid", "launched", "announced", "consulted", "met", "wrote", "responded", "placed",
        "introduced", "updated", "delivered", "opened", "completed", "issued"]  # fmt: skip
PUT_OFF = ["postponed", "delayed", "deferred"]
OPENED = ["was", "were", "has", "have", "had", "been", "we", "We", "I", "Department", "Government", "Ministers", "and"]


def of(answer):
    return about(answer, commitments(answer, ON)[0])


def test_the_same_thing_has_the_same_name_whenever_it_is_due_and_whoever_says_it():
    first = of("The Department will publish the Ferry Lamps Plan by the end of June 2031.")
    assert first == of("We will publish the Ferry Lamps Plan in autumn 2031.")
    assert first == of("The Ferry Lamps Plan will be published in due course.")
    assert first == next(tellings("The Ferry Lamps Plan was published on 3 May 2031.", ON)).about
    assert first != of("The Department will publish the Ferry Ropes Plan by the end of June 2031.")


@pytest.mark.parametrize(
    "answer", ["We will publish further details in due course.", "We will publish a response shortly."]
)
def test_words_that_name_nothing_in_particular_have_no_name(answer):
    assert of(answer) == ""


@pytest.mark.parametrize("verb", DONE + PUT_OFF)
def test_each_verb_tells(verb):
    (told,) = tellings(f"In short, the tide tables of Overwater were {verb} on 3 May 2031, as planned.", ON)
    assert told.told == ("postponed" if verb in PUT_OFF else "met")
    assert told.on == date(2031, 5, 3)


@pytest.mark.parametrize("opening", OPENED)
def test_each_word_before_the_verb_tells(opening):
    assert len(list(tellings(f"Tide tables {opening} published Overwater.", ON))) == 1


@pytest.mark.parametrize(
    "answer",
    [
        "The tide tables of Overwater were not published.",
        "The tide tables of Overwater have never published.",
        "No tide tables of Overwater were published.",
        "The tide tables of Overwater will have been published.",
        "Once the tide tables of Overwater were published we left.",
        "It was published.",
        "",
    ],
)
def test_what_was_not_done_or_names_nothing_does_not_tell(answer):
    assert list(tellings(answer, ON)) == []


def test_a_telling_is_the_clause_up_to_its_day():
    answer = "More time is needed, and publication of the Ferry Lamps Plan has been postponed. That is all."
    (told,) = tellings(answer, ON)
    assert told.span.of(answer) == "publication of the Ferry Lamps Plan has been postponed"
