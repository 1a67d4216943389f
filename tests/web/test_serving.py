"""The site as those see it who run it: health, counts, logs, reading only, and requests that are too slow or large."""

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from litestar.testing import TestClient

from answerable.web import app, charts, serving
from answerable.web.serving import Options
from answerable.workspace import Workspace
from tests.samples import answerable, environment, listed, official, running

Q = "/q/uk-commons/2025-09-16/1201"


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    place = tmp_path_factory.mktemp("serving")
    (place / "list.json").write_bytes(listed(official("1201"), official("1202", heading="Weirs: Staff")))
    done = answerable("add", place / "list.json", record=place / "record")
    assert done.returncode == 0, done.stderr
    return place / "record"


def test_two_processes_answer_and_tell_their_counts_together(record):
    with running("serve", "--port", "0", "--workers", "2", "--metrics", record=record) as site:
        for _ in range(30):
            assert httpx.get(site + Q).status_code == 200
        assert httpx.get(f"{site}/health").json() == {"alive": True}
        assert httpx.get(f"{site}/ready").json() == {"ready": True, "behind": 0, "why": ""}
        counts = httpx.get(f"{site}/metrics").text
        form = httpx.get(site + Q.replace("/q/", "/wrong/"))
        token = form.text.partition('name="_csrf_token" value="')[2].partition('"')[0]
        data = {"_csrf_token": token, "outcome": "declined", "why": "It declines."}
        kept = [httpx.post(site + Q.replace("/q/", "/suggest/"), data=data, cookies=form.cookies) for _ in range(8)]
    told = next(line for line in counts.splitlines() if "requests_total{" in line and "/q/{question_id}" in line)
    assert 'status_code="200"' in told and told.endswith(" 30.0")
    assert "1201" not in counts
    assert {one.status_code for one in kept} == {303}  # whichever process gave the form


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux deals connections out")
def test_connections_are_dealt_out_among_the_processes(record):
    command = [sys.executable, "-m", "answerable", "serve", "--port", "0", "--workers", "2", "--json"]
    with subprocess.Popen(command, env=environment(record), stdout=subprocess.PIPE) as process, ExitStack() as open_:
        site = json.loads(b"".join(iter(process.stdout.readline, b"}\n")) + b"}")["url"].rstrip("/")
        before = connections(process.pid)
        for _ in range(40):
            client = open_.enter_context(httpx.Client(base_url=site))
            assert client.get("/health").status_code == 200  # and the connection stays open
        more = [now - then for now, then in zip(connections(process.pid), before, strict=True) if now > then]
        assert len(more) == 2
        assert min(more) >= 5, more  # of 40 by chance: fewer in one of ten million runs
        open_.close()
        process.terminate()
        assert process.wait(60) in (0, -signal.SIGTERM)


def connections(pid):
    """How many sockets each process that this one started has."""
    started = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [sum("socket:" in str(file.readlink()) for file in Path(f"/proc/{one}/fd").iterdir()) for one in started]


def test_several_processes_count_the_requests_of_an_address_together(tmp_path):
    (tmp_path / "list.json").write_bytes(listed(official("1201")))
    assert answerable("add", tmp_path / "list.json", record=tmp_path / "record").returncode == 0
    (tmp_path / "record" / "settings.toml").write_text("api_rate = 20\n")
    with running("serve", "--port", "0", "--workers", "2", record=tmp_path / "record") as site:
        told = [httpx.get(f"{site}/api/v1/rules") for _ in range(24)]  # each by a connection that either may get
    assert [one.status_code for one in told] == [200] * 20 + [429] * 4
    assert [int(one.headers["ratelimit-remaining"]) for one in told] == [*range(19, -1, -1), 0, 0, 0, 0]


def test_processes_that_do_not_come_up_end_the_site_with_an_error(record, tmp_path):
    copy = shutil.copytree(record, tmp_path / "record")
    (copy / "settings.toml").write_text("rules = [")
    refused = answerable("serve", "--port", "0", "--workers", "2", "--read-only", record=copy)
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert "the processes that serve did not start" in refused.stderr.decode()
    shutil.rmtree(copy)
    missing = answerable("serve", "--port", "0", "--workers", "2", "--read-only", record=copy)
    assert (missing.returncode, missing.stdout) == (2, b"")
    assert "there is no record here yet" in missing.stderr.decode()


HANGING = """
import os, socket, sys
from answerable.errors import RecordError
from answerable.web import serving

serving._UP = 1  # second, instead of two minutes
try:
    serving.serve_site(socket.create_server(("127.0.0.1", 0)), serving.Options(), 2, lambda: print("ready"))
except RecordError as error:
    sys.exit(str(error))
"""


def test_processes_that_never_answer_are_ended_and_the_site_with_them(record, tmp_path):
    copy = shutil.copytree(record, tmp_path / "record")
    around = environment(copy)
    os.mkfifo(copy / "settings.toml")  # nobody writes to it: whoever reads the settings waits for ever
    ended = subprocess.run([sys.executable, "-c", HANGING], env=around, capture_output=True, check=False, timeout=60)
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert ended.stderr.decode() == "the processes that serve did not start; what they said of it stands above\n"


def test_a_port_that_several_processes_serve_is_not_free(record):
    with running("serve", "--port", "0", "--workers", "2", record=record) as site:
        port = site.rpartition(":")[2]
        for workers in ("1", "2"):
            refused = answerable("serve", "--port", port, "--workers", workers, "--read-only", record=record)
            assert (refused.returncode, refused.stdout) == (2, b"")
            assert f"127.0.0.1:{port}: expected an address and port that are free" in refused.stderr.decode()


