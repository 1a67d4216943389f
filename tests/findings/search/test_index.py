"""The index on disk: what it finds, and that it is in step with the record whatever happens to its files."""

import multiprocessing
import os
import shutil
import signal
import time
from datetime import date

import pytest

from answerable.errors import DamagedFinding
from answerable.findings.search import SearchIndex, index
from answerable.findings.search.labels import Label
from answerable.findings.search.language import parse
from answerable.model.people import body_of_name, member_of_number
from answerable.record.record import Record
from tests.record.say import answer, official, page, tell

TIDES = body_of_name("Office of Tides", 32)
QUESTIONS = [
    official("1", words="To ask what weirs were inspected.", heading="Weirs: Inspections", answer=answer("Forty-one.")),
    official(
        "2", words="To ask about reeds.", tabled=date(2024, 3, 1), answer=answer("No weir has reeds. CP1338 says so.")
    ),
    official(
        "3", words="To ask about Siân's café.", body=TIDES, asker=member_of_number(77), holding_on=date(2025, 9, 20)
    ),
    official("HL4", words="To ask about river levels.", house="Lords", named_day=True, withdrawn=True),
    page(words="To ask about level rivers and the year 2025.", reply="See CP 1338, and question 3."),
]


@pytest.fixture
def record(tmp_path):
    record = Record.open(tmp_path / "record", create=True)
    tell(record, *QUESTIONS)
    yield record
    record.close()


@pytest.fixture
def found(record, tmp_path):
    search = SearchIndex.open(tmp_path / "findings" / "search", record.identity)
    search.refresh(record)
    yield search
    search.close()


def names(field, words):
    known = {("by", "siân"): ["uk-77"], ("to", "tides"): [TIDES.id], ("by", "fenn"): ["ida-fenn"]}
    return known.get((field, words.lower()), [])


def uins(search, query, **options):
    ids = search.search(parse(query), names, **options).ids
    return [id_.rpartition("/")[2] if not id_.startswith("page") else "page" for id_ in ids]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("weir", {"1", "2"}),
        ("inspection", {"1"}),
        ("weirs -reeds", {"1"}),
        ('"river levels"', {"HL4"}),
        ("river level", {"HL4", "page"}),
        ("sian cafe", {"3"}),
        ("CP 1338", {"2", "page"}),
        ("CP1338", {"2", "page"}),
        ("3", {"3", "page"}),
        ("2025", {"page"}),
        ("uin:3", {"3"}),
        ("hl4", {"HL4"}),
        ("by:siân", {"3"}),
        ("by:nobody", set()),
        ("-by:siân", {"1", "2", "HL4", "page"}),
        ("to:tides", {"3"}),
        ("party:reed", {"page"}),
        ("house:lords", {"HL4"}),
        ("tabled:2024", {"2"}),
        ("tabled:2024..2025-09-15", {"2"}),
        ("answered:2025-10", {"1", "2"}),
        ("is:unanswered", {"3"}),
        ("is:holding", {"3"}),
        ("is:withdrawn", {"HL4"}),
        ("is:named-day", {"HL4"}),
        ("is:answered", {"1", "2", "page"}),
        ("is:corrected", set()),
        ("", {"1", "2", "3", "HL4", "page"}),
    ],
)
def test_what_is_found(found, query, expected):
    assert set(uins(found, query)) == expected


def test_words_of_the_question_count_more_than_those_of_the_answer(found):
    assert uins(found, "weirs") == ["1", "2"]


def test_orders_and_pages(found):
    assert uins(found, "to ask", sort="newest")[-2:] == ["2", "page"]
    assert uins(found, "to ask", sort="oldest")[0] == "2"
    assert uins(found, "to ask", sort="oldest", limit=2, offset=1) == uins(found, "to ask", sort="oldest")[1:3]
    assert found.search(parse("to ask"), names, limit=1).total == 5


def test_facets_count_all_that_was_found(found):
    facets = found.search(parse("weir"), names, limit=1).facets
    assert {name: {one.value: one.count for one in counts} for name, counts in facets.items()} == {
        "body": {"department-for-rivers": 2},
        "party": {},
        "house": {"commons": 2},
        "asker": {"uk-901": 2},
        "answerer": {"uk-902": 2},
        "year": {"2024": 1, "2025": 1},
        "status": {"answered": 2},
        "outcome": {},
        "ground": {},
    }


def test_snippets_mark_what_was_looked_for_and_cut_at_words(found):
    text = (
        "Möwen und Rivers. "
        + "The reeds grow slowly here. " * 20
        + "Weirs and a river follow. "
        + "Then nothing more. " * 20
    )
    plain, none = found.snippets(parse('river "weirs"'), [text, "nothing of it"])
    assert none is None
    assert [span.of(plain.text) for span in plain.spans] == ["Weirs", "river"]
    assert plain.text.startswith("… ") and plain.text.endswith(" …")
    assert plain.text.strip("… ") in text
    assert len(plain.text) < 260


def test_spans_are_of_letters_where_letters_take_several_bytes(found):
    (snippet,) = found.snippets(parse("weir"), ["Élan – “weirs” über alles, Weir"])
    assert [span.of(snippet.text) for span in snippet.spans] == ["weirs", "Weir"]


