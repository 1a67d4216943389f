"""Stock formulas: a row for each rule, and one for each condition that holds it back."""

import json

import pytest

from answerable.findings.outcomes.cues import springs
from answerable.findings.outcomes.reading import Reading
from answerable.findings.outcomes.rules import RULES, decide
from answerable.findings.outcomes.words import Lexicon
from answerable.findings.parts import parts
from tests.shared import real

HOW_MANY = "To ask the Minister for Canals, how many barges sank."
WHETHER = "To ask the Minister for Canals, whether any barge sank."
TWO = "To ask the Minister for Canals, whether any barge sank; and who saw it."

ROWS = [
    (HOW_MANY, "I refer the hon. Member to the answer of 3 May.", "refers to an earlier answer"),
    (HOW_MANY, "I refer the hon. Member to the answer of 3 May. Since then two more sank.", None),
    (HOW_MANY, "The tally can be found on the Board's page.", "is found elsewhere"),
    (HOW_MANY, "The tally of 14 barges can be found on the Board's page.", None),
    (HOW_MANY, "We are sorry. It could be had only at disproportionate cost.", "disproportionate cost"),
    (HOW_MANY, "Four or 5 sank. More could be had only at disproportionate cost.", None),
    (HOW_MANY, "This information is not held centrally.", "is not held"),
    (WHETHER, "This information is not held centrally.", None),
    (HOW_MANY, "This information is not held centrally. The Board publishes a tally.", None),
    (HOW_MANY, "We do not comment on rumours.", "does not comment"),
    (HOW_MANY, "The tally is commercially sensitive and cannot be disclosed.", "commercial confidence"),
    (HOW_MANY, "The tally is commercially sensitive. It was made in May.", None),
    (HOW_MANY, "I will write to the hon. Member.", "will write"),
    (WHETHER, "Yes, in May.", "says yes"),
    (TWO, "Yes, in May.", None),
    (WHETHER, "No.", "says no"),
    (WHETHER, "It rained in May. No. It did not.", None),
    (WHETHER, "", None),
]


def _decided(question: str, answer: str) -> str | None:
    found = decide(Reading(question, parts(question), answer, Lexicon(0, {}, springs)))
    return found.rule.name if found else None


@pytest.mark.parametrize(("question", "answer", "rule"), ROWS)
def test_a_formula_decides_or_is_held_back(question: str, answer: str, rule: str | None) -> None:
    assert _decided(question, answer) == rule


def test_every_rule_has_its_row() -> None:
    assert {rule.name for rule in RULES} == {rule for _, _, rule in ROWS if rule}


def test_rules_are_right_nineteen_times_in_twenty_on_real_answers() -> None:
    lines = real("labels/eval.jsonl").read_text(encoding="utf-8").splitlines()
    pairs = [json.loads(line) for line in lines]
    found = [
        (decide(Reading(p["question"], parts(p["question"]), p["answer"], Lexicon(0, {}, springs))), p) for p in pairs
    ]
    right = [decided.rule.outcome == pair["outcome"] for decided, pair in found if decided]
    assert len(right) >= 15
    assert sum(right) / len(right) >= 0.95
