"""The made-up parliament over HTTP, answering as the official services do, with a clock that is set day by day.

    /api/writtenquestions/questions            the list: texts clipped, no attachments, withdrawn ones only on request
    /api/writtenquestions/questions/{id}       one question with whole texts; also /{date}/{uin}
    /api/Members/{id}, /api/Members/Search?Name=…, /api/Members/History?ids=…
    GET /clock, PUT /clock                     the day; a question is shown as it stood then

The list takes `take`, `skip`, `house`, `answered`, `questionStatus`, `answeringBodies`, `askingMemberId`,
`answeringMemberId`, `uIN`, `searchTerm`, `includeWithdrawn`, `expandMember`, and From and To of `tabledWhen`,
`answeredWhen`, `correctedWhen` and `dateForAnswerWhen`. Nothing in it says what changed, as in the real one.
"""

from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec

from answerable.demo.official import Service, Value, clipped, expanded, item
from answerable.demo.parliament import Parliament
from answerable.demo.people import Person

_QUESTIONS = "/api/writtenquestions/questions"
_MEMBERS = "/api/Members"
_MOST = 100  # records in a page
_WINDOWS = {"tabledWhen": "dateTabled", "answeredWhen": "dateAnswered", "correctedWhen": "dateAnswerCorrected",
            "dateForAnswerWhen": "dateForAnswer"}  # fmt: skip
_CHOICES = {
    "house": {"Bicameral", "Commons", "Lords"},
    "answered": {"Any", "Answered", "Unanswered"},
    "questionStatus": {"NotAnswered", "AnsweredOnly", "AllQuestions"},
}
_LONGEST_BODY = 64  # bytes of a date
Reply = tuple[int, Any]
Test = Callable[[Value], bool]


class BadRequest(Exception):
    """A parameter that the service refuses."""


class Query:
    """The parameters of a request."""

    def __init__(self, query: str) -> None:
        self._given = parse_qs(query)

    def one(self, name: str, default: str = "") -> str:
        """The first value given; BadRequest for one that is no choice."""
        value = self._given.get(name, [default])[0]
        if value and name in _CHOICES and value not in _CHOICES[name]:
            raise BadRequest(f"The value '{value}' is not valid for {name}.")
        return value

    def all(self, name: str) -> set[int]:
        """All values, as numbers."""
        return {self._number(name, value) for value in self._given.get(name, ())}

    def count(self, name: str, default: int) -> int:
        """A number that is not negative."""
        number = self._number(name, self.one(name, str(default)))
        if number < 0:
            raise BadRequest(f"{name} must not be negative.")
        return number

    def flag(self, name: str) -> bool:
        """Whether it is `true`."""
        return self.one(name).lower() == "true"

    def day(self, name: str) -> str:
        """A day in ISO 8601, or nothing."""
        given = self.one(name)[:10]
        return str(day_of(given)) if given else ""

    def _number(self, name: str, value: str) -> int:
        try:
            return int(value)
        except ValueError:
            raise BadRequest(f"The value '{value}' is not valid for {name}.") from None


def day_of(given: str) -> date:
    """A day from its ISO 8601 form; BadRequest for anything else."""
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise BadRequest(f"The value '{given}' is not a date.") from None


class Official:
    """What the services answer. All questions are held in memory, so this is for parliaments of some thousands."""

    def __init__(self, parliament: Parliament, on: date | None = None) -> None:
        country = parliament.country()
        self._service, self._calendar = Service(country), country.calendar
        self._exchanges = list(parliament.exchanges(country))
        self.day = on or parliament.last
        self._today: tuple[date | None, dict[tuple[str, ...], Value]] = (None, {})

    def get(self, path: str, query: str) -> Reply:
        """The status and body for a request; the body becomes JSON."""
        try:
            return self._route(unquote(path).rstrip("/"), Query(query))
        except BadRequest as error:
            return problem(400, str(error))

    def _route(self, path: str, query: Query) -> Reply:
        if path == "/clock":
            return 200, {"day": self.day}
        if path == _QUESTIONS:
            return 200, self._listed(query)
        if path.startswith(f"{_QUESTIONS}/"):
            return self._question(path.removeprefix(f"{_QUESTIONS}/").split("/"), query)
        if path == f"{_MEMBERS}/Search":
            return 200, self._search(query)
        if path == f"{_MEMBERS}/History":
            people = (self._service.people.get(number) for number in sorted(query.all("ids")))
            return 200, [self._history(one) for one in people if one]
        if path.startswith(f"{_MEMBERS}/"):
            return self._member(path.removeprefix(f"{_MEMBERS}/"))
        return problem(404, "Not Found")

    def _shown(self) -> dict[tuple[str, ...], Value]:
        """All that can be seen on the day, as it stands then, by number and by date and UIN; kept for the day."""
        day, shown = self._today
        if day != self.day:
            shown = dict(self._names(min(self._calendar.number(self.day), self._calendar.last)))
            self._today = (self.day, shown)
        return shown

    def _names(self, today: int) -> Iterator[tuple[tuple[str, ...], Value]]:
        for one in self._exchanges:
            gone = one.fate.vanished is not None and one.fate.vanished <= today
            if one.slip.tabled <= today and not gone:
                value = self._service.value(one, today)
                yield (str(value.id),), value
                yield (value.dateTabled[:10], value.uin), value

    def _question(self, names: list[str], query: Query) -> Reply:
        value = self._shown().get(tuple(names) if len(names) == 1 else (names[0][:10], *names[1:]))
        if value is None:
            return problem(404, "Not Found")
        return 200, item(expanded(value, expand=query.flag("expandMember")))

    def _listed(self, query: Query) -> dict[str, Any]:
        tests = _tests(query)
        shown = (value for name, value in self._shown().items() if len(name) == 1)
        found = [value for value in shown if all(test(value) for test in tests)]
        found.sort(key=lambda value: (value.dateTabled, value.id), reverse=True)
        skip, take = query.count("skip", 0), min(query.count("take", 20), _MOST)
        expand = query.flag("expandMember")
        some = [item(expanded(clipped(value), expand=expand)) for value in found[skip : skip + take]]
        return {"totalResults": len(found), "results": some}

    def _member(self, number: str) -> Reply:
        person = self._service.people.get(int(number)) if number.isascii() and number.isdigit() else None
        return (200, wrapped(person)) if person else problem(404, "Not Found")

    def _history(self, person: Person) -> dict[str, Any]:
        """What a Member was when; nobody changes party or name, and seats change hands at by-elections."""
        stamp, left = self._calendar.stamp, person.leaves == "left the House"
        start, end = stamp[person.since], stamp[person.until] if left and person.until is not None else None
        house = 1 if person.house == "Commons" else 2
        seat = {"membershipFrom": person.seat, "house": house, "membershipStartDate": start, "membershipEndDate": end}
        told = {
            "id": person.number,
            "partyHistory": [{"startDate": start, "endDate": end, "party": {"name": person.party}}],
            "houseMembershipHistory": [seat],
            "nameHistory": [{"startDate": start, "endDate": None, "nameDisplayAs": person.name}],
        }
        return {"value": told, "links": []}

    def _search(self, query: Query) -> dict[str, Any]:
        name = query.one("Name").lower()
        found = [one for _, one in sorted(self._service.people.items()) if name in one.name.lower()]
        skip, take = query.count("skip", 0), min(query.count("take", 20), 20)
        some = [wrapped(one) for one in found[skip : skip + take]]
        return {"items": some, "totalResults": len(found), "skip": skip, "take": take}


