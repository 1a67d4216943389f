"""What the calendar service says of a House, asked over the network."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from urllib.parse import urlencode

from msgspec import Struct

from answerable.model.people import House
from answerable.sources.http import Service, ServiceFacts, facts_beside


class Facts(ServiceFacts, frozen=True, kw_only=True):
    """What `source.toml` says besides; `look_ahead` and `longest` are in days."""

    sitting: str
    away: str
    look_ahead: int
    longest: int


@cache
def facts() -> Facts:
    """The source's facts."""
    return facts_beside(__file__, Facts)


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
