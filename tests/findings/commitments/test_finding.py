"""Promises over a record made by hand: which there are, and what becomes of them."""

from datetime import date

import pytest

from answerable.findings.commitments.finding import Commitments, Wanted
from answerable.model.question import Answer
from answerable.model.text import plain_text
from tests.findings.feed import Feed, question

TODAY = date(2026, 3, 1)
PLAN = "The Department will publish the Ferry Lamps Plan by the end of November 2025."


def reply(uin, words, on, **fields):
    return question(uin, words, on, **fields)


MADE = reply("1", PLAN, date(2025, 10, 2))


def opened(place, *questions):
    finding = Commitments.open(place / "commitments", "one")
    finding.refresh(Feed(*questions))
    return finding


@pytest.mark.parametrize(
    ("later", "on", "state"),
    [
        ("The Ferry Lamps Plan was published on 20 November 2025.", date(2025, 12, 1), "met"),
        ("The Ferry Lamps Plan was published on 20 November 2024.", date(2025, 12, 1), "overdue and unmentioned"),
        (PLAN, date(2025, 10, 20), "repeated"),
        ("We will publish the Ferry Lamps Plan by the end of May 2026.", date(2025, 12, 1), "postponed"),
        ("Publication of the Ferry Lamps Plan has been delayed.", date(2025, 12, 1), "postponed"),
        ("The Ferry Ropes Plan was published on 20 November 2025.", date(2025, 12, 1), "overdue and unmentioned"),
        (PLAN, date(2025, 9, 1), "overdue and unmentioned"),
    ],
)
def test_what_becomes_of_a_promise_is_told_by_later_answers_alone(tmp_path, later, on, state):
    told = reply("2", later, on)
    (made,) = opened(tmp_path, MADE, told).of(MADE.id, TODAY)
    assert made.state == state
    if made.evidence:
        assert made.evidence.question == told.id
        assert made.evidence.said == on
        assert made.evidence.span.of(later) in later
    assert (made.evidence is None) == (state == "overdue and unmentioned")


def test_before_its_day_nothing_is_known_of_it(tmp_path):
    (made,) = opened(tmp_path, MADE).of(MADE.id, date(2025, 11, 30))
    assert made.state == "unknown"


def test_of_two_words_another_body_does_not_tell_and_of_more_it_does(tmp_path):
    short = reply("1", "The Department will publish the Lamps Plan in spring 2026 for ferries.", date(2025, 10, 2))
    told = reply("2", "The Lamps Plan for ferries was published on 1 December 2025.", date(2025, 12, 2), body="Tides")
    assert opened(tmp_path, short, told).of(short.id, TODAY)[0].state == "unknown"
    long = reply("1", "The Department will publish the Ferry Lamps Renewal Plan in spring 2026.", date(2025, 10, 2))
    told = reply("2", "The Ferry Lamps Renewal Plan was published on 1 December 2025.", date(2025, 12, 2), body="Tides")
    assert opened(tmp_path / "more", long, told).of(long.id, TODAY)[0].state == "met"


def test_evidence_that_goes_is_forgotten_and_evidence_that_comes_is_seen(tmp_path):
    feed = Feed(MADE)
    finding = Commitments.open(tmp_path / "commitments", "one")
    told = reply("2", "The Ferry Lamps Plan was published on 20 November 2025.", date(2025, 12, 1))
    for said, state in ((told, "met"), (question("2"), "overdue and unmentioned")):
        feed.say(said)
        finding.refresh(feed)
        assert finding.of(MADE.id, TODAY)[0].state == state


@pytest.fixture
def register(tmp_path):
    return opened(
        tmp_path,
        MADE,
        reply(
            "3",
            "We will consult ferrymen on lamps by the end of March 2026.",
            date(2025, 11, 2),
            body="Office of Tides",
        ),
        reply("4", "We expect to publish the tide tables in autumn 2027.", date(2025, 11, 3)),
        reply("5", "We will write to the hon. Member shortly.", date(2025, 11, 4)),
        reply("6", PLAN, None),
    )


def uins(found):
    return [one.question.rpartition("/")[2] for one in found]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(due="overdue"), ["1", "6"]),
        (Wanted(due="between", first=date(2026, 3, 1), last=date(2026, 3, 31)), ["3"]),
        (Wanted(due="between", first=TODAY), ["3", "4"]),
        (Wanted(due="without a day"), ["5"]),
        (Wanted(body="office-of-tides"), ["3"]),
        (Wanted(act="consult"), ["3"]),
        (Wanted(hedge="expected"), ["4"]),
        (Wanted(state="unknown"), ["5", "3", "4"]),
        (Wanted(state="overdue and unmentioned"), ["1", "6"]),
        (Wanted(state="met"), []),
    ],
)
def test_the_register_is_asked_by_body_day_act_hedge_and_state(register, wanted, expected):
    assert sorted(uins(register.promises(wanted, TODAY))) == sorted(expected)


def test_the_register_is_paged_in_order_of_the_day_due(register):
    dated = Wanted(due="between")
    assert [uins(register.promises(dated, TODAY, 1, at)) for at in range(4)] == [
        *([one] for one in uins(register.promises(dated, TODAY))),
    ]
    days = [one.latest for one in register.promises(dated, TODAY)]
    assert days == sorted(days)


def test_a_holding_reply_promises_nothing(tmp_path):

    holding = question("7", answer=Answer(text=plain_text("We will publish the Ferry Lamps Plan."), holding=True))
    assert opened(tmp_path, holding).of(holding.id, TODAY) == ()
