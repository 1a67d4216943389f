"""Bad input: one line that says what was expected, what came and where; exit code 2; the record as it was."""

import gzip
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import pytest

from tests.samples import PAGE, answerable, environment, listed, official, served, single


@pytest.fixture
def record(tmp_path):
    (tmp_path / "list.json").write_bytes(listed(official()))
    assert answerable("add", tmp_path / "list.json", record=tmp_path / "record").returncode == 0
    return tmp_path / "record"


def questions(record):
    with sqlite3.connect(record / "record.sqlite") as raw:
        return raw.execute("select count(*) from question").fetchone()[0]


def refused(done):
    """The one line that it said."""
    assert done.returncode == 2, done
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("answerable: ")
    assert "Traceback" not in line
    return line


def bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", b"0" * (80 << 20))
    return packed.getvalue()


BAD = {
    "truncated.json": (listed(official("7"))[:-40], "expected whole JSON"),
    "truncated.json.gz": (gzip.compress(listed(official("7")) * 50)[:-20], "expected a whole archive"),
    "latin.txt": (PAGE.replace("weirs", "Wehre für").encode("latin-1"), "expected text in UTF-8; got the byte 0xfc"),
    "other.html": (
        b"<!doctype html><html><body><p>News of the day</p></body></html>",
        "got HTML that is not such a page",
    ),
    "other.json": (b'{"name": "a shop", "wares": []}', "got JSON of another shape"),
    "other.txt": (b"Dear all,\nthe meeting is on Monday.\n", "got text of another kind"),
    "empty.txt": (b"", "got an empty file"),
    "blank.txt": (b" \n\n ", "got nothing but white space"),
    "picture.png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "got binary data"),
    "bomb.zip": (bomb(), "expected text that unpacks to at most"),
    "cut.jsonl": (single(official("7")) + b"\n" + single(official("8"))[:-30], "expected whole lines of JSON"),
}


@pytest.mark.parametrize("name", BAD)
def test_files_that_cannot_be_used(record, tmp_path, name):
    data, expected = BAD[name]
    (tmp_path / name).write_bytes(data)
    line = refused(answerable("add", tmp_path / name, record=record))
    assert expected in line
    assert name.removesuffix(".gz") in line
    assert questions(record) == 1


def test_a_directory_and_a_file_that_is_not_there(record, tmp_path):
    assert "expected a file; got a directory" in refused(answerable("add", tmp_path, record=record))
    assert "No such file" in refused(answerable("add", tmp_path / "nowhere.txt", record=record))


def test_a_bad_file_after_a_good_one_is_named(record, tmp_path):
    (tmp_path / "page.txt").write_text(PAGE)
    (tmp_path / "bad.txt").write_text("nothing of the kind")
    assert "bad.txt" in refused(answerable("add", tmp_path / "page.txt", tmp_path / "bad.txt", record=record))


def test_a_line_of_a_gigabyte_is_refused_before_it_is_held(record):
    script = "import sys\nfor _ in range(1024): sys.stdout.buffer.write(b'{' + b'x' * ((1 << 20) - 1))"
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as writer:
        done = answerable("add", "-", record=record, stdin=writer.stdout)
    assert "expected a document of at most 256 MB" in refused(done)
    assert questions(record) == 1


AS_NOBODY = """
import os, sys
from answerable.cli.run import app, main
readable, unreadable = sys.argv[1:]
app(["add", readable], standalone_mode=False)  # loads all that nobody may not read
os.seteuid(65534)
sys.argv = ["answerable", "add", unreadable]
main()
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become somebody else")
def test_no_permission():
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        for file in ("one.txt", "two.txt"):
            (place / file).write_text(PAGE)
        (place / "two.txt").chmod(0)
        command = [sys.executable, "-c", AS_NOBODY, place / "one.txt", place / "two.txt"]
        done = subprocess.run(command, env=environment(place / "r"), capture_output=True, check=False, umask=0)
    assert refused(done).endswith("two.txt: expected a file that can be read; got Permission denied")


def test_a_record_that_is_not_there(tmp_path):
    assert "no record here yet" in refused(answerable("search", "weirs", record=tmp_path / "none"))
    assert not (tmp_path / "none").exists()


def test_a_record_of_a_newer_version(record):
    with sqlite3.connect(record / "record.sqlite") as raw:
        raw.execute("update alembic_version set version_num = '9999'")
    assert "got 9999, made by a newer answerable" in refused(answerable("status", record=record))


@pytest.mark.parametrize("words", [("show", "nonsense"), ("show", "uk-commons/2025-01-01/9")])
def test_unknown_questions(record, words):
    assert "no question" in refused(answerable(*words, record=record))


def test_a_query_that_cannot_be_understood_has_its_place_marked(record):
    done = answerable("search", "weirs", "tabled:soon", record=record)
    assert done.returncode == 2
    message, query, carets = done.stderr.decode().splitlines()
    assert message == "answerable: expected a date like 2025, 2025-09 or 2025-09-16; got 'soon'"
    assert query[carets.index("^") :] == "soon"
    assert carets.count("^") == 4


def test_an_export_that_cannot_be_written(record, tmp_path):
    assert "expected a file that can be written" in refused(
        answerable("export", tmp_path / "no" / "such" / "place.jsonl", record=record)
    )


def test_a_port_that_is_taken(record):
    with served(record) as address:
        port = address.rpartition(":")[2]
        line = refused(answerable("serve", "--port", port, record=record))
    assert "expected an address and port that are free" in line


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_an_add_that_is_stopped_leaves_the_record_whole_and_can_be_run_again(tmp_path, sign):
    lines = b"\n".join(single(official(str(number))) for number in range(1, 30_001))
    (tmp_path / "many.jsonl").write_bytes(lines)
    command = [sys.executable, "-m", "answerable", "add", tmp_path / "many.jsonl"]
    with subprocess.Popen(
        command, env=environment(tmp_path / "record"), stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        while not (tmp_path / "record").exists() or not questions_so_far(tmp_path / "record"):
            time.sleep(0.02)
            assert process.poll() is None, "it ended before it could be stopped"
        os.killpg(process.pid, sign)
        said = process.stderr.read().decode()
    assert process.returncode in (130, -signal.SIGKILL)
    assert "Traceback" not in said
    assert questions_so_far(tmp_path / "record") < 30_000
    done = answerable("add", tmp_path / "many.jsonl", "--json", record=tmp_path / "record")
    added = json.loads(done.stdout)
    assert added["new"] + added["unchanged"] == 30_000
    assert added["unchanged"] > 0
    assert questions_so_far(tmp_path / "record") == 30_000


def questions_so_far(record):
    try:
        return questions(record)
    except sqlite3.OperationalError:
        return 0
