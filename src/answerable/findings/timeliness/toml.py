"""TOML written by people: read whole, each mistake with its line and reason."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from answerable.errors import InputError, UnreadableInput

T = TypeVar("T")
_LINE = re.compile(r"\(at line (\d{1,9}),")
_KEY = re.compile(r"`\$\.(\w+)|field `(\w+)`")
_LARGEST = 2_000_000  # bytes; a century of sitting days is a tenth of it


class Toml(msgspec.Struct, frozen=True):
    """A file's name, its words and what they say."""

    name: str
    text: str
    data: dict[str, Any]

    def mistake(self, table: str, key: str, expected: str, came: object) -> InputError:
        """The error for what stands under `key` in `table` (of the file itself: ""), with the line where it stands."""
        line = self._line(table, key)
        place = f"line {line}, {table or key}" if line else table or key
        return InputError(self.name, expected, str(came)[:80], place)

    def table(self, value: Any, name: str) -> dict[str, Any]:
        """The value when it is a table."""
        if not isinstance(value, dict):
            raise self.mistake(*_parent(name), "a table", value)
        return value

    def convert(self, value: Any, kind: type[T], table: str) -> T:
        """The value as `kind`; an InputError that points at the key that does not fit."""
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            found = _KEY.search(str(error))
            key = next((name for name in found.groups() if name), "") if found else ""
            raise self.mistake(table, key, f"{key or table} as the file's head explains", error) from None

    def _line(self, table: str, key: str) -> int:
        """The line of the key in its table, else that of the table's head, else 0."""
        inside, head = not table, 0
        for number, line in enumerate(self.text.splitlines(), 1):
            bare = line.strip()
            if bare.startswith("[") and bare.rstrip("]").lstrip("[").replace('"', "").strip() == table:
                inside, head = True, number
            elif bare.startswith("["):
                inside = False
            elif inside and key and bare.partition("=")[0].strip().strip('"') == key:
                return number
        return head


def read_toml(path: Path) -> Toml:
    """UnreadableInput when it cannot be had; InputError with the line when it is not TOML."""
    try:
        if path.stat().st_size > _LARGEST:
            raise UnreadableInput(path.name, f"at most {_LARGEST} bytes", "more")
        text = path.read_bytes().decode()
    except OSError as error:
        raise UnreadableInput(path.name, "a file that can be read", error.strerror or "an error") from None
    except UnicodeDecodeError as error:
        raise UnreadableInput(path.name, "UTF-8", f"a byte that is not, at {error.start}") from None
    return parse_toml(text, path.name)


def parse_toml(text: str, name: str) -> Toml:
    """The words of a TOML file; InputError with the line when they are none."""
    try:
        return Toml(name, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        raise InputError(name, "TOML", str(error), f"line {found[1]}" if found else "the end") from None


def is_day(value: object) -> bool:
    """Whether a TOML value is a plain day; a moment is a `date` too, in Python."""
    return type(value) is date


def _parent(name: str) -> tuple[str, str]:
    above, _, key = name.rpartition(".")
    return above, key
