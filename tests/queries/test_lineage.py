"""Bodies that follow each other: what `to:` finds, what the body's page tells, and what a mistake in a file says."""

import pytest

from answerable.errors import InputError
from answerable.model.dates import parse_partial
from answerable.model.people import body_of_name
from answerable.queries.people import OneOf, body
from answerable.queries.search import Search, search
from answerable.record.lineage import lineage_of, own_lineage
from answerable.workspace import Workspace
from tests.record.say import answer, official, tell
from tests.samples import answerable

RIVERS = """
[[body]]
name = "Department for Rivers and Tides"
also = ["DRT"]
since = "2023-02-07"
from = ["Department for Rivers", "Office of Tides"]
parts = ["Department for Paths"]

[[body]]
name = "Department for Rivers"
since = "2016-07"
until = "2023-02-07"
from = ["Ministry of Weirs"]

[[body]]
name = "Ministry of Weirs"
until = "2016-07"
"""
NAMES = (
    "Department for Rivers and Tides", "Department for Rivers", "Ministry of Weirs", "Office of Tides",
    "Department for Paths", "Department for Tides Research",
)  # fmt: skip


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace.open(tmp_path / "record", create=True)
    (tmp_path / "record" / "bodies.toml").write_text(RIVERS)
    (tmp_path / "record" / "settings.toml").write_text('bodies = "bodies.toml"\n')
    said = [official(str(n), body=body_of_name(name), words=f"{name}?") for n, name in enumerate(NAMES)]
    tell(opened.record, *said, official("77", body=body_of_name(NAMES[2]), words="Answered?", answer=answer()))
    opened.refresh()
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("to:rivers", NAMES[:4]),  # all with the word, and all that came to be them
        ('to:"rivers tides"', NAMES[:4]),
        ("to:tides", (*NAMES[:4], NAMES[5])),
        ("to:weirs", NAMES[2:3]),  # what it came to be is not what was asked for
        ("to:paths", NAMES[4:5]),  # gave only parts
        ('to:"Department for Rivers and Tides"', NAMES[:1]),  # a whole name is that body
        ('to:"department for rivers"', NAMES[1:2]),
        ("to:drt", NAMES[:1]),
        ("to:department-for-rivers", NAMES[1:2]),
        ("to:fens", ()),
        ("to:—", None),
    ],
)
def test_to_finds_a_body_and_its_forebears(workspace, query, expected):
    if expected is None:
        with pytest.raises(Exception, match="expected a name after to:"):
            search(workspace, Search(query))
        return
    found = {hit.body for hit in search(workspace, Search(query)).hits}
    assert found == set(expected)


def test_a_facet_of_a_body_finds_just_that_body(workspace):
    for one in search(workspace, Search("to:rivers")).facets["body"]:
        again = search(workspace, Search(one.query))
        assert {hit.body for hit in again.hits} == {one.label} and again.total == one.count


def test_the_body_tells_its_line_with_dates_and_counts_over_it(workspace):
    view = body(workspace, OneOf("department-for-rivers"))
    assert [(one.name, one.since, one.until, one.asked, one.url) for one in view.line] == [
        (NAMES[0], "2023-02-07", "", 1, "/body/department-for-rivers-and-tides"),
        (NAMES[1], "2016-07", "2023-02-07", 1, "/body/department-for-rivers"),
        (NAMES[2], "", "2016-07", 2, "/body/ministry-of-weirs"),
    ]
    assert (view.line_asked, view.line_answered) == (4, 1)
    assert view.line[0].came_from == ("Department for Rivers", "Office of Tides")
    assert body(workspace, OneOf("department-for-tides-research")).line == ()


def test_the_departments_that_come_along():
    known = own_lineage()
    for abbreviation, business in (("BEIS", True), ("BIS", True), ("DIT", True), ("DECC", True), ("DfES", False)):
        (name,) = {stage.name for stage in known.stages if abbreviation in stage.also}
        assert (body_of_name(name).id in known.forebears(known.named("dbt"))) is business, abbreviation
    housing = [stage.name for stage in known.line(body_of_name("Office of the Deputy Prime Minister").id)]
    assert housing[0] == housing[2] == "Ministry of Housing, Communities and Local Government"
    assert housing[1] == "Department for Levelling Up, Housing and Communities"
    foreign = known.forebears(known.named("FCDO"))
    assert foreign >= known.named("DFID") | known.named("FCO")


def test_every_forebear_is_a_body_that_ended_when_its_heir_began():
    stages = own_lineage().stages
    for stage in stages:
        for before in stage.came_from:
            ends = [one.until for one in stages if one.name == before and one.until]
            assert any(_may_meet(end, stage.since) for end in ends), f"{before} → {stage.name}"
        for part in stage.parts:
            assert part in {one.name for one in stages}, part


def _may_meet(until, since):
    one, other = parse_partial(until), parse_partial(since)
    return one.first() <= other.last() and other.first() <= one.last()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[[body]]\nname = 7\n", "Expected `str`"),
        ("[[body]]\nname = 'Rivers'\nsicne = '2016'\n", "unknown field `sicne`"),
        ("[[body]]\nname = 'Rivers'\nsince = 'soon'\n", "'Rivers' to have dates; got expected a date like"),
        (
            "[[body]]\nname = 'Rivers'\nsince = '2016'\nuntil = '2015-01'\n",
            "to end after it began; got 2016 to 2015-01",
        ),
        ("[[body", "bodies as the head of lineage.toml explains"),
    ],
)
def test_a_mistake_in_a_file_is_told(tmp_path, written, told):
    (tmp_path / "bodies.toml").write_text(written)
    with pytest.raises(InputError) as error:
        lineage_of(tmp_path / "bodies.toml")
    assert "bodies.toml" in str(error.value) and told in str(error.value)


def test_the_commands_tell_members_and_bodies(workspace):
    record = workspace.record.directory
    said = answerable("body", "drt", record=record).stdout.decode()
    assert said.startswith("Department for Rivers and Tides: 1 question, 0 with an answer")
    assert "Its line: 4 questions, 1 with an answer" in said and "Ministry of Weirs" in said
    told = answerable("member", "uk-901", record=record).stdout.decode()
    assert told.startswith("Member 901: 7 questions asked, 0 answered")
    assert "Department for Paths" in told
    assert b"no answering body has the name or id 'fens'" in answerable("body", "fens", record=record).stderr
