"""Record text with notes: what is underlined, and where each note stands."""

import httpx
from selectolax.lexbor import LexborHTMLParser

from answerable.model.text import Block, Link, Span, Text
from answerable.web.text import Beside, Mark, Note, shown
from tests.samples import answerable, official, served, single

WEIRS = Text(
    (Block("We mended 41 weirs."), Block("See the report."), Block("Reeds", "item")),
    links=(Link(28, 34, "https://weirs.example/report"),),
)
WHOLE, WEIR, REPORT = (Note(id_, id_.capitalize(), "kind") for id_ in ("whole", "weir", "report"))


def mark(words: str, note: Note) -> Mark:
    start = WEIRS.plain.index(words)
    return Mark(Span(start, start + len(words)), note.id)


def test_without_notes_there_are_only_words_and_links():
    link = '<a href="https://weirs.example/report" rel="nofollow noopener external">report</a>'
    assert [(one.kind, str(one.html)) for one in shown(WEIRS)] == [
        ("paragraph", "We mended 41 weirs."), ("paragraph", f"See the {link}."), ("item", "Reeds"),
    ]  # fmt: skip


def test_marked_words_lead_to_their_note_and_bear_its_number():
    first, *_ = shown(WEIRS, [WEIR], [mark("41 weirs", WEIR)])
    assert first.html == 'We mended <span class="marked" data-note="1"><a href="#weir">41 weirs</a></span>.'


def test_a_link_in_marked_words_stays_a_link():
    second = shown(WEIRS, [REPORT], [mark("the report", REPORT)])[1]
    assert second.html == (
        'See <span class="marked"><a href="#report">the </a></span><span class="marked" data-note="1">'
        '<a href="https://weirs.example/report" rel="nofollow noopener external">report</a></span>.'
    )


def test_notes_stand_once_where_their_words_begin_and_are_numbered_as_these():
    marks = [mark("Reeds", REPORT), mark("report", REPORT), mark("weirs.\nSee", WEIR)]
    beside = [one.notes for one in shown(WEIRS, [REPORT, WEIR, WHOLE], marks)]
    assert beside == [(Beside(WHOLE, None), Beside(WEIR, 1)), (Beside(REPORT, 2),), ()]


def test_a_text_without_words_still_has_its_notes():
    assert [(one.kind, one.notes) for one in shown(Text(), [WHOLE])] == [("nothing", (Beside(WHOLE, None),))]


def test_hostile_words_stay_words():
    text = Text((Block("<b>&"),), links=(Link(0, 4, "javascript:steal()"),))
    [block] = shown(text, [WHOLE], [Mark(Span(0, 4), "whole")])
    assert block.html == '<span class="marked" data-note="1"><a href="#whole">&lt;b&gt;&amp;</a></span>'


def test_an_answer_may_be_a_list_from_its_first_line_to_its_last(tmp_path):
    (tmp_path / "list.json").write_bytes(
        single(official(answerText="<ul><li>41 weirs in Overwater;</li><li>12 weirs in Sedge.</li></ul>"))
    )
    assert answerable("add", tmp_path / "list.json", record=tmp_path / "record").returncode == 0
    with served(tmp_path / "record") as site:
        answered = httpx.get(f"{site}/q/uk-commons/2025-09-16/1201")
    assert answered.status_code == 200
    items = LexborHTMLParser(answered.text).css(".answer .text ul li")
    assert [one.text() for one in items] == ["41 weirs in Overwater;", "12 weirs in Sedge."]
