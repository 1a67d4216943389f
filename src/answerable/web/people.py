"""Pages of people: Members, bodies, and names as printed."""

from datetime import date
from typing import Any

from litestar.datastructures import State
from litestar.response import Redirect, Template

from answerable.queries.people import Everybody, OneOf, bodies, body, member, members
from answerable.queries.printed_names import PrintedNames, Which, printed_names
from answerable.queries.timeliness import HowLong, timeliness
from answerable.queries.waiting import Waiting, waiting
from answerable.record.people import MonthCount
from answerable.web.charts import questions_by_month
from answerable.web.pages import PAGE_SIZE, PageNumber, page, pages_of

_MEMBERS_SHOWN = 200  # on one page, so that it stays under 100 KB
_NAMES_SHOWN = 100
_WHICH: dict[Which, str] = {"uncertain": "uncertain", "none": "of nobody known", "certain": "certain", "all": "all"}
_HOW = {
    "exact": "the very name",
    "normalised": "the name in another form",
    "initials": "the name without initials",
    "seat": "the seat",
    "like": "a like name only",
}


@page("/members")
def everybody(state: State, name: str = "", page_number: PageNumber = 1) -> Template:
    """Members, by name."""
    people = members(state.workspace, Everybody(name))
    first = (page_number - 1) * _MEMBERS_SHOWN
    context = {
        "people": people[first : first + _MEMBERS_SHOWN],
        "count": len(people),
        "name": name,
        "page": page_number,
        "pages": -(-len(people) // _MEMBERS_SHOWN),
        "path": "/members",
    }
    return Template("members.html", context=context)


@page("/member/{member_id:str}")
def one_member(state: State, member_id: str, page_number: PageNumber = 1) -> Template | Redirect:
    """A Member's page; that of a printed name which means a Member for certain is theirs."""
    view = member(state.workspace, OneOf(member_id, PAGE_SIZE, (page_number - 1) * PAGE_SIZE))
    if view.member.id != member_id:
        return Redirect(view.url, status_code=302)  # who is meant may be told otherwise some day
    pages = pages_of(max(view.member.asked, view.member.answered))
    waits = waiting(state.workspace, Waiting(member=member_id, limit=5))
    context = {"view": view, "waits": waits, "page": page_number, "pages": pages} | _by_month(view.months, "asked")
    return Template("member.html", context=context)


@page("/bodies")
def all_bodies(state: State) -> Template:
    """Answering bodies, by name."""
    return Template("bodies.html", context={"people": bodies(state.workspace, Everybody()), "path": "/bodies"})


@page("/body/{body_id:str}")
def one_body(state: State, body_id: str, page_number: PageNumber = 1) -> Template:
    """A body's page."""
    view = body(state.workspace, OneOf(body_id, PAGE_SIZE, (page_number - 1) * PAGE_SIZE))
    context = {
        "view": view,
        "waits": waiting(state.workspace, Waiting(body=body_id, limit=5)),
        "timely": timeliness(state.workspace, HowLong(body=body_id)),
        "page": page_number,
        "pages": pages_of(view.body.asked),
    }
    return Template("body.html", context=context | _by_month(view.months, "was asked"))


@page("/names")
def names(state: State, which: Which = "uncertain", page_number: PageNumber = 1) -> Template:
    """Names as printed, and whom they are taken to mean."""
    asked = PrintedNames(which, _NAMES_SHOWN, (page_number - 1) * _NAMES_SHOWN)
    told = printed_names(state.workspace, asked)
    count = told.total if which == "all" else getattr(told, which)
    context = {"told": told, "which": which, "wording": _WHICH, "how": _HOW, "page": page_number}
    return Template("names.html", context=context | {"pages": -(-count // _NAMES_SHOWN)})


def _by_month(months: tuple[MonthCount, ...], verb: str) -> dict[str, Any]:
    """The picture of the months, and the sentence that says what it shows; nothing where no day is known."""
    if not months:
        return {"picture": None, "sentence": ""}
    asked, answered = sum(one.asked for one in months), sum(one.answered for one in months)
    most = max(months, key=lambda one: one.asked)
    first, last = _named(months[0].month), _named(months[-1].month)
    span = f"in {first}" if len(months) == 1 else f"from {first} to {last}"
    told = f"{verb} {asked:,} {'question that bears' if asked == 1 else 'questions that bear'} a day, {span}"
    peak = f", most of them in {_named(most.month)} ({most.asked:,})" if len(months) > 1 else ""
    return {"picture": questions_by_month(months), "sentence": f"{told}{peak}. {answered:,} have an answer."}


def _named(month: str) -> str:
    """2025-09 as September 2025."""
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"


PEOPLE = (everybody, one_member, all_bodies, one_body, names)
