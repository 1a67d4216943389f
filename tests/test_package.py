"""The verbs that the package itself offers."""

import subprocess
import sys

import pytest

import answerable


def test_same_is_offered_by_the_package():
    found = answerable.same(
        ["We mended the weir, as the hon. Lady knows.", "", "We mended the weir, as my noble Friend knows."]
    )
    assert [group.members for group in found.identical] == [(0, 2)]


def test_importing_the_package_reads_no_finding():
    code = "import sys, answerable; print([name for name in sys.modules if name.startswith(('numpy', 'answerable.'))])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_what_is_no_verb_is_not_there():
    with pytest.raises(AttributeError, match="evade"):
        answerable.evade  # noqa: B018
