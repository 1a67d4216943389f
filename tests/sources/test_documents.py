"""Files, archives and streams: what can be had is handed on in bounded pieces, the rest gets one clear line."""

import gzip
import io
import os
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from answerable.errors import UnknownFormat, UnreadableInput
from answerable.sources import documents
from answerable.sources.documents import Document, open_documents
from answerable.sources.registry import source_of

WORDS = b"Asked by: Ida Fenn (Reed - Overwater)\nQuestion to the Department for Rivers:\nHow many weirs?\n"


def refused(path: Path) -> str:
    with pytest.raises(UnreadableInput) as caught:
        list(open_documents(path))
    message = str(caught.value)
    assert "\n" not in message
    return message.replace(str(path), "PATH")


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def lines(count: int, width: int = 20) -> bytes:
    return b"".join(b'{"n": %d, "pad": "%s"}\n' % (number, b"x" * width) for number in range(count))


def test_a_plain_file_a_gz_and_a_zip_give_the_same_bytes(tmp_path: Path) -> None:
    plain = written(tmp_path / "a.txt", WORDS)
    packed = written(tmp_path / "a.txt.gz", gzip.compress(WORDS))
    archive = zipped(tmp_path / "a.zip", **{"deep/er/a.txt": WORDS, "b.txt": WORDS, "empty/": b""})
    assert list(open_documents(plain)) == [Document(str(plain), WORDS)]
    assert list(open_documents(packed)) == [Document(str(plain), WORDS)]
    assert list(open_documents(archive)) == [
        Document(f"{archive}/deep/er/a.txt", WORDS),
        Document(f"{archive}/b.txt", WORDS),
    ]


def test_another_name_can_be_given(tmp_path: Path) -> None:
    assert next(open_documents(written(tmp_path / "x", WORDS), "standard input")).name == "standard input"


def test_several_gz_one_after_another_are_one(tmp_path: Path) -> None:
    path = written(tmp_path / "a.gz", gzip.compress(WORDS) + gzip.compress(WORDS))
    assert next(open_documents(path)).data == WORDS * 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(WORDS,))
    writer.start()
    assert next(open_documents(pipe)).data == WORDS
    writer.join()


def test_lines_are_cut_between_lines_and_know_where_they_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "SLICE", 1000)
    data = lines(5000)
    pieces = list(open_documents(written(tmp_path / "a.jsonl", data)))
    assert len(pieces) > 50
    assert b"".join(piece.data for piece in pieces) == data
    for piece in pieces:
        assert piece.data.startswith(b'{"n": %d,' % (piece.first_line - 1)) and piece.data.endswith(b"}\n")


def test_the_last_line_may_lack_its_end(tmp_path: Path) -> None:
    assert next(open_documents(written(tmp_path / "a", lines(3).rstrip()))).data == lines(3).rstrip()


def test_memory_stays_bounded_for_many_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "SLICE", 1 << 16)
    largest = max(len(piece.data) for piece in open_documents(written(tmp_path / "a", lines(40_000))))
    assert largest < (1 << 17) + documents._READ


def test_a_first_line_longer_than_what_is_looked_at_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "HEAD", 1 << 17)
    data = lines(1, 1 << 18) + lines(2)
    assert [piece.data for piece in open_documents(written(tmp_path / "a", data))] == [data]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "PATH: expected a document; got an empty file"),
        (b" \r\n\t ", "PATH: expected a document; got nothing but white space"),
        (b"\xef\xbb\xbf\n", "PATH: expected a document; got nothing but white space"),
        (gzip.compress(b"", mtime=0), "PATH: expected a document; got an empty file"),
        (gzip.compress(WORDS, mtime=0)[:-9], "PATH: expected a whole archive; got Compressed file ended before"),
        (gzip.compress(WORDS, mtime=0)[:12], "PATH: expected a whole archive; got Compressed file ended before"),
        (b"\x1f\x8bnonsense", "PATH: expected a whole archive; got Unknown compression method"),
        (gzip.compress(WORDS, mtime=0)[:-8] + b"\0" * 8, "PATH: expected a whole archive; got CRC check failed"),
        (
            gzip.compress(gzip.compress(WORDS, mtime=0), mtime=0),
            "PATH: expected a document in the archive; got another archive",
        ),
        (b"PK\x03\x04 and no more", "PATH: expected a whole archive; got File is not a zip file"),
        (b"PK\x05\x06" + b"\0" * 18, "PATH: expected an archive with files in it; got an empty one"),
        (lines(9)[:-7], "PATH, line 9: expected whole lines of JSON; got a last line that breaks off"),
    ],
)
def test_what_is_no_document_is_refused(tmp_path: Path, data: bytes, expected: str) -> None:
    assert refused(written(tmp_path / "a", data)).startswith(expected)


def test_the_file_in_a_gz_is_named_without_its_ending(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl.gz", gzip.compress(lines(9)[:-7]))
    assert refused(path).startswith(f"{tmp_path}/a.jsonl, line 9: ")


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        (
            gzip.compress(WORDS, mtime=0),
            "PATH/in: expected a document in the archive; got another archive; unpack it first",
        ),
        (b"", "PATH/in: expected a document; got an empty file"),
        (lines(4)[:-5], "PATH/in, line 4: expected whole lines of JSON; got a last line that breaks off"),
    ],
)
def test_a_bad_file_in_a_zip_is_named(tmp_path: Path, member: bytes, expected: str) -> None:
    assert refused(zipped(tmp_path / "a.zip", **{"in": member})) == expected


