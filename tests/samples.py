"""Made-up input in the forms that sources read, and the program as people run it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

PAGE = """\
Asked by: Ida Fenn (Reed - Overwater)
Question to the Department for Rivers:
To ask the Secretary of State for Rivers, what steps she is taking to mend weirs.
Answered by Tom Quill - Minister of State (Department for Rivers) (Minister for Weirs)
We inspected 41 weirs in 2024.
The rest follow in the spring.
Asked by: Ida Fenn (Reed - Overwater)
Question to the Department for Rivers:
To ask the Secretary of State for Rivers, how many weirs need mending.
Answered by Tom Quill - Minister of State (Department for Rivers) (Minister for Weirs)
We inspected 41 weirs in 2024.
The rest follow in the spring.
Asked by: Lord Marsh of Sedge (Crossbench)
Question to the Office of Tides:
To ask His Majesty's Government whether tide tables are printed on paper.
This question is awaiting an answer
"""

HOSTILE = (
    "<p onclick=\"steal()\">The weir <script>alert('x')</script>holds &lt;b&gt;firm&lt;/b&gt;.</p>"
    '<p><a href="javascript:alert(1)">a bad link</a> and <a href="https://weirs.example/a?b=1&amp;c=2">a good one</a>'
    "</p><img src=x onerror=alert(2)><style>p{}</style>"
    "<table><tr><td>Year</td><td>Weirs</td></tr><tr><td>2024</td><td>41</td></tr></table>"
)


def official(uin: str = "1201", **fields: Any) -> dict[str, Any]:
    """A record in the official service's shape, answered unless `fields` say otherwise."""
    return {
        "id": int("".join(letter for letter in uin if letter.isdigit())) + 900_000,
        "askingMemberId": 901,
        "askingMember": {"id": 901, "name": "Ida Fenn", "party": "Reed", "memberFrom": "Overwater"},
        "house": "Commons",
        "memberHasInterest": False,
        "dateTabled": "2025-09-16T00:00:00",
        "dateForAnswer": "2025-09-18T00:00:00",
        "uin": uin,
        "questionText": "To ask the Secretary of State for Rivers, how many weirs were inspected in 2024.",
        "answeringBodyId": 31,
        "answeringBodyName": "Department for Rivers",
        "isWithdrawn": False,
        "isNamedDay": False,
        "groupedQuestions": [],
        "groupedQuestionsDates": [],
        "answerIsHolding": False,
        "answerIsCorrection": False,
        "answeringMemberId": 902,
        "answeringMember": {"id": 902, "name": "Tom Quill", "party": "Reed", "memberFrom": "Sedge"},
        "dateAnswered": "2025-09-24T00:00:00",
        "answerText": "<p>The Department inspected 41 weirs in 2024.</p>",
        "heading": "Weirs: Inspections",
        "attachments": [],
        "attachmentCount": 0,
    } | fields


def listed(*records: dict[str, Any]) -> bytes:
    """Records as a page of the official list."""
    results = [{"value": record, "links": []} for record in records]
    return json.dumps({"results": results, "totalResults": len(results)}).encode()


def single(record: dict[str, Any]) -> bytes:
    """A record as the official service gives one question."""
    return json.dumps({"value": record, "links": []}).encode()


def answerable(*words: str | Path, record: Path | None = None, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Runs the program as people do, to its end."""
    command = [sys.executable, "-m", "answerable", *map(str, words)]
    return subprocess.run(command, env=environment(record), capture_output=True, check=False, timeout=120, **options)


def environment(record: Path | None) -> dict[str, str]:
    """The environment of the program, with the record's directory where one is given."""
    # Tests ask more than people do, but for those whose settings say how much may be asked.
    settings = record / "settings.toml" if record else None
    own = settings is not None and settings.exists() and "api_rate" in settings.read_text()
    kept = {} if own else {"ANSWERABLE_API_RATE": "0"}
    kept |= {name: value for name, value in os.environ.items() if not name.startswith("ANSWERABLE_RECORD")}
    return kept | ({"ANSWERABLE_RECORD": str(record)} if record else {}) | {"COLUMNS": "100"}


@contextmanager
def served(record: Path) -> Iterator[str]:
    """The address at which `answerable serve` serves the record."""
    with running("serve", "--port", "0", record=record) as address:
        yield address


@contextmanager
def running(*words: str | Path, record: Path | None = None) -> Iterator[str]:
    """The address that a command which serves says (with `--json`) before it goes on serving."""
    command = [sys.executable, "-m", "answerable", *map(str, words), "--json"]
    with subprocess.Popen(command, env=environment(record), stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            told = b""
            while not told.endswith(b"}\n"):
                line = process.stdout.readline()
                assert line, "the server ended before it told its address"
                told += line
            address = json.loads(told)["url"].rstrip("/")
            httpx.get(f"{address}/about", timeout=60)  # it listens before it is ready
            yield address
        finally:
            process.terminate()
            process.wait(20)
