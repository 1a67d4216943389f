"""What a search found, made ready for its page: safe HTML with marks, and links that narrow or widen."""

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import asdict

from answerable.queries.search import FacetCount, Found, Hit
from answerable.web.environment import shorten
from answerable.web.text import highlighted

_BEGINNING = 240  # letters of a text in which nothing was marked
_FURTHEST = 500  # pages
_TITLES = {
    "body": "Answering body",
    "year": "Tabled in",
    "status": "Status",
    "outcome": "What the answer does",
    "ground": "Ground for not giving it",
    "party": "Party of the asker",
    "asker": "Asked by",
    "answerer": "Answered by",
    "house": "House",
}


class ShownFacet(Struct, frozen=True):
    """A facet with its title."""

    name: str
    title: str
    counts: tuple[FacetCount, ...]


def results(found: Found, page_size: int) -> dict[str, object]:
    """The template's variables `found`, `facets` and `pages`."""
    facets = [ShownFacet(name, title, _worth_a_click(found.facets.get(name, ()))) for name, title in _TITLES.items()]
    more: dict[str, list[Hit]] = {}
    for hit in found.hits:
        if hit.same_as:
            more.setdefault(hit.same_as, []).append(hit)
    folded = [_hit(hit) | {"more": more.get(hit.id, [])} for hit in found.hits if not hit.same_as]
    return {
        "found": {"total": found.total, "hits": folded, "questions": len(found.hits)},
        "facets": [facet for facet in facets if facet.counts],
        "pages": min(-(-found.total // page_size), _FURTHEST),
    }


def _hit(hit: Hit) -> dict[str, object]:
    marked = {one.field: highlighted(one.text, one.spans) for one in hit.highlights}
    return asdict(hit) | {
        "question_html": marked.get("question") or _beginning(hit.question),
        "answer_html": marked.get("answer") or _beginning(hit.answer),
    }


def _beginning(words: str) -> Markup:
    return escape(shorten(words, _BEGINNING))


def _worth_a_click(counts: tuple[FacetCount, ...]) -> tuple[FacetCount, ...]:
    """None where all that was found has the same value and the query does not name it."""
    return counts if len(counts) > 1 or any(one.chosen for one in counts) else ()
