"""The pages of what the text does: documents, promises, what a body declines, and the form for corrections."""

from typing import Annotated, Literal, get_args

from litestar import Request, Response, post
from litestar.datastructures import State
from litestar.di import Provide
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter
from litestar.response import Redirect, Template
from msgspec import Struct
from msgspec.structs import replace

from answerable.errors import InputError, NotFound
from answerable.findings.commitments.commitment import Act, Hedge
from answerable.findings.commitments.finding import State as Followed
from answerable.model.outcome import Ground, Outcome
from answerable.model.text import Span
from answerable.queries.annotations import annotations
from answerable.queries.corrections import Suggesting, suggest
from answerable.queries.declined import GroundWord, OfBody, declined
from answerable.queries.documents import (
    Citing,
    DocumentKind,
    Documents,
    OneDocument,
    Unmatched,
    document,
    documents,
    unmatched_citations,
)
from answerable.queries.one import OneQuestion
from answerable.queries.promises import MOST, Due, Promises, promises
from answerable.queries.questions import question
from answerable.web.pages import PAGE_SIZE, PageNumber, chosen, made_anew, moved_to_data, page, site_of
from answerable.web.register import calendar
from answerable.web.strip import strip
from answerable.web.text import highlighted

_LISTED = 50  # documents or promises on a page
_PLACES = 200  # of a document in its table
_ACTS = get_args(Act)
_HEDGES = get_args(Hedge)
_STATES = get_args(Followed)
_DUES = get_args(Due)
_LARGEST_FORM = 20_000  # bytes


@page("/documents")
def all_documents(state: State, kind: DocumentKind = "", to: str = "", page_number: PageNumber = 1) -> Template:
    """The documents cited, most often first."""
    asked = Documents(kind, to, _LISTED + 1, (page_number - 1) * _LISTED)
    found = documents(state.workspace, asked)
    context = {"documents": found[:_LISTED], "more": len(found) > _LISTED, "kind": kind, "to": to, "page": page_number,
               "path": "/documents"}  # fmt: skip
    return Template("documents.html", context=context)


@page("/documents/unmatched")
def unmatched(state: State, page_number: PageNumber = 1) -> Template:
    """Citations of which nothing tells which document they are of."""
    found = unmatched_citations(state.workspace, Unmatched(PAGE_SIZE + 1, (page_number - 1) * PAGE_SIZE))
    shown = [_shown(one) for one in found[:PAGE_SIZE]]
    return Template("unmatched.html", context={"citations": shown, "more": len(found) > PAGE_SIZE, "page": page_number})


@page("/document/{document_id:str}")
def one_document(state: State, document_id: str, page_number: PageNumber = 1) -> Template | Redirect:
    """A document's page; the key of a title that leads to a number leads to the numbered document's page."""
    view = document(state.workspace, OneDocument(document_id, PAGE_SIZE, (page_number - 1) * PAGE_SIZE))
    if view.document.id != document_id:
        return Redirect(view.document.url, status_code=301)
    context = {
        "view": view,
        "strip": strip(view.places),
        "places": [at for at in view.places if at.locator][:_PLACES],
        "citations": [_shown(one) for one in view.citations],
        "page": page_number,
        "pages": min(-(-view.document.times // PAGE_SIZE), 500),
    }
    return Template("document.html", context=context)


def _asked(
    due: Due = "from now on",
    to: str = "",
    act: Literal["", Act] = "",
    hedge: Literal["", Hedge] = "",
    followed: Literal["", Followed] = "",
    as_of: Annotated[str, Parameter(max_length=10)] = "",
) -> Promises:
    return Promises(due, to, act, hedge, followed, as_of, MOST)


_chosen = {"asked": Provide(_asked, sync_to_thread=False)}


@page("/promises", dependencies=_chosen)
def register(state: State, asked: Promises, page_number: PageNumber = 1) -> Template:
    """The register of promises."""
    asked = replace(asked, limit=_LISTED + 1, offset=(page_number - 1) * _LISTED)
    found = promises(state.workspace, asked)
    context = {
        "lines": found[:_LISTED], "more": len(found) > _LISTED, "asked": asked, "page": page_number,
        "data": chosen(asked), "path": "/promises", "dues": _DUES, "acts": _ACTS, "hedges": _HEDGES, "states": _STATES,
    }  # fmt: skip
    return Template("promises.html", context=context)


@made_anew("/promises.ics", dependencies=_chosen)
def register_calendar(request: Request[object, object, State], state: State, asked: Promises) -> Response[bytes]:
    """The last days of promises as a calendar."""
    made = calendar(promises(state.workspace, asked), site_of(request))
    named = {"Content-Disposition": 'inline; filename="promises.ics"'}
    return Response(made, media_type="text/calendar; charset=utf-8", headers=named)


@made_anew("/promises.csv", dependencies=_chosen)
def register_table(asked: Promises) -> Redirect:
    """Where the register of promises is told as CSV."""
    return moved_to_data("/promises", asked)


@page("/body/{body_id:str}/declined")
def body_declined(
    state: State, body_id: str, year: int = 0, ground: GroundWord = "", page_number: PageNumber = 1
) -> Template:
    """What a body declines and on what ground, by year, with the sentences."""
    asked = OfBody(body_id, year, ground, PAGE_SIZE, (page_number - 1) * PAGE_SIZE)
    view = declined(state.workspace, asked)
    chosen = next((one for one in view.figures if (one.year, one.ground.value) == (year, ground)), None)
    pages = min(-(-chosen.times // PAGE_SIZE), 500) if chosen else 0
    return Template("declined.html", context={"view": view, "chosen": chosen, "page": page_number, "pages": pages})


class Form(Struct, frozen=True):
    """What the form sends: all words."""

    outcome: str = ""
    ground: str = ""
    why: str = ""
    who: str = ""


@made_anew("/wrong/{question_id:path}")
def suggesting(state: State, question_id: str) -> Template:
    """The form by which a reader says that an outcome is wrong."""
    one = OneQuestion(question_id.strip("/"))
    found, judged = question(state.workspace, one), annotations(state.workspace, one).outcome
    if judged is None:
        raise NotFound(f"nothing was found in an answer to {found.id}, so nothing in it can be wrong")
    return Template("suggest.html", context={"question": found, "judged": judged})


@post("/suggest/{question_id:path}", sync_to_thread=True, include_in_schema=False, request_max_body_size=_LARGEST_FORM)
def suggested(
    state: State, question_id: str, data: Annotated[Form, Body(media_type=RequestEncodingType.URL_ENCODED)]
) -> Redirect:
    """A reader's suggestion, left for the record's keeper."""
    try:
        outcome, ground = Outcome(data.outcome), Ground(data.ground) if data.ground else None
    except ValueError as error:
        raise InputError("form", "an outcome and a ground of the list", str(error)) from None
    made = suggest(state.workspace, question_id.strip("/"), Suggesting(outcome, data.why, ground, data.who))
    return Redirect(f"/q/{made.question}?thanks=true", status_code=303)


TEXT_PAGES = (
    all_documents,
    unmatched,
    one_document,
    register,
    register_calendar,
    register_table,
    body_declined,
    suggesting,
    suggested,
)


def _shown(one: Citing) -> dict[str, object]:
    return {"citing": one, "html": highlighted(one.words, [Span(*one.span)])}
