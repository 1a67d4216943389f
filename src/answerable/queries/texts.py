"""Questions of the record, each read once however often a finding asks for its words."""

from collections.abc import Mapping, Sequence

from answerable.model.question import Question
from answerable.queries.names import named
from answerable.record.record import Record


class Texts:
    """What findings and pages read of the record while one thing is asked."""

    def __init__(self, record: Record, *known: Question) -> None:
        self._record = record
        self._known: dict[str, Question | None] = {one.id: one for one in known}

    def held(self, ids: Sequence[str]) -> dict[str, Question]:
        """Those of the questions that are held, in the order asked for."""
        unknown = [id_ for id_ in dict.fromkeys(ids) if id_ not in self._known]
        if unknown:
            found = named(self._record, self._record.questions(unknown).values())
            self._known |= dict.fromkeys(unknown) | {one.id: one for one in found}
        return {id_: one for id_ in ids if (one := self._known[id_])}

    def questions(self, ids: Sequence[str]) -> Mapping[str, str]:
        """The plain words of the questions."""
        return {id_: one.words for id_, one in self.held(ids).items()}

    def answers(self, ids: Sequence[str]) -> Mapping[str, str]:
        """The plain words of their answers."""
        return {id_: one.answer_words for id_, one in self.held(ids).items()}
