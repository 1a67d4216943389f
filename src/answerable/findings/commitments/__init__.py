"""What an answer promises, and by when. The verb is `commitments`; see docs/commitments.md."""

from answerable.findings.commitments.commitment import VERSION, Act, Commitment, Hedge
from answerable.findings.commitments.extract import commitments

__all__ = ["VERSION", "Act", "Commitment", "Hedge", "commitments"]
