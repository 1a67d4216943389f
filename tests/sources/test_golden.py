"""Small made-up documents of each source, with what is to be read of them; and the same documents damaged."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.errors import InputError
from answerable.model.observation import Observation, Unread
from answerable.model.people import Post
from answerable.record.codec import observation_bytes
from answerable.sources import jsonlines, page, posts, uk_parliament
from answerable.sources.base import Source
from answerable.sources.documents import Document, open_documents
from answerable.sources.registry import SOURCES, source_of

GOLDEN = Path(__file__).parent / "golden"
EXPECTED: dict[str, Source] = {
    "page.txt": page,
    "page.html": page,
    "list.json": uk_parliament,
    "single.json": uk_parliament,
    "kept.jsonl": uk_parliament,
    "export.jsonl": jsonlines,
    "posts.json": posts,
}
_DATA = {name: (GOLDEN / name).read_bytes() for name in EXPECTED}


def read(name: str) -> Iterator[Observation | Unread | Post]:
    (document,) = open_documents(GOLDEN / name)
    return source_of(document).parse(document.data, name)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_golden_document_is_known_by_its_own_source_alone(name: str) -> None:
    assert [source.name for source in SOURCES if source.recognises(_DATA[name])] == [EXPECTED[name].name]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_golden_document_says_what_it_should(name: str) -> None:
    expected = msgspec.json.decode((GOLDEN / f"{name}.expected").read_bytes())
    assert msgspec.json.decode(msgspec.json.encode(list(read(name)))) == expected


@pytest.mark.parametrize("name", EXPECTED)
def test_the_same_bytes_say_the_same(name: str) -> None:
    assert list(read(name)) == list(read(name))


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A golden document cut, or with some bytes taken out, put in or copied from elsewhere in it."""
    name = draw(st.sampled_from(sorted(_DATA)))
    data = _DATA[name]
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(data))] * 2)))
        other = draw(st.integers(0, len(data)))
        piece = draw(
            st.sampled_from(
                [b"", b"null", b"{", b"}", b"[", b'"', b"\n", b"\0", b"\xff", b"<", b"9" * 30, b"-1", b"false"]
            )
            | st.binary(max_size=4)
            | st.just(data[other : other + 60])
        )
        end = draw(st.sampled_from([end, start, min(start + 1, len(data)), min(start + 9, len(data)), len(data)]))
        data = data[:start] + piece + data[end:]
    return name, data


@given(damaged(), st.sampled_from([1, 500]))
@settings(max_examples=600)
def test_a_damaged_document_is_read_or_refused_and_never_worse(document: tuple[str, bytes], first_line: int) -> None:
    name, data = document
    for source in SOURCES:
        try:
            found = list(source.parse(data, name, first_line))
        except InputError as error:
            assert "\n" not in str(error) and str(error).startswith(name)
            continue
        for said in found:
            if isinstance(said, Post):
                assert said.id and said.person and said.role
                continue
            assert said.place
            if isinstance(said, Observation):
                assert observation_bytes(said) and str(said.question_id)
            else:
                assert said.reason and "\n" not in said.reason


@given(damaged())
def test_a_damaged_document_is_of_a_source_or_gets_one_line(document: tuple[str, bytes]) -> None:
    name, data = document
    try:
        assert source_of(Document(name, data)) in SOURCES
    except InputError as error:
        assert "\n" not in str(error)
