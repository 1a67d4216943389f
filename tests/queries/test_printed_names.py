"""Printed names in a whole record: told from each other, never guessed, and found wherever people look."""

from datetime import date

import pytest

from answerable.model.people import Tenure, member_of_name, member_of_number
from answerable.model.question import Answer
from answerable.model.text import plain_text
from answerable.queries.people import Everybody, OneOf, member, members
from answerable.queries.printed_names import PrintedNames, printed_names
from answerable.queries.search import Search, search
from answerable.workspace import Workspace
from tests.record.say import official, tell
from tests.samples import answerable

SMITHS = (
    member_of_number(11, "Angela Reeve", "Sedge", "Firth"),
    member_of_number(12, "Angela Reeve", "Reed", "Ness"),
)


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace.open(tmp_path / "record", create=True)
    yield opened
    opened.close()


def asked(number, name, seat=None, house="Commons", **fields):
    """A question as a table tells it, by somebody with a printed name only."""
    asker = member_of_name(name, None, seat)
    return official(str(number), source="tables", asker=asker, house=house, words=f"Question {number}?", **fields)


def numbered(number, who):
    return official(str(number), asker=who, words=f"Question {number}?")


def found(workspace, query):
    workspace.refresh()
    return sorted(hit.question for hit in search(workspace, Search(query)).hits)


def test_a_printed_name_that_means_one_member_is_found_with_them_and_shown_as_printed(workspace):
    ida = member_of_number(901, "Ms Ida Fenn-Orme", "Reed", "Overwater")
    tell(workspace.record, numbered(1, ida), asked(2, "FENN ORME, Ída"), asked(3, "Ida Fen-Orme"))
    for query in ('by:"Ida Fenn-Orme"', "by:uk-901", "by:orme -by:fen"):
        assert found(workspace, query) == ["Question 1?", "Question 2?"], query
    assert found(workspace, "by:fenn-orme-ida") == ["Question 2?"]  # the very printed name
    view = member(workspace, OneOf("uk-901"))
    assert (view.member.asked, view.printed_as) == (2, ("FENN ORME, Ída",))
    assert [one.asked_by for one in view.asked] == ["FENN ORME, Ída", "Ms Ida Fenn-Orme"]
    assert member(workspace, OneOf("fenn-orme-ida")).member.id == "uk-901"
    counts = {one.id: one.asked for one in members(workspace, Everybody())}
    assert counts == {"uk-901": 2, "ida-fen-orme": 1}


def test_facets_count_a_person_once(workspace):
    ida = member_of_number(901, "Ida Fenn", "Reed")
    tell(workspace.record, numbered(1, ida), asked(2, "Fenn, Ida"), asked(3, "Tom Quill"))
    workspace.refresh()
    facet = search(workspace, Search()).facets["asker"]
    assert [(one.label, one.count) for one in facet] == [("Ida Fenn", 2), ("Tom Quill", 1)]
    assert found(workspace, facet[0].query) == ["Question 1?", "Question 2?"]


def test_what_is_uncertain_is_listed_with_its_candidates_and_is_nobodys(workspace):
    ida = member_of_number(901, "Ida Fenn", "Reed")
    tell(workspace.record, numbered(1, ida), asked(2, "Ida Fen"), asked(3, "Ida Fen"), asked(4, "Una Brook"))
    told = printed_names(workspace, PrintedNames())
    assert (told.total, told.certain, told.uncertain, told.none) == (2, 0, 1, 1)
    (one,) = told.names
    assert (one.name, one.asked, one.answered, one.how, one.query) == ("Ida Fen", 2, 0, "like", "by:ida-fen")
    assert [who.id for who in one.candidates] == ["uk-901"]
    assert found(workspace, "by:uk-901") == ["Question 1?"]
    assert found(workspace, one.query) == ["Question 2?", "Question 3?"]


