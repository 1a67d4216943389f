"""Our own export read back: nothing lost on the way, and a line that is wrong says in which field."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.errors import UnreadableInput
from answerable.model.observation import Observation, Unread
from answerable.model.people import body_of_name, member_of_name, member_of_number
from answerable.model.question import Answer, Attachment, Grouped, Question
from answerable.model.text import Block, Link, Text
from answerable.record.merge import merge
from answerable.sources.jsonlines import parse, recognises
from answerable.sources.jsonlines.shape import COLUMNS, to_line, to_row
from answerable.sources.markup import text_of

WORDS = st.text(min_size=1, max_size=30)
DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))
MARKUP = st.lists(
    st.sampled_from(["<p>", "</p>", "weir ", "a & b", "&amp;", "<ul><li>", "\n", "<a href='u'>x</a>", "<td>", "é"]),
    max_size=9,
).map("".join)  # fmt: skip
PUBLISHED = st.builds(text_of, st.one_of(MARKUP, WORDS), clipped=st.booleans())
# Texts whose blocks do not follow from what was published, as a saved page of HTML gives them.
SHOWN = st.builds(
    Text,
    st.lists(st.builds(Block, WORDS, st.sampled_from(["paragraph", "item", "table"])), max_size=3).map(tuple),
    st.lists(st.builds(Link, st.integers(0, 9), st.integers(0, 9), WORDS), max_size=2).map(tuple),
    st.none() | WORDS,
    st.booleans(),
)
TEXTS = st.none() | PUBLISHED | SHOWN
MEMBERS = st.none() | st.one_of(
    st.builds(member_of_number, st.integers(1, 10**6), st.none() | WORDS, st.none() | WORDS, st.none() | WORDS),
    st.builds(member_of_name, WORDS, st.none() | WORDS, st.none() | WORDS),
)
BODIES = st.none() | st.builds(body_of_name, WORDS.filter(str.strip), st.none() | st.integers(1, 999))
UINS = st.from_regex(r"(HL)?[0-9]{1,6}", fullmatch=True)
ATTACHMENTS = st.builds(Attachment, WORDS, WORDS, st.none() | WORDS, st.none() | st.integers(0, 10**9))
ANSWERS = st.builds(
    Answer,
    text=TEXTS, on=st.none() | DAYS, by=MEMBERS, role=st.none() | WORDS, holding=st.booleans(),
    corrected_on=st.none() | DAYS, corrected_by=MEMBERS, original=TEXTS,
    attachments=st.none() | st.lists(ATTACHMENTS, max_size=2).map(tuple),
)  # fmt: skip
OBSERVATIONS = st.builds(
    Observation,
    source=st.sampled_from(["uk-parliament", "page"]), official=st.none() | st.integers(0, 2**62),
    house=st.sampled_from([None, "Commons", "Lords", "Scotland"]), uin=st.none() | UINS, tabled=st.none() | DAYS,
    for_answer=st.none() | DAYS, named_day=st.none() | st.booleans(), interest=st.none() | st.booleans(),
    asker=MEMBERS, body=BODIES, addressee=st.none() | WORDS, heading=st.none() | WORDS, text=TEXTS,
    grouped=st.none() | st.lists(st.builds(Grouped, UINS, st.none() | DAYS), max_size=3).map(tuple),
    withdrawn=st.none() | st.booleans(), holding_on=st.none() | DAYS, answer=st.none() | ANSWERS,
    unlisted=st.booleans(),
    also=st.lists(st.sampled_from(["page/0123456789abcdef", "uk-lords/2020-01-02/HL1"]), unique=True).map(tuple),
)  # fmt: skip


def lines(*questions: Question) -> bytes:
    return b"".join(msgspec.json.encode(to_line(question)) + b"\n" for question in questions)


def question(**fields: Any) -> Question:
    said = {"text": text_of("How many weirs?"), "uin": "1201", "house": "Commons", "tabled": date(2024, 3, 4)}
    return merge("uk-commons/2024-03-04/1201", [Observation(source="uk-parliament", **(said | fields))])


def line(**fields: Any) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.json.decode(lines(question()))
    return told | fields


def read(**fields: Any) -> Observation | Unread:
    (found,) = parse(msgspec.json.encode(line(**fields)), "export.jsonl")
    return found


@given(OBSERVATIONS)
@settings(max_examples=300)
def test_what_was_exported_is_read_back_as_the_same_question(said: Observation) -> None:
    exported = merge(str(said.question_id), [said])
    data = lines(exported)
    (back,) = parse(data, "export.jsonl")
    assert isinstance(back, Observation), back
    assert back.leftover is None
    assert back.id == exported.id
    again = merge(back.id, [back])
    assert again == exported
    assert lines(again) == data


@given(st.lists(OBSERVATIONS, min_size=2, max_size=3))
def test_a_merge_of_several_sources_is_read_back_too(said: list[Observation]) -> None:
    exported = merge("page/00112233445566ff", said)
    (back,) = parse(lines(exported), "export.jsonl")
    assert isinstance(back, Observation), back
    again = merge(exported.id, [back])
    # Whether a question was listed is all that its status adds to its fields.
    assert msgspec.structs.replace(again, status=exported.status) == exported


def test_a_line_has_every_column_in_order_and_a_row_all_but_the_blocks() -> None:
    assert tuple(to_line(question(answer=Answer()))) == COLUMNS
    assert tuple(to_row(question())) == tuple(name for name in COLUMNS if name != "shown")


def test_a_row_holds_plain_words_and_flags() -> None:
    row = to_row(
        question(answer=Answer(text=text_of("<p>Nine &amp; more.</p>")), named_day=True, grouped=(Grouped("7"),))
    )
    assert (row["answerText"], row["isNamedDay"], row["dateTabled"]) == ("Nine & more.", "true", "2024-03-04")
    assert row["groupedQuestions"] == '["7"]'


def test_texts_that_follow_from_what_was_published_are_not_shown_twice() -> None:
    assert line()["shown"] == {}
    assert list(msgspec.json.decode(lines(question(text=Text((Block("a", "item"),)))))["shown"]) == ["questionText"]


def test_a_question_no_longer_listed_stays_so() -> None:
    back = read(status="no longer listed")
    assert isinstance(back, Observation) and back.unlisted


def test_unknown_fields_are_left_over() -> None:
    back = read(mood="calm", flag=False, attachments=[{"title": "t", "url": "u", "pages": 3}], answerIsHolding=False,
                attachmentCount=1, answerIsCorrection=False)  # fmt: skip
    assert isinstance(back, Observation)
    assert back.leftover == {"mood": "calm", "flag": False, "attachments[0].pages": 3}


def test_a_line_made_by_hand_may_name_people_without_our_id() -> None:
    by_number, by_name = read(askingMemberId=7, asked_by="Ida Fenn"), read(asked_by="Ida Fenn", party="Reed")
    assert isinstance(by_number, Observation) and by_number.asker == member_of_number(7, "Ida Fenn")
    assert isinstance(by_name, Observation) and by_name.asker == member_of_name("Ida Fenn", "Reed")


WRONG = [
    ({"question_id": "weir"}, "expected an id like"),
    ({"question_id": 7}, "question_id: expected text; got 7"),
    ({"question_id": None}, "expected an id like"),
    ({"id": "7"}, 'id: expected a whole number; got "7"'),
    ({"id": 2**64}, "id: expected a number from 0 to"),
    ({"uin": 7}, "uin: expected text; got 7"),
    ({"uin": "12/01"}, "expected an id like"),
    ({"house": "Moot"}, 'house: expected Commons or Lords or Scotland; got "Moot"'),
    ({"status": "lost"}, "status: expected tabled or holding or"),
    ({"dateTabled": "4 March"}, 'dateTabled: expected a day like 2023-12-01; got "4 March"'),
    ({"dateForAnswer": 5}, "dateForAnswer: expected text; got 5"),
    ({"isNamedDay": "true"}, 'isNamedDay: expected true or false; got "true"'),
    ({"asked_by_id": 5}, "asked_by_id: expected text; got 5"),
    ({"asked_by_id": "uk-5", "askingMemberId": 6}, "askingMemberId: expected the number in asked_by_id, uk-5; got 6"),
    ({"answeringBodyId": "x", "answeringBodyName": "Rivers"}, "answeringBodyId: expected a whole number"),
    ({"questionText": ["q"]}, "questionText: expected text"),
    ({"questionText": "<b>" * 900}, "expected markup nested at most"),
    ({"groupedQuestions": "7"}, "groupedQuestions: expected a list"),
    ({"groupedQuestions": ["7"]}, "groupedQuestionsDates: expected the numbers of groupedQuestions"),
    ({"groupedQuestions": ["7"], "groupedQuestionsDates": [7]}, "groupedQuestionsDates: expected a list of records"),
    ({"groupedQuestionsDates": [{"questionUin": "7"}]}, "groupedQuestionsDates: expected the numbers of"),
    ({"answerText": "Nine."}, "answerIsHolding: expected true or false beside an answer"),
    ({"role": "Minister"}, "answerIsHolding: expected true or false beside an answer"),
    ({"answerIsHolding": False, "attachments": ["x"]}, "attachments: expected a list of records"),
    ({"sources": "page"}, "sources: expected a list"),
    ({"sources": [1]}, "sources: expected a list of names; got 1"),
    ({"also": ["weir"]}, "expected an id like"),
    ({"clipped": [0]}, "clipped: expected a list of names; got 0"),
    ({"shown": {"questionText": 5}}, "shown.questionText: expected a record; got 5"),
    ({"shown": {"questionText": {"blocks": [{"text": 5}]}}}, "shown.questionText: expected blocks of text (Expected"),
    ({"shown": {"questionText": {"blocks": [{"text": "x"}]}}}, "shown.questionText: expected the words of question"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "reason"), WRONG)
def test_a_wrong_field_is_named(fields: dict[str, Any], reason: str) -> None:
    data = lines(question()) + msgspec.json.encode(line(**fields)) + b"\n"
    good, wrong = parse(data, "export.jsonl", first_line=6)
    assert isinstance(good, Observation)
    assert isinstance(wrong, Unread) and wrong.place == "line 7"
    assert wrong.reason.startswith(reason)


def test_lines_that_are_none_of_ours_are_unread() -> None:
    data = lines(question()) + b"[1]\n{}\n{\n\n\xff\n"
    assert [(said.place, said.reason.partition(";")[0]) for said in parse(data, "x") if isinstance(said, Unread)] == [
        ("line 2", "expected an exported question"),
        ("line 3", "expected an id like uk-commons/2025-09-16/77123 or page/3f9c52d01b7ae684"),
        ("line 4", "expected a line of JSON"),
        ("line 6", "expected a line of JSON"),
    ]


@pytest.mark.parametrize("data", [b"[%s]", b"[\n%s\n]", b"{\n%s", b'{"question_id": "page/'])
def test_an_export_arranged_otherwise_is_refused(data: bytes) -> None:
    told = lines(question()).strip()
    with pytest.raises(UnreadableInput, match=r"export\.jsonl: expected an export as it was written, a line of JSON"):
        list(parse(data.replace(b"%s", told), "export.jsonl"))


def test_an_export_is_known_in_any_order_of_its_fields() -> None:
    fields = line()
    for told in (fields, dict(sorted(fields.items())), dict(reversed(fields.items()))):
        for data in (msgspec.json.encode(told), msgspec.json.format(msgspec.json.encode(told), indent=2)):
            assert recognises(data) and recognises(b"\xef\xbb\xbf \n" + data)
    assert not recognises(b'{"questionText": "the field \\"question_id\\": is ours"}')
    assert not recognises(b'question_id,uin\n"question_id":')
