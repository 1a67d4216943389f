"""A record with its findings: the only place that wires one to the other."""

import shutil
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Self

from answerable.findings.base import Finding
from answerable.findings.search import SearchIndex
from answerable.record.record import Record

Progress = Callable[[str, int], None]  # (what is being done, how many more are done)


class Workspace:
    """The record in `directory` and what follows from it; each finding is opened when it is first asked."""

    def __init__(self, record: Record) -> None:
        self.record = record

    @classmethod
    def open(cls, directory: Path, *, create: bool = False) -> Self:
        """NotFound when there is no record and `create` does not ask for one."""
        return cls(Record.open(directory, create=create))

    @cached_property
    def search(self) -> SearchIndex:
        """The search index."""
        return SearchIndex.open(self._place / "search", self.record.identity)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that follows from the record."""
        return (self.search,)

    @property
    def _place(self) -> Path:
        return self.record.directory / "findings"

    def refresh(self, progress: Progress | None = None) -> None:
        """Brings every finding into step with the record."""
        for finding in self.findings:
            _refresh(finding, self.record, progress)

    def forget_findings(self) -> None:
        """Deletes all findings; the next refresh makes them anew."""
        for finding in self.findings:
            finding.close()
        vars(self).pop("search", None)
        shutil.rmtree(self._place, ignore_errors=True)

    def close(self) -> None:
        """Lets go of all files."""
        if "search" in vars(self):
            self.search.close()
        self.record.close()


def _refresh(finding: Finding, record: Record, progress: Progress | None) -> None:
    finding.refresh(record, (lambda count: progress(finding.name, count)) if progress else None)
