from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.errors import BadId
from answerable.model.ids import QuestionId, official_id, page_id, parse_id

uins = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.-]{0,30}", fullmatch=True)
chambers = st.sampled_from(["uk-commons", "uk-lords", "uk-scotland", "eu-parliament"])


@given(chambers, st.dates(), uins)
def test_official_ids_print_and_parse_without_loss(chamber: str, tabled: date, uin: str) -> None:
    made = official_id(chamber, tabled, uin)
    assert parse_id(str(made)) == made


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_ids_from_words_print_and_parse_without_loss(words: list[str]) -> None:
    made = page_id(*words)
    assert made.from_words
    assert parse_id(str(made)) == made


@given(st.text())
def test_anything_else_is_refused_or_is_printed_back(printed: str) -> None:
    try:
        found = parse_id(printed)
    except BadId as error:
        assert "expected an id like" in str(error)
    else:
        assert str(found) == printed.strip().strip("/")


def test_the_same_words_in_other_spacing_and_case_are_one_question() -> None:
    assert page_id("Ann Bell", "Office of Tides", "What  is\xa0owed.") == page_id(
        "ann bell", "Office of Tides", "what is owed."
    )
    assert page_id("a b", "c") != page_id("a", "b c")


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "77123",
        "uk-commons/2025-09-16",
        "uk-commons/2025-02-30/1",
        "commons/2025-09-16/1",
        "page/xyz",
        "uk-commons/2025-09-16/../1",
    ],
)
def test_what_is_no_id_says_what_was_expected(printed: str) -> None:
    with pytest.raises(BadId, match="expected an id like uk-commons/2025-09-16/77123"):
        parse_id(printed)


def test_ids_sort_by_chamber_day_and_uin() -> None:
    early = QuestionId("uk-commons", date(2025, 1, 2), "9")
    assert early < QuestionId("uk-commons", date(2025, 1, 3), "1")
