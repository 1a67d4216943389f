"""Paging through a query's list with a cursor that holds its place while the record grows."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from operator import attrgetter
from typing import Any

import msgspec
from itsdangerous import BadData, URLSafeSerializer
from msgspec import Struct
from msgspec.structs import asdict, replace

from answerable.errors import BadCursor, CursorGone
from answerable.queries.asking import Asked
from answerable.queries.catalogue import Query
from answerable.queries.listing import is_list, items, with_items
from answerable.workspace import Workspace

_ANCHORS = 3  # of the things told last, by which the place is found again: one or two of them may be gone by then
_LOOK = 500  # things looked through at a time for the place
_STEP = _LOOK - _ANCHORS
_FAR = 10_000  # how many things may have come before the place, or gone


class Page(Struct, frozen=True):
    """A part of a list: the `answer` with only these `items`, which begin at `start`; `more`: others follow.

    `state`: of the record before it was read.
    """

    answer: Any
    items: Sequence[Any]
    start: int = 0
    more: bool = False
    state: str = ""


class _Place(Struct, frozen=True):
    """Where a reader is: so many things were told, those told last, and the state of the record then."""

    told: int
    last: list[str]
    state: str


class Reading(Struct, frozen=True):
    """What somebody asks of a record, page by page."""

    workspace: Workspace
    asked: Asked

    @property
    def query(self) -> Query:
        """The query that is asked."""
        return self.asked.query

    def page(self) -> Page:
        """The page after the cursor.

        BadCursor for one that is not ours or of another list; CursorGone where its place cannot be found any more.
        """
        if not is_list(self.query):
            answer = self.query.ask(self.workspace, self.asked.asks)
            return Page(answer, items(self.query, answer))
        state, limit = self.workspace.state(), self.asked.limit
        start = self._start(state)
        answer, found = self._window(start, limit + 1)
        shown = found[:limit]
        return Page(with_items(self.query, answer, shown), shown, start, len(found) > limit, state)

    def after(self, page: Page, count: int | None = None) -> str:
        """The cursor of what follows the first `count` things on a page, or all of them; "" where nothing does."""
        told = page.items if count is None else page.items[:count]
        if not page.more and len(told) == len(page.items):
            return ""
        place = _Place(page.start + len(told), [self.key(one) for one in told[-_ANCHORS:]], page.state)
        return str(self._signer.dumps(msgspec.to_builtins(place)))

    def pages(self) -> Iterator[Page]:
        """This page and all that follow."""
        page = self.page()
        yield page
        while cursor := self.after(page):
            page = Reading(self.workspace, replace(self.asked, cursor=cursor)).page()
            yield page

    def _window(self, start: int, count: int) -> tuple[Any, Sequence[Any]]:
        """The answer with `count` things from `start` on, where there are so many."""
        names = self.asked.asks.__struct_fields__
        if "offset" in names:
            answer = self.query.ask(self.workspace, replace(self.asked.asks, offset=start, limit=count))
            return answer, items(self.query, answer)
        asked = replace(self.asked.asks, limit=start + count) if "limit" in names else self.asked.asks
        answer = self.query.ask(self.workspace, asked)
        return answer, items(self.query, answer)[start : start + count]

    def _start(self, state: str) -> int:
        """How many things come before those that were not told yet, with the record in this state."""
        if not self.asked.cursor:
            return 0
        place = self._read(self.asked.cursor)
        if place.state == state:
            return place.told
        found = next((at for start, keys in self._near(place.told) if (at := _after(place.last, start, keys))), None)
        if found is None:
            raise CursorGone("so much has changed in this list that the place cannot be found again; begin it anew")
        return found

    def _near(self, told: int) -> Iterator[tuple[int, list[str]]]:
        """Stretches of the list with where each begins: around the place, further on, then further back."""
        near = max(told - _LOOK // 2, 0)
        for start in range(near, near + _FAR, _STEP):
            keys = self._keys(start, _LOOK)
            yield start, keys
            if len(keys) < _LOOK:
                break
        for start in range(near - _STEP, max(near - _FAR, -_STEP), -_STEP):
            yield max(start, 0), self._keys(max(start, 0), _LOOK)

    def _keys(self, start: int, count: int) -> list[str]:
        return [self.key(one) for one in self._window(start, count)[1]]

    def _read(self, cursor: str) -> _Place:
        try:
            return msgspec.convert(self._signer.loads(cursor), _Place)
        except (BadData, msgspec.ValidationError):
            raise BadCursor("expected a cursor as this list gave it, with everything else asked as before") from None

    @property
    def _signer(self) -> URLSafeSerializer:
        """Signs for this record and this list: a cursor fits nothing else."""
        same = {name: value for name, value in asdict(self.asked.asks).items() if name not in ("limit", "offset")}
        return URLSafeSerializer(self.workspace.record.identity, f"{self.query.name} {msgspec.json.encode(same)!r}")

    def key(self, item: Any) -> str:
        """What tells a thing from all others in the list."""
        told = [attrgetter(name)(item) for name in self.query.by]
        return blake2b(msgspec.json.encode(told), digest_size=8).hexdigest()


def _after(last: Sequence[str], start: int, keys: list[str]) -> int:
    """The place after the newest of the `last` that is here; 0 where none is."""
    for key in reversed(last):
        if key in keys:
            at = keys.index(key) + 1
            # At the end of a stretch the next one, which overlaps, may have a newer one of them.
            whole = key == last[-1] or len(keys) < _LOOK or at <= len(keys) - _ANCHORS
            return start + at if whole else 0
    return 0
