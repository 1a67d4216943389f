"""The name of a question: `uk-commons/2025-09-16/77123`, or `page/3f9c52d01b7ae684` for one without date and number."""

import re
from datetime import date
from hashlib import blake2b

from msgspec import Struct

from answerable.errors import BadId

_CHAMBER = re.compile(r"[a-z][a-z0-9]{0,15}-[a-z][a-z0-9-]{0,30}")
_UIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,30}")
_WORDS = re.compile(r"[0-9a-f]{16}")
PAGE = "page"
SHAPE = "an id like uk-commons/2025-09-16/77123 or page/3f9c52d01b7ae684"


class QuestionId(Struct, frozen=True, order=True):
    """`chamber/tabled/uin`; UINs restart, so the day tabled is part of the name. A page's has only `digest`."""

    chamber: str
    tabled: date | None = None
    uin: str = ""
    digest: str = ""

    def __str__(self) -> str:
        if self.tabled is None:
            return f"{PAGE}/{self.digest}"
        return f"{self.chamber}/{self.tabled.isoformat()}/{self.uin}"

    @property
    def from_words(self) -> bool:
        """Whether the id was made from the question's own words, for want of a date and a number."""
        return self.tabled is None


def official_id(chamber: str, tabled: date, uin: str) -> QuestionId:
    """The id of a question with a date and a UIN; BadId when the parts could not be printed and read back."""
    if not _CHAMBER.fullmatch(chamber) or not _UIN.fullmatch(uin):
        raise BadId(f"expected {SHAPE}; got chamber {chamber[:40]!r}, UIN {uin[:40]!r}")
    return QuestionId(chamber, tabled, uin)


def page_id(*words: str) -> QuestionId:
    """The id of a question that has only its words: who asked, of whom, what. Case and spacing do not count."""
    said = "\x1f".join(" ".join(part.split()).casefold() for part in words)
    return QuestionId(PAGE, digest=blake2b(said.encode(), digest_size=8).hexdigest())


def parse_id(printed: str) -> QuestionId:
    """A printed id read back; BadId when it is not one."""
    parts = printed.strip().strip("/").split("/")
    if len(parts) == 2 and parts[0] == PAGE and _WORDS.fullmatch(parts[1]):
        return QuestionId(PAGE, digest=parts[1])
    if len(parts) == 3 and re.fullmatch(r"\d{4}-\d{2}-\d{2}", parts[1], re.ASCII):
        try:
            return official_id(parts[0], date.fromisoformat(parts[1]), parts[2])
        except ValueError:
            pass
    raise BadId(f"expected {SHAPE}; got {printed[:80]!r}")
