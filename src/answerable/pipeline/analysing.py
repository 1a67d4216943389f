"""The four verbs over pairs of question and answer, without any record: lines in, lines in the labels' shape out."""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
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
from answerable.findings.citations import citations
from answerable.findings.commitments import commitments
from answerable.model.outcome import Finding
from answerable.model.text import Span
from answerable.pipeline.ingest import Progress
from answerable.verbs import LONGEST, outcome

_CHUNK = 200  # pairs analysed together
_WORKERS = 2  # processes
_AHEAD = 6  # chunks that may be analysed before one is written
_LONGEST_LINE = 4 * LONGEST  # characters
Rows = list[dict[str, Any]]  # what one verb found, in the labels' shape
Answers = dict[tuple[str, date | None], Rows]  # the same, of an answer given on a day
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


def analysed(pairs: Sequence[Pair]) -> list[bytes]:
    """For each pair its line, in the labels' shape.

    One verb goes over all pairs before the next: a processor keeps one verb's tables at hand, and not all of them. What
    was found in an answer is taken again where several questions got it on the same day.
    """
    judged = [outcome(pair.question, pair.answer) for pair in pairs]
    asked = [_cited("question", pair.question, _day(pair.tabled) or _day(pair.answered)) for pair in pairs]
    answers = dict.fromkeys((pair.answer, _day(pair.answered)) for pair in pairs)
    cited = {answer: _cited("answer", *answer) for answer in answers}
    promised = {answer: _promised(*answer) for answer in answers}
    told = zip(pairs, judged, asked, strict=True)
    return [msgspec.json.encode(_label(pair, found, where, cited, promised)) for pair, found, where in told]


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


def _label(pair: Pair, found: Finding, asked: Rows, cited: Answers, promised: Answers) -> dict[str, Any]:
    answer = pair.answer, _day(pair.answered)
    return {
        "id": pair.id,
        "outcome": found.outcome,
        "ground": found.ground,
        "evidence": (found.evidence or Span(0, 0)).of(pair.answer),
        "parts": [{"ask": one.part.ask, "got": one.got} for one in found.parts],
        "citations": asked + cited[answer],
        "commitments": promised[answer],
    }


def _cited(where: str, text: str, said_on: date | None) -> Rows:
    return [
        {"where": where, "quote": one.quote(text), "kind": one.kind, "number": one.number, "locator": one.locator,
         "date": one.date}
        for one in citations(text, said_on)
    ]  # fmt: skip


def _promised(answer: str, answered: date | None) -> Rows:
    return [
        {"quote": one.quote(answer), "actor": one.actor, "due": one.due, "earliest": one.earliest,
         "latest": one.latest}
        for one in commitments(answer, answered)
    ]  # fmt: skip


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
