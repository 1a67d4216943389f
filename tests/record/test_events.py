"""What happened is filed as the record is written, just as the histories tell it, and told a page at a time."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import astuple
from sqlalchemy import select, text, true

from answerable.model.history import Event, Happening
from answerable.model.observation import Observation
from answerable.record import tables
from answerable.record.events import day_of, day_seen, filed
from answerable.record.happened import days_told, happened, happened_to, histories
from answerable.record.record import Record
from tests.record.say import answer, official, page, tell

DAYS = [f"2025-{month:02}-{day:02}" for month in (9, 10, 11) for day in (3, 16, 28)]
SINCE = [date(2025, 1, 1), date(2025, 9, 16), date(2025, 10, 3), date(2025, 11, 28), date(2030, 1, 1)]


@st.composite
def sayings(draw: st.DrawFn) -> Observation:
    """Something that is said of one of three questions, on some day, and maybe something else than was said before."""
    uin, day = draw(st.sampled_from(["1201", "1202", "1203"])), draw(st.sampled_from(["", *DAYS]))
    if draw(st.integers(0, 4)) == 0:
        return page(said=day) if uin == "1201" else page(f"To ask about weir {uin}.", None, said=day)
    words = draw(st.sampled_from(["", " Of what length is each?"]))
    told = {
        "nothing": {},
        "answered": {"answer": answer(on=date.fromisoformat(draw(st.sampled_from(DAYS))))},
        "otherwise": {"answer": answer("Nobody counts weirs.", corrected_on=date(2025, 11, 1))},
        "held": {"answer": answer("An answer follows.", holding=True)},
        "withdrawn": {"withdrawn": True},
        "unlisted": {"unlisted": True},
        "due": {"for_answer": date.fromisoformat(draw(st.sampled_from(DAYS)))},
    }[draw(st.sampled_from(["nothing", "answered", "otherwise", "held", "withdrawn", "unlisted", "due"]))]
    tabled = date(2025, 9, 16)
    if uin == "1201":
        return official(uin, said=day, tabled=tabled, **told)
    return official(uin, said=day, tabled=tabled, words=f"To ask about weir {uin}.{words}", **told)


documents = st.lists(st.lists(sayings(), min_size=1, max_size=4), min_size=1, max_size=6)


def held(record: Record) -> tuple[set[tuple[object, ...]], dict[tuple[str, str, str], int]]:
    """What is filed, and what is counted."""
    with record.reading() as connection:
        event, count = tables.event.c, tables.event_count.c
        columns = (tables.question.c.id, event.place, event.kind, event.day, event.told)
        rows = connection.execute(select(*columns).join_from(tables.event, tables.question))
        counts = connection.execute(select(count.day, count.told, count.kind, count.events))
        return {tuple(row) for row in rows}, {(day, told, kind): events for day, told, kind, events in counts if events}


def from_histories(record: Record) -> tuple[set[tuple[object, ...]], dict[tuple[str, str, str], int]]:
    """The same, worked out anew."""
    rows = [(id_, *astuple(one)) for id_, events in histories(record, true()) for one in filed(events)]
    return set(rows), dict(Counter((day, told, kind) for _, _, kind, day, told in rows))


def all_of(record: Record, since: date, kind: str) -> list[tuple[str, Event]]:
    """Everything that happened since, read from all histories."""
    found = [
        (id_, event)
        for id_, events in histories(record, true())
        for event in events
        if day_of(event, events[0].said) >= since.isoformat() and kind in ("", event.kind.value)
    ]
    return sorted(found, key=lambda one: (day_seen(one[1]), one[0]), reverse=True)


def check(record: Record) -> None:
    """What is filed is what the histories tell, and each page is a part of that."""
    assert held(record) == from_histories(record)
    for since in SINCE:
        for kind in ("", "answered", "withdrawn"):
            expected = all_of(record, since, kind)
            for offset in range(len(expected) + 2):
                told = happened(record, since, kind, limit=2, offset=offset)
                assert list(told.some) == expected[offset : offset + 2]
                assert told.counts == dict(sorted(Counter(event.kind.value for _, event in expected).items()))
        assert set(happened_to(record, since)) == {id_ for id_, _ in all_of(record, since, "")}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents)
def test_what_is_filed_is_what_the_histories_tell(
    tmp_path_factory: pytest.TempPathFactory, told: list[list[Observation]]
) -> None:
    record = Record.open(tmp_path_factory.mktemp("record"), create=True)
    for said in told:
        tell(record, *said)
    check(record)
    record.close()


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A question that a page brought first, one read three times, and one without a day."""
    record = Record.open(tmp_path / "record", create=True)
    tell(record, page(said="2025-10-03"), page("To ask why there is no day.", None))
    tell(record, official("1201", said="2025-10-04", answer=answer()))
    tell(record, official("1202", words="To ask about locks.", said="2025-09-16"))
    tell(record, official("1202", words="To ask about locks.", said="2025-10-28", answer=answer()))
    tell(record, official("1202", words="To ask about locks.", said="2025-11-28", withdrawn=True))
    yield record
    record.close()


def test_a_page_taken_in_and_a_later_reading(record: Record) -> None:
    check(record)
    told = happened(record, date(2025, 10, 28), limit=10)
    assert [(id_[-4:], event.kind) for id_, event in told.some] == [
        ("1202", Happening.WITHDRAWN),
        ("1202", Happening.ANSWERED),
    ]
    ids = ["uk-commons/2025-09-16/1202", "uk-commons/2025-09-16/1201"]
    assert days_told(record, ids, [Happening.ANSWERED], date(2025, 10, 4)) == [(ids[0], "2025-10-28")]


def test_a_record_made_before_learns_what_happened(record: Record) -> None:
    before = held(record)
    with record.writing() as connection:
        connection.execute(text("DROP TABLE event"))
        connection.execute(text("DROP TABLE event_count"))
        with Operations.context(MigrationContext.configure(connection)):
            import_module("answerable.record.migrations.versions.0009_what_happened_when").upgrade()
    assert held(record) == before
    assert len(before[0]) == 5
