"""How many questions there are and which numbers are missing is kept as the record is written, as if counted anew."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from answerable.model.observation import Observation
from answerable.model.people import body_of_name, member_of_number
from answerable.model.question import Grouped, Question
from answerable.record import tables
from answerable.record.heard import card_of
from answerable.record.numbers import missing, spans
from answerable.record.record import Record
from tests.record.say import REPLY, WORDS, answer, official, page, tell, tell_in

DAY = date(2025, 9, 16)
DAYS = [DAY, DAY + timedelta(30), DAY + timedelta(61)]
UINS = ["1201", "1202", "1204", "1207", "HL1206", "X-1"]
BODIES = [body_of_name("Department for Rivers", 31), body_of_name("Department for Roads", 32)]
Counted = dict[tuple[str, str, str], int]
Lacking = dict[str, tuple[int, str]]


@st.composite
def sayings(draw: st.DrawFn) -> Observation:
    """Something that is said of one of some questions, some of which got an answer together."""
    uin, day, said = draw(st.sampled_from(UINS)), draw(st.sampled_from(DAYS)), draw(st.sampled_from(["", "2026-01-01"]))
    house = "Lords" if uin.startswith("HL") else "Commons"
    if draw(st.integers(0, 6)) == 0:
        return page(draw(st.sampled_from([WORDS, f"{WORDS} {uin}"])), draw(st.sampled_from([REPLY, None])), said=said)
    grouped = tuple(Grouped(other, day) for other in UINS[:4] if other != uin)
    by = member_of_number(draw(st.integers(902, 903)))
    fields = {
        "nothing": {},
        "answered": {"answer": answer()},
        "together": {"answer": answer(), "grouped": grouped},
        "clipped": {"clipped": True},
        "withdrawn": {"withdrawn": True},
        "unlisted": {"unlisted": True},
    }[draw(st.sampled_from(["nothing", "answered", "together", "together", "clipped", "withdrawn", "unlisted"]))]
    words = WORDS if uin == "1201" else f"{WORDS} {uin}"
    asked = {"house": house, "tabled": day, "asker": by, "body": draw(st.sampled_from(BODIES))}
    return official(uin, words=words, said=said, **asked, **fields)


batches = st.lists(
    st.lists(st.lists(sayings(), min_size=1, max_size=4), min_size=1, max_size=2), min_size=1, max_size=5
)


def kept(record: Record) -> tuple[Counted, Lacking]:
    """What is counted, and what is missing."""
    with record.reading() as connection:
        count, lacking = tables.question_count.c, tables.missing_numbers.c
        counts = connection.execute(select(count.what, count.id, count.status, count.questions))
        numbers = connection.execute(select(lacking.day, lacking.count, lacking.numbers))
        return {(what, id_, status): n for what, id_, status, n in counts}, {
            row[0]: (row[1], row[2]) for row in numbers
        }


def anew(record: Record) -> tuple[Counted, Lacking]:
    """The same, from all questions and without haste."""
    questions = list(record.everything())
    counts = Counter(key for one in questions for key in counted_as(one)) + further(questions)
    uins: dict[str, dict[date, list[str]]] = {}
    for one in questions:
        if one.tabled and one.uin:
            uins.setdefault(one.id.split("/")[0], {}).setdefault(one.tabled, []).append(one.uin)
    lacking = {
        f"{chamber}/{day}": (len(numbers), ", ".join(spans(numbers)))
        for chamber, its in uins.items()
        for day, numbers in plainly_missing(its).items()
        if numbers
    }
    return dict(counts), lacking


def counted_as(one: Question) -> Iterator[tuple[str, str, str]]:
    day = f"{one.id.split('/')[0]}/{one.tabled}" if one.tabled else "page"
    yield "day", day, one.status.value
    if one.clipped:
        yield "clipped", day, one.status.value
    answerer = one.answer.by if one.answer else None
    for what, who in (("asker", one.asker), ("answerer", answerer), ("body", one.body)):
        if who:
            yield what, who.id, one.status.value


def further(questions: list[Question]) -> Counter[tuple[str, str, str]]:
    """Those that got an answer which another before them got: in all, of the body, of the answerer."""
    met: set[tuple[object, ...]] = set()
    found: Counter[tuple[str, str, str]] = Counter()
    for one in questions:
        if (together := card_of(one).together) is not None:
            body, by = one.body, one.answer.by if one.answer else None
            of = [("further", ""), ("further of body", body and body.id), ("further of answerer", by and by.id)]
            found.update((what, id_, "") for what, id_ in of if id_ is not None and (what, id_, together) in met)
            met.update((what, id_, together) for what, id_ in of)
    return found


def plainly_missing(uins: dict[date, list[str]]) -> dict[date, list[int]]:
    """The numbers between two of a day that are at most 50 apart, but for those of any day within 30 days of it."""
    numbers = {
        day: {int(uin.removeprefix("HL")) for uin in its if uin.removeprefix("HL").isdecimal()}
        for day, its in uins.items()
    }
    found = {}
    for day, its in numbers.items():
        around = set().union(*(theirs for other, theirs in numbers.items() if abs(other - day) <= timedelta(30)))
        ends = sorted(its)
        between = {n for a, b in pairwise(ends) if b - a <= 50 for n in range(a, b)}
        found[day] = sorted(between - around)
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches)
def test_what_is_kept_is_what_counting_anew_tells(
    tmp_path_factory: pytest.TempPathFactory, told: list[list[list[Observation]]]
) -> None:
    record = Record.open(tmp_path_factory.mktemp("record"), create=True)
    for documents in told:
        with record.adding() as adding:
            for said in documents:
                tell_in(adding, *said)
        assert kept(record) == anew(record)
    record.close()


numbers = st.tuples(st.integers(0, 7).map(lambda tens: DAY + timedelta(10 * tens)), st.integers(1, 12).map(str))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sets(numbers, min_size=2, max_size=8), min_size=2, max_size=4))
@example([{(DAY + timedelta(30), "1"), (DAY + timedelta(30), "3")}, {(DAY, "2")}])
@example([{(DAY, "1"), (DAY, "3")}, {(DAY + timedelta(30), "2")}])
@example([{(DAY, "2")}, {(DAY + timedelta(30), "1"), (DAY + timedelta(30), "3")}, {(DAY + timedelta(50), "1")}])
def test_what_is_missing_is_kept_in_whatever_order_numbers_come(
    tmp_path_factory: pytest.TempPathFactory, told: list[set[tuple[date, str]]]
) -> None:
    record = Record.open(tmp_path_factory.mktemp("record"), create=True)
    for its in told:
        tell(record, *(official(uin, tabled=day, words=f"To ask of {day} {uin}.") for day, uin in sorted(its)))
        assert kept(record)[1] == anew(record)[1]
    record.close()


days = st.dictionaries(
    st.integers(0, 100).map(lambda days: DAY + timedelta(days)),
    st.lists(st.one_of(st.integers(0, 260).map(str), st.sampled_from(["HL7", "007", "X-1", "9" * 30])), min_size=1),
    max_size=12,
)


@given(days)
@example({date.min: ["1", "4"], date.max: ["2"]})
def test_missing_numbers_are_those_between_that_no_day_around_has(uins: dict[date, list[str]]) -> None:
    assert missing(uins) == plainly_missing(uins)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """Two that were answered together, one that is clipped, one of the Lords, and one that bears no day."""
    record = Record.open(tmp_path / "record", create=True)
    with record.adding() as adding:
        together = [Grouped("1201", DAY), Grouped("1203", DAY)]
        for uin in ("1201", "1203"):
            others = tuple(one for one in together if one.uin != uin)
            tell_in(adding, official(uin, words=f"To ask about {uin}.", answer=answer(), grouped=others))
        tell_in(adding, official("1206", words="To ask about locks.", clipped=True), page("To ask why.", None))
        tell_in(adding, official("HL9", words="To ask about tides.", house="Lords", tabled=DAYS[1]))
    yield record
    record.close()


def test_what_is_kept_of_some_questions(record: Record) -> None:
    counts, lacking = kept(record)
    assert lacking == {"uk-commons/2025-09-16": (3, "1202, 1204–1205")}
    assert counts["day", "uk-commons/2025-09-16", "answered"] == 2
    assert counts["further", "", ""] == counts["further of answerer", "uk-902", ""] == 1
    assert counts["clipped", "uk-commons/2025-09-16", "tabled"] == counts["day", "page", "tabled"] == 1
    assert (counts, lacking) == anew(record)


def test_an_addition_that_fails_leaves_the_counts_as_they_were(record: Record) -> None:
    before = kept(record)
    with pytest.raises(KeyError), record.adding() as adding:
        tell_in(adding, official("1204", words="To ask about sluices."))
        raise KeyError
    assert kept(record) == before


def test_a_record_made_before_is_counted(record: Record) -> None:
    before = kept(record)
    with record.writing() as connection:
        for name in ("question_count", "missing_numbers"):
            connection.execute(text(f"DROP TABLE {name}"))
        for name in ("question_together", "listed_trouble"):
            connection.execute(text(f"DROP INDEX {name}"))
        columns = "question (body, answerer, together) WHERE together IS NOT NULL"
        connection.execute(text(f"CREATE INDEX question_together ON {columns}"))
        connection.execute(text("CREATE INDEX question_clipped ON question (id) WHERE instr(data, 'clipped') > 0"))
        with Operations.context(MigrationContext.configure(connection)):
            import_module("answerable.record.migrations.versions.0012_how_many_questions_there_are").upgrade()
    assert kept(record) == before
