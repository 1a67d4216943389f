"""Which of the questions a figure is about: of whom, by whom, and under which rule."""

from datetime import date
from typing import Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from answerable.findings.timeliness.dates import Mask, of_kinds
from answerable.findings.timeliness.rules import Rule
from answerable.findings.timeliness.store import Stored
from answerable.model.dates import in_full

Rows = NDArray[np.intp]
NOT_SAID = "not said"  # in place of a name that no source gave
_COLUMNS = ("body", "member", "party")


class Scope(Struct, frozen=True):
    """Only questions to this body (its id), by this Member (their id), of this party as printed.

    "" is any, NOT_SAID those of which it was not said. `called` is what to call the scope, else ids do.
    """

    body: str = ""
    member: str = ""
    party: str = ""
    called: str = ""

    def among(self, stored: Stored, rows: Rows) -> Rows:
        """Those of the rows that are in it."""
        for column in _COLUMNS:
            if name := getattr(self, column):
                code = stored.code(column, "" if name == NOT_SAID else name)
                rows = rows[stored.column(column)[rows] == code]
        return rows

    @property
    def words(self) -> str:
        """ " to … by …", or nothing."""
        if self.called:
            return f" {self.called}"
        told = (("to", self.body), ("by", self.member), ("of party", self.party))
        return "".join(f" {link} {name}" for link, name in told if name)


class Period(Struct, frozen=True):
    """From a day to a day, both included, by the day the questions were due or by the day they were tabled."""

    first: date
    last: date
    by: Literal["due", "tabled"] = "due"

    @property
    def words(self) -> str:
        """`due from 1 March 2024 to 31 March 2024`."""
        return f"{self.by} from {in_full(self.first)} to {in_full(self.last)}"


def covered(stored: Stored, rule: Rule, rows: Rows) -> Mask:
    """Which of the rows the rule speaks of."""
    ours: Mask = stored.column("chamber")[rows] == stored.code("chamber", rule.chamber)
    return ours & of_kinds(stored.column("kind")[rows], rule.kinds)
