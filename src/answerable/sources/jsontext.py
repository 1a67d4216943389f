"""JSON from outside, whole or in lines: every way in which it can break, in our words."""

from collections.abc import Iterator
from typing import Any

import msgspec

from answerable.model.observation import Unread

BOM = b"\xef\xbb\xbf"
_SHOWN = 500  # characters of a line that could not be read


class BadJson(ValueError):
    """Bytes that are not one whole JSON value; says why."""


def decoded(data: bytes) -> Any:
    """The value; BadJson when it breaks off, is no JSON or nests deeper than can be read."""
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadJson(str(error)) from None
    except RecursionError:
        raise BadJson("it nests too deep") from None


def is_json(data: bytes) -> bool:
    """Whether the bytes are one whole JSON value."""
    try:
        decoded(data)
    except BadJson:
        return False
    return True


def is_lines(document: bytes) -> bool:
    """Whether the first line is one whole JSON object with a line end, and so the document is lines of them."""
    first, newline, _ = document.removeprefix(BOM).lstrip().partition(b"\n")
    return bool(newline) and first.startswith(b"{") and first.rstrip().endswith(b"}") and is_json(first)


def lines(document: bytes, first_line: int) -> Iterator[tuple[str, Any]]:
    """The place and the value of each line that is not blank; an Unread where a line is no JSON."""
    for number, line in enumerate(document.removeprefix(BOM).split(b"\n"), first_line):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            yield place, decoded(line)
        except BadJson as error:
            words = line[: 4 * _SHOWN].decode("utf-8", "replace")[:_SHOWN]
            yield place, Unread(place, f"expected a line of JSON; got one that breaks: {error}", words)
