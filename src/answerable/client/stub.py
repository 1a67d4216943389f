"""What type checkers and editors are told of `Reader`, written from the catalogue by `make stub`."""

import inspect
import types
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from answerable.client.methods import parameters
from answerable.queries.catalogue import CATALOGUE, Query
from answerable.queries.listing import is_list, kind

FILE = Path(__file__).with_name("reader.pyi")
_HEAD = '''"""Written by `make stub` from the query catalogue."""

from types import TracebackType
from typing import Literal, Self

{imports}
from answerable.client.listed import Listed
from answerable.client.source import Source

class Reader:
    """Asks a record, here or on a server. A list is read as far as it is iterated; `limit` is how many in all."""

    source: Source
    def __init__(self, source: Source) -> None: ...
    def close(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...
'''


def stub() -> str:
    """The whole of it."""
    modules: set[str] = set()
    methods = "".join(_method(query, modules) for query in CATALOGUE)
    imports = "\n".join(f"import {module}" for module in sorted(modules))
    return _HEAD.format(imports=imports) + methods


def _method(query: Query, modules: set[str]) -> str:
    hints = get_type_hints(query.asks)
    taken = "".join(f"        {_taken(one, hints, modules)},\n" for one in parameters(query))
    answers = _printed(query.answers, modules)
    given = f"Listed[{answers}, {_printed(kind(query), modules)}]" if is_list(query) else answers
    doc = inspect.getdoc(query.ask) or ""
    said = f'"""{doc}"""' if "\n" not in doc else f'"""{doc.partition(chr(10))[0]}"""'
    return f"    def {query.name}(\n        self,\n{taken}    ) -> {given}:\n        {said}\n"


def _taken(one: inspect.Parameter, hints: dict[str, Any], modules: set[str]) -> str:
    if one.name == "limit" and one.default is None:
        return "limit: int | None = None"
    default = "" if one.default is inspect.Parameter.empty else f" = {one.default!r}"
    return f"{one.name}: {_printed(hints[one.name], modules)}{default}"


def _printed(kind: Any, modules: set[str]) -> str:
    """A type as it is written in a program, the modules it needs noted."""
    origin, told = get_origin(kind), get_args(kind)
    if kind is types.NoneType:
        return "None"
    if origin is Annotated:
        return _printed(told[0], modules)
    if origin is Literal:
        return f"Literal[{', '.join(repr(one) for one in told)}]"
    if origin in (Union, types.UnionType):
        return " | ".join(_printed(one, modules) for one in told)
    if origin:
        return f"{origin.__name__}[{', '.join('...' if one is ... else _printed(one, modules) for one in told)}]"
    if kind.__module__ == "builtins":
        return str(kind.__name__)
    modules.add(kind.__module__)
    return f"{kind.__module__}.{kind.__qualname__}"


if __name__ == "__main__":
    FILE.write_text(stub())
