"""The register of promises as a calendar, for other programs."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b

from answerable.queries.promises import PromiseLine

_WIDE = 73  # bytes of a calendar's line before it is folded (RFC 5545, 3.1)


def calendar(lines: Iterable[PromiseLine], site: str) -> bytes:
    """Promises with a last day as events on that day (iCalendar, RFC 5545); `site` is where addresses begin."""
    now = datetime.now(UTC)
    events = [row for line in lines if line.promise.latest for row in _event(line, line.promise.latest, site, now)]
    rows = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//answerable//promises//EN", *events, "END:VCALENDAR")
    return "".join(f"{folded}\r\n" for row in rows for folded in _folded(row)).encode()


def _event(line: PromiseLine, day: date, site: str, now: datetime) -> Iterator[str]:
    one = line.promise
    name = blake2b(f"{one.question} {one.span.start}".encode(), digest_size=10).hexdigest()
    yield "BEGIN:VEVENT"
    yield f"UID:{name}@answerable"
    yield f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(f'{line.body}: {one.words}' if line.body else one.words)}"
    yield f"DESCRIPTION:{_escaped(f'Promised {one.due}. {one.state}. {site}{line.url}')}"
    yield f"URL:{site}{line.url}"
    yield "END:VEVENT"


def _escaped(words: str) -> str:
    flat = "".join(letter if letter.isprintable() else " " for letter in words)
    return flat.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(row: str) -> Iterator[str]:
    """Lines of at most so many bytes; those after the first begin with a space."""
    line = ""
    for letter in row:
        if len((line + letter).encode()) > _WIDE:
            yield line
            line = " "
        line += letter
    yield line
