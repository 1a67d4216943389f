"""What is said again, through the faces: command line, API, pages; on records whose truth is known, and a real page."""

import json
from collections import Counter
from math import comb
from pathlib import Path

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from answerable import open as opened
from tests.samples import answerable, listed, official, served
from tests.shared import real

ID = "uk-commons/2025-09-16"
STOCK = (
    "The Rivers Board keeps every weir in the valley under review and mends those that the spring floods have harmed, "
    "beginning with the ones on which the mills and the eel passes depend the most, as {} knows."
)
EXTRA = "Otters have been counted along the upper valley since the first survey."
REPLIES = {
    "1201": (STOCK.format("the hon. Gentleman"), "2025-09-20"),
    "1202": (STOCK.format("my hon. Friend"), "2025-09-24"),
    "1203": (STOCK.format("the right hon. Lady"), "2025-11-24"),
    "1204": (f"{EXTRA} {STOCK.format('the hon. Member')}", "2025-12-02"),
    "1205": ("I refer the hon. Member to the answer of 20 September 2025 to Question 1201.", "2025-12-03"),
    "1206": ("Eels &lt;b&gt;swim&lt;/b&gt; in the valley.", "2025-12-04"),
}


def demo(place: Path, questions: int) -> Path:
    done = answerable("demo", "--no-serve", "--questions", str(questions), "--truth", place / "truth", cwd=place)
    assert done.returncode == 0, done.stderr
    return place / "answerable-demo.record"


def truth(place: Path, name: str) -> list[dict]:
    return [json.loads(line) for line in (place / "truth" / f"{name}.jsonl").open()]


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    place = tmp_path_factory.mktemp("demo")
    with served(demo(place, 600)) as address:
        yield place, address


ASKED = {"1211": "tackle flooding", "1212": "improve eel safety", "1213": "repair old weirs"}
HELP = "The Board advises owners on otter and eel safety, and repairs weirs that are old."


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    place = tmp_path_factory.mktemp("repeats")
    records = [
        official(uin, answerText=f"<p>{reply}</p>", dateAnswered=f"{day}T00:00:00")
        for uin, (reply, day) in REPLIES.items()
    ] + [
        official(
            uin,
            questionText=f"To ask the Minister for Rivers, what help there is for mill owners in Fell to {what}.",
            answerText=f"<p>{HELP}</p>",
            dateAnswered="2026-01-12T00:00:00",
        )
        for uin, what in ASKED.items()
    ]
    (place / "list.json").write_bytes(listed(*records))
    done = answerable("add", place / "list.json", record=place / "record")
    assert done.returncode == 0, done.stderr
    return place / "record"


@pytest.fixture(scope="module")
def site(record):
    with served(record) as address:
        yield address


def get(site, path, status=200):
    answered = httpx.get(site + path)
    assert answered.status_code == status, answered.text
    return answered


def api(site, path, status=200):
    return get(site, f"/api/v1{path}", status).json()


def read(site, path, status=200):
    return LexborHTMLParser(get(site, path, status).text)


def words(node) -> str:
    return " ".join(node.text(separator=" ").split())


def rand_index(one: list[str], other: list[str]) -> float:
    """The adjusted Rand index of two ways to sort the same things into groups."""
    both, mine, theirs = Counter(zip(one, other, strict=True)), Counter(one), Counter(other)
    together, a, b = (sum(comb(n, 2) for n in counts.values()) for counts in (both, mine, theirs))
    expected = a * b / comb(len(one), 2)
    return (together - expected) / ((a + b) / 2 - expected)


ADDRESS = ("my hon. Friend", "the noble Baroness", "the noble Lord", "my noble Friend", "my right hon. Friend")


def unaddressed(answer: str) -> str:
    """The answer as it would be put to any Member: forms of address are not what was answered."""
    for form in ADDRESS:
        answer = answer.replace(form, "the hon. Member")
    return answer


