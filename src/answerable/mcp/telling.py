"""What a tool answers: words on what is told and how to get more, then the answer as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from answerable.mcp.fitting import LONGEST, Cut, fitting, plain, printed, shortened
from answerable.model.licence import ATTRIBUTION
from answerable.queries.asking import asked
from answerable.queries.catalogue import Query
from answerable.queries.listing import is_list, kind, with_items
from answerable.queries.paging import Page, Reading
from answerable.queries.rows import chosen, selected
from answerable.workspace import Workspace

_WORDS = 1_500  # characters kept for what is said about the answer
_AROUND = LONGEST // 2  # characters at most of what stands around a list


class Teller(Struct, frozen=True):
    """Answers from an open record; `site` is where its pages are, "" where it has none."""

    workspace: Workspace
    site: str

    def answer(self, query: Query, given: Mapping[str, Any]) -> str:
        """The answer in at most `LONGEST` characters. Errors are those of the query."""
        own = {name: value for name, value in given.items() if name != "fields"}
        names = str(given.get("fields", ""))
        fields = chosen(kind(query), names) if names.strip() else ()
        reading = Reading(self.workspace, asked(query, own))
        page = reading.page()
        tell = _Telling(self.site, fields)
        return tell.listed(reading, page) if is_list(query) and page.answer is not None else tell.one(page)


class _Telling(Struct, frozen=True):
    """How things are told: with addresses on a site, and all of them or only some fields."""

    site: str
    fields: tuple[str, ...]

    def listed(self, reading: Reading, page: Page) -> str:
        """A list, cut between the things in it."""
        query = reading.query
        around, cuts = shortened(plain(with_items(query, page.answer, ()), self.site), _AROUND)
        things = [self._thing(item) for item in page.items]
        room = LONGEST - _WORDS - len(printed(around))
        count = fitting(things, room)
        if things and not count:
            thing, more = shortened(things[0], room)
            things, count, cuts = [thing], 1, [*cuts, *more]
        answer = {**around, query.lists: things[:count]} if query.lists else things[:count]
        return _text([*_more(reading, page, count), *map(_said, cuts)], answer)

    def one(self, page: Page) -> str:
        """An answer that is no list."""
        if page.answer is None:
            return _text(["There is none."], None)
        told, cuts = shortened(self._thing(page.answer), LONGEST - _WORDS)
        return _text([*map(_said, cuts)], told)

    def _thing(self, thing: Any) -> Any:
        return plain(selected(msgspec.to_builtins(thing), self.fields) if self.fields else thing, self.site)


def _more(reading: Reading, page: Page, count: int) -> Iterator[str]:
    """How many of the list are told, and how to get those that follow."""
    if not page.items:
        yield "Nothing was found."
        return
    first = page.start + 1
    yield f"Items {first} to {page.start + count} of the list."
    if cursor := reading.after(page, count):
        yield f'For the items that follow, ask the same again with cursor="{cursor}".'


def _said(cut: Cut) -> str:
    more = f'fields="{cut.name}" leaves out all else' if cut.what == "items" else "all of it is on its page"
    return f"{cut.name}: cut to {cut.told:,} of {cut.of:,} {cut.what}; {more}."


def _text(words: list[str], answer: Any) -> str:
    return "\n".join([*words[:10], ATTRIBUTION, "", printed(answer)])
