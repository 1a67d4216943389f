"""A record of a made-up parliament with all findings, for as long as something is measured on it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from answerable.demo.parliament import Parliament
from answerable.pipeline.demo import add_parliament
from answerable.workspace import Workspace


@contextmanager
def made_up(questions: int) -> Iterator[Workspace]:
    """The workspace; its files are deleted when the block ends."""
    with tempfile.TemporaryDirectory(prefix="answerable-bench-") as name:
        workspace = Workspace.open(Path(name) / "record", create=True)
        add_parliament(workspace, Parliament(questions=questions))
        yield workspace
        workspace.close()