def planted(place: Path) -> dict[str, str]:
    """For each answered question what it was truly answered."""
    return {row["id"]: unaddressed(row["answer"]) for row in truth(place, "findings") if row["answer"]}


def sorted_out(site, ids) -> list[str]:
    """For each question the first of those that got its answer, as the API tells."""
    found: dict[str, str] = {}
    for id_ in ids:
        if id_ not in found:
            told = api(site, f"/same/{id_}?limit=100")
            assert len(told["members"]) == told["questions"]
            found |= {one["id"]: told["members"][0]["id"] for one in told["members"]}
    return [found[id_] for id_ in ids]


def test_planted_clusters_are_found(made_up):
    place, site = made_up
    clusters = planted(place)
    assert rand_index(list(clusters.values()), sorted_out(site, clusters)) >= 0.99


def test_planted_clusters_are_found_among_thousands(tmp_path):
    with served(demo(tmp_path, 3000)) as site:
        clusters = planted(tmp_path)
        often = [answer for answer, count in Counter(clusters.values()).items() if count > 1]
        ids = [id_ for id_, answer in clusters.items() if answer in often] + list(clusters)[:200]
        ids = list(dict.fromkeys(ids))
        assert len(ids) > 500
        assert rand_index([clusters[id_] for id_ in ids], sorted_out(site, ids)) >= 0.99


def test_declared_and_undeclared_are_told_apart(made_up):
    place, site = made_up
    seen = set()
    for row in truth(place, "clusters"):
        assert api(site, f"/same/{row['ids'][0]}")["undeclared"] is not row["declared"]
        seen.add(row["declared"])
    assert seen == {True, False}


def test_series_and_what_their_answer_never_mentions(site):
    told = api(site, f"/series/{ID}/1211")
    assert told["template"] == "what help there is for mill owners in Fell to …"
    assert told["answers"] == [3]
    values = {one["values"][0]["words"]: one["values"][0] for one in told["questions"]}
    assert {words: value["never_mentioned"] for words, value in values.items()} == {
        "tackle flooding": True, "improve eel safety": False, "repair old weirs": False,
    }  # fmt: skip
    assert values["repair old weirs"]["mentioned"] == "repairs weirs that are old"
    page = read(site, f"/q/{ID}/1211")
    assert (
        words(page.css_first("section.asked .note.series"))
        == "2 other questions asked the same with these words changed"
    )
    assert page.css_first("section.asked .marked").text() == "tackle flooding"
    rows = [words(row) for row in page.css("section.series tbody tr")]
    assert any(row.startswith("tackle flooding never mentions these words") for row in rows)


def test_chains_end_as_they_truly_do(made_up):
    place, site = made_up
    states = set()
    for row in truth(place, "chains"):
        steps = api(site, f"/chains/{row['id']}")["points_to"]
        mine = [one for one in steps if one["source"] == row["id"] and row["cited"] in one["words"]]
        assert row["to"] in {one["target"]["id"] if one["target"] else None for one in mine}, row
        if row["where"] == "answer" and row["state"] == "loop":
            assert "loop" in {one["end"] for one in steps}
        states.add(row["state"])
    assert states == {"reached", "loop", "dead end"}


def test_what_follows_up(made_up):
    place, site = made_up
    row = next(row for row in truth(place, "chains") if row["to"])
    told = api(site, f"/chains/{row['to']}?limit=100")
    assert row["id"] in {one["question"]["id"] for one in told["followed_by"]}
    page = read(site, f"/q/{row['id']}")
    assert page.css_first(f"section.points a[href='/q/{row['to']}']")
    assert page.css_first(f".{row['where'].replace('question', 'asked')} .note.points") is not None


