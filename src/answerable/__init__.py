"""answerable: the open system of record for parliamentary written questions."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from answerable.findings.reuse.same import same as same

# A verb's module is read when the verb is first used, so that importing the package stays light.
_VERBS = {"same": "answerable.findings.reuse.same"}


def __getattr__(name: str) -> Any:
    if name not in _VERBS:
        raise AttributeError(f"module 'answerable' has no attribute {name!r}")
    return getattr(import_module(_VERBS[name]), name)
