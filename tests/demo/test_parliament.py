"""The made-up parliament is the same from the same seed, grows without changing, and refuses what cannot be."""

from datetime import date

import pytest

from answerable.demo.official import list_pages, official_pages
from answerable.demo.page import page_text
from answerable.demo.parliament import Parliament
from answerable.errors import InputError


def lines(parliament: Parliament) -> list[bytes]:
    return b"".join(official_pages(parliament)).splitlines()


def test_same_seed_same_bytes() -> None:
    assert lines(Parliament(700)) == lines(Parliament(700))
    assert list(list_pages(Parliament(300))) == list(list_pages(Parliament(300)))
    assert list(page_text(Parliament(300))) == list(page_text(Parliament(300)))


def test_another_seed_another_parliament() -> None:
    assert set(lines(Parliament(300))).isdisjoint(lines(Parliament(300, seed=2)))


@pytest.mark.parametrize("fewer", [1, 499, 500, 501, 1234])
def test_the_first_of_a_larger_parliament_are_those_of_a_smaller(fewer: int) -> None:
    smaller = lines(Parliament(fewer))
    assert lines(Parliament(1600))[: len(smaller)] == smaller


def test_a_question_has_one_name() -> None:
    parliament = Parliament(3000)
    ids = [exchange.slip.id for exchange in parliament.exchanges(parliament.country())]
    assert len(set(ids)) == len(ids) == 3000


def test_a_number_is_given_once_in_a_session() -> None:
    parliament = Parliament(3000)
    slips = [exchange.slip for exchange in parliament.exchanges(parliament.country())]
    assert len({(slip.house, slip.session, slip.uin) for slip in slips}) == len(slips)


def test_numbers_recur_in_another_session() -> None:
    parliament = Parliament()
    uins = [exchange.slip.uin for exchange in parliament.exchanges(parliament.country())]
    assert len(set(uins)) < len(uins)


@pytest.mark.parametrize("questions", [0, -1, 50_000_001])
def test_refuses_an_absurd_number(questions: int) -> None:
    with pytest.raises(InputError, match="questions: expected a number from 1 to 50,000,000; got") as error:
        Parliament(questions)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2025, 1, 2), date(2024, 1, 2)),
        (date(2025, 1, 2), date(2025, 1, 20)),
        (date(1, 1, 1), date(9999, 1, 1)),
    ],
)
def test_refuses_impossible_days(first: date, last: date) -> None:
    with pytest.raises(InputError, match="dates: expected"):
        Parliament(first=first, last=last)


@pytest.mark.parametrize("first", [date(1999, 1, 1), date(2024, 2, 29), date(2030, 12, 24)])
@pytest.mark.parametrize("days", [60, 200, 1500])
def test_any_period_will_do(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    parliament = Parliament(600, first=first, last=last)
    country = parliament.country()
    tabled = [country.calendar.days[exchange.slip.tabled] for exchange in parliament.exchanges(country)]
    assert first <= min(tabled) <= max(tabled) <= last
