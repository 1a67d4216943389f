"""Killing a sync at a random moment, over and over: the next one ends, and the record is the one never killed."""

import multiprocessing
import random
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec

from answerable.pipeline.sync import Synced, sync
from answerable.pipeline.window import Asked
from answerable.queries.search import Search, search
from answerable.record.record import Record
from answerable.sources.http import Service
from answerable.sources.uk_parliament.fetch import WrittenQuestions
from answerable.workspace import Workspace
from tests.samples import official
from tests.sync.standin import QUICK, StandIn, serving

SEPTEMBER = Asked(date(2025, 9, 1), date(2025, 9, 30))
OPEN = {"answerText": None, "dateAnswered": None, "answeringMemberId": None, "answeringMember": None}
_RECORDS = 150
_CONTEXT = multiprocessing.get_context("forkserver")

Content = dict[str, tuple[bytes, tuple[str, ...]]]


def content(directory: Path) -> Content:
    """Every question of a record with the kinds of its history, by id; times of reading left out."""
    record = Record.open(directory)
    try:
        return {
            one.id: (msgspec.json.encode(one), tuple(event.kind.value for event in record.history(one.id)))
            for one in record.everything()
        }
    finally:
        record.close()


def complete(directory: Path, url: str) -> Synced:
    """One sync to its end, with few records in a transaction so that a kill finds many places."""
    service = Service(url, QUICK)
    workspace = Workspace.open(directory, create=True)
    try:
        with patch("answerable.pipeline.sync._BATCH", 20):
            done = sync(workspace, WrittenQuestions(service), SEPTEMBER)
        assert search(workspace, Search("weirs")).total == sum(1 for _ in workspace.record.everything())
        return done
    finally:
        workspace.close()
        service.close()


def soak(kills: int, place: Path, seed: int) -> tuple[int, int]:
    """Kills so many syncs before their end; returns how many were begun, and how many whole texts were read twice.

    Every other one starts from a record that is in step with an earlier state of the service.
    """
    _CONTEXT.set_forkserver_preload(["tests.sync.soak"])
    dice = random.Random(seed)
    with serving(_service()) as service:
        complete(place / "earlier", service.url)
        _change(service)
        wanted = {
            False: _reference(place / "new", None, service),
            True: _reference(place / "on", place / "earlier", service),
        }
        killed = twice = number = 0
        longest = {later: seconds for later, (_, seconds) in wanted.items()}
        while killed < kills:
            number += 1
            later = bool(number % 2)
            with _copy(place / "earlier" if later else None, place / f"soak-{number}") as directory:
                service.asked.clear()
                lasted = _killed(directory, service.url, dice.uniform(0, longest[later]))
                longest[later] = min(longest[later], lasted or longest[later])
                killed += lasted is None
                complete(directory, service.url)
                assert content(directory) == wanted[later][0], (seed, number)
                twice += sum(n - 1 for path, n in service.asked.items() if path[-1].isdigit())
        return number, twice


def _service() -> StandIn:
    service = StandIn(*(official(str(2000 + number), **_state(number)) for number in range(_RECORDS)))
    service.page = 40
    return service


def _state(number: int) -> dict[str, Any]:
    day = {"dateTabled": f"2025-09-{1 + number % 28:02d}T00:00:00"}
    return day | (OPEN if number % 3 else {})


def _change(service: StandIn) -> None:
    """Answers, a move, a withdrawal, a question gone, new ones, and one that gets another day."""
    for number in range(0, _RECORDS, 4):
        service.put(official(str(2000 + number), dateTabled=_state(number)["dateTabled"]))
    service.put(
        official("2001", **_state(1) | {"answeringBodyName": "Office of Tides", "answeringBodyId": 32}),
        official("2002", **_state(2) | {"isWithdrawn": True}),
        official("2005", **_state(5) | {"dateTabled": "2025-09-29T00:00:00"}),
        *(official(str(3000 + number)) for number in range(20)),
    )
    service.hidden.add(902007)


def _reference(directory: Path, earlier: Path | None, service: StandIn) -> tuple[Content, float]:
    """What the record holds when nobody kills the sync, and how long that takes, in seconds."""
    with _copy(earlier, directory):
        start = time.monotonic()
        complete(directory, service.url)
        return content(directory), time.monotonic() - start


@contextmanager
def _copy(earlier: Path | None, directory: Path) -> Iterator[Path]:
    if earlier:
        shutil.copytree(earlier, directory)
    try:
        yield directory
    finally:
        shutil.rmtree(directory)


def _killed(directory: Path, url: str, after: float) -> float | None:
    """None when the sync was killed at its work; how long it took, in seconds, when it was quicker."""
    process = _CONTEXT.Process(target=complete, args=(directory, url))
    start = time.monotonic()
    process.start()
    process.join(after)
    lasted = time.monotonic() - start
    process.kill()
    process.join()
    return lasted if process.exitcode == 0 else None
