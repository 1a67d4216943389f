"""What the text does, over HTTP, on the made-up parliament, whose truth is known: documents, promises, notes, forms."""

import csv
import io
import json
import re

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.samples import answerable, official, served, single

HOSTILE = "<script>alert('why')</script> =2+2"


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """(the record, what is true of it)"""
    place = tmp_path_factory.mktemp("made-up")
    done = answerable("demo", "--no-serve", "--truth", place / "truth", "--record", place / "record")
    assert done.returncode == 0, done.stderr
    truth = {
        file.stem: [json.loads(line) for line in file.read_text().splitlines()]
        for file in (place / "truth").glob("*.jsonl")
    }
    return place / "record", truth


@pytest.fixture(scope="module")
def site(made_up):
    with served(made_up[0]) as address:
        yield address


@pytest.fixture(scope="module")
def truth(made_up):
    return made_up[1]


def ask(site, path, **asked):
    answered = httpx.get(f"{site}/api/v1{path}", params=asked)
    assert answered.status_code == 200, answered.text
    return answered.json()


def read(site, path, status=200, **asked):
    answered = httpx.get(site + path, params=asked, follow_redirects=True)
    assert answered.status_code == status, answered.text
    return LexborHTMLParser(answered.text)


def cited(truth, *kinds):
    """By number, where the documents of the kinds are cited."""
    found = {}
    for pair in truth["findings"]:
        for one in pair["citations"]:
            if one["kind"] in kinds and one["number"]:
                found.setdefault(one["number"], []).append((pair["id"], one["where"], one["locator"] or ""))
    return found


def test_every_numbered_document_is_found_with_all_who_cite_it(site, truth):
    papers = cited(truth, "command_paper", "house_paper")
    assert len(papers) > 10
    with_place = right_place = 0
    for number, places in papers.items():
        view = ask(site, f"/documents/{number.lower().replace(' ', '-')}", limit=100)
        held = {(one["id"], one["where"]): one["locator"] for one in view["citations"]}
        assert {(id_, where) for id_, where, _ in places} <= set(held), number
        with_place += sum(bool(place) for _, _, place in places)
        right_place += sum(held[id_, where] == place for id_, where, place in places if place)
    assert right_place >= 0.8 * with_place > 0


def test_a_document_cited_by_its_title_alone_is_found_under_its_number(site, truth):
    titles = {one["title"]: one["number"] for one in truth["documents"] if one["number"]}
    numbered = cited(truth, "command_paper", "house_paper")
    alone = found = 0
    for pair in truth["findings"]:
        for one in pair["citations"]:
            number = next((titles[title] for title in titles if title in one["quote"]), None)
            if one["kind"] == "publication" and one["date"] and number in numbered:
                view = ask(site, f"/documents/{number.lower().replace(' ', '-')}", limit=100)
                alone += 1
                found += pair["id"] in {citing["id"] for citing in view["citations"]}
    assert alone >= 4
    assert found >= 0.8 * alone


def test_a_documents_page_shows_its_pages_as_a_strip_with_its_table(site):
    found = [one for one in ask(site, "/documents", limit=100) if ask(site, f"/documents/{one['id']}")["places"]]
    view = next(
        view for view in (ask(site, f"/documents/{one['id']}") for one in found)
        if any(at["unit"] == "page" for at in view["places"])
    )  # fmt: skip
    page = read(site, view["document"]["url"])
    assert page.css_first("h1").text() == view["document"]["title"]
    cells = [rect for rect in page.css("svg.strip rect") if "shade-0" not in rect.attributes["class"]]
    assert cells
    rows = [[cell.text() for cell in row.css("td")] for row in page.css("section table tbody tr")]
    assert rows == [[at["locator"], f"{at['where']}s", str(at["times"])] for at in view["places"] if at["locator"]]


def test_the_old_name_of_a_document_leads_to_its_number(site):
    led = []
    for number in ask(site, "/documents", kind="command_paper"):
        for title, _ in ask(site, f"/documents/{number['id']}")["titles"]:
            answered = httpx.get(f"{site}/document/{re.sub('[^a-z0-9]+', '-', title.lower())}")
            led += [answered.headers["location"] == number["url"]] if answered.status_code == 301 else []
    assert led and all(led)


def test_documents_are_listed_by_kind_and_body(site):
    page = read(site, "/documents", kind="act")
    assert {row.css_first("td .quiet").text() for row in page.css("tbody tr")} == {"Acts and Bills"}
    times = [one["times"] for one in ask(site, "/documents")]
    assert times == sorted(times, reverse=True)
    several = read(site, "/documents", 400, to="of").css_first("main").text()
    assert "the name of more than one answering body" in several


def test_promises_come_to_what_the_made_up_parliament_knows(site, truth):
    """Of a promise that is forgotten nothing is told; what became of the others is told, with the right answer."""
    assert {one["state"] for one in truth["promises"]} >= {"met", "repeated", "postponed", "forgotten"}
    for known in truth["promises"]:
        told = ask(site, f"/annotations/{known['promise']}")["promises"]
        (one,) = [one["promise"] for one in told if one["promise"]["words"] == known["quote"]]
        if known["state"] == "forgotten":
            assert one["state"] in ("unknown", "overdue and unmentioned")
            assert one["evidence"] is None
        else:
            assert (one["state"], one["evidence"]["question"]) == (known["state"], known["by"])


