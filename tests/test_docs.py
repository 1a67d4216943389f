"""The documents cannot drift: every block of code in them is run, and what they show must come out."""

import doctest
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.samples import environment

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def blocks(kind: str) -> list[tuple[str, str]]:
    """(document, code) of every block of that kind."""
    return [
        (str(document.relative_to(ROOT)), code)
        for document in DOCUMENTS
        for found, code in _BLOCK.findall(document.read_text())
        if found == kind
    ]


def steps(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block with the lines it is said to print."""
    for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *lines = step.rstrip("\n").split("\n")
        yield command, lines


def run(command: str, place: Path) -> list[str]:
    """What the command prints, on standard output and error; a server is stopped once it has said its address."""
    program, *words = shlex.split(command)
    assert program == "answerable", f"only answerable is run from documents; got {command}"
    arguments = [sys.executable, "-m", "answerable", *words]
    with subprocess.Popen(
        arguments, cwd=place, env=environment(None), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        if words[0] == "serve":
            said = process.stdout.readline()
            process.send_signal(signal.SIGTERM)
            return said.splitlines()
        return process.stdout.read().splitlines()


def agree(printed: list[str], told: list[str]) -> bool:
    """Whether the lines are those told; … stands for any that may follow."""
    if told[-1:] == ["…"]:
        return [line.rstrip() for line in printed[: len(told) - 1]] == told[:-1]
    return [line.rstrip() for line in printed] == told


@pytest.mark.parametrize(("document", "block"), blocks("console"))
def test_console_blocks(document, block, tmp_path):
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    for command, told in steps(block):
        printed = run(command, tmp_path)
        assert not told or agree(printed, told), f"{document}: $ {command}\n" + "\n".join(printed)


@pytest.mark.parametrize("document", sorted({document for document, _ in blocks("python")}))
def test_python_blocks(document):
    """A block may use what those before it in the document have made."""
    names: dict[str, object] = {}
    for block in [code for found, code in blocks("python") if found == document]:
        if ">>>" in block:
            test = doctest.DocTestParser().get_doctest(block, names, document, document, 0)
            assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, clear_globs=False).failed == 0
            names = test.globs
        else:
            exec(compile(block, document, "exec"), names)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_links_lead_somewhere(document):
    for link in _LINK.findall(document.read_text()):
        assert (document.parent / link).exists(), link
