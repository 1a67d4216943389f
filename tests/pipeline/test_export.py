"""Exports: Parquet says what CSV says, --since what `changes` names, and a missing part is named."""

import io
import json
import sys
from collections.abc import Iterator
from datetime import date
from itertools import repeat
from pathlib import Path

import pytest

from answerable.errors import InputError
from answerable.model.observation import Observation
from answerable.model.question import Attachment, Grouped
from answerable.pipeline import parquet
from answerable.pipeline.export import chosen, export_csv, export_parquet
from answerable.record.happened import happened
from answerable.record.record import Record
from answerable.sources import tables
from tests.record.say import answer, official, page, tell
from tests.samples import answerable

pq = pytest.importorskip("pyarrow.parquet", reason="Parquet needs the extra answerable[parquet]")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    record = Record.open(tmp_path / "record", create=True)
    tell(record, page("To ask why a page has no date."))
    tell(record, official("1201", said="2025-09-17", grouped=(Grouped("1202", date(2025, 9, 16)),)))
    replied = answer(attachments=(Attachment("Weirs", "https://weirs.example/1.xlsx", "xlsx", 41),))
    tell(record, official("1202", words="To ask, how many hold?", tabled=date(2024, 9, 16), answer=replied))
    yield record
    record.close()


def exported(record: Record) -> bytes:
    out = io.BytesIO()
    assert export_parquet(chosen(record), out) == 3
    return out.getvalue()


def said(document: bytes) -> list[Observation]:
    found = [one for one in tables.parse(document, "x") if isinstance(one, Observation)]
    return [Observation(**{n: getattr(one, n) for n in one.__struct_fields__ if n not in ("place",)}) for one in found]


def test_parquet_reads_back_as_csv_does(record: Record) -> None:
    out = io.BytesIO()
    export_csv(chosen(record), out)
    wanted, found = said(out.getvalue()), said(exported(record))
    assert len(wanted) == 3
    assert [one.question_id for one in found] == [one.question_id for one in wanted]
    for mine, its in zip(found, wanted, strict=True):
        assert (mine.text, mine.answer, mine.grouped, mine.tabled) == (its.text, its.answer, its.grouped, its.tabled)


def test_parquet_has_types_groups_and_the_licence(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_GROUP", 2)
    file = pq.ParquetFile(io.BytesIO(exported(record)))
    assert [file.metadata.row_group(at).num_rows for at in range(file.num_row_groups)] == [2, 1]
    assert "Open Parliament Licence" in file.schema_arrow.metadata[b"licence"].decode()
    row = {one["uin"]: one for one in file.read().to_pylist()}["1202"]
    assert (row["dateTabled"], row["answerIsHolding"], row["attachmentCount"]) == (date(2024, 9, 16), False, 1)
    assert row["attachments"][0]["fileSizeBytes"] == 41


def test_parquet_goes_down_a_pipe(record: Record) -> None:
    done = answerable("export", "-", "--format", "parquet", record=record.directory)
    assert pq.read_table(io.BytesIO(done.stdout)).num_rows == 3, done.stderr


def test_without_pyarrow_the_extra_is_named(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"pip install 'answerable\[parquet\]'"):
        export_parquet(chosen(record), io.BytesIO())


def test_since_gives_what_changes_names(record: Record, tmp_path: Path) -> None:
    tell(record, official("1300", tabled=date(2023, 1, 9), said="2023-01-09"))
    tell(record, official("1300", tabled=date(2023, 1, 9), said="2025-09-20", withdrawn=True))
    since = date(2025, 9, 16)
    named = {id_ for id_, _ in happened(record, since, limit=100).some}
    assert {one.id for one in chosen(record, since)} == named
    assert named == {f"uk-commons/{rest}" for rest in ("2025-09-16/1201", "2024-09-16/1202", "2023-01-09/1300")}
    done = answerable("export", tmp_path / "new.jsonl", "--since", "2025-09", "--json", record=record.directory)
    assert json.loads(done.stdout)["questions"] == 3, done.stderr
    ids = [json.loads(line)["question_id"] for line in (tmp_path / "new.jsonl").read_text().splitlines()]
    assert set(ids) == named
    done = answerable("export", "-", "--since", "soon", record=record.directory)
    assert (done.returncode, done.stdout) == (2, b"") and b"soon" in done.stderr


def test_a_great_many_rows_are_never_held_at_once(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_GROUP", 10)
    question = next(record.everything())
    taken = 0

    def counted() -> Iterator[object]:
        nonlocal taken
        for one in repeat(question, 95):
            taken += 1
            yield one

    for written, some in enumerate(parquet.write_parquet(counted(), io.BytesIO()), 1):  # type: ignore[arg-type]
        assert (taken, some) == (min(95, 10 * written), min(10, 95 - 10 * (written - 1)))
