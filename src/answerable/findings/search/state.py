"""What the index was made from and how far it has come: a small file beside it, written after each commit."""

from pathlib import Path

import msgspec
from msgspec import Struct

_FILE = "state.json"


class State(Struct, frozen=True):
    """`identity` is the record's, `cursor` its newest change taken in, `files` the index's files with their sizes.

    Questions up to the change `labelled` have the labels of the version `labels`; those after it have none.
    `told`: how far the labels had been told otherwise since they were made.
    """

    version: int
    identity: str
    cursor: int
    files: dict[str, int]
    labels: str = ""
    labelled: int = 0
    told: int = 0


def read_state(place: Path) -> State | None:
    """The state of the index at `place`; None where there is none that can be read."""
    try:
        return msgspec.json.decode((place / _FILE).read_bytes(), type=State)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def write_state(place: Path, state: State) -> None:
    """Puts the state beside the index, whole or not at all."""
    fresh = place / f".{_FILE}"
    fresh.write_bytes(msgspec.json.encode(state))
    fresh.replace(place / _FILE)


def stamp(place: Path) -> int:
    """Changes whenever the state was written anew; 0 where there is none."""
    try:
        return (place / _FILE).stat().st_mtime_ns
    except OSError:
        return 0


def index_files(directory: Path) -> dict[str, int]:
    """The sizes of the index's files as of a commit, for telling damage."""
    return {file.name: file.stat().st_size for file in directory.glob("[!.]*")}
