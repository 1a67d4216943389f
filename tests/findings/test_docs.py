"""The examples in the pages on parts and outcomes run."""

import re

import pytest

from tests.shared import ROOT

EXAMPLE = re.compile(r"```python\n(.*?)```", re.S)


@pytest.mark.parametrize("page", ["parts.md", "outcomes.md"])
def test_examples_run(page: str) -> None:
    examples = EXAMPLE.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert examples
    for example in examples:
        exec(compile(example, page, "exec"), {})
