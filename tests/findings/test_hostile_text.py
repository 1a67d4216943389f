"""Long hostile text: the work of a verb may grow with the length of its text, not faster.

What the regular expression engine does cannot be counted from outside, so a child process reads the texts and is killed
when one of them takes an order of magnitude longer than any should.
"""

import multiprocessing
from collections.abc import Callable
from datetime import date

import pytest

from answerable.findings.citations import citations
from answerable.findings.commitments import commitments

LENGTH = 40_000
PATIENCE = 15.0  # seconds for one text; the slowest needs one, and any quadratic pattern would need more than twenty

REPEATED = [
    "A", "a ", "Act ", "The Act of the ", "Bill, ", "(", ")", "((((", "[1]", "1 ", "1,", "1, 2 and ", "2031-32 ",
    "\n", " ", "\x00", ".", ". ", "’", "‘A ", "“A b c d ", "HC ", "HC 1", "HL1, ", "HL1 and ", "CP ", "Question ",
    "Question 1, ", "Questions 71234, ", "Answer of ", "the answer of 4 May ", "Official Report, column ",
    "Official Report, 4 May 2031 ", "section 4(1)(a) of ", "section 4 of the ", "sections 1, 2, 3, ",
    "Schedule 1, Part 2 of the A ", "Regulations of the ", "Regulation (EU) ", "(EU) 2024/", "Directive (",
    "Convention on the ", "Treaty of A and ", "https://", "http://a.b/((((", "www.", "a.b.", "gov.uk.", "a-.",
    "entitled ", "entitled A ", ", published on ", "published on 4 May 2031, ", "A, published ", "report on the ",
    "the report ", "National Report and ", "Ferry Strategy for the ", "page 4 of ", "paragraph 4.1 and ",
    "letter of ", "letter of 3 May and 4 May and ", "correspondence hon. ", "oral evidence of ", "statement to ",
    "debate on ", "Written Statement of ", "HCWS ", "with reference to the A ", "set out in the A ", "January ",
    "1 May ", "4th of May ", "We will ", "will be ", "will also be ", "will then now soon ", "plans to ",
    "is due to ", "to be published ", "have asked my ", "have asked my officials ", "and we will, ", "that will ",
    "in due course ", "as soon as ", "once ", "when a ", "in the coming ", "by the end of ", "the end of the ",
    "early next ", "early 2032 ", "spring and ", "next two ", "within ", "within six ", "Q1 ", "first half of ",
    "2032/33 ", "at the Spending Review ", "following the ", "from May to ", "(No. 2) ",
    "published its ", "In 2030 published a plan ", "report, Ab cdefg hij, ", "call for evidence ", "A Report was ",
    "Office on the A Report with ", "page 4 of the Report ", "report which was ", "£3 million so that ",
]  # fmt: skip


def _all(verb: Callable[[str], object], done: "multiprocessing.Queue[str]") -> None:
    for unit in REPEATED:
        verb((unit * (LENGTH // len(unit) + 1))[:LENGTH])
        done.put(unit)


def _cite(text: str) -> object:
    return citations(text, date(2031, 6, 2))


def _promise(text: str) -> object:
    return commitments(text, date(2031, 6, 2))


@pytest.mark.parametrize("verb", [_cite, _promise])
def test_no_repeated_text_makes_a_verb_hang(verb: Callable[[str], object]) -> None:
    context = multiprocessing.get_context("fork")
    done: multiprocessing.Queue[str] = context.Queue()
    child = context.Process(target=_all, args=(verb, done))
    child.start()
    try:
        for unit in REPEATED:
            assert done.get(timeout=PATIENCE) == unit
    finally:
        child.kill()
        child.join()


def test_half_a_million_characters() -> None:
    text = "We will publish CP 1338 by 30 November 2031. I refer to the answer to Question 71234. " * 6_000
    assert len(citations(text)) == 12_000
    assert len(commitments(text, date(2031, 6, 2))) == 6_000
