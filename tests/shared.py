"""Where the real records lie that some tests read; they are not part of the project."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ANSWERABLE_SHARED", ROOT.parent / "shared"))


def real(path: str) -> Path:
    """`data/…` or `labels/…` among the real records; the test is skipped, saying so, when it is absent."""
    found = SHARED / path
    if not found.exists():
        if os.environ.get("CI"):
            pytest.fail(f"real records are expected in CI, but {path} is absent")
        pytest.skip(f"real records absent: {path}")
    return found
