"""answerable: the open system of record for parliamentary written questions.

The verbs on plain text, none of which needs a record: `parts`, `outcome`, `citations`, `commitments` and `same`.
`open` gives a record to read, in a directory of this machine or on a server.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from answerable.client import open as open
    from answerable.findings.citations import citations as citations
    from answerable.findings.commitments import commitments as commitments
    from answerable.findings.reuse.same import same as same
    from answerable.verbs import outcome as outcome
    from answerable.verbs import parts as parts

# A verb's module is read when the verb is first used: most programs need only one, and some bring models along.
_VERBS = {
    "citations": "answerable.findings.citations",
    "commitments": "answerable.findings.commitments",
    "open": "answerable.client",
    "outcome": "answerable.verbs",
    "parts": "answerable.verbs",
    "same": "answerable.findings.reuse.same",
}
__all__ = ["citations", "commitments", "open", "outcome", "parts", "same"]


def __getattr__(name: str) -> Any:
    if name not in _VERBS:
        raise AttributeError(f"module 'answerable' has no attribute {name!r}")
    return getattr(import_module(_VERBS[name]), name)
