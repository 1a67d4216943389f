"""The API's ways of writing a value, undone: `"x"`, `{"_value": "x"}`, `[{"_value": "x"}]`, `{"_value": ["x"]}`."""

import re
from datetime import date
from typing import Any

from answerable.sources.fields import BadField, Fields, day_of

_NUMBER = re.compile(r"/(\d{1,9})/?$")
_TRUTH = {"true": True, "false": False}


class Values(Fields):
    """Fields of this API's records."""

    def all(self, name: str) -> list[str]:
        """Every value of the field, in its order; BadField for anything but texts and numbers."""
        return [_printed(name, one) for one in _bare(self._record.pop(name, None)) if one not in (None, "")]

    def one(self, name: str) -> str | None:
        """The field's only value, or None; BadField when there are several different ones."""
        values = self.all(name)
        if len(set(values)) > 1:
            raise BadField(name, "one value", values)
        return values[0] if values else None

    def moment(self, name: str) -> str:
        """The latest of the field's times, as written, or nothing."""
        times = self.all(name)
        for time in times:
            day_of(name, time)
        return max(times, default="")

    def day_of(self, name: str) -> date | None:
        """The field's day, or None."""
        value = self.one(name)
        return None if value is None else day_of(name, value)

    def put(self, name: str, value: Any) -> None:
        """Puts back what nobody has a place for, so that `left()` tells it."""
        self._record[name] = value

    def truth(self, name: str) -> bool | None:
        """Yes or no; None when it is not said."""
        value = self.one(name)
        if value is not None and value.lower() not in _TRUTH:
            raise BadField(name, "true or false", value)
        return None if value is None else _TRUTH[value.lower()]

    def inner(self, name: str) -> "list[Values]":
        """The objects in the field, be it one, a list of them, or one object of lists."""
        return [_values(name, one) for one in _objects(self._record.pop(name, None))]

    def number(self) -> int | None:
        """The number at the end of the record's own address."""
        address = self.one("_about") or ""
        found = _NUMBER.search(address)
        if address and not found:
            raise BadField("_about", "an address that ends in a number", address)
        return int(found.group(1)) if found else None


def _bare(value: Any) -> list[Any]:
    """All scalars in a value; at most a few levels deep, so that hostile nesting ends in BadField."""
    found = [value]
    for _ in range(4):
        found = [inner for one in found for inner in _opened(one)]
    return found


def _opened(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and "_value" in value:
        return [value["_value"]]
    return [value]


def _printed(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int):
        return str(value)
    raise BadField(name, "a text or a number", value)


def _objects(value: Any) -> list[Any]:
    if value is None:
        return []
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and isinstance(value.get("_about"), list):
        return _rows(value)
    return [value]


def _rows(columns: dict[str, Any]) -> list[dict[str, Any]]:
    """The objects of an object of lists; BadField when the lists are not of one length, for then none is sure."""
    values = {name: _bare(column) for name, column in columns.items()}
    count = len(values["_about"])
    for name, column in values.items():
        if len(column) != count:
            raise BadField(name, f"{count} values, as many as addresses", column)
    return [{name: column[row] for name, column in values.items()} for row in range(count)]


def _values(name: str, value: Any) -> Values:
    if not isinstance(value, dict):
        raise BadField(name, "an object", value)
    return Values(dict(value))