def test_where_two_bear_a_name_each_gets_what_the_printed_seat_gives_them(workspace):
    tell(
        workspace.record,
        numbered(1, SMITHS[0]),
        numbered(2, SMITHS[1]),
        asked(3, "Angela Reeve", "Firth"),
        asked(4, "Angela Reeve", "Ness"),
        asked(5, "Angela Reeve"),
    )
    assert found(workspace, "by:uk-11") == ["Question 1?", "Question 3?"]
    assert found(workspace, "by:uk-12") == ["Question 2?", "Question 4?"]
    assert found(workspace, "-by:uk-11") == ["Question 2?", "Question 4?", "Question 5?"]
    assert found(workspace, "by:angela") == [f"Question {n}?" for n in range(1, 6)]
    view = member(workspace, OneOf("uk-12"))
    assert (view.member.asked, len(view.asked), view.printed_as) == (2, 2, ("Angela Reeve",))
    told = printed_names(workspace, PrintedNames("all"))
    assert sorted((one.seat or "", one.asked, one.certainty) for one in told.names) == [
        ("", 1, "uncertain"),
        ("Firth", 1, "certain"),
        ("Ness", 1, "certain"),
    ]


def test_answerers_are_told_too(workspace):
    tom = member_of_number(902, "Tom Quill")
    reply = Answer(text=plain_text("Yes."), on=date(2025, 9, 20), by=member_of_name("Mr Tom Quill MP"))
    other = Answer(text=plain_text("No."), on=date(2025, 9, 20), by=tom)
    tell(workspace.record, asked(1, "Una Brook", answer=reply), asked(2, "Una Brook", answer=other))
    assert found(workspace, 'answered-by:"Tom Quill"') == ["Question 1?", "Question 2?"]
    assert member(workspace, OneOf("uk-902")).member.answered == 2


def test_a_name_borne_before_is_the_members(workspace):
    tell(workspace.record, numbered(1, member_of_number(901, "Ida Fenn")), asked(2, "Ida Wren"))
    assert found(workspace, "by:wren") == ["Question 2?"]
    with workspace.record.adding() as adding:
        adding.people.tenures("uk-901", [Tenure("name", "Ida Wren", date(2001, 6, 7), date(2009, 1, 1))])
    assert found(workspace, "by:wren") == found(workspace, "by:uk-901") == ["Question 1?", "Question 2?"]


def test_nobody_is_meant_who_sat_only_later(workspace):
    tell(
        workspace.record,
        numbered(1, member_of_number(901, "Ida Fenn")),
        asked(2, "Ida Fenn", tabled=date(2009, 10, 26)),
    )
    assert len(found(workspace, "by:uk-901")) == 2
    with workspace.record.adding() as adding:
        adding.people.tenures("uk-901", [Tenure("seat", "Overwater", date(2019, 12, 12), None, "Commons")])
    assert found(workspace, "by:uk-901") == ["Question 1?"]


def test_another_parliaments_members_are_not_taken_for_members_of_this_one(workspace):
    tell(workspace.record, numbered(1, member_of_number(901, "Ida Fenn")), asked(2, "Ida Fenn", house="Scotland"))
    assert found(workspace, "by:uk-901") == ["Question 1?"]
    assert printed_names(workspace, PrintedNames("none")).none == 1


def test_a_name_whose_last_question_found_its_number_is_listed_no_more(workspace):
    tell(workspace.record, asked(1, "Ida Fen"))
    assert printed_names(workspace, PrintedNames("all")).total == 1
    tell(workspace.record, numbered(1, member_of_number(901, "Ida Fenn")))
    assert printed_names(workspace, PrintedNames("all")).total == 0


def test_the_command_lists_what_is_uncertain(workspace):
    tell(workspace.record, numbered(1, member_of_number(901, "Ida Fenn", "Reed")), asked(2, "Ida Fen"))
    said = answerable("names", record=workspace.record.directory).stdout.decode()
    assert "1 name printed without an official number: 0 certain, 1 uncertain, 0 of nobody known" in said
    assert "Ida Fen" in said and "perhaps Ida Fenn (uk-901)" in said
