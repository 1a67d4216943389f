"""The pages of time, over HTTP: each figure with its rule, its cohort and the questions behind it."""

import csv
import io
import re
from xml.etree import ElementTree

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.samples import served
from tests.timely import timely

ATOM = "{http://www.w3.org/2005/Atom}"
AS_OF = "as_of=2024-03-13"
MARCH = "first=2024-03&last=2024-03&as_of=2024-04-30"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with served(timely(tmp_path_factory.mktemp("timely"))) as address:
        yield address


def get(site, path, status=200):
    answered = httpx.get(site + path, timeout=60)
    assert answered.status_code == status, answered.text
    return answered


def read(site, path, status=200):
    return LexborHTMLParser(get(site, path, status).text)


def words(page, where="main"):
    return " ".join(page.css_first(where).text(separator=" ").split())


def figures(page):
    return [one.text() for one in page.css(".figures dd")]


PAGES = [
    f"/waiting?{AS_OF}", f"/waiting?{AS_OF}&body=tides&overdue=true", f"/timeliness?{MARCH}",
    f"/timeliness?{MARCH}&rule=named-day&body=tides", "/timeliness", f"/timeliness/questions?{MARCH}&figure=on+time",
    "/body/office-of-tides", "/member/uk-901", "/",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_whole_and_its_links_lead_somewhere(site, path):
    page = read(site, path)
    assert len(page.css("h1")) == 1
    assert not page.css("[style], style, script:not([src], [type='application/ld+json'])")
    links = {link.attributes["href"] for link in page.css("a[href], link[href]")}
    links |= {picture.attributes["src"] for picture in page.css("img")}
    for link in sorted(one for one in links if one.startswith("/")):
        assert httpx.get(site + link, follow_redirects=True, timeout=60).status_code == 200, link


def test_what_waits_names_its_rules(site):
    page = read(site, f"/waiting?{AS_OF}")
    assert figures(page) == ["5", "3"]
    first = page.css_first(".lines li .about")
    said = " ".join(first.text(separator=" ").split())
    assert "4 March 2024 , 9 days ago. Due 12 March 2024 ( five-sitting-day rule ) overdue" in said
    assert first.css_first("abbr").attributes["title"] == "answered within five sitting days of being tabled"
    rules = words(page, ".rules")
    assert "House of Commons Standing Order No. 22(4)" in rules
    assert "HC 461" in rules


def test_the_rule_is_chosen_on_the_page(site):
    page = read(site, f"/waiting?{AS_OF}&rule=ordinary-5-working&member=&body=")
    assert "Due 11 March 2024" in words(page)
    chosen = [one.attributes["value"] for one in page.css("select[name=rule] option[selected]")]
    assert chosen == ["ordinary-5-working"]


def test_only_what_is_past_its_day(site):
    page = read(site, f"/waiting?{AS_OF}&overdue=true")
    assert len(page.css(".lines li")) == 3
    assert page.css_first("input[name=overdue]").attributes.get("checked", "no") != "no"
    assert (
        page.css_first("link[type='application/atom+xml']").attributes["href"] == f"/waiting.atom?overdue=true&{AS_OF}"
    )


def test_the_feed_has_all_that_atom_asks_for(site):
    answered = get(site, f"/waiting.atom?{AS_OF}")
    assert answered.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answered.content)
    assert feed.tag == f"{ATOM}feed"
    assert [feed.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated")] == [
        f"{site}/waiting.atom?{AS_OF}", "Waiting for an answer", "2024-03-13T00:00:00Z",
    ]  # fmt: skip
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "answerable"
    links = {link.attrib["rel"]: link.attrib["href"] for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{site}/waiting.atom?{AS_OF}", "alternate": f"{site}/waiting?{AS_OF}"}
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len({entry.findtext(f"{ATOM}id") for entry in entries}) == 5
    for entry in entries:
        assert all(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated", "summary"))
        assert entry.findtext(f"{ATOM}author/{ATOM}name") in ("Ida Fenn", "Ola Fenn")
        assert httpx.get(entry.find(f"{ATOM}link").attrib["href"]).status_code == 200
    updated = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert updated == sorted(updated, reverse=True)
    assert "Overdue: =1+1" in [entry.findtext(f"{ATOM}title") for entry in entries]


def test_the_address_that_the_table_had_leads_to_that_of_the_api(site):
    old = get(site, f"/waiting.csv?{AS_OF}&body=tides&rule=", 301)
    assert (old.status_code, old.headers["location"]) == (301, f"/api/v1/waiting?body=tides&{AS_OF}&format=csv")
    answered = get(site, old.headers["location"])
    assert answered.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answered.text, newline="")))
    assert [(row["body"], row["due"], row["state"]) for row in rows] == [
        ("Office of Tides", "2024-03-08", "holding answer in time"), ("Office of Tides", "2024-03-20", "open"),
    ]  # fmt: skip


def test_how_long_answers_take_says_what_was_counted(site):
    page = read(site, f"/timeliness?{MARCH}")
    assert "2 of 5 were answered on time, 40.0%, under the five-sitting-day rule." in words(page, ".lead")
    assert "Every ordinary question of the House of Commons that was due from 1 March 2024 to 31 March 2024" in words(
        page, "#cohort"
    )
    assert "The 2 without an answer are not left out" in words(page)
    for table in page.css("section > div.wide > table"):
        caption = table.css_first("caption").text()
        assert "due from 1 March 2024 to 31 March 2024, as known on 30 April 2024; calendar: UK Parliament" in caption
        assert "Five-sitting-day rule" in caption or "Each row under its own rule" in caption


