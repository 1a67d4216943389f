"""A record with its findings: the only place that wires one to the other."""

import os
import shutil
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Self

from answerable.findings.base import Finding
from answerable.findings.chains.finding import Chains
from answerable.findings.reuse.finding import Reuse
from answerable.findings.search import SearchIndex
from answerable.findings.series.finding import Series
from answerable.findings.timeliness.calendars import Calendars, own_calendars
from answerable.findings.timeliness.finding import Timeliness
from answerable.findings.timeliness.rules import Rules, own_rules
from answerable.record.calendar import told, told_at
from answerable.record.record import Record
from answerable.settings import Settings, settings_of

Progress = Callable[[str, int], None]  # (what is being done, how many more are done)
FINDINGS = ("search", "timeliness", "reuse", "series", "chains")


class Workspace:
    """The record in `directory` and what follows from it; each finding is opened when it is first asked."""

    def __init__(self, record: Record) -> None:
        self.record = record

    @classmethod
    def open(cls, directory: Path, *, create: bool = False) -> Self:
        """NotFound when there is no record and `create` does not ask for one."""
        return cls(Record.open(directory, create=create))

    @cached_property
    def settings(self) -> Settings:
        """What the reader chose. InputError for a mistake in it."""
        return settings_of(self.record.directory, os.environ)

    @cached_property
    def rules(self) -> Rules:
        """The deadline rules: ours and the reader's own."""
        return own_rules().extended(Path(self.settings.rules)) if self.settings.rules else own_rules()

    @property
    def calendars(self) -> Calendars:
        """The chambers' calendars: ours with what was synced, and the reader's own; made anew after a sync."""
        return _calendars(self.record, self.settings.calendar, told_at(self.record))

    @cached_property
    def search(self) -> SearchIndex:
        """The search index."""
        return SearchIndex.open(self._place / "search", self.record.identity)

    @cached_property
    def timeliness(self) -> Timeliness:
        """What waits, and how long answers take."""
        return Timeliness.open(self._place, self.record.identity, lambda: self.calendars)

    @cached_property
    def reuse(self) -> Reuse:
        """Which answers are the same answer."""
        return Reuse.open(self._place / "reuse", self.record.identity)

    @cached_property
    def series(self) -> Series:
        """Which questions are one sentence with something changed."""
        return Series.open(self._place / "series", self.record.identity)

    @cached_property
    def chains(self) -> Chains:
        """Which answers point to which."""
        return Chains.open(self._place / "chains", self.record.identity)

    @property
    def _place(self) -> Path:
        return self.record.directory / "findings"

    def refresh(self, progress: Progress | None = None, names: Sequence[str] = FINDINGS) -> None:
        """Brings the findings into step with the record: all of them, or those named."""
        for name in names:
            _refresh(getattr(self, name), self.record, progress)

    def forget_findings(self) -> None:
        """Deletes all findings; the next refresh makes them anew."""
        self._let_go()
        shutil.rmtree(self._place, ignore_errors=True)

    def close(self) -> None:
        """Lets go of all files."""
        self._let_go()
        self.record.close()

    def _let_go(self) -> None:
        """Closes the findings that were opened."""
        for name in FINDINGS:
            if name in vars(self):
                vars(self).pop(name).close()


@lru_cache(maxsize=4)
def _calendars(record: Record, readers_own: str, moment: str | None) -> Calendars:
    known = own_calendars()
    if moment:
        known = known.with_told(told(record), f"days told since by the official calendar service, read {moment[:10]}")
    return known.extended(Path(readers_own)) if readers_own else known


def _refresh(finding: Finding, record: Record, progress: Progress | None) -> None:
    finding.refresh(record, (lambda count: progress(finding.name, count)) if progress else None)
