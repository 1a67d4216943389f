"""The public verbs that need more than one finding, on plain words and without a record."""

from answerable.errors import InputError
from answerable.findings import outcomes
from answerable.findings import parts as asked
from answerable.model.outcome import Finding
from answerable.model.part import Part

LONGEST = 500_000  # characters of one text; more is refused, since no question or answer is a hundredth as long


def parts(question: str) -> tuple[Part, ...]:
    """The separate things that `question` asks, in order; spans count in `question`.

    Raises InputError for what is no text or longer than `LONGEST`.
    """
    return asked.parts(_words("question", question))


def outcome(question: str, answer: str) -> Finding:
    """What `answer` does with `question`, and with each of its parts; spans of evidence count in `answer`.

    Raises InputError for what is no text or longer than `LONGEST`.
    """
    answered = _words("answer", answer)
    return outcomes.outcome(question, parts(question), answered)


def _words(name: str, words: object) -> str:
    if not isinstance(words, str):
        raise InputError(name, "plain text", "nothing" if words is None else type(words).__name__)
    if len(words) > LONGEST:
        raise InputError(name, f"at most {LONGEST:,} characters", f"{len(words):,}")
    return words
