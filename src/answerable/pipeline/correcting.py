"""The record's keeper corrects an outcome: what is said goes into the record as an observation, and wins."""

from datetime import UTC, datetime

import msgspec
from msgspec import Struct

from answerable.errors import InputError
from answerable.model.correction import Correction
from answerable.model.observation import Observation
from answerable.model.outcome import Ground, Outcome
from answerable.model.question import Question
from answerable.pipeline.ingest import Progress
from answerable.record.codec import Codec
from answerable.record.heard import give, hear
from answerable.record.merge import KEEPER
from answerable.record.suggestions import accept, suggestion
from answerable.workspace import Workspace


class Corrected(Struct, frozen=True):
    """What the keeper said of which question; `accepted` is the suggestion's number, or None."""

    id: str
    correction: Correction
    accepted: int | None


def correct(
    workspace: Workspace, question_id: str, correction: Correction, accepted: int | None = None,
    progress: Progress | None = None,
) -> Corrected:  # fmt: skip
    """Keeps the keeper's word on an answer, and brings the findings into step.

    NotFound for an unknown question or suggestion; InputError where there is no whole answer, where words of evidence
    are not in it, or where the suggestion is of another question.
    """
    question = workspace.record.question(question_id)
    _answered(question, correction)
    if accepted is not None and (other := suggestion(workspace.record, accepted).question) != question.id:
        raise InputError(f"suggestion {accepted}", f"one on {question.id}", f"one on {other}")
    _tell(workspace, question.id, correction)
    if accepted is not None:
        accept(workspace.record, accepted)
    workspace.refresh(progress)
    return Corrected(question.id, correction, accepted)


def correction(
    outcome: Outcome, why: str, ground: Ground | None = None, by: str = "", evidence: str = ""
) -> Correction:
    """A correction said now; InputError where outcome and ground do not go together or the reason is missing."""
    if not why.strip():
        raise InputError("why", "a reason", "nothing")
    if (outcome is Outcome.DECLINED) > (ground is not None):
        raise InputError("ground", "a ground with the outcome declined", "none")
    if ground and outcome not in (Outcome.DECLINED, Outcome.PARTLY):
        raise InputError(
            "ground", "one only with the outcomes declined and partly", f"{ground.value} with {outcome.value}"
        )
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    return Correction(outcome, now, why.strip(), by.strip(), ground, evidence)


def _answered(question: Question, correction: Correction) -> None:
    if question.answer is None or question.answer.holding or not question.answer_words or question.clipped:
        raise InputError(question.id, "a question with a whole answer in the record", question.status.value)
    if correction.evidence and correction.evidence not in question.answer_words:
        raise InputError("evidence", "words of the answer, as they stand there", repr(correction.evidence[:80]))


def _tell(workspace: Workspace, question_id: str, correction: Correction) -> None:
    codec = Codec()
    said = Observation(source=KEEPER, said=correction.when, id=question_id, correction=correction)
    document = msgspec.json.encode({"question_id": question_id, "correction": correction})
    with workspace.record.adding() as adding:
        adding.document(give(document, KEEPER, f"correction of {question_id}", codec), [hear(said, codec)])
