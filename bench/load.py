"""How many pages a second a site gives to 32 connections: `python -m bench load [RECORD] [--seconds N] [--workers N]`.

Search pages of ever other words, question pages drawn from the whole record, and a thousand question pages that are
asked for again and again; how late the slow ones are, what processor time each takes, and what memory the site takes
meanwhile. Without a record one of
100,000 made-up questions is built. The asker runs beside the site and takes its part of the machine.
"""

import asyncio
import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

from msgspec import Struct

from answerable.queries.views import question_url
from answerable.record.record import Record
from bench.machine import described, family, resident, spent
from bench.made_up import made_up

_CONNECTIONS = 32
_BUILT = 100_000  # questions
_PAGES = 40_000  # addresses of each kind
_POPULAR = 1_000
_SECONDS, _WORKERS = 60, 2
_LOOK = 1.0  # seconds between two looks at the memory
_NARROWED = ("", "", "is:answered", "is:unanswered", "outcome:declined", "house:lords", "tabled:2024", "answered:2025")
_WORD = re.compile(r"[a-z]{4,}")


class Load(Struct, frozen=True):
    """Of one kind of page: `rate` a second, milliseconds of the median, the 95th and 99th of a hundred, the slowest."""

    kind: str
    requests: int
    rate: float
    median: float
    p95: float
    p99: float
    slowest: float
    errors: int
    largest: int


def load(site: str, kind: str, paths: Sequence[str], seconds: float) -> Load:
    """Asks for the paths in random order with 32 connections kept open for so many seconds."""
    return asyncio.run(_load(site, kind, paths, seconds))


async def _load(site: str, kind: str, paths: Sequence[str], seconds: float) -> Load:
    order = list(paths)
    random.Random(1).shuffle(order)
    turning = cycle(order)
    times: list[float] = []
    sizes: list[int] = []
    errors: list[tuple[str, int]] = []
    end = time.perf_counter() + seconds

    async def asker() -> None:
        at = urlsplit(site)
        reader, writer = await asyncio.open_connection(at.hostname, at.port)
        while time.perf_counter() < end:
            path = next(turning)
            began = time.perf_counter()
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {at.netloc}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
            status, size = await _answer(reader)
            times.append(time.perf_counter() - began)
            sizes.append(size)
            if status != 200:
                errors.append((path, status))
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(asker() for _ in range(_CONNECTIONS)))
    taken = time.perf_counter() - began
    ordered = sorted(1000 * one for one in times)

    def at(share: float) -> float:
        return round(ordered[min(int(share * len(ordered)), len(ordered) - 1)], 1)

    rate = round(len(times) / taken, 1)
    return Load(kind, len(times), rate, at(0.5), at(0.95), at(0.99), at(1), len(errors), max(sizes))


async def _answer(reader: asyncio.StreamReader) -> tuple[int, int]:
    """The status and how many bytes came."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(head.split(b" ", 2)[1])
    if b"content-length:" in head:
        size = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        await reader.readexactly(size)
        return status, size
    size = 0
    while length := int((await reader.readline()).strip() or b"0", 16):
        await reader.readexactly(length + 2)
        size += length
    await reader.readline()
    return status, size


def main(words: Sequence[str] = ()) -> None:
    """Prints the figures."""
    seconds, workers = _number(words, "--seconds", _SECONDS), _number(words, "--workers", _WORKERS)
    print(described())
    if words and not words[0].startswith("--"):
        _measure(Path(words[0]), seconds, workers)
        return
    with made_up(_BUILT) as workspace:
        _measure(workspace.record.directory, seconds, workers)


def _number(words: Sequence[str], name: str, usual: int) -> int:
    return int(words[words.index(name) + 1]) if name in words else usual


def _measure(directory: Path, seconds: int, workers: int) -> None:
    record = Record.open(directory)
    questions, searches = _drawn(record)
    print(f"{record.last_key():,} questions, {workers} processes, {_CONNECTIONS} connections, {seconds} s of each kind")
    record.close()
    kinds = {
        "search pages": searches,
        "question pages": questions,
        f"question pages, {_POPULAR:,} of them": questions[:_POPULAR],
    }
    with _served(directory, workers) as (site, processes, memory):
        for kind, paths in kinds.items():
            seen, before = len(memory), _spent(processes)
            found = load(site, kind, paths, seconds)
            each = 1000 * (_spent(processes) - before) / found.requests
            print(_told(found), f"processor time {each:.2f} ms a page;", _memory(memory[seen:]), flush=True)


def _drawn(record: Record) -> tuple[list[str], list[str]]:
    """Addresses of question pages, and of search pages for words of these questions, drawn from the whole record."""
    draw = random.Random(7)
    ids = draw.sample(record.ids(0, record.last_key()), min(_PAGES, record.last_key()))
    held = record.questions(ids)
    searches = []
    for one in held.values():
        said = _WORD.findall(one.words.lower()) or ["question"]
        asked = " ".join([*draw.sample(said, min(draw.choice((1, 2, 2, 3)), len(said))), draw.choice(_NARROWED)])
        searches.append("/search?" + urlencode({"q": asked.strip()}))
    return [question_url(id_) for id_ in ids], searches


@contextmanager
def _served(directory: Path, workers: int) -> Iterator[tuple[str, list[int], list[float]]]:
    """The site's address, its processes, and the memory of all of them in MB, looked at each second."""
    command = [sys.executable, "-m", "answerable", "serve", "--port", "0", "--workers", str(workers), "--json"]
    environment = os.environ | {"ANSWERABLE_RECORD": str(directory)}
    memory: list[float] = []
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
        told = b"".join(iter(process.stdout.readline, b"}\n")) + b"}" if process.stdout else b""
        site = json.loads(told)["url"].rstrip("/")
        urlopen(f"{site}/ready").read()
        threading.Thread(target=_watch, args=(process, memory), daemon=True).start()
        try:
            yield site, family(process.pid), memory
        finally:
            process.terminate()


def _spent(processes: Sequence[int]) -> float:
    return sum(spent(pid) for pid in processes)


def _watch(process: "subprocess.Popen[bytes]", memory: list[float]) -> None:
    while process.poll() is None:
        memory.append(sum(resident(pid) for pid in family(process.pid)))
        time.sleep(_LOOK)


def _told(found: Load) -> str:
    return (
        f"{found.kind}: {found.requests:,} at {found.rate:,} a second; median {found.median} ms, 95 % {found.p95}, "
        f"99 % {found.p99}, slowest {found.slowest}; {found.errors} errors; largest {found.largest:,} bytes packed;"
    )


def _memory(seen: Sequence[float]) -> str:
    tenths = [round(seen[len(seen) * part // 10]) for part in range(10)] if seen else []
    return f"memory by tenths of the time, MB: {tenths}"
