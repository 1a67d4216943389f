"""The truth is true of what is published, and nothing that can be planted is missing at the usual size."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from answerable.demo.official import official_pages
from answerable.demo.parliament import Parliament
from answerable.demo.truth import truth, write_truth
from answerable.errors import InputError
from answerable.model.observation import Observation
from answerable.record.history import history
from answerable.record.merge import in_order, merge
from answerable.sources import uk_parliament

Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def told() -> Rows:
    """All of the truth of the usual parliament, by file."""
    rows: Rows = {}
    for name, row in truth(Parliament()):
        rows.setdefault(name, []).append(json.loads(json.dumps(row)))
    return rows


@pytest.fixture(scope="module")
def observed() -> dict[str, list[Observation]]:
    """What the official parser makes of the usual parliament, by question."""
    said: dict[str, list[Observation]] = {}
    for document in official_pages(Parliament()):
        for one in uk_parliament.parse(document, "demo"):
            assert isinstance(one, Observation)
            said.setdefault(str(one.question_id), []).append(one)
    return said


def quotes(row: dict[str, Any]) -> list[tuple[str, str]]:
    """Every quotation of a finding, with the text it is from."""
    found = [("answer", row["evidence"])] + [("question", part["ask"]) for part in row["parts"]]
    found += [(citation["where"], citation["quote"]) for citation in row["citations"]]
    found += [("answer", commitment["quote"]) for commitment in row["commitments"]]
    found += [("answer", commitment["due"] or "") for commitment in row["commitments"]]
    return found + [(one["where"], one["number"] or "") for one in row["citations"]]


def test_quotes_are_the_published_words(told: Rows, observed: dict[str, list[Observation]]) -> None:
    for row in told["findings"]:
        question = merge(row["id"], observed[row["id"]])
        assert question.words == row["question"]
        # A published table has its cells apart in the same way; white space is all that may differ.
        assert question.answer_words.split() == row["answer"].split() or question.answered_on is None
        for where, quote in quotes(row):
            assert quote in row[where], (row["id"], where, quote)


def test_every_larger_parliament_is_quoted_right_too() -> None:
    checked = 0
    for name, row in truth(Parliament(4000, seed=7)):
        if name == "findings":
            checked += 1
            assert all(quote in row[where] for where, quote in quotes(row))
    assert checked == 4000


def test_outcomes_and_grounds_go_together(told: Rows) -> None:
    for row in told["findings"]:
        if row["outcome"] is None:
            assert row["answer"] == ""
            continue
        got = {part["got"] for part in row["parts"]}
        assert (row["outcome"] == "declined") <= (row["ground"] is not None)
        assert row["ground"] is None or row["outcome"] in ("declined", "partly")
        assert (row["outcome"] == "unaddressed") == (row["evidence"] == "")
        assert (got == {"answered"}) == (row["outcome"] == "answered")


def test_due_words_lie_around_the_answer(told: Rows) -> None:
    for row in told["findings"]:
        for one in row["commitments"]:
            if one["earliest"] and one["latest"]:
                assert one["earliest"] <= one["latest"]
            if one["latest"]:
                assert row["answered"] <= one["latest"]


PLANTED: dict[str, tuple[str, set[str]]] = {
    "outcome": (
        "findings",
        {"answered", "partly", "pointed", "declined", "deferred", "unaddressed"},
    ),
    "ground": (
        "findings",
        {
            "cost", "not_held", "commercial", "security", "confidential",
            "legal", "other_body", "policy", "timing", "other",
        },
    ),
    "status": (
        "history",
        {"tabled", "holding", "answered", "corrected", "withdrawn", "no longer listed"},
    ),
    "state": ("promises", {"met", "repeated", "postponed", "forgotten"}),
}  # fmt: skip


@pytest.mark.parametrize("seed", [2, 3, 5, 8, 99, 2026])
def test_other_seeds_plant_as_much(seed: int) -> None:
    rows = list(truth(Parliament(seed=seed)))
    for field, (name, kinds) in PLANTED.items():
        assert {row[field] for file, row in rows if file == name} - {None} == kinds
    assert {row["state"] for file, row in rows if file == "chains"} == {"reached", "loop", "dead end"}


@pytest.mark.parametrize("field", PLANTED)
def test_every_kind_is_planted(told: Rows, field: str) -> None:
    name, kinds = PLANTED[field]
    assert {row[field] for row in told[name]} - {None} == kinds


def test_grounds_stand_with_declined_and_partly(told: Rows) -> None:
    pairs = {(row["outcome"], row["ground"]) for row in told["findings"]}
    assert {("declined", ground) for ground in PLANTED["ground"][1]} <= pairs
    assert {("partly", ground) for ground in PLANTED["ground"][1]} <= pairs


@pytest.mark.parametrize(
    "pattern",
    [
        r"CP \d+", r"Cm \d+", r"HC \d+", r"HL Paper \d+", r"HCWS\d+", r"HLWS\d+", r"SI \d{4}/\d+", r"TS No\. \d+",
        r"page \d+ of", r"paragraph \d+\.\d+ of", r"section \d+ of", r"regulation \d+ of", r"Article \d+ of",
        r"column \d+", r"column \d+W", r"Answer of .* to Question \d+", r"Answer of .* to Questions \d+",
        r"answer given on .* to Question \d+", r"answer given on .* to UIN \d+",
        r"Written Answer by .* \(HL\d+\)", r"https://\S+", r"letter from",
        r"https://\S+/\d{4}-\d{2}-\d{2}/\d+",
    ],
)  # fmt: skip
def test_every_form_of_citation_is_planted(told: Rows, pattern: str) -> None:
    quoted = [one["quote"] for row in told["findings"] for one in row["citations"]]
    assert any(re.search(pattern, quote) for quote in quoted)


def test_every_kind_of_citation_is_planted(told: Rows) -> None:
    kinds = {one["kind"] for row in told["findings"] for one in row["citations"]}
    assert kinds == {
        "command_paper", "house_paper", "earlier_answer", "hansard", "written_statement", "oral_contribution", "act",
        "instrument", "treaty", "publication", "letter", "web",
    }  # fmt: skip


def test_clusters_declared_and_not(told: Rows) -> None:
    answers = {row["id"]: row["answer"] for row in told["findings"]}
    assert {row["declared"] for row in told["clusters"]} == {True, False}
    assert any(len(row["ids"]) == 7 and not row["declared"] for row in told["clusters"])
    for row in told["clusters"]:
        assert len({answers[one] for one in row["ids"]}) == 1
    grouped = [one for row in told["clusters"] for one in row["ids"]]
    assert len(grouped) == len(set(grouped))
    alone = [answer for one, answer in answers.items() if one not in grouped and answer]
    assert len(alone) == len(set(alone))


def test_series_are_one_sentence_with_one_thing_changed(told: Rows) -> None:
    questions = {row["id"]: row["question"] for row in told["findings"]}
    answers = {row["id"]: row["answer"] for row in told["findings"]}
    assert any(row["shared_answer"] and row["unmentioned"] for row in told["series"])
    assert any(not row["shared_answer"] for row in told["series"])
    for row in told["series"]:
        for member in row["members"]:
            assert questions[member["id"]] == row["template"].replace("{}", member["slot"])
            if row["shared_answer"]:
                assert (member["slot"] in answers[member["id"]]) == (member["slot"] not in row["unmentioned"])


def test_chains_end_where_they_say(told: Rows) -> None:
    findings = {row["id"]: row for row in told["findings"]}
    assert {row["state"] for row in told["chains"]} == {"reached", "loop", "dead end"}
    assert any(len(row["path"]) > 1 and row["state"] == "reached" for row in told["chains"])
    for row in told["chains"]:
        assert row["cited"] in findings[row["id"]][row["where"]]
        if row["to"]:
            assert row["to"].endswith(f"/{row['cited']}")
        else:
            assert not any(one.endswith(f"/{row['cited']}") for one in findings)
        if row["state"] == "reached":
            assert findings[row["end"]]["answer"]
            assert all(cited["where"] == "question" for cited in told["chains"] if cited["id"] == row["end"])


def test_timeliness_has_every_rule_late_and_on_time(told: Rows) -> None:
    seen = {(rule["rule"], rule["late"]) for row in told["timeliness"] for rule in row["rules"]}
    rules = {"named-day", "ordinary-5-working", "ordinary-5-sitting", "ordinary-7-calendar", "lords-10-working"}
    assert {(rule, late) for rule in rules for late in (True, False)} <= seen
    for row in told["timeliness"]:
        for rule in row["rules"]:
            if row["answered"]:
                assert rule["late"] == (row["answered"] > rule["due"])
    both_ways = [rule for row in told["timeliness"] for rule in row["rules"] if rule["late"]]
    assert any(not rule["late_if_holding_counts"] for rule in both_ways)


def test_the_record_tells_the_same_history(told: Rows, observed: dict[str, list[Observation]]) -> None:
    happened: Counter[str] = Counter()
    for row in told["history"]:
        events = history(row["id"], observed[row["id"]])
        wanted = [event["kind"] for event in row["events"]]
        assert [str(event.kind) for event in events] == wanted, row["id"]
        assert merge(row["id"], in_order(observed[row["id"]])).status == row["status"]
        days = {str(event.kind): event.on.isoformat() for event in events if event.on}
        assert all(event["on"] == days.get(event["kind"], event["on"]) for event in row["events"])
        happened.update(wanted)
    assert set(happened) >= {
        "tabled",
        "moved to another body",
        "holding answer",
        "answered",
        "corrected",
        "withdrawn",
        "no longer listed",
    }


def test_passages_stand_in_longer_answers(told: Rows) -> None:
    answers = {row["id"]: row["answer"] for row in told["findings"]}
    uses = Counter(row["passage"] for row in told["passages"])
    assert max(uses.values()) > 1
    assert all(row["text"] in answers[row["id"]] for row in told["passages"])
    assert any(len(row["text"]) < len(answers[row["id"]]) for row in told["passages"])


def test_posts_cover_every_answer(told: Rows) -> None:
    parliament = Parliament()
    country = parliament.country()
    iso = country.calendar.iso
    posts = {(row["member"], row["role"], row["body"]): [] for row in told["posts"]}  # type: ignore[var-annotated]
    for row in told["posts"]:
        posts[row["member"], row["role"], row["body"]].append(row)
    bodies = {row["name"]: row for row in told["bodies"]}
    for exchange in parliament.exchanges(country):
        post, answered = exchange.fate.post, exchange.fate.answered
        if post is None or answered is None or (bodies[post.body]["until"] or "9999") <= iso[answered]:
            continue  # answered in the days after its body was renamed
        held = posts[post.person.number, post.role, post.body]
        assert any(row["since"] <= iso[answered] < (row["until"] or "9999") for row in held)


def test_bodies_are_renamed_and_split(told: Rows) -> None:
    ends = {row["name"] for row in told["bodies"] if row["until"]}
    starts = {row["name"] for row in told["bodies"] if row["since"] > min(one["since"] for one in told["bodies"])}
    assert len(ends) == 2
    assert len(starts) == 3


def test_forms_of_answers_are_planted() -> None:
    published = b"".join(official_pages(Parliament()))
    for mark in (b"<table>", b"<li>", b"<a href=", b'"fileType":"xlsx"', b'"unlisted":true'):
        assert mark in published


def test_a_member_tables_forty_in_a_day() -> None:
    parliament = Parliament()
    tabled = Counter(
        (exchange.slip.asker.number, exchange.slip.tabled) for exchange in parliament.exchanges(parliament.country())
    )
    assert max(tabled.values()) >= 40


def test_truth_is_written_as_lines(tmp_path: Path) -> None:
    write_truth(Parliament(120), tmp_path / "truth")
    names = {path.name for path in (tmp_path / "truth").iterdir()}
    assert {"findings.jsonl", "clusters.jsonl", "series.jsonl", "chains.jsonl", "timeliness.jsonl"} <= names
    lines = (tmp_path / "truth" / "findings.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 120
    assert list(json.loads(lines[0])) == [
        "id", "body", "tabled", "answered", "question", "answer", "outcome", "ground", "evidence", "parts", "citations",
        "commitments",
    ]  # fmt: skip


def test_truth_needs_a_directory(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(InputError, match="expected a directory that can be written"):
        write_truth(Parliament(10), tmp_path / "taken")
