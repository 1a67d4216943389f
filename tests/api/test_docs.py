"""docs/api.md is true: what it shows is run against the demo record's server, and comes out."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
ADDRESS = "http://127.0.0.1:8000"


def blocks(kind):
    return re.findall(rf"^```{kind}\n(.*?)^```$", GUIDE.read_text(), re.MULTILINE | re.DOTALL)


def steps():
    """Each command with what it is said to print."""
    for block in blocks("sh"):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, told = step.rstrip("\n").partition("\n")
            yield command, told


def agree(printed, told):
    """… stands for whatever may follow; where it ends a line, in that line."""
    beginning, more, _ = told.partition("…")
    return printed.startswith(beginning.rstrip()) if more else printed.rstrip() == told


@pytest.mark.parametrize(("command", "told"), list(steps()))
def test_what_is_asked_on_the_command_line(demo, command, told):
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    here = command.replace(ADDRESS, demo.removesuffix("/api/v1"))
    done = subprocess.run(here, shell=True, capture_output=True, text=True, check=True)
    assert told
    assert agree(done.stdout.replace("\r\n", "\n"), told), done.stdout


def test_what_is_asked_from_python(demo, capsys):
    names = {}
    for block in blocks("py"):
        exec(compile(block.replace(ADDRESS, demo.removesuffix("/api/v1")), str(GUIDE), "exec"), names)
    said = capsys.readouterr().out
    assert "Osric Rathmorcombe 2023-11-23" in said
    assert "tabled:soon\n       ^^^^" in said
    assert "no question 'uk-commons/2023-11-20/99999' in this record" in said
