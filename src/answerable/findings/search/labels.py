"""What other findings say of a question that can be searched for; whoever refreshes the index brings them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from answerable.record.changes import Change


class Label(Struct, frozen=True):
    """What the answer does, on what ground something was declined, and the keys of the documents cited.

    `party`: the asker's on the day of tabling, where that is known from elsewhere than the question.
    """

    outcome: str = ""
    ground: str = ""
    cites: tuple[str, ...] = ()
    party: str = ""


class Labels(Protocol):
    """Labels of questions by id; `version` changes with whatever makes them."""

    @property
    def version(self) -> str:
        """Names the state of the rules behind the labels."""

    @property
    def told(self) -> int:
        """Grows when what stands in labels changes without the questions or the rules being changed."""

    def restated(self, after: int) -> Iterator[Change]:
        """The questions whose labels changed so since `told` was that number, oldest change first."""

    def of(self, ids: Sequence[str]) -> Mapping[str, Label]:
        """The labels of those of the questions that have any, asked for all together."""
