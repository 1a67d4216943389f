"""The official service's JSON: every shape, every field, and which texts are clipped."""

import gzip
from collections import Counter
from datetime import date
from typing import Any

import msgspec
import pytest

from answerable.errors import UnreadableInput
from answerable.model.observation import Observation, Unread
from answerable.model.people import Body, Member
from answerable.model.question import Answer, Attachment, Grouped
from answerable.sources.uk_parliament import parse, recognises
from tests.shared import real

QUESTION = "To ask the Secretary of State for Rivers, how many weirs were inspected in 2024."
REPLY = "<p>The Department inspected 41 weirs.</p>"


def record(**fields: Any) -> dict[str, Any]:
    """All fields of the specification, as the service fills them for an unanswered question."""
    return {
        "id": 901, "askingMemberId": 4001, "askingMember": None, "house": "Commons", "memberHasInterest": False,
        "dateTabled": "2024-03-04T00:00:00", "dateForAnswer": "2024-03-06T00:00:00", "uin": "1201",
        "questionText": QUESTION, "answeringBodyId": 31, "answeringBodyName": "Department for Rivers",
        "isWithdrawn": False, "isNamedDay": True, "groupedQuestions": [], "answerIsHolding": None,
        "answerIsCorrection": None, "answeringMemberId": None, "answeringMember": None, "correctingMemberId": None,
        "correctingMember": None, "dateAnswered": None, "answerText": None, "originalAnswerText": "",
        "comparableAnswerText": "", "dateAnswerCorrected": None, "dateHoldingAnswer": None, "attachmentCount": 0,
        "heading": "Weirs", "attachments": [], "groupedQuestionsDates": [],
    } | fields  # fmt: skip


def answered(words: str = REPLY, **fields: Any) -> dict[str, Any]:
    said = {"answerText": words, "dateAnswered": "2024-03-06T00:00:00", "answerIsHolding": False}
    return record(**(said | {"answeringMemberId": 4002, "answerIsCorrection": False} | fields))


def read(*values: Any) -> list[Observation | Unread]:
    """What is read of values, each on a line of its own."""
    return list(parse(b"\n".join(msgspec.json.encode(value) for value in values), "weirs.json"))


def one(value: Any) -> Observation:
    (found,) = read(value)
    assert isinstance(found, Observation), found
    return found


def unread(value: Any) -> str:
    (found,) = read(value)
    assert isinstance(found, Unread)
    return f"{found.place}: {found.reason}"


def test_an_unanswered_question_says_all_that_the_record_says() -> None:
    said = one(record())
    assert said.text and said.text.plain == QUESTION
    assert msgspec.structs.replace(said, text=None) == Observation(
        source="uk-parliament", place="record 1", official=901, house="Commons", uin="1201", tabled=date(2024, 3, 4),
        for_answer=date(2024, 3, 6), named_day=True, interest=False, asker=Member("uk-4001"),
        body=Body("department-for-rivers", "Department for Rivers", 31), heading="Weirs", grouped=(), withdrawn=False,
        unanswered=True,
    )  # fmt: skip
    assert str(said.question_id) == "uk-commons/2024-03-04/1201"