def test_without_being_asked_nothing_is_counted(record):
    with running("serve", "--port", "0", record=record) as site:
        assert httpx.get(f"{site}/metrics").status_code == 404


def test_the_log_tells_pages_but_not_what_was_looked_for(record):
    command = [sys.executable, "-m", "answerable", "serve", "--port", "0", "--log", "--json"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=environment(record), **pipes) as process:
        told = b"".join(iter(process.stdout.readline, b"}\n")) + b"}"
        site = json.loads(told)["url"].rstrip("/")
        httpx.get(f"{site}/search", params={"q": "mysecret"}, headers={"User-Agent": "mybrowser"}, timeout=60)
        httpx.get(site + Q)
        httpx.get(f"{site}/no/such?mytoken=1")
        process.send_signal(signal.SIGTERM)
        log = process.stderr.read()
        assert process.wait(30) in (0, -signal.SIGTERM)
    lines = [json.loads(line) for line in log.splitlines()]
    assert [(one["page"], one["status"]) for one in lines] == [("/search", 200), ("/q/{question_id}", 200), ("", 404)]
    assert all(one["ms"] > 0 for one in lines)
    for secret in (b"mysecret", b"mybrowser", b"mytoken", b"127.0.0.1", b"1201"):
        assert secret not in log


def test_a_site_for_reading_only_offers_and_takes_no_form(record):
    with running("serve", "--port", "0", "--read-only", record=record) as site:
        page = httpx.get(site + Q)
        assert page.status_code == 200
        assert "<form" not in page.text.partition("<main")[2]
        refused = httpx.post(site + Q.replace("/q/", "/suggest/"), data={"outcome": "declined"})
        assert refused.status_code == 403
        assert "for reading only" in refused.text


def test_what_is_being_answered_is_finished_when_the_site_is_stopped(record):
    command = [sys.executable, "-m", "answerable", "serve", "--port", "0", "--json"]
    with subprocess.Popen(command, env=environment(record), stdout=subprocess.PIPE) as process:
        site = json.loads(b"".join(iter(process.stdout.readline, b"}\n")) + b"}")["url"].rstrip("/")
        httpx.get(f"{site}/about", timeout=60)
        answers = []
        asking = threading.Thread(target=lambda: answers.append(httpx.get(f"{site}/card{Q[2:]}.png", timeout=60)))
        asking.start()
        time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        asking.join()
        assert process.wait(30) in (0, -signal.SIGTERM)
    assert answers[0].status_code == 200


@pytest.mark.parametrize("path", [Q.replace("/q/", "/suggest/"), "/search"])
def test_a_request_that_is_too_large_is_refused(record, path):
    with running("serve", "--port", "0", record=record) as site:
        form = httpx.get(site + Q.replace("/q/", "/wrong/"))
        token = form.text.partition('name="_csrf_token" value="')[2].partition('"')[0]
        data = {"_csrf_token": token, "outcome": "declined", "why": "x" * 2_000_000}
        answered = httpx.post(site + path, data=data, cookies=form.cookies)
        assert answered.status_code in (405, 413)
        long = httpx.get(f"{site}/search", params={"q": "x" * 20_000})
        assert long.status_code == 400
        assert httpx.get(f"{site}/health").status_code == 200


async def _nothing(_, receive, send):
    await receive()
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@contextmanager
def prompt(monkeypatch, seconds):
    """A server that is patient for so long; the address it listens at."""
    monkeypatch.setattr(serving, "_WHOLE_WITHIN", seconds)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(_nothing, http=serving.Prompt, lifespan="off", log_level="error"))
    thread = threading.Thread(target=asyncio.run, args=[server.serve(sockets=[listening])])
    thread.start()
    try:
        yield listening.getsockname()
    finally:
        server.should_exit = True
        thread.join()


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET / HT",
        b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab",
    ],
)
def test_a_request_that_never_arrives_whole_is_given_up(monkeypatch, begun):
    with prompt(monkeypatch, 0.3) as address, socket.create_connection(address) as slow:
        slow.settimeout(20)
        slow.sendall(begun)
        while slow.recv(1000):  # an answer to a body that did not come may be sent first
            pass


def test_a_connection_may_ask_again_and_again(monkeypatch):
    with prompt(monkeypatch, 0.5) as (host, port), httpx.Client(base_url=f"http://{host}:{port}") as client:
        for _ in range(4):
            assert client.get("/").status_code == 204
            time.sleep(0.2)


def begun():
    return charts.questions_by_month.cache_info().misses > 0


def serving_a_while(directory, until):
    charts.questions_by_month.cache_clear()
    with TestClient(app.site(Workspace.open(directory, create=True), Options())) as client:
        assert client.get("/health").json() == {"alive": True}
        deadline = time.monotonic() + 60
        while not until() and time.monotonic() < deadline:
            time.sleep(0.01)


def test_what_draws_charts_is_begun_before_a_reader_asks_for_one(tmp_path, monkeypatch):
    monkeypatch.setattr(app, "_CHARTS_AFTER", 0.0)
    serving_a_while(tmp_path / "record", begun)
    assert begun()


def test_a_site_that_is_stopped_before_charts_are_begun_does_not_wait_for_them(tmp_path, monkeypatch):
    monkeypatch.setattr(app, "_CHARTS_AFTER", 3600.0)
    serving_a_while(tmp_path / "record", lambda: True)
    assert not begun()
