"""A change feed from a list of questions, as a record would give it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from answerable.findings.timeliness.finding import Timeliness
from answerable.model.question import Question
from answerable.record.changes import Change


class Feed:
    """Questions in order of change; one said again takes the place of what was said before."""

    def __init__(self, identity: str = "one") -> None:
        self.identity = identity
        self._changes: dict[str, Change] = {}
        self._last = 0

    def say(self, *questions: Question) -> "Feed":
        """These changed."""
        for question in questions:
            self._add(question.id, question)
        return self

    def end(self, question_id: str) -> None:
        """That id is no question's own any more."""
        self._add(question_id, None)

    def cursor(self) -> int:
        """The newest change."""
        return self._last

    def changed(self, after: int = 0) -> Iterator[Change]:
        """As the record's."""
        yield from sorted((one for one in self._changes.values() if one.cursor > after), key=lambda one: one.cursor)

    def _add(self, question_id: str, question: Question | None) -> None:
        self._last += 1
        self._changes[question_id] = Change(self._last, question_id, question)


def found(directory: Path, *questions: Question) -> Timeliness:
    """The finding over these questions."""
    finding = Timeliness.open(directory, "one")
    finding.refresh(Feed().say(*questions))
    return finding


def on(printed: str) -> date:
    """A day."""
    return date.fromisoformat(printed)
