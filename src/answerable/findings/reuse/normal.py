"""What counts as the same words: the salutation's forms of address do not, and at the looser level figures do not.

Which hon. Member asked decides whether an answer says "the hon. Lady", "my right hon. Friend" or "the noble Lord"
(Erskine May 21.9); none of it is what was answered.
"""

import numpy as np
from msgspec import Struct

from answerable.findings.words import Flags, Numbers, Places, Words, among, numbered, sums, tally

_HONOUR = ("hon", "honourable", "honorable", "noble")
_RIGHT = ("right", "rt")
_RANK = ("learned", "gallant", "reverend")
_TITLE = (
    "member", "members", "friend", "friends", "lady", "ladies", "gentleman", "gentlemen", "lord", "lords", "baroness",
    "earl", "viscount", "viscountess", "countess", "marquess", "duke", "prelate",
)  # fmt: skip
_PRONOUN = ("he", "she", "him", "her", "his", "hers")
_NEAR = 15  # words after the salutation within which a pronoun means the Member
_MEMBER, _THE, _THEY, _FIGURE = "member", "the", "they", "0"


class Normal(Struct, frozen=True, eq=False):
    """The words that count. `number[k]` is the number of word `place[k]`; word `i` has `before[i]` of them before it.

    `text` says which text each is of; `start` and `end` give each text's run of them.
    """

    number: Numbers
    place: Places
    before: Places
    text: Places
    start: Places
    end: Places


def normal(words: Words) -> Normal:
    """The words without the forms of address of a salutation."""
    honour = _among(words, _HONOUR)
    if not honour.any():  # as in most texts: all other forms of address stand beside such a word
        return _kept(words, words.number, ~honour)
    rank = _among(words, _RANK)
    right = _among(words, _RIGHT) & _next(honour, words)
    joined = _among(words, ("and",)) & _next(rank, words) & _last(honour, words)
    ranked = rank & (_last(joined, words) | _last(honour, words))
    address = honour | ranked
    title = _among(words, _TITLE) & _last(address, words)
    owner = _among(words, ("my",)) & (_next(honour, words) | _next(right, words))
    number = words.number.copy()
    number[title] = numbered(_MEMBER)
    number[owner] = numbered(_THE)
    number[_near(title, words) & _among(words, _PRONOUN)] = numbered(_THEY)
    return _kept(words, number, ~(honour | right | joined | ranked))


def identity(kept: Normal) -> Numbers:
    """For each text, the number of all its words; texts without words have the number of nothing."""
    return sums(kept.number, kept.start, kept.end)


def likeness(words: Words, kept: Normal) -> Numbers:
    """For each text, the number of its words with figures masked, neighbouring figures as one."""
    figure = _figures(words)[kept.place]
    number = np.where(figure, np.uint64(numbered(_FIGURE)), kept.number)
    again = figure & np.roll(figure, 1) & (kept.text == np.roll(kept.text, 1))
    again[:1] = False
    return identity(_kept_of(number[~again], kept.place[~again], kept.text[~again], kept.before, len(kept.start)))


def _kept(words: Words, number: Numbers, keep: Flags) -> Normal:
    place = np.flatnonzero(keep)
    before = tally(keep)
    return _kept_of(number[place], place, words.text[place], before, len(words.offset))


def _kept_of(number: Numbers, place: Places, text: Places, before: Places, texts: int) -> Normal:
    every = np.arange(texts)
    start, end = np.searchsorted(text, every, "left"), np.searchsorted(text, every, "right")
    return Normal(number, place, before, text, start, end)


def _figures(words: Words) -> Flags:
    digits = tally((words.codes >= ord("0")) & (words.codes <= ord("9")))
    flags: Flags = digits[words.end] > digits[words.start]
    return flags


def _among(words: Words, listed: tuple[str, ...]) -> Flags:
    return among(words.number, listed)


def _next(flags: Flags, words: Words) -> Flags:
    """Whether the next word of the same text is flagged."""
    after: Flags = np.roll(flags, -1) & (words.text == np.roll(words.text, -1))
    after[-1:] = False
    return after


def _last(flags: Flags, words: Words) -> Flags:
    """Whether the word before, of the same text, is flagged."""
    before: Flags = np.roll(flags, 1) & (words.text == np.roll(words.text, 1))
    before[:1] = False
    return before


def _near(titles: Flags, words: Words) -> Flags:
    """Which words stand shortly after a salutation of the same text."""
    places = np.arange(len(words))
    latest = np.maximum.accumulate(np.where(titles, places, -1)) if len(words) else places
    near: Flags = (latest >= 0) & (places - latest <= _NEAR) & (words.text[latest] == words.text)
    return near
