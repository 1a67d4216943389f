"""The older Linked Data API: golden items, its shapes, and the real page of 1,000."""

import gzip
import json
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.errors import InputError, UnreadableInput
from answerable.model.observation import Observation, Unread
from answerable.model.people import Body, Member
from answerable.model.question import Attachment, Grouped
from answerable.sources import linked_data
from tests.shared import real
from tests.sources.linked_data.items import answer, corrected_answer, item

REAL = "data/linked-data-api/answeredquestions-2014.json.gz"


def parsed(*items: Any) -> list[Observation | Unread]:
    return list(linked_data.parse(json.dumps({"result": {"items": items}}).encode(), "a.json"))


def only(item_: Any) -> Observation:
    (observed,) = parsed(item_)
    assert isinstance(observed, Observation), observed
    return observed


def test_an_answered_question() -> None:
    said = only(item())
    assert (said.house, said.uin, said.tabled) == ("Commons", "300100", date(2014, 6, 24))
    assert said.asker == Member("uk-9001", "Ms Ida Fenn", None, "Overwater")
    assert said.body == Body("ministry-of-ferries", "Ministry of Ferries", 154)
    assert (said.heading, said.interest) == ("Piers: Repairs", True)
    assert said.plain == "To ask the Minister for Ferries, how many piers were repaired in 2013."
    assert said.grouped == (Grouped("300101"), Grouped("300102"))
    assert said.said == "2014-06-30T11:16:47.0098969Z"
    assert said.answer is not None and said.answer.text is not None
    assert said.answer.text.plain == "Eleven piers were repaired.\nTwo more were closed."
    assert (said.answer.on, said.answer.corrected_on) == (date(2014, 6, 30), None)
    assert said.answer.by == Member("uk-9002", "Mr Tom Quill", None, "Northing")


def test_what_has_no_place_is_left_over() -> None:
    assert only(item(topic={"_value": "piers"})).leftover == {
        "_about": "http://data.parliament.example/resources/70001",
        "tablingMember": "Ida Fenn",
        "title": "Tabled question 2014/15 300100",
        "topic": {"_value": "piers"},
    }


def test_a_question_without_answer() -> None:
    open_ = item(answer=None, date=None, houseId=None, legislature=None)
    said = only(open_ | {"dateTabled": {"_value": "2014-06-24"}, "AnswerDate": {"_value": "2014-07-01"}})
    assert (said.house, said.tabled, said.for_answer) == ("Commons", date(2014, 6, 24), date(2014, 7, 1))
    assert said.unanswered and said.answer is None and said.said == ""


def test_a_correction_is_told_as_two_versions() -> None:
    earlier, now = parsed(item(answer=corrected_answer()))
    assert isinstance(earlier, Observation) and isinstance(now, Observation)
    assert earlier.answer is not None and now.answer is not None and earlier.said < now.said
    assert earlier.answer.text is not None and earlier.answer.text.plain == "Eleven piers were repaired."
    assert earlier.answer.corrected_on is None and earlier.answer.attachments is not None
    assert earlier.answer.attachments[0].title == "Piers"
    assert now.answer.text is not None and now.answer.text.plain == "Nine piers were repaired."
    assert "<del" in now.answer.text.published  # what was published stays as it was
    assert now.answer.original == earlier.answer.text
    assert now.answer.corrected_on == date(2014, 8, 28)
    assert now.answer.by == Member("uk-9002", "Mr Tom Quill", None, "Northing")
    assert now.answer.corrected_by == Member("uk-9003", "Una Rask", None, "Northing")


def test_the_words_of_an_earlier_version_are_believed_before_the_marks() -> None:
    previous = {"_about": "http://x.example/previousversion/5", "answerText": {"_value": "<p>Eleven, I think.</p>"}}
    earlier, now = parsed(item(answer=corrected_answer(previousAnswerVersion=previous)))
    assert isinstance(earlier, Observation) and earlier.answer and earlier.answer.text
    assert isinstance(now, Observation) and now.answer and now.answer.original
    assert earlier.answer.text.plain == now.answer.original.plain == "Eleven, I think."


def test_attachments_in_either_shape() -> None:
    base = "http://data.parliament.example/resources/70001/answer/attachment"
    expected = (Attachment("Piers", f"{base}/1", "xls"), Attachment("Docks", f"{base}/2", "pdf"))
    listed = [
        {"_about": f"{base}/1", "fileName": {"_value": "p.xls"}, "title": "Piers"},
        {"_about": f"{base}/2", "fileName": {"_value": "d.PDF"}, "title": "Docks"},
    ]
    columns = {
        "_about": [f"{base}/1", f"{base}/2"],
        "fileName": {"_value": ["p.xls", "d.PDF"]},
        "title": ["Piers", "Docks"],
    }
    for shape in (listed, columns):
        said = only(item(answer=answer(attachment=shape)))
        assert said.answer is not None and said.answer.attachments == expected
        assert said.leftover is not None
        assert said.leftover["answer"] == {"attachment": [{"fileName": "p.xls"}, {"fileName": "d.PDF"}]}


FERRIES = "Ministry of Ferries"


