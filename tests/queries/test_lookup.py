"""What may be meant by the beginning of words."""

import pytest

from answerable.queries.latest import Latest, latest
from answerable.queries.lookup import Typed, lookup
from answerable.workspace import Workspace
from tests.samples import answerable, listed, official

CITED = (
    "<p>We published the Weirs and Reeds Strategy 2024 (CP 1338) on 3 March 2025."
    " See the Weirs and Reeds Strategy 2024.</p>"
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    place = tmp_path_factory.mktemp("lookup")
    (place / "list.json").write_bytes(
        listed(
            official("1201", answerText=CITED),
            official("1202", heading="Flood Defences: Finance", dateAnswered="2025-09-25T00:00:00"),
            official(
                "1203", heading='Weirs "at risk"', answerText=None, dateAnswered=None, dateTabled="2025-09-17T00:00:00"
            ),
        )
    )
    done = answerable("add", place / "list.json", record=place / "record")
    assert done.returncode == 0, done.stderr
    opened = Workspace.open(place / "record")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("typed", "kind", "name", "url"),
    [
        ("fen", "Member", "Ida Fenn", "/member/uk-901"),
        ("Ida fe", "Member", "Ida Fenn", "/member/uk-901"),
        ("river", "body", "Department for Rivers", "/body/department-for-rivers"),
        ("the department", "body", "Department for Rivers", "/body/department-for-rivers"),
        ("weirs and re", "document", "Weirs and Reeds Strategy 2024", "/document/cp-1338"),
        ("flood def", "heading", "Flood Defences: Finance", "/search?q=%22Flood+Defences%3A+Finance%22"),
        ("inspections", "heading", "Weirs: Inspections", "/search?q=%22Weirs%3A+Inspections%22"),
    ],
)
def test_a_beginning_finds(workspace, typed, kind, name, url):
    found = [one for one in lookup(workspace, Typed(typed)) if one.kind == kind]
    assert [(one.name, one.url) for one in found] == [(name, url)]


@pytest.mark.parametrize("typed", ["", "f", " ", "otters", "%", "_!", "欄", ".*", '"', "a" * 100, "x " * 40])
def test_what_nothing_begins_with_finds_nothing(workspace, typed):
    assert lookup(workspace, Typed(typed)) == ()


def test_what_is_going_on_has_the_last_days_with_their_counts(workspace):
    now = latest(workspace, Latest(limit=2))
    assert (str(now.asked_on.day), now.asked_on.count) == ("2025-09-17", 1)
    assert (str(now.answered_on.day), now.answered_on.count) == ("2025-09-25", 1)
    assert [one.id[-4:] for one in now.asked] == ["1203", "1202"]
    assert [one.id[-4:] for one in now.answered] == ["1202", "1201"]
    assert [one.id[-4:] for one in now.waits.lines] == ["1203"]
    assert now.year == 2025
