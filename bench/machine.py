"""What a measurement needs of the machine: the memory of a process and its children, and what kind of machine it is."""

import os
import platform
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

# Where the real records lie that some measurements read; they are not part of the project.
SHARED = Path(os.environ.get("ANSWERABLE_SHARED", Path(__file__).resolve().parents[2] / "shared"))
_EVERY = 0.1  # seconds between two looks at the memory


class Run(Struct, frozen=True):
    """A command that ran to its end: seconds, the largest memory in MB, and the memory at each tenth of its time."""

    seconds: float
    peak: float
    tenths: tuple[float, ...]
    printed: bytes


def described() -> str:
    """The machine in a line."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {platform.system()}"


def run(command: Sequence[str | Path], environment: dict[str, str] | None = None) -> Run:
    """Runs the program as people do and watches the memory of it and all it starts."""
    seen: list[float] = []
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "answerable", *map(str, command)],
        env=os.environ | (environment or {}),
        stdout=subprocess.PIPE,
    ) as process:
        watch = threading.Thread(target=_watch, args=(process, seen))
        watch.start()
        printed = process.communicate()[0]
        watch.join()
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{command}: exit code {process.returncode}")
    tenths = tuple(seen[len(seen) * part // 10] for part in range(10)) if seen else ()
    return Run(seconds, max(seen, default=0.0), tenths, printed)


def _watch(process: "subprocess.Popen[bytes]", seen: list[float]) -> None:
    while process.poll() is None:
        seen.append(sum(resident(pid) for pid in family(process.pid)))
        time.sleep(_EVERY)


def family(pid: int) -> list[int]:
    """A process and all that it started, and these."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in family(int(child)))]


def resident(pid: int) -> float:
    """Megabytes of memory of its own: pages shared with a file's cache (the index is mapped) are not counted."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon")), 0.0)


def spent(pid: int) -> float:
    """Seconds of processor time that a process has used so far."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
