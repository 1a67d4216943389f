"""`answerable waiting` and `answerable timeliness`, as people run them."""

import csv
import io
import json

import pytest

from tests.samples import answerable, official, single
from tests.timely import OPEN, on, timely

DAY = ("--as-of", "2024-03-13")
MARCH = ("--from", "2024-03", "--to", "2024-03", "--as-of", "2024-04-30")


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return timely(tmp_path_factory.mktemp("timely"))


def told(record, *words):
    done = answerable(*words, "--json", record=record)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def uins(found):
    return [one["id"].rpartition("/")[2] for one in found["lines"]]


def refused(record, *words):
    done = answerable(*words, record=record)
    assert done.returncode == 2, done
    (line,) = done.stderr.decode().splitlines()
    assert "Traceback" not in line
    return line


def test_what_waits_longest_first_with_its_rule_and_why(record):
    found = told(record, "waiting", *DAY)
    assert (found["total"], found["overdue"], found["as_of"]) == (5, 3, "2024-03-13")
    assert uins(found) == ["1", "2", "3", "HL5", "4"]
    first, held = found["lines"][0], found["lines"][2]
    assert {name: first[name] for name in ("state", "days", "due", "over", "rule", "why", "changed")} == {
        "state": "overdue", "days": 9, "due": "2024-03-12", "over": 1, "rule": "ordinary-5-sitting",
        "why": "answered within five sitting days of being tabled", "changed": "2024-03-13",
    }  # fmt: skip
    assert (held["state"], held["rule"], held["held"]) == ("holding answer in time", "named-day", "2024-03-08")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--overdue",), ["1", "2", "3"]),
        (("--overdue", "--rule", "ordinary-7-calendar"), ["1", "2", "3"]),
        (("--rule", "ordinary-5-sitting", "--limit", "1", "--offset", "1"), ["2"]),
        (("--body", "tides"), ["3", "4"]),
        (("--body", "office-of-tides", "--overdue"), ["3"]),
        (("--member", "ola"), ["4"]),
        (("--member", "Ida Fenn", "--body", "Office of Tides"), ["3"]),
    ],
)
def test_choosing(record, options, expected):
    if "Ida Fenn" in options:  # two Members have the name: one with a number, one from a page
        options = ("--member", "uk-901", *options[2:])
    assert uins(told(record, "waiting", *DAY, *options)) == expected


def test_another_rule_makes_another_day(record):
    due = {
        rule: told(record, "waiting", *DAY, "--rule", rule)["lines"][0]["due"]
        for rule in ("ordinary-5-sitting", "ordinary-5-working", "ordinary-7-calendar")
    }
    assert due == {
        "ordinary-5-sitting": "2024-03-12", "ordinary-5-working": "2024-03-11", "ordinary-7-calendar": "2024-03-11",
    }  # fmt: skip


def test_waiting_for_people(record):
    done = answerable("waiting", *DAY, "--body", "tides", record=record)
    said = " ".join(done.stdout.decode().split())
    assert "2 questions to the Office of Tides waiting on 13 March 2024, 1 past their day" in said
    assert "Ola Fenn · Office of Tides · tabled 13 March 2024, 0 days ago" in said
    assert "open: due 20 March 2024, rule ordinary-5-sitting" in said
    assert "named-day: answered on the day named by the asker (House of Commons Standing Order No. 22(4)" in said


def test_csv_is_whole_and_harmless(record):
    done = answerable("waiting", *DAY, "--csv", "--limit", "1", record=record)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode(), newline="")))
    assert [row["id"].rpartition("/")[2] for row in rows] == ["1", "2", "3", "HL5", "4"]
    assert (rows[0]["heading"], rows[0]["due"], rows[0]["rule"]) == ("'=1+1", "2024-03-12", "ordinary-5-sitting")


def test_how_long_answers_take(record):
    found = told(record, "timeliness", *MARCH)
    total = found["total"]
    assert (total["questions"], total["on_time"], total["unanswered"], total["small"]) == (5, 2, 2, True)
    assert total["share"] == 2 / 5
    assert [(one["name"], one["questions"]) for one in found["by_party"]] == [("Reed", 3), ("Heron", 2)]
    assert [(one["name"], one["rule"], one["questions"], one["held"]) for one in found["by_kind"]] == [
        ("ordinary", "ordinary-5-sitting", 5, 0), ("named day", "named-day", 1, 1),
    ]  # fmt: skip
    curve = found["curve"]
    assert (curve["unit"], curve["limit"], curve["questions"], curve["unanswered"]) == ("sitting days", 5, 5, 2)
    assert dict(zip(curve["days"], curve["waiting"], strict=True)).items() >= {4: 0.8, 5: 0.6000000000000001}.items()
    for said in (
        "ordinary question of the House of Commons",
        "under the five-sitting-day rule",
        "calendar: UK Parliament",
    ):
        assert said in found["words"]


def test_how_long_for_people_names_the_rule_and_says_that_few_are_few(record):
    said = " ".join(answerable("timeliness", *MARCH, record=record).stdout.decode().split())
    assert "2 of 5 were answered on time, 40.0%, under the five-sitting-day rule. 2 had no answer." in said
    assert "These are few" in said
    assert "The 2 without an answer are not left out" in said


