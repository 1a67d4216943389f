"""The time grammar: printed words → earliest and latest day, said on Monday 2 June 2031."""

from datetime import date

import pytest

from answerable.findings.commitments.when import when

SAID_ON = date(2031, 6, 2)

DATED = [
    # days
    ("by 30 November 2031", None, "2031-11-30"),
    ("on the 30th October", "2031-10-30", "2031-10-30"),
    ("on 1st of July 2031", "2031-07-01", "2031-07-01"),
    ("until 15 September 2031", None, "2031-09-15"),
    ("from 1 April 2032", "2032-04-01", None),
    ("before 1 April 2032", None, "2032-03-31"),
    ("after 1 April 2032", "2032-04-02", None),
    ("tomorrow", "2031-06-03", "2031-06-03"),
    ("today", "2031-06-02", "2031-06-02"),
    # months
    ("in November", "2031-11-01", "2031-11-30"),
    ("in March", "2032-03-01", "2032-03-31"),
    ("in March next year", "2032-03-01", "2032-03-31"),
    ("in September this year", "2031-09-01", "2031-09-30"),
    ("in February 2032", "2032-02-01", "2032-02-29"),
    ("by the end of June 2032", None, "2032-06-30"),
    ("from May 2032 to June 2033", "2032-05-01", "2033-06-30"),
    ("next month", "2031-07-01", "2031-07-31"),
    ("later this month", "2031-06-02", "2031-06-30"),
    # seasons
    ("in spring 2032", "2032-03-01", "2032-05-31"),
    ("in the spring of 2032", "2032-03-01", "2032-05-31"),
    ("in spring and summer 2032", "2032-03-01", "2032-08-31"),
    ("this summer", "2031-06-01", "2031-08-31"),
    ("in early summer 2032", "2032-06-01", "2032-08-31"),
    ("in the autumn", "2031-09-01", "2031-11-30"),
    ("in the spring", "2032-03-01", "2032-05-31"),
    ("next spring", "2032-03-01", "2032-05-31"),
    ("in winter 2031", "2031-12-01", "2032-02-29"),
    ("later in the summer", "2031-06-01", "2031-08-31"),
    # years and their parts
    ("in 2032", "2032-01-01", "2032-12-31"),
    ("by 2032", None, "2032-12-31"),
    ("before 2035", None, "2034-12-31"),
    ("before the end of 2032", None, "2032-12-31"),
    ("early 2032", "2032-01-01", "2032-04-30"),
    ("in mid-2032", "2032-05-01", "2032-08-31"),
    ("in late 2032", "2032-09-01", "2032-12-31"),
    ("in early 2032", "2032-01-01", "2032-04-30"),
    ("in 2033 at the earliest", "2033-01-01", None),
    ("from the early 2040s", "2040-01-01", None),
    ("next year", "2032-01-01", "2032-12-31"),
    ("early next year", "2032-01-01", "2032-04-30"),
    ("by the end of next year", None, "2032-12-31"),
    ("later this year", "2031-06-02", "2031-12-31"),
    ("later in the year", "2031-06-02", "2031-12-31"),
    ("by the end of the year", None, "2031-12-31"),
    ("in the new year", "2032-01-01", None),
    ("early in the new year", "2032-01-01", "2032-04-30"),
    # halves, quarters, financial years
    ("in the first half of 2032", "2032-01-01", "2032-06-30"),
    ("in the second quarter of 2032", "2032-04-01", "2032-06-30"),
    ("in the last quarter of the financial year", "2032-01-01", "2032-03-31"),
    ("in Q3 2032", "2032-07-01", "2032-09-30"),
    ("in 2032-33", "2032-04-01", "2033-03-31"),
    ("in 2032/33", "2032-04-01", "2033-03-31"),
    ("from 2032/33", "2032-04-01", None),
    ("later this financial year", "2031-06-02", "2032-03-31"),
    ("next financial year", "2032-04-01", "2033-03-31"),
    # spans
    ("within six weeks", "2031-06-02", "2031-07-14"),
    ("within 21 days", "2031-06-02", "2031-06-23"),
    ("over the next five years", "2031-06-02", "2036-06-02"),
    ("in the coming two years", "2031-06-02", "2033-06-02"),
    ("over the coming year", "2031-06-02", "2032-06-02"),
    ("over the next 12 months", "2031-06-02", "2032-06-02"),
    ("this week", "2031-06-02", "2031-06-08"),
    ("next week", "2031-06-09", "2031-06-15"),
]

UNDATED = [
    ("in due course", False),
    ("shortly", False),
    ("very soon", False),
    ("soon afterwards", False),
    ("as soon as possible", False),
    ("as soon as reasonably practicable", False),
    ("in the near future", False),
    ("at the earliest opportunity", False),
    ("in the coming weeks", False),
    ("over the next few months", False),
    ("when parliamentary time allows", True),
    ("later this Session", True),
    ("by the end of this Parliament", True),
    ("at the Spending Review", True),
    ("at each Budget", True),
    ("once the review has ended", True),
    ("following the consultation", True),
    ("alongside the draft Bill", True),
    ("ahead of the settlement", True),
    ("pending the outcome", True),
    ("on a quarterly basis", True),
    ("every six months", True),
]


@pytest.mark.parametrize(("words", "earliest", "latest"), DATED)
def test_days_that_can_be_reckoned(words: str, earliest: str | None, latest: str | None) -> None:
    text = f"We will publish it {words}."
    found = [due for due in when(text, 0, len(text), SAID_ON) if due.dated]
    assert [(due.earliest, due.latest) for due in found] == [
        tuple(date.fromisoformat(day) if day else None for day in (earliest, latest))
    ]
    assert found[0].span.of(text).strip() in words


@pytest.mark.parametrize(("words", "anchored"), UNDATED)
def test_words_without_a_day(words: str, anchored: bool) -> None:
    text = f"We will publish it {words}."
    (found,) = when(text, 0, len(text), SAID_ON)
    assert (found.earliest, found.latest, found.anchored) == (None, None, anchored)
    assert found.span.of(text) == words


@pytest.mark.parametrize(
    "text", ["We may march on.", "the 2032 plan", "the plan of 2032-33", "in 31 February 2032", "1,200 ferries"]
)
def test_what_is_no_time(text: str) -> None:
    assert [due for due in when(text, 0, len(text), SAID_ON) if due.dated] == []


def test_relative_words_need_the_day_they_were_said() -> None:
    text = "We will publish it next year, in the autumn, within six weeks or by May."
    assert [due for due in when(text, 0, len(text), None) if due.dated] == []
