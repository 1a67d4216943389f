"""The four verbs over pairs of question and answer, without any record: lines in, lines in the labels' shape out."""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal
from typing import IO, Any

import msgspec
from msgspec import Struct

from answerable.errors import InputError
from answerable.findings.citations import Citation, citations
from answerable.findings.commitments import Commitment, commitments
from answerable.model.text import Span
from answerable.pipeline.ingest import Progress
from answerable.verbs import LONGEST, outcome

_CHUNK = 200  # pairs analysed together
_WORKERS = 2  # processes
_AHEAD = 6  # chunks that may be analysed before one is written
_LONGEST_LINE = 4 * LONGEST  # characters
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")


class Pair(Struct, frozen=True):
    """A question and its answer in plain words; days as 2025-09-16 or 16/9/2025, empty when not known."""

    id: str
    question: str
    answer: str
    tabled: str | None = None
    answered: str | None = None


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a file of JSON lines, or of CSV with a header; InputError, with the line, for what is none."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _rows(file, str(path)) if path.suffix.lower() == ".csv" else _lines(file, str(path))
    except OSError as error:
        raise InputError(str(path), "a file that can be read", error.strerror or str(error)) from None
    except UnicodeDecodeError as error:
        raise InputError(str(path), "text in UTF-8", f"byte {error.object[error.start]:#x}") from None


def analyse(pairs: Iterable[Pair], out: IO[bytes], progress: Progress | None = None) -> int:
    """A line for each pair, in their order; returns how many. Memory does not grow with their number."""
    todo = iter(pairs)
    chunks = iter(lambda: list(islice(todo, _CHUNK)), [])
    first, second = next(chunks, None), next(chunks, None)
    if first is None:
        return 0
    if second is None:
        return _write(iter([analysed(first)]), out, progress)
    with ProcessPoolExecutor(_WORKERS, get_context("spawn"), _leave_interrupts_alone) as workers:
        try:
            return _write(_ahead(workers, chain([first, second], chunks)), out, progress)
        finally:
            workers.shutdown(cancel_futures=True)


def analysed(pairs: Iterable[Pair]) -> list[bytes]:
    """For each pair its line, in the labels' shape."""
    return [msgspec.json.encode(_label(pair)) for pair in pairs]


def _write(chunks: Iterator[list[bytes]], out: IO[bytes], progress: Progress | None) -> int:
    count = 0
    for lines in chunks:
        out.write(b"".join(line + b"\n" for line in lines))
        count += len(lines)
        if progress:
            progress("analysing", len(lines))
    return count


def _ahead(workers: ProcessPoolExecutor, chunks: Iterable[list[Pair]]) -> Iterator[list[bytes]]:
    waiting: deque[Future[list[bytes]]] = deque()
    for chunk in chunks:
        waiting.append(workers.submit(_analysed_packed, msgspec.msgpack.encode(chunk)))
        if len(waiting) >= _AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _analysed_packed(packed: bytes) -> list[bytes]:
    return analysed(msgspec.msgpack.decode(packed, type=list[Pair]))


def _leave_interrupts_alone() -> None:
    """Ctrl-C is for the process that writes; those that analyse end with it."""
    signal(SIGINT, SIG_IGN)


def _label(pair: Pair) -> dict[str, Any]:
    tabled, answered = _day(pair.tabled), _day(pair.answered)
    found = outcome(pair.question, pair.answer)
    return {
        "id": pair.id,
        "outcome": found.outcome,
        "ground": found.ground,
        "evidence": (found.evidence or Span(0, 0)).of(pair.answer),
        "parts": [{"ask": one.part.ask, "got": one.got} for one in found.parts],
        "citations": [
            *(_citation("question", one, pair.question) for one in citations(pair.question, tabled or answered)),
            *(_citation("answer", one, pair.answer) for one in citations(pair.answer, answered)),
        ],
        "commitments": [_commitment(one, pair.answer) for one in commitments(pair.answer, answered)],
    }


def _citation(where: str, one: Citation, text: str) -> dict[str, Any]:
    return {"where": where, "quote": one.quote(text), "kind": one.kind, "number": one.number, "locator": one.locator,
            "date": one.date}  # fmt: skip


def _commitment(one: Commitment, answer: str) -> dict[str, Any]:
    return {"quote": one.quote(answer), "actor": one.actor, "due": one.due, "earliest": one.earliest,
            "latest": one.latest}  # fmt: skip


def _lines(file: IO[str], name: str) -> Iterator[Pair]:
    decode = msgspec.json.Decoder(Pair, strict=False).decode
    for number, line in enumerate(iter(lambda: file.readline(_LONGEST_LINE), ""), 1):
        if line.strip():
            try:
                yield _checked(decode(line), name, f"line {number}")
            except msgspec.DecodeError as error:
                raise InputError(name, "JSON with id, question and answer", str(error), f"line {number}") from None


def _rows(file: IO[str], name: str) -> Iterator[Pair]:
    csv.field_size_limit(_LONGEST_LINE)
    rows = csv.DictReader(file)
    rows.fieldnames = [column.strip().lower() for column in rows.fieldnames or ()]
    if missing := {"id", "question", "answer"} - set(rows.fieldnames):
        raise InputError(name, "columns id, question and answer", f"none called {', '.join(sorted(missing))}", "line 1")
    try:
        for row in rows:
            told = [row.get(field) for field in Pair.__struct_fields__]
            yield _checked(Pair(*(value or "" for value in told)), name, f"line {rows.line_num}")
    except csv.Error as error:
        raise InputError(name, "a table of comma-separated values", str(error), f"line {rows.line_num}") from None


def _checked(pair: Pair, name: str, place: str) -> Pair:
    longest = max(len(pair.question), len(pair.answer))
    if longest > LONGEST:
        raise InputError(name, f"texts of at most {LONGEST:,} characters", f"{longest:,}", place)
    for printed in (pair.tabled, pair.answered):
        if printed and _day(printed) is None:
            raise InputError(name, "a day like 2025-09-16 or 16/9/2025", repr(printed[:40]), place)
    return pair


def _day(printed: str | None) -> date | None:
    """A day as 2025-09-16, with or without a time after it, or as 16/9/2025 or 16/9/25."""
    if not printed:
        return None
    slashed = _SLASHED.fullmatch(printed.strip())
    try:
        if slashed:
            year = int(slashed[3])
            return date(year if year > 99 else 2000 + year, int(slashed[2]), int(slashed[1]))
        return date.fromisoformat(printed.strip()[:10])
    except ValueError:
        return None
