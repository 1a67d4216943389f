"""A whole load from the replayed service, without faults and with them, and the record day by day over a month.

`python -m bench sync [quick]`; needs the published records beside the project (see tests/shared.py).
"""

import resource
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import msgspec

from answerable.pipeline.sync import Synced, sync
from answerable.pipeline.window import Asked
from answerable.sources.http import Manners, Service
from answerable.sources.uk_parliament.fetch import WrittenQuestions
from answerable.workspace import Workspace
from tests.shared import SHARED
from tests.sync.replay import replaying, set_clock, stats

TOOL = SHARED / "tools/replay_api.py"
ALL = Asked(date(2023, 12, 1), date(2025, 1, 31))
FAST = Manners(rate=0, at_once=24, tries=8)
# The service's clock by second and ours differ a little: a bit below its rate, hardly any request is refused.
CAREFUL = msgspec.structs.replace(FAST, rate=48, at_once=8)
MONTH = [date(2024, 11, 5) + timedelta(day) for day in range(31)]


def load(options: tuple[str, ...], manners: Manners) -> None:
    """One whole load, and what a second sync then asks for."""
    with replaying(TOOL, *options) as url, tempfile.TemporaryDirectory() as place:
        workspace = Workspace.open(Path(place) / "record", create=True)
        start = time.monotonic()
        done = run(workspace, url, manners)
        seconds = time.monotonic() - start
        clipped = sum(one.clipped for one in workspace.record.everything())
        told, again = stats(url), run(workspace, url, manners)
        workspace.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"replay {' '.join(options) or 'without faults'}: {done.new:,} new in {seconds:.0f} s,", end=" ")
    print(f"{done.new / seconds:,.0f} a second, {memory:,.0f} MB at most")
    print(
        f"  {done.requests:,} requests, {done.requests / done.read:.4f} a record; sent again {done.repeated:,}; {told}"
    )
    print(
        f"  clipped {clipped}, failed {done.failed}; second sync: {again.requests} requests, {again.read} records read"
    )


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


def run(workspace: Workspace, url: str, manners: Manners) -> Synced:
    """One sync of all days."""
    service = Service(url, manners)
    try:
        return sync(workspace, WrittenQuestions(service), ALL)
    finally:
        service.close()


def main(words: Sequence[str] = ()) -> None:
    """A load without faults; then, unless `quick` is asked for, one with faults, and a month day by day."""
    load((), FAST)
    if "quick" not in words:
        load(("--fail", "0.05", "--rate", "50"), CAREFUL)
        print("day: new, answered, moved, corrected, changed otherwise; records read, requests")
        days()
