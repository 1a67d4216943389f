"""What a sync read goes into the record, a transaction at a time, together with what the list showed of it."""

from datetime import date

from msgspec.structs import replace

from answerable.model.ids import parse_id
from answerable.model.observation import Unread
from answerable.pipeline.reading import LeftOver
from answerable.pipeline.window import next_moment
from answerable.record.adding import Adding
from answerable.record.codec import Codec
from answerable.record.heard import Heard, give, hear
from answerable.record.listing import Seen
from answerable.sources.fields import excerpt
from answerable.sources.uk_parliament import name, parse
from answerable.sources.uk_parliament.fetch import Failed, Missing, Whole, facts, kept_line, unlisted_line

_NOT_BY_ITSELF = "the list shows it, but it is not there by itself"


class Keeping:
    """One transaction's worth: lines that will be one document. `failed` counts records that could not be had."""

    def __init__(self, adding: Adding, codec: Codec, base_url: str) -> None:
        self._adding, self._listing, self._codec = adding, adding.listing, codec
        self._moment = next_moment(adding.listing)
        self._name = f"{base_url}, {self._moment}"
        self._lines: list[bytes] = []
        self._heard: list[Heard] = []
        self._left = LeftOver()
        self._seen: list[Seen] = []
        self.failed = 0

    def take(self, one: Whole | Missing | Failed, digest: bytes | None, before: str | None) -> None:
        """`digest`: of what the list shows of it, None when it does not. `before`: another id that it had there."""
        if isinstance(one, Whole):
            self._whole(one, digest, before)
        elif isinstance(one, Failed):
            self._failed(one)
        elif digest is not None:
            self._failed(Failed(one.official, one.id, _NOT_BY_ITSELF))
        else:
            self._gone(one.official, one.id)
            self._listing.forget([one.official])

    def close(self) -> None:
        """Adds the lines, tells of fields that are not known here, and adds what the list showed."""
        self._listing.remember(self._seen)
        if self._lines:
            given = give(b"\n".join(self._lines) + b"\n", name, self._name, self._codec)
            self._adding.document(given, self._heard, self._left.told())

    def _whole(self, one: Whole, digest: bytes | None, before: str | None) -> None:
        refused = self._line(kept_line(one.value, self._moment))
        if refused:
            self._failed(Failed(one.official, one.id, refused, one.value))
            return
        if digest is None:
            self._listing.mend(one.official)
        else:
            self._seen.append(Seen(one.official, one.id, digest))
        if before:
            self._gone(one.official, before)

    def _gone(self, official: int, id_: str) -> None:
        """Says of a question that the service shows it no longer."""
        read = self._listing.read(id_.rpartition("/")[0])
        last_seen = date.fromisoformat(read[:10]) if read else None
        answered = self._listing.has_answer(id_)
        self._line(unlisted_line(parse_id(id_), official, self._moment, last_seen, answered=answered))

    def _line(self, line: bytes) -> str:
        """Takes in a line; why not, when it cannot be read."""
        (said,) = parse(line, self._name)
        if isinstance(said, Unread):
            return said.reason
        self._lines.append(line)
        said = replace(said, place=f"line {len(self._lines)}")
        self._left.note(said)
        self._heard.append(hear(said, self._codec))
        return ""

    def _failed(self, one: Failed) -> None:
        """Notes what could not be had, so that it is asked for again; the bytes that came instead are kept."""
        self.failed += 1
        self._seen.append(Seen(one.official, one.id, b"", one.reason))
        if one.came:
            unread = Unread(one.id, one.reason, excerpt(one.came.decode("utf-8", "replace")))
            given = give(one.came, name, f"{facts().questions}/{one.official}", self._codec)
            self._adding.page(given, [unread])