def test_a_zip_in_a_zip_is_refused(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", a=WORDS).read_bytes()
    assert "another archive" in refused(zipped(tmp_path / "a.zip", **{"inner.zip": inner}))


def test_a_zip_of_directories_alone_is_empty(tmp_path: Path) -> None:
    assert "an archive with files in it; got an empty one" in refused(zipped(tmp_path / "a.zip", **{"only/": b""}))


def test_a_truncated_zip_is_refused(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "a.zip", a=WORDS * 50).read_bytes()
    assert "expected a whole archive" in refused(written(tmp_path / "b.zip", whole[:-30]))


def test_a_zip_with_a_damaged_member_is_refused(tmp_path: Path) -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.writestr("a", WORDS)
    damaged = stored.getvalue().replace(b"Overwater", b"Underwate")
    assert "expected a whole archive; got Bad CRC-32" in refused(written(tmp_path / "a.zip", damaged))


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped(tmp_path / "a.zip", a=WORDS).read_bytes())
    data[6] |= 1  # the flag in the member's own header …
    data[data.index(b"PK\x01\x02") + 8] |= 1  # … and in the archive's list
    message = refused(written(tmp_path / "b.zip", bytes(data)))
    assert "expected an archive without password or rare packing; got" in message and "encrypted" in message


def test_a_name_in_a_zip_cannot_break_a_message(tmp_path: Path) -> None:
    assert refused(zipped(tmp_path / "a.zip", **{"a\nb\x1b[31m": b""})).startswith("PATH/a\ufffdb\ufffd[31m: ")


def test_a_bomb_is_refused_before_it_fills_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "BOMB", 1 << 20)
    bomb = gzip.compress(b" x" * (8 << 20))
    message = refused(written(tmp_path / "a.gz", bomb))
    assert "expected text that unpacks to at most 400 times its size; got more than" in message


def test_a_bomb_of_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "BOMB", 1 << 20)
    monkeypatch.setattr(documents, "FACTOR", 100)
    members = {f"{number}.txt": b"x" * 300_000 for number in range(20)}
    assert "expected text that unpacks to at most" in refused(zipped(tmp_path / "a.zip", **members))


def test_a_well_packed_but_small_archive_is_read(tmp_path: Path) -> None:
    data = WORDS + b"x" * 5_000_000
    assert next(open_documents(written(tmp_path / "a.gz", gzip.compress(data)))).data == data


def test_a_line_of_a_gigabyte_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LARGEST", 16 << 20)
    path = tmp_path / "a"
    with path.open("wb") as file:
        file.write(b"{")
        file.truncate(1 << 30)  # a hole: takes no room
    assert refused(path) == "PATH: expected a document of at most 16 MB, lines of JSON, or CSV; got a larger one"


def test_a_line_too_long_among_others_is_refused_by_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "SLICE", 1000)
    monkeypatch.setattr(documents, "LONGEST_LINE", 1 << 20)
    path = written(tmp_path / "a", lines(7000) + b'{"x": "' + b"y" * (2 << 20) + b'"}\n')
    assert refused(path) == "PATH, line 7001: expected lines of at most 1 MB; got a longer one"


def test_a_directory_a_missing_file_and_a_loop_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path) == "PATH: expected a file; got a directory"
    assert refused(tmp_path / "none") == "PATH: expected a file that can be read; got No such file or directory"
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "PATH: expected a file that can be read; got Too many levels" in refused(tmp_path / "loop")


@pytest.mark.skipif(sys.platform == "win32", reason="no owners and modes here")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a", WORDS)
    path.chmod(0)
    was = os.geteuid()
    if was == 0:
        for parent in (tmp_path, *tmp_path.parents[:3]):
            parent.chmod(0o755)
        os.seteuid(65534)
    try:
        assert refused(path) == "PATH: expected a file that can be read; got Permission denied"
    finally:
        os.seteuid(was)


@pytest.mark.parametrize(
    ("data", "came"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary data"),
        (b"\xff\xfeM\0i\0n\0u\0t\0e\0s\0", "UTF-16 text of another kind"),
        (b"<!doctype html><p>Minutes of the weir board", "HTML that is not such a page"),
        (b"\xef\xbb\xbf <HTML><p>Minutes", "HTML that is not such a page"),
        (b"<?xml version='1.0'?><minutes/>", "XML or HTML of another kind"),
        (b'{"weirs": 41}', "JSON of another shape"),
        (b'[{"name": "Ida Fenn"}]', "JSON of another shape"),
        (b'{"items": [], "totalResults": 3}', "JSON of another shape"),
        (b"Minutes of the weir board", "text of another kind"),
        (b"The clerk was asked by many, and a question to the chair was put.", "text of another kind"),
    ],
)
def test_a_document_of_no_source_gets_a_clear_line(data: bytes, came: str) -> None:
    with pytest.raises(UnknownFormat) as caught:
        source_of(Document("minutes", data))
    assert str(caught.value) == (
        "minutes: expected a page of questions (Asked by …), the official service's JSON, "
        "TheyWorkForYou's XML, a table with a column for the question, a list of ministers' posts, or our own export; "
        f"got {came}"
    )
