"""Bytes → records → observations."""

from collections.abc import Iterator
from typing import Any

import msgspec

from answerable.errors import AnswerableError, UnreadableInput
from answerable.model.observation import Observation, Unread
from answerable.sources.fields import BadField, excerpt
from answerable.sources.uk_parliament.question import observation

NAME = "uk-parliament"
_MARKS = (b'"answeringBodyId"', b'"questionText"', b'"totalResults"', b'"dateTabled"')
_Record = tuple[str, str, Any]  # place, when it was said, the record itself


def recognises(head: bytes) -> bool:
    """JSON with the service's own field names."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"{", b"[")) and any(mark in head for mark in _MARKS)


def parse(document: bytes, name: str, first_line: int = 1) -> Iterator[Observation | Unread]:
    """A page or array of the list, a single question, or lines of any of these with the day they were read."""
    document = document.removeprefix(b"\xef\xbb\xbf")
    first, newline, _ = document.lstrip().partition(b"\n")
    lines = newline and first.startswith(b"{") and first.rstrip().endswith(b"}")
    found = _lines(document, first_line) if lines and _is_json(first) else _records(_decode(document, name), "")
    alone = not lines and document.lstrip().startswith(b"{") and b'"results"' not in document[:4096]
    for place, said, record in found:
        yield _read(place, said, record, whole=alone)


def _read(place: str, said: str, record: Any, *, whole: bool) -> Observation | Unread:
    if isinstance(record, Unread):
        return record
    if not isinstance(record, dict):
        return Unread(place, f"expected a question's record; got {type(record).__name__}", excerpt(record))
    try:
        return observation(dict(record), place, said, whole=whole)
    except (BadField, AnswerableError) as error:
        return Unread(place, str(error), excerpt(record))


def _lines(document: bytes, first_line: int) -> Iterator[_Record]:
    decoder = msgspec.json.Decoder()
    for number, line in enumerate(document.split(b"\n"), first_line):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            value = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            words = line[:500].decode("utf-8", "replace")
            yield place, "", Unread(place, f"expected a line of JSON; got one that breaks: {error}", words)
        else:
            yield from _records(value, place)


def _records(value: Any, place: str) -> Iterator[_Record]:
    """The records in a value of any of the shapes that the service, or a copy of it, is kept in."""
    if isinstance(value, dict) and isinstance(value.get("results"), list):
        value = value["results"]
    if isinstance(value, list):
        for number, one in enumerate(value, 1):
            yield from _records(one, f"{place + ', ' if place else ''}record {number}")
    elif isinstance(value, dict) and isinstance(value.get("versions"), list):
        for number, version in enumerate(value["versions"], 1):
            yield from _records(version, f"{place + ', ' if place else ''}version {number}")
    elif isinstance(value, dict) and ("value" in value or "list" in value):
        said = value.get("snapshot")
        yield place or "record 1", said if isinstance(said, str) else "", value.get("value", value.get("list"))
    else:
        yield place or "record 1", "", value


def _decode(document: bytes, name: str) -> Any:
    try:
        return msgspec.json.decode(document)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableInput(name, "whole JSON", f"JSON that breaks: {error}") from None


def _is_json(line: bytes) -> bool:
    try:
        msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True