def test_a_change_in_the_record_shows_after_a_refresh_and_nothing_is_there_twice(record, found):
    tell(
        record, official("3", body=TIDES, said="2025-10-03", words="To ask about Siân's café.", answer=answer("Open."))
    )
    assert found.refresh(record) == 1
    assert uins(found, "cafe is:answered") == ["3"]
    assert uins(found, "is:unanswered") == []
    assert found.refresh(record) == 0
    assert found.search((), names).total == 5


def test_a_page_that_became_one_with_a_numbered_question_is_no_longer_found_by_itself(record, found):
    tell(record, official("5", words="To ask about level rivers and the year 2025."))
    found.refresh(record)
    assert uins(found, '"level rivers"') == ["5"]


def test_another_index_on_the_same_files_sees_what_was_written_since(record, found):
    reader = SearchIndex.open(found._place, record.identity)
    assert uins(reader, "weirs") == ["1", "2"]
    tell(record, official("6", words="To ask about weirs again."))
    found.refresh(record)
    assert set(uins(reader, "weirs")) == {"1", "2", "6"}


def _spoil(found, how):
    files = sorted((found._place / "index").glob("[!.]*"))
    if how == "a file missing":
        files[0].unlink()
    elif how == "a file cut short":
        os.truncate(next(file for file in files if file.suffix == ".idx"), 10)
    elif how == "meta that is none":
        meta = found._place / "index" / "meta.json"
        meta.write_bytes(b"x" * meta.stat().st_size)
    elif how == "state that is none":
        (found._place / "state.json").write_text("{")
    elif how == "all missing":
        shutil.rmtree(found._place)


@pytest.mark.parametrize(
    "how", ["a file missing", "a file cut short", "meta that is none", "state that is none", "all missing"]
)
def test_a_missing_or_damaged_index_is_made_anew(record, found, how):
    _spoil(found, how)
    again = SearchIndex.open(found._place, record.identity)
    assert again.refresh(record) == 5
    assert uins(again, "weirs") == ["1", "2"]


def test_another_version_or_another_record_is_made_anew(record, found, monkeypatch, tmp_path):
    other = Record.open(tmp_path / "other", create=True)
    tell(other, QUESTIONS[0])
    assert SearchIndex.open(found._place, other.identity).refresh(other) == 1
    assert SearchIndex.open(found._place, record.identity).refresh(record) == 5
    monkeypatch.setattr(index, "VERSION", index.VERSION + 1)
    assert SearchIndex.open(found._place, record.identity).refresh(record) == 5


def test_an_index_that_cannot_be_read_says_so(record, found):
    reader = SearchIndex.open(found._place, record.identity)
    _spoil(found, "meta that is none")
    with pytest.raises(DamagedFinding, match="cannot be read"):
        reader.search(parse("weirs"), names)


def _refresh(place, directory):
    record = Record.open(directory)
    SearchIndex.open(place, record.identity).refresh(record)


def test_two_processes_may_refresh_at_once(record, tmp_path):
    spawn = multiprocessing.get_context("spawn")
    place = tmp_path / "findings" / "search"
    both = [spawn.Process(target=_refresh, args=(place, record.directory)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
    assert [process.exitcode for process in both] == [0, 0]
    search = SearchIndex.open(place, record.identity)
    assert search.refresh(record) == 0
    assert search.search((), names).total == 5


class _Slow:
    """A record whose changes come, and then no more."""

    def __init__(self, record, ready):
        self._record, self._ready, self.identity = record, ready, record.identity

    def cursor(self):
        return self._record.cursor()

    def changed(self, after=0):
        yield from self._record.changed(after)
        self._ready.touch()
        time.sleep(60)


def _refresh_slowly(place, directory):
    record = Record.open(directory)
    SearchIndex.open(place, record.identity).refresh(_Slow(record, place.parent / "ready"))


def test_a_killed_refresh_is_made_good_by_the_next(record, tmp_path):
    place = tmp_path / "findings" / "search"
    process = multiprocessing.get_context("spawn").Process(target=_refresh_slowly, args=(place, record.directory))
    process.start()
    while not (place.parent / "ready").exists():
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    search = SearchIndex.open(place, record.identity)
    assert search.refresh(record) == 5
    assert search.search((), names).total == 5


class Told:
    """Labels by id, under a version."""

    told = 0

    def __init__(self, version, labels):
        self.version, self._labels = version, labels

    def restated(self, after):  # noqa: ARG002
        return iter(())

    def of(self, ids):
        return {id_: self._labels[id_] for id_ in ids if id_ in self._labels}


def test_labels_of_another_version_take_the_place_of_those_before(record, found):
    first, second = "uk-commons/2025-09-16/1", "uk-commons/2024-03-01/2"
    for version, id_, uin in (("1", first, "1"), ("2", second, "2")):
        labels = Told(version, {id_: Label("declined", "cost")})
        assert not found.labelled(labels)
        assert found.refresh(record, labels=labels) == len(QUESTIONS)
        assert found.labelled(labels)
        assert uins(found, "outcome:declined") == [uin]
        assert found.search(parse(""), names).total == len(QUESTIONS)  # none is there twice
