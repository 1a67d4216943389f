"""What helps a page to be found and passed on: short addresses, cards, the map of the site, what robots may read."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from litestar import MediaType, Request, Response
from litestar.datastructures import State
from litestar.response import Redirect, Stream, Template

from answerable.errors import NotFound
from answerable.model.dates import in_full
from answerable.queries.following import Expected
from answerable.queries.one import OneQuestion
from answerable.queries.questions import QuestionPage, question
from answerable.queries.views import question_url
from answerable.web.card import card
from answerable.web.pages import made_anew, page, site_of
from answerable.web.short import id_of_short

_DAY = date(2025, 9, 16)  # of what is shown of the style
_SELDOM = Expected(_DAY, 3, {"immediately": 3, "daily": 2, "weekly": 1}, exact=True)
_BROAD = Expected(_DAY, 2_400, {"immediately": 2_400, "daily": 30, "weekly": 5}, exact=False)
_IN_A_MAP = 20_000  # questions; a map may have 50,000 addresses
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Feeds, downloads and endless turning of pages are no use to a search engine, and work for the machine.
_ROBOTS = """User-agent: *
Disallow: /api/
Disallow: /search
Disallow: /compare/
Disallow: /*?*page=
Sitemap: {site}/sitemap.xml
"""


@page("/s/{code:str}")
def short(code: str) -> Redirect:
    """A short address leads to the page that it stands for."""
    return Redirect(question_url(id_of_short(code)), status_code=301)


@page("/card/{question_id:path}")
def question_card(state: State, question_id: str) -> Response[bytes]:
    """A question as a picture, for those who pass its address on."""
    wanted = question_id.strip("/").removesuffix(".png")
    found = question(state.workspace, OneQuestion(wanted))
    drawn = card(found.title, _facts(found), _became(found))
    return Response(drawn, media_type="image/png", headers={"Cache-Control": "public, max-age=3600"})


@page("/robots.txt")
def robots(request: Request[Any, Any, Any]) -> Response[str]:
    """What robots may read."""
    return Response(_ROBOTS.format(site=site_of(request)), media_type=MediaType.TEXT)


@page("/sitemap.xml")
def maps(request: Request[Any, Any, Any], state: State) -> Response[str]:
    """The maps of the site."""
    count = -(-state.workspace.record.last_key() // _IN_A_MAP)
    listed = "".join(f"<sitemap><loc>{site_of(request)}/sitemap/{at}.xml</loc></sitemap>" for at in range(1, count + 1))
    return Response(f'<sitemapindex xmlns="{_SPACE}">{listed}</sitemapindex>', media_type=MediaType.XML)


@made_anew("/sitemap/{file:str}")
def one_map(request: Request[Any, Any, Any], state: State, file: str) -> Stream:
    """Addresses of questions."""
    number = file.removesuffix(".xml")
    if not number.isdecimal() or len(number) > 6:
        raise NotFound(f"no map {file[:40]!r} of this site; /sitemap.xml lists them")
    after = (int(number) - 1) * _IN_A_MAP
    ids = state.workspace.record.ids(after, after + _IN_A_MAP)
    lines = (f"<url><loc>{escape(site_of(request) + question_url(id_))}</loc></url>" for id_ in ids)
    return Stream(_wrapped(lines), media_type=MediaType.XML)


@page("/style")
def style() -> Template:
    """The pieces that pages are made of."""
    return Template("style.html", context={"day": _DAY, "seldom": _SELDOM, "broad": _BROAD})


PASSING_ON = (short, question_card, robots, maps, one_map, style)


def _wrapped(lines: Iterable[str]) -> Iterator[str]:
    yield f'<urlset xmlns="{_SPACE}">'
    yield from lines
    yield "</urlset>"


def _facts(found: QuestionPage) -> tuple[str, ...]:
    by = found.asked_by
    whom = f" ({' · '.join(said)})" if by and (said := [one for one in (by.party, by.constituency) if one]) else ""
    asked = f"Asked by {by.name}{whom}" if by else ""
    of = f"of the {found.body.name.removeprefix('The ')}" if found.body else ""
    on = f"on {in_full(found.tabled)}" if found.tabled else ""
    return tuple(line for line in (asked, f"{of} {on}".strip()) if line)


def _became(found: QuestionPage) -> str:
    on = found.answer.date if found.answer and not found.answer.holding else None
    return f"{found.status.capitalize()} on {in_full(on)}" if on else found.status.capitalize()