def _tests(query: Query) -> list[Test]:
    """What a record must pass to be listed."""
    tests: list[Test] = []
    for window, field in _WINDOWS.items():
        start, end = query.day(f"{window}From"), query.day(f"{window}To")
        if start or end:
            tests.append(_within(field, start, end or "9999"))
    house, bodies, uin = query.one("house"), query.all("answeringBodies"), query.one("uIN")
    if house in ("Commons", "Lords"):
        tests.append(lambda value: value.house == house)
    if bodies:
        tests.append(lambda value: value.answeringBodyId in bodies)
    if uin:
        tests.append(lambda value: value.uin == uin)
    for name in ("askingMemberId", "answeringMemberId"):
        if numbers := query.all(name):
            tests.append(_among(name, numbers))
    if not query.flag("includeWithdrawn"):
        tests.append(lambda value: not value.isWithdrawn)
    if words := query.one("searchTerm").lower().split():
        tests.append(lambda value: all(word in f"{value.questionText} {value.answerText}".lower() for word in words))
    return [*tests, *_answered(query)]


def _within(field: str, start: str, end: str) -> Test:
    def test(value: Value) -> bool:
        day = getattr(value, field)
        return day is not None and start <= day[:10] <= end

    return test


def _among(field: str, numbers: set[int]) -> Test:
    return lambda value: getattr(value, field) in numbers


def _answered(query: Query) -> list[Test]:
    wanted = {query.one("answered"), query.one("questionStatus")}
    tests: list[Test] = []
    if wanted & {"Answered", "AnsweredOnly"}:
        tests.append(lambda value: value.dateAnswered is not None)
    if wanted & {"Unanswered", "NotAnswered"}:
        tests.append(lambda value: value.dateAnswered is None)
    return tests


def wrapped(person: Person) -> dict[str, Any]:
    """A Member as the Members service gives them."""
    first, _, last = person.name.rpartition(" ")
    house = 1 if person.house == "Commons" else 2
    return {
        "value": {
            "id": person.number,
            "nameListAs": f"{last}, {first}",
            "nameDisplayAs": person.name,
            "nameFullTitle": person.name,
            "latestParty": {"name": person.party},
            "latestHouseMembership": {"membershipFrom": person.seat, "house": house},
        },
        "links": [],
    }


def problem(status: int, title: str) -> Reply:
    """An error as the services give it."""
    return status, {"type": "about:blank", "title": title, "status": status, "detail": title}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    official: Official

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        self._send(*self.official.get(url.path, url.query))

    def do_PUT(self) -> None:
        length = self.headers.get("Content-Length", "")
        size = int(length) if length.isascii() and length.isdigit() else 0
        body = self.rfile.read(min(size, _LONGEST_BODY)).decode("ascii", "replace").strip().strip('"')
        if self.path != "/clock" or size > _LONGEST_BODY:
            self.close_connection = True
            return self._send(*problem(404, "Not Found"))
        try:
            self.official.day = day_of(body)
        except BadRequest as error:
            return self._send(*problem(400, str(error)))
        return self._send(200, {"day": self.official.day})

    def _send(self, status: int, body: Any) -> None:
        data = msgspec.json.encode(body)
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Keeps still."""


def serve(parliament: Parliament, port: int = 0, on: date | None = None) -> ThreadingHTTPServer:
    """A server on this machine only, bound and ready for `serve_forever()`; port 0 takes a free one."""
    handler = type("_Bound", (_Handler,), {"official": Official(parliament, on)})
    return ThreadingHTTPServer(("127.0.0.1", port), handler)
