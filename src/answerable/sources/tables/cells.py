"""A row's cells by field: each is taken as the field asks, and a wrong one is named."""

import re
from datetime import date, datetime
from typing import Any

import msgspec

from answerable.model.text import Text, plain_text
from answerable.sources.fields import BadField, day_of
from answerable.sources.markup import text_of

_TRUTH = {"true": True, "yes": True, "y": True, "1": True, "false": False, "no": False, "n": False, "0": False}
_NUMBER = re.compile(r"(\d{1,9})(?:\.0)?")
_POINT_ZERO = re.compile(r"\d{1,9}\.0")
_WRITTEN = ("%d/%m/%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y")  # the day before the month, as these islands write
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,500}>|&(?:[A-Za-z]{2,10}|#\d{1,6});")
CLIP = 255  # characters that the official list leaves of a question; of an answer too, with three dots after them


class Cells:
    """The cells of one row, by field; what was not taken away is left over."""

    def __init__(self, cells: dict[str, str], dates: str | None = None) -> None:
        self._cells, self._dates = cells, dates

    def words(self, field: str) -> str | None:
        """The cell, or None when it says nothing."""
        return self._cells.pop(field, "").strip() or None

    def name(self, field: str) -> str | None:
        """A number or name of something, without the ".0" that pandas puts after numbers."""
        value = self.words(field)
        return value.removesuffix(".0") if value and _POINT_ZERO.fullmatch(value) else value

    def number(self, field: str) -> int | None:
        value = self.words(field)
        found = _NUMBER.fullmatch(value) if value else None
        if value and not found:
            raise BadField(field, "a number", value)
        return int(found.group(1)) if found else None

    def truth(self, field: str) -> bool | None:
        value = self.words(field)
        if value and value.lower() not in _TRUTH:
            raise BadField(field, "true or false", value)
        return _TRUTH[value.lower()] if value else None

    def day(self, field: str) -> date | None:
        """A day: as 2025-09-16, 16/09/2025 or 16 September 2025, or as the keeper says."""
        value = self.words(field)
        if value is None:
            return None
        if self._dates is None and _ISO.match(value):
            return day_of(field, value)
        for form in (self._dates,) if self._dates else _WRITTEN:
            try:
                return datetime.strptime(value, form).date()
            except ValueError:
                continue
        raise BadField(field, f"a day written {self._dates or '2025-09-16, 16/09/2025 or 16 September 2025'}", value)

    def listed(self, field: str) -> list[Any] | None:
        """A list in JSON, or words between commas or semicolons."""
        value = self.words(field)
        if value is None:
            return None
        if not value.startswith("["):
            return [word for word in re.split(r"[,;]\s{0,9}", value) if word]
        try:
            return msgspec.json.decode(value, type=list[Any])
        except (msgspec.DecodeError, RecursionError):
            raise BadField(field, "a list in JSON", value) from None

    def says(self, field: str) -> bool:
        """Whether there is a word in the cell."""
        return bool(self.peek(field).strip())

    def peek(self, field: str) -> str:
        """The cell, which stays."""
        return self._cells.get(field, "")

    def left(self) -> dict[str, str]:
        """What nobody took of the cells that say something."""
        return {field: cell for field, cell in self._cells.items() if cell.strip()}


def text_in(cell: str, *, clipped: bool = False) -> Text:
    """Words as they stand; markup only where there are tags or entities, for plain words may hold & and <."""
    if _MARKUP.search(cell):
        return text_of(cell, clipped=clipped)
    text = plain_text(cell, clipped=clipped)
    return text if text.plain == cell else Text(text.blocks, markup=cell, clipped=clipped)


def is_clipped(cell: str) -> bool:
    """Whether a text is as long as the official list leaves it, and ends as no sentence does."""
    dots = len(cell) == CLIP + 3 and cell.endswith("...")
    return dots or (len(cell) == CLIP and cell[-1] not in ".?!:;)")
