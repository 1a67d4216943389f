"""Tables: headers known and given, cells of every kind, and the real tables whole."""

import csv
import gzip
import io
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.errors import AnswerableError, InputError, UnreadableInput
from answerable.model.observation import Observation, Unread
from answerable.model.people import Body, Member
from answerable.model.question import Attachment, Grouped, Question
from answerable.model.text import plain_text
from answerable.sources import tables
from answerable.sources.jsonlines.shape import COLUMNS, to_row
from answerable.sources.tables import Columns, Tables, read_columns
from answerable.sources.tables.columns import empty_cells, field_called
from tests.shared import real

PUBLIC = (
    "Question_MP,Question_Text,Question_ID,MP_Constituency,Question_Date,Answer_Text,Answer_MP,Answer_Date,Party\n"
    '"Fenn, Ida","To ask the Minister, how many weirs ""leak"".",300100,Overwater,2014-06-24,'
    '"<p>Six.</p>\n<p>Two more seep.</p>","Quill, Tom",2014-06-30,Reed\n'
    "Lord Fenwick,To ask what weirs cost.,HL77,NA,2014-06-25,<p>Little.</p>,Baroness Orme,2014-07-01,Not found\n"
)


def parsed(document: bytes | str, source: Any = tables) -> list[Observation | Unread]:
    return list(source.parse(document.encode() if isinstance(document, str) else document, "t.csv"))


def row(source: Any = tables, **cells: str) -> Observation | Unread:
    """What a table says whose only row has these cells, by header."""
    words = io.StringIO()
    writer = csv.writer(words)
    writer.writerows([cells.keys(), cells.values()])
    (said,) = parsed(words.getvalue(), source)
    return said


def read(source: Any = tables, **cells: str) -> Observation:
    said = row(source, **({"question": "Who knows?"} | cells))
    assert isinstance(said, Observation), said
    return said


def test_a_public_table() -> None:
    first, second = parsed(PUBLIC)
    assert isinstance(first, Observation) and isinstance(second, Observation)
    assert (first.house, first.uin, first.tabled, first.place) == ("Commons", "300100", date(2014, 6, 24), "line 2")
    assert first.asker == Member("fenn-ida", "Fenn, Ida", "Reed", "Overwater")  # as printed
    assert first.plain == 'To ask the Minister, how many weirs "leak".'
    assert first.answer is not None and first.answer.text is not None
    assert first.answer.text.plain == "Six.\nTwo more seep."
    assert (first.answer.on, first.answer.by) == (date(2014, 6, 30), Member("quill-tom", "Quill, Tom"))
    assert (second.house, second.place) == ("Lords", "line 4")
    assert second.asker == Member("lord-fenwick", "Lord Fenwick")  # NA and "Not found" say nothing


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_delimiter_encoding_and_line_end(delimiter: str, encoding: str, end: str) -> None:
    words = io.StringIO()
    writer = csv.writer(words, delimiter=delimiter, lineterminator=end)
    writer.writerows([["uin", "question", "answer"], ["7", "Is the café – or\nthe bar, or both; or | – open?", "Yes"]])
    document = words.getvalue().encode(encoding)
    assert tables.recognises(document)
    (said,) = parsed(document)
    assert isinstance(said, Observation) and said.uin == "7"
    assert said.plain == "Is the café – or\nthe bar, or both; or | – open?"


