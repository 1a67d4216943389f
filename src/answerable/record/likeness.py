"""Telling that a question without a number is one that another source numbered: same asker, body and words."""

from answerable.model.observation import Observation
from answerable.model.question import Question
from answerable.record.codec import digest_of
from answerable.record.merge import squash

_BEGINNING = 160  # letters; well inside what a clipping list leaves of a question


def likeness(body_id: str, words: str) -> int:
    """A number that questions share whose body and first words are the same (signed 64 bits)."""
    key = f"{body_id}\n{squash(words[: 2 * _BEGINNING])[:_BEGINNING]}"
    return int.from_bytes(digest_of(key.encode())[:8], "big", signed=True)


def same_question(one: Question, observed: Observation) -> bool:
    """Whether an observation is of this question: whole words equal (or equal as far as clipped), no other asker."""
    if not one.text or not observed.text:
        return False
    mine, its = squash(one.text.plain), squash(observed.text.plain)
    if one.text.clipped:
        words_agree = its.startswith(mine)
    elif observed.text.clipped:
        words_agree = mine.startswith(its)
    else:
        words_agree = mine == its
    return words_agree and _askers_agree(one, observed)


def _askers_agree(one: Question, observed: Observation) -> bool:
    """Names decide where both are known; a number without a name contradicts nobody."""
    mine, its = one.asker, observed.asker
    if mine is None or its is None or mine.id == its.id:
        return True
    if mine.name is None or its.name is None:
        return True
    return squash(mine.name) == squash(its.name)