def test_every_page_of_what_is_said_again_is_whole(made_up):
    place, site = made_up
    first = truth(place, "clusters")[0]["ids"]
    body = api(site, "/bodies")[0]["id"]
    for path in (
        "/same", f"/same?to={body}&year=2024", f"/same/{first[0]}", f"/compare/{first[0]}/and/{first[1]}",
        f"/body/{body}/words", f"/q/{first[0]}", f"/partly/{first[0]}",
    ):  # fmt: skip
        page = read(site, path)
        assert len(page.css("h1")) == 1
        assert not page.css("[style], style, script:not([src], [type='application/ld+json'])")
        for link in page.css("main a[href^='/']"):
            assert httpx.get(site + link.attributes["href"], follow_redirects=True).status_code == 200, link.html


def test_new_words_and_repeated_ones_add_up_and_are_drawn(made_up):
    _, site = made_up
    body = max(api(site, "/bodies"), key=lambda one: one["answered"])["id"]
    told = api(site, f"/words/{body}")
    assert told["repeated"] == sum(one["repeated"] for one in told["months"]) > 0
    page = read(site, f"/body/{body}/words?year={told['year']}")
    assert f"{told['repeated']:,}" in page.css_first(".lead").text()
    assert len(page.css("table tbody tr")) == len(told["months"])
    picture = page.css_first("figure.chart svg").html
    assert "var(--accent)" in picture and "#00000" not in picture


def test_a_page_tells_where_else_its_answer_was_given(site):
    page = read(site, f"/q/{ID}/1203")
    note = page.css_first("section.answer .note.same")
    assert words(note) == "Given to 2 other questions · compare In 3 separate answers, first on 20 September 2025."
    assert note.css_first("a").attributes["href"] == "#same"
    section = page.css_first("section.same")
    assert "3 questions got this answer, in 3 separate answers, from 20 September 2025 to 24 November 2025" in words(
        section
    )
    compare = section.css_first(".compare a").attributes["href"]
    assert compare == f"/compare/{ID}/1203/and/{ID}/1201"
    assert read(site, compare).css("ins, del")


def test_answers_that_share_hardly_any_words_stand_beside_each_other_as_they_were_given(site):
    page = read(site, f"/compare/{ID}/1201/and/{ID}/1206")
    assert "They share hardly any words: 0 % of the shorter answer's stand in the other too" in words(page)
    assert not page.css("main :is(ins, del)")
    shown = [one.text() for one in page.css(".two .difference")]
    assert shown == [STOCK.format("the hon. Gentleman"), "Eels <b>swim</b> in the valley."]


def test_how_much_two_answers_share(tmp_path):
    pairs = (
        ("Eels swim in the valley.", "Eels swim in the valley.", 1.0, False),
        ("We inspected 41 weirs in spring.", "We inspected 40 weirs in spring.", 0.5, False),  # "weirs in spring."
        ("one two a b c d e f g h i j k l m n o p", "one two 1 2 3 4 5 6 7 8", 0.0, True),  # two words are no run
        ("x y z " + "a " * 27, "x y z " + "b " * 27, 0.1, False),
        ("x y z " + "a " * 28, "x y z " + "b " * 28, 3 / 31, True),
        ("b c d e f a " * 5, "a b c d e f " * 5, 29 / 30, False),
    )
    answers = [answer for here, there, _, _ in pairs for answer in (here, there)]
    given = [official(f"{at}", answerText=f"<p>{answer}</p>") for at, answer in enumerate(answers)]
    (tmp_path / "list.json").write_bytes(listed(*given))
    assert answerable("add", tmp_path / "list.json", record=tmp_path / "record").returncode == 0
    with opened(tmp_path / "record") as reader:
        told = [reader.compare(f"{ID}/{at}", f"{ID}/{at + 1}") for at in range(0, len(answers), 2)]
    assert [one.shared for one in told] == [pytest.approx(shared) for _, _, shared, _ in pairs]
    assert [one.apart for one in told] == [apart for *_, apart in pairs]