@pytest.mark.parametrize(
    ("header", "cell", "field", "expected"),
    [
        ("uin", "77123.0", "uin", "77123"),
        ("value.uin", "HL5", "uin", "HL5"),
        ("UIN", "S3W-20001", "house", "Scotland"),
        ("uin", "A7", "house", None),
        ("house", "Lords", "house", "Lords"),
        ("House", "House of Commons", "house", "Commons"),
        ("house", "2", "house", "Lords"),
        ("id", "1679703", "official", 1679703),
        ("date tabled", "2025-09-16T00:00:00", "tabled", date(2025, 9, 16)),
        ("dateTabled", "16/09/2025", "tabled", date(2025, 9, 16)),
        ("dateTabled", "16-09-2025", "tabled", date(2025, 9, 16)),
        ("dateTabled", "16 September 2025", "tabled", date(2025, 9, 16)),
        ("dateTabled", "16 Sep 2025", "tabled", date(2025, 9, 16)),
        ("dateForAnswer", "2025-09-18", "for_answer", date(2025, 9, 18)),
        ("dateHoldingAnswer", "2025-09-18", "holding_on", date(2025, 9, 18)),
        ("isNamedDay", "TRUE", "named_day", True),
        ("isNamedDay", "0", "named_day", False),
        ("memberHasInterest", "yes", "interest", True),
        ("isWithdrawn", "n", "withdrawn", False),
        ("heading", "Weirs", "heading", "Weirs"),
        ("addressee", "The Minister", "addressee", "The Minister"),
        ("askingMemberId", "901", "asker", Member("uk-901")),
        ("asked_by_id", "ida-fenn", "asker", Member("ida-fenn")),
        ("answeringBodyName", "The Weir Office", "body", Body("weir-office", "Weir Office")),
        ("groupedQuestions", '["78001", "78002"]', "grouped", (Grouped("78001"), Grouped("78002"))),
        ("groupedQuestions", "78001, 78002;78003", "grouped", (Grouped("78001"), Grouped("78002"), Grouped("78003"))),
        ("question_id", "uk-lords/2025-09-16/HL7", "id", "uk-lords/2025-09-16/HL7"),
        ("question_id", "77123", "uin", "77123"),
        ("also", '["page/0123456789abcdef"]', "also", ("page/0123456789abcdef",)),
        ("status", "no longer listed", "unlisted", True),
        ("Mood", "glum", "leftover", {"Mood": "glum"}),
        ("party", "Reed", "leftover", {"party": "Reed"}),
        ("role", "Minister for Weirs", "leftover", {"role": "Minister for Weirs"}),
    ],
)
def test_a_cell_by_its_header(header: str, cell: str, field: str, expected: Any) -> None:
    assert getattr(read(**{header: cell}), field) == expected


@pytest.mark.parametrize(
    ("header", "cell", "field", "expected"),
    [
        ("answeringMember", "Tom Quill", "by", Member("tom-quill", "Tom Quill")),
        ("role", "Minister for Weirs", "role", "Minister for Weirs"),
        ("answerIsHolding", "true", "holding", True),
        ("dateAnswerCorrected", "2025-10-01", "corrected_on", date(2025, 10, 1)),
        ("correctingMemberId", "902", "corrected_by", Member("uk-902")),
        ("originalAnswerText", "Five.", "original", plain_text("Five.")),
        ("attachments", '[{"title": "Weirs", "url": "https://x.example/w", "fileType": "pdf", "fileSizeBytes": 9}]',
         "attachments", (Attachment("Weirs", "https://x.example/w", "pdf", 9),)),
        ("attachments", "https://x.example/w", "attachments", (Attachment("https://x.example/w", "https://x.example/w"),)),
    ],
)  # fmt: skip
def test_a_cell_of_the_answer_by_its_header(header: str, cell: str, field: str, expected: Any) -> None:
    answer = read(**{"answer": "Six.", header: cell}).answer
    assert answer is not None and getattr(answer, field) == expected


def test_marks_of_a_correction_in_an_answer() -> None:
    answer = read(answer="<p><del>Six</del><ins>Nine</ins> weirs.</p>").answer
    assert answer is not None and answer.text is not None and answer.original is not None
    assert (answer.text.plain, answer.original.plain) == ("Nine weirs.", "Six weirs.")


@pytest.mark.parametrize(
    ("words", "clipped"),
    [("y" * 255, True), ("y" * 254 + ".", False), ("y" * 254, False), ("y" * 255 + "...", True), ("y" * 258, False)],
)
def test_a_text_that_the_official_list_clipped(words: str, clipped: bool) -> None:
    said = read(question=words)
    assert said.text is not None and said.text.clipped is clipped


