"""The site and the API in one application. `uvicorn --factory answerable.web.app:application` serves it."""

import asyncio
import gc
import logging
import os
import sys
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Any

from litestar import Litestar, Request, Response
from litestar.config.compression import CompressionConfig
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.response import Template
from litestar.static_files import create_static_files_router
from litestar.template.config import TemplateConfig
from litestar.types import ASGIApp

from answerable.api.limits import counts_of_site, forgetting_askers
from answerable.api.problems import Problem, broken, failed, public
from answerable.api.routes import KEEPS_NOTHING, api_router, open_to_other_sites
from answerable.errors import AnswerableError
from answerable.queries.catalogue import PREFIX
from answerable.queries.timeliness import HowLong, timeliness
from answerable.settings import RECORD_VARIABLE, record_directory
from answerable.web import charts
from answerable.web.check import CHECK
from answerable.web.downloads import DOWNLOADS
from answerable.web.environment import environment
from answerable.web.follow import FOLLOW
from answerable.web.health import COUNTED, HEALTH, Metrics
from answerable.web.logs import log_lines, logging_requests, page_kind
from answerable.web.made_before import STORE, PagesMadeBefore, made_before
from answerable.web.pages import PAGES
from answerable.web.passing_on import PASSING_ON
from answerable.web.people import PEOPLE
from answerable.web.repeats import REPEATS
from answerable.web.serving import OPTIONS_VARIABLE, SECRET_VARIABLE, Options, options_of
from answerable.web.text_pages import TEXT_PAGES
from answerable.web.waiting import WAITING
from answerable.workspace import Workspace

_log = logging.getLogger("answerable")
_ASKING = ("GET", "HEAD", "OPTIONS")
_LARGEST_BODY = 1 << 18  # bytes
_PACKING = 4  # of 9: a twentieth larger than the smallest, in less than half of the time
_AT_ONCE = 3  # pages made at a time by one process: one is worked on, others wait for the disk
_TURN = 0.001  # seconds that one page is worked on while others wait: of longer turns quick pages get too few
_RINGS = (20_000, 20, 50)  # new objects after which rings that nobody holds are sought: usually 700, thrice a page
_CHARTS_AFTER = 1.0  # seconds from the start of the site
_STATIC = Path(__file__).parent / "static"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def application() -> ASGIApp:
    """The application on the record, and with the options, that the environment names."""
    workspace = Workspace.open(record_directory(os.environ.get(RECORD_VARIABLE)))
    options = options_of(os.environ.get(OPTIONS_VARIABLE, ""))
    if not options.log:
        return site(workspace, options)
    log_lines()
    return logging_requests(site(workspace, options))


def site(workspace: Workspace, options: Options) -> Litestar:
    """The application on an open record, which it closes when it stops."""
    pages: list[Any] = [
        *PAGES,
        *PEOPLE,
        *WAITING,
        *REPEATS,
        *TEXT_PAGES,
        *CHECK,
        *FOLLOW,
        *PASSING_ON,
        *DOWNLOADS,
        *HEALTH,
    ]
    counts = counts_of_site()
    counted = [COUNTED.middleware] if options.metrics else []
    if options.metrics:
        pages.append(Metrics)
    return Litestar(
        [*pages, api_router(workspace.settings.api_rate), create_static_files_router("/static", [_STATIC])],
        state=State({"workspace": workspace, "counts": counts}),
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(environment(options.read_only))),
        exception_handlers={AnswerableError: _refused, HTTPException: _failed, Exception: _broken},
        openapi_config=None,
        csrf_config=None if options.read_only else _forms(),
        middleware=counted,
        before_request=_take_nothing if options.read_only else None,
        request_max_body_size=_LARGEST_BODY,
        compression_config=CompressionConfig(backend="gzip", minimum_size=1000, gzip_compress_level=_PACKING),
        response_headers=_HEADERS,
        response_cache_config=made_before(workspace),
        stores={STORE: PagesMadeBefore()},
        before_send=[open_to_other_sites],
        lifespan=[forgetting_askers, _few_at_once, _charts_begun],
        on_startup=[partial(_warm, workspace)],
        on_shutdown=[workspace.close, counts.close],
    )


def _forms() -> CSRFConfig:
    """Forms are taken only from our own pages."""
    secret = os.environ.get(SECRET_VARIABLE) or token_hex(32)
    return CSRFConfig(
        secret,
        cookie_name="answerable-form",
        cookie_httponly=True,
        cookie_samesite="strict",
    )


def _take_nothing(request: Request[Any, Any, Any]) -> Template | None:
    """Refuses what would be kept."""
    if request.method in _ASKING or request.route_handler.opt.get(KEEPS_NOTHING):
        return None
    return _page("Nothing is taken in here", "This copy of the record is for reading only.", 403)


@asynccontextmanager
async def _few_at_once(app: Litestar) -> AsyncIterator[None]:
    """Bounds the threads that make pages: more would only take turns, each with a memory of its own."""
    sys.setswitchinterval(_TURN)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_AT_ONCE, "page"))
    with ThreadPoolExecutor(1, "question") as app.state.one_after_the_other, _seldom_collected():
        yield


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Rings of objects are sought seldom, and never among what stands at the start."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_RINGS)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


@asynccontextmanager
async def _charts_begun(_: Litestar) -> AsyncIterator[None]:
    """Starts what draws charts before a reader asks for one, but after those who waited for the site to start."""
    beginning = asyncio.create_task(_begin_charts())
    yield
    beginning.cancel()
    with suppress(asyncio.CancelledError):
        await beginning


async def _begin_charts() -> None:
    await asyncio.sleep(_CHARTS_AFTER)
    await asyncio.to_thread(charts.begin)


def _warm(workspace: Workspace) -> None:
    """Loads what the pages of time rest on, so that the first reader need not wait; what is amiss, their pages say."""
    with suppress(AnswerableError):
        timeliness(workspace, HowLong())


def _refused(_: Request[Any, Any, Any], error: AnswerableError) -> Template:
    return _page("Nothing is kept here" if error.status == 404 else "That did not work", public(error), error.status)


def _failed(request: Request[Any, Any, Any], error: HTTPException) -> Template | Response[Problem]:
    if request.url.path.startswith(f"{PREFIX}/"):
        return failed(request, error)
    found = error.status_code != 404
    message = error.detail if found else "There is no page at this address."
    return _page("That did not work" if found else "No such page", message, error.status_code)


def _broken(request: Request[Any, Any, Any], error: Exception) -> Template | Response[Problem]:
    """A fault of ours: the log has all of it, the page says that it is not the reader's doing."""
    _log.error("%s", page_kind(request.scope), exc_info=error)
    if request.url.path.startswith(f"{PREFIX}/"):
        return broken(request)
    return _page("Something broke here", "This is a fault of the site, not of what you asked. It has been logged.", 500)


def _page(title: str, message: str, status: int) -> Template:
    return Template("error.html", context={"title": title, "message": message}, status_code=status)
