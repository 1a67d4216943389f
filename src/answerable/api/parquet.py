"""Things as Parquet, sent as it is written."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from answerable.model.licence import ATTRIBUTION, LICENCE_URL
from answerable.queries.frames import arrow_table, package

_GROUP = 5_000  # rows written together: what is held in memory


def as_parquet(schema: Any, things: Iterable[Any]) -> Iterator[bytes]:
    """The bytes of a file with those columns, group by group; the licence stands in its metadata."""
    parquet, written, todo = package("pyarrow.parquet"), _Written(), iter(things)
    told = schema.with_metadata({"licence": f"{ATTRIBUTION} {LICENCE_URL}"})
    with parquet.ParquetWriter(written, told, compression="zstd") as writer:
        while some := list(islice(todo, _GROUP)):
            writer.write_table(arrow_table(told, some))
            yield written.taken()
    yield written.taken()


class _Written:
    """A file that is read while it is written."""

    closed = False

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    def taken(self) -> bytes:
        """What was written since this was asked last."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)

    def write(self, data: Any) -> int:
        """Writes on."""
        piece = bytes(data)
        self._pieces.append(piece)
        self._size += len(piece)
        return len(piece)

    def tell(self) -> int:
        """The bytes written so far."""
        return self._size

    def flush(self) -> None:
        """Nothing is held back here."""

    def close(self) -> None:
        """What was written can still be taken."""