def test_every_field_of_an_answer_is_taken() -> None:
    member = {"id": 4002, "listAs": "Quill, Tom", "name": "Tom Quill", "party": "Reed", "partyColour": "00ff00",
              "partyAbbreviation": "R", "memberFrom": "Nether Wallow", "thumbnailUrl": "https://p.example",
              "isPeer": True}  # fmt: skip
    said = one(
        answered(
            house="Lords", uin="HL77", answeringMember=member, correctingMemberId=4003, answerIsCorrection=True,
            dateAnswerCorrected="2024-04-01T00:00:00", originalAnswerText="<p>None.</p>",
            dateHoldingAnswer="2024-03-05T00:00:00", attachmentCount=1,
            attachments=[{"url": "https://f.example/1", "title": "Weirs", "fileType": "pdf", "fileSizeBytes": 9}],
            groupedQuestions=["1202", "1203"],
            groupedQuestionsDates=[{"questionUin": "1203", "dateTabled": "2024-03-04T00:00:00"}],
            comparableAnswerText="<p><ins>41</ins></p>",
        )
    )  # fmt: skip
    answer = said.answer
    assert answer and answer.text and answer.original
    assert (answer.text.published, answer.text.plain) == (REPLY, "The Department inspected 41 weirs.")
    assert answer.original.plain == "None."
    assert msgspec.structs.replace(answer, text=None, original=None) == Answer(
        on=date(2024, 3, 6), by=Member("uk-4002", "Tom Quill", "Reed", "Nether Wallow"),
        corrected_on=date(2024, 4, 1), corrected_by=Member("uk-4003"),
        attachments=(Attachment("Weirs", "https://f.example/1", "pdf", 9),),
    )  # fmt: skip
    assert (said.house, said.uin, said.holding_on, said.unanswered) == ("Lords", "HL77", date(2024, 3, 5), False)
    assert said.grouped == (Grouped("1203", date(2024, 3, 4)), Grouped("1202"))
    assert said.leftover == {"comparableAnswerText": "<p><ins>41</ins></p>", "answeringMember.isPeer": True}


@pytest.mark.parametrize(
    ("fields", "leftover"),
    [
        ({"newField": [1]}, {"newField": [1]}),
        ({"newFlag": False}, {"newFlag": False}),
        ({"answerIsHolding": True}, {"answerIsHolding": True}),
        ({"answeringMemberId": 4002}, {"answeringMemberId": 4002}),
        ({"attachmentCount": 2}, {"attachmentCount": 2}),
        ({"answeringBodyName": ""}, {"answeringBodyId": 31}),
        ({"dateTabled": "2024-03-04T14:30:00"}, {"dateTabled": "2024-03-04T14:30:00"}),
        ({"askingMember": {"id": 77, "name": "Ida Fenn"}}, {"askingMember.id": 77}),
        ({"groupedQuestionsDates": [{"questionUin": "1", "n": 2}]}, {"groupedQuestionsDates[0].n": 2}),
    ],
)  # fmt: skip
def test_what_has_no_place_is_left_over(fields: dict[str, Any], leftover: dict[str, Any]) -> None:
    assert one(record(**fields)).leftover == leftover


def test_of_an_answer_too_what_has_no_place_is_left_over() -> None:
    assert one(answered(attachmentCount=2)).leftover == {"attachmentCount": 2}
    assert one(answered(answerIsCorrection=True)).leftover == {"answerIsCorrection": True}
    file = {"url": "u", "title": "t", "fileType": None, "fileSizeBytes": 0, "pages": 3}
    assert one(answered(attachments=[file], attachmentCount=1)).leftover == {"attachments[0].pages": 3}
    assert one({"value": answered(), "links": [], "etag": "x1"}).leftover == {"etag": "x1"}
    assert one(answered()).leftover is None


def marks(value: Any, lines: int = 1) -> tuple[bool, bool]:
    said = read(*[value] * lines)[0]
    assert isinstance(said, Observation) and said.text and said.answer and said.answer.text
    return said.text.clipped, said.answer.text.clipped


