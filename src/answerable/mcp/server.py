"""The server: a tool for each query of the catalogue, all of them only for reading."""

import asyncio
import logging
import socket
from collections.abc import Callable, Mapping
from functools import partial
from importlib.metadata import version
from typing import Annotated, Any

import anyio
import msgspec
from fastmcp import FastMCP
from fastmcp.exceptions import ResourceError, ToolError
from fastmcp.tools.base import Tool, ToolResult
from mcp_types import ToolAnnotations
from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from answerable.errors import AnswerableError
from answerable.mcp.fitting import LONGEST
from answerable.mcp.telling import Teller
from answerable.queries.asking import shape
from answerable.queries.catalogue import CATALOGUE, Query
from answerable.queries.listing import is_list
from answerable.workspace import Workspace

PATH = "/mcp"
_ABOUT = f"""\
The record of written questions in Parliament: who asked what of whom, who answered, in what words, and what follows
from that: which answers are the same answer, what they leave out, cite and promise, and what is late.

Quote the words as they are given here and give the id and url of what is quoted. Start with `search`; `question` tells
all about one. Findings (outcomes, promises, citations) are worked out by program from the words; each has the words it
rests on. No answer is longer than {LONGEST:,} characters; one that is cut says how to get the rest. `fields`, such as
"id,heading,answer.text", tells only these.

Queries of `search`: words, "phrases", -without, by:"a Member", answered-by:, to:body, party:, house:lords,
tabled:2025-06..2025-09, answered:2025, is:unanswered (overdue, answered, holding, corrected, withdrawn, named-day),
outcome:declined (answered, partly, pointed, deferred, unaddressed), ground:cost, cites:"CP 1338", uin:77123,
same-as:ID."""
_HOW = (
    "Search with its few telling words, then with others for the same thing. Of each earlier question that asks the "
    "same give id, url, who asked and when, and quote the words of the answer. Say what was not answered, and say so "
    "plainly where nothing was found."
)
_FIELDS = {"type": "string", "description": "only these, as id,heading,answer.text; all unless given", "default": ""}
_READING = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


class QueryTool(Tool):
    """Asks one query; what its parameters are, the catalogue says."""

    ask: Annotated[SkipJsonSchema[Callable[[Mapping[str, Any]], str]], Field(exclude=True)]

    async def run(self, arguments: dict[str, Any]) -> ToolResult:
        """The answer as text; an error that whoever asked can mend says how."""
        try:
            return ToolResult(content=await anyio.to_thread.run_sync(self.ask, arguments))
        except AnswerableError as error:
            raise ToolError(f"{error.title()}: {error.public}", log_level=logging.DEBUG) from None


def server(workspace: Workspace, site: str = "") -> FastMCP:
    """The server on an open record."""
    teller = Teller(workspace, site.rstrip("/"))
    made = FastMCP(
        "answerable",
        _ABOUT,
        version=version("answerable"),
        tools=[_tool(query, teller) for query in CATALOGUE],
        mask_error_details=True,
    )
    queries = {query.name: query for query in CATALOGUE}
    made.resource("question://{id*}", mime_type="text/plain")(_resource(teller, queries["question"]))
    made.prompt(asked_before)
    return made


def serve_stdio(workspace: Workspace, site: str) -> None:
    """Answers on standard input and output until they are closed."""
    asyncio.run(server(workspace, site).run_stdio_async(show_banner=False, log_level="WARNING"))


def serve_http(workspace: Workspace, site: str, listening: socket.socket) -> None:
    """Answers at `/mcp` until it is stopped. On this machine no page of another site may ask through a browser."""
    quiet = {"log_level": "warning", "access_log": False}
    run = partial(server(workspace, site).run_http_async, show_banner=False, log_level="WARNING", path=PATH)
    host = str(listening.getsockname()[0])
    guarded = partial(run, host=host, host_origin_protection="auto")
    asyncio.run(guarded(stateless_http=True, sockets=[listening], uvicorn_config=quiet))


def asked_before(draft: str) -> str:
    """Whether a draft question was asked and answered before."""
    return f"Find out whether this question was asked before, and what was answered:\n\n{draft}\n\n{_HOW}"


def _resource(teller: Teller, query: Query) -> Callable[[str], str]:
    """A resource that reads one thing by its id."""

    def question(id: str) -> str:
        """A question, its answer and its history, by id such as uk-commons/2025-09-16/77123."""
        try:
            return teller.answer(query, {"id": id})
        except AnswerableError as error:
            raise ResourceError(f"{error.title()}: {error.public}") from None

    return question


def _tool(query: Query, teller: Teller) -> QueryTool:
    more = " Tells a page of a list." if is_list(query) else ""
    return QueryTool(
        name=query.name,
        description=f"{query.doc}{more}",
        parameters=_parameters(query),
        annotations=_READING,
        ask=partial(teller.answer, query),
    )


def _parameters(query: Query) -> dict[str, Any]:
    """The JSON Schema of what a tool takes."""
    schema = msgspec.json.schema(shape(query))
    definitions = dict(schema["$defs"])
    own = definitions.pop(query.name)
    taken = {"required": own["required"]} if own["required"] else {}
    properties = {**own["properties"], "fields": _FIELDS}
    whole = {"type": "object", "properties": properties, "additionalProperties": False, **taken}
    return whole | ({"$defs": definitions} if definitions else {})
