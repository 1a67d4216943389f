"""The made-up parliament as an official service: what `sync` brings as its days go by."""

import json

import httpx

from tests.samples import answerable, running

DEMO = ("demo", "--service", "--questions", "200", "--port", "0")


def synced(service, record):
    done = answerable(
        "sync", "uk-parliament", "--base-url", service, "--from", "2023-09-04", "--rate", "0", "--json", record=record
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def questions(record):
    return json.loads(answerable("status", "--json", record=record).stdout)["summary"]["questions"]


def test_sync_follows_the_made_up_days(tmp_path):
    with running(*DEMO) as service:
        httpx.put(f"{service}/clock", content="2024-06-03")
        first = synced(service, tmp_path / "record")
        early = questions(tmp_path / "record")
        httpx.put(f"{service}/clock", content="2025-07-18")
        second = synced(service, tmp_path / "record")
    assert 0 < early < questions(tmp_path / "record") <= 200
    assert first["new"] == early
    assert second["new"] > 0


def test_a_port_that_is_taken_is_named():
    with running(*DEMO) as service:
        done = answerable("demo", "--service", "--port", service.rpartition(":")[2])
    assert done.returncode == 2
    assert b"expected a port that is free" in done.stderr
