"""The page on which people read what the API offers."""

import httpx
from selectolax.lexbor import LexborHTMLParser

from answerable.queries.catalogue import CATALOGUE


def test_the_page_has_every_query_its_parameters_and_an_example_that_works(demo):
    shown = httpx.get(demo)
    assert len(shown.content) < 100_000
    page = LexborHTMLParser(shown.text)
    assert [one.text() for one in page.css("h2 code")] == [
        f"{'POST' if query.private else 'GET'} /api/v1{query.path}" for query in CATALOGUE
    ]
    examples = [one.css("p code")[-1].text() for one in page.css("section:not([aria-labelledby=refusals])")]
    for query, example in zip(CATALOGUE, examples, strict=True):
        if query.private:
            told = httpx.post(demo + query.path, content=example)
        else:
            told = httpx.get(demo.removesuffix("/api/v1") + example)
        assert told.status_code == 200, example
    assert "how many at most on a page; a whole number from 1 to 100; 20 unless given" in page.body.text()


def test_what_a_problem_says_it_is_of_stands_on_the_page(demo):
    page = LexborHTMLParser(httpx.get(demo).text)
    for path in ("/search?qq=1", "/search?q=to:", "/changes?since=soon", "/questions/nothing", "/search?cursor=a"):
        place, _, kind = httpx.get(demo + path).json()["type"].partition("#")
        assert place == "/api/v1"
        assert page.css_first(f"#{kind}"), kind
