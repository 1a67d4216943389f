"""What somebody who begins to type may be looking for: Members, bodies, documents and headings."""

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal
from urllib.parse import urlencode

from msgspec import Meta, Struct

from answerable.errors import DamagedFinding
from answerable.queries.names import Named, directory
from answerable.queries.views import body_link
from answerable.workspace import Workspace

_OF_EACH = 3
_ARTICLE = re.compile("^the ", re.IGNORECASE)
_SHORTEST = 2  # letters from which on anything is looked for

Kind = Literal["Member", "body", "document", "heading"]


class Typed(Struct, frozen=True):
    """`q`: what was typed so far; its last word may be a beginning."""

    q: Annotated[str, Meta(max_length=100)] = ""


class Meant(Struct, frozen=True):
    """What may be meant, and the address of its page; for a heading that of the search for it."""

    kind: Kind
    name: str
    url: str


def lookup(workspace: Workspace, asked: Typed) -> tuple[Meant, ...]:
    """A few Members, bodies, documents and headings that have all words typed; nothing for fewer than two letters."""
    typed = _ARTICLE.sub("", asked.q.strip())
    return tuple(_meant(workspace, typed)) if len(typed) >= _SHORTEST else ()


def _meant(workspace: Workspace, typed: str) -> Iterator[Meant]:
    known = directory(workspace.record)
    for id_ in _few(known.members, typed):
        yield Meant("Member", known.members.names[id_], f"/member/{id_}")
    for id_ in _few(known.bodies, typed):
        yield Meant("body", *body_link(id_, known.bodies.names))
    for one in workspace.citations.titled(typed, _OF_EACH):
        yield Meant("document", one.title or one.key, f"/document/{one.key}")
    for heading in _headings(workspace, typed):
        yield Meant("heading", heading, "/search?" + urlencode({"q": f'"{heading}"'}))


def _few(known: Named, typed: str) -> Sequence[str]:
    return known.beginning(typed)[:_OF_EACH]


def _headings(workspace: Workspace, typed: str) -> Sequence[str]:
    """Different headings that have the words, those of the newest questions first."""
    try:
        ids = workspace.search.headed(typed)
    except DamagedFinding:
        return ()  # a search says so and mends it
    held = workspace.record.questions(ids)
    headings = dict.fromkeys(held[id_].heading or "" for id_ in ids if id_ in held)
    return [one for one in headings if one and '"' not in one][:_OF_EACH]
