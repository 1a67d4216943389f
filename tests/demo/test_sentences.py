"""Each finding rests on a sentence that says it: the evidence is one of the wordings that speech.toml has for it."""

import re
from collections import Counter
from typing import Any

import pytest

from answerable.demo.order_paper import CORRECTION
from answerable.demo.parliament import Parliament
from answerable.demo.truth import truth
from answerable.demo.words import country_words, speech

_SLOT = re.compile(r"\\\{\w+\\\}")
_TABLE = "The figures requested are set out in the table below."
_PUBLISHED = "The {plan} was published on {day}."
_AGAIN = "The Department will publish the {plan} {due}."


def fits(sentence: str, templates: list[str]) -> bool:
    """Whether the sentence is one of the templates, its slots filled."""
    return any(re.fullmatch(_SLOT.sub(".+?", re.escape(template)) + r"\.?", sentence) for template in templates)


@pytest.fixture(scope="module")
def findings() -> list[dict[str, Any]]:
    return [row for name, row in truth(Parliament(3000, seed=11)) if name == "findings" and row["outcome"]]


def test_what_declines_says_so_on_its_ground(findings: list[dict[str, Any]]) -> None:
    declining = [row for row in findings if row["ground"]]
    assert len(declining) > 300
    for row in declining:
        assert fits(row["evidence"], list(speech().declined[row["ground"]])), row


def test_what_defers_promises(findings: list[dict[str, Any]]) -> None:
    deferring = [row for row in findings if row["outcome"] == "deferred"]
    templates = [one.text for one in speech().deferred] + list(speech().formulas.values()) + [_AGAIN]
    assert len(deferring) > 100
    for row in deferring:
        assert fits(row["evidence"], templates), row
        assert row["commitments"] or "Prorogation" in row["answer"]


def test_what_answers_answers_the_kind_of_thing_asked(findings: list[dict[str, Any]]) -> None:
    answering = [row for row in findings if row["outcome"] == "answered"]
    templates = [text for ask in speech().ask for text in ask.answered] + [_TABLE, _PUBLISHED, _AGAIN]
    assert len(answering) > 300
    for row in answering:
        assert fits(row["evidence"], templates), row


def test_what_is_unaddressed_holds_background_alone(findings: list[dict[str, Any]]) -> None:
    """Unless it got an answer that was given to others: that speaks of what they asked, never of this."""
    times = Counter(row["answer"] for row in findings)
    alone = [row for row in findings if row["outcome"] == "unaddressed" and times[row["answer"]] == 1]
    background = speech().background
    passages = [*background.openings, *background.sentences, *background.stock, CORRECTION]
    templates = [sentence for passage in passages for sentence in sentences(passage)]
    assert len(alone) > 200
    for row in alone:
        assert not row["commitments"]
        assert all(one["where"] == "question" for one in row["citations"])
        assert [one for one in sentences(row["answer"]) if not fits(one, templates)] == []


def sentences(words: str) -> list[str]:
    """The sentences of a text without abbreviations."""
    return re.split(r"(?<=\.)\s", words)


def test_a_statement_gets_what_the_main_part_got(findings: list[dict[str, Any]]) -> None:
    stated = [row for row in findings if row["parts"][-1]["ask"].endswith("make a statement")]
    assert stated
    assert all(row["parts"][-1]["got"] == row["parts"][0]["got"] for row in stated)


def test_crossed_parts_get_the_same(findings: list[dict[str, Any]]) -> None:
    crossed = [row for row in findings if any(part["ask"].startswith("(ii)") for part in row["parts"])]
    assert crossed
    assert all(len(row["parts"]) == 4 and len({part["got"] for part in row["parts"]}) == 1 for row in crossed)


def test_every_slot_is_filled(findings: list[dict[str, Any]]) -> None:
    assert not [row for row in findings if re.search(r"[{}]", row["question"] + row["answer"])]


def test_words_fit_the_sentences() -> None:
    """Variants and partners are written as the sentences need them."""
    for body in country_words().body:
        for topic in body.topics:
            assert topic.partner.startswith("the ")
            assert len(set(topic.variants)) == len(topic.variants) == 7
            assert not topic.subject.startswith(("The ", "a "))
