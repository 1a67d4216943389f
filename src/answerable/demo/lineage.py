"""Which of the made-up parliament's bodies follows which, in the form of `record/lineage.toml`."""

from collections.abc import Iterator

import msgspec

from answerable.demo.country import Country


def lineage_toml(country: Country) -> str:
    """The bodies that were renamed or divided, and those that came of them, each with the day."""
    return "\n".join(_block(body) for body in _bodies(country))


def _block(body: dict[str, object]) -> str:
    """JSON's texts and lists of them are TOML's too."""
    lines = (f"{key} = {msgspec.json.encode(value).decode()}\n" for key, value in body.items())
    return "[[body]]\n" + "".join(lines)


def _bodies(country: Country) -> Iterator[dict[str, object]]:
    iso = country.calendar.iso
    changed = {remit.offices: remit.since[-1] for remit in country.government.remits if len(remit.offices) > 1}
    for name, until in {before.name: iso[day] for (before, _), day in changed.items()}.items():
        yield {"name": name, "until": until}
    for (before, after), day in changed.items():
        yield {"name": after.name, "since": iso[day], "from": [before.name]}
