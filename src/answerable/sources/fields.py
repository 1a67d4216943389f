"""Taking the fields of a decoded record one by one, so that none is overlooked and a wrong one is named."""

import re
from datetime import date
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
_EXCERPT = 500  # characters
_PLAIN = {str: "text", int: "a whole number", bool: "true or false", list: "a list", dict: "a record"}
_LARGEST = 2**63 - 1  # what a database holds as a number
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ][0-9:.,Z+-]{1,30})?", re.ASCII)
_MIDNIGHT = re.compile(r".{10}(?:[T ]00:00(?::00(?:\.0{1,9})?)?Z?)?")


class BadField(ValueError):
    """A field that holds something else than its source's specification says."""

    def __init__(self, name: str, expected: str, came: Any) -> None:
        super().__init__(f"{name}: expected {expected}; got {excerpt(came)[:80]}")


class Fields:
    """A record's fields; each is taken away as it is mapped, and `left()` tells what nobody took.

    `path` stands before the names of fields in messages, for a record within a record.
    """

    def __init__(self, record: dict[str, Any], path: str = "") -> None:
        self._record = dict(record)
        self._path = path
        self._within: list[tuple[str, Fields]] = []

    def take(self, name: str, kind: type[T]) -> T | None:
        """The field's value, or None when it is missing or null; BadField when it is of another kind."""
        value = self._record.get(name)
        if value is not None and type(value) is not kind:
            raise BadField(self._path + name, _PLAIN.get(kind, kind.__name__), value)
        self._record.pop(name, None)
        return value

    def words(self, name: str) -> str | None:
        """A text; an empty one counts as not said."""
        return self.take(name, str) or None

    def whole(self, name: str) -> int | None:
        """A whole number that is not negative."""
        value = self.take(name, int)
        if value is not None and not 0 <= value <= _LARGEST:
            raise BadField(self._path + name, f"a number from 0 to {_LARGEST}", value)
        return value

    def day(self, name: str) -> date | None:
        """A day, from a date or a timestamp; a time of day other than midnight stays behind, to be left over."""
        value = self.words(name)
        if value is None:
            return None
        day = day_of(self._path + name, value)
        if not _MIDNIGHT.fullmatch(value):
            self._record[name] = value
        return day

    def items(self, name: str) -> list[Any] | None:
        """A list."""
        return self.take(name, list)

    def part(self, name: str) -> "Fields | None":
        """A record within the record; what nobody takes from it is left over here too."""
        told = self.take(name, dict)
        return None if told is None else self._enter(name, told)

    def parts(self, name: str) -> "list[Fields] | None":
        """A list of records within the record."""
        listed = self.items(name)
        if listed is None:
            return None
        wrong = next((one for one in listed if not isinstance(one, dict)), None)
        if wrong is not None or None in listed:
            raise BadField(self._path + name, "a list of records", wrong)
        return [self._enter(f"{name}[{at}]", one) for at, one in enumerate(listed)]

    def agree(self, name: str, *known: Any) -> None:
        """Passes over a field that repeats what is known already; one that differs is left over."""
        if self._record.get(name) in known:
            self._record.pop(name, None)

    def drop(self, *names: str) -> None:
        """Passes over fields that tell nothing of a question."""
        for name in names:
            self._record.pop(name, None)

    def left(self) -> dict[str, Any] | None:
        """What nobody took and says something, or None; records within by their path."""
        said = {name: value for name, value in self._record.items() if value not in (None, "", [], {})}
        for name, inner in self._within:
            said |= {f"{name}.{key}": value for key, value in (inner.left() or {}).items()}
        return said or None

    def _enter(self, name: str, record: dict[str, Any]) -> "Fields":
        inner = Fields(record, f"{self._path}{name}.")
        self._within.append((name, inner))
        return inner


def day_of(name: str, value: str) -> date:
    """The day in `2023-12-01` or `2023-12-01T00:00:00`; BadField otherwise."""
    found = _DAY.fullmatch(value)
    try:
        return date.fromisoformat(found.group(1) if found else "")
    except ValueError:
        raise BadField(name, "a day like 2023-12-01", value) from None


def excerpt(value: Any) -> str:
    """The beginning of a value, as JSON."""
    return msgspec.json.encode(value)[: 4 * _EXCERPT].decode("utf-8", "ignore")[:_EXCERPT]
