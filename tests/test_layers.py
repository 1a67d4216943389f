"""The layers hold in the real tree, and the contracts that say so catch breaches of each kind, planted in a copy."""

import os
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.shared import ROOT

LINT = Path(sys.executable).with_name("lint-imports")
LAYERS = "Faces over queries, queries over findings, findings over the record"
SOURCES = "No source sees the record"
READERS = "Faces that only read, and queries, reach neither pipeline nor sources"
FINDINGS = "No finding imports another"
ONE_SOURCE = "No source imports another"
HIGH_TO_LOW = (
    ("cli",), ("web",), ("api", "mcp", "client"), ("pipeline", "queries"), ("workspace", "verbs"),
    ("sources", "findings", "demo"), ("record",), ("model",), ("errors",),
)  # fmt: skip

UPWARDS = [(low, up) for upper, lower in pairwise(HIGH_TO_LOW) for low in lower for up in upper]
SIDEWAYS = [(one, other) for layer in HIGH_TO_LOW for one in layer for other in layer if one != other]
# For each contract who must not import whom.
BREACHES = {
    LAYERS: [*UPWARDS, *SIDEWAYS, ("errors", "cli"), ("model.text", "queries")],
    SOURCES: [("sources", "record"), ("sources.page", "record.codec")],
    READERS: [
        *((face, inner) for face in ("web", "api", "mcp", "client", "queries") for inner in ("pipeline", "sources")),
        ("web", "sources.markup"),
    ],
    FINDINGS: [
        ("findings.rhyme", "findings.metre"),
        ("findings.metre.feet", "findings.rhyme"),
        ("findings.base", "findings.rhyme"),
    ],
    ONE_SOURCE: [
        ("sources.page", "sources.uk_parliament"),
        ("sources.jsonlines.shape", "sources.page.labels"),
        ("sources.markup", "sources.page"),
        ("sources.documents", "sources.registry"),
    ],
}
ALLOWED = [
    ("cli", "pipeline"), ("cli", "sources"), ("web", "queries"), ("queries", "record"), ("pipeline", "sources"),
    ("workspace", "findings"), ("findings.rhyme", "findings.base"), ("findings.rhyme", "record"), ("record", "model"),
]  # fmt: skip


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package that has every layer, and two findings."""
    copied = tmp_path_factory.mktemp("layers")
    shutil.copytree(ROOT / "src" / "answerable", copied / "answerable", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", copied)
    for name in ("workspace", "verbs", "demo", "findings.rhyme", "findings.metre", "findings.metre.feet"):
        if not any(place.exists() for place in _places(copied, name)):
            _places(copied, name)[0].parent.mkdir(parents=True, exist_ok=True)
            _places(copied, name)[0].touch()
    return copied


def _places(tree: Path, module: str) -> tuple[Path, Path]:
    """Where a module may stand: as a folder or as a file."""
    bare = tree.joinpath("answerable", *module.split("."))
    return bare / "__init__.py", bare.with_suffix(".py")


def lint(tree: Path) -> tuple[int, str]:
    command = [LINT, "--no-cache", "--no-logo", "--config", tree / ".importlinter"]
    environment = os.environ | {"PYTHONPATH": str(tree), "COLUMNS": "200"}
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def planted(tree: Path, imports: list[tuple[str, str]]) -> tuple[int, str]:
    """What the linter says of the tree with these imports more."""
    files = {importer: next(place for place in _places(tree, importer) if place.exists()) for importer, _ in imports}
    was = {file: file.read_text() for file in files.values()}
    try:
        for importer, imported in imports:
            with files[importer].open("a") as file:
                file.write(f"\nimport answerable.{imported}\n")
        return lint(tree)
    finally:
        for path, text in was.items():
            path.write_text(text)


def test_the_real_tree_keeps_every_contract() -> None:
    done = subprocess.run([LINT, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_copy_keeps_every_contract_until_it_is_breached(tree: Path) -> None:
    code, said = lint(tree)
    assert code == 0, said
    for name in (LAYERS, SOURCES, READERS, FINDINGS, ONE_SOURCE):
        assert f"{name} KEPT" in said


@pytest.mark.parametrize("contract", BREACHES)
def test_every_breach_of_a_contract_is_caught(tree: Path, contract: str) -> None:
    code, said = planted(tree, BREACHES[contract])
    assert code == 1, said
    assert f"{contract} BROKEN" in said
    reported = said[said.index(f"\n{contract}\n") :]
    for importer, imported in BREACHES[contract]:
        assert f"answerable.{importer} -> answerable.{imported} (" in reported


@pytest.mark.parametrize("contract", BREACHES)
def test_one_breach_alone_is_caught(tree: Path, contract: str) -> None:
    code, said = planted(tree, BREACHES[contract][-1:])
    assert code == 1, said
    assert f"{contract} BROKEN" in said


def test_what_is_allowed_is_not_caught(tree: Path) -> None:
    code, said = planted(tree, ALLOWED)
    assert code == 0, said
