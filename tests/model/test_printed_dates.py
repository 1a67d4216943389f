"""Dates in running text: what is printed, and what it means to somebody looking back."""

from datetime import date

import pytest

from answerable.model.printed_dates import month_number, printed_dates, real_date

LOOKING_BACK = date(2031, 6, 2)


@pytest.mark.parametrize(
    ("text", "printed", "means"),
    [
        ("on 24 June 2025 it rained", "24 June 2025", "2025-06-24"),
        ("on the 24th of June 2025", "24th of June 2025", "2025-06-24"),
        ("on 1st January, 2025", "1st January, 2025", "2025-01-01"),
        ("on 05 Nov 2025", "05 Nov 2025", "2025-11-05"),
        ("in Sept 2025", "Sept 2025", "2025-09"),
        ("in June of 2025", "June of 2025", "2025-06"),
        ("on 7 January", "7 January", "2031-01-07"),
        ("on 7 July", "7 July", "2030-07-07"),
        ("in May", "May", "2031-05"),
        ("in December", "December", "2030-12"),
        ("on 4 February.", "4 February", "2031-02-04"),
        ("in June 2025-26", "June", "2031-06"),
        ("on 31 February 2025", "31 February 2025", None),
    ],
)
def test_each_form(text: str, printed: str, means: str | None) -> None:
    (found,) = printed_dates(text)
    assert found.span.of(text) == printed
    settled = found.settled(LOOKING_BACK)
    assert (str(settled) if settled else None) == means


@pytest.mark.parametrize("text", ["May I say so", "the march", "Marchers", "1,200", ""])
def test_what_is_no_date(text: str) -> None:
    assert list(printed_dates(text)) == []


def test_without_a_year_or_a_day_to_look_back_from_nothing_is_settled() -> None:
    (found,) = printed_dates("on 7 January")
    assert found.settled(None) is None


def test_months_and_real_days() -> None:
    assert [month_number(name) for name in ("January", "Sept", "Dec")] == [1, 9, 12]
    assert real_date(2031, 2, 29) is None
    assert str(real_date(2032, 2, 29)) == "2032-02-29"
