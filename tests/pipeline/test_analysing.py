"""The four verbs over many pairs at once: nothing hangs on what stands beside a pair."""

import json
from datetime import date

import msgspec

from answerable.findings.citations import citations
from answerable.findings.commitments import commitments
from answerable.pipeline.analysing import Pair, analysed
from answerable.verbs import outcome
from tests.shared import real

ANSWER = "I refer the hon. Member to the answer of 7 January. We will publish the map by the end of the year."


def test_real_pairs_come_out_together_as_alone() -> None:
    lines = real("labels/eval.jsonl").read_text(encoding="utf-8").splitlines()[:120]
    pairs = [msgspec.json.decode(line, type=Pair) for line in lines]
    assert analysed(pairs) == [line for pair in pairs for line in analysed([pair])]


def test_a_line_holds_what_each_verb_finds_in_its_pair() -> None:
    question = "To ask the Minister for Canals, how many barges sank; and if she will publish the Weir Survey, CP 1338."
    pair = Pair("one", question, ANSWER, "2025-09-16", "2025-09-24")
    (line,) = map(json.loads, analysed([pair]))
    judged = outcome(question, ANSWER)
    assert (line["outcome"], line["ground"]) == (judged.outcome, judged.ground)
    cited = [*citations(question, date(2025, 9, 16)), *citations(ANSWER, date(2025, 9, 24))]
    assert [one["number"] for one in line["citations"]] == [one.number for one in cited] != []
    assert [one["where"] for one in line["citations"]] == ["question"] + ["answer"] * (len(cited) - 1)
    promised = commitments(ANSWER, date(2025, 9, 24))
    assert [one["latest"] for one in line["commitments"]] == [str(one.latest) for one in promised] != []


def test_one_answer_on_two_days_is_dated_from_each() -> None:
    days = ("2025-09-24", "2026-02-03", None)
    found = map(json.loads, analysed([Pair("a", "Why?", ANSWER, answered=day) for day in days]))
    latest = [line["commitments"][0]["latest"] for line in found]
    assert latest == ["2025-12-31", "2026-12-31", None]