@pytest.mark.parametrize(
    "words", ["R&D\nand A < B", "a <3 b", "Caf\u00c3\u00a9 \u00e2\u20ac\u2122 \ufffd", " two  spaces "]
)
def test_plain_words_stay_as_they_are_even_mangled_ones(words: str) -> None:
    said = read(question=words)
    assert said.text is not None and said.text.published == words.strip()
    assert said.plain.split() == words.split()


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"dateTabled": "soon"}, "tabled: expected a day written 2025-09-16"),
        ({"dateTabled": "2025-02-30"}, "tabled: expected a day like"),
        ({"dateTabled": "09/16/2025"}, "tabled: expected a day written"),
        ({"id": "7b"}, "official: expected a number"),
        ({"isNamedDay": "maybe"}, "named_day: expected true or false"),
        ({"house": "Senate"}, "house: expected Commons or Lords or Scotland"),
        ({"uin": "7/7", "dateTabled": "2025-09-16", "house": "Commons"}, "expected an id like"),
        ({"question_id": "x/7"}, "expected an id like"),
        ({"groupedQuestions": "[7"}, "grouped: expected a list in JSON"),
        ({"groupedQuestions": "[" * 9999}, "grouped: expected a list in JSON"),
        ({"answer": "x", "attachments": "[7]"}, "attachments: expected titles and addresses"),
        ({"question": "", "heading": "Weirs"}, "text: expected a question, an answer or a UIN"),
    ],
)
def test_a_row_with_a_wrong_cell_is_unread_with_its_words(cells: dict[str, str], reason: str) -> None:
    said = row(**({"question": "Who?"} | cells))
    assert isinstance(said, Unread) and said.reason.startswith(reason), said
    assert said.place == "line 2" and any(cell[:20] in said.excerpt for cell in cells.values() if cell)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("7,Who?\n", "expected 3 cells, as in the header; got 2"),
        ("7,Who?,You,And I\n", "expected 3 cells, as in the header; got 4"),
        ('7,"Who" knows?,You\n', "expected cells parted and quoted as in CSV"),
    ],
)
def test_a_row_that_cannot_be_split_is_unread_and_the_next_is_read(broken: str, reason: str) -> None:
    unread, after = parsed(f"uin,question,answer\n{broken}8,What?,That\n")
    assert isinstance(unread, Unread) and unread.reason.startswith(reason), unread
    assert "Who" in unread.excerpt and unread.place == "line 2"
    assert isinstance(after, Observation) and after.uin == "8"


def test_a_table_that_breaks_off_within_quotes_says_so() -> None:
    first, broken = parsed('uin,question\n7,Who?\n8,"What on')
    assert isinstance(first, Observation)
    assert isinstance(broken, Unread) and "unexpected end of data" in broken.reason
    assert broken.excerpt == '8,"What on'


def test_two_columns_for_one_field_ask_which() -> None:
    with pytest.raises(InputError) as refused:
        parsed("uin,Question_Text,question\n7,Who?,What?\n")
    assert "'Question_Text' and 'question'" in str(refused.value) and "--columns" in str(refused.value)
    with pytest.raises(InputError, match="'uin' and 'uin'"):
        parsed("uin,uin,question\n7,7,Who?\n")


def test_the_keeper_says_which_and_the_other_is_left_over() -> None:
    columns = read_columns(b'text = "question"\n[always]\nhouse = "Lords"\n', "c.toml")
    (said,) = parsed("uin,Question_Text,question\n7,Who?,What?\n", Tables(columns))
    assert isinstance(said, Observation)
    assert (said.plain, said.house, said.leftover) == ("What?", "Lords", {"Question_Text": "Who?"})


def test_unknown_headers_and_dates_by_the_keepers_word() -> None:
    told = b'text = "Wortlaut"\ntabled = "Tag"\ndates = "%m/%d/%Y"'
    source = Tables(read_columns(told, "c.toml"))
    document = "Tag;Wortlaut\n09/16/2025;Wer, und warum?\n"
    assert source.recognises(document.encode()) and not tables.recognises(document.encode())
    (said,) = parsed(document, source)
    assert isinstance(said, Observation)
    assert (said.tabled, said.plain) == (date(2025, 9, 16), "Wer, und warum?")
    assert isinstance(row(source, Tag="2025-09-16", Wortlaut="Wer?"), Unread)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (b"text = ", "expected TOML such as"),
        (b"\xff", "expected TOML such as"),
        (b'words = "x"', "expected lines such as text ="),
        (b"text = 7", "expected lines such as text ="),
        (b"always = 7", "expected always as a table"),
        (b"dates = 7", "expected always as a table and dates as a text"),
        (b'[always]\nplace = "x"', "expected lines such as text ="),
    ],
)
def test_a_columns_file_that_says_nothing_we_know_is_refused(document: bytes, message: str) -> None:
    with pytest.raises(InputError, match=r"c\.toml: ") as refused:
        read_columns(document, "c.toml")
    assert message in str(refused.value)


