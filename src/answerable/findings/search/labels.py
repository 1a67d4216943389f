"""What other findings say of a question that can be searched for; whoever refreshes the index brings them."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from msgspec import Struct


class Label(Struct, frozen=True):
    """What the answer does, on what ground something was declined, and the keys of the documents cited."""

    outcome: str = ""
    ground: str = ""
    cites: tuple[str, ...] = ()


class Labels(Protocol):
    """Labels of questions by id; `version` changes with whatever makes them."""

    @property
    def version(self) -> str:
        """Names the state of the rules behind the labels."""

    def of(self, ids: Sequence[str]) -> Mapping[str, Label]:
        """The labels of those of the questions that have any, asked for all together."""
