"""Taking the fields of a decoded record one by one, so that none is overlooked and a wrong one is named."""

from datetime import date
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
_EXCERPT = 500  # characters


class BadField(ValueError):
    """A field that holds something else than its source's specification says."""

    def __init__(self, name: str, expected: str, came: Any) -> None:
        super().__init__(f"{name}: expected {expected}; got {excerpt(came)[:80]}")


class Fields:
    """A record's fields; each is taken away as it is mapped, and `left()` tells what nobody took."""

    def __init__(self, record: dict[str, Any]) -> None:
        self._record = record

    def take(self, name: str, kind: type[T]) -> T | None:
        """The field's value, or None when it is missing or null; BadField when it is of another kind."""
        value = self._record.pop(name, None)
        if value is None or type(value) is kind:
            return value
        raise BadField(name, kind.__name__, value)

    def words(self, name: str) -> str | None:
        """A text; an empty one counts as not said."""
        return self.take(name, str) or None

    def day(self, name: str) -> date | None:
        """A day, from a date or a timestamp."""
        value = self.words(name)
        return None if value is None else day_of(name, value)

    def items(self, name: str) -> list[Any] | None:
        """A list."""
        return self.take(name, list)

    def drop(self, *names: str) -> None:
        """Passes over fields that repeat what others say."""
        for name in names:
            self._record.pop(name, None)

    def left(self) -> dict[str, Any] | None:
        """What nobody took and says something, or None."""
        said = {name: value for name, value in self._record.items() if value not in (None, "", [], {}, False)}
        return said or None


def day_of(name: str, value: str) -> date:
    """The day in `2023-12-01` or `2023-12-01T00:00:00`; BadField otherwise."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise BadField(name, "a day like 2023-12-01", value) from None


def excerpt(value: Any) -> str:
    """The beginning of a value, as JSON."""
    return msgspec.json.encode(value)[: 4 * _EXCERPT].decode("utf-8", "ignore")[:_EXCERPT]
