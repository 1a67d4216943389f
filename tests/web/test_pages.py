"""The pages over HTTP, without a browser: what they say, and what never reaches them."""

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from answerable.model.ids import page_id
from tests.samples import answerable, served

Q = "/q/uk-commons/2025-09-16"
PAGES = [
    "/", "/search?q=", "/search?q=weirs", "/search?q=weirs&sort=oldest&page=1", f"{Q}/1201", f"{Q}/1203", f"{Q}/1204",
    f"{Q}/1205", f"{Q}/1206", "/members", "/members?name=fenn", "/member/uk-901", "/names?which=all", "/bodies",
    "/body/department-for-rivers", "/status", "/gaps", "/gaps?lacking=true", "/about", "/style", "/check", "/api/v1",
]  # fmt: skip


def get(site, path, status=200):
    answered = httpx.get(site + path)
    assert answered.status_code == status, answered.text
    return answered


def read(site, path, status=200):
    return LexborHTMLParser(get(site, path, status).text)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_whole(site, path):
    answered = get(site, path)
    page = LexborHTMLParser(answered.text)
    assert len(page.css("h1")) == 1
    assert page.css_first("html").attributes["lang"] == "en-GB"
    assert "Open Parliament Licence" in page.css_first("footer").text()
    assert answered.headers["content-security-policy"].startswith("default-src 'none'")
    assert len(answered.content) < 100_000
    assert not page.css("[style], style, script:not([src], [type='application/ld+json'])")


@pytest.mark.parametrize("path", PAGES)
def test_every_link_within_the_site_leads_somewhere(site, path):
    links = {link.attributes["href"] for link in read(site, path).css("a[href], link[href]")}
    for link in sorted(one for one in links if one.startswith("/")):
        assert httpx.get(site + link.replace("&amp;", "&"), follow_redirects=True).status_code == 200, link


def test_the_front_page_says_what_is_here(site):
    page = read(site, "/")
    figures = {one.css_first("dt").text(): one.css_first("dd").text() for one in page.css(".figures div")}
    assert figures == {"questions": "9", "with an answer": "6", "answers": "6", "Members": "5", "answering bodies": "2"}
    assert "16 September 2025" in page.css_first("main").text()


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    record = tmp_path_factory.mktemp("empty") / "record"
    answerable("--record", record, "add", "-", input=b"Asked by nobody\nQuestion to the")
    with served(record) as address:
        yield address


def test_an_empty_record_says_what_to_do(empty):
    assert "This record is empty" in get(empty, "/").text
    assert "0 questions" in get(empty, "/search?q=").text


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/search?q=", "No question is in this record yet."),
        ("/waiting", "Nothing that waits is known to this record."),
        ("/waiting?overdue=true", "Nothing past its day is known to this record."),
        ("/same", "No answer was given more than once."),
        ("/promises", "No promise in this record fits."),
        ("/documents", "No such document is cited in this record."),
        ("/documents/unmatched", "There is no such citation in this record."),
        ("/members", "0 Members asked or answered a question in this record."),
        ("/bodies", "No answering body is in this record yet."),
        ("/names", "No name is printed in this record without an official number."),
        ("/gaps", "No question with a day and a number is in this record yet."),
    ],
)
def test_a_page_of_an_empty_record_says_so_and_offers_no_data(empty, path, told):
    page = read(empty, path).css_first("main")
    assert told in " ".join(page.text(separator=" ").split())
    assert not page.css("a[rel=nofollow]")


def test_results_mark_what_was_found_and_offer_to_narrow(site):
    page = read(site, "/search?q=inspected")
    assert {mark.text().lower() for mark in page.css("mark")} == {"inspected"}
    assert "Answering body" not in page.css_first("aside").text()  # all are of one
    everything = read(site, "/search?q=ask")
    link = next(one for one in everything.css("aside a") if one.text() == "Office of Tides")
    assert "9 questions" in everything.css_first("h1").text()
    assert "2 questions" in read(site, link.attributes["href"]).css_first("h1").text()


def test_a_chosen_facet_can_be_taken_back(site):
    page = read(site, "/search?q=weirs+party%3AReed")
    chosen = page.css_first("aside a.chosen")
    assert chosen.attributes["aria-label"] == "Remove Reed"
    assert "party" not in chosen.attributes["href"]


def test_a_query_that_cannot_be_understood_is_shown_with_its_place(site):
    page = read(site, "/search?q=weirs+tabled:soon", 400)
    query, carets = page.css_first("pre").text().split("\n")
    assert query[carets.index("^") :] == "soon"
    assert page.css_first("#q").attributes["value"] == "weirs tabled:soon"


