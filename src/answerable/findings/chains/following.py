"""Following references from answer to answer, until a text that points no further."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from answerable.findings.chains.references import Reference
from answerable.findings.chains.resolving import Resolution

DEEPEST = 20  # answers, one after another
MOST = 100  # steps told of one chain


class End(StrEnum):
    """How a step ends."""

    ON = "points on"
    REACHED = "reached"
    LOOP = "loop"
    UNANSWERED = "not answered"
    UNRESOLVED = "not resolved"
    TOO_DEEP = "too deep"


class Pointer(Struct, frozen=True):
    """A reference and what it was resolved to."""

    reference: Reference
    resolution: Resolution


class Step(Struct, frozen=True):
    """One pointer on the way: `depth` 1 is in the answer begun with, `source` the question in whose answer it is."""

    depth: int
    source: str
    pointer: Pointer
    end: End

    @property
    def target(self) -> str | None:
        """The question pointed to."""
        return self.pointer.resolution.target


# The pointers in a question's answer; None when the question has no answer.
Pointers = Callable[[str], Sequence[Pointer] | None]


def follow(question_id: str, pointers: Pointers) -> tuple[Step, ...]:
    """Every step from a question's answer on, depth first; `REACHED` marks the answers finally reached."""
    steps: list[Step] = []
    for step in _steps(question_id, pointers, (question_id,)):
        steps.append(step)
        if len(steps) == MOST:
            break
    return tuple(steps)


def _steps(source: str, pointers: Pointers, path: tuple[str, ...]) -> Iterator[Step]:
    for pointer in pointers(source) or ():
        target = pointer.resolution.target
        end = _end(target, pointers, path)
        yield Step(len(path), source, pointer, end)
        if target and end is End.ON:
            yield from _steps(target, pointers, (*path, target))


def _end(target: str | None, pointers: Pointers, path: tuple[str, ...]) -> End:
    if target is None:
        return End.UNRESOLVED
    if target in path:
        return End.LOOP
    onward = pointers(target)
    if onward is None:
        return End.UNANSWERED
    if not onward:
        return End.REACHED
    return End.ON if len(path) < DEEPEST else End.TOO_DEEP
