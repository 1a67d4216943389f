"""A small Written Questions and Members service of our own words, on a real socket, with faults to order."""

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from answerable.sources.http import Manners

CLIP = 255
QUESTIONS = "/api/writtenquestions/questions"
WHEN = {
    "tabledWhen": "dateTabled",
    "answeredWhen": "dateAnswered",
    "correctedWhen": "dateAnswerCorrected",
    "dateForAnswerWhen": "dateForAnswer",
}
QUICK = Manners(rate=0, tries=4, first_wait=0.01, longest_wait=2, patience=5)

Fault = Callable[["Handler", bytes], None]  # what to do instead of sending the reply


class StandIn:
    """The service's state: its records by number, members, and the faults that wait for a path, in their order."""

    def __init__(self, *records: dict[str, Any]) -> None:
        self.records = {record["id"]: record for record in records}
        self.members: dict[int, dict[str, Any]] = {}
        self.histories: dict[int, dict[str, Any]] = {}  # what Members were when
        self.days: dict[str, list[date]] = {}  # on which each House sits
        self.away: list[dict[str, Any]] = []  # recesses and the like, as the calendar service tells of them
        self.hidden: set[int] = set()  # shown by neither route
        self.faults: dict[str, list[Fault]] = {}
        self.asked: Counter[str] = Counter()
        self.queries: list[dict[str, str]] = []  # to the list
        self.page = 1000  # records at once, whatever is asked for
        self.between: Callable[[], None] = lambda: None  # called after each page of the list
        self.url = ""

    def put(self, *records: dict[str, Any]) -> None:
        self.records |= {record["id"]: record for record in records}

    def requests(self, kind: str) -> int:
        """How many there were to the list ("list") or for one record ("one")."""
        return sum(n for path, n in self.asked.items() if (path == QUESTIONS) is (kind == "list"))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: StandIn

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        self.service.asked[url.path] += 1
        status, reply = self.answer(url.path, {name: value[0] for name, value in parse_qs(url.query).items()})
        body = json.dumps(reply).encode()
        waiting = self.service.faults.get(url.path) or self.service.faults.get("*")
        if waiting:
            waiting.pop(0)(self, body)
        else:
            self.reply(status, body)

    def reply(
        self, status: int, body: bytes, headers: Mapping[str, str] | None = None, length: int | None = None
    ) -> None:
        lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(body) if length is None else length}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in (headers or {}).items()]
        self.wfile.write("\r\n".join([*lines, "", ""]).encode() + body)

    def answer(self, path: str, query: dict[str, str]) -> tuple[int, Any]:
        if path == QUESTIONS:
            return 200, self.list(query)
        kind, _, number = path.rpartition("/")
        if path.startswith("/calendar/"):
            return self.calendar(path, query)
        if path == "/api/Members/History":
            asked = [int(one) for one in parse_qs(urlsplit(self.path).query)["ids"]]
            return 200, [{"value": self.service.histories.get(one, {"id": one}), "links": []} for one in asked]
        if path == "/api/Members/Search":
            found = [{"value": one, "links": []} for _, one in sorted(self.service.members.items())]
            skip, take = int(query["skip"]), min(int(query["take"]), 20)
            return 200, {"items": found[skip : skip + take], "totalResults": len(found)}
        if kind == "/api/Members":
            member = self.service.members.get(int(number))
            return (200, {"value": member, "links": []}) if member else (404, {})
        record = self.service.records.get(int(number))
        if kind != QUESTIONS or record is None or record["id"] in self.service.hidden:
            return 404, {"title": "Not Found"}
        return 200, {"value": record, "links": []}

    def calendar(self, path: str, query: dict[str, str]) -> tuple[int, Any]:
        """Sitting days of a House, or what lies between them, in the span that is asked for."""
        if path == "/calendar/events/nonsitting.json":
            asked = {name: query[f"queryParameters.{name}"] for name in ("house", "startDate", "endDate")}
            found = [one for one in self.service.away if one["House"] == asked["house"]]
            return 200, [
                one
                for one in found
                if one["StartDate"][:10] <= asked["endDate"] and one["EndDate"][:10] >= asked["startDate"]
            ]
        _, _, _, house, route = path.split("/")
        if route != "sittingdates.json" or house not in self.service.days:
            return 404, {"Message": "none such"}
        first, last = (date.fromisoformat(query[name]) for name in ("startDate", "endDate"))
        days = [day for day in self.service.days[house] if first <= day <= last]
        return 200, {"SittingDates": [{"Date": f"{day}T00:00:00"} for day in days]}

    def list(self, query: dict[str, str]) -> dict[str, Any]:
        self.service.queries.append(query)
        found = [one for one in self.service.records.values() if _fits(one, query)]
        found = [one for one in found if one["id"] not in self.service.hidden]
        found.sort(key=lambda one: (one["dateTabled"], one["id"]), reverse=True)
        skip, take = int(query["skip"]), min(int(query["take"]), self.service.page)
        results = [{"value": _clipped(one), "links": []} for one in found[skip : skip + take]]
        self.service.between()
        return {"totalResults": len(found), "results": results}

    def log_message(self, *_: Any) -> None:
        pass


def _fits(record: dict[str, Any], query: dict[str, str]) -> bool:
    for name, field in WHEN.items():
        day = (record.get(field) or "")[:10]
        low, high = query.get(f"{name}From"), query.get(f"{name}To")
        if (low and not low <= day) or (high and not (day and day <= high)):
            return False
    if query.get("house") not in (None, record["house"]):
        return False
    if query.get("answered") == "Unanswered" and record["dateAnswered"]:
        return False
    return query.get("includeWithdrawn") == "true" or not record["isWithdrawn"]


def _clipped(record: dict[str, Any]) -> dict[str, Any]:
    answer = record["answerText"]
    short = answer if not answer or len(answer) <= CLIP else answer[:CLIP] + "..."
    hidden = {"attachments": [], "attachmentCount": 0, "askingMember": None, "answeringMember": None}
    return record | hidden | {"questionText": record["questionText"][:CLIP], "answerText": short}


def status(code: int, **headers: str) -> Fault:
    """Another status than 200."""
    return lambda handler, _: handler.reply(code, b'{"title": "no"}', headers)


def says(body: bytes, **headers: str) -> Fault:
    """Other bytes with status 200."""
    return lambda handler, _: handler.reply(200, body, headers)


def breaks_off(handler: Handler, body: bytes) -> None:
    """Half of the body, then the connection is closed."""
    handler.reply(200, body[: len(body) // 2], length=len(body))
    handler.close_connection = True


@contextmanager
def serving(service: StandIn) -> Iterator[StandIn]:
    """The service at `url`."""
    handler = type("Bound", (Handler,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients that are killed are what is tested
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    service.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
