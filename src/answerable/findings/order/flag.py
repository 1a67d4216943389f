"""A place of a draft at which a rule of order is worth a look."""

from msgspec import Struct

from answerable.model.text import Span


class Flag(Struct, frozen=True, omit_defaults=True):
    """What to look at, never a verdict: a clerk decides.

    `rule` is its name and `title` that for people, `says` what it is about and `source` where the rule stands; `spans`
    count in the draft, none where it rests on the whole. `questions`: addresses of those of the record it rests on.
    """

    rule: str
    title: str
    says: str
    source: str
    spans: tuple[Span, ...] = ()
    questions: tuple[str, ...] = ()
