"""The site and the API in one application. `uvicorn --factory answerable.web.app:application` serves it."""

import logging
import os
from contextlib import suppress
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

from answerable.api.answering import PREFIX
from answerable.api.problems import Problem, broken, failed, public
from answerable.api.routes import api_router, forgetting_askers, open_to_other_sites
from answerable.errors import AnswerableError
from answerable.queries.timeliness import HowLong, timeliness
from answerable.settings import RECORD_VARIABLE, record_directory
from answerable.web.environment import environment
from answerable.web.pages import PAGES
from answerable.web.passing_on import PASSING_ON
from answerable.web.repeats import REPEATS
from answerable.web.text_pages import TEXT_PAGES
from answerable.web.waiting import WAITING
from answerable.workspace import Workspace

_log = logging.getLogger("answerable")
_STATIC = Path(__file__).parent / "static"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def application() -> Litestar:
    """The application on the record that the environment names."""
    return site(Workspace.open(record_directory(os.environ.get(RECORD_VARIABLE))))


def site(workspace: Workspace) -> Litestar:
    """The application on an open record, which it closes when it stops."""
    return Litestar(
        [
            *PAGES,
            *WAITING,
            *REPEATS,
            *TEXT_PAGES,
            *PASSING_ON,
            api_router(workspace.settings.api_rate),
            create_static_files_router("/static", [_STATIC]),
        ],
        state=State({"workspace": workspace}),
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(environment())),
        exception_handlers={AnswerableError: _refused, HTTPException: _failed, Exception: _broken},
        openapi_config=None,
        # A secret of this run: a form that was open while the site was started anew is refused, and says so.
        csrf_config=CSRFConfig(
            token_hex(32), cookie_name="answerable-form", cookie_httponly=True, cookie_samesite="strict"
        ),
        compression_config=CompressionConfig(backend="gzip", minimum_size=1000),
        response_headers=_HEADERS,
        before_send=[open_to_other_sites],
        lifespan=[forgetting_askers],
        on_startup=[partial(_warm, workspace)],
        on_shutdown=[workspace.close],
    )


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
    _log.error("%s", request.url.path, exc_info=error)
    if request.url.path.startswith(f"{PREFIX}/"):
        return broken(request)
    return _page("Something broke here", "This is a fault of the site, not of what you asked. It has been logged.", 500)


def _page(title: str, message: str, status: int) -> Template:
    return Template("error.html", context={"title": title, "message": message}, status_code=status)
