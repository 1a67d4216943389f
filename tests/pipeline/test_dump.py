"""A dump holds all that the record does, goes back without loss, and a damaged one changes nothing."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from answerable.errors import InputError, UnreadableInput
from answerable.model.calendar_day import CalendarDay
from answerable.model.correction import Correction
from answerable.model.observation import Unread
from answerable.model.outcome import Outcome
from answerable.model.people import Post, Tenure, member_of_number
from answerable.pipeline.dump import dump
from answerable.pipeline.ingest import Added, add_paths
from answerable.record import tables
from answerable.record.codec import Codec
from answerable.record.dump import plain_tables
from answerable.record.follows import Followed, ask
from answerable.record.heard import give
from answerable.record.links import signed
from answerable.record.listing import MOMENT, Seen
from answerable.record.record import Record
from answerable.record.suggestions import suggest
from answerable.record.summary import summary
from answerable.workspace import Workspace
from tests.record.say import answer, official, page, tell
from tests.record.test_counts import anew, kept
from tests.samples import answerable

ID = "uk-commons/2025-09-16/1201"
EBB = "To ask when the tide ebbs."


def fill(record: Record) -> None:
    """Something of everything that a record can hold."""
    tell(record, page(), page("To ask whether a page stays one.", None), data=b"\xff\xfe no UTF-8 \x00")
    tell(record, official(said="2025-09-17"), official("1202", words=EBB, said="2025-09-17"), data=b"first")
    corrected = answer(corrected_on=date(2025, 10, 9))
    tell(record, official(said="2025-10-02", answer=answer("We did.")), official(said="2025-10-10", answer=corrected))
    keeper = Correction(Outcome.ANSWERED, "2025-11-01T10:00:00+00:00", "It says so.")
    tell(record, official(source="keeper", said=keeper.when, correction=keeper, answer=None, unanswered=False))
    add_words(record)
    tell(record, data=b"{half", unread=[Unread("line 1", "expected a line of JSON; got half", "{half")])
    suggest(record, ID, Outcome.PARTLY, "Half of it.", who="A reader")
    with record.adding() as adding:
        days = [CalendarDay(date(2025, 9, 16), True), CalendarDay(date(2025, 9, 19), False, "Autumn")]
        adding.calendar("uk-commons", days, adding.page(give(b"days", "uk-calendar", "calendar", Codec())))
        adding.people.profile(member_of_number(901, "Ida Fenn", "Reed", "Overwater"), "Commons")
        adding.people.tenures("uk-901", [Tenure("party", "Reed", date(2019, 12, 12), date(2024, 5, 30))])
        post = Post("post/1", "person/7", "uk-902", "Minister for Weirs", "Department for Rivers", date(2024, 7, 8))
        adding.people.posts([post], adding.page(give(b"posts", "posts", "posts.json", Codec())))
        adding.listing.remember([Seen(901201, ID, b"\x00\xff"), Seen(901203, "uk-commons/2025-09-16/1203", b"", "503")])
        adding.listing.totals({"uk-commons/2025-09-16": 3}, "2025-10-10T09:00:00+00:00")
        adding.listing.mark(MOMENT, "2025-10-10T09:00:00.000001+00:00")


def add_words(record: Record) -> None:
    """Words that wait for a question that is not here."""
    line = {"id": 909_999, "questionText": "To ask when the tide turns.", "answerText": "<p>At noon.</p>"}
    file = record.directory / "words.jsonl"
    file.write_text(json.dumps(line) + "\n")
    opened = Workspace(record)
    add_paths(opened, [str(file)], findings=())
    file.unlink()


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    record = Record.open(tmp_path_factory.mktemp("full"), create=True)
    fill(record)
    yield record
    record.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Workspace]:
    workspace = Workspace.open(tmp_path / "other", create=True)
    yield workspace
    workspace.close()


def add(workspace: Workspace, path: Path) -> Added:
    return add_paths(workspace, [str(path)], findings=())


def content(dumped: Path) -> dict[str, Any]:
    """The bytes of each file; of the manifest all but the date."""
    files: dict[str, Any] = {one.name: one.read_bytes() for one in dumped.iterdir()}
    manifest = json.loads(files.pop("manifest.json"))
    del manifest["made"]
    return files | {"manifest": manifest}


def unpacked(archive: Path, into: Path) -> Path:
    zipfile.ZipFile(archive).extractall(into)
    return into


def held(record: Record) -> list[Any]:
    """All rows of all tables."""
    with record.reading() as connection:
        return [connection.execute(select(table)).all() for table in tables.metadata.sorted_tables]


@pytest.mark.parametrize("target", ["whole", "whole.zip"])
def test_into_an_empty_record_and_out_again_is_the_same(full: Record, other: Workspace, tmp_path: Path, target: str):
    first, again = tmp_path / target, tmp_path / "again"
    manifest = dump(full, first)
    added = add(other, first)
    assert (added.source, added.new, added.changed) == ("dump", manifest.observations, 0)
    assert (added.unread, added.waiting) == (1, 1)
    assert (summary(other.record).unread, summary(other.record).waiting) == (1, 1)
    dump(other.record, again)
    assert content(again) == content(first if first.is_dir() else unpacked(first, tmp_path / "unpacked"))
    assert kept(other.record) == kept(full)
    for question in full.everything():
        assert other.record.question(question.id) == question
        assert other.record.history(question.id) == full.history(question.id)
    assert other.record.question(next(iter(full.question(ID).also))).id == ID


def test_the_manifest_tells_what_the_files_hold(full: Record, tmp_path: Path):
    dump(full, tmp_path / "whole")
    manifest = json.loads((tmp_path / "whole" / "manifest.json").read_bytes())
    for one in manifest["files"]:
        data = (tmp_path / "whole" / one["name"]).read_bytes()
        told = (len(data), data.count(b"\n"), hashlib.sha256(data).hexdigest())
        assert (one["bytes"], one["lines"], one["sha256"]) == told
    with full.reading() as connection:
        assert manifest["observations"] == connection.scalar(select(func.count()).select_from(tables.observation))
    assert manifest["licence"]["name"] == "Open Parliament Licence v3.0"
    lines = {one["name"]: one["lines"] for one in manifest["files"]}
    assert all(lines.values()), f"the sample has nothing of {lines}"


def test_every_table_is_dumped_or_follows_from_those_that_are():
    named = {"document", "unread", "question", "also", "observation"}
    follow = {"gone", "event", "event_count", "question_count", "missing_numbers"}
    readers = {"reader", "follow", "mail", "alert"}  # whose addresses go nowhere
    assert {table.name for table in plain_tables().values()} | named | readers | follow == set(tables.metadata.tables)


def test_who_follows_what_is_never_dumped(full: Record, tmp_path: Path):
    ask(full, "reader@weirs.example", Followed("search", "weirs"), "Weirs", "daily", datetime.now(UTC))
    signed(full, "stop", "anything")
    dump(full, tmp_path / "whole")
    told = b"".join(file.read_bytes() for file in (tmp_path / "whole").iterdir())
    assert b"reader@" not in told and b"link secret" not in told


def test_a_second_time_changes_nothing(full: Record, other: Workspace, tmp_path: Path):
    dump(full, tmp_path / "whole")
    add(other, tmp_path / "whole")
    before = held(other.record)
    added = add(other, tmp_path / "whole")
    assert (added.new, added.changed) == (0, 0)
    assert held(other.record) == before


def test_a_record_that_holds_some_of_it_gets_the_rest(full: Record, other: Workspace, tmp_path: Path):
    tell(other.record, page(), official("1300", words="To ask when the tide turns."), data=b"what it had")
    tell(other.record, official("1202", words=EBB, said="2025-09-17"), data=b"said elsewhere too")
    dump(full, tmp_path / "whole")
    added = add(other, tmp_path / "whole")
    assert added.unchanged == 1  # 1202; the page's question is taken in by the one with its number
    before = held(other.record)
    add(other, tmp_path / "whole")
    assert held(other.record) == before
    assert kept(other.record) == anew(other.record)
    for question in full.everything():
        mine, its = other.record.question(question.id), question
        assert (mine.id, mine.answer, mine.correction, mine.text) == (its.id, its.answer, its.correction, its.text)
    ids = [question.id for question in other.record.everything()]
    assert sorted(ids) == sorted([*(one.id for one in full.everything()), "uk-commons/2025-09-16/1300"])


def test_what_is_newer_here_stays(full: Record, other: Workspace, tmp_path: Path):
    with other.record.adding() as adding:
        adding.people.profile(member_of_number(901, "Ida Fenn-Marsh", "Sedge"), "Lords")
        adding.listing.totals({"uk-commons/2025-09-16": 4}, "2026-01-01T00:00:00+00:00")
        adding.listing.mark(MOMENT, "2024-01-01T00:00:00.000000+00:00")
    with full.writing() as connection:  # as if it had been told of her long ago
        connection.execute(tables.member.update().where(tables.member.c.id == "uk-901").values(seen="2020-01-01"))
    dump(full, tmp_path / "whole")
    add(other, tmp_path / "whole")
    with other.record.reading() as connection:
        assert connection.scalar(select(tables.member.c.name).where(tables.member.c.id == "uk-901")) == "Ida Fenn-Marsh"
        assert connection.scalar(select(tables.tally.c.total)) == 4
        moment = connection.scalar(select(tables.about.c.value).where(tables.about.c.name == MOMENT))
        assert str(moment).startswith("2025-10-10")


def test_suggestions_of_two_records_stand_side_by_side(full: Record, other: Workspace, tmp_path: Path):
    tell(other.record, official(answer=answer()))
    suggest(other.record, ID, Outcome.DECLINED, "Another view.")
    dump(full, tmp_path / "whole")
    add(other, tmp_path / "whole")
    with other.record.reading() as connection:
        assert list(connection.scalars(select(tables.suggestion.c.why))) == ["Another view.", "Half of it."]


def _rewrite(dumped: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """Changes a file and lets the manifest tell of it as it is: what only a forger would do."""
    _change(dumped / name, change)
    data = (dumped / name).read_bytes()
    manifest = json.loads((dumped / "manifest.json").read_bytes())
    told = {"lines": data.count(b"\n"), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    manifest["files"] = [one | told if one["name"] == name else one for one in manifest["files"]]
    (dumped / "manifest.json").write_text(json.dumps(manifest))


def _change(file: Path, change: Callable[[bytes], bytes]) -> None:
    file.write_bytes(change(file.read_bytes()))


def _manifest(dumped: Path, change: Callable[[dict[str, Any]], object]) -> None:
    manifest = json.loads((dumped / "manifest.json").read_bytes())
    change(manifest)
    (dumped / "manifest.json").write_text(json.dumps(manifest))


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "another byte": (
        lambda at: _change(at / "questions.jsonl", lambda data: data.replace(b"weirs", b"wires")),
        "questions.jsonl: expected .* lines with the SHA-256",
    ),
    "cut off": (
        lambda at: _change(at / "documents.jsonl", lambda data: data[:-9]),
        "documents.jsonl: expected .* bytes, as the manifest says",
    ),
    "missing": (lambda at: (at / "member.jsonl").unlink(), "No such file"),
    "no manifest left": (lambda at: (at / "manifest.json").write_bytes(b"{"), "the manifest of a dump; got one"),
    "a later version": (lambda at: _manifest(at, lambda told: told.update(version=2)), "version 1; got .*version 2"),
    "another format": (lambda at: _manifest(at, lambda told: told.update(format="tar")), "'answerable dump'"),
    "a name that leads out": (
        lambda at: _manifest(at, lambda told: told["files"][0].update(name="../../etc/passwd")),
        "expected the files about.jsonl, .*; got .*etc/passwd",
    ),
    "a file too many": (
        lambda at: _manifest(at, lambda told: told["files"].append(told["files"][0] | {"name": "posts.jsonl"})),
        "expected the files .*posts.jsonl",
    ),
    "a line of another shape": (
        lambda at: _rewrite(at, "questions.jsonl", lambda data: data.replace(b'"also"', b'"allso"', 1)),
        "questions.jsonl, line .*allso",
    ),
    "an observation of another shape": (
        lambda at: _rewrite(at, "questions.jsonl", lambda data: data.replace(b'"house":"Commons"', b'"house":7', 1)),
        "questions.jsonl, line .*expected an observation",
    ),
    "an id that is none": (
        lambda at: _rewrite(at, "questions.jsonl", lambda data: data.replace(b'"id":"uk-', b'"id":"../uk-', 1)),
        "questions.jsonl, line .*expected an id like",
    ),
    "a document that is not there": (
        lambda at: _rewrite(at, "documents.jsonl", lambda data: data.split(b"\n", 1)[1]),
        "expected one of the dump's documents",
    ),
    "bytes of another document": (
        lambda at: _rewrite(at, "documents.jsonl", lambda data: data.replace(b'"text":"first"', b'"text":"fresh"')),
        "documents.jsonl, line .*expected the document",
    ),
    "a number that is none": (
        lambda at: _rewrite(at, "listed.jsonl", lambda data: data.replace(b"901201", b'"901201"')),
        "listed.jsonl, line 1: .*Expected `int`",
    ),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_dump_is_refused_and_changes_nothing(full: Record, other: Workspace, tmp_path: Path, damage: str):
    tell(other.record, official("1300"))
    before = held(other.record)
    dump(full, tmp_path / "whole")
    spoil, message = DAMAGE[damage]
    spoil(tmp_path / "whole")
    with pytest.raises(UnreadableInput, match=message):
        add(other, tmp_path / "whole")
    assert held(other.record) == before


def _zip(dumped: Path, archive: Path, **more: bytes) -> Path:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in ({one.name: one.read_bytes() for one in dumped.iterdir()} | more).items():
            made.writestr(name, data)
    return archive


def test_a_zip_is_no_bomb_and_leads_nowhere(full: Record, other: Workspace, tmp_path: Path):
    dump(full, tmp_path / "whole")
    bomb = _zip(tmp_path / "whole", tmp_path / "bomb.zip", **{"about.jsonl": bytes(80 << 20)})
    with pytest.raises(UnreadableInput, match="expected a dump that unpacks to at most 400 times its size"):
        add(other, bomb)
    outside = _zip(tmp_path / "whole", tmp_path / "outside.zip", **{"../outside.txt": b"here I am"})
    with pytest.raises(UnreadableInput, match=r"the zip: expected the files .*outside\.txt"):
        add(other, outside)
    whole = _zip(tmp_path / "whole", tmp_path / "cut.zip")
    whole.write_bytes(whole.read_bytes()[:-30])
    with pytest.raises(UnreadableInput):
        add(other, whole)
    assert not list(other.record.everything())
    assert not (tmp_path.parent / "outside.txt").exists()


@pytest.mark.parametrize("target", ["whole", "whole.zip"])
def test_a_dump_that_breaks_off_leaves_nothing(full: Record, tmp_path: Path, target: str):
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    tell(full, *(official(str(number)) for number in range(2000, 3100)), data=b"enough for a word on progress")
    with pytest.raises(KeyboardInterrupt):
        dump(full, tmp_path / target, stop)
    assert list(tmp_path.iterdir()) == []


def test_a_directory_in_use_is_left_alone(full: Record, tmp_path: Path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear all")
    with pytest.raises(InputError, match="expected a new directory"):
        dump(full, tmp_path / "mine")
    with pytest.raises(InputError, match="nowhere"):
        dump(full, tmp_path / "nowhere" / "whole")
    assert [one.name for one in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_at_the_command_line(tmp_path: Path):
    (tmp_path / "page.txt").write_text("Asked by: Ida Fenn\nQuestion to the Office of Tides:\nTo ask when it ebbs.\n")
    mine, its = tmp_path / "mine", tmp_path / "its"
    assert answerable("add", tmp_path / "page.txt", record=mine).returncode == 0
    done = answerable("dump", tmp_path / "whole.zip", record=mine)
    assert b"1 question, 1 observation and 1 document written to" in done.stdout, done.stderr
    told = json.loads(answerable("dump", tmp_path / "whole", "--json", record=mine).stdout)
    assert told["observations"] == 1
    done = answerable("add", "-", record=its, input=(tmp_path / "whole.zip").read_bytes())
    assert done.stdout.startswith(b"dump: 1 question, 0 answers; 1 new"), done.stderr
    (tmp_path / "whole" / "body.jsonl").write_bytes(b"")
    done = answerable("add", tmp_path / "whole", record=its)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"body.jsonl: expected" in done.stderr
