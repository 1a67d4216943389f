"""A printed place in a document as numbers that can be drawn: "pages 34 to 36" → page, 34, 36."""

import re
from typing import Literal

from msgspec import Struct

Unit = Literal["page", "paragraph", "other"]
_PLACE = re.compile(
    r"(?P<unit>[A-Za-z]{1,12})\.?\s?(?P<first>\d{1,5})(?:\s?(?:-|–|to|and)\s?(?P<last>\d{1,5})(?![\d.]))?"
)
_UNITS: dict[str, Unit] = {
    "page": "page", "pages": "page", "p": "page", "pp": "page",
    "paragraph": "paragraph", "paragraphs": "paragraph", "para": "paragraph", "paras": "paragraph",
}  # fmt: skip
_WIDEST = 500  # pages that one citation may span


class Place(Struct, frozen=True):
    """`first` and `last` are numbers of the unit; both 0 where the place has none."""

    unit: Unit
    first: int = 0
    last: int = 0


def place_of(locator: str) -> Place:
    """Where in its document a citation points; "other" for sections, tables and the like."""
    found = _PLACE.match(locator.strip())
    unit = _UNITS.get(found["unit"].lower(), "other") if found else "other"
    if not found or unit == "other":
        return Place("other")
    first, last = int(found["first"]), int(found["last"] or found["first"])
    return Place(unit, first, last if first <= last <= first + _WIDEST else first)
