"""A cursor's place: held while nothing changes, found again when something did, and never guessed."""

from types import SimpleNamespace
from typing import Annotated

import pytest
from msgspec import Meta, Struct

from answerable.errors import BadCursor, CursorGone
from answerable.queries.asking import asked
from answerable.queries.catalogue import CATALOGUE, Query
from answerable.queries.examples import EXAMPLES
from answerable.queries.listing import is_list, kind
from answerable.queries.paging import Reading
from answerable.queries.rows import columns
from answerable.workspace import Workspace
from tests.record.say import official, tell


class Numbers(Struct, frozen=True):
    """`limit` and `offset` page."""

    limit: Annotated[int, Meta(ge=1, le=100)] = 10
    offset: int = 0


class Number(Struct, frozen=True):
    id: int


@pytest.fixture
def shelf(tmp_path):
    """A list that a test can change, and how it is read on."""
    workspace = Workspace.open(tmp_path / "record", create=True)
    held = SimpleNamespace(numbers=list(range(1000, 0, -1)), changes=0)

    def ask(_, numbers):
        return tuple(Number(one) for one in held.numbers[numbers.offset : numbers.offset + numbers.limit])

    query = Query("numbers", "/numbers", Numbers, tuple[Number, ...], ask)

    def read(cursor=""):
        reading = Reading(workspace, asked(query, {"cursor": cursor}))
        page = reading.page()
        return [one.id for one in page.items], reading.after(page)

    def change(numbers):
        held.numbers, held.changes = numbers, held.changes + 1
        tell(workspace.record, official(str(held.changes)))

    yield SimpleNamespace(held=held, read=read, change=change, workspace=workspace, query=query)
    workspace.close()


def test_as_many_pages_as_there_are_follow(shelf):
    shelf.change(list(range(2_500, 0, -1)))
    pages = Reading(shelf.workspace, asked(shelf.query, {"limit": 2})).pages()
    assert [one.id for page in pages for one in page.items] == shelf.held.numbers


def test_the_place_is_found_after_additions_before_it_and_far_before_it(shelf):
    for added in (3, 700, 5_000):
        first, cursor = shelf.read()
        shelf.change([*range(shelf.held.numbers[0] + added, shelf.held.numbers[0], -1), *shelf.held.numbers])
        assert shelf.read(cursor)[0][0] == first[-1] - 1


def test_the_place_is_found_after_the_thing_told_last_is_gone(shelf):
    first, cursor = shelf.read()
    shelf.change([one for one in shelf.held.numbers if one not in first[-2:]])
    assert shelf.read(cursor)[0][0] == first[-1] - 1


def test_the_place_is_found_further_back_when_much_before_it_is_gone(shelf):
    cursor = ""
    for _ in range(90):
        told, cursor = shelf.read(cursor)
    shelf.change(shelf.held.numbers[850:])
    assert shelf.read(cursor)[0][0] == told[-1] - 1


def test_a_place_that_is_gone_is_said_to_be(shelf):
    first, cursor = shelf.read()
    shelf.change([one for one in shelf.held.numbers if one not in first])
    with pytest.raises(CursorGone, match="begin it anew"):
        shelf.read(cursor)


def test_a_cursor_that_was_changed_or_is_of_another_record_is_refused(shelf, tmp_path):
    cursor = shelf.read()[1]
    other = Workspace.open(tmp_path / "other", create=True)
    for workspace, bad in ((shelf.workspace, cursor[:-1]), (shelf.workspace, "." + cursor), (other, cursor)):
        with pytest.raises(BadCursor):
            Reading(workspace, asked(shelf.query, {"cursor": bad})).page()
    other.close()


def test_the_state_changes_with_the_record_and_not_by_reading(shelf):
    before = shelf.workspace.state()
    shelf.workspace.record.cursor()
    assert shelf.workspace.state() == before
    shelf.change(shelf.held.numbers)
    assert shelf.workspace.state() != before


@pytest.mark.parametrize("query", CATALOGUE, ids=lambda query: query.name)
def test_every_query_that_pages_says_what_it_lists_and_what_tells_things_apart(query):
    assert is_list(query) or "offset" not in query.asks.__struct_fields__, "say what it `lists`"
    if is_list(query):
        there = {part for one in columns(kind(query)) for part in _beginnings(one.name)}
        assert set(query.by) <= there


@pytest.mark.parametrize("query", [one for one in CATALOGUE if is_list(one)], ids=lambda query: query.name)
def test_things_in_a_list_are_told_apart(query, demo_record):
    workspace = Workspace.open(demo_record)
    reading = Reading(workspace, asked(query, {n: v for n, v in _given(EXAMPLES[query.name]) if n != "offset"}))
    keys = [reading.key(one) for page in reading.pages() for one in page.items]
    assert len(keys) == len(set(keys))
    assert keys or query.name in ("names", "unread")  # the demo record knows its Members by number, and was read whole
    workspace.close()


def _beginnings(name):
    steps = name.split(".")
    return [".".join(steps[: count + 1]) for count in range(len(steps))]


def _given(example):
    return [(name, getattr(example, name)) for name in example.__struct_fields__]
