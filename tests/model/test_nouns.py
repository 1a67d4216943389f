from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.model.dates import BadDate, PartialDate, parse_partial
from answerable.model.people import body_of_name, slug
from answerable.model.text import Block, Span, Text, plain_text


@given(st.dates())
def test_partial_dates_print_and_parse_without_loss(day: date) -> None:
    for made in (PartialDate(day.year), PartialDate(day.year, day.month), PartialDate(day.year, day.month, day.day)):
        assert parse_partial(str(made)) == made
        assert made.first() <= day <= made.last()


@pytest.mark.parametrize("printed", ["", "25", "2025-13", "2025-02-29", "2025-1-1", "soon", "0000"])
def test_what_is_no_date_is_refused(printed: str) -> None:
    with pytest.raises(BadDate, match="expected"):
        parse_partial(printed)


@given(st.lists(st.text(st.characters(exclude_characters="\n"), min_size=1)))
def test_spans_of_blocks_give_their_words(lines: list[str]) -> None:
    text = Text(tuple(Block(line) for line in lines))
    assert [span.of(text.plain) for span, _ in text.placed()] == lines


def test_plain_words_become_a_block_a_line() -> None:
    text = plain_text("  The first.\n\n \nThe second.  ")
    assert [block.text for block in text.blocks] == ["The first.", "The second."]
    assert Span(11, 21).of(text.plain) == "The second"


def test_a_table_keeps_its_cells() -> None:
    assert Block("Year\tShips\n2024\t7", "table").rows() == [["Year", "Ships"], ["2024", "7"]]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the Ministry of Tides", "ministry-of-tides"),
        ("Ministry of  Tides", "ministry-of-tides"),
        ("Départment d’Été", "department-dete"),
        ("…", "unnamed"),
    ],
)
def test_a_body_is_named_alike_however_it_is_printed(name: str, expected: str) -> None:
    assert body_of_name(name).id == expected


def test_slug_is_bounded() -> None:
    assert len(slug("a-" * 500)) <= 100
