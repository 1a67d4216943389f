"""A record that is open to read: a method for each query of the catalogue, made from it.

`reader.pyi` tells type checkers and editors what the methods take and give; `make stub` writes it from the catalogue,
and a test fails where the two differ.
"""

from types import TracebackType
from typing import Self

from answerable.client.methods import method
from answerable.client.source import Source
from answerable.queries.catalogue import CATALOGUE


class Reader:
    """Asks a record, here or on a server. A list is read as far as it is iterated; `limit` is how many in all."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def close(self) -> None:
        """Lets go of files and connections."""
        self.source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


for _query in CATALOGUE:
    setattr(Reader, _query.name, method(_query))
