"""Promises in made-up answers: the act, how firm it is, who promised, and by when."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.errors import InputError
from answerable.findings.commitments import VERSION, commitments

ANSWERED_ON = date(2031, 6, 2)

PROMISES = [
    ("The Department will publish the tide tables by 30 November 2031.", "publish", "firm", "The Department"),
    ("We will consult on ferry lamps in the autumn.", "consult", "firm", "We"),
    ("The Government will bring forward legislation when parliamentary time allows.", "legislate", "conditional", None),
    ("I will meet the hon. Member next week.", "meet", "firm", "I"),
    ("I will write to the hon. Member when the figures are available.", "write", "conditional", "I"),
    ("A copy of the letter will be placed in the Library of the House.", "place in the Library", "firm", None),
    ("The Department will fund forty new ferries from April 2032.", "fund", "firm", "The Department"),
    ("A decision will be announced in due course.", "announce", "vague", None),
    ("We will respond to the consultation shortly.", "respond", "vague", "We"),
    ("The new harbour will be opened in early 2033.", "launch", "firm", None),
    ("The Department intends to publish its response in spring 2032.", "publish", "aim", "The Department"),
    ("We plan to consult on the rules later this year.", "consult", "aim", "We"),
    ("We aim to publish the report in 2032.", "publish", "aim", "We"),
    ("The review is expected to report by the end of 2031.", "review", "expected", "The review"),
    ("We expect to publish the figures soon.", "publish", "expected", "We"),
    ("The report is due to be published in March 2032.", "publish", "expected", None),
    ("We are committed to publishing a new ferry strategy by the end of the year.", "publish", "firm", "We"),
    ("I have asked the Harbour Board to write to the hon. Member.", "write", "firm", "I"),
    ("We will decide on the route in the summer.", "decide", "firm", "We"),
    ("We will update the guidance in July.", "update", "firm", "We"),
    ("The Department will complete the works by March 2033.", "deliver", "firm", "The Department"),
    ("We will review the rules in 2032.", "review", "firm", "We"),
    ("Subject to the vote, we will launch the scheme in April 2032.", "launch", "conditional", "we"),
]
NOT_PROMISES = [
    "We will continue to work with ferrymen.",
    "We will always support ferrymen.",
    "There are no plans to publish the tide tables.",
    "We will not publish the tide tables.",
    "The tide tables were published in 2030.",
    "The Government remains committed to ferries.",
    "",
    "Nid oes cynlluniau o'r fath.",
]


@pytest.mark.parametrize(("answer", "act", "hedge", "actor"), PROMISES)
def test_each_act_and_hedge(answer: str, act: str, hedge: str, actor: str | None) -> None:
    (found,) = commitments(answer, ANSWERED_ON)
    assert (found.act, found.hedge) == (act, hedge)
    assert actor is None or found.actor == actor
    assert found.version == VERSION
    assert found.quote(answer).rstrip(".") in answer


@pytest.mark.parametrize("answer", NOT_PROMISES)
def test_what_is_no_promise(answer: str) -> None:
    assert commitments(answer, ANSWERED_ON) == ()


def test_the_words_and_the_days_go_together() -> None:
    answer = "Ferries matter. In the spring of 2032 we will publish a plan, and we will consult on it by 1 May 2033."
    first, second = commitments(answer, ANSWERED_ON)
    assert (first.due, first.earliest, first.latest) == ("In the spring of 2032", date(2032, 3, 1), date(2032, 5, 31))
    assert (second.due, second.earliest, second.latest) == ("by 1 May 2033", None, date(2033, 5, 1))


WHOLE = [
    "The Ferry Report and Accounts will be published in July",
    "We expect the Ferry Report and Accounts to be published in July",
    "Estimates of ferry tolls (without lamps) will be published in July",
    "Further details of how we will light the quay will be published in July",
]


@pytest.mark.parametrize("promise", WHOLE)
def test_a_promise_is_read_from_the_start_of_its_subject(promise: str) -> None:
    answer = f"Ferries matter. {promise}."
    assert [found.quote(answer) for found in commitments(answer, ANSWERED_ON)] == [promise]


def test_a_passive_promise_names_nobody() -> None:
    (found,) = commitments("The plan will be published in 2032.", ANSWERED_ON)
    assert found.actor is None and found.rule == "will-published"


def test_the_date_of_a_thing_already_done_is_no_due_date() -> None:
    (found,) = commitments(
        "We will respond to the report, which was published on 18 May 2031, in the autumn.", ANSWERED_ON
    )
    assert (found.earliest, found.latest) in {(date(2031, 9, 1), date(2031, 11, 30)), (None, None)}


def test_without_the_day_of_the_answer_nothing_is_reckoned() -> None:
    (found,) = commitments("We will publish the plan next year.")
    assert (found.due, found.earliest, found.latest) == (None, None, None)


@pytest.mark.parametrize("wrong", [None, b"We will publish it.", 7])
def test_what_is_not_text_is_refused(wrong: object) -> None:
    with pytest.raises(InputError, match=r"expected an answer \(a str\); got"):
        commitments(wrong, ANSWERED_ON)  # type: ignore[arg-type]


def test_a_day_that_is_not_a_date_is_refused() -> None:
    with pytest.raises(InputError, match="expected answered_on as a date or None; got str"):
        commitments("We will publish it.", "2031-06-02")  # type: ignore[arg-type]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("We will publish it by 2032, and in due course.\n31 May;"), max_size=300))
def test_spans_lie_in_the_answer(answer: str) -> None:
    for found in commitments(answer, ANSWERED_ON):
        assert 0 <= found.span.start < found.span.end <= len(answer)
        assert found.due is None or found.due in answer
        assert found.earliest is None or found.latest is None or found.earliest <= found.latest
