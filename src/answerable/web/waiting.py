"""The pages of time: what waits, as page and feed; how long answers take, with its picture; what is behind it."""

from typing import Annotated, Any
from urllib.parse import urlencode

from litestar import Request, Response
from litestar.datastructures import State
from litestar.di import Provide
from litestar.params import Parameter
from litestar.response import Redirect, Template
from msgspec import Struct
from msgspec.structs import asdict, replace

from answerable.queries.deadlines import rules
from answerable.queries.status import Nothing
from answerable.queries.timeliness import BEHIND, BehindFigure, By, HowLong, behind, timeliness
from answerable.queries.waiting import Waiting, WaitingLine, lately_waiting, waiting
from answerable.web.atom import Entry, feed
from answerable.web.environment import shorten
from answerable.web.pages import PAGE_SIZE, PageNumber, chosen, made_anew, moved_to_data, page, pages_of, site_of
from answerable.web.picture import curve_picture

_FEED_SIZE = 50
_LANDMARKS = (0, 1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 28, 42, 60, 90, 180, 365)  # days, of the table behind the curve
_PICTURE = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'", "Cache-Control": "max-age=300"}
Body = Annotated[str, Parameter(query="body")]  # the bare name means a request's content to the framework
_PAGING = ("limit", "offset")


def _waiting(body_: Body = "", member: str = "", overdue: bool = False, rule: str = "", as_of: str = "") -> Waiting:
    """What an address asks for; an empty field of a form is not chosen."""
    return Waiting(body_, member, overdue, rule, as_of)


def _how_long(
    body_: Body = "",
    member: str = "",
    party: str = "",
    first: str = "",
    last: str = "",
    by: By = "due",
    rule: str = "",
    as_of: str = "",
) -> HowLong:
    return HowLong(body_, member, party, first, last, by, rule, as_of)


_ASKS_WAITING = {"asked": Provide(_waiting, sync_to_thread=False)}
_ASKS_HOW_LONG = {"asked": Provide(_how_long, sync_to_thread=False)}


@page("/waiting", dependencies=_ASKS_WAITING)
def what_waits(state: State, asked: Waiting, page_number: PageNumber = 1) -> Template:
    """What waits for an answer, longest first, with a form to choose."""
    found = waiting(state.workspace, replace(asked, limit=PAGE_SIZE, offset=(page_number - 1) * PAGE_SIZE))
    context = {
        **_choice(state, asked),
        "found": found,
        "page": page_number,
        "pages": pages_of(found.overdue if asked.overdue else found.total),
        "path": "/waiting",
    }
    return Template("waiting.html", context=context)


@made_anew("/waiting.csv", dependencies=_ASKS_WAITING)
def waiting_csv(asked: Waiting) -> Redirect:
    """Where all that waits is told as CSV."""
    return moved_to_data("/waiting", asked)


@page("/waiting.atom", dependencies=_ASKS_WAITING)
def waiting_feed(request: Request[Any, Any, Any], state: State, asked: Waiting) -> Response[bytes]:
    """What became overdue or began to wait last, as a feed."""
    lines = lately_waiting(state.workspace, replace(asked, limit=_FEED_SIZE))
    entries = [Entry(one.url, _title(one), one.changed, one.asked_by or "somebody", one.question) for one in lines]
    title = "Waiting for an answer" + "".join(f": {name}" for name in (asked.member, asked.body) if name)
    site, address = site_of(request), _address(asked)
    told = feed(site, f"/waiting.atom{address}", f"/waiting{address}", title, entries)
    return Response(told, media_type="application/atom+xml")


@page("/timeliness", dependencies=_ASKS_HOW_LONG)
def how_long(state: State, asked: HowLong) -> Template:
    """How long answers take, with a form to choose."""
    found = timeliness(state.workspace, asked)
    end = max(found.curve.days, default=0)
    landmarks = [day for day in _LANDMARKS if day <= end]
    return Template("timeliness.html", context=_choice(state, asked) | {"found": found, "landmarks": landmarks})


@page("/timeliness.svg", dependencies=_ASKS_HOW_LONG)
def how_long_picture(state: State, asked: HowLong) -> Response[bytes]:
    """The curve of waiting."""
    picture = curve_picture(timeliness(state.workspace, asked).curve)
    return Response(picture, media_type="image/svg+xml", headers=_PICTURE)


@page(BEHIND, dependencies=_ASKS_HOW_LONG)
def behind_figure(state: State, asked: HowLong, figure: str = "all", page_number: PageNumber = 1) -> Template:
    """The questions behind a figure."""
    wanted = BehindFigure(**asdict(asked), figure=figure)
    found = behind(state.workspace, replace(wanted, limit=PAGE_SIZE, offset=(page_number - 1) * PAGE_SIZE))
    context = {"found": found, "asked": _address(wanted), "cohort": _address(asked), "data": chosen(wanted)}
    return Template("behind.html", context=context | {"page": page_number, "pages": pages_of(found.total)})


WAITING = (what_waits, waiting_csv, waiting_feed, how_long, how_long_picture, behind_figure)


def _choice(state: State, asked: Struct) -> dict[str, Any]:
    """What the form shows: what was given, and what rules there are; what was asked, as an address and for the API."""
    told = {"given": asked, "rules": rules(state.workspace, Nothing())}
    return told | {"asked": _address(asked), "data": chosen(asked)}


def _address(asked: Struct) -> str:
    """What was asked, as the end of an address: "?body=…", or "?" of nothing."""
    given = {name: value for name, value in asdict(asked).items() if value and name not in _PAGING}
    return "?" + urlencode(given | ({"overdue": "true"} if given.get("overdue") else {}))


def _title(line: WaitingLine) -> str:
    """`Overdue: Weirs: Inspections`; the state tells why the entry is new."""
    return f"{line.state.capitalize()}: {line.heading or shorten(line.question, 100)}"