CLIPPED = {"questionText": "q" * 255, "answerText": "a" * 255 + "..."}
SINGLE = {"value": answered(**CLIPPED), "links": []}
PROOFS: list[tuple[Any, int, tuple[bool, bool]]] = [
    # value, on how many lines, (question, answer) marked as clipped
    (answered(**CLIPPED), 1, (True, True)),
    ([SINGLE], 1, (True, True)),
    ({"totalResults": 1, "results": [SINGLE]}, 1, (True, True)),
    ({"list": answered(**CLIPPED), "snapshot": "2024-10-30"}, 1, (True, True)),
    ({"value": answered(**CLIPPED), "snapshot": "2024-10-30"}, 1, (True, True)),
    ({"id": 901, "versions": [{"value": answered(**CLIPPED), "snapshot": "2024-10-30"}]}, 1, (True, True)),
    (SINGLE, 1, (False, False)),
    (SINGLE, 2, (True, True)),
    ({"value": answered(**CLIPPED), "whole": True}, 1, (False, False)),
    ({"value": answered(**CLIPPED), "whole": True}, 2, (False, False)),
    ({"value": answered(**CLIPPED), "links": [], "snapshot": "2024-10-30", "whole": True}, 2, (False, False)),
    ({"value": answered(**CLIPPED), "whole": False}, 2, (True, True)),
    ({"id": 901, "versions": [{"value": answered(**CLIPPED), "whole": True}]}, 2, (False, False)),
    (answered("a" * 254 + "...", questionText="q" * 254), 1, (False, False)),
    (answered("a" * 258, questionText="q" * 255), 1, (True, False)),
    (answered("a" * 259, questionText="q" * 255), 1, (False, False)),
    (answered("a" * 255 + "...", questionText="q" * 256), 1, (False, False)),
    (answered("<p>a</p>", questionText="q" * 255), 1, (False, False)),
    (answered("a" * 255 + "...", attachments=[{"url": "u", "title": "t"}]), 1, (False, False)),
]


@pytest.mark.parametrize(("value", "lines", "expected"), PROOFS)
def test_texts_of_the_list_are_marked_as_clipped_and_whole_ones_are_not(
    value: Any, lines: int, expected: tuple[bool, bool]
) -> None:
    assert marks(value, lines) == expected


def test_a_single_question_is_whole_however_it_is_laid_out() -> None:
    data = msgspec.json.encode(SINGLE)
    for laid in (data, data + b"\n", b"\xef\xbb\xbf" + data, msgspec.json.format(data, indent=2) + b"\n"):
        (said,) = parse(laid, "one.json")
        assert isinstance(said, Observation) and said.text and not said.text.clipped


def test_only_a_whole_record_says_that_there_are_no_attachments() -> None:
    for value, attachments in ((answered("None."), None), ({"value": answered("None."), "links": []}, ())):
        answer = one(value).answer
        assert answer and answer.attachments == attachments


def test_a_record_kept_with_its_day_tells_when_it_was_said() -> None:
    assert one({"value": record(), "snapshot": "2024-10-30"}).said == "2024-10-30"
    assert one({"list": record(), "snapshot": "2024-10-30T09:15:00Z"}).said == "2024-10-30T09:15:00Z"
    assert one(record()).said == ""


def test_places_name_line_record_and_version() -> None:
    kept = {"id": 901, "versions": [{"value": record()}, {"value": record()}]}
    assert [said.place for said in read(record(), [record(), 5], kept)] == [
        "line 1", "line 2, record 1", "line 2, record 2", "line 3, version 1", "line 3, version 2",
    ]  # fmt: skip
    later = parse(msgspec.json.encode(record()) + b"\n{}\n", "weirs", first_line=40)
    assert [said.place for said in later] == ["line 40", "line 41"]
    (last,) = parse(msgspec.json.encode(record()), "weirs", first_line=99)
    assert last.place == "line 99"


