"""Where references to earlier answers lead in the end."""

from collections.abc import Iterator, Sequence
from typing import Any

from answerable.demo.calendar import Calendar
from answerable.demo.exchange import Exchange, Pointer


def chains(calendar: Calendar, some: Sequence[Exchange]) -> Iterator[dict[str, Any]]:
    """A row for each reference of a question or a published answer, followed to the answer that it ends in.

    References never leave the block they were made in, and lead to what has been answered. `state`: reached, loop, or
    dead end (there is no such question).
    """
    by_id = {one.slip.id: one for one in some}
    for one in some:
        for pointer in _pointers(calendar, one):
            path, state = _follow(calendar, by_id, one, pointer)
            yield {
                "id": one.slip.id, "where": pointer.where, "cited": pointer.printed, "to": pointer.to,
                "path": path, "end": path[-1] if path and state == "reached" else None, "state": state,
            }  # fmt: skip


def _pointers(calendar: Calendar, one: Exchange) -> tuple[Pointer, ...]:
    return (*one.asking.pointers, *_sent_on(calendar, one))


def _sent_on(calendar: Calendar, one: Exchange) -> tuple[Pointer, ...]:
    """What a published answer refers to."""
    there = one.reply and one.fate.answered is not None and one.fate.answered <= calendar.last
    return one.reply.pointers if one.reply and there else ()


def _follow(calendar: Calendar, by_id: dict[str, Exchange], one: Exchange, pointer: Pointer) -> tuple[list[str], str]:
    """The questions passed on the way, and how it ends."""
    path: list[str] = []
    seen = {one.slip.id} if pointer.where == "answer" else set()
    to = pointer.to
    while to is not None:
        if to in seen:
            return path, "loop"
        there = by_id.get(to)
        if there is None:
            return path, "dead end"
        seen.add(to)
        path.append(to)
        on = _sent_on(calendar, there)
        if not on:
            return path, "reached"
        to = on[0].to
    return path, "dead end"