@pytest.mark.parametrize(
    "value", [FERRIES, {"_value": FERRIES}, [{"_value": FERRIES}], {"_value": [FERRIES]}, [FERRIES]]
)
def test_a_value_may_be_wrapped_in_any_way(value: Any) -> None:
    said = only(item(AnsweringBody=value))
    assert said.body is not None and said.body.name == "Ministry of Ferries"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"uin": None}, "uin, date: expected a number such as 77123 or HL1234 and a day"),
        ({"date": None}, "uin, date: expected a number such as 77123 or HL1234 and a day"),
        ({"date": "June"}, "date: expected a day like 2023-12-01"),
        ({"uin": "a/b", "houseId": "1"}, "expected an id like"),
        ({"houseId": "3", "legislature": None}, "houseId: expected 1 (Commons) or 2 (Lords)"),
        ({"houseId": "2"}, "houseId: expected 1 (Commons) or 2 (Lords)"),
        ({"uin": "X1", "houseId": None, "legislature": None}, "houseId: expected 1 (Commons) or 2 (Lords)"),
        ({"answeringDeptId": "six"}, "answeringDeptId: expected a number"),
        ({"questionText": ["one", "two"]}, "questionText: expected one value"),
        ({"questionText": {"words": "x"}}, "questionText: expected a text or a number"),
        ({"registeredInterest": "perhaps"}, "registeredInterest: expected true or false"),
        ({"tablingMember": "Ida Fenn"}, "tablingMember: expected an object"),
        ({"tablingMember": {"_about": "nowhere"}}, "_about: expected an address that ends in a number"),
        ({"tablingMember": [{"_about": "m/1"}, {"_about": "m/2"}]}, "tablingMember: expected one Member"),
        ({"answer": [{}, {}]}, "answer: expected one answer"),
        ({"answer": {"attachment": {"_about": ["a", "b"], "title": ["c"]}}}, "title: expected 2 values"),
    ],
)
def test_an_item_that_cannot_be_read_is_kept_with_its_reason(changed: dict[str, Any], reason: str) -> None:
    unread, after = parsed(item(**changed), item())
    assert isinstance(unread, Unread) and unread.reason.startswith(reason), unread
    assert unread.place == "record 1" and unread.excerpt
    assert isinstance(after, Observation)


def test_bare_items_and_lines_of_them_are_read_too() -> None:
    alone = json.dumps(item()).encode()
    two = json.dumps([item(), item(uin="300101")]).encode()
    lines = alone + b"\n\nnot JSON\n" + alone + b"\n"
    assert [len(list(linked_data.parse(document, "a"))) for document in (alone, two)] == [1, 2]
    assert [said.place for said in linked_data.parse(lines, "a", first_line=10)] == ["line 10", "line 12", "line 13"]


def test_broken_json_is_refused() -> None:
    with pytest.raises(UnreadableInput, match=r"a\.json: expected whole JSON"):
        list(linked_data.parse(json.dumps({"items": [item()]}).encode()[:-9], "a.json"))


def test_hostile_nesting_is_refused_or_unread() -> None:
    with pytest.raises(UnreadableInput, match="expected whole JSON"):
        list(linked_data.parse(b'{"hansardHeading":' * 100_000, "a.json"))
    (said,) = linked_data.parse(b'[{"uin":' + b"[" * 500 + b"]" * 500 + b"}]", "a.json")
    assert isinstance(said, Unread)


def test_it_is_recognised_by_its_own_names() -> None:
    assert linked_data.recognises(json.dumps([item()]).encode())
    assert not linked_data.recognises(b'{"questionText": "Which?", "uin": "1"}')
    assert not linked_data.recognises(b'<p>"hansardHeading"</p>')


def test_the_real_page_is_read_whole() -> None:
    document = gzip.decompress(real(REAL).read_bytes())
    items = json.loads(document)["items"]
    assert linked_data.recognises(document[:65536])
    said = list(linked_data.parse(document, "real"))
    assert [one for one in said if isinstance(one, Unread)] == []
    observed = [one for one in said if isinstance(one, Observation)]
    now = [one for one in observed if not one.place.endswith("earlier version")]
    assert [one.uin for one in now] == [one["uin"] for one in items]
    assert len({str(one.question_id) for one in now}) == len(items) == 1000
    assert all(one.text and one.answer and one.answer.text and one.asker and one.body for one in now)
    assert len(observed) - len(now) == sum("previousAnswerVersion" in one["answer"] for one in items) == 8
    assert sum(one.answer.corrected_on is not None for one in now if one.answer) == 8
    assert sum(one.answer.original is not None for one in now if one.answer) == 6
    assert sum(len(one.grouped or ()) for one in now) == sum(
        len(one["answer"].get("groupedQuestionUIN", {"_value": []})["_value"]) for one in items
    )
    left = Counter(name for one in now for name in one.leftover or {})
    assert set(left) == {"_about", "answer", "tablingMember"}


@given(st.data())
def test_damaged_bytes_raise_nothing_but_our_errors_and_every_item_is_accounted_for(data: st.DataObject) -> None:
    document = bytearray(json.dumps([item(answer=corrected_answer()), item(answer=answer(attachment=[]))]).encode())
    for at in data.draw(st.lists(st.integers(0, len(document) - 1), max_size=6)):
        document[at] = data.draw(st.integers(0, 255))
    try:
        said = list(linked_data.parse(bytes(document), "x"))
    except InputError:
        return
    value = json.loads(bytes(document).decode("utf-8", "surrogateescape"))
    assert {one.place.split(",")[0] for one in said} == {f"record {n}" for n in range(1, len(value) + 1)}


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["_about", "_value", "title"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(ANYTHING, st.sampled_from(sorted(item() | answer())))
def test_any_field_may_hold_anything(value: Any, name: str) -> None:
    said = parsed(item(**{name: value}), item(answer=answer(**{name: value})))
    assert {one.place for one in said} == {"record 1", "record 2"}
