"""Members by official number: asked for once, kept, and named wherever their questions are shown."""

import json

import pytest

from answerable.errors import ServiceError
from answerable.model.people import member_of_name
from answerable.pipeline.ingest import add_paths
from answerable.pipeline.members import sync_members
from answerable.queries.people import OneOf, member
from answerable.queries.printed_names import PrintedNames, printed_names
from answerable.queries.questions import OneQuestion, question
from answerable.queries.search import Search, search
from answerable.record.people import members
from answerable.record.summary import unread_places
from answerable.sources.http import Service
from answerable.workspace import Workspace
from tests.record.say import official as say_official
from tests.record.say import tell
from tests.samples import answerable, official, single
from tests.sync.standin import QUICK, StandIn, says, serving, status

NAMELESS = {"askingMember": None, "answeringMember": None}
ID = "uk-commons/2025-09-16/1201"


def person(number, name, party="Reed", place="Overwater", house=1):
    return {
        "id": number,
        "nameListAs": name,
        "nameDisplayAs": name,
        "latestParty": {"id": 1, "name": party},
        "latestHouseMembership": {"membershipFrom": place, "house": house},
    }


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "one.json").write_bytes(single(official(**NAMELESS)))
    (tmp_path / "two.json").write_bytes(single(official("1202", askingMemberId=903, **NAMELESS)))
    opened = Workspace.open(tmp_path / "record", create=True)
    add_paths(opened, [str(tmp_path / name) for name in ("one.json", "two.json")])
    yield opened
    opened.close()


@pytest.fixture
def standin():
    with serving(StandIn()) as service:
        service.members = {
            901: person(901, "Ida Fenn"),
            902: person(902, "Tom Quill", "Sedge", "Marsh End"),
            903: person(903, "Baroness Wade", "Crossbench", "Life peer", 2),
        }
        yield service


def run(workspace, standin, **options):
    service = Service(standin.url, QUICK)
    try:
        return sync_members(workspace, service, **options)
    finally:
        service.close()


def test_members_get_name_party_seat_and_house(workspace, standin):
    done = run(workspace, standin)
    assert (done.known, done.read, done.named, done.failed, done.requests) == (
        3,
        3,
        3,
        0,
        4,
    )  # and once for their histories
    told = {one.id: one for one in members(workspace.record)}
    peer = told["uk-903"]
    assert (peer.name, peer.party, peer.constituency, peer.house) == (
        "Baroness Wade",
        "Crossbench",
        "Life peer",
        "Lords",
    )
    assert told["uk-902"].house == "Commons"


def test_names_show_on_questions_that_came_without_them(workspace, standin):
    assert question(workspace, OneQuestion(ID)).asked_by.name == "Member 901"
    run(workspace, standin)
    shown = question(workspace, OneQuestion(ID))
    assert (shown.asked_by.name, shown.answer.answered_by.name) == ("Ida Fenn", "Tom Quill")
    assert "Ida Fenn, HC written question 1201" in shown.cite
    workspace.refresh()
    assert {hit.asked_by for hit in search(workspace, Search("weirs")).hits} == {"Ida Fenn", "Baroness Wade"}
    assert member(workspace, OneOf("uk-903")).asked[0].asked_by == "Baroness Wade"


def test_nobody_is_asked_for_twice(workspace, standin):
    run(workspace, standin)
    again = run(workspace, standin)
    assert (again.known, again.read, again.requests) == (3, 0, 0)


def test_one_who_cannot_be_had_is_told_and_asked_for_again(workspace, standin):
    del standin.members[902]
    standin.faults = {"/api/Members/903": [says(b'{"value": {"id": "none", "nameDisplayAs": 7}}')]}
    done = run(workspace, standin)
    assert (done.named, done.failed) == (1, 2)
    assert "has nothing here (404" in done.reasons[0]
    assert "expected a Member of the Members service" in done.reasons[1]
    assert [one.place for one in unread_places(workspace.record)] == ["Member 903"]
    standin.members[902] = person(902, "Tom Quill")
    assert run(workspace, standin).named == 2


def test_another_member_than_asked_for_is_not_taken(workspace, standin):
    standin.faults = {"/api/Members/901": [says(json.dumps({"value": person(999, "Nobody")}).encode())]}
    assert run(workspace, standin).reasons == ("expected Member 901; got 999",)


def test_a_service_that_is_down_says_so(workspace, standin, monkeypatch):
    monkeypatch.setattr("answerable.pipeline.members._DOWN", 3)
    standin.faults = {"*": [status(503)] * 12}
    with pytest.raises(ServiceError, match="none of 3 Members could be had"):
        run(workspace, standin)
    assert run(workspace, standin).named == 3


def test_the_command_prints_what_it_did(workspace, standin):
    directory = workspace.record.directory
    done = answerable("sync", "uk-members", "--members-url", standin.url, record=directory)
    assert done.stdout.decode().strip() == (
        "uk-members: 3 Members known by number, 3 read, 3 named, 3 with their history"
    )
    told = json.loads(answerable("sync", "uk-members", "--members-url", standin.url, "--json", record=directory).stdout)
    assert told["read"] == 0


def test_all_members_that_the_service_lists_are_read_and_printed_names_told_by_them(workspace, standin):
    standin.members |= {number: person(number, f"Member Number {number}") for number in range(1001, 1025)}
    standin.members[950] = person(950, "Dr Una Öberg-Brook", "Reed", "Firth")
    words = {"asker": member_of_name("Brook, Una Oberg"), "house": "Commons"}
    tell(workspace.record, say_official("1301", source="tables", **words))
    assert printed_names(workspace, PrintedNames("none")).none == 1
    done = run(workspace, standin, everyone=True)
    assert (done.read, done.named, done.histories, done.failed) == (28, 28, 28, 0)
    assert standin.asked["/api/Members/Search"] == 2 and "/api/Members/901" not in standin.asked
    told = printed_names(workspace, PrintedNames("certain"))
    assert [(one.name, one.member.id, one.how) for one in told.names] == [("Brook, Una Oberg", "uk-950", "normalised")]


def test_a_service_that_tells_no_histories_names_members_all_the_same(workspace, standin):
    standin.faults = {"/api/Members/History": [status(400)]}
    done = run(workspace, standin)
    assert (done.named, done.histories, done.failed) == (3, 0, 0)
    assert "History?ids=901&ids=902&ids=903: expected an answer; got 400" in done.reasons[0]


def test_histories_of_another_shape_are_kept_and_told(workspace, standin):
    standin.faults = {"/api/Members/History": [says(b'[{"value": {"id": 901, "partyHistory": 7}}]')]}
    assert "expected histories of the Members service" in run(workspace, standin).reasons[0]
    (unread,) = unread_places(workspace.record)
    assert unread.place.startswith("/api/Members/History?ids=901")
