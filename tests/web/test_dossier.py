"""A dossier through its real faces: the command and the page; each form is opened as its readers would."""

import io
import json
import re

import docx
import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from answerable.web.dossier.layout import Block, Piece
from answerable.web.dossier.plain import html, markdown
from tests.samples import answerable, listed, official, served

STOCK = "We keep the state of every weir under review and act where reviews find that a weir is no longer safe to use."
HOSTILE = "<script>alert(1)</script> *stars* [link](javascript:x) #let x = 1\n- not a list"
PROMISE = "<p>We will publish the Weirs and Reeds Strategy 2026 by 31 March 2026.</p>"
RECORDS = [
    official("1201", answerText=f"<p>{STOCK}</p>"),
    official("1202", answerText=f"<p>{STOCK}</p><p>There are 41 weirs in Overwater and 12 weirs in Sedge.</p>"),
    official("1203", answerText=f"<p>{STOCK}</p>", heading="Weirs: Reviews"),
    official("1204", answerText=None, dateAnswered=None, heading="Weirs: Safety"),
    official("1205", answerText=PROMISE, heading="Weirs: Strategies"),
    official("1206", questionText=f"To ask the Secretary of State for Rivers, {HOSTILE}", heading=HOSTILE[:60]),
    official(
        "1207",
        answerText="<p>The information is not held centrally and could be had only at disproportionate cost.</p>",
    ),
]


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    place = tmp_path_factory.mktemp("dossier")
    (place / "list.json").write_bytes(listed(*RECORDS))
    done = answerable("add", place / "list.json", record=place / "record")
    assert done.returncode == 0, done.stderr
    return place / "record"


@pytest.fixture(scope="module")
def files(record, tmp_path_factory):
    place = tmp_path_factory.mktemp("files")
    for form in ("html", "md", "docx", "pdf"):
        done = answerable(
            "dossier", "weirs", "-o", place / f"d.{form}", "--site", "https://weirs.example", record=record
        )
        assert done.returncode == 0, done.stderr
        assert b"7 questions of 7 written to" in done.stdout
    return place


def flat(words):
    return " ".join(words.split())


def words_of(files, form):
    data = (files / f"d.{form}").read_bytes()
    if form == "html":
        return flat(LexborHTMLParser(data).body.text(separator=" "))
    if form == "docx":
        return flat(" ".join(text_of(one) for one in docx.Document(io.BytesIO(data)).paragraphs))
    return flat(re.sub(r"\\([^\w\s])", r"\1", data.decode()))


def text_of(paragraph):
    return "".join(one.text for one in paragraph._p.iter() if one.tag.endswith("}t") and one.text)


@pytest.mark.parametrize("form", ["html", "md", "docx"])
@pytest.mark.parametrize(
    "told",
    [
        "Left unanswered", "Weirs: Safety on 16 September 2025: tabled", "disproportionate cost",
        "Promised by 31 March 2026", "Said more than once", "The same answer in 2 exchanges:",
        "These words in 2 exchanges:", STOCK, "There are 41 weirs in Overwater", "Weirs and Reeds Strategy 2026",
        "The questions and answers", "Ida Fenn asked the Department for Rivers on 16 September 2025",
        "How this was made",
        "Ida Fenn, HC written question 1201, Weirs: Inspections, tabled 16 September 2025",
        "Open Parliament Licence v3.0",
        "<script>alert(1)</script>",
    ],
)  # fmt: skip
def test_every_form_says_it(files, form, told):
    assert told in words_of(files, form)


def test_the_pdf_is_one_with_pages_links_and_tags(files):
    data = (files / "d.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    for part in (b"/StructTreeRoot", b"https://weirs.example/q/uk-commons/2025-09-16/1201", b"/Type/Page"):
        assert part in data.replace(b" ", b""), part


def test_each_line_leads_to_its_exchange_and_each_exchange_to_its_page(files):
    page = LexborHTMLParser((files / "d.html").read_bytes())
    anchors = {one.attributes["id"] for one in page.css("h3[id]")}
    inner = [one.attributes["href"] for one in page.css("li a") if one.attributes["href"].startswith("#")]
    assert len(anchors) == 7 and inner
    assert {one[1:] for one in inner} <= anchors
    assert page.css('a[href="https://weirs.example/q/uk-commons/2025-09-16/1204"]')
    assert not page.css("script")


def test_what_was_published_does_not_become_markup():
    made = [Block("title", (Piece("T"),)), Block("quote", (Piece(HOSTILE),)), Block("item", (Piece("x", "#3"),), 0)]
    text = markdown(made).decode()
    assert r"\<script\>alert(1)\</script\> \*stars\* \[link\](javascript:x) \#let x = 1" in text
    assert "> \\- not a list" in text
    assert "<script>" not in html(made).decode()


def test_the_same_as_data_and_on_standard_output(record):
    told = json.loads(answerable("dossier", "weirs", "--json", record=record).stdout)
    assert [one["number"] for one in told["exchanges"]] == list(range(1, 8))
    assert sorted(len(one["numbers"]) for one in told["shared"]) == [2, 2]
    assert answerable("dossier", "weirs", "is:unanswered", record=record).stdout.startswith(b"# Dossier: weirs is:un")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("otters", "-o", "d.md"), b"no question in this record fits 'otters'"),
        (("weirs", "-o", "d.odt"), b"expected a name that ends in .html, .md, .docx or .pdf"),
        (("weirs", "tabled:soon"), b"tabled:soon"),
        (("weirs", "-o", "no/such/place/d.md"), b"no/such/place/d.md"),
    ],
)
def test_what_cannot_be_made_is_said_and_leaves_no_file(record, tmp_path, words, said):
    done = answerable("dossier", *words, record=record, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_search_can_be_had_as_a_dossier_from_its_page(record):
    with served(record) as site:
        page = LexborHTMLParser(httpx.get(f"{site}/search?q=weirs").text)
        links = [one.attributes["href"] for one in page.css('a[href^="/dossier/"]')]
        assert len(links) == 4
        for link in links:
            answered = httpx.get(site + link)
            assert answered.status_code == 200
            assert answered.headers["content-disposition"].startswith('attachment; filename="dossier.')
        assert httpx.get(f"{site}/dossier/pdf?q=otters").status_code == 404
        assert httpx.get(f"{site}/dossier/odt?q=weirs").status_code in (400, 404)
        assert httpx.get(f"{site}/dossier/md?q=weirs+tabled:soon").status_code == 400
