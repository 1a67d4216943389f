"""What the Written Questions service shows: its list, and the whole records behind it, as lines to keep."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from hashlib import blake2b
from typing import Any

import msgspec
from msgspec import Raw, Struct

from answerable.errors import AnswerableError, NotThere, Refused, ServiceError
from answerable.model.ids import QuestionId, official_id
from answerable.model.observation import Unread
from answerable.sources.fields import BadField, day_of, excerpt
from answerable.sources.http import Service, ServiceFacts, facts_beside

_REREAD = 3  # times a list is read when it changes while we read it


class Facts(ServiceFacts, frozen=True, kw_only=True):
    """What `source.toml` says besides; `page` and `slice` are records."""

    questions: str
    begins: date
    page: int
    slice: int


@cache
def facts() -> Facts:
    """The source's facts."""
    return facts_beside(__file__, Facts)


class Listed(Struct, frozen=True):
    """A record of the list: its official number, the question's id, and a digest that tells when it changed."""

    official: int
    id: str
    digest: bytes


class Listing(Struct, frozen=True):
    """What the list shows for one request: `total` as it says itself, `records` by official number.

    `steady` is false when it changed while its pages were read, so that some may be missing here. `unread` are
    records of the list that do not name a question, with their bytes.
    """

    total: int
    records: dict[int, Listed]
    unread: list[tuple[bytes, Unread]]
    steady: bool = True


class Whole(Struct, frozen=True):
    """A whole record as it came, `value` being its bytes on one line."""

    official: int
    id: str
    value: bytes


class Missing(Struct, frozen=True):
    """The service has no such record, or not any more."""

    official: int
    id: str


class Failed(Struct, frozen=True):
    """A record that could not be had: why, and the bytes that came instead, if any."""

    official: int
    id: str
    reason: str
    came: bytes = b""


class _Page(Struct):
    totalResults: int
    results: list[Raw]


class _Entry(Struct):
    value: Raw


class _Named(Struct):
    id: int
    house: str
    dateTabled: str
    uin: str


_page = msgspec.json.Decoder(_Page).decode
_entry = msgspec.json.Decoder(_Entry).decode
_named = msgspec.json.Decoder(_Named).decode


class WrittenQuestions:
    """The service; `query` is in its own parameters' names."""

    def __init__(self, service: Service) -> None:
        self.service = service

    def list(self, query: dict[str, str], most: int | None = None) -> Listing:
        """All that the list shows, read until its pages fit together, or three times.

        Where there are more than `most`, only `total` is told, and it is not steady.
        """
        for _ in range(_REREAD):
            listing = self._list(query, most)
            if listing.steady or (most is not None and listing.total > most):
                break
        return listing

    def wholes(self, wanted: Sequence[tuple[int, str]]) -> Iterator[Whole | Missing | Failed]:
        """The whole record for each (official number, question id), in that order."""
        paths = (f"{facts().questions}/{official}" for official, _ in wanted)
        replies = self.service.each(paths, {"expandMember": "true", "sessionStatus": "Any"})
        for (official, id_), reply in zip(wanted, replies, strict=True):
            yield _whole(official, id_, reply)

    def _list(self, query: dict[str, str], most: int | None) -> Listing:
        records: dict[int, Listed] = {}
        unread: list[tuple[bytes, Unread]] = []
        first = page = self._page(query, 0, facts().page)
        if most is not None and first.totalResults > most:
            return Listing(first.totalResults, records, unread, steady=False)
        read = 0
        while page.results:
            for entry in page.results:
                _sort(entry, f"record {read + 1} of the list", records, unread)
                read += 1
            if read >= page.totalResults:
                break
            page = self._page(query, read, facts().page)
        steady = page.totalResults == first.totalResults == len(records) + len(unread)
        return Listing(page.totalResults, records, unread, steady)

    def _page(self, query: dict[str, str], skip: int, take: int) -> _Page:
        asked = query | {"sessionStatus": "Any", "skip": str(skip), "take": str(take)}
        reply = self.service.get(facts().questions, asked)
        try:
            return _page(reply)
        except msgspec.ValidationError as error:
            where = f"{self.service.base_url}{facts().questions}"
            raise Refused(f"{where}: expected a list with totalResults and results; got another ({error})") from None


def kept_line(value: bytes, snapshot: str) -> bytes:
    """A whole record as a line to keep; `snapshot` is when it was read."""
    return b'{"value":%s,"snapshot":"%s","whole":true}' % (value, snapshot.encode())


def unlisted_line(id_: QuestionId, official: int, snapshot: str, last_seen: date | None, *, answered: bool) -> bytes:
    """A line that says that the service no longer shows a question; of all else it is silent.

    Where the question has no answer, the line repeats that, so that none of an earlier state comes back.
    """
    value: dict[str, Any] = {
        "id": official,
        "house": {"uk-commons": "Commons", "uk-lords": "Lords"}[id_.chamber],
        "dateTabled": id_.tabled.isoformat() if id_.tabled else None,
        "uin": id_.uin,
    }
    if not answered:
        value["answerText"] = None
    kept = {"value": value, "snapshot": snapshot, "unlisted": True}
    return msgspec.json.encode(kept | ({"last_seen": last_seen.isoformat()} if last_seen else {}))


def _sort(entry: Raw, place: str, records: dict[int, Listed], unread: list[tuple[bytes, Unread]]) -> None:
    """Files a record of the list under its number, or as one that cannot be read."""
    try:
        value = _entry(entry).value
        official, id_ = _name(value)
    except (msgspec.ValidationError, AnswerableError, BadField) as error:
        unread.append((bytes(entry), Unread(place, str(error), excerpt(msgspec.json.decode(entry)))))
        return
    content = msgspec.json.encode(msgspec.json.decode(value), order="sorted")
    records[official] = Listed(official, id_, blake2b(content, digest_size=16).digest())


def _name(value: Raw | bytes) -> tuple[int, str]:
    """The official number and the question's id."""
    named = _named(value)
    return named.id, str(official_id(f"uk-{named.house.lower()}", day_of("dateTabled", named.dateTabled), named.uin))


def _whole(official: int, id_: str, reply: bytes | ServiceError) -> Whole | Missing | Failed:
    if isinstance(reply, NotThere):
        return Missing(official, id_)
    if isinstance(reply, ServiceError):
        return Failed(official, id_, str(reply))
    try:
        value = bytes(_entry(reply).value).replace(b"\n", b" ")  # JSON has line ends only between its parts
        named = _name(value)
    except (msgspec.ValidationError, AnswerableError, BadField) as error:
        return Failed(official, id_, f"expected a question's record; got another ({error})", reply)
    if named != (official, id_):
        return Failed(official, id_, f"expected {official}, {id_}; got {named[0]}, {named[1]}", reply)
    return Whole(official, id_, value)
