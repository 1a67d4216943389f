"""parlparse's pages: golden pages of the three parliaments, editions, hostile XML, and the real pages whole."""

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.errors import InputError, UnreadableInput
from answerable.model.observation import Observation, Unread
from answerable.model.people import Body, Member
from answerable.model.question import Grouped
from answerable.sources import theyworkforyou
from tests.shared import real
from tests.sources.theyworkforyou.pages import (
    DOCTYPE,
    HOLYROOD,
    LORDS,
    MAJOR,
    MINOR,
    MODERN,
    NUMBERED,
    OTHER,
    QUES,
    REPLY,
    SHORT,
    page,
)

WHOLE = page(MAJOR, MINOR, QUES, REPLY, NUMBERED, OTHER, SHORT)


def parsed(document: bytes, name: str = "page.xml") -> list[Observation | Unread]:
    return list(theyworkforyou.parse(document, name))


def observed(document: bytes, name: str = "page.xml") -> list[Observation]:
    said = parsed(document, name)
    assert all(isinstance(one, Observation) for one in said), said
    return [one for one in said if isinstance(one, Observation)]


def test_a_question_of_the_commons() -> None:
    (said,) = observed(page(MAJOR, MINOR, QUES, REPLY))
    assert (said.house, said.uin, said.tabled, said.heading) == ("Commons", "294001", None, "Slipways")
    assert said.body == Body("ministry-of-defence", "Ministry of Defence")
    assert said.asker == Member("ida-fenn", "Ida Fenn")
    assert said.plain == "To ask the Secretary of State for Defence how much he spent on (a) slipways."
    assert (said.said, said.holding_on) == ("2009-10-26b", date(2009, 10, 20))
    assert said.place == "line 12, 2009-10-26b.294001.q0"
    assert said.answer is not None and said.answer.text is not None
    assert (said.answer.on, said.answer.by) == (date(2009, 10, 26), Member("tom-quill", "Tom Quill"))
    words = ["holding answer 20 October", "We spent £3 million at cafés:", "Year\tSum\n2008\t3"]
    assert [block.text for block in said.answer.text.blocks] == words
    assert said.answer.text.blocks[2].kind == "table"
    assert said.leftover == {
        "ques": {
            "speakerid": "uk.org.publicwhip/member/901",
            "colnum": "1W",
            "url": "http://x.example/91026w0001.htm#1",
        },
        "reply": {"speakerid": "uk.org.publicwhip/member/902", "colnum": "1W"},
        "major-heading": "DEFENCE",
    }


def test_questions_answered_together_are_each_one_of_a_group() -> None:
    first, second, third = observed(page(MAJOR, NUMBERED, OTHER, SHORT))
    stem = "To ask the Secretary of State for Defence"
    assert first.plain == f"{stem}\n(1) what slipways he owns;"
    assert second.plain == f"{stem}\n(2) which of them are in use.\nHe should tell us by county."
    assert third.asker == Member("una-rask", "Una Rask")
    assert first.grouped == (Grouped("294011"), Grouped("294012"))
    assert third.grouped == (Grouped("294010"), Grouped("294011"))
    assert first.answer == second.answer == third.answer
    assert len({one.id for one in (first, second, third)}) == 3


def test_questions_of_the_lords() -> None:
    first, second = observed(page(LORDS))
    assert (first.house, first.uin, first.body, first.heading) == ("Lords", "HL5001", None, "Slipways")
    assert second.plain == "To ask Her Majesty's Government what quays they own."
    assert second.grouped == (Grouped("HL5001"),)


def test_questions_of_holyrood() -> None:
    (said,) = observed(HOLYROOD)
    assert (said.house, said.uin, said.holding_on) == ("Scotland", "S3W-20001", date(2009, 10, 19))
    assert said.asker == Member("isla-wren", "Isla Wren", "Lab", "Firth and Ness")
    assert said.body is not None and said.body.name == "Scottish Executive"
    assert said.said == "2009-10-26" and said.answer is not None and said.answer.on == date(2009, 10, 26)


