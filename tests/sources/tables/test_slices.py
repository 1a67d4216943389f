"""A CSV in slices says what it says as a whole, at the same places."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.errors import UnreadableInput
from answerable.model.observation import Observation, Unread
from answerable.pipeline.ingest import add_paths
from answerable.sources import tables
from answerable.sources.documents import open_documents
from answerable.sources.tables import Columns, Tables, parse, slices
from answerable.workspace import Workspace

HEADER = '"uin","question text","Answer, as printed"\r\n'
COLUMNS = Columns(given={"answer": "Answer, as printed"})


def table(rows: int = 500) -> bytes:
    """Rows with whatever parts rows within their cells."""
    out = io.StringIO(newline="")
    written = csv.writer(out)
    for number in range(rows):
        words = f'To ask {number}, "how many",\r\nand\rwhen;\n\n{"weir " * (number % 7)}’s'
        written.writerow([1000 + number, words, "41\n" if number % 3 else ""])
    return (HEADER + out.getvalue()).encode()


def sliced(document: bytes, monkeypatch: pytest.MonkeyPatch, path: Path, size: int) -> list[tuple[int, bytes]]:
    monkeypatch.setattr(slices, "SLICE", size)
    (path / "t.csv").write_bytes(document)
    return [(one.first_line, one.data) for one in open_documents(path / "t.csv", "t.csv", Tables(COLUMNS))]


def said(source: Tables, *documents: tuple[int, bytes]) -> list[Observation | Unread]:
    return [one for line, data in documents for one in source.parse(data, "t.csv", line)]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("size", [1, 100, 4096])
def test_slices_say_what_the_whole_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, size: int, mark: bytes
) -> None:
    document = mark + table()
    found = sliced(document, monkeypatch, tmp_path, size)
    assert len(found) > 5 and all(data.startswith(mark + HEADER.encode()) for _, data in found)
    assert found[0][1] + b"".join(data.removeprefix(mark + HEADER.encode()) for _, data in found[1:]) == document
    whole = said(Tables(COLUMNS), (1, document))
    assert said(Tables(COLUMNS), *found) == whole
    assert len(whole) == 500 and not any(isinstance(one, Unread) for one in whole)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='"",;\n\r ab’é', max_size=400), st.integers(1, 60))
def test_rows_that_break_break_alike(rows: str, size: int) -> None:
    document = ("uin,questionText\n" + rows).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slices, "SLICE", size)
        found = list(Tables().cut(document, io.BytesIO(document).read, "t.csv"))
    assert said(Tables(), *found) == said(Tables(), (1, document))


def test_a_small_table_stays_as_it_came(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"\n\nuin,questionText\n1,To ask when.\n")
    (one,) = open_documents(tmp_path / "t.csv", "t.csv", Tables())
    assert (one.first_line, one.data) == (1, (tmp_path / "t.csv").read_bytes())
    (read,) = parse(one.data, one.name, one.first_line)
    assert read.place == "line 4"


def test_pages_parquet_and_utf_16_are_not_cut() -> None:
    assert Tables().is_cut(b"uin,questionText\n1,To ask when.\n")
    for other in (b"PAR1uin", "uin,questionText\n".encode("utf-16"), b"Asked by: Ida Fenn, Reed\nTo ask when.\n"):
        assert not Tables().is_cut(other)


def test_bytes_that_are_no_text_are_told_before_anything_is_added(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lines = len(table().decode().splitlines())
    with pytest.raises(UnreadableInput, match=rf"t\.csv, line {lines + 1}: expected text in UTF-8"):
        sliced(table() + b"9,\x81\x8d,\n", monkeypatch, tmp_path, 4096)


def test_a_row_that_does_not_end_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(slices, "LONGEST_LINE", 1000)
    with pytest.raises(UnreadableInput, match=r"t\.csv, line \d+: expected rows of less than 0 MB; got a longer one"):
        sliced(table(9) + b'9,"' + b"weir\n" * 900, monkeypatch, tmp_path, 4096)


def test_a_table_of_many_slices_goes_in_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:

    monkeypatch.setattr(slices, "SLICE", 4096)
    (tmp_path / "t.csv").write_bytes(table())
    workspace = Workspace.open(tmp_path / "record", create=True)
    added = add_paths(workspace, [str(tmp_path / "t.csv")], Tables(COLUMNS), findings=())
    assert (added.source, added.new, added.unread) == (tables.name, 500, 0) and added.documents > 5
    again = add_paths(workspace, [str(tmp_path / "t.csv")], Tables(COLUMNS), findings=())
    assert (again.new, again.changed, again.unchanged) == (0, 0, 500)
    workspace.close()
