"""The API described for programs (OpenAPI 3.1), made from the query catalogue and the structs it names."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.metadata import version
from typing import Any

import msgspec
from msgspec.structs import asdict, fields

from answerable.api.answering import FORMS
from answerable.api.problems import MEDIA_TYPE, Problem
from answerable.model.licence import LICENCE, LICENCE_URL
from answerable.queries.asking import shape
from answerable.queries.catalogue import CATALOGUE, PREFIX, Query
from answerable.queries.examples import EXAMPLES
from answerable.queries.listing import is_list, kind
from answerable.queries.rows import MOST_NAMES, names

_REF = "#/components/schemas/{name}"
_LISTS = "With `limit` JSON Lines and CSV are a page too; without they are the whole list."
_ABOUT = (
    "Written parliamentary questions: who asked, who answered, and did they? All is read without a key, with GET, or "
    "with POST where what is asked is private. What `fields` leaves out is not there, so that no property is certain."
)
_PROBLEMS = {
    400: "A parameter or the query cannot be understood.",
    404: "Nothing is kept under that id or name.",
    405: "Another method than that which is described.",
    406: "None of the forms there are is accepted.",
    410: "The place that the cursor holds is gone; begin the list anew.",
    413: "What was sent is too large.",
    414: "The address is too long.",
    429: "Too many requests; `Retry-After` says for how many seconds.",
    500: "A fault of the site.",
    503: "The record cannot be read just now.",
}
_HEADERS = {
    "ETag": "Names this answer; given back as `If-None-Match` it gets 304 until something changed.",
    "Link": 'The next page, as `rel="next"`, where there is one; the licence, as `rel="license"`.',
    "RateLimit-Limit": "How many requests a minute are answered.",
    "RateLimit-Remaining": "How many are left.",
    "RateLimit-Reset": "In how many seconds the count begins anew.",
}
_FORMAT = {"enum": list(FORMS), "description": "the form of the answer, instead of that which Accept says"}


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """The whole description."""
    answers, components = msgspec.json.schema_components([one.answers for one in CATALOGUE], ref_template=_REF)
    (problem,), told = msgspec.json.schema_components([Problem], ref_template=_REF)
    named = dict(zip((one.name for one in CATALOGUE), answers, strict=True))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "answerable",
            "version": version("answerable"),
            "description": _ABOUT,
            "license": {"name": LICENCE, "url": LICENCE_URL},
        },
        "servers": [{"url": "/"}],
        "paths": {PREFIX + one.path: _operation(one, named[one.name]) for one in CATALOGUE},
        "components": {
            "schemas": _selectable(components) | told,
            "responses": {str(status): _problem(words, problem) for status, words in _PROBLEMS.items()},
            "headers": {name: {"description": words, "schema": {"type": "string"}} for name, words in _HEADERS.items()},
        },
    }


def _operation(query: Query, answers: Mapping[str, Any]) -> dict[str, Any]:
    same = {} if query.private else {"304": {"description": "The answer is the one that the asker has."}}
    told = {
        "operationId": query.name,
        "summary": query.doc,
        "description": f"{query.doc} {_LISTS if is_list(query) else ''}".strip(),
        "responses": {
            "200": _answered(answers),
            **same,
            **{str(status): {"$ref": f"#/components/responses/{status}"} for status in _PROBLEMS},
        },
    }
    if query.private:
        return {"post": told | {"requestBody": _body(query)}}
    return {"get": told | {"parameters": list(_parameters(query))}}


def _body(query: Query) -> dict[str, Any]:
    """What is asked where it may stand in no address."""
    _, components = msgspec.json.schema_components([shape(query)], ref_template=_REF)
    own = components[query.name]
    listed = f"some of {', '.join(name for name in names(kind(query)) if '.' not in name)}, or parts as one.part"
    one = "|".join(name.replace(".", r"\.") for name in names(kind(query)))
    chosen = {"type": "string", "description": listed, "pattern": rf"^(({one})(,({one}))*)?$"}
    schema = own | {"properties": own["properties"] | {"fields": chosen, "format": _FORMAT}}
    example = {
        name: value for name, value in _example(query).items() if value != own["properties"][name].get("default")
    }
    content = {"schema": schema | {"additionalProperties": False}, "example": example}
    return {"required": True, "content": {"application/json": content}}


def _answered(answers: Mapping[str, Any]) -> dict[str, Any]:
    text, binary = {"schema": {"type": "string"}}, {"schema": {"type": "string", "format": "binary"}}
    return {
        "description": "What was found.",
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS},
        "content": {
            FORMS["json"]: {"schema": answers},
            FORMS["ndjson"]: text,
            FORMS["csv"]: text,
            FORMS["parquet"]: binary,
        },
    }


def _problem(words: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"description": words, "content": {MEDIA_TYPE: {"schema": schema}}}


def _parameters(query: Query) -> Iterator[dict[str, Any]]:
    asks = shape(query)
    _, components = msgspec.json.schema_components([asks])
    known = components[query.name]
    example = _example(query)
    for field in fields(asks):
        yield _parameter(field.name, known["properties"][field.name], field.name in known["required"], example)
    listed: dict[str, Any] = {
        "type": "array",
        "items": {"enum": list(names(kind(query)))},
        "minItems": 1,
        "maxItems": MOST_NAMES,
    }
    told = f"what to tell of {'each thing in the list' if is_list(query) else 'it'}, all unless given"
    yield {"name": "fields", "in": "query", "description": told, "schema": listed, "style": "form", "explode": False}
    yield _parameter("format", _FORMAT, False, {})


def _example(query: Query) -> dict[str, Any]:
    return asdict(EXAMPLES[query.name]) if query.name in EXAMPLES else {}


def _parameter(name: str, schema: Mapping[str, Any], needed: bool, example: Mapping[str, Any]) -> dict[str, Any]:
    place = "path" if name == "id" else "query"
    rest = {key: value for key, value in schema.items() if key != "description"}
    told = {"name": name, "in": place, "required": needed, "description": schema.get("description", "")}
    return told | {"schema": rest} | ({"example": example[name]} if _telling(name, example, rest) else {})


def _telling(name: str, example: Mapping[str, Any], schema: Mapping[str, Any]) -> bool:
    return name in example and example[name] != schema.get("default")


def _selectable(components: Mapping[str, Any]) -> dict[str, Any]:
    """The structs that `fields` may take something out of do not have to be whole."""
    _, within = msgspec.json.schema_components([kind(one) for one in CATALOGUE], ref_template=_REF)
    return {
        name: {key: value for key, value in schema.items() if key != "required" or name not in within}
        for name, schema in components.items()
    }
