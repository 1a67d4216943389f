"""Where things are, from the environment."""

from pathlib import Path

RECORD_VARIABLE = "ANSWERABLE_RECORD"
DEFAULT_RECORD = Path("answerable.record")


def record_directory(chosen: str | Path | None) -> Path:
    """The record's directory: what was chosen (by `--record` or ANSWERABLE_RECORD), else `answerable.record` here."""
    return Path(chosen) if chosen else DEFAULT_RECORD
