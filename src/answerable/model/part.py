"""One of the separate things that a question asks."""

from enum import StrEnum

from msgspec import Struct

from answerable.model.text import Span


class Kind(StrEnum):
    """What kind of thing is asked for, by the words that ask for it."""

    STATEMENT = "statement"  # if he will make a statement
    PUBLISH = "publish"  # if he will publish, list, place in the Library
    IF_WILL = "if will"  # if he will do something, make an assessment, meet
    WHETHER = "whether"
    HOW_MANY = "how many"  # how many, what number, what proportion
    HOW_MUCH = "how much"  # how much, what cost, what the average price was
    WHEN = "when"  # when, on what date, what the timetable is
    WHO = "who"
    WHICH = "which"
    WHERE = "where"
    WHY = "why"  # why, for what reason
    STEPS = "what steps"
    ASSESSMENT = "what assessment"
    ESTIMATE = "what estimate"
    DISCUSSIONS = "what discussions"  # and representations, meetings, advice received
    PLANS = "what plans"
    PROGRESS = "what progress"
    POLICY = "what policy"
    INFORMATION = "what information"
    HOW = "how"
    WHAT = "what"  # any other thing
    OTHER = "other"  # no asking words were found


class Part(Struct, frozen=True, omit_defaults=True):
    """`ask` is `span.of(question)`: the words that name the thing, with their printed label.

    A lettered or numbered part keeps the words before its list: `stem` is `stem_span.of(question)`.
    """

    ask: str
    span: Span
    kind: Kind
    label: str = ""  # "a", "ii", "2": as printed, without brackets
    stem: str = ""
    stem_span: Span | None = None

    @property
    def whole(self) -> str:
        """The part as a sentence of its own: stem and words."""
        return f"{self.stem} {self.ask}" if self.stem else self.ask
