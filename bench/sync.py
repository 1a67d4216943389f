"""A whole load from a service with all replies ready, and from the replayed one, without faults and with them; what
each service gives a bare client; and the record day by day over a month.

`python -m bench sync [quick]`; needs the published records beside the project (see tests/shared.py).
"""

import asyncio
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from answerable.pipeline.sync import Progress, Synced, sync
from answerable.pipeline.window import Asked
from answerable.sources.http import Manners, Service
from answerable.sources.uk_parliament.fetch import WrittenQuestions
from answerable.workspace import Workspace
from bench.ready import A_DAY, FIRST
from tests.shared import SHARED
from tests.sync.replay import replaying, set_clock, stats

TOOL = SHARED / "tools/replay_api.py"
ALL = Asked(date(2023, 12, 1), date(2025, 1, 31))
FAST = Manners(rate=0, at_once=24, tries=8)
# The service's clock by second and ours differ a little: a bit below its rate, hardly any request is refused.
CAREFUL = msgspec.structs.replace(FAST, rate=48, at_once=8)
MONTH = [date(2024, 11, 5) + timedelta(day) for day in range(31)]


class Reading:
    """Hears of progress, and so when the last record was read and kept; findings follow."""

    def __init__(self) -> None:
        self.begun = self.ended = time.monotonic()
        self._processor = self.processor = time.process_time()
        self.records = 0
        self.memory = 0.0

    def __call__(self, step: str, count: int) -> None:
        """Something was done."""
        if step == "reading questions":
            self.records += count
            self.ended, self.processor = time.monotonic(), time.process_time() - self._processor
            self.memory = _most_memory()

    def total(self, step: str, total: int) -> None:
        """How much there will be is nothing to us."""


def _most_memory() -> float:
    """What this process has had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bare(url: str, official: Sequence[int], connections: int) -> float:
    """Single questions a second that a client gets which asks for them and does nothing else."""
    todo, address = iter(official), urlsplit(url)

    async def ask() -> None:
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        for number in todo:
            path = f"/api/writtenquestions/questions/{number}?expandMember=true&sessionStatus=Any"
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            await reader.readexactly(int(head.partition(b"content-length:")[2].split()[0]))
        writer.close()

    async def all_at_once() -> None:
        await asyncio.gather(*(ask() for _ in range(connections)))

    start = time.monotonic()
    asyncio.run(all_at_once())
    return len(official) / (time.monotonic() - start)


def load(url: str, asked: Asked, manners: Manners) -> None:
    """One whole load, what a second sync then asks for, and what a bare client gets."""
    with tempfile.TemporaryDirectory() as place:
        workspace = Workspace.open(Path(place) / "record", create=True)
        reading = Reading()
        done = run(workspace, url, manners, asked, reading)
        seconds = time.monotonic() - reading.begun
        memory = _most_memory()
        held = [(one.official or 0, one.clipped) for one in workspace.record.everything()]
        again = run(workspace, url, manners, asked)
        workspace.close()
    taken = reading.ended - reading.begun
    print(f"  {reading.records:,} read and kept in {taken:.1f} s: {reading.records / taken:,.0f} a second,", end=" ")
    print(
        f"{1e6 * reading.processor / reading.records:,.0f} µs of processor time each; {reading.memory:,.0f} MB at most"
    )
    print(f"  with all findings {seconds:.0f} s, {memory:,.0f} MB at most")
    print(f"  {done.requests:,} requests, {done.requests / done.read:.4f} a record; sent again {done.repeated:,}")
    print(f"  clipped {sum(clipped for _, clipped in held)}, failed {done.failed};", end=" ")
    print(f"second sync: {again.requests} requests, {again.read} records read", flush=True)
    if not manners.rate:
        some = [number for number, _ in held][:5000]
        print(f"  a bare client of {manners.at_once} connections: {bare(url, some, manners.at_once):,.0f} a second")


def ready(count: int) -> None:
    """A load of so many made-up questions, all ready."""
    command = [sys.executable, "-m", "bench.ready", str(count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        print(f"{count:,} made-up questions from a service with all replies ready")
        try:
            load(url, Asked(FIRST, FIRST + timedelta(count // A_DAY)), FAST)
        finally:
            process.terminate()


def replayed(options: tuple[str, ...], manners: Manners) -> None:
    """A load of all that the replayed service has."""
    with replaying(TOOL, *options) as url:
        print(f"replay {' '.join(options) or 'without faults'}")
        load(url, ALL, manners)
        print(f"  the service says: {stats(url)}")


def days() -> None:
    """A sync a day."""
    with replaying(TOOL, "--at", (MONTH[0] - timedelta(1)).isoformat()) as url, tempfile.TemporaryDirectory() as place:
        workspace = Workspace.open(Path(place) / "record", create=True)
        run(workspace, url, FAST)
        for day in MONTH:
            set_clock(url, day.isoformat())
            done = run(workspace, url, FAST)
            news = (done.new, done.answered, done.moved, done.corrected, done.changed, done.read, done.requests)
            print(f"  {day}: " + " ".join(f"{number:5}" for number in news), flush=True)
        workspace.close()


def run(
    workspace: Workspace, url: str, manners: Manners, asked: Asked = ALL, progress: Progress | None = None
) -> Synced:
    """One sync."""
    service = Service(url, manners)
    try:
        return sync(workspace, WrittenQuestions(service), asked, progress)
    finally:
        service.close()


def main(words: Sequence[str] = ()) -> None:
    """Loads without faults; then, unless `quick` is asked for, one with faults, and a month day by day."""
    ready(10_000)
    replayed((), FAST)
    if "quick" not in words:
        ready(40_000)
        replayed(("--fail", "0.05", "--rate", "50"), CAREFUL)
        print("day: new, answered, moved, corrected, changed otherwise; records read, requests")
        days()
