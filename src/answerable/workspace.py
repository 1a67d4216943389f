"""A record with its findings: the only place that wires one to the other."""

import os
import shutil
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG
from typing import Self

from answerable.findings import outcomes, parts
from answerable.findings.base import Changes, Finding
from answerable.findings.base import Progress as Counted
from answerable.findings.chains.finding import Chains
from answerable.findings.citations.finding import Citations
from answerable.findings.commitments.finding import Commitments
from answerable.findings.outcomes.finding import Outcomes
from answerable.findings.reuse.finding import Reuse
from answerable.findings.search import SearchIndex
from answerable.findings.search.labels import Label
from answerable.findings.series.finding import Series
from answerable.findings.timeliness.calendars import Calendars, own_calendars
from answerable.findings.timeliness.finding import Timeliness
from answerable.findings.timeliness.rules import Rules, own_rules
from answerable.model.outcome import Finding as Judgement
from answerable.record.calendar import told, told_at
from answerable.record.lineage import Lineage, own_lineage
from answerable.record.record import Record
from answerable.settings import FILE, Settings, settings_of

Progress = Callable[[str, int], None]  # (what is being done, how many more are done)
# In the order in which they are brought into step. The search index has its labels last, since they rest on others.
FINDINGS = ("search", "timeliness", "reuse", "series", "chains", "citations", "commitments", "outcomes", "labels")
_LARGE = 20_000  # changes from which on a record is made searchable before it is labelled


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

    @cached_property
    def lineage(self) -> Lineage:
        """Which body follows which: what comes along, and the reader's own."""
        known = own_lineage()
        return known.extended(Path(self.settings.bodies)) if self.settings.bodies else known

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

    @cached_property
    def citations(self) -> Citations:
        """What is cited, and the documents."""
        return Citations.open(self._place / "citations", self.record.identity)

    @cached_property
    def commitments(self) -> Commitments:
        """What is promised, and what became of it."""
        return Commitments.open(self._place / "commitments", self.record.identity)

    @cached_property
    def outcomes(self) -> Outcomes:
        """What answers do with what was asked."""
        version = f"parts {parts.VERSION} outcomes {outcomes.VERSION}"
        return Outcomes.open(self._place / "outcomes", self.record.identity, judge, version)

    @cached_property
    def labels(self) -> "TextLabels":
        """What the search index is told of each question."""
        return TextLabels(self.search, self.outcomes, self.citations)

    @property
    def _place(self) -> Path:
        return self.record.directory / "findings"

    def state(self) -> str:
        """Another when anything was written to the record, its findings or the settings since, or another day began.

        It may be another without that, as when SQLite tidies up.
        """
        place, said = self.record.directory, self.settings
        chosen = (said.rules, said.calendar, said.bodies, said.rule)
        own = [Path(name) for name in chosen[:3] if name]
        files = [*place.glob("*.sqlite*"), place / FILE, *own, *self._place.rglob("*")]
        told = sorted(stamp for file in files if (stamp := _stamp(file)))
        return blake2b(repr((date.today(), self.record.identity, chosen, told)).encode(), digest_size=12).hexdigest()

    def refresh(self, progress: Progress | None = None, names: Sequence[str] = FINDINGS) -> None:
        """Brings the findings into step with the record: all of them, or those named.

        A large addition can be searched before it is labelled; a small one comes into the index with its labels.
        """
        once = "labels" in names and self.record.cursor() - self.search.cursor <= _LARGE
        for name in names:
            if not (once and name == "search"):
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


class TextLabels:
    """What outcomes and citations tell the search index; `refresh` tells it."""

    name = "labels"

    def __init__(self, search: SearchIndex, outcomes: Outcomes, citations: Citations) -> None:
        self._search, self._outcomes, self._citations = search, outcomes, citations

    def refresh(self, record: Changes, progress: Counted | None = None) -> int:
        """Labels all that the index has; the findings behind must be in step."""
        return self._search.refresh(record, progress, self)

    def close(self) -> None:
        """Holds no files of its own."""

    @property
    def version(self) -> str:
        """The versions of both."""
        return f"outcomes {self._outcomes.kept.version}, citations {self._citations.kept.version}"

    def of(self, ids: Sequence[str]) -> dict[str, Label]:
        """The labels of those of the questions that have any."""
        judged, cites = self._outcomes.labels(ids), self._citations.cites(ids)
        return {id_: Label(*judged.get(id_, ("", "")), tuple(cites.get(id_, ()))) for id_ in {*judged, *cites}}


def _stamp(file: Path) -> tuple[str, int, int] | None:
    """What changes when a file is written; None for one that holds nothing, or that readers write to."""
    try:
        told = file.stat()
    except FileNotFoundError:
        return None
    kept = S_ISREG(told.st_mode) and told.st_size and not file.name.endswith("-shm")
    return (str(file), told.st_size, told.st_mtime_ns) if kept else None


def judge(question: str, answer: str) -> Judgement:
    """What an answer does with each part of a question."""
    return outcomes.outcome(question, parts.parts(question), answer)


@lru_cache(maxsize=4)
def _calendars(record: Record, readers_own: str, read: str | None) -> Calendars:
    known = own_calendars()
    if read:
        known = known.with_told(told(record), f"days told since by the official calendar service, read {read[:10]}")
    return known.extended(Path(readers_own)) if readers_own else known


def _refresh(finding: Finding, record: Record, progress: Progress | None) -> None:
    finding.refresh(record, (lambda count: progress(finding.name, count)) if progress else None)