def test_newer_pages_tell_when_a_question_was_tabled() -> None:
    (said,) = observed(MODERN, "lords/answers2021-03-04.xml")
    assert str(said.question_id) == "uk-commons/2021-03-01/160001" and said.id is None
    assert said.body is not None and said.body.name == "Ministry of Ferries"
    assert said.answer is not None and (said.answer.on, said.said) == (date(2021, 3, 4), "2021-03-04")
    (undated,) = observed(MODERN, "standard input")
    assert undated.answer is not None and undated.answer.on is None


def test_editions_of_a_day_are_one_question_in_order() -> None:
    (early,) = observed(page(MAJOR, MINOR, QUES, REPLY, letter="b"))
    (late,) = observed(page(MAJOR, MINOR, QUES.replace("slipways.", "slipways and quays."), REPLY, letter="c"))
    assert early.id == late.id and early.said < late.said and early.plain != late.plain
    (again,) = observed(page(MAJOR, MINOR, QUES.replace("b.1W", "c.1W"), REPLY, letter="c"))
    assert (again.text, again.leftover) == (early.text, early.leftover)  # so the record sees that nothing changed


def test_what_vanished_from_a_later_edition_is_said() -> None:
    gone = (
        '<gidredirect oldgid="@.294001.q0" newgid="uk.org.publicwhip/wrans/2009-10-26c.294000.mh" matchtype="removed"/>'
    )
    (question,) = observed(page(MAJOR, MINOR, QUES, REPLY))
    (said,) = observed(page(gone, gone.replace(".q0", ".r0"), gone.replace("removed", "perfectmatch")))
    assert (said.id, said.said, said.unlisted) == (question.id, "2009-10-26c", True)


@pytest.mark.parametrize(
    ("elements", "reason", "words"),
    [
        ([REPLY], "expected a question before its reply; got reply", "We spent £3 million"),
        (["<p>Stray words</p>", MAJOR, QUES], "expected headings, questions and replies; got p", "Stray words"),
        (["Bare words", MAJOR, QUES], "expected headings, questions and replies; got #text", "Bare words"),
        ([QUES.replace("@.294001.q0", "x"), REPLY], "id: expected an id like", "slipways.\nholding answer"),
        ([QUES.replace("294001", "29/4"), REPLY], "id: expected an id like", "slipways"),
        ([QUES, REPLY.replace('code="2009-10-20"', 'code="20th"')], "holdingdate: expected a day", "slipways"),
    ],
)
def test_what_is_no_exchange_is_unread_with_its_words(elements: list[str], reason: str, words: str) -> None:
    said = [one for one in parsed(page(*elements)) if isinstance(one, Unread)]
    assert len(said) == 1 and said[0].reason.startswith(reason), said
    assert words in said[0].excerpt and said[0].place.startswith("line ")


def test_a_number_that_could_not_be_an_address_is_unread() -> None:
    (said,) = parsed(MODERN.replace(b'"160001"', b'"16/1"'))
    assert isinstance(said, Unread) and "expected an id like" in said.reason


def test_words_outside_paragraphs_and_a_second_reply_are_kept() -> None:
    second = SHORT.replace("Tom Quill", "Una Rask")
    (said, *_) = observed(page(QUES.replace("</ques>", "And by whom?</ques>"), SHORT, second))
    assert said.plain.endswith("slipways.\nAnd by whom?")
    assert said.answer is not None and said.answer.text is not None
    assert said.answer.text.plain.count("I refer the hon. Members") == 2
    assert said.leftover is not None and said.leftover["replies"][0]["speakername"] == "Una Rask"


