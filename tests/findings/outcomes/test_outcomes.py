"""What an answer does: whole findings, their evidence, their parts, and the model that stands behind them."""

import hashlib
import json
import statistics
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.findings.outcomes.model import Linear, shipped, side_by_side, softmax
from answerable.model.outcome import Finding, Ground, Outcome
from answerable.verbs import outcome
from tests.shared import real

ROWS = [
    ("how many barges sank", "Fourteen barges sank in 2031: 9 in May and 5 in June.", Outcome.ANSWERED),
    ("whether he plans to close the lock", "The Government has no plans to close the lock.", Outcome.ANSWERED),
    ("how many barges sank", "I refer the hon. Member to the answer of 3 May to Question 12345.", Outcome.POINTED),
    ("how many barges sank", "The information requested is not held centrally.", Outcome.DECLINED),
    ("when he will publish the map", "We will set out our plans for the map in due course.", Outcome.DEFERRED),
    (
        "what recent discussions he has had with the Canal Guild on locks",
        "Ministers have regular discussions with a range of stakeholders on a number of issues.",
        Outcome.UNADDRESSED,
    ),
    (
        "how many barges sank in 2031; and what steps he is taking to mend the lock",
        "A total of 14 barges sank in 2031, of which 9 sank in May. Information on the repair of the lock is not held "
        "by the Department and could be had only at disproportionate cost.",
        Outcome.PARTLY,
    ),
]


def found(asked: str, answer: str) -> Finding:
    return outcome(f"To ask the Minister for Canals, {asked}.", answer)


@pytest.mark.parametrize(("asked", "answer", "expected"), ROWS)
def test_an_answer_does_what_it_does(asked: str, answer: str, expected: Outcome) -> None:
    assert found(asked, answer).outcome is expected


def test_a_refusal_shows_its_words_and_its_ground() -> None:
    answer = "Barges matter. That could be had only at disproportionate cost."
    finding = found("how many barges sank", answer)
    assert finding.evidence and finding.evidence.of(answer) == "That could be had only at disproportionate cost."
    assert finding.ground is Ground.COST
    assert finding.by.startswith("rule: disproportionate cost")


def test_the_model_names_itself_and_its_reasons() -> None:
    finding = found("how many barges sank", "Fourteen barges sank in 2031: 9 in May and 5 in June.")
    assert finding.by == f"model: {shipped().name}"
    assert 0 < len(finding.reasons) <= 5
    assert 1 / 6 < finding.chance <= 1


def test_where_the_whole_is_not_partly_every_part_gets_the_same() -> None:
    finding = found("how many (a) barges and (b) rafts sank", "The information requested is not held centrally.")
    assert [part.part.label for part in finding.parts] == ["a", "b"]
    assert {part.got for part in finding.parts} == {Outcome.DECLINED}


def test_a_blank_answer_is_unaddressed_without_evidence() -> None:
    finding = found("how many barges sank", " \n ")
    assert (finding.outcome, finding.evidence, finding.ground) == (Outcome.UNADDRESSED, None, None)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=400))
def test_any_text_gets_a_finding_that_points_into_it(question: str, answer: str) -> None:
    finding = outcome(question, answer)
    spans = [finding.evidence, *(part.evidence for part in finding.parts)]
    assert all(0 <= span.start < span.end <= len(answer) for span in spans if span)
    assert 0 < finding.chance <= 1
    assert (finding.evidence is None) == (finding.outcome is Outcome.UNADDRESSED)


def test_scores_of_several_sets_of_features_add_up() -> None:
    model = Linear(["wet", "dry"], np.array([[1, 0], [0, 2]], np.float32), np.array([0, 1], np.float32))
    assert model.scores({"wet": 2.0, "unheard of": 9.0}, {"dry": 1.0}).tolist() == [2, 3]
    assert model.scores({}).tolist() == [0, 1]
    assert model.reasons(1, {"wet": 2.0}, {"dry": 1.0}) == ("dry",)
    assert sum(model.chances({"wet": 2.0})) == pytest.approx(1)


def test_two_models_side_by_side_score_as_each_alone() -> None:
    a = Linear(["wet"], np.array([[1, 0]], np.float32), np.array([0, 1], np.float32))
    b = Linear(["dry", "wet"], np.array([[3], [4]], np.float32), np.array([5], np.float32))
    features = {"wet": 1.0, "dry": 2.0}
    assert side_by_side(a, b).scores(features).tolist() == [*a.scores(features), *b.scores(features)]


def test_softmax_bears_large_scores() -> None:
    assert softmax(np.array([1000, 0], np.float32)) == pytest.approx([1, 0])


def test_the_model_was_trained_on_the_labels_that_its_note_names() -> None:
    note = json.loads(files("answerable.findings.outcomes").joinpath("weights.json").read_text(encoding="utf-8"))
    assert note["model"] == shipped().name
    assert note["labels"]["sha256"] == hashlib.sha256(real("labels/train.jsonl").read_bytes()).hexdigest()


def test_real_answers_are_judged_better_than_by_majority_and_chances_are_honest() -> None:
    pairs = [json.loads(line) for line in real("labels/eval.jsonl").read_text(encoding="utf-8").splitlines()]
    findings = [outcome(pair["question"], pair["answer"]) for pair in pairs]
    right = [mine.outcome == pair["outcome"] for mine, pair in zip(findings, pairs, strict=True)]
    assert statistics.mean(right) > 0.55
    assert abs(statistics.mean(mine.chance for mine in findings) - statistics.mean(right)) < 0.08
