"""The pages for following: what it would bring, the wish, the links that mails bring, and the feeds."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Annotated, Any, get_args
from urllib.parse import urlencode

from litestar import HttpMethod, Request, Response, post, route
from litestar.datastructures import State
from litestar.di import Provide
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter
from litestar.response import Redirect, Template
from msgspec import Struct

from answerable.api.limits import Limit
from answerable.errors import InputError, NotFound
from answerable.queries.following import LATELY, expected, latest, thing, wish
from answerable.record import follows, links
from answerable.record.follows import Cadence, Follow, Followed, Kind
from answerable.record.outbox import Item, told_lately
from answerable.web.atom import Entry, feed
from answerable.web.jsonfeed import json_feed
from answerable.web.pages import made_anew, page, site_of

_KINDS: tuple[Kind, ...] = get_args(Kind)
_CADENCES: tuple[Cadence, ...] = get_args(Cadence)
_LARGEST_FORM = 10_000  # bytes
_LONGEST = 1_000  # characters of what is followed
_WISHES = Limit("wishes to follow", 30, 3600)  # an hour; each may send a mail to somebody
_PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
_form = partial(post, sync_to_thread=True, include_in_schema=False, request_max_body_size=_LARGEST_FORM)
# Mail programs post to these without any page of ours before (RFC 8058), so no token of a form can come with them: the
# signed link is what allows it. One function takes both methods, for the framework takes no two under one address.
_link = partial(
    route, http_method=[HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST], status_code=200, sync_to_thread=True,
    include_in_schema=False, request_max_body_size=_LARGEST_FORM, exclude_from_csrf=True,
)  # fmt: skip
What = Annotated[str | None, Parameter(max_length=_LONGEST)]


def _asked(
    search: What = None, question: What = None, member: What = None, document: What = None, same: What = None,
    body_: Annotated[str | None, Parameter(query="body", max_length=_LONGEST)] = None,
) -> Followed:  # fmt: skip
    """What an address names, as `?search=weirs` or `?member=uk-901`."""
    given = {"search": search, "question": question, "member": member, "body": body_, "document": document,
             "same": same}  # fmt: skip
    named = [(kind, given[kind]) for kind in _KINDS if given[kind] is not None]
    if len(named) != 1:
        raise InputError("address", f"one of {', '.join(_KINDS)}", ", ".join(kind for kind, _ in named) or "none")
    kind, what = named[0]
    return Followed(kind, what or "")


_ASKS = {"asked": Provide(_asked, sync_to_thread=False)}


class Wish(Struct, frozen=True):
    """What the form sends: all words."""

    kind: str = ""
    what: str = ""
    address: str = ""
    cadence: str = ""


class Choice(Struct, frozen=True):
    """What the form that confirms sends."""

    cadence: str = ""


@made_anew("/follow", dependencies=_ASKS)
def to_follow(state: State, asked: Followed) -> Template:
    """What following this would have brought, a form, and the feeds."""
    found = thing(state.workspace, asked)
    told = expected(state.workspace, found.followed, date.today())
    context = {
        "thing": found,
        "expected": told,
        "cadences": _CADENCES,
        "chosen": "weekly" if told.broad else "daily",
        "days": LATELY.days,
        "mail": state.workspace.settings.mails,
        "feed": address_of(found.followed),
    }
    return Template("follow.html", context=context)


@_form("/follow/wish", middleware=[_WISHES])
def wished(state: State, data: Annotated[Wish, Body(media_type=RequestEncodingType.URL_ENCODED)]) -> Redirect:
    """A wish to follow; what is answered does not tell whether the address is known."""
    if data.kind not in _KINDS or len(data.what) > _LONGEST:
        raise InputError("form", f"something to follow: {', '.join(_KINDS)}", data.kind[:40])
    if not state.workspace.settings.mails:
        raise NotFound("this site sends no mail; follow by the feeds instead")
    found = thing(state.workspace, Followed(data.kind, data.what))
    wish(state.workspace, found, data.address, _cadence(data.cadence), datetime.now(UTC))
    return Redirect("/follow/asked", status_code=303)


@made_anew("/follow/asked")
def was_asked() -> Template:
    """Says that a mail is on its way, if one may be."""
    return _said("asked")


@made_anew("/follow/confirm/{token:str}")
def to_confirm(state: State, token: str) -> Template:
    """Asks for one press of a button: programs that look into mails open links, and must not confirm."""
    follow = follows.follow(state.workspace.record, links.read(state.workspace.record, "confirm", token))
    told = expected(state.workspace, follow.followed, date.today())
    context = {"follow": follow, "expected": told, "days": LATELY.days, "cadences": _CADENCES, "token": token}
    return Template("follow_confirm.html", context=context, headers=_PRIVATE)


@_form("/follow/confirmed/{token:str}")
def confirmed(
    state: State, token: str, data: Annotated[Choice, Body(media_type=RequestEncodingType.URL_ENCODED)]
) -> Redirect:
    """It is followed from now on."""
    record = state.workspace.record
    name = links.read(record, "confirm", token)
    found = follows.confirm(record, name, _cadence(data.cadence), datetime.now(UTC))
    return Redirect(f"/follow/yours/{links.signed(record, 'yours', found.reader)}", status_code=303)


@made_anew("/follow/yours/{token:str}")
def yours(state: State, token: str) -> Template:
    """All that an address follows, each with its end, and what it was told lately. The address itself is not shown."""
    record = state.workspace.record
    reader = links.read(record, "yours", token)
    followed = [(one, links.signed(record, "stop", one.name)) for one in follows.followed_by(record, reader)]
    context = {
        "followed": followed,
        "stop_all": links.signed(record, "stop-all", reader),
        "told": [one.item for one in told_lately(record, reader)],
    }
    return Template("follow_yours.html", context=context, headers=_PRIVATE)


@_link("/follow/stop/{token:str}")
def stop(request: Request[Any, Any, Any], state: State, token: str) -> Template:
    """Asks for one press of a button, as for confirming; the button, or a mail program, ends one follow."""
    record = state.workspace.record
    name = links.read(record, "stop", token)
    if request.method == HttpMethod.POST:
        follows.stop(record, name)
        return _said("stopped")
    return _to_stop(follows.follow(record, name), token)


@_link("/follow/stop-all/{token:str}")
def stop_all(request: Request[Any, Any, Any], state: State, token: str) -> Template:
    """The same for all that an address follows: it is erased."""
    record = state.workspace.record
    reader = links.read(record, "stop-all", token)
    if request.method == HttpMethod.POST:
        follows.stop_all(record, reader)
        return _said("stopped")
    return _to_stop(None, token)


@page("/feed.atom", dependencies=_ASKS)
def atom(request: Request[Any, Any, Any], state: State, asked: Followed) -> Response[bytes]:
    """The latest news of anything that can be followed, as Atom."""
    return Response(feed(*_feed(request, state, asked, "/feed.atom")), media_type="application/atom+xml")


@page("/feed.json", dependencies=_ASKS)
def json(request: Request[Any, Any, Any], state: State, asked: Followed) -> Response[bytes]:
    """The same as JSON Feed."""
    return Response(json_feed(*_feed(request, state, asked, "/feed.json")), media_type="application/feed+json")


FOLLOW = (to_follow, wished, was_asked, to_confirm, confirmed, yours, stop, stop_all, atom, json)


def address_of(followed: Followed) -> str:
    """What is followed, as the end of an address: `?search=weirs`."""
    return "?" + urlencode([(str(followed.kind), followed.what)])


def _feed(
    request: Request[Any, Any, Any], state: State, asked: Followed, path: str
) -> tuple[str, str, str, str, list[Entry]]:
    found = thing(state.workspace, asked)
    entries = [_entry(one) for one in latest(state.workspace, found.followed)]
    return site_of(request), path + address_of(found.followed), found.url, f"{found.title}: news", entries


def _entry(item: Item) -> Entry:
    """The address ends in what happened and when, so that each piece of news is an entry of its own."""
    day = item.day or date.min
    url = f"/q/{item.question}#{item.what.name.lower()}-{day}"
    return Entry(url, f"{item.what.value.capitalize()}: {item.title}", day, item.about, item.words)


def _cadence(said: str) -> Cadence:
    if said not in _CADENCES:
        raise InputError("form", f"one of {', '.join(_CADENCES)}", repr(said[:40]))
    return said


def _to_stop(follow: Follow | None, token: str) -> Template:
    return Template("follow_stop.html", context={"follow": follow, "token": token}, headers=_PRIVATE)


def _said(what: str) -> Template:
    return Template("follow_said.html", context={"said": what}, headers=_PRIVATE)
