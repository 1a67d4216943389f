"""What every source is to the rest: a name, a way to know its bytes, and a pure parse."""

from collections.abc import Iterator
from typing import Protocol

from answerable.model.observation import Observation, Unread
from answerable.model.people import Post


class Source(Protocol):
    """A way of publishing written questions. A module, or anything with these three, will do."""

    @property
    def name(self) -> str:
        """The name that observations bear."""

    def recognises(self, head: bytes, /) -> bool:
        """Whether a document that begins with these bytes (at most 1 MiB, already unpacked) is of this source."""

    def parse(self, document: bytes, name: str, first_line: int, /) -> Iterator[Observation | Unread | Post]:
        """All that the document says, its questions (or posts) in their order; raises UnreadableInput if it is damaged.

        `name` is for messages, `first_line` for places: where in its file the document begins.
        """
