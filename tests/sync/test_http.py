"""The polite client against every way in which a service can fail, on real sockets."""

import re
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import msgspec
import pytest

from answerable.errors import InputError, NotThere, Refused, ServiceError
from answerable.sources.http import Pace, Service
from tests.samples import official
from tests.sync.standin import QUESTIONS, QUICK, StandIn, breaks_off, says, serving, status

ONE = f"{QUESTIONS}/901201"


@pytest.fixture
def standin():
    with serving(StandIn(official())) as service:
        yield service


def client(standin, **manners):
    return Service(standin.url, msgspec.structs.replace(QUICK, **manners))


def stalls(handler, body):
    handler.reply(200, body[:10], length=len(body))
    time.sleep(1)
    handler.close_connection = True


def drips(handler, body):
    for at in range(len(body)):
        handler.reply(200, body[:1], length=len(body)) if not at else handler.wfile.write(body[at : at + 1])
        time.sleep(0.05)


def in_a_second():
    return format_datetime(datetime.now(UTC) + timedelta(seconds=1), usegmt=True)


@pytest.mark.parametrize(
    "fault",
    [
        status(503),
        status(500),
        status(429, Retry_After="1"),
        status(429, Retry_After=in_a_second()),
        status(429, Retry_After="Wed, 01 Jan 2020 00:00:00 GMT"),  # clocks that disagree
        status(429, Retry_After="soon"),
        status(429),
        breaks_off,
        says(b"<!doctype html><p>We are busy with works.</p>", Content_Type="text/html"),
        says(b'{"value": {"id": 9'),
        says(b""),
        says(b"not gzip", Content_Encoding="gzip"),
    ],
)
def test_a_fault_that_passes_is_sent_again(standin, fault):
    standin.faults[ONE] = [fault]
    service = client(standin)
    assert msgspec.json.decode(service.get(ONE))["value"]["uin"] == "1201"
    assert (service.sent, service.repeated, standin.asked[ONE]) == (2, 1, 2)


@pytest.mark.parametrize("fault", [stalls, drips])
def test_a_reply_that_does_not_come_to_its_end_is_given_up(standin, fault):
    standin.faults[ONE] = [fault]
    assert client(standin, patience=0.3).get(ONE)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (status(503), "no reply in 4 tries; the last time: it said 503"),
        (breaks_off, "no reply in 4 tries"),
        (says(b"<html>"), "expected JSON; got HTML or XML: '<html>'"),
        (says(b"[1, 2"), "expected whole JSON; got '[1, 2'"),
        (status(429, Retry_After="86400"), "asks to wait 86,400 seconds"),
    ],
)
def test_a_fault_that_stays_is_told(standin, fault, words):
    standin.faults[ONE] = [fault] * 4
    with pytest.raises(ServiceError, match=re.escape(words)) as told:
        client(standin).get(ONE)
    assert "\n" not in str(told.value) and ONE in str(told.value)


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        (status(404), NotThere, "has nothing here"),
        (status(410), NotThere, "has nothing here"),
        (status(400), Refused, "got 400"),
        (status(403), Refused, "got 403"),
        (status(302, Location="https://elsewhere.example/"), Refused, "sent on to https://elsewhere.example/"),
    ],
)
def test_what_does_not_pass_is_not_sent_again(standin, fault, kind, words):
    standin.faults[ONE] = [fault]
    with pytest.raises(kind, match=words):
        client(standin).get(ONE)
    assert standin.asked[ONE] == 1


def test_replies_that_are_not_read_hold_no_connection_back(standin):
    standin.faults[ONE] = [status(404), says(b" " * 10_000), status(302, Location="/"), status(403), breaks_off]
    service = client(standin, at_once=1, largest=5000)
    for _ in range(4):
        with pytest.raises(ServiceError):
            service.get(ONE)
    assert service.get(ONE)


def test_a_reply_that_is_too_large_is_refused(standin):
    standin.faults[ONE] = [says(b" " * 10_000 + b"{}")]
    with pytest.raises(Refused, match="at most 5,000 bytes"):
        client(standin, largest=5000).get(ONE)


def test_a_server_that_is_down_is_named():
    gone = Service("http://127.0.0.1:9", QUICK)
    with pytest.raises(ServiceError, match=r"http://127\.0\.0\.1:9/x: no reply in 4 tries"):
        gone.get("/x")


@pytest.mark.parametrize("address", ["", "service.example", "ftp://service.example", "http://", "http://[::"])
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(InputError, match="address of a service"):
        Service(address, QUICK)


def test_several_are_asked_at_once_and_come_in_order(standin):
    standin.put(*(official(str(number)) for number in range(2000, 2040)))
    standin.faults[f"{QUESTIONS}/902000"] = [status(503)]
    service = client(standin)
    paths = [f"{QUESTIONS}/{900_000 + number}" for number in range(2000, 2041)]
    replies = list(service.each(paths))
    assert [msgspec.json.decode(one)["value"]["uin"] for one in replies[:-1]] == [str(n) for n in range(2000, 2040)]
    assert isinstance(replies[-1], NotThere)
    assert (service.sent, service.repeated) == (42, 1)


def test_the_client_says_who_it_is(standin):
    seen = []
    standin.faults[ONE] = [lambda handler, body: (seen.append(handler.headers["User-Agent"]), handler.reply(200, body))]
    client(standin).get(ONE)
    assert seen[0].startswith("answerable/")


def test_requests_are_spaced_and_held_when_a_service_asks():
    pace = Pace(rate=5)
    away = [pace.turn() for _ in range(4)]
    assert away[0] == 0 and all(later - sooner > 0.15 for sooner, later in pairwise(away))
    pace.hold(10)
    pace.hold(10)
    held, following = pace.turn(), pace.turn()
    assert held > 9.5
    assert 0.25 < following - held < 0.35  # half as fast again apart, once for many that ask


def test_whoever_stops_early_does_not_wait_for_what_is_held_up(standin):
    standin.put(*(official(str(number)) for number in range(2000, 2020)))
    standin.faults = {f"{QUESTIONS}/{900_000 + number}": [status(503)] * 9 for number in range(2001, 2020)}
    service = client(standin, first_wait=3600, longest_wait=3600, tries=9)
    replies = service.each(f"{QUESTIONS}/{900_000 + number}" for number in range(2000, 2020))
    assert next(replies)
    replies.close()
