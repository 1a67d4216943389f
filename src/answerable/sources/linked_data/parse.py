"""Bytes → items → observations."""

from collections.abc import Iterator
from typing import Any

import msgspec

from answerable.errors import AnswerableError, UnreadableInput
from answerable.model.observation import Observation, Unread
from answerable.sources.fields import BadField, excerpt
from answerable.sources.linked_data.question import observations

_MARKS = (b'"tablingMemberPrinted"', b'"questionFirstAnswered"', b'"hansardHeading"', b"linked-data/api/vocab")

_BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)  # the last for hostile nesting


def recognises(head: bytes) -> bool:
    """JSON with the API's own field names."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"{", b"[")) and any(mark in head for mark in _MARKS)


def parse(document: bytes, name: str, first_line: int = 1) -> Iterator[Observation | Unread]:
    """A response of the API, its items alone, or an item on each line."""
    document = document.removeprefix(b"\xef\xbb\xbf")
    first, newline, _ = document.lstrip().partition(b"\n")
    if newline and first.startswith(b"{") and _is_json(first):
        yield from _lines(document, first_line)
    else:
        for place, item in _items(_decode(document, name)):
            yield from _read(place, item)


def _read(place: str, item: Any) -> Iterator[Observation | Unread]:
    if not isinstance(item, dict):
        yield Unread(place, f"expected a question's item; got {type(item).__name__}", excerpt(item))
        return
    try:
        yield from list(observations(dict(item), place))
    except (BadField, AnswerableError) as error:
        yield Unread(place, str(error), excerpt(item))


def _items(value: Any) -> Iterator[tuple[str, Any]]:
    """The items of a response, with their places."""
    if isinstance(value, dict) and isinstance(value.get("result"), dict):
        value = value["result"]
    if isinstance(value, dict):
        value = value.get("items", value.get("primaryTopic", value))
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        yield f"record {number}", item


def _lines(document: bytes, first_line: int) -> Iterator[Observation | Unread]:
    for number, line in enumerate(document.split(b"\n"), first_line):
        if not line.strip():
            continue
        try:
            value = msgspec.json.decode(line)
        except _BROKEN as error:
            words = line[:500].decode("utf-8", "replace")
            yield Unread(f"line {number}", f"expected a line of JSON; got one that breaks: {error}", words)
        else:
            for place, item in _items(value):
                yield from _read(f"line {number}, {place}" if place != "record 1" else f"line {number}", item)


def _decode(document: bytes, name: str) -> Any:
    try:
        return msgspec.json.decode(document)
    except _BROKEN as error:
        raise UnreadableInput(name, "whole JSON", f"JSON that breaks: {error}") from None


def _is_json(line: bytes) -> bool:
    try:
        msgspec.json.decode(line)
    except _BROKEN:
        return False
    return True
