"""Short addresses that can be read aloud and never change: `/s/c` and seven letters for a Commons question.

They are made from the id alone and lead back to it alone, so nothing needs to be kept. Letters are Crockford's
base 32, which has no letters that are mistaken for one another: https://www.crockford.com/base32.html
"""

import re
from datetime import date, timedelta

from answerable.errors import BadId, NotFound
from answerable.model.ids import official_id, parse_id

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_MISTAKEN = str.maketrans("oil", "011")
_FIRST = date(1970, 1, 1)
_NUMBERS = 1_000_000  # a UIN is below
_CHAMBERS = {"c": ("uk-commons", ""), "l": ("uk-lords", "HL")}  # letter → chamber, what its UINs begin with
_CODE = re.compile("[0-9a-z]{1,10}")


def short_address(question_id: str) -> str | None:
    """The short address of a question; None where its id is of no House known here or its number too long."""
    named = parse_id(question_id)
    for letter, (chamber, start) in _CHAMBERS.items():
        figures = named.uin.removeprefix(start)
        if named.chamber == chamber and named.tabled and f"{start}{_figure(figures)}" == named.uin:
            return f"/s/{letter}{_written((named.tabled - _FIRST).days * _NUMBERS + int(figures))}"
    return None


def id_of_short(code: str) -> str:
    """The id that a short address stands for, in capitals or small letters; NotFound where it can be none."""
    letter, figures = code[:1].lower(), code[1:].lower().translate(_MISTAKEN)
    if letter not in _CHAMBERS or not _CODE.fullmatch(figures) or "u" in figures:
        raise NotFound(f"expected a short address like /s/c9k2m4xq; got {code[:40]!r}")
    chamber, start = _CHAMBERS[letter]
    days, number = divmod(_read(figures), _NUMBERS)
    try:
        return str(official_id(chamber, _FIRST + timedelta(days=days), f"{start}{number}"))
    except (OverflowError, BadId):
        raise NotFound(f"the short address {code[:40]!r} stands for no day that there is") from None


def _figure(figures: str) -> str:
    """A number below a million as it is printed without zeros before it; nothing for all else."""
    return figures if re.fullmatch("0|[1-9][0-9]{0,5}", figures) else ""


def _written(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters


def _read(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * len(_LETTERS) + _LETTERS.index(letter)
    return number
