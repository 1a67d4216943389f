"""The site's pages: each asks a query and fills a template."""

import asyncio
from datetime import date
from functools import partial
from typing import Annotated, Any
from urllib.parse import urlencode

from litestar import HttpMethod, Request, route
from litestar.datastructures import State
from litestar.params import Parameter
from litestar.response import Redirect, Template
from msgspec import Struct
from msgspec.structs import asdict

from answerable.api.problems import problems
from answerable.errors import QueryError
from answerable.queries.annotations import annotations
from answerable.queries.catalogue import PREFIX
from answerable.queries.gaps import GapsAsked, gaps
from answerable.queries.latest import Latest, latest
from answerable.queries.questions import OneQuestion, question
from answerable.queries.search import Search, Sort, search
from answerable.queries.status import Nothing, status
from answerable.web.api_page import described
from answerable.web.lifeline import lifeline
from answerable.web.margin import answer_margin, question_margin
from answerable.web.results import results
from answerable.web.short import short_address
from answerable.web.text import shown
from answerable.web.told import question_told, site_told
from answerable.workspace import Workspace

PAGE_SIZE = 20
_OF_EACH = 4  # on the front page
_DAYS = 60  # of gaps on a page
_MISSING = 60  # numbers or spans that a day lacks
made_anew = partial(route, http_method=[HttpMethod.GET, HttpMethod.HEAD], sync_to_thread=True, include_in_schema=False)
# The same for every reader, so it has no form and sets no cookie.
page = partial(made_anew, cache=True, exclude_from_csrf=True)
PageNumber = Annotated[int, Parameter(query="page", ge=1, le=500)]

FORMS = (
    ("hybrid threats", "both words, in any order"),
    ('"defence partnership"', "these words together"),
    ("-kosovo", "without this word"),
    ('by:"a name"', "asked by this Member; a part of the name will do"),
    ("answered-by:name", "answered by this Member"),
    ("to:defence", "put to this body; a part of its name will do"),
    ("party:name", "asked by a Member of this party"),
    ("house:lords", "asked in this House"),
    ("tabled:2025-06..2025-09", "tabled from June to September 2025; a year or a day will do too"),
    ("answered:2025", "answered in 2025"),
    ("is:unanswered", "also is:overdue, is:answered, is:holding, is:corrected, is:withdrawn, is:named-day"),
    ("outcome:declined", "also outcome:answered, partly, pointed, deferred, unaddressed"),
    ("ground:cost", "not given on this ground; also not_held, commercial, security, confidential, legal …"),
    ('cites:"CP 1338"', "cites this document; words of its title will do"),
    ("same-as:ID", "those that got the very same answer as the question of this id"),
    ("uin:77123", "the question with this number; the number alone will do"),
)


@page("/")
def front(request: Request[Any, Any, Any], state: State) -> Template:
    """The front page."""
    context = {
        "summary": status(state.workspace, Nothing()).summary,
        "now": latest(state.workspace, Latest(limit=_OF_EACH)),
        "told": site_told(site_of(request)),
        "path": "/",
    }
    return Template("front.html", context=context)


@page("/search")
def found(state: State, q: str = "", sort: Sort = "relevance", page_number: PageNumber = 1) -> Template:
    """The results of a search, with facets; a query that cannot be understood is shown with its place marked."""
    asked = Search(q=q, sort=sort, limit=PAGE_SIZE, offset=(page_number - 1) * PAGE_SIZE)
    context: dict[str, Any] = {"q": q, "sort": sort, "page": page_number, "path": "/search?q=", "error": None}
    try:
        context |= results(search(state.workspace, asked), PAGE_SIZE)
    except QueryError as error:
        return Template("results.html", context=context | {"error": error}, status_code=400)
    return Template("results.html", context=context | {"first": asked.offset + 1})


@page("/q/{question_id:path}", sync_to_thread=None)
async def one_question(
    request: Request[Any, Any, Any], state: State, question_id: str, thanks: bool = False
) -> Template | Redirect:
    """A question's page; an id that it had before leads to the one it has now.

    They are made one after the other: each asks the record some thirty short questions, and of several made at a time
    each would wait after every one of these for its turn.
    """
    made = partial(_one_question, request, state, question_id.strip("/"), thanks=thanks)
    return await asyncio.get_running_loop().run_in_executor(state.one_after_the_other, made)


def _one_question(request: Request[Any, Any, Any], state: State, wanted: str, *, thanks: bool) -> Template | Redirect:
    found = question(state.workspace, OneQuestion(wanted))
    if found.id != wanted:
        return Redirect(found.url, status_code=301)
    told = annotations(state.workspace, OneQuestion(found.id))
    asked, said = question_margin(found, told), answer_margin(found, told)
    context = {
        "question": found,
        "question_blocks": shown(found.shown, *asked),
        "answer_blocks": shown(found.answer.shown, *said) if found.answer else [],
        "told": told,
        "thanks": thanks,
        "own": site_of(request),
        "short": short_address(found.id),
        "described": question_told(site_of(request), found),
        "life": lifeline(found.history),
        "waiting": (date.today() - found.tabled).days if found.tabled else None,
    }
    return Template("question.html", context=context)


@page("/status")
def standing(state: State) -> Template:
    """What is in the record."""
    told = status(state.workspace, Nothing())
    return Template("status.html", context={"told": told, "summary": told.summary})


@page("/gaps")
def lacking_days(state: State, lacking: bool = False, page_number: PageNumber = 1) -> Template:
    """What the record lacks, day by day."""
    asked = GapsAsked(lacking=lacking, limit=_DAYS, offset=(page_number - 1) * _DAYS)
    told = gaps(state.workspace, asked)
    days = told.total.lacking if lacking else told.total.days
    context = {"total": told.total, "days": told.days, "lacking": lacking, "page": page_number, "shown": _MISSING}
    return Template("gaps.html", context=context | {"pages": -(-days // _DAYS)})


@page("/about")
def about() -> Template:
    """What this is, and how to search."""
    return Template("about.html", context={"forms": FORMS, "path": "/about"})


@page("/api/v1")
def api() -> Template:
    """What programs can ask, made from the query catalogue."""
    return Template("api.html", context={"queries": described(), "refusals": problems(), "path": "/api/v1"})


PAGES = (front, found, one_question, standing, lacking_days, about, api)


def chosen(asked: Struct) -> dict[str, str]:
    """What a page was asked for, but for its place in the list: as the API takes it."""
    told = {name: value for name, value in asdict(asked).items() if name not in ("limit", "offset") and value}
    return {name: "true" if value is True else str(value) for name, value in told.items()}


def moved_to_data(path: str, asked: Struct) -> Redirect:
    """From the address that a table once had to the same table of the API."""
    return Redirect(f"{PREFIX}{path}?{urlencode(chosen(asked) | {'format': 'csv'})}", status_code=301)


def site_of(request: Request[Any, Any, Any]) -> str:
    """The site's own address, without a slash at its end: the one that is set, else the one that was asked."""
    workspace: Workspace = request.app.state.workspace
    return workspace.settings.site or str(request.base_url).rstrip("/")


def pages_of(count: int) -> int:
    """How many pages so many questions fill, as far as one can turn."""
    return min(-(-count // PAGE_SIZE), 500)
