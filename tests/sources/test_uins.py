"""What the form of a UIN tells."""

import pytest

from answerable.sources.uins import house_of


@pytest.mark.parametrize(
    ("uin", "house"),
    [("77123", "Commons"), ("HL1234", "Lords"), ("S3W-28257", "Scotland"), ("HL", None), ("12a", None), ("", None)],
)
def test_the_house_that_numbers_its_questions_so(uin: str, house: str | None) -> None:
    assert house_of(uin) == house