def test_a_column_that_is_named_but_not_there() -> None:
    with pytest.raises(InputError, match="one column called 'Wording', as --columns says"):
        parsed("uin,question\n7,Who?\n", Tables(Columns({"text": "Wording"})))


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (b"uin,heading\n7,Weirs\n", "expected a column for the question or the answer"),
        (b"\n\n", "expected a header; got no row at all"),
        (b"uin,question\n7,\x81 caf\xe9\n", "expected text in UTF-8 or WINDOWS-1252; got the byte 0x81"),
        (b'uin,"question" x\n7,8\n', "expected a header; got expected cells"),
    ],
)
def test_a_table_that_cannot_be_understood_is_refused(document: bytes, message: str) -> None:
    with pytest.raises(InputError) as refused:
        parsed(document)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    "document",
    [b"", b'{"questionText": "x", "uin": 7}', b"<p>question,answer</p>", b"question\nWho?\n", b"uin,heading\n"],
)
def test_what_is_no_such_table_is_not_recognised(document: bytes) -> None:
    assert not tables.recognises(document)


def test_every_column_of_our_own_export_is_known() -> None:
    assert {name for name in COLUMNS if field_called(name) is None} == {"sources", "shown", "correction"}


def test_our_own_export_comes_back() -> None:
    (first, _) = parsed(PUBLIC)
    assert isinstance(first, Observation)
    fields = {name: getattr(first, name) for name in ("house", "uin", "tabled", "asker", "text", "answer")}
    question = Question(id=str(first.question_id), sources=("tables",), **fields)
    cells = {name: "" if cell is None else str(cell) for name, cell in to_row(question).items()}
    again = row(**cells)
    assert isinstance(again, Observation) and again.id == question.id
    assert (again.house, again.uin, again.tabled, again.asker, again.text) == tuple(fields.values())[:5]
    assert again.answer is not None and again.answer.text is not None and first.answer is not None
    assert first.answer.text is not None and again.answer.text.plain == first.answer.text.plain
    assert again.leftover == {"sources": '["tables"]'}


REAL_TABLES = {"attorney-general": 932, "business": 3139, "justice": 361, "trade": 1424}


@pytest.mark.parametrize("name", REAL_TABLES)
def test_a_real_table_is_read_whole(name: str) -> None:
    document = gzip.decompress(real(f"data/moj-csv/{name}.csv.gz").read_bytes())
    rows = list(csv.DictReader(io.StringIO(document.decode(), newline="")))
    assert tables.recognises(document[:65536])
    said = parsed(document)
    assert [one for one in said if isinstance(one, Unread)] == []
    observed = [one for one in said if isinstance(one, Observation)]
    assert len(observed) == len({str(one.question_id) for one in observed}) == len(rows) == REAL_TABLES[name]
    assert [one.text.published for one in observed if one.text] == [row["Question_Text"].strip() for row in rows]
    assert [one.answer.text.published for one in observed if one.answer and one.answer.text] == [
        row["Answer_Text"].strip() for row in rows
    ]
    assert Counter(one.house for one in observed)["Lords"] == sum(row["Question_ID"].startswith("HL") for row in rows)


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5))
def test_whatever_the_cells_hold_each_row_is_said_or_unread_with_its_words(rows: list[tuple[str, str, str]]) -> None:
    words = io.StringIO()
    writer = csv.writer(words)
    writer.writerow(["question", "heading", "Mood"])
    writer.writerows(rows)
    said = parsed(words.getvalue())
    filled = [row for row in rows if any(row)]
    assert len(said) == len(filled)
    for one, (question, heading, mood) in zip(said, filled, strict=True):
        if isinstance(one, Observation):
            assert one.text is not None and one.text.published == question.strip()
            assert one.heading == (None if heading.strip() in empty_cells() else heading.strip())
            assert (one.leftover or {}).get("Mood", "").strip() == (
                "" if mood.strip() in empty_cells() else mood.strip()
            )
        else:
            assert one.reason.startswith("text: ")


@given(st.data())
def test_damaged_bytes_raise_nothing_but_our_errors(data: st.DataObject) -> None:
    document = bytearray(PUBLIC.encode())
    for at in data.draw(st.lists(st.integers(0, len(document) - 1), max_size=6)):
        document[at] = data.draw(st.integers(0, 255))
    try:
        said = parsed(bytes(document))
    except AnswerableError as error:
        assert isinstance(error, InputError)
        return
    assert all(one.place.startswith("line ") for one in said) and said


def test_bytes_in_no_encoding_are_told_by_their_line() -> None:
    with pytest.raises(UnreadableInput, match=r"t\.csv, line 3: .*the byte 0x9d"):
        parsed(b"uin,question\n7,Who?\n8,\x9d\xff\n")