UNREAD = [
    ({"id": 1, "questionText": "q", "heading": "h"},
     "record 1: house, dateTabled, uin: expected these, which together name a question; "
     'got ["id","questionText","heading"]'),
    (record(uin=None), "record 1: uin: expected a number such as 77123 or HL1234; got null"),
    (record(uin=1201), "record 1: uin: expected text; got 1201"),
    (record(uin="12/01"), "record 1: expected an id like"),
    (record(house="Bicameral"), 'record 1: house: expected Commons or Lords; got "Bicameral"'),
    (record(house="Scotland"), 'record 1: house: expected Commons or Lords; got "Scotland"'),
    (record(dateTabled="4 March 2024"), 'record 1: dateTabled: expected a day like 2023-12-01; got "4 March 2024"'),
    (record(dateTabled="2024-02-30T00:00:00"), "record 1: dateTabled: expected a day like 2023-12-01"),
    (record(dateTabled="20240304"), "record 1: dateTabled: expected a day like 2023-12-01"),
    (record(dateForAnswer="2024-W10-1"), "record 1: dateForAnswer: expected a day like 2023-12-01"),
    (record(dateTabled=None), "record 1: dateTabled: expected a day; got null"),
    (record(id="901"), 'record 1: id: expected a whole number; got "901"'),
    (record(id=2**63), "record 1: id: expected a number from 0 to 9223372036854775807; got 9223372036854775808"),
    (record(id=-1), "record 1: id: expected a number from 0 to"),
    (record(id=True), "record 1: id: expected a whole number; got true"),
    (record(isNamedDay=1), "record 1: isNamedDay: expected true or false; got 1"),
    (record(groupedQuestions=[1202]), "record 1: groupedQuestions: expected numbers such as 77123, as text; got 1202"),
    (record(groupedQuestionsDates=[7]), "record 1: groupedQuestionsDates: expected a list of records; got 7"),
    (record(groupedQuestionsDates=[{}]), "record 1: groupedQuestionsDates.questionUin: expected a number; got null"),
    (record(groupedQuestionsDates=[{"questionUin": "1", "dateTabled": "x"}]),
     'record 1: groupedQuestionsDates[0].dateTabled: expected a day like 2023-12-01; got "x"'),
    (record(askingMember={"name": 5}), "record 1: askingMember.name: expected text; got 5"),
    (record(askingMemberId=None, askingMember={"name": "Ida Fenn"}), "record 1: askingMember.id: expected a number"),
    (answered(attachments=[None]), "record 1: attachments: expected a list of records; got null"),
    (answered(attachments=[{"title": 1}]), "record 1: attachments[0].title: expected text; got 1"),
    (answered("<div>" * 500), "record 1: expected markup nested at most 256 deep; got deeper"),
    ({"value": None, "links": []}, "record 1: value: expected a question's fields; got null"),
    ({"value": record(), "snapshot": "yesterday"}, "record 1: snapshot: expected a day or time like 2024-10-30"),
    ({"value": record(), "snapshot": "20241030"}, "record 1: snapshot: expected a day or time like 2024-10-30"),
    ({"value": record(), "whole": "yes"}, 'record 1: whole: expected true or false; got "yes"'),
    ([None], "record 1: record: expected a question's fields; got null"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), UNREAD)
def test_a_record_that_cannot_be_read_is_kept_with_its_reason(value: Any, expected: str) -> None:
    assert unread(value).startswith(expected)


def test_one_bad_line_spoils_no_other() -> None:
    good = msgspec.json.encode(record())
    data = b"\n".join([good, b'{"value": ', b"\xff\xfe", b'["' + b"[" * 50_000, b"[" * 50_000, b"", good])
    kinds = [(type(said).__name__, said.place) for said in parse(data, "weirs")]
    assert kinds == [
        ("Observation", "line 1"), ("Unread", "line 2"), ("Unread", "line 3"), ("Unread", "line 4"),
        ("Unread", "line 5"), ("Observation", "line 7"),
    ]  # fmt: skip
    reasons = [said.reason for said in parse(data, "weirs") if isinstance(said, Unread)]
    assert all(reason.startswith("expected a line of JSON; got one that breaks: ") for reason in reasons)
    assert reasons[3].endswith("it nests too deep")


def test_a_later_slice_may_begin_with_a_bad_line() -> None:
    data = b"oops\n" + msgspec.json.encode(record()) + b"\n"
    assert [type(said).__name__ for said in parse(data, "weirs", first_line=300)] == ["Unread", "Observation"]


