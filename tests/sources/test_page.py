"""Saved pages: whatever their form, the same questions, and no word that ends up nowhere."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from answerable.errors import UnreadableInput
from answerable.model.observation import Observation, Unread
from answerable.sources.page import labels, parse, recognises
from tests.shared import real

QUESTION = "To ask the Secretary of State for Rivers, how many weirs were inspected in 2024."
ASKED, PUT = "Asked by: Ida Fenn (Reed - Overwater)", "Question to the Department for Rivers:"
BY = "Answered by Tom Quill - Minister of State (Department for Rivers) (Minister for Weirs)"
REPLY = ["The Department inspected 41 weirs.", "Figures for 2025 follow in March."]
PAGE = "\n".join([ASKED, PUT, QUESTION, BY, *REPLY]) + "\n"


def read(page: str | bytes) -> list[Observation | Unread]:
    return list(parse(page.encode() if isinstance(page, str) else page, "saved"))


def one(page: str | bytes) -> Observation:
    (found,) = read(page)
    assert isinstance(found, Observation), found
    return found


def told(said: Observation) -> tuple[Any, ...]:
    """What a page says of a question, flat."""
    answer, asker = said.answer, said.asker
    return (
        asker and (asker.name, asker.party, asker.constituency),
        said.body and said.body.name,
        said.plain,
        answer and answer.by and answer.by.name,
        answer and answer.role,
        answer and answer.text and answer.text.plain.split("\n"),
    )


FULL = (
    ("Ida Fenn", "Reed", "Overwater"), "Department for Rivers", QUESTION, "Tom Quill",
    "Minister of State (Department for Rivers) (Minister for Weirs)", REPLY,
)  # fmt: skip

HTML = f"""<!doctype html><html><head><title>Answers</title><meta charset="utf-8"><script>var a = "Asked by";</script>
<style>p {{ color: red }}</style></head><body>%s<main><div><p><b>Asked by:</b> Ida Fenn (Reed - Overwater)</p>
<h4>Question to the Department for&nbsp;Rivers:</h4><p>{QUESTION}</p><p>{BY}</p>
<div><p>{REPLY[0]}</p><p>Figures for <b>20</b>25 follow in March.</p></div></div></main>%s</body></html>"""
LAID_OUT = f"""<table><tr><td>Asked by</td><td>Ida Fenn (Reed - Overwater)</td></tr>
<tr><td>Question to the</td><td>Department for Rivers</td></tr><tr><th>Question</th><td>{QUESTION}</td></tr>
<tr><td>Answered by</td><td>{BY[12:]}</td></tr><tr><td>Answer:</td><td>{REPLY[0]}</td></tr>
<tr><td></td><td>{REPLY[1]}</td></tr></table>"""

FORMS = [
    ("as copied", PAGE),
    ("Windows line ends", PAGE.replace("\n", "\r\n")),
    ("old line ends", PAGE.replace("\n", "\r")),
    ("blank lines", PAGE.replace("\n", "\n\n \n")),
    ("byte order mark", b"\xef\xbb\xbf" + PAGE.encode()),
    ("UTF-16", PAGE.encode("utf-16")),
    ("UTF-16, the other way", b"\xfe\xff" + PAGE.encode("utf-16-be")),
    ("non-breaking spaces", PAGE.replace(" ", "\u00a0")),
    ("indented", "   " + PAGE.replace("\n", "\n\t")),
    ("no colons", PAGE.replace(":\n", "\n").replace("by:", "by")),
    ("colons everywhere", PAGE.replace("Answered by", "Answered by:").replace("Question to the", "Question to: the")),
    ("names on the next line", re.sub(r"(Asked by:|Question to the|Answered by)", r"\1\n", PAGE)),
    ("question on the body's line", PAGE.replace(f"{PUT}\n", f"{PUT} ")),
    ("capitals", re.sub(r"Asked by|Question to|Answered by", lambda label: label.group().upper(), PAGE)),
    ("HTML", HTML % ("", "")),
    ("HTML, Windows-1252", (HTML % ("", "")).replace("utf-8", "windows-1252").encode("cp1252")),
    ("a line for each, broken by <br>", "<div>" + PAGE.replace("\n", "<br>") + "</div>"),
    ("a fragment of HTML", PAGE.replace("\n", "<br>\n")),
    ("a table that lays it out", LAID_OUT),
    ("a table around all", f"<table><tr><td>{PAGE.replace(chr(10), '<br>')}</td></tr></table>"),
    ("an item each", "<ul>" + "".join(f"<li>{line}</li>" for line in PAGE.splitlines()) + "</ul>"),
    ("headings", PAGE.replace(BY, f"Answer\n{BY}").replace(QUESTION, f"Question\n{QUESTION}")),
    ("a heading below who answered", PAGE.replace(BY, f"{BY}\nAnswer:")),
]  # fmt: skip


@pytest.mark.parametrize("page", [page for _, page in FORMS], ids=[form for form, _ in FORMS])
def test_every_form_of_a_page_says_the_same(page: str | bytes) -> None:
    assert recognises(page.encode() if isinstance(page, str) else page)
    assert told(one(page)) == FULL


def test_an_observation_of_a_page() -> None:
    said = one(PAGE)
    assert (said.source, said.place, said.unanswered, said.uin, said.tabled) == ("page", "line 1", False, None, None)
    assert said.question_id.from_words


PEOPLE = [
    # printed → name, party, constituency
    ("Ida Fenn (Reed - Overwater)", ("Ida Fenn", "Reed", "Overwater")),
    ("Ida Fenn (Reed – Overwater)", ("Ida Fenn", "Reed", "Overwater")),
    ("Ida Fenn (Reed — Overwater)", ("Ida Fenn", "Reed", "Overwater")),
    ("Ida Fenn (Reed − Overwater)", ("Ida Fenn", "Reed", "Overwater")),
    ("Ida Fenn (Reed ‑ Over‑the‑Water)", ("Ida Fenn", "Reed", "Over‑the‑Water")),
    ("Ida Fenn (Reed - Over–Water – North)", ("Ida Fenn", "Reed", "Over–Water – North")),
    ("Ida Fenn (Free Reed - North East Wallow)", ("Ida Fenn", "Free Reed", "North East Wallow")),
    ("Ida Fenn-Moss (Reed (Mill) - Overwater (East))", ("Ida Fenn-Moss", "Reed (Mill)", "Overwater (East)")),
    ("Ida (“Ish”) Fenn (Reed - Overwater)", ("Ida (“Ish”) Fenn", "Reed", "Overwater")),
    ("Lord Sedge of Wallow (Reed - Life peer)", ("Lord Sedge of Wallow", "Reed", "Life peer")),
    ("Baroness Alder (Crossbench)", ("Baroness Alder", "Crossbench", None)),
    ("The Lord Bishop of Wallow", ("The Lord Bishop of Wallow", None, None)),
    ("Ida Fenn()", ("Ida Fenn", None, None)),
    ("Ida Fenn (Reed - Overwater", ("Ida Fenn (Reed - Overwater", None, None)),
    ("Ida Fenn Reed - Overwater)", ("Ida Fenn Reed - Overwater)", None, None)),
    ("Ida Fenn (Reed - Overwater) [R]", ("Ida Fenn (Reed - Overwater) [R]", None, None)),
    ("(Reed)", ("(Reed)", None, None)),
    ("Ida Fenn (Reed-Moss - Overwater)", ("Ida Fenn", "Reed-Moss", "Overwater")),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), PEOPLE)
def test_people_as_printed(printed: str, expected: tuple[str | None, ...]) -> None:
    for asked in (f"Asked by: {printed}", f"Asked by {printed}"):
        assert told(one(PAGE.replace(ASKED, asked)))[0] == expected


ROLES = [
    ("Tom Quill - Minister of State", "Tom Quill", "Minister of State"),
    ("Tom Quill – Minister (Rivers) (Jobs - and Skills)", "Tom Quill", "Minister (Rivers) (Jobs - and Skills)"),
    ("Lord Sedge (Reed - Life peer) - Minister", "Lord Sedge", "Minister"),
    ("Tom Quill-Moss - Minister - Weirs", "Tom Quill-Moss", "Minister - Weirs"),
    ("Tom Quill", "Tom Quill", None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "name", "role"), ROLES)
def test_roles_as_printed(printed: str, name: str, role: str | None) -> None:
    assert told(one(PAGE.replace(BY[12:], printed)))[3:5] == (name, role)


AWAITING = [
    "This question is awaiting an answer", "This question is awaiting an answer.", "Awaiting an answer",
    "Awaiting answer", "This question is still awaiting an answer", "Not yet answered", "Not answered",
    "No answer yet.", "This question has not been answered", "This question has not yet been answered.",
    "Not been answered yet",
]  # fmt: skip


@pytest.mark.parametrize("line", AWAITING)
def test_a_line_that_says_that_there_is_no_answer_yet(line: str) -> None:
    said = one("\n".join([ASKED, PUT, QUESTION, line]))
    assert (said.unanswered, said.answer, said.plain) == (True, None, QUESTION)


NOT_AWAITING = [
    "(b) how many letters on weirs had not been answered.",
    "whether the question of weirs that is awaiting an answer will get one;",
    "Not answered were the letters on weirs.",
    "No answer yet given has named a weir.",
    "how many questions are awaiting an answer",
    "This question has not been answered by the weir board since 2019",
]


@pytest.mark.parametrize("line", NOT_AWAITING)
def test_a_question_that_speaks_of_answers_keeps_its_words(line: str) -> None:
    said = one("\n".join([ASKED, PUT, QUESTION, line, "and why.", BY, *REPLY]))
    assert told(said) == (FULL[0], FULL[1], f"{QUESTION}\n{line}\nand why.", *FULL[3:])


def test_an_awaiting_line_before_an_answer_is_the_questions() -> None:
    said = one("\n".join([ASKED, PUT, QUESTION, "Awaiting an answer", BY, *REPLY]))
    assert said.plain.endswith("Awaiting an answer") and said.answer


def test_a_question_without_answer_at_all_is_unanswered() -> None:
    said = one("\n".join([ASKED, PUT, QUESTION]))
    assert said.unanswered and said.plain == QUESTION


def test_words_after_an_awaiting_line_are_unread() -> None:
    said, rest = read("\n".join([ASKED, PUT, QUESTION, "Awaiting an answer", "Follow this question", "Share"]))
    assert isinstance(said, Observation) and said.unanswered
    assert isinstance(rest, Unread) and (rest.place, rest.excerpt) == ("line 5", "Follow this question\nShare")


def test_a_question_of_several_lines_keeps_its_parts_apart() -> None:
    lines = ["To ask the Secretary of State for Rivers,", "(a) how many weirs there are;", "(b) what they cost."]
    assert one("\n".join([ASKED, PUT, *lines, BY, *REPLY])).plain == "\n".join(lines)


SENTENCES = [
    "The board was asked by many, and a question to the clerk was answered by none.",
    "Asked by the weir board for its view, the Department gave it.",
    "Answered by letter on 4 March were all who wrote.",
    "asked by: nobody",
    "Question to the board: none was put.",
]


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_that_sounds_like_a_label_splits_no_answer(line: str) -> None:
    said = one("\n".join([ASKED, PUT, QUESTION, BY, REPLY[0], line, REPLY[1]]))
    assert told(said)[5] == [REPLY[0], line, REPLY[1]]


def test_two_askers_in_a_row() -> None:
    first, second = read(PAGE + PAGE.replace("Ida Fenn", "Baroness Alder").replace("Asked by:", "Asked by"))
    assert isinstance(first, Observation) and isinstance(second, Observation)
    assert (told(first), told(second)[0]) == (FULL, ("Baroness Alder", "Reed", "Overwater"))
    assert second.place == "line 7"


DETAILS = [
    ("UIN 1201", ("1201", None, None)),
    ("UIN: HL1201", ("HL1201", None, None)),
    ("Tabled: 4 March 2024", (None, date(2024, 3, 4), None)),
    ("Tabled on 4 Mar 2024", (None, date(2024, 3, 4), None)),
    ("Date tabled: 2024-03-04", (None, date(2024, 3, 4), None)),
    ("Answered on 6 March 2024", (None, None, date(2024, 3, 6))),
    ("Date answered: 6 March 2024", (None, None, date(2024, 3, 6))),
]


@pytest.mark.parametrize(("line", "expected"), DETAILS)
@pytest.mark.parametrize("before", [PUT, QUESTION, BY, REPLY[0]])
def test_labelled_details_are_taken_wherever_they_stand(line: str, expected: tuple[Any, ...], before: str) -> None:
    said = one(PAGE.replace(before, f"{line}\n{before}"))
    assert told(said) == FULL and said.answer
    assert (said.uin, said.tabled, said.answer.on) == expected


@pytest.mark.parametrize(
    "line",
    ["UIN of the board", "Tabled: soon", "Tabled: 31 June 2024", "Answered on 6 March 2024 by letter", "UIN 12 34"],
)
def test_a_line_that_is_not_clearly_labelled_keeps_its_words(line: str) -> None:
    assert told(one(PAGE.replace(REPLY[0], line)))[5] == [line, REPLY[1]]


def test_a_second_detail_of_a_kind_keeps_its_words() -> None:
    said = one(PAGE + "UIN 1201\nUIN 1202\n")
    assert said.uin == "1201" and told(said)[5] == [*REPLY, "UIN 1202"]


def test_a_day_of_answer_without_an_answer_is_kept() -> None:
    said = one("\n".join([ASKED, PUT, QUESTION, "Answered on 6 March 2024"]))
    assert said.answer and said.answer.on == date(2024, 3, 6) and not said.unanswered


AROUND = "<header>Weir Watch <nav><a href='/'>Home</a></nav></header><aside>Advice</aside>"


def test_what_stands_around_a_page_is_told_apart() -> None:
    header, aside, footer, said = read(HTML % (AROUND, "<footer><p>Terms</p><p>Licence</p></footer>"))
    assert isinstance(said, Observation) and told(said) == FULL
    assert [one.excerpt for one in (header, aside, footer) if isinstance(one, Unread)] == [
        "Weir Watch\nHome", "Advice", "Terms\nLicence",
    ]  # fmt: skip


def test_a_header_that_holds_the_question_is_part_of_it() -> None:
    page = f"<article><header>{ASKED}</header><p>{PUT}</p><p>{QUESTION}</p><footer>{BY}<p>{REPLY[0]}</footer></article>"
    assert told(one(page)) == (*FULL[:5], REPLY[:1])


def test_headings_between_questions_belong_to_none() -> None:
    page = f"<h1>Answers</h1><h2>Weirs</h2>{PAGE}<h2>Locks</h2>{PAGE}".replace("\n", "<br>")
    found = read(page)
    assert [said.excerpt for said in found if isinstance(said, Unread)] == ["Answers\nWeirs", "Locks"]
    assert [told(said) for said in found if isinstance(said, Observation)] == [FULL, FULL]


def test_lists_tables_and_links_of_an_answer() -> None:
    answer = """<p>See <a href="https://w.example">the list</a>:</p><ul><li>one<li>two <a href="u">more</a></li></ul>
    <table><tr><th>Year</th><th>Weirs</th></tr><tr><td>2024</td><td><a href="v">41</a></td></tr></table>"""
    said = one(f"<div><p>{ASKED}</p><p>{PUT}</p><p>{QUESTION}</p><p>{BY}</p>{answer}</div>")
    assert said.answer and said.answer.text
    text = said.answer.text
    assert [(block.kind, block.text) for block in text.blocks] == [
        ("paragraph", "See the list:"), ("item", "one"), ("item", "two more"), ("table", "Year\tWeirs\n2024\t41"),
    ]  # fmt: skip
    links = [(text.plain[link.start : link.end], link.href) for link in text.links]
    assert links == [("the list", "https://w.example"), ("more", "u"), ("41", "v")]


def test_links_in_a_table_that_lays_out_stay_on_their_words() -> None:
    page = LAID_OUT.replace(REPLY[0], "See <a href='u'>this</a>.").replace("41 weirs", "<a href='q'>41 weirs</a>")
    said = one(page)
    assert said.answer and said.answer.text
    (link,) = said.answer.text.links
    assert said.answer.text.plain[link.start : link.end] == "this"


BROKEN = [
    (f"Hansard of the moot\n{PAGE}", "line 1", "expected “Asked by NAME” before anything else", "Hansard of the moot"),
    (f"{ASKED}\n{QUESTION}", "line 1", "expected “Question to the BODY:” and a question", f"{ASKED}\n{QUESTION}"),
    (f"{ASKED}\n{PUT}\n{BY}", "line 1", "expected “Question to the BODY:” and a question", f"{ASKED}\n{PUT}\n{BY}"),
    (f"{ASKED}\n{PUT}\nAwaiting an answer", "line 1", "expected “Question to the BODY:” and a question",
     f"{ASKED}\n{PUT}\nAwaiting an answer"),
    (f"{ASKED}\nUIN 7", "line 1", "expected “Question to the BODY:” and a question", f"{ASKED}\nUIN 7"),
    (PAGE.replace(PUT, f"for Mr Moss\n{PUT}"), "line 2", "expected “Question to the BODY:” right after", "for Mr Moss"),
    ("Question to the board\nput", "line 1", "expected “Asked by NAME” before", "Question to the board\nput"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "place", "reason", "excerpt"), BROKEN)
def test_what_belongs_to_no_question_is_kept_with_place_and_reason(
    page: str, place: str, reason: str, excerpt: str
) -> None:
    (unread,) = [said for said in read(page) if isinstance(said, Unread)]
    assert (unread.place, unread.excerpt) == (place, excerpt)
    assert unread.reason.startswith(reason)


def test_an_asker_without_a_name_is_nobody() -> None:
    assert told(one(PAGE.replace(ASKED, "Asked by:"))) == (None, *FULL[1:])
    assert told(one(PAGE.replace(BY, "Answered by:\nTom Quill")))[3:5] == ("Tom Quill", None)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (PAGE.encode() + b"caf\xe9\n", "saved, line 7: expected text in UTF-8; got the byte 0xe9"),
        (b"\xff\xfeA\0s", "saved, line 1: expected text in UTF-16; got the byte 0x73"),
        (b'<meta charset="windows-1252">\x81', "saved, line 1: expected text in WINDOWS-1252; got the byte 0x81"),
        ((HTML % ("<div>" * 900, "")).encode(), "saved: expected markup nested at most 256 deep; got deeper"),
    ],
)
def test_a_page_that_cannot_be_decoded_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read(data)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (PAGE, True),
        ("junk\n" + PAGE, True),
        ("<p>Asked&nbsp;by X</p>\n<p>Question\u00a0to Y", True),
        ("<script>" + "x" * 200_000 + "</script><p>Asked by X<p>Question to Y", True),
        ("It was asked by X in a question to Y.", False),
        ("Asked by X", False),
        ("Question to Y", False),
        ('{"text": "\nAsked by X\nQuestion to Y"}', False),
        ("", False),
    ],
)
def test_recognises_a_page_by_its_labels(head: str, expected: bool) -> None:
    assert recognises(head.encode()) is expected


def words_of(found: list[Observation | Unread]) -> set[str]:
    """All words that came out, wherever."""
    out: list[str] = []
    for said in found:
        if isinstance(said, Unread):
            out.append(said.excerpt)
            continue
        people = [said.asker, said.answer.by if said.answer else None]
        out += [part or "" for one in people if one for part in (one.name, one.party, one.constituency)]
        out += [said.body.name if said.body else "", said.plain, said.uin or ""]
        out += [str(day) for day in (said.tabled, said.answer and said.answer.on) if day]
        if said.answer:
            out += [said.answer.role or "", said.answer.text.plain if said.answer.text else ""]
    return set(re.findall(r"w\d+", " ".join(out)))


_LINE = st.sampled_from(
    ["Asked by: {}", "Asked by {}", "Asked by", "Asked by:", "Asked by: {} ({} - {})", "Asked by {} ({})",
     "Question to the {}:", "Question to {}", "Question to the {}: {}", "Question to", "Question to:", "Answered by {}",
     "Answered by {} - {} ({})", "Answered by:", "Awaiting an answer", "Answer", "Question", "To ask, {} {}.", "{}",
     "{} - {}", "{} asked by {}", "UIN {}", "Tabled: {}", "Answered on {}", "({}) {};"]
)  # fmt: skip


@given(
    st.lists(_LINE, max_size=25), st.sampled_from(["{}", "<p>{}</p>", "<h2>{}</h2>", "<tr><td>{}</td><td></td></tr>"])
)
@example(["Asked by: {}", "Question to the {}:", "To ask, {} {}.", "Awaiting an answer", "{}", "Asked by {}"], "{}")
def test_every_word_ends_up_in_an_observation_or_is_unread(forms: list[str], around: str) -> None:
    count = 0
    lines = []
    for form in forms:
        words = [f"w{number}" for number in range(count, count + form.count("{}"))]
        count += len(words)
        lines.append(around.replace("{}", form.format(*words)))
    page = "\n".join(lines)
    found = read(f"<table>{page}</table>" if "<tr>" in around else page)
    assert words_of(found) == {f"w{number}" for number in range(count)}


def test_the_labels_are_known_by_themselves() -> None:
    assert [labels.is_label(line) for line in ("Asked by", "Question to the", "Question to:", "Answered by:")] == [
        True
    ] * 4
    assert not any(labels.is_label(line) for line in (ASKED, PUT, BY, "Answer", ""))


def test_the_real_page_gives_what_stands_on_it() -> None:
    said = read(real("data/seed/defence-answers-2025-10.txt").read_bytes())
    questions = [one for one in said if isinstance(one, Observation)]
    assert len(said) == len(questions) == 10
    answers = [one.answer for one in questions if one.answer]
    assert len(answers) == 10
    assert len({answer.text.plain for answer in answers if answer.text}) == 4
    assert len({one.asker for one in questions}) == 3
    assert {(answer.by and answer.by.id, answer.role) for answer in answers} == {
        ("al-carns", "Parliamentary Under-Secretary (Ministry of Defence) (Minister for Veterans)"),
        ("luke-pollard", "Minister of State (Ministry of Defence)"),
    }
    assert {one.body.id for one in questions if one.body} == {"ministry-of-defence"}
    assert {one.asker.constituency for one in questions if one.asker} == {
        "Epsom and Ewell", "Huntingdon", "South Shields",
    }  # fmt: skip
