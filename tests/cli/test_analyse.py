"""`answerable analyse`, as people run it: pairs in, lines in the labels' shape out."""

import csv
import json

import pytest

from tests.samples import answerable

PAIRS = [
    {
        "id": "one",
        "question": "To ask the Secretary of State, (a) how many weirs and (b) what reeds there are.",
        "answer": "The information requested is not held centrally. We will publish the Weir Survey by 31 March 2026.",
        "tabled": "2025-09-16",
        "answered": "2025-09-24",
    },
    {
        "id": "two",
        "question": "To ask him about the Ferry Strategy 2031, CP 1338.",
        "answer": "No.",
        "answered": "1/10/25",
    },
]


def lines(pairs):
    return "".join(json.dumps(pair) + "\n" for pair in pairs)


def test_a_pair_comes_out_in_the_labels_shape(tmp_path):
    (tmp_path / "pairs.jsonl").write_text(lines(PAIRS))
    done = answerable("analyse", tmp_path / "pairs.jsonl")
    assert done.returncode == 0, done.stderr
    one, two = map(json.loads, done.stdout.splitlines())
    assert set(one) == {"id", "outcome", "ground", "evidence", "parts", "citations", "commitments"}
    assert (one["id"], two["id"]) == ("one", "two")
    assert len(one["parts"]) == 2
    assert all(part["ask"] in PAIRS[0]["question"] for part in one["parts"])
    assert one["evidence"] in PAIRS[0]["answer"]
    (promise,) = one["commitments"]
    assert (promise["earliest"], promise["latest"], promise["due"]) == (None, "2026-03-31", "by 31 March 2026")
    (citation,) = two["citations"]
    assert (citation["where"], citation["kind"], citation["number"]) == ("question", "command_paper", "CP 1338")


def test_many_come_out_in_their_order_and_as_one_by_one(tmp_path):
    many = [PAIRS[number % 2] | {"id": f"{number}"} for number in range(450)]
    (tmp_path / "pairs.jsonl").write_text(lines(many))
    done = answerable("analyse", tmp_path / "pairs.jsonl", "-o", tmp_path / "out.jsonl", "--json")
    assert json.loads(done.stdout) == {"file": str(tmp_path / "out.jsonl"), "pairs": 450}
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [one["id"] for one in found] == [f"{number}" for number in range(450)]
    assert [one | {"id": ""} for one in found[:2]] == [one | {"id": ""} for one in found[448:]]


def test_a_table_reads_as_lines_do(tmp_path):
    (tmp_path / "pairs.jsonl").write_text(lines(PAIRS))
    with (tmp_path / "pairs.csv").open("w", newline="") as file:
        rows = csv.DictWriter(file, ["id", "question", "answer", "tabled", "answered"])
        rows.writeheader()
        rows.writerows(PAIRS)
    both = [answerable("analyse", tmp_path / f"pairs.{form}").stdout for form in ("jsonl", "csv")]
    assert both[0] == both[1] != b""


@pytest.mark.parametrize(
    ("name", "words", "message"),
    [
        ("a.jsonl", '{"id": "1", "question": "Why?"}\n', "line 1: expected JSON with id, question and answer"),
        ("a.jsonl", lines(PAIRS) + "no json\n", "line 3: expected JSON with id, question and answer"),
        ("a.jsonl", lines([PAIRS[0] | {"answered": "soon"}]), "line 1: expected a day like 2025-09-16"),
        ("a.jsonl", lines([PAIRS[0] | {"answer": "x" * 500_001}]), "at most 500,000 characters; got 500,001"),
        ("a.csv", "id,question\n1,Why?\n", "expected columns id, question and answer; got none called answer"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(tmp_path, name, words, message):
    (tmp_path / name).write_text(words)
    done = answerable("analyse", tmp_path / name, "-o", tmp_path / "out.jsonl")
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    assert not (tmp_path / "out.jsonl").exists()


def test_a_file_that_is_not_there_and_bytes_that_are_no_text_are_refused(tmp_path):
    assert b"expected a file that can be read" in answerable("analyse", tmp_path / "none.jsonl").stderr
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe\xff")
    assert b"expected text in UTF-8" in answerable("analyse", tmp_path / "bytes.jsonl").stderr


def test_nothing_gives_nothing(tmp_path):
    (tmp_path / "none.jsonl").write_text("")
    done = answerable("analyse", tmp_path / "none.jsonl")
    assert (done.returncode, done.stdout) == (0, b"")
