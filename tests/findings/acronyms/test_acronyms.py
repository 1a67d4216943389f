"""Acronyms that a text explains, and those it does not."""

import pytest

from answerable.findings.acronyms import defined, meanings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Ferries and Harbours Partnership (FHP) met", {"FHP": "Ferries and Harbours Partnership"}),
        ("the Ferries and Harbours Partnership (FAHP) met", {"FAHP": "Ferries and Harbours Partnership"}),
        ("a Code of Practice (CoP) and a plan (P)", {"CoP": "Code of Practice"}),
        ("the Weirs Board (WB), then the Reed Survey (RS)", {"WB": "Weirs Board", "RS": "Reed Survey"}),
        ("the Board for Weirs (TIDE)", {}),
        ("(WB) opens the text", {}),
        ("First line\nBoard (WB)", {}),
        ("the Weirs Board (WB) and the Water Bank (WB)", {"WB": "Weirs Board"}),
        ("", {}),
    ],
)
def test_defined(text, expected):
    assert defined(text) == expected


def test_meanings_stand_at_whole_words_outside_the_bracket_that_explains():
    text = "The Weirs Board (WB) met. The WB and WBs and AWB: WB’s plan (see WB)."
    found = list(meanings(text, defined(text)))
    assert [text[one.span.start - 4 : one.span.end + 1] for one in found] == ["The WB ", "WB: WB’", "see WB)"]
    assert {one.words for one in found} == {"Weirs Board"}
    assert list(meanings(text, {})) == []
