"""`answerable backup`: a copy while others write, whole or not there."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.samples import answerable, environment, listed, official

MANY = 3_000


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    place = tmp_path_factory.mktemp("backup")
    (place / "list.json").write_bytes(listed(*(official(str(uin)) for uin in range(1, MANY + 1))))
    done = answerable("add", "--later", place / "list.json", record=place / "record")
    assert done.returncode == 0, done.stderr
    (place / "record" / "settings.toml").write_text('rule = "named-day"\n')
    return place / "record"


def exported(record):
    done = answerable("export", "-", record=record)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_copy_is_a_record_with_the_same_questions_and_settings(record, tmp_path):
    done = answerable("backup", tmp_path / "copy", "--json", record=record)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["questions"] == MANY
    assert sorted(one.name for one in (tmp_path / "copy").iterdir()) == ["record.sqlite", "settings.toml"]
    assert told["size"] == (tmp_path / "copy" / "record.sqlite").stat().st_size
    assert exported(tmp_path / "copy") == exported(record)


def test_a_copy_made_while_others_write_is_of_one_moment(record, tmp_path):
    (tmp_path / "more.json").write_bytes(listed(*(official(str(uin)) for uin in range(MANY + 1, 2 * MANY + 1))))
    writing = [sys.executable, "-m", "answerable", "add", "--later", str(tmp_path / "more.json")]
    with subprocess.Popen(writing, env=environment(record), stdout=subprocess.DEVNULL) as other:
        copies = [
            json.loads(answerable("backup", tmp_path / f"copy{at}", "--json", record=record).stdout) for at in range(3)
        ]
        assert other.wait(60) == 0
    assert {one["questions"] for one in copies} <= {MANY, 2 * MANY}
    for one in copies:
        with closing(sqlite3.connect(f"{one['directory']}/record.sqlite")) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_what_is_there_already_is_not_touched(record, tmp_path):
    (tmp_path / "copy").mkdir()
    done = answerable("backup", tmp_path / "copy", record=record)
    assert done.returncode == 2
    assert b"expected the name of a directory that is not there yet" in done.stderr
    assert list((tmp_path / "copy").iterdir()) == []


def test_a_copy_that_fails_leaves_nothing(tmp_path, record):
    (tmp_path / "broken").mkdir()
    whole = (record / "record.sqlite").read_bytes()
    (tmp_path / "broken" / "record.sqlite").write_bytes(whole[: len(whole) // 2])
    done = answerable("backup", tmp_path / "copy", record=tmp_path / "broken")
    assert done.returncode == 2
    assert sorted(one.name for one in tmp_path.iterdir()) == ["broken"]
