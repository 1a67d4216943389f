"""`answerable search`: finding questions and answers."""

from collections import Counter
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, console, count, print_json, steps
from answerable.model.dates import in_full
from answerable.queries.search import Found, Highlight, Hit, Search, Sort
from answerable.queries.search import search as find

Words = Annotated[list[str] | None, typer.Argument(metavar="QUERY", help='Words, "phrases", by: to: tabled: is: …')]
SortOption = Annotated[Sort, typer.Option("--sort", help="The order.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=100, help="How many to show.")]
Offset = Annotated[int, typer.Option("--offset", min=0, max=10_000, help="How many to pass over.")]

_BEGINNING = 200  # letters of a text in which nothing was marked
_MOST_VALUES = 6  # of a facet


def search(
    query: Words = None,
    sort: SortOption = "relevance",
    limit: Limit = 20,
    offset: Offset = 0,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Search questions and answers."""
    with workspace(record) as opened:
        with steps() as progress:
            opened.refresh(progress)
        found = find(opened, Search(" ".join(query or []), sort, limit, offset))
    print_json(found) if as_json else _print(found)


def _print(found: Found) -> None:
    console.print(f"[bold]{count(found.total, 'question')}[/]{_shown(found)}\n")
    more = Counter(hit.same_as for hit in found.hits)
    for hit in found.hits:
        if not hit.same_as:
            _print_hit(hit, more[hit.id])
    for name, counts in found.facets.items():
        if len(counts) > 1:
            values = " · ".join(f"{one.label} {one.count:,}" for one in counts[:_MOST_VALUES])
            console.print(Text(f"{name}: {values}", "dim"))


def _shown(found: Found) -> str:
    """How many answers those shown are, where some are the same."""
    folded = sum(1 for hit in found.hits if hit.same_as)
    return (
        f"; here {len(found.hits):,}, with {folded:,} of them under another that got the same answer" if folded else ""
    )


def _print_hit(hit: Hit, more: int) -> None:
    told = (hit.asked_by or "somebody", hit.body or "", in_full(hit.tabled), hit.status)
    console.print(Text(" · ".join(part for part in told if part), "bold"))
    marked: dict[str, Highlight] = {one.field: one for one in hit.highlights}
    for field, words in (("question", hit.question), ("answer", hit.answer)):
        best = marked.get(field)
        text = clean(best.text.replace("\n", " ")) if best else _beginning(words)
        for span in best.spans if best else ():
            text.stylize("bold yellow", span.start, span.end)
        console.print(Padding(text, (0, 0, 0, 2)))
    if more:
        console.print(Padding(Text(f"and {more:,} more here with this answer: search same-as:{hit.id}"), (0, 0, 0, 2)))
    console.print(Padding(Text(hit.id, "dim"), (0, 0, 1, 2)))


def _beginning(words: str) -> Text:
    flat = words.replace("\n", " ")
    return clean(flat if len(flat) < _BEGINNING else flat[:_BEGINNING].rsplit(" ", 1)[0] + " …")
