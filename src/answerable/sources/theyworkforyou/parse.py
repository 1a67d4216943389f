"""Bytes → elements → exchanges → observations."""

import re
from collections.abc import Iterator
from datetime import date

from answerable.errors import AnswerableError
from answerable.model.ids import page_id
from answerable.model.observation import Observation, Unread
from answerable.sources.fields import BadField, day_of
from answerable.sources.strict_xml import Placed, check, children, words_of
from answerable.sources.theyworkforyou.gid import Gid, gid_of
from answerable.sources.theyworkforyou.question import NAME, Exchange, observations

_OURS = (b"publicwhip/wrans/", b"publicwhip/lordswrans/", b"publicwhip/spwa/")
_FILE_DAY = re.compile(r"(?:answers|lordswrans|spwa)(\d{4}-\d{2}-\d{2})[a-z]{0,2}\.xml")
_TITLE = re.compile(r"written answers\b", re.IGNORECASE)  # Holyrood's first heading names the page, not a body
_LONGEST = 2000  # characters of an excerpt


def recognises(head: bytes) -> bool:
    """A parlparse page with ids of written answers."""
    return b"<publicwhip" in head and any(mark in head for mark in _OURS)


def parse(document: bytes, name: str, first_line: int = 1) -> Iterator[Observation | Unread]:
    """An observation for each numbered question; elements that are no part of an exchange are unread."""
    check(document, name)
    found = _FILE_DAY.search(name)
    page = _Page(_day(found.group(1)) if found else None, first_line - 1)
    for placed in children(document, name):
        yield from page.take(placed)
    yield from page.end()


class _Page:
    """Gathers elements into exchanges, in their order."""

    def __init__(self, day: date | None, above: int) -> None:
        self._day, self._above = day, above
        self._body = self._heading = ""
        self._exchange = Exchange()

    def take(self, placed: Placed) -> Iterator[Observation | Unread]:
        """All that this element completes."""
        tag = placed.element.tag
        if tag == "reply" and self._exchange.questions:
            self._exchange.replies.append(placed.element)
        elif tag == "ques" and not self._exchange.replies:
            self._ask(placed)
        elif tag in ("gidredirect", "source"):
            yield from self._moved(placed)
        else:
            yield from self.end()
            if tag == "ques":
                self._ask(placed)
            else:
                yield from self._head(placed)

    def end(self) -> Iterator[Observation | Unread]:
        """The exchange that was being gathered."""
        exchange, self._exchange = self._exchange, Exchange()
        if not exchange.questions:
            return
        try:
            yield from list(observations(exchange))
        except (BadField, AnswerableError) as error:
            elements = (placed.element for placed in exchange.questions)
            words = "\n".join(words_of(element) for element in (*elements, *exchange.replies))
            yield Unread(exchange.place, str(error), words[:_LONGEST])

    def _ask(self, placed: Placed) -> None:
        exchange = self._exchange
        exchange.questions.append(placed)
        exchange.place = exchange.place or self._place(placed)
        exchange.body, exchange.heading, exchange.day = self._body, self._heading, self._day

    def _head(self, placed: Placed) -> Iterator[Unread]:
        words, tag = words_of(placed.element), placed.element.tag
        if tag == "minor-heading":
            self._heading = words
        elif tag == "major-heading":
            self._body, self._heading = "" if _TITLE.match(words) else words, ""
        else:
            expected = "a question before its reply" if tag == "reply" else "headings, questions and replies"
            yield Unread(self._place(placed), f"expected {expected}; got {tag[:40]}", words[:_LONGEST])

    def _moved(self, placed: Placed) -> Iterator[Observation]:
        """A question that a later edition of the day no longer has, where its id tells the number."""
        told = placed.element.attrib
        gone, after = gid_of(told.get("oldgid", "")), gid_of(told.get("newgid", ""))
        if told.get("matchtype") == "removed" and gone and after and gone.part == "q0" and gone.house(gone.item):
            yield _removed(gone, after, self._place(placed))

    def _place(self, placed: Placed) -> str:
        return f"line {placed.line + self._above}"


def _removed(gone: Gid, after: Gid, place: str) -> Observation:
    house = gone.house(gone.item)
    return Observation(
        source=NAME,
        place=place,
        said=after.edition,
        id=str(page_id(house or "", gone.day.isoformat(), gone.item)),
        house=house,
        uin=gone.item,
        unlisted=True,
    )


def _day(printed: str) -> date | None:
    try:
        return day_of("file", printed)
    except BadField:
        return None