@pytest.mark.parametrize("data", [b"[{", b"{", b'{"results": [', b"[" * 100_000, b'{"questionText": "\xff"}'])
def test_a_document_that_breaks_off_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"weirs\.json: expected whole JSON; got JSON that breaks: "):
        list(parse(data, "weirs.json"))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'{"id": 1, "questionText": "q"}', True),
        (b'\xef\xbb\xbf [ {"value": {"questionText" : null', True),
        (b'{"totalResults": 0, "results": []}', True),
        (b'{"totalResults": 3, "results": [{"value": {"memberRole": "m"}}]}', False),
        (b'{"question_id": "page/0123456789abcdef", "questionText": "q"}', False),
        (b'{"house": "Commons", "questionText": "q", "question_id" : "page/0123456789abcdef"}', False),
        (b'{"about": "\\"questionText\\": is a field"}', False),
        (b'<html>{"questionText": 1}', False),
        (b"", False),
    ],
)
def test_recognises_the_service_by_its_own_field(head: bytes, expected: bool) -> None:
    assert recognises(head) is expected


def test_words_alone_are_of_the_number_they_name() -> None:
    said = one({"id": 901201, "questionText": "To ask, how many weirs there are.", "answerText": None})
    assert (said.official, said.plain, said.answer) == (901201, "To ask, how many weirs there are.", None)
    assert said.only_words and not said.unanswered
    assert "id: expected a whole number" in unread({"id": "901201", "questionText": "How many?", "answerText": ""})
    assert "id: expected the service's number" in unread({"id": None, "questionText": "How many?", "answerText": ""})


def test_nothing_found_is_no_error() -> None:
    assert list(parse(b'{"totalResults": 0, "results": []}', "none")) == []


FIGURES = {
    "list/2023-12.json.gz": {"questions": 2989, "clipped": 840, "answers": 2989, "answers clipped": 2382},
    "list/2024-08.json.gz": {"questions": 1004, "clipped": 223, "answers": 1004, "answers clipped": 869},
    "questions.jsonl.gz": {"questions": 18421, "clipped": 4364, "answers": 13775, "answers clipped": 11421},
    "history.jsonl.gz": {"questions": 19097, "clipped": 4639, "answers": 4996, "answers clipped": 4199},
    "fulltext.jsonl.gz": {"questions": 24402, "clipped": 0, "answers": 24386, "answers clipped": 0},
}


@pytest.mark.parametrize("name", FIGURES)
def test_real_records_are_read_with_nothing_left_over(name: str) -> None:
    counted: Counter[str] = Counter()
    for said in parse(gzip.decompress(real(f"data/uk-api/{name}").read_bytes()), name):
        if isinstance(said, Unread):
            counted["unread"] += 1
            continue
        counted["questions"] += 1
        counted["clipped"] += bool(said.text and said.text.clipped)
        counted["answers"] += said.answer is not None
        counted["answers clipped"] += bool(said.answer and said.answer.text and said.answer.text.clipped)
        assert said.leftover is None
    assert counted == FIGURES[name]


def test_no_real_text_that_goes_on_is_taken_for_whole() -> None:
    whole = {}
    for line in gzip.decompress(real("data/uk-api/fulltext.jsonl.gz").read_bytes()).splitlines():
        told = msgspec.json.decode(line)
        whole[told["id"]] = told["questionText"]
    data = gzip.decompress(real("data/uk-api/questions.jsonl.gz").read_bytes())
    known = [said for said in parse(data, "questions") if isinstance(said, Observation) and said.official in whole]
    going_on = [
        said for said in known
        if said.text and len(whole[said.official]) > len(said.plain) and whole[said.official].startswith(said.plain)
    ]  # fmt: skip
    assert len(going_on) == 4274
    assert all(said.text and said.text.clipped for said in going_on)


def test_every_field_of_the_specification_is_taken_or_left_over() -> None:
    spec = msgspec.json.decode(real("data/uk-api/spec/writtenquestions.json").read_bytes())["components"]["schemas"]
    assert set(record()) == set(spec["QuestionsViewModel"]["properties"])


def test_a_kept_record_may_say_that_the_service_no_longer_shows_it() -> None:
    assert one({"value": record(), "snapshot": "2024-06-01", "unlisted": True}).unlisted
    assert not one({"value": record(), "snapshot": "2024-06-01"}).unlisted
    assert "unlisted: expected true or false" in unread({"value": record(), "unlisted": "yes"})
