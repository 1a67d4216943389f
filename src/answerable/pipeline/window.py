"""Which days a sync reads, and how far it has come: marked in the record, so that a killed one goes on from there."""

from datetime import UTC, date, datetime, timedelta

import msgspec
from msgspec import Struct

from answerable.errors import InputError
from answerable.model.people import House
from answerable.record.listing import MOMENT, Listing
from answerable.sources.uk_parliament.fetch import facts

_DAY = timedelta(days=1)
_CHAMBERS = {"Commons": "uk-commons", "Lords": "uk-lords"}


class Asked(Struct, frozen=True):
    """What a person asks for; None is what the record needs: from where the last sync came to, until today."""

    first: date | None = None
    last: date | None = None
    house: House | None = None

    @property
    def chambers(self) -> tuple[str, ...]:
        """What ids begin with."""
        return (_CHAMBERS[self.house],) if self.house else tuple(_CHAMBERS.values())


class Window(Struct, frozen=True):
    """Days `first` to `last`; of those before `begin` the list was read already, by a sync that did not end."""

    first: date
    last: date
    begin: date


class _Mark(Struct, frozen=True, omit_defaults=True):
    """`next`: where an unended sync of `first` to `last` goes on; `done`: the day to which all was read."""

    first: date | None = None
    last: date | None = None
    next: date | None = None
    done: date | None = None


def window(asked: Asked, listing: Listing, today: date) -> Window:
    """The days to read. InputError when they end before they begin."""
    usual, mark = _read(listing, _usual(asked)), _read(listing, _place(asked))
    # A clock that jumped back must not shorten what is kept up with.
    last = asked.last or max(today, usual.done or today)
    first = asked.first or mark.first or (usual.done - facts().look_back * _DAY if usual.done else facts().begins)
    if first > last:
        raise InputError("days to read", "a first day that is not after the last", f"{first} to {last}")
    return Window(first, last, max(first, min(mark.next, last)) if mark.next else first)


def came_to(asked: Asked, listing: Listing, days: Window, following: date) -> None:
    """Marks that the list was read up to the day before `following`."""
    done = _read(listing, _place(asked)).done
    _write(listing, _place(asked), _Mark(days.first, days.last, following, done))


def ended(asked: Asked, listing: Listing, days: Window) -> None:
    """Marks that all was read, also for the usual sync if these days follow what it had."""
    if _place(asked) != _usual(asked):
        listing.unmark(_place(asked))
    usual = _read(listing, _usual(asked))
    if _place(asked) == _usual(asked) or (usual.done is None and usual.next is None):
        _write(listing, _usual(asked), _Mark(done=days.last))
    elif usual.done and days.first <= usual.done + _DAY:
        _write(listing, _usual(asked), msgspec.structs.replace(usual, done=max(usual.done, days.last)))


def next_moment(listing: Listing) -> str:
    """Now, in UTC; but never before a moment given earlier, whatever this machine's clock says."""
    before, now = listing.place(MOMENT), datetime.now(UTC)
    if before:
        now = max(now, datetime.fromisoformat(before) + timedelta(microseconds=1))
    moment = now.isoformat(timespec="microseconds")
    listing.mark(MOMENT, moment)
    return moment


def _usual(asked: Asked) -> str:
    return f"sync uk-parliament {asked.house or 'both Houses'}"


def _place(asked: Asked) -> str:
    days = f" {asked.first or ''}..{asked.last or ''}" if asked.first or asked.last else ""
    return _usual(asked) + days


def _read(listing: Listing, place: str) -> _Mark:
    return msgspec.json.decode(listing.place(place) or "{}", type=_Mark)


def _write(listing: Listing, place: str, mark: _Mark) -> None:
    listing.mark(place, msgspec.json.encode(mark).decode())
