"""What readers say is wrong: suggestions left for the record's keeper, and read back by them."""

from typing import Annotated

from msgspec import Meta, Struct

from answerable.model.outcome import Ground, Outcome
from answerable.record import suggestions
from answerable.record.suggestions import LONGEST_NAME, LONGEST_WHY, Suggestion
from answerable.workspace import Workspace


class Suggesting(Struct, frozen=True):
    """What a reader thinks an answer does, and why; `ground` where something is declined; `who` may be left out."""

    outcome: Outcome
    why: Annotated[str, Meta(min_length=1, max_length=LONGEST_WHY)]
    ground: Ground | None = None
    who: Annotated[str, Meta(max_length=LONGEST_NAME)] = ""


class Corrections(Struct, frozen=True):
    """`every`: those that were accepted too."""

    every: bool = False
    limit: Annotated[int, Meta(ge=1, le=1000)] = 100


def suggest(workspace: Workspace, question_id: str, said: Suggesting) -> Suggestion:
    """Leaves a suggestion for the record's keeper. It is no part of what sources said and changes no finding."""
    return suggestions.suggest(workspace.record, question_id, said.outcome, said.why, said.ground, said.who)


def corrections(workspace: Workspace, asked: Corrections) -> list[Suggestion]:
    """Suggestions that wait for the record's keeper, newest first."""
    return suggestions.suggestions(workspace.record, every=asked.every, limit=asked.limit)
