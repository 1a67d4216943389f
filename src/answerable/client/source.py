"""What a reader reads from: a record at hand, or a server."""

from collections.abc import Sequence
from typing import Any, Protocol

from msgspec import Struct

from answerable.queries.asking import Asked


class Told(Struct, frozen=True):
    """An answer, or a page of it: the things in its list, and the cursor of the page after it; "" for the last."""

    answer: Any
    items: Sequence[Any]
    next: str


class Source(Protocol):
    """Answers what is asked."""

    def told(self, asked: Asked) -> Told:
        """The answer, or the page of it after the cursor."""

    def close(self) -> None:
        """Lets go of files and connections."""