LAUGHS = '<!ENTITY a "hahaha"><!ENTITY b "&a;&a;">'


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (WHOLE[:-20], "expected whole XML; got"),
        (WHOLE.replace(b"&pound;", b"&nbsp;"), "expected whole XML; got undefined entity"),
        (page(doctype=DOCTYPE.replace('<!ENTITY pound "&#163;">', LAUGHS)), "expected entities that name one"),
        (page(doctype=DOCTYPE.replace('"&#163;"', 'SYSTEM "file:///x"')), "expected entities that name one character"),
        (page(doctype=DOCTYPE.replace("pound", "% pound")), "expected entities that name one character"),
        (page(QUES, doctype='<!DOCTYPE p SYSTEM "http://x.example/p.dtd">\n').replace(b"(a)", b"&what;"),
         "expected entities that are declared"),
        (page("<a>" * 90 + "</a>" * 90), "expected elements at most 60 deep"),
        (page(doctype='<?xml version="1.0" encoding="klingon"?>'), "expected "),
        (page(doctype='<?xml version="1.0" encoding="gb2312"?>'), "expected "),
        (page("caf\u00e9", doctype='<?xml version="1.0" encoding="utf-8"?>'), "whole XML; got not well-formed"),
    ],
)  # fmt: skip
def test_damaged_or_hostile_pages_are_refused_before_anything_is_said(document: bytes, message: str) -> None:
    said = theyworkforyou.parse(document, "page.xml")
    with pytest.raises(UnreadableInput) as refused:
        next(said)
    assert message in str(refused.value) and str(refused.value).startswith("page.xml")


def test_it_is_recognised_by_its_ids() -> None:
    assert all(map(theyworkforyou.recognises, (WHOLE, HOLYROOD, MODERN)))
    assert not theyworkforyou.recognises(
        b"<publicwhip><speech id='uk.org.publicwhip/debate/2009-10-26.1.1'/></publicwhip>"
    )


REAL_PAGES = [
    *(f"wrans/answers2009-10-{day}{letter}" for day, letters in ((26, "abcdef"), (27, "abc")) for letter in letters),
    *(f"lordswrans/lordswrans2009-10-{day}a" for day in (26, 27)),
    *(f"sp-written/spwa2009-10-{day}" for day in (26, 27)),
]


@pytest.mark.parametrize("name", REAL_PAGES)
def test_a_real_page_is_read_whole(name: str) -> None:
    path = real(f"data/theyworkforyou/{name}.xml")
    document = path.read_bytes()
    root = ElementTree.fromstring(document)
    said = observed(document, str(path))
    asked = [one for one in said if not one.unlisted]
    numbered = sum(max(1, sum("qnum" in p.attrib for p in ques.iter("p"))) for ques in root.iter("ques"))
    assert len(asked) == numbered == len({one.id for one in asked})
    assert all(one.house and one.uin and one.text and one.asker and one.answer and one.answer.text for one in asked)
    assert all(one.said[:10] == path.stem[-11:].rstrip("abcdef")[-10:] for one in said)
    words = {word for one in asked for word in f"{one.plain} {one.answer.text.plain}".split() if one.answer.text}  # type: ignore[union-attr]
    published = {word for tag in ("ques", "reply") for item in root.iter(tag) for word in _words(item)}
    assert published <= {*words, ""}


def _words(item: ElementTree.Element) -> list[str]:
    """The words of an element, where neither inline marks nor line breaks part or join them."""
    if item.find(".//br") is not None or item.find(".//td") is not None:
        return []
    return " ".join("".join(item.itertext()).split()).split()


def test_the_real_editions_of_a_day_meet() -> None:
    folder = real("data/theyworkforyou/wrans")
    editions = {path.stem[-1]: observed(path.read_bytes(), path.name) for path in sorted(Path(folder).glob("*26?.xml"))}
    asked = {letter: {one.id for one in said if not one.unlisted} for letter, said in editions.items()}
    assert [len(asked[letter]) for letter in "abcdef"] == [1, 0, 0, 4, 112, 500]
    assert set().union(*asked.values()) == asked["f"]  # each that changed is found again in the last edition
    assert sum(one.unlisted for said in editions.values() for one in said) == 3


@given(st.data())
def test_damaged_bytes_raise_nothing_but_our_errors_and_lose_no_number(data: st.DataObject) -> None:
    document = bytearray(WHOLE)
    for at in data.draw(st.lists(st.integers(0, len(document) - 1), max_size=4)):
        document[at] = data.draw(st.integers(0, 255))
    try:
        said = parsed(bytes(document))
    except InputError:
        return
    words = " ".join(one.excerpt if isinstance(one, Unread) else f"{one.text} {one.answer}" for one in said)
    root = ElementTree.fromstring(bytes(document))
    for paragraph in root.iter("p"):
        for word in "".join(paragraph.itertext()).split():
            assert word in words or repr(word)[1:-1] in words, word
