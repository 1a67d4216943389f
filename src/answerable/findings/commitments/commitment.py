"""What a commitment is."""

from datetime import date
from typing import Literal

from msgspec import Struct

from answerable.model.text import Span

VERSION = 6
Act = Literal[
    "publish", "consult", "legislate", "meet", "write", "fund", "decide", "deliver", "respond", "place in the Library",
    "announce", "review", "launch", "update", "other",
]  # fmt: skip
Hedge = Literal["firm", "expected", "aim", "vague", "conditional"]


class Commitment(Struct, frozen=True, omit_defaults=True):
    """A future act that somebody could check.

    `span` counts in the answer given; `actor` and `due` are words as printed; `earliest` and `latest` are days reckoned
    from the answer's date, None where the words allow no reckoning; `rule` names the words of promise and the verb,
    `version` the state of the rules.
    """

    span: Span
    act: Act
    hedge: Hedge
    rule: str
    actor: str | None = None
    due: str | None = None
    earliest: date | None = None
    latest: date | None = None
    version: int = VERSION

    def quote(self, answer: str) -> str:
        """The very words."""
        return self.span.of(answer)
