"""What the API tells besides JSON, how it pages, and when it tells nothing new."""

import csv
import io
import json
from datetime import date

import httpx
import pytest

from tests.samples import answerable, listed, official, served, single


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_whole_list_comes_as_csv_and_as_json_lines_and_a_page_of_it_where_a_limit_is_given(demo):
    ids = [json.loads(line)["id"] for line in httpx.get(f"{demo}/questions?format=ndjson").text.splitlines()]
    assert len(ids) == len(set(ids)) == httpx.get(f"{demo}/status").json()["summary"]["questions"]
    told = httpx.get(f"{demo}/questions", headers={"Accept": "text/csv"})
    assert told.headers["content-type"] == "text/csv; charset=utf-8"
    assert [row["id"] for row in rows(told.text)] == ids
    page = httpx.get(f"{demo}/questions?format=csv&limit=3")
    assert [row["id"] for row in rows(page.text)] == ids[:3]
    assert page.links["next"]


def test_accept_is_honoured_and_format_goes_before_it(demo):
    for accept, kind in (
        ("application/x-ndjson", "application/x-ndjson"),
        ("text/csv;q=0.5, application/json;q=0.1", "text/csv; charset=utf-8"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("*/*", "application/json"),
    ):
        told = httpx.get(f"{demo}/bodies?limit=1", headers={"Accept": accept})
        assert told.headers["content-type"] == kind, accept
        assert "Accept" in told.headers["vary"]
    assert httpx.get(f"{demo}/bodies?format=csv", headers={"Accept": "application/json"}).text.startswith("id,name,")


def test_fields_are_chosen_in_every_form(demo):
    asked = f"{demo}/search?q=humanitarian&limit=2&fields=id,highlights.text"
    told = httpx.get(asked).json()
    assert told["total"] > 2
    assert [list(hit) for hit in told["hits"]] == [["id", "highlights"]] * 2
    assert list(told["hits"][0]["highlights"][0]) == ["text"]
    one = httpx.get(f"{demo}/questions/uk-commons/2023-11-20/1502?fields=answer.text,id").json()
    assert list(one) == ["answer", "id"]
    assert list(one["answer"]) == ["text"]
    table = rows(httpx.get(f"{demo}/questions/uk-commons/2023-11-20/1502?fields=answer.text,id&format=csv").text)
    assert table == [{"answer.text": one["answer"]["text"], "id": one["id"]}]
    line = httpx.get(f"{asked}&format=ndjson").text.splitlines()[0]
    assert list(json.loads(line)) == ["id", "highlights"]


def test_following_next_tells_every_thing_once(demo):
    address, ids = f"{demo}/search?q=is:answered&limit=90&fields=id", []
    while address:
        told = httpx.get(address)
        ids += [hit["id"] for hit in told.json()["hits"]]
        address = str(told.url.join(told.links["next"]["url"])) if "next" in told.links else ""
    assert len(ids) == len(set(ids)) == told.json()["total"]


@pytest.fixture(scope="module")
def growing(tmp_path_factory):
    """A served record to which tests add: where it is, and its questions' address."""
    place = tmp_path_factory.mktemp("growing")
    add(place, *(official(str(1200 + number), heading="=HYPERLINK(1)") for number in range(20)))
    with served(place / "record") as address:
        yield place, f"{address}/api/v1/questions"


def test_what_is_known_is_not_told_again_until_the_record_changes(growing):
    place, asked = growing
    tag = httpx.get(f"{asked}?format=csv").headers["etag"]
    again = httpx.get(f"{asked}?format=csv", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    for other in (f"{asked}?format=json", f"{asked}?format=csv&limit=5"):
        assert httpx.get(other, headers={"If-None-Match": tag}).status_code == 200
    add(place, official("1499"))
    news = httpx.get(f"{asked}?format=csv", headers={"If-None-Match": tag})
    assert news.status_code == 200
    assert news.headers["etag"] != tag
    assert "1499" in news.text


def test_a_cursor_keeps_its_place_while_questions_come(growing):
    place, asked = growing
    before = [json.loads(line)["id"] for line in httpx.get(f"{asked}?format=ndjson").text.splitlines()]
    told = [httpx.get(f"{asked}?limit=8&fields=id")]
    add(place, *(official(str(1300 + number), dateTabled="2025-09-20T00:00:00") for number in range(5)))
    while "next" in told[-1].links:
        told.append(httpx.get(told[-1].url.join(told[-1].links["next"]["url"])))
    assert [one["id"] for page in told for one in page.json()] == before


def test_words_that_a_spreadsheet_would_run_are_quoted(growing):
    assert "'=HYPERLINK(1)" in {row["heading"] for row in rows(httpx.get(f"{growing[1]}?format=csv").text)}


def test_too_many_requests_are_refused_with_when_to_come_back(tmp_path):
    add(tmp_path, official("1201"))
    (tmp_path / "record" / "settings.toml").write_text("api_rate = 3\n")
    with served(tmp_path / "record") as address:
        told = [httpx.get(f"{address}/api/v1/rules") for _ in range(4)]
        assert [one.status_code for one in told] == [200, 200, 200, 429]
        assert [one.headers["ratelimit-remaining"] for one in told] == ["2", "1", "0", "0"]
        refused = told[-1]
        assert refused.headers["content-type"] == "application/problem+json"
        assert 0 < int(refused.headers["retry-after"]) <= 60
        assert refused.json()["title"] == "Too many requests"
        assert httpx.get(f"{address}/about").status_code == 200


def test_pages_of_other_sites_may_read_and_nobody_is_given_a_cookie(demo):
    for told in (
        httpx.get(f"{demo}/bodies", headers={"Origin": "https://other.example"}),
        httpx.get(f"{demo}/bodies/nothing", headers={"Origin": "https://other.example"}),
        httpx.get(f"{demo}/nothing"),
        httpx.options(f"{demo}/bodies", headers={"Access-Control-Request-Headers": "if-none-match"}),
    ):
        assert told.headers["access-control-allow-origin"] == "*"
        assert "set-cookie" not in told.headers
    assert "If-None-Match" in told.headers["access-control-allow-headers"]
    site = httpx.get(f"{demo.removesuffix('/api/v1')}/about")
    assert "access-control-allow-origin" not in site.headers


def test_a_head_request_tells_what_a_get_would(demo):
    told = httpx.head(f"{demo}/bodies")
    assert (told.status_code, told.content) == (200, b"")
    assert told.headers["etag"] == httpx.get(f"{demo}/bodies").headers["etag"]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/search?format=xml", 400, "format: expected one of json, ndjson, csv, parquet; got 'xml'"),
        ("/search?fields=id,colour", 400, "fields: expected some of id, url,"),
        ("/search?qq=1", 400, "search has no parameter 'qq'; there are q, sort, limit, cursor"),
        ("/search?q=a&q=b", 400, "expected each parameter once"),
        ("/search?cursor=mine", 400, "expected a cursor as this list gave it"),
        ("/search?offset=10", 400, "no parameter 'offset'"),
        ("/search?sort=best", 400, "sort: expected one of newest, oldest, relevance; got 'best'"),
        ("/changes", 400, "changes needs since"),
        ("/changes?since=soon", 400, "soon"),
        ("/search?q=" + "x" * 9000, 414, "at most 8,000 characters"),
        ("/questions/%00", 404, "no question"),
        ("/timeliness/questions?figure=colour", 404, "no figure is called 'colour'"),
    ],
)
def test_mistakes_are_told_as_problems(demo, path, status, said):
    told = httpx.get(demo + path)
    assert (told.status_code, told.headers["content-type"]) == (status, "application/problem+json")
    assert said in told.json()["detail"]
    assert told.json()["type"].startswith("/api/v1#")


