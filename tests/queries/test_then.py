"""Party, seat and House on the day of the question: shown so, said what they rest on, and found by `party:`."""

import json
from datetime import date

import pytest

from answerable.model.people import Member, Tenure, held_on, member_of_name, member_of_number
from answerable.queries.people import OneOf, member
from answerable.queries.questions import OneQuestion, question
from answerable.queries.search import Search, search
from answerable.workspace import Workspace
from tests.record.say import answer, official, tell
from tests.samples import answerable

IDA = Member("uk-901", "Ida Fenn", "Sedge", "Overwater")  # as the source printed her
CHANGED = (
    Tenure("party", "Reed", date(2010, 5, 6), date(2025, 6, 1)),
    Tenure("party", "Sedge", date(2025, 6, 1)),
    Tenure("seat", "Firth", date(2010, 5, 6), date(2024, 5, 30), "Commons"),
    Tenure("seat", "Overwater", date(2024, 7, 4), None, "Commons"),
)
DAYS = (date(2020, 1, 7), date(2025, 5, 31), date(2025, 6, 1))


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace.open(tmp_path / "record", create=True)
    yield opened
    opened.close()


def ask(workspace, asker=IDA):
    """A question on each of the days."""
    tell(workspace.record, *(official("1", asker=asker, tabled=day, words=f"What was asked on {day}?") for day in DAYS))
    workspace.refresh()


def learn(workspace, *tenures, member_id="uk-901"):
    with workspace.record.adding() as adding:
        adding.people.tenures(member_id, tenures)
    workspace.refresh()


def shown(workspace, day):
    one = question(workspace, OneQuestion(f"uk-commons/{day}/1")).asked_by
    return one.party, one.constituency, one.as_of


def found(workspace, query):
    return sorted(str(hit.tabled) for hit in search(workspace, Search(query)).hits)


def days(*indexes):
    return [str(DAYS[index]) for index in indexes]


def test_party_and_seat_are_those_of_the_day_once_they_are_told(workspace):
    ask(workspace)
    assert {shown(workspace, day) for day in DAYS} == {("Sedge", "Overwater", "printed")}
    assert found(workspace, "party:sedge") == days(0, 1, 2)
    learn(workspace, *CHANGED)
    assert [shown(workspace, day) for day in DAYS] == [
        ("Reed", "Firth", "then"),
        ("Reed", "Overwater", "then"),
        ("Sedge", "Overwater", "then"),
    ]
    assert (found(workspace, "party:reed"), found(workspace, "party:sedge")) == (days(0, 1), days(2))
    facet = {one.value: one.count for one in search(workspace, Search()).facets["party"]}
    assert facet == {"Reed": 2, "Sedge": 1}
    assert member(workspace, OneOf("uk-901")).held[0] == CHANGED[1]


def test_only_the_questions_of_those_told_otherwise_are_indexed_anew(workspace):
    ask(workspace)
    tell(workspace.record, official("2", asker=member_of_number(902, "Tom Quill", "Reed"), words="Another question?"))
    workspace.refresh()
    with workspace.record.adding() as adding:
        adding.people.tenures("uk-901", CHANGED)
    assert not workspace.search.labelled(workspace.labels)
    assert workspace.labels.refresh(workspace.record) == 3
    assert workspace.search.labelled(workspace.labels)
    assert workspace.labels.refresh(workspace.record) == 0
    with workspace.record.adding() as adding:
        adding.people.tenures("uk-901", CHANGED)  # told again, nothing else
    assert workspace.labels.refresh(workspace.record) == 0


def test_a_question_that_comes_later_gets_the_party_of_its_day(workspace):
    learn(workspace, *CHANGED)
    ask(workspace)
    assert found(workspace, "party:reed") == days(0, 1)


def test_where_only_todays_party_is_known_it_is_said(workspace):
    ask(workspace, member_of_number(901))
    assert shown(workspace, DAYS[0]) == (None, None, None)
    with workspace.record.adding() as adding:
        adding.people.profile(IDA, "Commons")
    assert shown(workspace, DAYS[0]) == ("Sedge", "Overwater", "now")
    said = answerable("show", f"uk-commons/{DAYS[0]}/1", record=workspace.record.directory).stdout.decode()
    assert "Ida Fenn (Sedge, Overwater, as last told)" in said


def test_a_printed_name_gets_the_seat_of_its_member(workspace):
    tell(workspace.record, official("7", asker=IDA))
    learn(workspace, *CHANGED)
    ask(workspace, member_of_name("Fenn, Ida"))
    assert shown(workspace, DAYS[0]) == ("Reed", "Firth", "then")


def test_who_answered_is_told_as_of_the_answer(workspace):
    tell(workspace.record, official("1", answer=answer(on=date(2025, 10, 2))))
    learn(workspace, Tenure("party", "Reed", date(2025, 9, 30)), member_id="uk-902")
    told = question(workspace, OneQuestion("uk-commons/2025-09-16/1")).answer.answered_by
    assert (told.party, told.as_of) == ("Reed", "then")


def test_the_later_of_two_that_meet_on_a_day_counts():
    assert held_on(CHANGED, "party", date(2025, 6, 1)) == CHANGED[1]
    assert held_on(CHANGED, "seat", date(2024, 6, 15)) is None
    assert held_on(CHANGED, "party", date(2009, 1, 1)) is None


def test_programs_are_told_what_a_party_rests_on(workspace):
    ask(workspace)
    learn(workspace, *CHANGED)
    record = workspace.record.directory
    told = json.loads(answerable("show", f"uk-commons/{DAYS[0]}/1", "--json", record=record).stdout)
    assert told["asked_by"]["as_of"] == "then"
