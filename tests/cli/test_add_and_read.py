"""The command line as people use it: a process, its output and its exit code."""

import gzip
import io
import json
import re
import zipfile

import pytest

from tests.samples import PAGE, answerable, listed, official, single
from tests.shared import real


@pytest.fixture
def record(tmp_path):
    return tmp_path / "record"


@pytest.fixture
def filled(record, tmp_path):
    """A record that holds the made-up page and two official questions."""
    for name, data in (
        ("page.txt", PAGE.encode()),
        ("list.json", listed(official(), official("1202", answerText=None, dateAnswered=None))),
    ):
        (tmp_path / name).write_bytes(data)
    done = answerable("add", tmp_path / "page.txt", tmp_path / "list.json", record=record)
    assert done.returncode == 0, done.stderr
    return record


def out(done):
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def as_json(*words, record):
    return json.loads(out(answerable(*words, "--json", record=record)))


def test_add_tells_what_it_did_and_that_a_second_time_changes_nothing(record, tmp_path):
    (tmp_path / "page.txt").write_text(PAGE)
    first = as_json("add", tmp_path / "page.txt", record=record)
    assert first == {
        "source": "page", "documents": 1, "questions": 3, "answers": 2,
        "new": 3, "changed": 0, "unchanged": 0, "unread": 0, "waiting": 0, "posts": 0, "fresh_posts": 0,
    }  # fmt: skip
    again = as_json("add", tmp_path / "page.txt", record=record)
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 3)
    assert "nothing new" in out(answerable("add", tmp_path / "page.txt", record=record))


def test_add_takes_standard_input_gz_and_zip(record, tmp_path):
    done = answerable("add", "-", "--json", record=record, input=PAGE.encode())
    assert json.loads(out(done))["new"] == 3
    (tmp_path / "list.json.gz").write_bytes(gzip.compress(listed(official())))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/one.json", single(official("1203")))
        archive.writestr("a/page.txt", PAGE)
    (tmp_path / "both.zip").write_bytes(packed.getvalue())
    added = as_json("add", tmp_path / "list.json.gz", tmp_path / "both.zip", record=record)
    assert (added["source"], added["documents"], added["new"], added["unchanged"]) == ("page, uk-parliament", 3, 2, 3)


def test_search_prints_hits_with_highlights_and_facets(filled):
    found = as_json("search", "weirs", "by:fenn", record=filled)
    assert set(found) == {"query", "total", "hits", "facets"}
    assert found["total"] == 4
    hit = found["hits"][0]
    assert set(hit) >= {"id", "url", "asked_by", "body", "tabled", "status", "question", "answer", "highlights"}
    marked = hit["highlights"][0]
    assert "weir" in marked["text"][marked["spans"][0]["start"] : marked["spans"][0]["end"]].lower()
    assert {one["label"]: one["count"] for one in found["facets"]["body"]} == {"Department for Rivers": 4}
    printed = out(answerable("search", "weirs", record=filled))
    assert "4 questions" in printed and "uk-commons/2025-09-16/1201" in printed


def test_search_takes_words_that_begin_with_a_minus(filled):
    assert as_json("search", "weirs", "-mend", record=filled)["total"] == 2


def test_search_sorts_and_pages(filled):
    found = as_json("search", "weirs", "--sort", "oldest", "--limit", "1", "--offset", "1", record=filled)
    assert len(found["hits"]) == 1
    assert found["total"] == 4


def test_show_tells_everything_with_history(filled):
    told = as_json("show", "uk-commons/2025-09-16/1201", record=filled)
    assert told["answer"]["text"] == "The Department inspected 41 weirs in 2024."
    assert [event["kind"] for event in told["history"]] == ["tabled", "answered"]
    printed = out(answerable("show", "uk-commons/2025-09-16/1201", record=filled))
    for words in (
        "Weirs: Inspections",
        "Ida Fenn (Reed, Overwater)",
        "24 September 2025",
        "History",
        "Open Parliament Licence",
    ):
        assert words in printed


def test_status_says_what_is_in_and_what_could_not_be_read(record, tmp_path):
    (tmp_path / "page.txt").write_text("Some words before.\n" + PAGE)
    answerable("add", tmp_path / "page.txt", record=record)
    told = as_json("status", record=record)
    assert told["summary"]["questions"] == 3
    assert told["summary"]["sources"][0]["unread"] == 1
    assert told["unread"][0]["excerpt"] == "Some words before."
    printed = out(answerable("status", record=record))
    assert "3 questions" in printed and "line 1" in printed


def test_fields_that_are_not_known_are_kept_and_told_of_once(record, tmp_path):
    (tmp_path / "list.json").write_bytes(listed(official("1", mood="calm"), official("2", mood="stern"), official("3")))
    assert as_json("add", tmp_path / "list.json", record=record)["unread"] == 1
    (told,) = as_json("status", record=record)["unread"]
    assert told["reason"] == "a field that is not known here: mood (2 times); kept as it came"
    assert (told["place"], told["excerpt"]) == ("record 1", '"calm"')


def test_export_reads_back_and_is_the_same_to_the_byte(filled, tmp_path):
    told = as_json("export", tmp_path / "one.jsonl", record=filled)
    assert told == {"file": str(tmp_path / "one.jsonl"), "format": "jsonl", "questions": 5}
    out(answerable("add", tmp_path / "one.jsonl", record=tmp_path / "other"))
    out(answerable("export", tmp_path / "two.jsonl", record=tmp_path / "other"))
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
    first = json.loads((tmp_path / "one.jsonl").read_text().splitlines()[-1])
    official_names = {"id", "uin", "house", "dateTabled", "dateForAnswer", "questionText", "answeringBodyName"}
    assert official_names | {"answerText", "dateAnswered"} <= set(first)