def test_a_question_page_tells_everything(site):
    words = " ".join(read(site, f"{Q}/1201").css_first("main").text(separator=" ").split())
    for told in (
        "Commons · UIN 1201", "Weirs: Inspections", "Ida Fenn (Reed · Overwater)", "Department for Rivers",
        "16 September 2025",
        "24 September 2025", "Answered 8 days after it was tabled.", "answered",
        "how many weirs were inspected in 2024",
        "Tom Quill", "The Department inspected 41 weirs in 2024.", "Answered together with Question 1202", "History",
        "Cite this",
        "Ida Fenn, HC written question 1201, Weirs: Inspections", "Source: uk-parliament", "Open Parliament Licence",
    ):  # fmt: skip
        assert told in words, told


def test_holding_open_and_corrected_questions_say_so(site):
    assert "Holding answer" in read(site, f"{Q}/1203").css_first("section.answer h2").text()
    assert "Named day" in read(site, f"{Q}/1203").css_first(".facts").text()
    assert "No answer is in the record" in read(site, f"{Q}/1205").css_first("section.answer").text()
    assert read(site, f"{Q}/1205").css_first("figure") is None  # one date makes no line
    corrected = read(site, f"{Q}/1206").css_first("section.answer .note#corrected")
    assert "Corrected on 30 September 2025" in corrected.text()
    assert corrected.css_first("details blockquote").text() == "The Department inspected 40 weirs."
    changed = read(site, f"{Q}/1206").css_first("[aria-labelledby=history] details")
    assert [one.text() for one in changed.css("del")] == ["removed: 40 weirs."]
    assert [one.text() for one in changed.css("ins")] == ["added: 41 weirs in 2024."]


def test_a_grouped_answer_says_so_in_its_margin(site):
    page = read(site, f"{Q}/1201")
    note = page.css_first("section.answer .block:first-child .note#grouped a")
    assert note.text() == "Answered together with 1 other question"
    assert page.css_first(note.attributes["href"]).text() == "Answered together with Question"


def test_a_question_without_heading_is_called_by_what_it_asks(site):
    assert read(site, f"{Q}/1203").css_first("h1").text() == "Whether tables of tides are kept."


def test_nothing_hostile_reaches_a_page(site):
    page = read(site, f"{Q}/1204")
    answer = page.css_first("section.answer")
    assert not answer.css("script, img, style, [onclick], [onerror], b")
    assert "alert" not in answer.text()
    assert "The weir holds <b>firm</b>." in answer.text()
    assert [link.attributes["href"] for link in answer.css(".block a")] == ["https://weirs.example/a?b=1&c=2"]
    assert [cell.text() for cell in answer.css("td")] == ["Year", "Weirs", "2024", "41"]
    assert page.css_first("h1").text() == "<b>Weirs</b> & reeds"
    assert "&lt;script&gt;" in get(site, "/search?q=%3Cscript%3E").text


def test_an_old_id_leads_to_the_question(site):
    # The page's second question is by the same asker, of the same body, in other words: it stays by itself.
    words = "To ask the Secretary of State for Rivers, how many weirs need mending."
    by_itself = page_id("Ida Fenn", "Department for Rivers", words)
    assert get(site, f"/q/{by_itself}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/q/uk-commons/2025-09-16/9",
        "/q/nonsense",
        "/member/nobody",
        "/body/nothing",
        "/no/such/page",
        "/q/../etc/passwd",
    ],
)
def test_what_is_not_there_is_not_found_and_suggests(site, path):
    page = read(site, path, 404)
    assert page.css_first("main form, header form") is not None
    assert "front page" in page.css_first("main").text()


def test_a_page_number_that_is_none_is_refused(site):
    assert get(site, "/search?q=&page=0", 400)
    assert get(site, "/member/uk-901?page=x", 400)


def test_where_things_lie_on_the_server_is_told_to_nobody(tmp_path):
    place = tmp_path / "secret-place"
    answerable("--record", place, "demo", "--no-serve", "--questions", "5")
    with served(place) as site:
        assert "secret-place" not in get(site, "/q/uk-commons/2025-01-01/1", 404).text
        (place / "findings" / "search" / "index" / "meta.json").write_text("spoilt")
        (place / "findings" / "search" / "state.json").write_text("spoilt")
        assert "5 questions" in get(site, "/search?q=").text  # made anew, or read as it was
        (place / "record.sqlite").write_bytes(b"not a database any more" * 5000)
        for path in ("/", "/api/v1/status"):
            said = get(site, path, 503).text
            assert "cannot be read just now" in said
            assert "secret-place" not in said
