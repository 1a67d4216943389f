"""`answerable.open`: the same answers and the same errors from a record at hand and from a server."""

import subprocess
import sys
from datetime import date

import httpx
import msgspec
import pandas
import polars
import pyarrow
import pytest
from msgspec.structs import asdict

import answerable
from answerable.client.stub import FILE, stub
from answerable.errors import (
    Ambiguous,
    BadParameter,
    InputError,
    MissingPackage,
    NotFound,
    QueryError,
    Refused,
    ServiceError,
)
from answerable.model.dates import BadDate
from answerable.queries.catalogue import CATALOGUE
from answerable.queries.examples import EXAMPLES
from answerable.queries.listing import is_list
from tests.samples import PAGE, served
from tests.samples import answerable as run

LISTS_NOTHING = {"names", "unread"}  # the demo record knows all its Members by number, and was read whole
QUESTION = "uk-commons/2023-11-20/1502"


@pytest.fixture(scope="session")
def both(demo, demo_record):
    with answerable.open(demo_record) as here, answerable.open(demo) as there:
        yield here, there


@pytest.mark.parametrize("query", CATALOGUE, ids=lambda query: query.name)
def test_a_server_and_a_record_at_hand_answer_alike(both, query):
    given = {name: value for name, value in asdict(EXAMPLES[query.name]).items() if name != "offset"}
    here, there = (getattr(reader, query.name)(**given) for reader in both)
    if is_list(query):
        assert list(here) or query.name in LISTS_NOTHING
        assert [type(one) for one in here] == [type(one) for one in there]
        assert list(here) == list(there)
        here, there = here.page, there.page
    assert here == there
    assert type(here) is type(there)


def test_a_list_is_read_as_far_as_it_is_needed_and_to_its_end(both):
    for reader in both:
        found = reader.search("is:answered", sort="oldest")
        first = next(iter(found))
        assert found.page.hits[0] == first
        assert len(found.page.hits) == 100 < found.page.total
        ids = [hit.id for hit in found]
        assert len(ids) == len(set(ids)) == found.page.total
        assert [hit.id for hit in reader.search("is:answered", "oldest", limit=130)] == ids[:130]
        assert [len(page.hits) for page in reader.search("is:answered", limit=130).pages()] == [100, 100]
        assert list(reader.search("is:answered", limit=3)) == list(reader.search("is:answered"))[:3]
        assert list(reader.search("xyzzyx")) == []


def test_what_is_asked_can_be_given_by_place_or_by_name_and_nothing_else(both):
    for reader in both:
        assert reader.question(QUESTION) == reader.question(id=QUESTION)
        with pytest.raises(TypeError, match="colour"):
            reader.search(colour="red")
        with pytest.raises(TypeError, match="id"):
            reader.question()


def test_errors_are_the_same_from_both(both):
    for reader in both:
        with pytest.raises(NotFound, match="no question 'uk-commons/2023-11-20/99999' in this record"):
            reader.question("uk-commons/2023-11-20/99999")
        with pytest.raises(Ambiguous, match="more than one answering body"):
            list(reader.waiting(body="department"))
        with pytest.raises(BadDate, match="soon"):
            list(reader.changes("soon"))
        with pytest.raises(BadParameter, match="limit: expected int >= 1; got '0'"):
            list(reader.search(limit=0))
        with pytest.raises(BadParameter, match="id: expected"):
            reader.question("")
        with pytest.raises(QueryError) as raised:
            list(reader.search("weirs tabled:soon"))
        assert raised.value.marked() == "weirs tabled:soon\n             ^^^^"


def test_tables_have_the_types_of_the_fields(both):
    for reader in both:
        promises = reader.promises()
        table = promises.to_arrow()
        assert table.num_rows == len(list(promises))
        assert table.schema.field("promise.latest").type == pyarrow.date32()
        assert table.schema.field("promise.span.start").type == pyarrow.int64()
        assert table.column("promise.words").to_pylist() == [line.promise.words for line in promises]
        frame = reader.search("humanitarian").to_pandas()
        assert isinstance(frame, pandas.DataFrame)
        assert frame["tabled"].iloc[0] == next(iter(reader.search("humanitarian"))).tabled
        other = reader.search("humanitarian").to_polars()
        assert other.schema["tabled"] == polars.Date
        assert other["highlights"][0][0]["spans"][0]["start"] >= 0
        assert reader.search("xyzzyx").to_polars().schema == other.schema
        cited = reader.documents(limit=2).to_polars()
        assert cited["times"].to_list() == [one.times for one in reader.documents(limit=2)]


def test_every_list_can_be_made_a_table(both):
    for query in CATALOGUE:
        if is_list(query):
            given = {name: value for name, value in asdict(EXAMPLES[query.name]).items() if name != "offset"}
            listed = getattr(both[0], query.name)(**given)
            assert listed.to_arrow().num_rows == len(list(listed)), query.name


def test_a_package_that_is_absent_is_named(both, monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingPackage, match=r"needs polars; pip install 'answerable\[polars\]'"):
        both[0].search().to_polars()


def test_what_is_no_record_or_no_server_is_an_error_of_ours(tmp_path, unused_port):
    with pytest.raises(NotFound, match="there is no record here yet"):
        answerable.open(tmp_path)
    for address in ("http://", "https:///questions"):
        with pytest.raises(InputError, match="expected the address of a server"):
            answerable.open(address)
    with pytest.raises(ServiceError, match="no answer"):
        answerable.open(f"http://127.0.0.1:{unused_port}").status()


def test_a_server_that_is_none_of_ours_is_told_apart(demo):
    site = demo.removesuffix("/api/v1")
    with pytest.raises(Refused, match="got 404"):
        answerable.open(f"{site}/about").status()


def test_who_is_asked_to_wait_waits_or_says_so(tmp_path):
    (tmp_path / "page.txt").write_text(PAGE)
    assert run("add", tmp_path / "page.txt", record=tmp_path / "record").returncode == 0
    (tmp_path / "record" / "settings.toml").write_text("api_rate = 1\n")
    with served(tmp_path / "record") as address, answerable.open(address, patience=0) as reader:
        assert reader.status().summary.questions == 3
        with pytest.raises(ServiceError, match="Too many requests"):
            reader.status()


def test_type_checkers_know_what_the_methods_take_and_give(tmp_path):
    assert FILE.read_text() == stub(), "the catalogue has changed: make stub"
    program = tmp_path / "program.py"
    program.write_text(
        "import answerable\n"
        "with answerable.open('http://127.0.0.1') as record:\n"
        "    for hit in record.search('aid', sort='newest', limit=5):\n"
        "        reveal_type(hit.tabled)\n"
        "    reveal_type(record.question('a').answer)\n"
        "    reveal_type(record.search().page.total)\n"
        "    record.search(sort='best')\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", program], capture_output=True, text=True
    )
    said = [line.partition(": ")[2] for line in done.stdout.splitlines() if "program.py" in line]
    assert said[0] == 'note: Revealed type is "datetime.date | None"'
    assert said[1] == 'note: Revealed type is "answerable.queries.views.AnswerView | None"'
    assert said[2] == 'note: Revealed type is "int"'
    assert len(said) == 4
    assert 'Argument "sort" to "search" of "Reader" has incompatible type' in said[3]


def test_a_page_of_the_client_is_what_the_api_tells(both, demo):
    told = httpx.get(f"{demo}/bodies?limit=5").json()
    assert msgspec.to_builtins(list(both[1].bodies(limit=5))) == told
    assert isinstance(next(iter(both[1].newest())).tabled, date)