def test_export_to_csv_and_to_standard_output(filled):
    printed = out(answerable("export", "-", "--format", "csv", record=filled))
    heading, *rows = printed.splitlines()
    assert heading.startswith("question_id,id,uin,house,status,dateTabled")
    assert any(row.startswith("uk-commons/2025-09-16/1201,901201,1201,Commons,answered,2025-09-16") for row in rows)


def test_rebuild_makes_the_index_anew(filled):
    (filled / "findings" / "search" / "state.json").write_text("spoiled")
    assert as_json("rebuild", record=filled) == {"questions": 5}
    assert as_json("search", "weirs", record=filled)["total"] == 4


def test_record_may_be_named_before_or_after_the_command_or_in_the_environment(filled):
    for words in (("--record", filled, "status"), ("status", "--record", filled)):
        assert "5 questions" in out(answerable(*words))


def test_help_names_every_command():
    printed = out(answerable("--help"))
    for command in ("add", "search", "show", "status", "export", "rebuild", "serve", "demo"):
        assert re.search(rf"\b{command}\b", printed)


def test_the_seed_page(record):
    added = as_json("add", real("data/seed/defence-answers-2025-10.txt"), record=record)
    assert (added["questions"], added["answers"], added["unread"]) == (10, 10, 0)
    hits = as_json("search", "", record=record)["hits"]
    assert len({hit["answer"] for hit in hits}) == 4
    assert len({hit["asked_by"] for hit in hits}) == 3
    assert len({hit["body"] for hit in hits}) == 1
    told = [as_json("show", hit["id"], record=record)["answer"] for hit in hits]
    assert {(one["answered_by"]["name"], one["role"]) for one in told} == {
        ("Al Carns", "Parliamentary Under-Secretary (Ministry of Defence) (Minister for Veterans)"),
        ("Luke Pollard", "Minister of State (Ministry of Defence)"),
    }


def test_a_real_month_with_its_clipped_texts_marked(record, tmp_path):
    added = as_json("add", real("data/uk-api/list/2023-12.json.gz"), record=record)
    assert (added["questions"], added["new"], added["unread"]) == (2989, 2989, 0)
    out(answerable("export", tmp_path / "one.jsonl", record=record))
    lines = [json.loads(line) for line in (tmp_path / "one.jsonl").open()]
    assert sum("questionText" in line["clipped"] for line in lines) == 840
    assert sum("answerText" in line["clipped"] for line in lines) == 2382
    out(answerable("add", tmp_path / "one.jsonl", record=tmp_path / "other"))
    out(answerable("export", tmp_path / "two.jsonl", record=tmp_path / "other"))
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_demo_makes_up_a_parliament_once(tmp_path):
    first = json.loads(out(answerable("demo", "--no-serve", "--questions", "50", "--json", cwd=tmp_path)))
    assert (first["source"], first["unread"]) == ("uk-parliament", 0)
    assert (tmp_path / "answerable-demo.record" / "record.sqlite").exists()
    again = json.loads(out(answerable("demo", "--no-serve", "--questions", "50", "--json", cwd=tmp_path)))
    assert (again["new"], again["changed"]) == (0, 0)
    assert as_json("status", record=tmp_path / "answerable-demo.record")["summary"]["questions"] == 50


def test_demo_writes_down_what_is_true_of_it(tmp_path):
    out(answerable("demo", "--no-serve", "--questions", "60", "--truth", tmp_path / "truth", cwd=tmp_path))
    told = [json.loads(line) for line in (tmp_path / "truth" / "findings.jsonl").open()]
    assert len(told) == 60
    assert {"outcome", "ground", "evidence", "parts", "citations", "commitments"} <= set(told[0])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--truth", "/proc/nowhere"), "expected"),
        (("--questions", "0"), "questions: expected a number from 1"),
        (("--questions", "-5"), "got -5"),
        (("--questions", "99999999999"), "got 99,999,999,999"),
        (("--from", "2025-07-01", "--to", "2024-07-01"), "expected a last day at least"),
    ],
)
def test_demo_refuses_what_no_parliament_can_have(tmp_path, words, said):
    done = answerable("demo", "--no-serve", *words, cwd=tmp_path)
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert said in line
    assert not list(tmp_path.iterdir())


def test_add_takes_a_table_with_its_columns_named(record, tmp_path):
    (tmp_path / "table.csv").write_text("Nr,Wording,Other words,Put\n7,To ask about weirs.,Again.,2025-01-02\n")
    (tmp_path / "columns.toml").write_text('uin = "Nr"\ntext = "Wording"\ntabled = "Put"\n[always]\nhouse = "Lords"\n')
    added = as_json("add", tmp_path / "table.csv", "--columns", tmp_path / "columns.toml", record=record)
    assert (added["source"], added["new"], added["unread"]) == ("tables", 1, 1)  # the other words
    assert as_json("show", "uk-lords/2025-01-02/7", record=record)["question"] == "To ask about weirs."


def test_add_later_makes_it_searchable_and_the_rest_follows_when_asked(record, tmp_path):
    (tmp_path / "page.txt").write_text(PAGE)
    added = as_json("add", tmp_path / "page.txt", "--later", record=record)
    assert added["new"] == 3
    assert [one.name for one in (record / "findings").iterdir() if one.is_dir()] == ["search"]
    assert as_json("search", "weirs", record=record)["total"] == 2
    assert (record / "findings" / "reuse").is_dir()
