"""What questions say now: as JSON that reads back without loss, and as CSV and Parquet for tables."""

import csv
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO

import msgspec

from answerable.errors import InputError
from answerable.model.question import Question
from answerable.pipeline.parquet import write_parquet
from answerable.record.happened import happened_to
from answerable.record.record import Record
from answerable.sources.jsonlines.shape import COLUMNS, to_line, to_row

Progress = Callable[[str, int], None]
_STEP = 1000  # questions between two words on progress
_AT_ONCE = 500  # questions that are looked up together


def chosen(record: Record, since: date | None = None) -> Iterator[Question]:
    """All questions, by id; or those to which something happened on a day or later, in the order they came."""
    if since is None:
        yield from record.everything()
        return
    ids = happened_to(record, since)
    while some := list(islice(ids, _AT_ONCE)):
        held = record.questions(some)
        yield from (held[id_] for id_ in some if id_ in held)


def export_jsonl(questions: Iterable[Question], out: IO[bytes], progress: Progress | None = None) -> int:
    """A line of JSON for each question; returns how many."""
    encoder = msgspec.json.Encoder()
    return _each(questions, lambda question: out.write(encoder.encode(to_line(question)) + b"\n"), progress)


def export_csv(questions: Iterable[Question], out: IO[bytes], progress: Progress | None = None) -> int:
    """A row for each question, under the official field names and ours; returns how many."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    rows = csv.DictWriter(text, COLUMNS)
    rows.writeheader()
    count = _each(questions, lambda question: rows.writerow(to_row(question)), progress)
    text.detach()
    return count


def export_parquet(questions: Iterable[Question], out: IO[bytes], progress: Progress | None = None) -> int:
    """The same columns with their types; returns how many rows. InputError while pyarrow is absent."""
    count = 0
    for some in write_parquet(questions, out):
        count += some
        if progress:
            progress("writing", some)
    return count


@contextmanager
def writing(file: str) -> Iterator[IO[bytes]]:
    """Where an export goes: standard output for -, else a file that appears only when it is whole."""
    if file == "-":
        yield sys.stdout.buffer
        return
    target = Path(file)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise InputError(file, "a file that can be written", error.strerror or str(error)) from None
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except OSError as error:
        raise InputError(file, "room and leave to write", error.strerror or str(error)) from None
    finally:
        Path(name).unlink(missing_ok=True)


def _each(questions: Iterable[Question], write: Callable[[Question], object], progress: Progress | None) -> int:
    count = 0
    for count, question in enumerate(questions, 1):
        write(question)
        if progress and not count % _STEP:
            progress("writing", _STEP)
    return count