def test_the_chamber_and_its_rule_follow_from_the_questions(record):
    assert told(record, "timeliness", "--body", "rivers", *MARCH)["rule"]["id"] == "ordinary-5-sitting"
    lords = told(record, "timeliness", "--rule", "lords-10-working", *MARCH)
    assert (lords["total"]["questions"], lords["curve"]["unit"]) == (1, "working days")
    assert "House of Lords" in lords["words"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("waiting", "--rule", "ten-days"), "no rule is called 'ten-days'; there are named-day, ordinary-5-working,"),
        (("waiting", "--as-of", "soon"), "expected as_of as a day like 2025-09-16; got 'soon'"),
        (("waiting", "--as-of", "2024-03"), "expected as_of as a day like 2025-09-16; got '2024-03'"),
        (("waiting", "--as-of", "2024-02-30"), "expected as_of as a day like 2025-09-16; got '2024-02-30'"),
        (("waiting", "--body", "moon"), "no answering body has the name or id 'moon' in this record"),
        (("waiting", "--member", "fenn"), "'fenn' is the name of more than one Member: Ida Fenn (uk-901), Ola Fenn"),
        (("timeliness", "--from", "spring"), "first: expected a date like 2025, 2025-09 or 2025-09-16; got 'spring'"),
        (("timeliness", "--from", "2025", "--to", "2024"), "expected a last day not before the first"),
        (("timeliness", "--member", "nobody"), "no Member has the name or id 'nobody'"),
    ],
)
def test_bad_input(record, words, said):
    assert said in refused(record, *words)


RULES = """\
[rule.ordinary-3-sitting]
chamber = "uk-commons"
kinds = ["ordinary"]
unit = "sitting days"
count = 3
words = "answered within three sitting days"
source = "the Reed Party's own promise"
"""


def test_rules_of_ones_own(record, tmp_path, monkeypatch):
    (tmp_path / "rules.toml").write_text(RULES)
    monkeypatch.setenv("ANSWERABLE_RULES", str(tmp_path / "rules.toml"))
    monkeypatch.setenv("ANSWERABLE_RULE", "ordinary-3-sitting")
    first = told(record, "waiting", *DAY)["lines"][0]
    assert (first["due"], first["why"]) == ("2024-03-07", "answered within three sitting days")


def test_a_rule_file_with_a_mistake_is_told_with_its_line(record, tmp_path, monkeypatch):
    (tmp_path / "rules.toml").write_text(RULES.replace("count = 3", "count = 0"))
    monkeypatch.setenv("ANSWERABLE_RULES", str(tmp_path / "rules.toml"))
    assert "rules.toml, line 5, rule.ordinary-3-sitting: expected 1 to 3650 sitting days" in refused(record, "waiting")


def test_a_calendar_of_ones_own(record, tmp_path, monkeypatch):
    (tmp_path / "days.toml").write_text(
        'parliament = "Reedland"\nsource = "its clerk"\n'
        '[chamber.uk-commons]\nname = "the Chamber"\nknown_from = 2024-03-01\nknown_to = 2024-03-31\n'
        '[chamber.uk-commons.sitting]\n2024-03 = "4 6 8 11-20"\n'
    )
    monkeypatch.setenv("ANSWERABLE_CALENDAR", str(tmp_path / "days.toml"))
    found = told(record, "waiting", *DAY)
    assert found["lines"][0]["due"] == "2024-03-13"
    assert "calendar: its clerk" in told(record, "timeliness", *MARCH)["words"]
    (tmp_path / "days.toml").write_text("parliament = 5\n[chamber]\n")
    assert "days.toml, line 1, parliament: expected parliament in words; got 5" in refused(record, "waiting")


def test_a_question_says_where_it_stands(record):
    shown = told(record, "show", "uk-commons/2024-03-04/2")["standing"]
    assert (shown["state"], shown["due"], shown["rule"]["id"]) == ("late", "2024-03-12", "ordinary-5-sitting")
    assert shown["taken"] == {"calendar": 10, "working": 8, "sitting": 7}
    said = answerable("show", "uk-commons/2024-03-04/2", record=record).stdout.decode()
    assert "12 March 2024: late (rule ordinary-5-sitting: answered within five sitting days" in " ".join(said.split())


def test_a_page_without_dates_is_never_late(record):
    (marsh,) = [one for one in told(record, "search", "by:marsh")["hits"] if one["id"].startswith("page/")]
    standing = told(record, "show", marsh["id"])["standing"]
    assert (standing["state"], standing["due"], standing["on_time"], standing["taken"]) == (
        "no dates",
        None,
        None,
        None,
    )


def test_overdue_in_a_query_changes_with_the_answer(tmp_path):
    record = tmp_path / "record"
    waits = official("8", **OPEN, **on("2025-09-16"))
    named = official("9", **OPEN, **on("2025-09-16", dateForAnswer="2025-09-18T00:00:00"), isNamedDay=True)
    for name, one in (("8", waits), ("9", named), ("10", official("10"))):
        (tmp_path / f"{name}.json").write_bytes(single(one))
        assert answerable("add", tmp_path / f"{name}.json", record=record).returncode == 0
    found = told(record, "search", "is:overdue")
    assert (found["total"], sum(one["count"] for one in found["facets"]["body"])) == (2, 2)
    assert told(record, "search", "is:overdue", "is:named-day")["total"] == 1
    assert [one["id"][-2:] for one in told(record, "search", "-is:overdue")["hits"]] == ["10"]
    (tmp_path / "8.json").write_bytes(single(official("8", **on("2025-09-16"))))
    assert answerable("add", tmp_path / "8.json", record=record).returncode == 0
    assert told(record, "search", "is:overdue")["total"] == 1
    assert told(record, "rebuild") == {"questions": 3}
    assert told(record, "search", "-is:overdue")["total"] == 2