@pytest.mark.parametrize(
    "path",
    [
        f"/timeliness?{MARCH}",
        f"/timeliness/questions?{MARCH}&figure=on+time",
        f"/waiting?{AS_OF}",
        "/body/department-for-rivers",
        "/q/uk-commons/2024-03-05/3",  # its named day gave too little notice
    ],
)
def test_people_are_told_days_in_full_and_rules_by_their_names(site, path):
    told = words(read(site, path))
    assert " rule" in told
    assert not re.search(r"(?<!/)\d{4}-\d\d-\d\d|ordinary-\d|lords-10|eu-six", told)  # a question has its id


def test_each_figure_leads_to_the_questions_behind_it(site):
    page = read(site, f"/timeliness?{MARCH}")
    links = page.css("table a")
    assert len(links) == 4 * (2 + 1 + 2 + 2)  # kinds, years, parties and bodies, each with four counts
    for link in links:
        behind = read(site, link.attributes["href"])
        assert int(behind.css_first("h1").text().split()[0]) == int(link.text()), link.attributes["href"]


def test_the_curve_is_a_picture_with_a_table(site):
    page = read(site, f"/timeliness?{MARCH}")
    picture = page.css_first("img.picture")
    assert picture.attributes["alt"] == page.css_first("#curve").parent.css_first("p").text()
    answered = get(site, picture.attributes["src"])
    assert answered.headers["content-type"].startswith("image/svg+xml")
    drawn = ElementTree.fromstring(answered.content)
    told = "".join(drawn.itertext())
    assert "2 unanswered" in told
    assert "sitting days after tabling" in told
    assert "prefers-color-scheme:dark" in told
    assert drawn.find(".//{http://www.w3.org/2000/svg}script") is None
    rows = [[cell.text() for cell in row.css("td")] for row in page.css("details tbody tr")]
    assert rows[0] == ["0", "100.0%"]
    assert ["4", "80.0%"] in rows
    assert ["5", "60.0%"] in rows


def test_a_period_without_questions_says_so(site):
    page = read(site, "/timeliness?first=2024-02&last=2024-02")
    assert "No question was due, under the five-sitting-day rule." in words(page)
    assert page.css_first("img") is None
    assert get(site, "/timeliness.svg?first=2024-02&last=2024-02").content.startswith(b"<svg")


def test_a_question_says_when_it_was_due_and_by_which_rule(site):
    facts = words(read(site, "/q/uk-commons/2024-03-04/2"), ".facts")
    assert "Due 12 March 2024 : late ( five-sitting-day rule )" in facts
    assert "10 days (8 working days, 7 sitting days)" in facts
    marsh = read(site, "/search?q=by:marsh").css_first(".lines li a").attributes["href"]
    facts = words(read(site, marsh), ".facts")
    assert "Due no dates" in facts
    assert "late" not in facts


def test_overdue_in_the_search_box(site):
    assert "0 questions" in words(read(site, "/search?q=is:overdue"), "h1")  # all fell at the dissolution of May 2024


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/waiting?rule=ten-days", 404, "no rule is called 'ten-days'; there are named-day"),
        ("/waiting?as_of=soon", 400, "expected as_of as a day like 2025-09-16; got 'soon'"),
        ("/waiting.atom?body=moon", 404, "no answering body has the name or id 'moon'"),
        ("/waiting?member=fenn", 400, "is the name of more than one Member"),
        ("/timeliness?first=<b>", 400, "first: expected a date like 2025"),
        ("/timeliness/questions?figure=best", 404, "no figure is called 'best'; there are all, on time"),
    ],
)
def test_bad_input(site, path, status, said):
    assert said in words(read(site, path, status))


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/waiting?rule=ten-days", 404, "there are named-day"),
        ("/waiting?as_of=soon", 400, "2025-09-16"),
        ("/waiting?overdue=perhaps", 400, "overdue"),
        ("/timeliness?body=moon", 404, "'moon'"),
        ("/timeliness?by=chance", 400, "by"),
        ("/timeliness/questions?figure=best", 404, "'best'"),
    ],
)
def test_the_api_says_what_is_wrong(site, path, status, said):
    answered = get(site, f"/api/v1{path}", status)
    assert answered.headers["content-type"] == "application/problem+json"
    assert said in answered.json()["detail"]


def test_the_api_tells_the_same(site):
    waits = get(site, f"/api/v1/waiting?{AS_OF}&body=tides").json()
    assert (waits["total"], waits["overdue"], waits["body"]["id"]) == (2, 1, "office-of-tides")
    long = get(site, f"/api/v1/timeliness?{MARCH}").json()
    for count in ("all", "on time", "not on time", "unanswered"):
        behind = get(site, "/api/v1" + long["total"]["urls"][count]).json()
        assert behind["total"] == len(behind["lines"])
    assert get(site, "/api/v1" + long["total"]["urls"]["on time"]).json()["total"] == long["total"]["on_time"]
    assert {"named-day", "eu-six-weeks"} <= {rule["id"] for rule in get(site, "/api/v1/rules").json()}