def test_what_http_refuses_is_a_problem_too(demo):
    posted = httpx.post(f"{demo}/search", json={"q": "aid"})
    assert (posted.status_code, posted.json()["title"]) == (405, "Method not allowed")
    assert "GET" in posted.headers["allow"]
    picky = httpx.get(f"{demo}/search", headers={"Accept": "image/png"})
    assert (picky.status_code, picky.json()["title"]) == (406, "Not acceptable")
    heavy = httpx.request("GET", f"{demo}/search", content=b"x" * 300_000)
    assert (heavy.status_code, heavy.json()["title"]) == (413, "Request entity too large")


def test_a_cursor_of_another_list_is_refused(demo):
    cursor = httpx.get(f"{demo}/search?q=aid&limit=1").links["next"]["url"].partition("cursor=")[2]
    assert httpx.get(f"{demo}/search?q=aid&cursor={cursor}").status_code == 200
    assert httpx.get(f"{demo}/search?q=rivers&cursor={cursor}").json()["title"] == "Bad cursor"
    assert httpx.get(f"{demo}/questions?cursor={cursor}").json()["title"] == "Bad cursor"


def add(place, *records):
    """Adds the records as the official list gives them, and as one question gives itself."""
    data = single(records[0]) if len(records) == 1 else listed(*records)
    (place / f"{date.today()}.json").write_bytes(data)
    done = answerable("add", place / f"{date.today()}.json", record=place / "record")
    assert done.returncode == 0, done.stderr