def test_the_register_is_filtered_and_can_be_taken_away(site):
    page = read(site, "/promises", due="overdue", as_of="2025-03-01")
    assert len(page.css(".lines li")) > 5
    lines = ask(site, "/promises", due="overdue", as_of="2025-03-01")
    assert {one["promise"]["state"] for one in lines} == {"overdue and unmentioned"}
    assert max(one["promise"]["latest"] for one in lines) < "2025-03-01"
    month = ask(site, "/promises", due="this month", as_of="2024-05-03")
    assert {one["promise"]["latest"][:7] for one in month} == {"2024-05"}


def test_the_address_that_the_table_of_promises_had_leads_to_the_same_promises(site):
    old = httpx.get(f"{site}/promises.csv", params={"due": "overdue", "to": "", "as_of": "2025-03-01"})
    assert (old.status_code, old.headers["location"]) == (
        301, "/api/v1/promises?due=overdue&as_of=2025-03-01&format=csv",
    )  # fmt: skip
    table = httpx.get(f"{site}{old.headers['location']}")
    assert table.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(table.text, newline="")))
    told = [one["promise"] for one in ask(site, "/promises", due="overdue", as_of="2025-03-01", limit=5000)]
    assert told and [(row["promise.question"], row["promise.due"]) for row in rows] == [
        (one["question"], one["due"]) for one in told
    ]


def test_the_calendar_is_one_that_programs_read(site):
    calendar = httpx.get(f"{site}/promises.ics", params={"due": "all"})
    assert calendar.headers["content-type"].startswith("text/calendar")
    lines = calendar.content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR" and lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(map(len, lines)) <= 75
    dated = [one for one in ask(site, "/promises", due="all", limit=5000) if one["promise"]["latest"]]
    assert calendar.content.count(b"BEGIN:VEVENT") == len(dated)
    assert len(set(re.findall(rb"UID:\S+", calendar.content))) == len(dated)


def test_what_is_asked_wrongly_is_refused_in_words(site):
    refused = httpx.get(f"{site}/api/v1/promises", params={"as_of": "soon"})
    assert refused.status_code == 400
    assert "expected as_of as a day like 2025-09-16; got 'soon'" in refused.json()["detail"]


def test_notes_stand_beside_the_very_words(site, truth):
    noted = 0
    for pair in truth["findings"][:150]:
        told = ask(site, f"/annotations/{pair['id']}")
        if not told["outcome"] or told["outcome"]["outcome"] == "answered":
            continue
        page = read(site, f"/q/{pair['id']}")
        assert "evasive" not in page.html.lower()
        note = page.css_first("section.answer .note#does")
        assert note is not None
        span = told["outcome"]["span"]
        if span:
            words = pair["answer"][span["start"] : span["end"]]
            assert words == told["outcome"]["words"]
            marked = page.css('section.answer .marked a[href="#does"]')
            assert marked and all(one.text() in words for one in marked)
            noted += 1
    assert noted > 20


def test_parts_are_told_with_what_each_got(site, truth):
    several = next(pair for pair in truth["findings"] if pair["outcome"] and len(pair["parts"]) > 2)
    told = ask(site, f"/annotations/{several['id']}")
    page = read(site, f"/q/{several['id']}")
    assert len(page.css(".parts li")) == len(told["parts"]) == len(several["parts"])
    assert all(one["words"] in several["question"] for one in told["parts"])


def test_what_a_body_declines_adds_up_and_shows_its_sentences(site):
    for body in ask(site, "/bodies"):
        view = ask(site, f"/declined/{body['id']}")
        for figure in view["figures"][:2]:
            shown = ask(site, f"/declined/{body['id']}", year=figure["year"], ground=figure["ground"], limit=100)
            assert len(shown["answers"]) == figure["times"]
            assert sum(one["judged"]["outcome"] == "declined" for one in shown["answers"]) == figure["wholly"]
            page = read(site, f"/body/{body['id']}/declined", year=figure["year"], ground=figure["ground"])
            assert len(page.css(".lines li")) == min(figure["times"], 20)


def test_search_knows_outcomes_grounds_and_citations(site):
    declined = ask(site, "/search", q="outcome:declined", limit=100)
    assert declined["total"] > 10
    told = [ask(site, f"/annotations/{hit['id']}")["outcome"] for hit in declined["hits"][:20]]
    assert {one["outcome"] for one in told} == {"declined"}
    ground = declined["facets"]["ground"][0]
    assert ask(site, "/search", q=ground["query"])["total"] == ground["count"]
    paper = ask(site, "/documents", kind="command_paper")[0]
    citing = {one["id"] for one in ask(site, f"/documents/{paper['id']}", limit=100)["citations"]}
    for query in (paper["id"], paper["id"].upper().replace("-", " ")):
        hits = ask(site, "/search", q=f'cites:"{query}"', limit=100)
        assert {hit["id"] for hit in hits["hits"]} == citing
    assert ask(site, "/search", q="cites:nothing-of-the-kind")["total"] == 0


