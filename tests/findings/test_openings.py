"""Patterns tried only where a word stands that opens them find what the patterns themselves find."""

import gzip
import json
import re
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.findings.citations import citations, locators, publications
from answerable.findings.citations import weigh as citing
from answerable.findings.commitments import commitments, promises, units, when
from answerable.findings.commitments import weigh as promising
from answerable.findings.openings import DIGITS, AnyOf, Openings
from answerable.sources.markup import text_of
from tests.shared import real

OPENED = {
    f"{module.__name__.removeprefix('answerable.findings.')}.{name}": value
    for module in (locators, publications, citing, promises, units, when, promising)
    for name, value in vars(module).items()
    if isinstance(value, Openings)
}


def places(pattern: Openings | re.Pattern[str], text: str) -> list[tuple[tuple[int, int], dict[str, str]]]:
    """Where a pattern fits, and the words of its groups."""
    return [(found.span(), found.groupdict()) for found in pattern.finditer(text, 0, len(text))]


def check(opened: Openings, text: str) -> None:
    assert places(opened, text) == places(opened.pattern, text)
    found, wanted = opened.search(text), opened.pattern.search(text)
    assert (found and found.span()) == (wanted and wanted.span())


@pytest.mark.parametrize("name", OPENED)
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_what_the_pattern_fits_is_found(name: str, data: st.DataObject) -> None:
    opened = OPENED[name]
    fitting = st.from_regex(opened.pattern)
    loose = st.text("aeinrst hT’‘.,;|(\n\t\xa0\u2003 0123٣ſıİK")
    check(opened, "".join(data.draw(st.lists(st.one_of(fitting, loose), max_size=4))))


def test_a_published_answer_is_read_alike() -> None:
    """Every pattern of the package, on real answers, which hold far more forms than a made-up text."""
    with gzip.open(real("data/uk-api/fulltext.jsonl.gz"), "rt", encoding="utf-8") as lines:
        texts = [text_of(json.loads(line)["answerText"] or "").plain for line in islice(lines, 300)]
    assert OPENED
    for text in texts:
        for opened in OPENED.values():
            check(opened, text)


def test_a_pattern_that_ignores_case_is_opened_by_any_digit_and_any_letter_like_it() -> None:
    opened = Openings(re.compile(r"\d+ days|ships?", re.IGNORECASE), f"{DIGITS} ship")
    assert [found.group() for found in opened.finditer("٣ days, 40 DAYS, ſhİp and ship")] == [
        "٣ days",
        "40 DAYS",
        "ſhİp",
        "ship",
    ]


def test_a_low_line_is_any_white_space() -> None:
    opened = Openings(re.compile(r"to\sbe"), "to_be")
    assert len(list(opened.finditer("to be, to\tbe, to\xa0be, to\nbe, tobe"))) == 4


def test_low_lines_of_one_word_may_be_different_white_space() -> None:
    opened = Openings(re.compile(r"a\sto\sz"), "a_to_z")
    assert len(list(opened.finditer("a to z, a\xa0to z, a\tto\u2003z"))) == 3


def test_half_a_character_does_no_harm() -> None:
    """JSON may hold "\\ud800" alone, which has no place in UTF-8."""
    opened = Openings(re.compile("pier", re.IGNORECASE), "pier")
    assert [found.span() for found in opened.finditer("\ud800 Pier \udfff pier")] == [(2, 6), (9, 13)]
    assert AnyOf("pier").within("\ud800 pier")
    text = "\ud800 The report entitled ‘Ferry Lamps of Quay’ will be published in May 2031."
    assert [found.span.start for found in citations(text)] == [23]
    assert [found.due for found in commitments(text)] == ["in May 2031"]


def test_matches_do_not_overlap_and_keep_within_the_bounds() -> None:
    opened = Openings(re.compile(r"a+b"), "a")
    assert [found.span() for found in opened.finditer("aab aab ab", 1, 9)] == [(1, 3), (4, 7)]
    assert opened.search("aab", 0, 2) is None


def test_any_of_some_words_in_or_out_of_other_words() -> None:
    assert AnyOf("pier", " due").within("two piers")
    assert not AnyOf("pier", " due").within("overdue")
