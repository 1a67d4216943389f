"""The record as lines: JSON that reads back without loss, and CSV for tables."""

import csv
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from answerable.errors import InputError
from answerable.model.question import Question
from answerable.record.record import Record
from answerable.sources.jsonlines.shape import COLUMNS, to_line, to_row

Progress = Callable[[str, int], None]
_STEP = 1000  # questions between two words on progress


def export_jsonl(record: Record, out: IO[bytes], progress: Progress | None = None) -> int:
    """A line of JSON for each question, by id; returns how many."""
    encoder = msgspec.json.Encoder()
    return _each(record, lambda question: out.write(encoder.encode(to_line(question)) + b"\n"), progress)


def export_csv(record: Record, out: IO[bytes], progress: Progress | None = None) -> int:
    """A row for each question, by id, under the official field names and ours; returns how many."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    rows = csv.DictWriter(text, COLUMNS)
    rows.writeheader()
    count = _each(record, lambda question: rows.writerow(to_row(question)), progress)
    text.detach()
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


def _each(record: Record, write: Callable[[Question], object], progress: Progress | None) -> int:
    count = 0
    for count, question in enumerate(record.everything(), 1):
        write(question)
        if progress and not count % _STEP:
            progress("writing", _STEP)
    return count
