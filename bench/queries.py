"""Queries that go through much: `python -m bench queries [RECORD]`, one that is there or a made-up one of 100,000.

Changes, figures of time, what counts everybody and every day, what is overdue, and what following would bring: the
first asking, and the median of the rest.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from answerable.queries.changes import Since, changes
from answerable.queries.following import expected, latest, thing
from answerable.queries.gaps import GapsAsked, gaps
from answerable.queries.latest import Latest
from answerable.queries.latest import latest as lately
from answerable.queries.names import directory
from answerable.queries.people import Everybody, bodies, members
from answerable.queries.printed_names import PrintedNames, printed_names
from answerable.queries.search import Search, search
from answerable.queries.status import Nothing, status
from answerable.queries.timeliness import HowLong, timeliness
from answerable.record.follows import Followed
from answerable.workspace import Workspace
from bench.machine import described
from bench.made_up import made_up

_MADE_UP = 100_000
_TIMES = 7
_SOME = 100  # Members to follow


def main(words: Sequence[str] = ()) -> None:
    """Prints the figures."""
    print(described())
    if words:
        _measure(Workspace.open(Path(words[0])))
        return
    with made_up(_MADE_UP) as workspace:
        _measure(workspace)


def _measure(workspace: Workspace) -> None:
    known = directory(workspace.record)
    last = workspace.timeliness.extent().last or date.today()
    total = changes(workspace, Since("1900", limit=1)).total
    print(f"{len(workspace.timeliness):,} questions, {total:,} events")
    for since in ("1900", str(last - timedelta(days=30))):
        for offset in (0, total // 20):
            asked = Since(since, offset=offset)
            _tell(f"changes since {since}, from number {offset:,} on", lambda asked=asked: changes(workspace, asked))  # type: ignore[misc]
    _tell("corrections since 1900", lambda: changes(workspace, Since("1900", kind="corrected")))
    _tell("timeliness of all bodies", lambda: timeliness(workspace, HowLong()))
    days = iter(last - timedelta(days=day) for day in range(_TIMES))
    _tell(
        "timeliness of all bodies, each time of another day",
        lambda: timeliness(workspace, HowLong(as_of=str(next(days)))),
    )
    everybody, everything = Everybody(), GapsAsked()
    _tell("all Members", lambda: members(workspace, everybody))
    _tell("all bodies", lambda: bodies(workspace, everybody))
    _tell("names as printed", lambda: printed_names(workspace, PrintedNames()))
    _tell("what the record lacks", lambda: gaps(workspace, everything))
    _tell("what is in the record", lambda: status(workspace, Nothing()))
    _tell("what is going on", lambda: lately(workspace, Latest()))
    _tell("is:overdue", lambda: search(workspace, Search("is:overdue")))
    some = Random(8).sample(sorted(known.members.names), min(_SOME, len(known.members.names)))
    followed = [Followed("body", one) for one in known.bodies.names] + [Followed("member", one) for one in some]
    _tell_each("how often it would have written", followed, lambda one: expected(workspace, one, last))
    _tell_each("a feed", followed, lambda one: (thing(workspace, one), latest(workspace, one)))


def _tell(name: str, ask: Callable[[], object]) -> None:
    first, *rest = (_milliseconds(ask) for _ in range(_TIMES))
    print(f"{name}: first {first:.0f} ms, then {median(rest):.1f} ms, {max(rest):.1f} ms worst", flush=True)


def _tell_each(name: str, followed: Sequence[Followed], ask: Callable[[Followed], object]) -> None:
    for turn in ("first", "again"):
        times = [_milliseconds(lambda one=one: ask(one)) for one in followed]  # type: ignore[misc]
        print(f"{name}, {len(times)} of them, {turn}: {median(times):.1f} ms, {max(times):.0f} ms worst", flush=True)


def _milliseconds(ask: Callable[[], object]) -> float:
    start = perf_counter()
    ask()
    return 1000 * (perf_counter() - start)
