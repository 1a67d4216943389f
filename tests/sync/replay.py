"""The real services as they were, replayed from published records: started on a free port, for tests and benchmarks."""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

FILES = ("uk-api/fulltext.jsonl.gz", "uk-api/questions.jsonl.gz", "uk-api/history.jsonl.gz")


@contextmanager
def replaying(tool: Path, *options: str, data: Path | None = None) -> Iterator[str]:
    """The address of the replay server."""
    command = [sys.executable, str(tool), "--port", "0", *(["--data", str(data)] if data else []), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().split()[0]
        finally:
            process.terminate()


def set_clock(url: str, day: str) -> None:
    """Lets the service be as it was at the end of that day."""
    httpx.put(f"{url}/replay/at", content=day).raise_for_status()


def stats(url: str) -> dict[str, int]:
    """How many requests of each kind and with each status it has answered."""
    told: dict[str, int] = httpx.get(f"{url}/replay/stats").json()
    return told


def some_of(data: Path, target: Path, *, every: int) -> Path:
    """A copy of the data with every so many of the questions, for tests that must not take minutes."""
    for name in FILES:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(data / name, "rt") as whole, gzip.open(target / name, "wt", compresslevel=1) as part:
            part.writelines(line for line in whole if _number(json.loads(line)) % every == 0)
    (target / "reference").mkdir()
    (target / "reference/members.csv").write_bytes((data / "reference/members.csv").read_bytes())
    return target


def _number(record: dict[str, Any]) -> int:
    return int(record.get("list", record)["id"])
