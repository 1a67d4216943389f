"""The page on which a draft is checked. What it sends is not kept, and stands in no address."""

from typing import Annotated

from litestar import post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Template
from msgspec import Struct
from msgspec.structs import asdict

from answerable.api.routes import KEEPS_NOTHING
from answerable.errors import InputError
from answerable.findings.order import Flag
from answerable.model.outcome import Ground, Outcome
from answerable.model.part import Kind
from answerable.model.text import plain_text
from answerable.queries.check import LONGEST, SAME, Checked, Drafting, NearQuestion, check
from answerable.web.environment import shorten
from answerable.web.pages import made_anew
from answerable.web.text import Mark, Note, highlighted, shown
from answerable.web.wording import DOES, GROUNDS

_LARGEST_FORM = 1_000_000  # bytes: a draft that is too long still gets a page that says so
_BEGINNING = 240  # letters of a text in which nothing was marked
_WORDINGS = 8  # ways of asking told of
_NOT_KEPT = {"Cache-Control": "no-store"}
ASKED = {
    Kind.STATEMENT: "if … make a statement",
    Kind.PUBLISH: "if … will publish",
    Kind.IF_WILL: "if … will",
    Kind.OTHER: "in other words",
}


class Pasted(Struct, frozen=True):
    """What the form sends."""

    draft: str = ""


# Not in a thread: what a page without parameters returns there is not waited for when it shares its address (litestar).
@made_anew("/check", sync_to_thread=False)
def drafting() -> Template:
    """The form."""
    return _page(None, "")


@post(
    "/check",
    sync_to_thread=True,
    status_code=200,
    include_in_schema=False,
    request_max_body_size=_LARGEST_FORM,
    opt={KEEPS_NOTHING: True},
)
def checked(state: State, data: Annotated[Pasted, Body(media_type=RequestEncodingType.URL_ENCODED)]) -> Template:
    """What there is to know of the draft; one that cannot be checked comes back with the reason."""
    try:
        return _page(check(state.workspace, Drafting(data.draft)), data.draft)
    except InputError as error:
        return _page(None, data.draft[:LONGEST], error)


CHECK = (drafting, checked)


def _page(found: Checked | None, draft: str, error: InputError | None = None) -> Template:
    context: dict[str, object] = {"found": found, "draft": draft, "error": error, "path": "/check", "longest": LONGEST}
    if found:
        context |= {
            "blocks": shown(plain_text(found.draft), *_margin(found.flags)),
            "near": [_near(one) for one in found.near],
            "again": [one for one in found.near if one.this_session and one.answered],
            "wordings": [(ASKED.get(one.kind, one.kind.value), one) for one in found.wordings[:_WORDINGS]],
        }
    return Template("check.html", context=context, status_code=400 if error else 200, headers=_NOT_KEPT)


def _margin(flags: tuple[Flag, ...]) -> tuple[list[Note], list[Mark]]:
    """A note for each flag at the words it rests on, and the shorter marks first."""
    notes = [Note(_id(one), one.title, "flag", _first(one), f"{one.says} {one.source}.") for one in flags]
    marks = [Mark(span, _id(one)) for one in flags for span in one.spans]
    return notes, sorted(marks, key=lambda mark: mark.span.end - mark.span.start)


def _id(flag: Flag) -> str:
    return f"flag-{flag.rule.replace(' ', '-')}"


def _first(flag: Flag) -> str | None:
    """Where the questions are that a flag rests on: the first of them."""
    return flag.questions[0] if flag.questions else None


def _near(one: NearQuestion) -> dict[str, object]:
    marked = {each.field: highlighted(each.text, each.spans) for each in one.highlights}
    does = DOES[Outcome(one.outcome)] if one.outcome else ""
    ground = GROUNDS[Ground(one.ground)] if one.ground else ""
    return asdict(one) | {
        "question_html": marked.get("question") or shorten(one.question, _BEGINNING),
        "answer_html": marked.get("answer") or shorten(one.answer, _BEGINNING),
        "nearly": one.likeness >= SAME,
        "does": f"{does}: {ground}" if ground else does,
    }
