"""Parquet bytes → the header and its rows, as the cells of a CSV would be. Needs pyarrow: `answerable[parquet]`."""

import importlib
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from answerable.errors import InputError, UnreadableInput
from answerable.sources.tables.rows import Row

MAGIC = b"PAR1"
LARGEST = 1 << 30  # bytes that the columns may unpack to
_BATCH = 2_000  # rows


def parquet_rows(document: bytes, name: str) -> Iterator[Row]:
    """All rows, the header first. UnreadableInput for damaged bytes, InputError while pyarrow is absent."""
    arrow, parquet = pyarrow(name, "to read Parquet")
    try:
        file = parquet.ParquetFile(io.BytesIO(document))
        _check_size(file.metadata, name)
        yield Row("the header", list(file.schema_arrow.names))
        number = 0
        for batch in file.iter_batches(_BATCH):
            columns = [column.to_pylist() for column in batch.columns]
            for cells in zip(*columns, strict=True):
                number += 1
                yield Row(f"row {number}", [cell_of(value) for value in cells])
    except (arrow.ArrowException, OSError, ValueError, OverflowError, MemoryError, UnicodeDecodeError) as error:
        raise UnreadableInput(name, "a whole Parquet file", " ".join(str(error).split())[:200]) from None


def cell_of(value: Any) -> str:
    """A value as it would stand in a CSV: days as 2025-09-16, yes and no as true and false, lists as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, list | dict | tuple):
        return msgspec.json.encode(value, enc_hook=str).decode()
    return str(value)


def pyarrow(name: str, purpose: str) -> tuple[Any, Any]:
    """pyarrow and its Parquet; asked for only here, for it is large. InputError with the words that install it."""
    try:
        return importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise InputError(name, f"pyarrow, {purpose} (pip install 'answerable[parquet]')", "none") from None


def _check_size(metadata: Any, name: str) -> None:
    size = sum(metadata.row_group(at).total_byte_size for at in range(metadata.num_row_groups))
    if size > LARGEST:
        raise UnreadableInput(name, f"Parquet that unpacks to at most {LARGEST >> 20} MB", f"{size >> 20:,} MB")
