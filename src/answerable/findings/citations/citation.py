"""What a citation is."""

from typing import Literal

from msgspec import Struct

from answerable.model.text import Span

VERSION = 6
Kind = Literal[
    "command_paper",
    "house_paper",
    "earlier_answer",
    "hansard",
    "written_statement",
    "oral_contribution",
    "act",
    "instrument",
    "treaty",
    "publication",
    "letter",
    "web",
]


class Citation(Struct, frozen=True, omit_defaults=True):
    """Something cited that a reader could look up.

    `span` counts in the text given; `number` is as printed without a leading "UIN" ("CP 1338", "HCWS123", "72559");
    `locator` is the page, paragraph, section or column as printed; `date` is that of the thing cited, as YYYY,
    YYYY-MM or YYYY-MM-DD; `rule` names the pattern that found it, `version` the state of the rules.
    """

    kind: Kind
    span: Span
    rule: str
    number: str | None = None
    locator: str | None = None
    date: str | None = None
    version: int = VERSION

    def quote(self, text: str) -> str:
        """The very words."""
        return self.span.of(text)
