"""Labels of lists in running text: (a) … (b), (i) … (ii), (1) … (2), (A) … (B), nested and crossed."""

import re
from collections.abc import Iterator

from msgspec import Struct

from answerable.model.text import Span

_LETTERS = tuple("abcdefghijklmnopqrstuvwxyz")
_ONES = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN = (*_ONES, *(f"x{one}" for one in ("", *_ONES)), "xx")
_ORDERS = (
    _LETTERS,
    _ROMAN,
    tuple(str(n) for n in range(1, 41)),
    tuple(letter.upper() for letter in _LETTERS),
    tuple(number.upper() for number in _ROMAN),
)
_FIRSTS = {order[0]: order for order in _ORDERS}

_BRACKETED = re.compile(r"\(([A-Za-z]{1,5}|\d{1,2})\)")
_HALF = re.compile(r"(?<=\s)([a-z]|[ivx]{2,4}|\d{1,2})\)")  # "a) … b) …"
_NUMBERED = re.compile(r"(?:(?<=\n)|\A)(\d{1,2})\.(?= )")  # "1. …" at the beginning of a line
_BEFORE = re.compile(
    r"(?:[^\w)\]]|\b(?:or|and))\Z"
)  # what may stand right before: misprints leave no space after "and"
# "section 3 (a)" and "[R]" are no list; nor is the number of a law's paragraph.
_LAW = re.compile(
    r"\b(?:sections?|paragraphs?|subsections?|articles?|schedules?|regulations?|clauses?|rules?) ?[\w.]{0,6} ?$", re.I
)


class Label(Struct, frozen=True):
    """One printed label; `head` is where the first of its list stands."""

    name: str
    span: Span
    head: int


def labels(text: str) -> list[Label]:
    """The labels of every list of at least two, in the order printed."""
    lists = [list_ for list_ in _lists(text) if len(list_) > 1]
    found = [Label(name, span, list_[0][1].start) for list_ in lists for name, span in list_]
    return sorted(found, key=lambda label: label.span)


class _Open:
    """A list being read: it takes the label that comes next in its order."""

    def __init__(self, order: tuple[str, ...], first: tuple[str, Span]) -> None:
        self.order, self.taken = order, [first]

    def expects(self, name: str) -> bool:
        """The next in order; or the last once more, a common misprint: "(i) …, (ii) … and (ii) …"."""
        ahead = self.order[len(self.taken) : len(self.taken) + 1]
        return name in ahead or (len(self.taken) > 1 and name == self.taken[-1][0])


def _lists(text: str) -> list[list[tuple[str, Span]]]:
    """Labels sorted into lists: each goes on with an open list, the newest first, or opens one."""
    every: list[_Open] = []
    open_: dict[tuple[str, ...], _Open] = {}  # one of each order at a time, the newest last
    for name, span in _printed(text):
        home = next((list_ for list_ in reversed(open_.values()) if list_.expects(name)), None)
        if home:
            home.taken.append((name, span))
        elif order := _FIRSTS.get(name):
            open_.pop(order, None)
            open_[order] = _Open(order, (name, span))
            every.append(open_[order])
    return [list_.taken for list_ in every]


def _printed(text: str) -> Iterator[tuple[str, Span]]:
    found = [match for match in _BRACKETED.finditer(text) if _free(text, match.start())]
    if text.count(")") > text.count("("):
        found += _HALF.finditer(text)
    if "\n" in text or text[:1].isdigit():
        found += _NUMBERED.finditer(text)
    for match in sorted(found, key=lambda match: match.start()):
        yield match[1], Span(*match.span())


def _free(text: str, at: int) -> bool:
    """Whether a bracket at `at` stands by itself and belongs to no law's number."""
    before = text[max(0, at - 24) : at]
    return not before or bool(_BEFORE.search(before) and not _LAW.search(before))
