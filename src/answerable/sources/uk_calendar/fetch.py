"""What the calendar service says of a House, asked over the network."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import msgspec
from msgspec import Struct

from answerable.model.people import House
from answerable.sources.http import Manners, Service


class Facts(Struct, frozen=True):
    """What `source.toml` says; `look_back`, `look_ahead` and `longest` are in days."""

    base_url: str
    sitting: str
    away: str
    look_back: int
    look_ahead: int
    longest: int
    manners: Manners


@cache
def facts() -> Facts:
    """The source's facts."""
    return msgspec.toml.decode((Path(__file__).parent / "source.toml").read_bytes(), type=Facts)


class Reply(Struct, frozen=True):
    """A reply as it came, and the address below the service's that it came from."""

    name: str
    body: bytes


class Came(Struct, frozen=True):
    """What the service said of a House: its sitting days, and when it is away."""

    house: House
    sitting: Reply
    away: Reply


def ask(service: Service, house: House, first: date, last: date) -> Came:
    """The replies for the days `first` to `last`; ServiceError when the service fails."""
    span = {"startDate": first.isoformat(), "endDate": last.isoformat()}
    away = {"house": house, "categoryCode": "REC", **span}
    return Came(
        house,
        _reply(service, facts().sitting.format(house=house), span),
        _reply(service, facts().away, {f"queryParameters.{name}": value for name, value in away.items()}),
    )


def _reply(service: Service, path: str, query: Mapping[str, str]) -> Reply:
    return Reply(f"{path}?{urlencode(query)}", service.get(path, query))