def test_a_passage_is_marked_with_who_had_it_before(site):
    page = read(site, f"/q/{ID}/1204")
    marked = page.css_first("section.answer .marked a[href='#passage-1']")
    assert marked.text().startswith("The Rivers Board keeps")
    note = page.css_first("#passage-1")
    assert words(note) == "These words were in 3 earlier answers, first on 20 September 2025"
    assert note.css_first("a").attributes["href"] == f"/q/{ID}/1201"


def test_answers_that_are_partly_this_one_are_a_page_of_their_own(site):
    link = read(site, f"/q/{ID}/1204").css_first("section.same a[href^='/partly/']").attributes["href"]
    page = read(site, link)
    nearest = page.css_first("section.copy")
    assert "100 % of the shorter answer's runs of five words stand in the other" in words(nearest)
    assert EXTRA in words(nearest.css_first("details del"))
    assert nearest.css_first(f"a[href^='/compare/{ID}/1204/and/']") is not None
    told = {one["id"] for one in api(site, f"/copies/{ID}/1204?limit=20")}
    assert {one.attributes["aria-label"] for one in page.css("section.copy")} == told


def test_an_answer_that_is_no_part_of_another_says_so(site):
    alone = next(n for n in range(1201, 1216) if api(site, f"/copies/{ID}/{n}") == [])
    assert "No other answer in this record has half of its words" in words(read(site, f"/partly/{ID}/{alone}"))


def test_a_series_is_a_page_of_its_own_and_none_is_said_to_be_none(site):
    page = read(site, f"/series/{ID}/1211")
    assert len(page.css("section.series tbody tr")) == len(api(site, f"/series/{ID}/1211")["questions"]) == 3
    assert httpx.get(f"{site}/series/{ID}/1201").status_code == 404


def test_the_answer_pointed_to_is_shown_in_place_and_knows_it(site):
    page = read(site, f"/q/{ID}/1205")
    (note,) = page.css("section.answer .note.points")
    assert words(note).startswith("Points to Question 1201: shown below Found by a ")
    assert note.attributes["id"] == "does"
    assert "Points elsewhere" not in words(page.css_first("section.answer"))
    assert page.css("section.answer .marked a[href='#does']")
    assert page.css_first("section.points blockquote").text() == STOCK.format("the hon. Gentleman")
    assert f"/q/{ID}/1205" in {a.attributes["href"] for a in read(site, f"/q/{ID}/1201").css("section.followed a")}


def test_a_cluster_page_shows_time_people_and_the_words_that_vary(site):
    page = read(site, f"/same/{ID}/1202")
    assert "Given 3 times, by the Department for Rivers, from 20 September 2025 to 24 November 2025." in words(
        page.css_first(".lead")
    )
    assert len(page.css("svg.timeline rect")) == 2
    gone, came = (page.css(f".wordings li {tag}") for tag in ("del", "ins"))
    assert any("Friend" in one.text() for one in gone) and any("Lady" in one.text() for one in came)
    assert read(site, f"/same/{ID}/9", 404)
    assert "no question 'x'" in read(site, "/compare/x/and/y", 404).css_first("main").text()


def test_differences_are_signs_and_words_in_the_stylesheet(site):
    style = get(site, "/static/style.css").text
    assert 'del::before { content: "−"; }' in style and 'ins::before { content: "+"; }' in style
    page = read(site, f"/compare/{ID}/1201/and/{ID}/1204")
    assert "only in the first: " in page.css_first(".two del").text()
    assert "[" not in page.css_first(".two del").text()


def test_hostile_words_stay_words_in_a_comparison(site):
    page = read(site, f"/compare/{ID}/1201/and/{ID}/1206")
    assert not page.css(".difference b")


