"""The API over HTTP: its shapes, its errors and its description."""

import httpx
import pytest

from answerable.queries.catalogue import CATALOGUE
from tests.web.conftest import site

__all__ = ["site"]

API = "/api/v1"


def get(site, path, status=200):
    answered = httpx.get(site + API + path)
    assert answered.status_code == status, answered.text
    return answered.json()


def test_search(site):
    found = get(site, "/search?q=tables&limit=1")
    assert set(found) == {"query", "total", "hits", "facets"}
    assert (found["query"], found["total"], len(found["hits"])) == ("tables", 2, 1)
    assert found["hits"][0]["highlights"][0]["spans"]


def test_questions(site):
    told = get(site, "/questions/uk-commons/2025-09-16/1201")
    assert (told["uin"], told["status"], told["asked_by"]["name"]) == ("1201", "answered", "Ida Fenn")
    assert told["licence"] == "Open Parliament Licence v3.0"
    assert len(get(site, "/questions?limit=3")) == 3


def test_members_and_bodies(site):
    assert {one["id"] for one in get(site, "/members")} >= {"uk-901", "uk-902", "lord-marsh-of-sedge"}
    assert [one["id"] for one in get(site, "/members?name=quill")] == ["uk-902"]  # and who is printed as Tom Quill
    assert get(site, "/members/uk-901?limit=2")["member"]["asked"] == 8
    assert get(site, "/bodies?name=tides")[0]["name"] == "Office of Tides"
    assert get(site, "/bodies/office-of-tides")["body"] == {
        "id": "office-of-tides", "name": "Office of Tides", "asked": 2, "answered": 0, "answers": 0,
    }  # fmt: skip


def test_status(site):
    assert get(site, "/status")["summary"]["questions"] == 9


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/questions/uk-commons/2025-09-16/9", 404, "no question"),
        ("/members/nobody", 404, "no Member"),
        ("/bodies/nothing", 404, "no answering body"),
        ("/nothing", 404, "Nothing is at this address"),
        ("/search?q=to:", 400, "expected something after to:"),
        ("/search?limit=0", 400, "limit"),
        ("/search?limit=101", 400, "limit"),
        ("/search?sort=best", 400, "sort"),
        ("/questions?limit=many", 400, "limit"),
        ("/members/uk-901?offset=-1", 400, "offset"),
    ],
)
def test_errors_are_problems(site, path, status, said):
    answered = httpx.get(site + API + path)
    assert answered.status_code == status
    assert answered.headers["content-type"] == "application/problem+json"
    problem = answered.json()
    assert problem["status"] == status
    assert said in problem["detail"]
    assert problem["instance"] == (API + path).partition("?")[0]


def test_a_query_that_cannot_be_understood_gets_its_place(site):
    problem = get(site, "/search?q=weirs%20tabled:soon", 400)
    assert "weirs tabled:soon"[problem["start"] : problem["end"]] == "soon"


def test_the_description_lists_every_query_with_its_bounds(site):
    described = get(site, "/openapi.json")
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) == {API + query.path for query in CATALOGUE}
    given = described["paths"][f"{API}/waiting"]["get"]["parameters"]
    assert [one["name"] for one in given] == [
        "body", "member", "overdue", "rule", "as_of", "limit", "cursor", "fields", "format",
    ]  # fmt: skip
    limit = next(one for one in described["paths"][f"{API}/search"]["get"]["parameters"] if one["name"] == "limit")
    assert (limit["schema"]["minimum"], limit["schema"]["maximum"]) == (1, 100)
