"""Parquet: typed columns as cells; damaged files refused."""

import io
import sys
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.errors import InputError, UnreadableInput
from answerable.model.observation import Observation
from answerable.model.question import Grouped
from answerable.sources import tables
from answerable.sources.tables import parquet

pyarrow = pytest.importorskip("pyarrow", reason="Parquet needs the extra answerable[parquet]")
pq = pytest.importorskip("pyarrow.parquet")

COLUMNS: dict[str, list[Any]] = {
    "uin": [77001, 77002],
    "house": ["Commons", "Commons"],
    "dateTabled": [date(2025, 9, 16), None],
    "questionText": ["To ask how many weirs leak.", "To ask how many\nweirs hold."],
    "isNamedDay": [True, False],
    "groupedQuestions": [["77002"], []],
    "mood": [b"gl\xffum", b""],
}


def written(columns: dict[str, list[Any]] = COLUMNS) -> bytes:
    file = io.BytesIO()
    pq.write_table(pyarrow.table(columns), file)
    return file.getvalue()


def test_typed_columns_are_read_as_cells() -> None:
    document = written()
    assert tables.recognises(document)
    first, second = tables.parse(document, "t.parquet")
    assert isinstance(first, Observation) and isinstance(second, Observation)
    assert str(first.question_id) == "uk-commons/2025-09-16/77001"
    assert (first.named_day, first.grouped, first.place) == (True, (Grouped("77002"),), "row 1")
    assert first.leftover == {"mood": "gl\\xffum"}
    assert (second.tabled, second.plain) == (None, "To ask how many\nweirs hold.")


def test_two_columns_for_one_field_ask_which() -> None:
    with pytest.raises(InputError, match="'questionText' and 'question'"):
        list(tables.parse(written(COLUMNS | {"question": ["a", "b"]}), "t.parquet"))


def test_a_file_that_breaks_off_is_refused() -> None:
    with pytest.raises(UnreadableInput, match=r"t\.parquet: expected a whole Parquet file"):
        list(tables.parse(written()[:-40], "t.parquet"))


def test_a_file_that_unpacks_to_more_than_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "LARGEST", 100)
    with pytest.raises(UnreadableInput, match="expected Parquet that unpacks to at most"):
        list(tables.parse(written(), "t.parquet"))


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"pip install 'answerable\[parquet\]'"):
        list(tables.parse(written(), "t.parquet"))


@given(st.data())
def test_damaged_bytes_raise_nothing_but_our_errors(data: st.DataObject) -> None:
    document = bytearray(written())
    for at in data.draw(st.lists(st.integers(4, len(document) - 1), max_size=3)):
        document[at] = data.draw(st.integers(0, 255))
    try:
        said = list(tables.parse(bytes(document), "x"))
    except InputError:
        return
    assert all(one.place.startswith("row ") for one in said)
