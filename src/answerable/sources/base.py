"""What every source is to the rest: a name, a way to know its bytes, and a pure parse."""

from collections.abc import Iterator
from typing import Protocol

from answerable.model.observation import Observation, Unread


class Source(Protocol):
    """A way of publishing written questions. A module, or anything with these three, will do."""

    name: str

    def recognises(self, head: bytes) -> bool:
        """Whether a document that begins with these bytes (at most 1 MiB, already unpacked) is of this source."""

    def parse(self, document: bytes, name: str, first_line: int = 1) -> Iterator[Observation | Unread]:
        """All that the document says, its questions in their order; raises UnreadableInput if it is damaged.

        `name` is for messages, `first_line` for places: where in its file the document begins.
        """
