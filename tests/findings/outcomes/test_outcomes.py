"""What an answer does: whole findings, their evidence, their parts, and the model that stands behind them."""

import hashlib
import json
import statistics
from collections.abc import Callable
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.findings.outcomes.features import GROUP_NAMES, groups_asked
from answerable.findings.outcomes.linear import Grouped, GroupedWordings, Linear, Wordings, softmax
from answerable.findings.outcomes.model import (
    decides,
    lexicon,
    packed,
    shipped,
    speaks_for,
    unpacked,
    what_it_does,
    what_parts_get,
)
from answerable.findings.outcomes.reading import Reading
from answerable.findings.outcomes.vectors import (
    Vectors,
    answer_names,
    choosing_names,
    pair_names,
    part_names,
    sentence_names,
)
from answerable.findings.outcomes.whole import Whole
from answerable.findings.parts import parts
from answerable.model.outcome import OUTCOMES, Finding, Ground, Outcome
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
    assert finding.evidence is not None or finding.outcome is Outcome.UNADDRESSED


@pytest.mark.parametrize("names", [sentence_names, choosing_names, answer_names, part_names, pair_names])
def test_every_feature_has_a_name_of_its_own(names: Callable[[], tuple[str, ...]]) -> None:
    assert len(set(names())) == len(names())


def test_arrays_are_as_wide_as_their_names_and_their_weights() -> None:
    model = shipped()
    question = "To ask the Minister for Canals, how many (a) barges and (b) rafts sank."
    vectors = Vectors(Reading(question, parts(question), "Nine barges. No rafts sank.", lexicon()))
    does = what_it_does(model.sentence, model.wordings, vectors)
    answer, rows = vectors.answer(does), vectors.parts(does)
    quoted = decides(model.evidence, vectors, does)
    gots = what_parts_get(model.part, model.part_answer, vectors, answer, rows)
    words = speaks_for(model.whole, vectors)
    pair = vectors.pair(does, quoted, answer, rows, gots, words)
    assert vectors.sentences.shape == (2, len(sentence_names())) and model.sentence.weights.shape[1] == len(
        sentence_names()
    )
    assert vectors.choosing(does).shape == (2, len(choosing_names()))
    assert answer.shape == (len(answer_names()),) and len(model.part_answer.weights) == len(answer_names())
    assert rows.shape == (2, len(part_names())) and model.part.weights.shape[1] == len(part_names())
    assert pair.shape == (len(pair_names()),) and len(model.outcome.weights) == len(pair_names())
    assert gots.sum(axis=1) == pytest.approx([1, 1]) and quoted.sum() == pytest.approx(1)
    assert np.exp(words).sum() == pytest.approx(1) and model.whole.groups.shape == (1 + len(GROUP_NAMES), len(OUTCOMES))


def test_reasons_are_the_features_that_spoke_most() -> None:
    model = Linear(np.array([[1, 0], [0, 2]], np.float32), np.array([0, 1], np.float32))
    assert model.scores(np.array([2, 1], np.float32)).tolist() == [2, 3]
    assert model.reasons(1, np.array([2, 1], np.float32), ("wet", "dry")) == ("dry",)


def test_words_of_the_whole_speak_for_all_and_once_more_by_what_is_asked() -> None:
    figure, when = GROUP_NAMES.index("figure"), GROUP_NAMES.index("when")
    by_group = np.zeros((len(GROUP_NAMES), 2, 2), np.float32)
    by_group[figure, 1], by_group[when, 1] = (0, 4), (0, 100)
    groups = np.zeros((1 + len(GROUP_NAMES), 2), np.float32)
    groups[0], groups[1 + figure], groups[1 + when] = (0, 7), (0, 8), (0, 100)
    whole = Whole(
        Wordings({"sank": 1}, np.array([[0, 0], [1, 0]], np.float32)),
        Wordings({("how", "many"): 1}, np.array([[0, 0], [2, 0]], np.float32)),
        GroupedWordings({("barges", "sank"): 1}, by_group),
        groups,
    )
    # The answer has four wordings ("barges", "sank", "^ barges", "barges sank"), the question twelve.
    reading = Reading("how many of the barges sank", parts("how many of the barges sank"), "Barges sank.", lexicon())
    said, asked = Wordings.WEIGHT / 2, Wordings.WEIGHT / 12**0.5
    assert whole.scores(reading, groups_asked(reading)) == pytest.approx([1 * said + 2 * asked, 4 * said + 7 + 8])
    again = Reading("how many of the barges sank", (), "Barges sank. Barges sank.", lexicon())
    assert whole.scores(again, ()) == pytest.approx([1 * said + 2 * asked, 7])


def test_weights_of_the_groups_asked_add_to_those_of_all() -> None:
    model = Grouped(np.arange(6, dtype=np.float32).reshape(3, 1, 2), np.array([[1, 0], [0, 0], [0, 5]], np.float32))
    assert model.asked(()).weights.tolist() == [[0, 1]]
    assert model.asked((0, 1)).weights.tolist() == [[6, 9]]
    assert model.asked((1,)).bias.tolist() == [1, 5]


def test_wordings_speak_by_the_share_of_the_sentence_that_they_are() -> None:
    model = Wordings({"wet": 1, "dry": 2}, np.array([[0, 0], [1, 0], [0, 4]], np.float32))
    assert model.scores([["wet"], [], ["dry", "lock", "gate", "wet"]]).tolist() == [[3, 0], [0, 0], [1.5, 6]]


def test_softmax_bears_large_scores() -> None:
    assert softmax(np.array([1000, 0], np.float32)) == pytest.approx([1, 0])


def test_a_model_comes_back_from_its_arrays() -> None:
    again = unpacked(packed(shipped()))
    reading = Reading("how many", parts("how many"), "None. It is shut.", lexicon())
    assert again.chances(reading).outcome.tolist() == shipped().chances(reading).outcome.tolist()


def test_where_nothing_is_surely_addressed_no_sentence_decides() -> None:
    for row in (json.loads(line) for line in real("labels/eval.jsonl").read_text(encoding="utf-8").splitlines()):
        finding = outcome(row["question"], row["answer"])
        assert (finding.evidence is None) == (finding.outcome is Outcome.UNADDRESSED and finding.chance >= 0.5)


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
