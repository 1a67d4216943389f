"""Bytes → records → observations."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from answerable.errors import AnswerableError, UnreadableInput
from answerable.model.observation import Observation, Unread
from answerable.sources.fields import BadField, Fields, excerpt
from answerable.sources.jsontext import BOM, BadJson, decoded, is_lines, lines
from answerable.sources.uk_parliament.question import observation, words_alone

NAME = "uk-parliament"
_FIELD = re.compile(rb'[{,]\s{0,50}"questionText"\s{0,50}:')
_OURS = re.compile(rb'[{,]\s{0,50}"question_id"\s{0,50}:')
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?:T.{1,30})?", re.ASCII)
_NOTHING_FOUND = re.compile(rb'"results"\s{0,50}:\s{0,50}\[\s{0,50}\]')
_WORDS_ALONE = {"id", "questionText", "answerText"}


class _Found(Struct, frozen=True):
    """A record where it was found; `alone` when it is all that its document holds."""

    place: str
    value: Any
    alone: bool = False


def recognises(head: bytes) -> bool:
    """JSON with the service's own field names, and not our export, which borrows them."""
    if not head.removeprefix(BOM).lstrip().startswith((b"{", b"[")) or _OURS.search(head):
        return False
    return bool(_FIELD.search(head)) or (b'"totalResults"' in head and bool(_NOTHING_FOUND.search(head)))


def parse(document: bytes, name: str, first_line: int = 1) -> Iterator[Observation | Unread]:
    """An observation for each record in any of the shapes above; UnreadableInput if the JSON is not whole."""
    for found in _records(document, name, first_line):
        yield _read(found)


def _records(document: bytes, name: str, first_line: int) -> Iterator[_Found]:
    bare = document.removeprefix(BOM).strip()
    if b"\n" in bare and (first_line > 1 or is_lines(bare)):
        for place, value in lines(document, first_line):
            yield from _within(_Found(place, value))
        return
    try:
        value = decoded(bare)
    except BadJson as error:
        raise UnreadableInput(name, "whole JSON", f"JSON that breaks: {error}") from None
    yield from _within(_Found("" if first_line == 1 else f"line {first_line}", value, alone=first_line == 1))


def _within(found: _Found) -> Iterator[_Found]:
    """The records in a value that may hold many."""
    value, kind = found.value, "record"
    if isinstance(value, dict) and isinstance(value.get("results"), list):
        value = value["results"]
    elif isinstance(value, dict) and isinstance(value.get("versions"), list):
        value, kind = value["versions"], "version"
    if isinstance(value, list):
        for number, one in enumerate(value, 1):
            yield from _within(_Found(f"{found.place}{', ' if found.place else ''}{kind} {number}", one))
    else:
        yield found if found.place else _Found("record 1", value, found.alone)


def _read(found: _Found) -> Observation | Unread:
    if isinstance(found.value, Unread):
        return found.value
    try:
        return _observed(found)
    except (BadField, AnswerableError) as error:
        return Unread(found.place, str(error), excerpt(found.value))


def _observed(found: _Found) -> Observation:
    if not isinstance(found.value, dict):
        raise BadField("record", "a question's fields", found.value)
    if "value" not in found.value and "list" not in found.value:
        read = words_alone if found.value.keys() == _WORDS_ALONE else observation
        return read(found.value, found.place)
    envelope = Fields(found.value)
    by_itself = found.alone and "value" in found.value and "links" in found.value
    envelope.items("links")
    whole, unlisted, said = envelope.take("whole", bool), envelope.take("unlisted", bool), _moment(envelope)
    record = envelope.take("value", dict) or envelope.take("list", dict)
    if record is None:
        raise BadField("value", "a question's fields", None)
    whole, last_seen = whole or by_itself, envelope.day("last_seen")
    observed = observation(record, found.place, said, whole=whole, unlisted=bool(unlisted), beside=envelope.left())
    return msgspec.structs.replace(observed, last_seen=last_seen) if last_seen else observed


def _moment(envelope: Fields) -> str:
    """When the record was read: a day or a time."""
    said = envelope.words("snapshot")
    if said is None:
        return ""
    try:
        datetime.fromisoformat(said if _MOMENT.fullmatch(said) else "")
    except ValueError:
        raise BadField("snapshot", "a day or time like 2024-10-30", said) from None
    return said
