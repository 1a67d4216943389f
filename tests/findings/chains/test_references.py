"""References: every form, with the words they rest on."""

import doctest
from datetime import date

import pytest

from answerable.findings.chains import references as module
from answerable.findings.chains.days import printed_days
from answerable.findings.chains.references import Reference, references
from answerable.model.text import Link

SAID = date(2025, 10, 2)
SEP4, SEP9 = date(2025, 9, 4), date(2025, 9, 9)
SITE = "https://questions-statements.parliament.uk/written-questions/detail/"


def test_example() -> None:
    result = doctest.testmod(module)
    assert (result.failed, result.attempted > 0) == (0, True)


def told(text: str) -> list[tuple[str, date | None, date | None, str]]:
    return [(one.uin, one.answered, one.tabled, one.heading) for one in references(text, SAID)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pursuant to the Answer of 4 September 2025 to Question 71234, what", [("71234", SEP4, None, "")]),
        ("the Answer of 4 September 2025, to Question 71, on Weirs: Eels, if", [("71", SEP4, None, "Weirs: Eels")]),
        (
            "the Answers of 4 September 2025 to Questions 712, 713 and 71415 on Weirs, Fords and Mills: Repairs, how",
            [(uin, SEP4, None, "Weirs, Fords and Mills: Repairs") for uin in ("712", "713", "71415")],
        ),
        (
            "the Answers of 4 September 2025 to Question 71234 and of 9 September 2025 to Question HL5100 on Eels",
            [("71234", SEP4, None, ""), ("HL5100", SEP9, None, "Eels")],
        ),
        ("further to the Answer of 4 September 2025 to HL976 on Eels, what", [("HL976", SEP4, None, "Eels")]),
        ("with reference to the Answer of 4 September 2025 in response to Question 71234", [("71234", SEP4, None, "")]),
        ("the answer I gave to Question UIN 71234 on 4th September 2025", [("71234", SEP4, None, "")]),
        ("the answer I gave on 4 September 2025 to Question 71234", [("71234", SEP4, None, "")]),
        ("the answer I gave on 4 September 2025 to her previous Question 71234", [("71234", SEP4, None, "")]),
        ("the answer I gave on 4 September 2025 (UIN 71234)", [("71234", SEP4, None, "")]),
        ("the answer I gave him on 4 September 2025, UIN 71234", [("71234", SEP4, None, "")]),
        ("my answer to PQ71234", [("71234", None, None, "")]),
        ("my answer to PQ UIN 71234", [("71234", None, None, "")]),
        ("my answer to Parliamentary Question number 71234", [("71234", None, None, "")]),
        ("my answer to written question no. 71234", [("71234", None, None, "")]),
        ("my answer to UIN: 71234", [("71234", None, None, "")]),
        ("Question 71234 & 71235", [("71234", None, None, ""), ("71235", None, None, "")]),
        ("Questions 71234, and 71235", [("71234", None, None, ""), ("71235", None, None, "")]),
        ("PQ UIN 71234 on 4 September, PQ UIN 71235 and 71236 on 9 September",
         [("71234", SEP4, None, ""), ("71235", SEP9, None, ""), ("71236", SEP9, None, "")]),
        ("my response to UIN 71234 tabled on Thursday 4 September 2025", [("71234", None, SEP4, "")]),
        ("Question 71234 asked on 4 September 2025", [("71234", None, SEP4, "")]),
        ("Question 71234, which was answered on the 4th of September", [("71234", SEP4, None, "")]),
        ("Question 71234 published on 4 September 2025", [("71234", SEP4, None, "")]),
        ("Question 71234 dated 4 September 2025", [("71234", SEP4, None, "")]),
        ("Question 71234 (4 September 2025)", [("71234", SEP4, None, "")]),
        ("Question 71234 entitled Weirs; and what", [("71234", None, None, "Weirs")]),
        ("I refer the hon. Member to the answer I gave on 4 September.", [("", SEP4, None, "")]),
        ("pursuant to the Answer of 4 September 2025, what", [("", SEP4, None, "")]),
        ("with reference to the reply given by the Minister on 4 September 2025", [("", SEP4, None, "")]),
        (f"see {SITE}2025-09-04/HL71", [("HL71", None, SEP4, "")]),
        ("https://www.parliament.uk/business/publications/written-questions-answers-statements/written-question/Commons/"
         "2025-09-04/71234/", [("71234", None, SEP4, "")]),
    ],
)  # fmt: skip
def test_forms(text: str, expected: list[tuple[str, date | None, date | None, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The answer is 42.",
        "Border Force was asked questions 1 and 2.",
        "The reply to the petition was published on 4 September 2025.",
        "published on 4 September 2025, CP 1388",
        "HL Paper 12",
        f"{SITE}2025-13-04/71234",
        "I refer to the answer I gave on 31 February 2025.",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert references(text, SAID) == ()


def test_the_span_holds_the_words() -> None:
    text = "I refer the hon. Lady to the answer of 4 September to Question 71234 on Weirs, and to Question 71235."
    assert [one.span.of(text) for one in references(text, SAID)] == ["4 September to Question 71234", "Question 71235"]


def test_the_house_is_told_by_the_number() -> None:
    assert [one.house for one in references("Questions 71234 and HL 71", SAID)] == ["Commons", "Lords"]


def test_an_address_tells_when_the_printed_question_was_tabled() -> None:
    text = f"I refer to the answer to Question 71234 on 9 September 2025: {SITE}2025-09-04/71234"
    assert told(text) == [("71234", SEP9, SEP4, "")]


def test_a_linked_word_is_the_span() -> None:
    text = "I refer him to an earlier answer."
    [found] = references(text, SAID, [Link(18, 32, f"{SITE}2025-09-04/71234")])
    assert (found.span.of(text), found.kind, found.uin) == ("earlier answer", "link", "71234")


@pytest.mark.parametrize(
    ("printed", "said", "on"),
    [
        ("4 September", SAID, SEP4),
        ("4 September", SEP4, SEP4),
        ("14th December", SAID, date(2024, 12, 14)),
        ("29 February", SAID, date(2024, 2, 29)),
        ("4 September", None, None),
        ("4 September 2025", None, SEP4),
        ("Thursday, the 4th of September, 2025", None, SEP4),
        ("31 June 2025", SAID, None),
    ],
)
def test_days(printed: str, said: date | None, on: date | None) -> None:
    [day] = printed_days(printed, said)
    assert (day.start, day.end, day.on) == (0, len(printed), on)


@pytest.mark.parametrize(
    "text",
    ["Question " * 50_000, "Questions " + "12345, and " * 50_000, "answer of " * 50_000, "4 September " * 40_000,
     "refer the answer on 4 May " * 20_000, "HL12 " * 100_000, "on A" + "a, " * 150_000, SITE * 7_000,
     "Question 12345 on 4 May, PQ 77 " * 15_000],
)  # fmt: skip
def test_long_hostile_texts_come_to_an_end(text: str) -> None:
    assert all(isinstance(one, Reference) for one in references(text, SAID))
