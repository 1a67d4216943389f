"""What a text cites. The verb is `citations`; see docs/citations.md."""

from answerable.findings.citations.citation import VERSION, Citation, Kind
from answerable.findings.citations.extract import citations

__all__ = ["VERSION", "Citation", "Kind", "citations"]
