"""The made-up service over a real socket: it clips, filters and keeps a clock as the real one does."""

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.client import HTTPConnection
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from answerable.demo.parliament import Parliament
from answerable.demo.server import serve
from answerable.model.observation import Observation
from answerable.sources import uk_parliament
from answerable.sources.uk_members.parse import parse_histories

QUESTIONS = "/api/writtenquestions/questions"
PARLIAMENT = Parliament()


class Client:
    """Asks one server, a connection for each request."""

    def __init__(self, port: int) -> None:
        self._port = port

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=10)
        try:
            connection.request(method, path, body)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def get(self, path: str, **query: Any) -> Any:
        status, body = self.ask("GET", f"{path}?{urlencode(query)}")
        assert status == 200, body
        return json.loads(body)

    def clock(self, day: date) -> None:
        status, body = self.ask("PUT", "/clock", day.isoformat())
        assert (status, json.loads(body)) == (200, {"day": day.isoformat()})

    def every(self, **query: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while page := self.get(QUESTIONS, skip=len(found), take=100, **query)["results"]:
            found += [one["value"] for one in page]
        return found


@pytest.fixture(scope="module")
def server() -> Iterator[Client]:
    made = serve(PARLIAMENT)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield Client(made.server_port)
    made.shutdown()
    made.server_close()
    thread.join(timeout=10)


@pytest.fixture
def client(server: Client) -> Client:
    """The server with its clock on the last day."""
    server.clock(PARLIAMENT.last)
    return server


def test_the_list_clips_and_the_single_question_is_whole(client: Client) -> None:
    page = client.get(QUESTIONS, take=100, answered="Answered")
    clipped = [one["value"] for one in page["results"] if len(one["value"]["answerText"]) == 258]
    assert clipped
    assert all(value["answerText"].endswith("...") and len(value["questionText"]) <= 255 for value in clipped)
    assert all(value["askingMember"] is None and value["attachments"] == [] for value in clipped)
    whole = client.get(f"{QUESTIONS}/{clipped[0]['id']}", expandMember="true")["value"]
    assert len(whole["answerText"]) > 258
    assert whole["askingMember"]["name"]
    dated = client.get(f"{QUESTIONS}/{whole['dateTabled'][:10]}/{quote(whole['uin'])}", expandMember="true")["value"]
    assert dated == whole


def test_the_official_parser_reads_both_routes(client: Client) -> None:
    status, body = client.ask("GET", f"{QUESTIONS}?take=50")
    listed = list(uk_parliament.parse(body, "list"))
    assert status == 200
    assert len(listed) == 50
    assert isinstance(listed[0], Observation)
    status, body = client.ask("GET", f"{QUESTIONS}/{listed[0].official}")
    (single,) = uk_parliament.parse(body, "single")
    assert isinstance(single, Observation)
    assert single.question_id == listed[0].question_id


def test_pages_do_not_overlap(client: Client) -> None:
    everything = client.every(includeWithdrawn="true")
    assert len({value["id"] for value in everything}) == len(everything)
    assert len(everything) == client.get(QUESTIONS, includeWithdrawn="true")["totalResults"]
    assert len(everything) > 590


@pytest.mark.parametrize(
    ("window", "field"),
    [
        ("tabledWhen", "dateTabled"),
        ("answeredWhen", "dateAnswered"),
        ("correctedWhen", "dateAnswerCorrected"),
        ("dateForAnswerWhen", "dateForAnswer"),
    ],
)
def test_windows(client: Client, window: str, field: str) -> None:
    start, end = "2023-10-10", "2025-07-10"
    everything = client.every()
    inside = {value["id"] for value in everything if value[field] and start <= value[field][:10] <= end}
    found = client.every(**{f"{window}From": start, f"{window}To": end})
    assert {value["id"] for value in found} == inside
    assert 0 < len(inside) < len(everything)


def test_filters(client: Client) -> None:
    everything = client.every()
    lords = client.every(house="Lords")
    assert {value["house"] for value in lords} == {"Lords"}
    assert len(lords) + len(client.every(house="Commons")) == len(everything)
    waiting = client.every(answered="Unanswered")
    assert {value["dateAnswered"] for value in waiting} == {None}
    assert len(waiting) + len(client.every(questionStatus="AnsweredOnly")) == len(everything)
    body = everything[0]["answeringBodyId"]
    assert {value["answeringBodyId"] for value in client.every(answeringBodies=body)} == {body}
    asker = everything[0]["askingMemberId"]
    assert {value["askingMemberId"] for value in client.every(askingMemberId=asker)} == {asker}
    assert {value["uin"] for value in client.every(uIN="1001")} == {"1001"}
    assert all(
        "ferry" in value["questionText"].lower() for value in client.every(searchTerm="ferry", answered="Unanswered")
    )


def test_withdrawn_questions_only_on_request(client: Client) -> None:
    usual, all_of_them = client.every(), client.every(includeWithdrawn="true")
    withdrawn = [value for value in all_of_them if value["isWithdrawn"]]
    assert withdrawn
    assert len(usual) + len(withdrawn) == len(all_of_them)


def test_the_clock_shows_each_day_as_it_was(client: Client) -> None:
    known = PARLIAMENT.country()
    iso = known.calendar.days
    exchanges = list(PARLIAMENT.exchanges(known))
    moved = next(one for one in exchanges if one.fate.moved and one.fate.answered)
    path = f"{QUESTIONS}/{moved.slip.number}"
    client.clock(iso[moved.slip.tabled - 1])
    assert client.ask("GET", path)[0] == 404
    client.clock(iso[moved.slip.tabled])
    assert client.get(path)["value"]["answeringBodyName"] == moved.slip.addressed.name
    client.clock(iso[moved.fate.moved or 0])
    value = client.get(path)["value"]
    assert (value["answeringBodyName"], value["answerText"]) == (moved.slip.office.name, None)
    client.clock(iso[moved.fate.answered or 0])
    assert client.get(path)["value"]["answerText"]


def test_a_holding_answer_is_marked_only_until_the_real_one(client: Client) -> None:
    known = PARLIAMENT.country()
    days = known.calendar.days
    held = next(one for one in PARLIAMENT.exchanges(known) if one.fate.holding and one.fate.answered)
    path = f"{QUESTIONS}/{held.slip.number}"
    client.clock(days[held.fate.holding or 0])
    assert client.get(path)["value"]["answerIsHolding"] is True
    client.clock(days[held.fate.answered or 0])
    value = client.get(path)["value"]
    assert (value["answerIsHolding"], value["dateHoldingAnswer"][:10]) == (
        False,
        days[held.fate.holding or 0].isoformat(),
    )


def test_a_vanished_question_is_not_found(client: Client) -> None:
    known = PARLIAMENT.country()
    gone = next(one for one in PARLIAMENT.exchanges(known) if one.fate.vanished)
    assert client.ask("GET", f"{QUESTIONS}/{gone.slip.number}")[0] == 404
    client.clock(known.calendar.days[(gone.fate.vanished or 0) - 1])
    assert client.ask("GET", f"{QUESTIONS}/{gone.slip.number}")[0] == 200


def test_members(client: Client) -> None:
    asker = client.get(QUESTIONS, house="Commons")["results"][0]["value"]["askingMemberId"]
    member = client.get(f"/api/Members/{asker}")["value"]
    assert member["latestHouseMembership"]["house"] == 1
    found = client.get("/api/Members/Search", Name=member["nameDisplayAs"])
    assert [one["value"]["id"] for one in found["items"]] == [asker]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{QUESTIONS}/1", 404),
        (f"{QUESTIONS}/2024-01-01/99999", 404),
        (f"{QUESTIONS}/a/b/c", 404),
        ("/api/Members/1", 404),
        ("/api/Members/²", 404),
        ("/nothing", 404),
        (f"{QUESTIONS}?take=-1", 400),
        (f"{QUESTIONS}?skip=x", 400),
        (f"{QUESTIONS}?house=Senate", 400),
        (f"{QUESTIONS}?answered=Perhaps", 400),
        (f"{QUESTIONS}?tabledWhenFrom=yesterday", 400),
    ],
)
def test_what_is_refused(client: Client, path: str, status: int) -> None:
    got, body = client.ask("GET", quote(path, safe="/?=&"))
    assert got == status
    assert json.loads(body)["status"] == status