def test_results_fold_and_their_totals_stay_honest(site, record):
    told = api(site, "/search?q=valley&sort=oldest")
    assert (told["total"], len(told["hits"])) == (5, 5)
    heads = Counter(hit["same_as"] for hit in told["hits"])
    [head] = [one for one in heads if one]
    assert heads[head] == 2
    page = read(site, "/search?q=valley&sort=oldest")
    assert "5 questions" in page.css_first("h1").text()
    assert words(page.css_first(".folded")).startswith("On this page: 5 questions, 3 entries")
    assert "and 2 more with the same answer" in words(page.css_first("li.compare"))
    opened = page.css_first("li.compare > a").attributes["href"]
    assert "3 questions" in read(site, opened).css_first("h1").text()
    printed = answerable("search", "valley", record=record).stdout.decode()
    assert "5 questions; here 5, with 2 of them under another" in printed


def test_same_as_finds_the_questions_of_one_answer_or_all_others(site):
    assert api(site, f"/search?q=same-as:{ID}/1202")["total"] == 3
    assert api(site, f"/search?q=-same-as:{ID}/1202")["total"] == 6
    assert api(site, f"/search?q=same-as:{ID}/1202%20friend")["total"] == 1
    problem = api(site, f"/search?q=weir%20same-as:{ID}/99", 400)
    assert (problem["start"], "no question" in problem["detail"]) == (5, True)


def as_json(*asked, record):
    done = answerable(*asked, "--json", record=record)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_the_command_line_tells_the_same(record):
    [one] = as_json("same", "--undeclared", "--body", "rivers", "--year", "2025", record=record)["answers"]
    assert (one["answers"], one["questions"], one["id"]) == (3, 3, f"{ID}/1201")
    assert as_json("same", "--year", "2024", record=record)["answers"] == []
    assert as_json("same", f"{ID}/1203", record=record)["bodies"][0]["count"] == 3
    printed = answerable("same", f"{ID}/1203", record=record).stdout.decode()
    assert "3 questions got this answer, in 3 answers, 20 September 2025 to 24 November 2025" in printed
    apart = answerable("compare", f"{ID}/1201", f"{ID}/1206", record=record).stdout.decode()
    assert "They share hardly any words: each is shown as it was given." in apart
    (beside,) = (line for line in apart.splitlines() if "Eels <b>swim</b> in the valley." in line)
    assert beside.startswith("The Rivers Board keeps every weir") and "[" not in apart
    compared = answerable("compare", f"{ID}/1202", f"{ID}/1203", record=record).stdout.decode()
    assert "[−my]" in compared and "Lady]" in compared
    assert "Given to 2 other questions" in answerable("show", f"{ID}/1203", record=record).stdout.decode()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("same", "--body", "tides"), "expected a body's id or name; 'tides' is none"),
        (("same", "nonsense"), "no question 'nonsense'"),
        (("compare", f"{ID}/1201", "nonsense"), "no question 'nonsense'"),
    ],
)
def test_what_cannot_be_asked_gets_one_line(record, asked, said):
    done = answerable(*asked, record=record)
    assert done.returncode == 2
    [line] = done.stderr.decode().splitlines()
    assert said in line


def test_the_seed_page(tmp_path):
    answerable("add", real("data/seed/defence-answers-2025-10.txt"), record=tmp_path / "record")
    with served(tmp_path / "record") as site:
        hits = api(site, "/search?q=mechanisms")["hits"]
        assert len(hits) == 5
        left_out = set()
        for hit in hits:
            told = api(site, f"/questions/{hit['id']}")
            assert (told["same"]["questions"], len(told["series"]["questions"])) == (7, 5)
            note = read(site, f"/q/{hit['id']}").css_first(".note.same p")
            assert note.text() == "Given to 6 other questions · compare"
            for one in told["series"]["questions"]:
                left_out |= {value["words"] for value in one["values"] if value["never_mentioned"]}
        assert left_out == {"tackle illicit finance", "improve the resilience of critical infrastructure"}
        assert "10 questions, 4 entries" in words(read(site, "/search?q=").css_first(".folded"))
