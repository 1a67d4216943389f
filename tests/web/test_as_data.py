"""Every page that lists something links to the whole of it as CSV, JSON Lines and Parquet, and these tell the same."""

import csv
import io
import json
from urllib.parse import urljoin

import httpx
import pyarrow.parquet
import pytest
from selectolax.lexbor import LexborHTMLParser

from answerable.web.environment import partly
from tests.samples import answerable, listed, official, served

PAGES = {
    "a search": "/search?q=humanitarian&sort=oldest",
    "members": "/members?name=an",
    "a member": "/member/{member}",
    "bodies": "/bodies",
    "a body": "/body/{body}",
    "answers given most often": "/same?to={body}",
    "one answer": "/same/{shared}",
    "documents": "/documents?kind=act",
    "a document": "/document/{document}",
    "citations without a document": "/documents/unmatched",
    "promises": "/promises?due=all&hedge=aim",
    "waiting": "/waiting?body={body}&overdue=true",
    "declined": "/body/{body}/declined?year={year}&ground={ground}",
    "gaps": "/gaps?lacking=true",
    "the questions behind a figure": "/timeliness/questions?figure=not+on+time",
    "a question": "/q/uk-commons/2023-11-20/1502",
    "how long answers take": "/timeliness?body={body}",
    "a body's words": "/body/{body}/words",
    "two answers": "/compare/uk-commons/2023-11-20/1502/and/{shared}",
    "what is in the record": "/status",
}

FORMS = ("CSV", "JSON Lines", "Parquet")


@pytest.fixture(scope="module")
def known(demo):
    """Ids of what the made-up record has, and the site's address."""

    def first(path, **asked):
        return httpx.get(f"{demo}{path}", params=asked).json()

    bodies = first("/bodies", limit=20)
    for body in sorted(bodies, key=lambda one: -one["answered"]):
        declined = first(f"/declined/{body['id']}")["figures"]
        if declined and first("/same", to=body["id"], undeclared="true", limit=1)["answers"]:
            break
    return {
        "site": demo.removesuffix("/api/v1"),
        "body": body["id"],
        "year": declined[0]["year"],
        "ground": declined[0]["ground"],
        "shared": first("/same", limit=1)["answers"][0]["id"],
        "member": max(first("/members", limit=100), key=lambda one: one["asked"])["id"],
        "minister": max(first("/members", limit=100), key=lambda one: one["answered"])["id"],
        "document": first("/documents", limit=1)[0]["id"],
    }


def _links(page, address):
    """The links to each form, of each list on the page."""
    listed = ([one for one in told.css("a[rel=nofollow]") if one.text() in FORMS] for told in page.css("main p"))
    return [{one.text(): urljoin(address, one.attributes["href"]) for one in found} for found in listed if found]


def _read(links):
    """The rows of a list in each form: the same number of them, with the same names."""
    assert set(links) == set(FORMS)
    rows = list(csv.DictReader(io.StringIO(httpx.get(links["CSV"]).text)))
    lines = [json.loads(line) for line in httpx.get(links["JSON Lines"]).text.splitlines()]
    table = pyarrow.parquet.read_table(io.BytesIO(httpx.get(links["Parquet"]).content))
    assert len(rows) == len(lines) == table.num_rows > 0
    assert list(rows[0]) == table.column_names
    return lines


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_what_a_page_lists_is_had_as_data(known, page):
    address = known["site"] + page.format(**known)
    lists = _links(LexborHTMLParser(httpx.get(address).text), address)
    assert lists
    for links in lists:
        _read(links)


@pytest.mark.parametrize("page", ["/member/{member}", "/body/{body}"])
def test_the_months_behind_a_picture_are_had_as_data(known, page):
    address = known["site"] + page.format(**known)
    shown = LexborHTMLParser(httpx.get(address).text)
    months = _read(next(one for one in _links(shown, address) if "-months/" in one["CSV"]))
    table = [[cell.text().replace(",", "") for cell in row.css("td")] for row in shown.css("#months ~ details tr")[1:]]
    told = [(one["month"], one["asked"], one["answered"]) for one in reversed(months) if one["asked"]]
    assert [(partly(month), f"{asked}", f"{answered}") for month, asked, answered in told] == [*map(tuple, table)]
    assert len(table) > 5


