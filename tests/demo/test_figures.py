"""The table in the documentation is what comes out."""

from pathlib import Path

from bench.demo_figures import figures, table

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "demo-parliament.md"


def test_the_table_has_not_drifted() -> None:
    assert DOCUMENT.read_text(encoding="utf-8").endswith(table(figures()))
