"""Telling that a question without a number is one that another source numbered: same asker, body and words."""

from answerable.model.question import Asked
from answerable.record.codec import digest_of
from answerable.record.merge import squash

_BEGINNING = 160  # letters; well inside what a clipping list leaves of a question
_NOT_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())


def likeness(body_id: str, words: str) -> int:
    """A number that questions share whose body and first letters and digits are the same (signed 64 bits)."""
    letters = words[: 2 * _BEGINNING].casefold().encode("ascii", "ignore").translate(None, _NOT_LETTERS)
    key = body_id.encode() + b"\n" + letters[:_BEGINNING]
    return int.from_bytes(digest_of(key)[:8], "big", signed=True)


def same_question(one: Asked, other: Asked) -> bool:
    """Whether two tell of one question: whole words equal (or equal as far as clipped), and no other asker."""
    if not one.text or not other.text:
        return False
    mine, its = squash(one.text.plain), squash(other.text.plain)
    if one.text.clipped:
        words_agree = its.startswith(mine)
    elif other.text.clipped:
        words_agree = mine.startswith(its)
    else:
        words_agree = mine == its
    return words_agree and _askers_agree(one, other)


def _askers_agree(one: Asked, other: Asked) -> bool:
    """Names decide where both are known; a number without a name contradicts nobody."""
    mine, its = one.asker, other.asker
    if mine is None or its is None or mine.id == its.id:
        return True
    if mine.name is None or its.name is None:
        return True
    return squash(mine.name) == squash(its.name)