def test_all_that_was_not_understood_and_all_that_waits_is_had_as_data(tmp_path):
    """Of sixty of each the page shows the newest fifty."""
    (tmp_path / "bad.json").write_bytes(listed(*(official(str(uin), dateTabled="soon") for uin in range(2000, 2060))))
    words = ({"id": number, "questionText": "To ask her about weirs.", "answerText": ""} for number in range(1, 61))
    (tmp_path / "words.jsonl").write_text("".join(json.dumps(one) + "\n" for one in words))
    for name in ("bad.json", "words.jsonl"):
        answerable("add", tmp_path / name, record=tmp_path / "record")
    with served(tmp_path / "record") as site:
        page = LexborHTMLParser(httpx.get(f"{site}/status").text)
        assert [len(one.css("div")) for one in page.css("dl.unread")] == [50, 50]
        _, unread, waiting = (_read(links) for links in _links(page, site))
    assert [{"words of question number" in one["reason"] for one in places} for places in (unread, waiting)] == [
        {False},
        {True},
    ]
    for places in (unread, waiting):
        assert len(places) == 60
        assert [one["number"] for one in places] == sorted((one["number"] for one in places), reverse=True)


def test_the_search_as_data_is_the_search_of_the_page(known):
    page = LexborHTMLParser(httpx.get(f"{known['site']}/search?q=humanitarian+is:answered&sort=oldest").text)
    total = int(page.css_first("h1").text().split()[0].replace(",", ""))
    address = next(one.attributes["href"] for one in page.css("a[rel=nofollow]") if one.text() == "JSON Lines")
    lines = [json.loads(line) for line in httpx.get(known["site"] + address).text.splitlines()]
    assert len(lines) == total
    days = [line["tabled"] for line in lines]
    assert days == sorted(days)


def test_a_page_of_figures_has_the_questions_behind_each_as_data(known):
    address = f"{known['site']}/timeliness/questions?figure=not+on+time&body={known['body']}"
    page = LexborHTMLParser(httpx.get(address).text)
    total = int(page.css_first("h1").text().split()[0].replace(",", ""))
    lines = httpx.get(urljoin(address, _links(page, address)[0]["JSON Lines"])).text.splitlines()
    assert len(lines) == total > 0


def test_what_a_member_answered_is_had_beside_what_they_asked(known):
    address = f"{known['site']}/member/{known['minister']}"
    page = LexborHTMLParser(httpx.get(address).text)
    total = int(page.css("dl.figures dd")[1].text().replace(",", ""))
    links = [one for one in page.css("main a[rel=nofollow]") if "answered-by" in one.attributes["href"]]
    assert [one.text() for one in links] == ["CSV", "JSON Lines", "Parquet"]
    assert len(httpx.get(urljoin(address, links[1].attributes["href"])).text.splitlines()) == total > 0


@pytest.mark.parametrize("form", ["csv", "ndjson", "parquet"])
def test_a_query_with_a_mistake_gets_the_error_of_the_page(known, form):
    page = httpx.get(f"{known['site']}/search?q=weirs+tabled:soon")
    told = httpx.get(f"{known['site']}/api/v1/search?q=weirs+tabled:soon&format={form}")
    assert (page.status_code, told.status_code) == (400, 400)
    assert told.headers["content-type"].startswith("application/problem+json")
    message = LexborHTMLParser(page.text).css_first("main p").text().rstrip(":")
    assert told.json()["detail"].startswith(message)


def test_a_day_that_lacks_many_numbers_shows_some_and_has_all_as_data(tmp_path):
    (tmp_path / "list.json").write_bytes(listed(*(official(str(uin)) for uin in range(2000, 2200, 2))))
    assert answerable("add", tmp_path / "list.json", record=tmp_path / "record").returncode == 0
    with served(tmp_path / "record") as address:
        page = httpx.get(f"{address}/gaps").text
        (day,) = httpx.get(f"{address}/api/v1/gaps").json()["days"]
    assert "and more: all are in the data below" in page
    assert "2119" in page and "2195" not in page
    assert day["missing_count"] == len(day["missing"]) == 99
