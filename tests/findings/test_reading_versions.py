"""A new reading of the same texts makes what was found by the old one anew."""

import pytest

from answerable.findings.citations import VERSION as CITED
from answerable.findings.citations.finding import Citations
from answerable.findings.commitments import VERSION as PROMISED
from answerable.findings.commitments.finding import Commitments


@pytest.mark.parametrize(("finding", "reading"), [(Citations, CITED), (Commitments, PROMISED)])
def test_what_an_older_reading_found_is_made_anew(finding, reading, tmp_path):
    held = finding.open(tmp_path / "kept", "record")
    older = held.kept.version.replace(str(reading), str(reading - 1))
    held.kept.remember(cursor=7)
    held.close()
    assert finding.open(tmp_path / "kept", "record").kept.cursor == 7
    again = finding.open(tmp_path / "kept", "record")
    again.kept.remember(version=older)
    again.close()
    assert older != again.kept.version
    assert finding.open(tmp_path / "kept", "record").kept.cursor == 0