@pytest.fixture
def own(tmp_path):
    """A small record of its own, for what changes it."""
    record = tmp_path / "record"
    told = official(
        "1201", answerText="<p>The Weirs Board (WB) keeps weirs. It is not held centrally, the WB says.</p>"
    )
    (tmp_path / "one.json").write_bytes(single(told))
    assert answerable("add", tmp_path / "one.json", record=record).returncode == 0
    return record


ID = "uk-commons/2025-09-16/1201"


def form_of(client):
    page = LexborHTMLParser(client.get(f"/wrong/{ID}").text)
    token = page.css_first("form[method=post] input[name=_csrf_token]").attributes["value"]
    return {"_csrf_token": token, "outcome": "partly", "ground": "cost", "why": HOSTILE, "who": "A reader"}


def test_a_reader_suggests_and_the_keeper_accepts_and_it_holds_after_a_rebuild(own):
    with served(own) as address, httpx.Client(base_url=address) as client:
        sent = client.post(f"/suggest/{ID}", data=form_of(client))
        assert (sent.status_code, sent.headers["location"]) == (303, f"/q/{ID}?thanks=true")
        assert "keeper will see" in client.get(sent.headers["location"]).text
        before = client.get(f"/api/v1/annotations/{ID}").json()["outcome"]
    assert before["by"] != "keeper"
    (waiting,) = json.loads(answerable("corrections", "--json", record=own).stdout)
    assert (waiting["question"], waiting["outcome"], waiting["why"]) == (ID, "partly", HOSTILE)
    said = ("correct", ID, "--outcome", "partly", "--ground", "cost", "--accept", "1", "--why", "Half is given.")
    done = answerable(*said, "--by", "Keeper of tests", record=own)
    assert done.returncode == 0, done.stderr
    assert json.loads(answerable("corrections", "--json", record=own).stdout) == []
    assert answerable("rebuild", record=own).returncode == 0
    with served(own) as address:
        told = ask(address, f"/annotations/{ID}")["outcome"]
        assert (told["outcome"], told["ground"], told["by"], told["chance"]) == ("partly", "cost", "keeper", 1.0)
        assert ask(address, "/search", q="outcome:partly ground:cost")["total"] == 1
        page = read(address, f"/q/{ID}")
        assert "Said by the record's keeper: Half is given." in page.css_first(".note#does").text()
        assert "outcome corrected by the record's keeper" in page.css_first(".history").text()


def test_a_correction_is_exported_and_read_back(own, tmp_path):
    said = ("correct", ID, "--outcome", "declined", "--ground", "not_held", "--why", "It says so.", "--evidence")
    assert answerable(*said, "It is not held centrally", record=own).returncode == 0
    answerable("export", tmp_path / "all.jsonl", record=own)
    assert answerable("add", tmp_path / "all.jsonl", record=tmp_path / "other").returncode == 0
    with served(tmp_path / "other") as address:
        told = ask(address, f"/annotations/{ID}")["outcome"]
        assert (told["outcome"], told["by"], told["words"]) == ("declined", "keeper", "It is not held centrally")


@pytest.mark.parametrize(
    ("change", "status", "message"),
    [
        ({"_csrf_token": "forged"}, 403, "CSRF"),
        ({"why": ""}, 400, "expected 1 to 1,000 characters"),
        ({"why": "x" * 1001}, 400, "expected 1 to 1,000 characters; got 1,001"),
        ({"who": "x" * 101}, 400, "expected 0 to 100 characters"),
        ({"outcome": "lost"}, 400, "an outcome and a ground of the list"),
        ({"why": "x" * 50_000}, 413, "Too Large"),
    ],
)
def test_a_form_that_is_forged_or_too_long_is_refused(own, change, status, message):
    with served(own) as address, httpx.Client(base_url=address) as client:
        answered = client.post(f"/suggest/{ID}", data=form_of(client) | change)
    assert answered.status_code == status
    assert message in answered.text
    assert json.loads(answerable("corrections", "--json", record=own).stdout) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--outcome", "declined"), "expected a ground with the outcome declined"),
        (("--outcome", "answered", "--ground", "cost"), "expected one only with the outcomes declined and partly"),
        (("--outcome", "answered", "--accept", "7"), "no suggestion 7"),
        (("--outcome", "answered", "--evidence", "never said"), "expected words of the answer"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(own, words, message):
    done = answerable("correct", ID, *words, "--why", "Because.", record=own)
    assert done.returncode == 2
    assert message in done.stderr.decode()


def test_acronyms_that_the_answer_explains_are_shown_with_their_words(own):
    with served(own) as address:
        terms = read(address, f"/q/{ID}").css("section.answer .text abbr")
    assert [(one.text(), one.attributes["title"]) for one in terms] == [("WB", "Weirs Board")]
