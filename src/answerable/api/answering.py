"""One request to one query: what is asked, in which form, whether it is news, and the response."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from importlib.metadata import version
from itertools import chain, islice
from typing import Any
from urllib.parse import parse_qsl, urlencode

import msgspec
from litestar import Request, Response
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.response import Stream
from litestar.status_codes import HTTP_304_NOT_MODIFIED
from msgspec import Struct
from msgspec.structs import replace

from answerable.api.parquet import as_parquet
from answerable.api.problems import AddressTooLongException, NotAcceptableException
from answerable.errors import BadParameter
from answerable.model.licence import LICENCE_URL
from answerable.queries.asking import Asked, asked, most_at_once
from answerable.queries.catalogue import Query
from answerable.queries.frames import arrow_schema
from answerable.queries.listing import is_list, kind, with_items
from answerable.queries.paging import Reading
from answerable.queries.rows import chosen, selected
from answerable.queries.spreadsheet import as_csv
from answerable.workspace import Workspace

FORMS = {
    "json": "application/json",
    "ndjson": "application/x-ndjson",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
}
LONGEST_QUERY = 8_000  # characters of an address after the question mark
LARGEST_BODY = 262_144  # bytes
_AT_ONCE = 1_000  # things read from the record at a time where all are told
_LINES = 200  # sent at a time
_VARY = "Accept"


class _Wanted(Struct, frozen=True):
    """A request understood. `fields` are the names chosen, none where all are wanted; `whole`: the list to its end."""

    asked: Asked
    form: str
    fields: Sequence[str]
    whole: bool


def answer(query: Query, request: Request[Any, Any, Any], workspace: Workspace, body: bytes = b"") -> Response[Any]:
    """The response; without a body where the asker has it already. What is private is asked in the `body`."""
    _check_size(request)
    wanted = _understood(query, request, _in_body(request, body) if query.private else _in_address(request))
    headers = {"Cache-Control": "no-store", "Vary": _VARY}
    if not query.private:
        tag = _tag(request, wanted.form, workspace)
        headers |= {"ETag": tag, "Cache-Control": "no-cache"}
        if _known(request, tag):
            return Response(None, status_code=HTTP_304_NOT_MODIFIED, headers=headers)
    reading = Reading(workspace, wanted.asked)
    return (_page if wanted.form == "json" or not wanted.whole else _stream)(request, reading, wanted, headers)


def _understood(query: Query, request: Request[Any, Any, Any], given: dict[str, Any]) -> _Wanted:
    form = _form(request, str(given.pop("format", "")))
    printed = str(given.pop("fields", ""))
    fields = chosen(kind(query), printed) if printed.strip() else ()
    return _Wanted(asked(query, given), form, fields, is_list(query) and "limit" not in given)


def _check_size(request: Request[Any, Any, Any]) -> None:
    if int(request.headers.get("content-length", 0)) > LARGEST_BODY:
        raise RequestEntityTooLarge(f"expected no body, or one of at most {LARGEST_BODY:,} bytes")
    if len(request.scope["query_string"]) > LONGEST_QUERY:
        raise AddressTooLongException(f"expected at most {LONGEST_QUERY:,} characters after the question mark")


def _in_address(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The parameters of the address; BadParameter for one that stands there twice."""
    pairs = parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)
    given = dict(pairs)
    if len(given) < len(pairs):
        raise BadParameter(f"expected each parameter once; got {', '.join(name[:80] for name, _ in pairs)}")
    return given | {name: str(value).strip("/") for name, value in request.path_params.items()}