@pytest.mark.parametrize(("path", "body", "status"), [("/clock", "soon", 400), ("/other", "2024-01-01", 404)])
def test_a_clock_needs_a_day(client: Client, path: str, body: str, status: int) -> None:
    assert client.ask("PUT", path, body)[0] == status
    assert client.get("/clock") == {"day": PARLIAMENT.last.isoformat()}


def test_histories_tell_of_members_together_and_agree_with_what_they_are_now(server: Client) -> None:
    people = [one["value"] for one in server.get("/api/Members/Search", take=3)["items"]]
    numbers = [one["id"] for one in people]
    status, body = server.ask("GET", f"/api/Members/History?{urlencode({'ids': [*numbers, 1]}, doseq=True)}")
    told = json.loads(body)
    assert status == 200
    assert [one["value"]["id"] for one in told] == [one["id"] for one in people]  # nobody has the number 1
    for now, then in zip(people, (one["value"] for one in told), strict=True):
        assert then["partyHistory"][-1]["party"] == now["latestParty"]
        assert then["nameHistory"][-1]["nameDisplayAs"] == now["nameDisplayAs"]
        seat = then["houseMembershipHistory"][-1]
        assert {name: seat[name] for name in ("membershipFrom", "house")} == now["latestHouseMembership"]
    assert parse_histories(json.dumps(told).encode(), "told").keys() == {one["id"] for one in people}
