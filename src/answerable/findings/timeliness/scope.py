"""Which of the questions a figure is about: of whom, by whom, and under which rule."""

from datetime import date
from typing import Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from answerable.findings.timeliness.dates import Mask, of_kinds
from answerable.findings.timeliness.rules import Rule
from answerable.findings.timeliness.store import Stored

Rows = NDArray[np.intp]


class Scope(Struct, frozen=True):
    """Only questions to this body (its id), by this Member (their id), of this party as printed; "": any."""

    body: str = ""
    member: str = ""
    party: str = ""

    def among(self, stored: Stored, rows: Rows) -> Rows:
        """Those of the rows that are in it."""
        for column in self.__struct_fields__:
            if name := getattr(self, column):
                rows = rows[stored.column(column)[rows] == stored.code(column, name)]
        return rows

    @property
    def words(self) -> str:
        """ " to … by …", or nothing."""
        told = (("to", self.body), ("by", self.member), ("of party", self.party))
        return "".join(f" {link} {name}" for link, name in told if name)


class Period(Struct, frozen=True):
    """From a day to a day, both included, by the day the questions were due or by the day they were tabled."""

    first: date
    last: date
    by: Literal["due", "tabled"] = "due"


def covered(stored: Stored, rule: Rule, rows: Rows) -> Mask:
    """Which of the rows the rule speaks of."""
    ours: Mask = stored.column("chamber")[rows] == stored.code("chamber", rule.chamber)
    return ours & of_kinds(stored.column("kind")[rows], rule.kinds)