def _in_body(request: Request[Any, Any, Any], body: bytes) -> dict[str, Any]:
    """The parameters in a body of JSON. BadParameter for any other, and for parameters in the address."""
    if request.scope["query_string"]:
        raise BadParameter("expected all that is asked in the body, where no log sees it; got some in the address")
    try:
        return msgspec.json.decode(body, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadParameter(f"expected a JSON object in the body; {error}") from None


def _form(request: Request[Any, Any, Any], asked_for: str) -> str:
    """The form that `format=` says, else that the Accept header likes best; JSON where neither says any."""
    if asked_for and asked_for not in FORMS:
        raise BadParameter(f"format: expected one of {', '.join(FORMS)}; got {asked_for[:80]!r}")
    if asked_for or "accept" not in request.headers:
        return asked_for or "json"
    best = request.accept.best_match(list(FORMS.values()))
    if best is None:
        raise NotAcceptableException(f"expected Accept to allow one of {', '.join(FORMS.values())}")
    return next(name for name, media_type in FORMS.items() if media_type == best)


def _tag(request: Request[Any, Any, Any], form: str, workspace: Workspace) -> str:
    """Names the response by what it follows from. Weak, for it may come compressed."""
    rests_on = (version("answerable"), workspace.state(), request.url.path, request.scope["query_string"], form)
    return f'W/"{blake2b(repr(rests_on).encode(), digest_size=12).hexdigest()}"'


def _known(request: Request[Any, Any, Any], tag: str) -> bool:
    held = [one.strip() for one in request.headers.get("if-none-match", "").split(",")]
    return "*" in held or tag in held or tag.removeprefix("W/") in held


def _page(
    request: Request[Any, Any, Any], reading: Reading, wanted: _Wanted, headers: dict[str, str]
) -> Response[bytes]:
    page = reading.page()
    links = {"Link": _links(request, reading.after(page))}
    if wanted.form == "json":
        content = msgspec.json.encode(_chosen(reading.query, page.answer, page.items, wanted.fields))
    else:
        content = b"".join(_pieces(reading.query, page.items, wanted))
    return Response(content, media_type=FORMS[wanted.form], headers=headers | links)


def _stream(request: Request[Any, Any, Any], reading: Reading, wanted: _Wanted, headers: dict[str, str]) -> Stream:
    """All of the list, read as it is sent; what is amiss with the request shows before anything is."""
    pages = Reading(reading.workspace, replace(reading.asked, limit=max(most_at_once(reading.query), _AT_ONCE))).pages()
    first = next(pages)
    items = chain(first.items, (item for page in pages for item in page.items))
    name = f'attachment; filename="{reading.query.name}.{wanted.form}"'
    told = headers | {"Link": _links(request, ""), "Content-Disposition": name}
    return Stream(_pieces(reading.query, items, wanted), media_type=FORMS[wanted.form], headers=told)


def _chosen(query: Query, answer: Any, items: Sequence[Any], fields: Sequence[str]) -> Any:
    if not fields or answer is None:
        return answer
    if not is_list(query):
        return selected(msgspec.to_builtins(answer), fields)
    rows = [selected(msgspec.to_builtins(item), fields) for item in items]
    around = msgspec.to_builtins(with_items(query, answer, ()))
    return around | {query.lists: rows} if query.lists else rows


def _pieces(query: Query, items: Iterable[Any], wanted: _Wanted) -> Iterator[bytes]:
    if wanted.form == "parquet":
        return as_parquet(arrow_schema(kind(query), wanted.fields), items)
    return _sent(_lines(query, items, wanted))


def _lines(query: Query, items: Iterable[Any], wanted: _Wanted) -> Iterator[str]:
    if wanted.form == "csv":
        return as_csv(kind(query), items, wanted.fields)
    told = (selected(msgspec.to_builtins(one), wanted.fields) if wanted.fields else one for one in items)
    return (msgspec.json.encode(one).decode() + "\n" for one in told)


def _sent(lines: Iterator[str]) -> Iterator[bytes]:
    while some := "".join(islice(lines, _LINES)):
        yield some.encode()


def _links(request: Request[Any, Any, Any], cursor: str) -> str:
    licence = f'<{LICENCE_URL}>; rel="license"'
    if not cursor:
        return licence
    asked_before: Mapping[str, str] = dict(parse_qsl(request.scope["query_string"].decode("latin-1")))
    return f'<{request.url.path}?{urlencode({**asked_before, "cursor": cursor})}>; rel="next", {licence}'
