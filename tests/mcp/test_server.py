"""The tools over the real protocol: the program on standard input and output, and over HTTP, asked by real clients."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from fastmcp import Client
from fastmcp.client.transports import StdioTransport
from msgspec.structs import asdict

from answerable.mcp.fitting import LONGEST
from answerable.model.licence import ATTRIBUTION
from answerable.queries.catalogue import CATALOGUE
from answerable.queries.examples import EXAMPLES
from tests.samples import answerable, environment, official, running, single

SITE = "https://questions.example.org"
QUESTION = "uk-commons/2023-11-20/1502"
ONE_OF_THEM = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}


def talk(transport, conversation):
    """What comes of a conversation with the server."""

    async def held():
        async with Client(transport) as client:
            return await conversation(client)

    return asyncio.run(held())


def program(record, *options):
    return StdioTransport(
        sys.executable, ["-m", "answerable", "mcp", "--site", SITE, *options], env=environment(record), keep_alive=False
    )


def asked(*calls):
    """A conversation of these calls; what each answers."""

    async def conversation(client):
        return [await client.call_tool(name, given, raise_on_error=False) for name, given in calls]

    return conversation


def words(result):
    (block,) = result.content
    return block.text


def answer(result):
    assert not result.is_error, words(result)
    return json.loads(words(result).rpartition("\n\n")[2])


@pytest.fixture(scope="session")
def address(demo_record):
    with running("mcp", "--http", "--port", "0", "--site", SITE, record=demo_record) as told:
        yield told


def test_every_query_is_a_tool_that_says_what_it_does_and_only_reads(demo_record):
    tools = talk(program(demo_record), lambda client: client.list_tools())
    assert [tool.name for tool in tools] == [query.name for query in CATALOGUE]
    for tool, query in zip(tools, CATALOGUE, strict=True):
        assert tool.description.startswith(query.doc)
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
        given = tool.input_schema["properties"]
        assert all(one["description"] for one in given.values()), tool.name
        assert "offset" not in given


def test_every_example_is_answered_within_bounds_the_same_on_both_ways(demo_record, address):
    calls = [(name, {k: v for k, v in asdict(one).items() if k != "offset"}) for name, one in EXAMPLES.items()]
    here, there = talk(program(demo_record), asked(*calls)), talk(address, asked(*calls))
    for (name, _), one, other in zip(calls, here, there, strict=True):
        assert answer(one), name
        assert words(one) == words(other)
        assert len(words(one)) <= LONGEST
        assert ATTRIBUTION in words(one)


def test_what_is_found_is_quoted_with_id_and_address(address):
    (found,) = talk(address, asked(("search", {"q": "humanitarian aid is:answered", "limit": 2})))
    hit = answer(found)["hits"][0]
    assert hit["url"] == f"{SITE}/q/{hit['id']}"
    assert hit["question"]
    assert hit["answer"]


def test_a_long_list_is_cut_between_things_and_goes_on_where_it_was_cut(address):
    async def read(client):
        given, ids = {"q": "is:answered", "limit": 100}, []
        for _ in range(5):
            text = words(await client.call_tool("search", given))
            assert len(text) <= LONGEST
            ids += [hit["id"] for hit in json.loads(text.rpartition("\n\n")[2])["hits"]]
            given = given | {"cursor": text.partition('cursor="')[2].partition('"')[0]}
        return ids

    async def all_of_them(client):
        return await client.call_tool("search", {"q": "is:answered", "limit": 100, "fields": "id"})

    ids = talk(address, read)
    assert len(ids) == len(set(ids)) > 20
    assert [hit["id"] for hit in answer(talk(address, all_of_them))["hits"]][: len(ids)] == ids[:100]


def test_one_thing_that_is_too_long_is_cut_and_says_so(tmp_path):
    long = " ".join(f"weir{number}" for number in range(9_000))
    (tmp_path / "long.json").write_bytes(single(official("1201", answerText=f"<p>{long}</p>")))
    assert answerable("add", tmp_path / "long.json", record=tmp_path / "record").returncode == 0
    calls = [("question", {"id": "uk-commons/2025-09-16/1201"}), ("search", {"q": "weirs"})]
    for told in talk(program(tmp_path / "record"), asked(*calls)):
        assert len(words(told)) <= LONGEST
        assert "cut to" in words(told)
        assert f"of {len(long):,} characters" in words(told)
        assert "weir0 weir1 weir2" in words(told)


def test_fields_are_chosen(address):
    calls = [
        ("search", {"q": "aid", "limit": 2, "fields": "id,heading"}),
        ("question", {"id": QUESTION, "fields": "uin"}),
    ]
    found, one = talk(address, asked(*calls))
    assert [set(hit) for hit in answer(found)["hits"]] == [{"id", "heading"}] * 2
    assert answer(one) == {"uin": "1502"}


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("question", {"id": "nothing"}, "Not found: no question 'nothing' in this record"),
        ("search", {"q": "to:"}, "Query error: expected something after to:"),
        ("search", {"limit": 1000}, "Bad parameter: limit: expected int <= 100; got '1000'"),
        ("search", {"colour": "red"}, "Bad parameter: search has no parameter 'colour'"),
        ("search", {"fields": "colour"}, "Bad parameter: fields: expected some of id, url,"),
        ("search", {"cursor": "mine"}, "Bad cursor: expected a cursor as this list gave it"),
        ("waiting", {"body": "department"}, "Ambiguous: 'department' is the name of more than one answering body"),
        ("changes", {}, "Bad parameter: changes needs since"),
    ],
)
def test_mistakes_are_errors_in_clear_words(address, name, given, said):
    (told,) = talk(address, asked((name, given)))
    assert told.is_error
    assert words(told).startswith(said)


def test_what_is_not_there_is_said(address):
    nothing, none = talk(address, asked(("search", {"q": "xyzzyx"}), ("series", {"id": QUESTION})))
    assert "Nothing was found." in words(nothing)
    assert "There is none." in words(none)


def test_a_question_is_a_resource_and_a_draft_has_a_prompt(address):
    async def conversation(client):
        (read,) = await client.read_resource(f"question://{QUESTION}")
        prompt = await client.get_prompt("asked_before", {"draft": "what steps he is taking on weirs"})
        return read.text, prompt.messages[0].content.text

    read, prompt = talk(address, conversation)
    assert json.loads(read.rpartition("\n\n")[2])["id"] == QUESTION
    assert "what steps he is taking on weirs" in prompt


def test_the_entry_that_the_guide_shows_works(demo_record, monkeypatch):
    guide = (Path(__file__).resolve().parents[2] / "docs" / "mcp.md").read_text()
    shown = json.loads(guide.partition("```json\n")[2].partition("```")[0])
    shown["mcpServers"]["answerable"]["args"][2] = str(demo_record)
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    (found,) = talk(shown, asked(("search", {"q": "aid", "limit": 1})))
    assert answer(found)["hits"][0]["url"].startswith("http://127.0.0.1:8000/q/")
    assert f"at most {LONGEST:,} characters" in guide


def test_pages_of_other_sites_are_refused(address):
    accept = {"Accept": "application/json, text/event-stream"}
    assert httpx.post(address, json=ONE_OF_THEM, headers=accept).status_code == 200
    other = httpx.post(address, json=ONE_OF_THEM, headers=accept | {"Origin": "https://other.example"})
    assert other.status_code == 403
    rebound = httpx.post(address, json=ONE_OF_THEM, headers=accept | {"Host": "other.example"})
    assert rebound.status_code in (403, 421)


def test_no_other_command_reads_what_speaks_the_protocol():
    code = (
        "import sys, answerable.cli.run; print([n for n in ('fastmcp', 'mcp', 'pandas', 'polars') if n in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_without_a_record_or_with_a_port_that_is_taken_it_says_so(tmp_path, address, demo_record):
    done = answerable("mcp", record=tmp_path / "none")
    assert done.returncode == 2
    assert b"there is no record here yet" in done.stderr
    done = answerable("mcp", "--http", "--port", str(httpx.URL(address).port), record=demo_record)
    assert done.returncode == 2
    assert b"expected an address and port that are free" in done.stderr
