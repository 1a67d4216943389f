"""A question of the made-up parliament with all that becomes of it, and what is known to be true of it."""

from msgspec import Struct

from answerable.demo.bodies import Office, Post, Remit
from answerable.demo.due import Due
from answerable.demo.library import Citation
from answerable.demo.people import Person
from answerable.demo.words import Ask


class Slip(Struct, frozen=True, gc=False):
    """A question before it has words: its numbers, its days, who asks and whom. Days are the calendar's; `ends` is that
    of the session's prorogation, None for the last session."""

    number: int
    uin: str
    house: str
    session: int
    ends: int | None
    remit: Remit
    office: Office
    addressed: Office  # another one than `office` when the question was first sent to the wrong body
    asker: Person
    tabled: int
    for_answer: int
    named_day: bool
    interest: bool
    id: str


class Wish(Struct, frozen=True, gc=False):
    """What is to be planted; what is empty is left to the draw.

    `plan` is the outcome, `turn` what happens beside being answered, `cites` the place of a kind of citation in the
    library, `shape` how the question is put together, `form` something in the answer: a table, a list, a promise,
    something attached, or that it can only refer to another.
    """

    plan: str = ""
    ground: str = ""
    turn: str = ""
    cites: int | None = None
    shape: str = ""
    form: str = ""


ANYTHING = Wish()


class Part(Struct, frozen=True, gc=False):
    """One separate thing asked: its words in the question, and `x`, the thing as an answer names it after `about`."""

    words: str
    ask: Ask
    x: str
    about: str


class Pointer(Struct, frozen=True, gc=False):
    """That a question or its answer leads to an earlier question, by id; None: to a number that does not exist."""

    where: str
    to: str | None
    printed: str


class Asking(Struct, frozen=True, gc=False):
    """The words of a question. `slot` is what a series changes, `template` the rest with `{}` in its place."""

    text: str
    parts: tuple[Part, ...]
    citations: tuple[Citation, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    template: str | None = None
    slot: str | None = None


class Commitment(Struct, frozen=True, gc=False):
    """A promise as the labels have it; `act` is the kind of thing promised, `about` what it is about."""

    quote: str
    actor: str | None
    due: Due | None
    act: str = ""
    about: str = ""


class Block(Struct, frozen=True, gc=False):
    """A paragraph, list item or table (cells between tabs, rows on lines)."""

    text: str
    kind: str = "paragraph"


class Attached(Struct, frozen=True, gc=False):
    """A file published with an answer."""

    title: str
    url: str
    size: int


class Said(Struct, frozen=True, gc=False):
    """The sentence that speaks of a part, and the ground on which it declines, where it does."""

    sentence: str = ""
    ground: str | None = None


class Verdict(Struct, frozen=True, gc=False):
    """What an answer does with a question's parts: `got` has a word for each of them."""

    outcome: str
    ground: str | None
    evidence: str
    got: tuple[str, ...]
    said: tuple[Said, ...] = ()  # for each part
    formula: bool = False  # whether a set formula is all there is


class Reply(Struct, frozen=True, gc=False):
    """The words of an answer, as blocks and as published markup, and what they do with the question."""

    blocks: tuple[Block, ...]
    html: str
    verdict: Verdict
    citations: tuple[Citation, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    attached: tuple[Attached, ...] = ()
    passages: tuple[tuple[str, str], ...] = ()  # stock passages: name and words

    @property
    def plain(self) -> str:
        """All words, blocks joined by one line end."""
        return "\n".join(block.text for block in self.blocks)


class Fate(Struct, frozen=True, gc=False):
    """What happens to a question and on which day; None: it does not."""

    answered: int | None = None
    post: Post | None = None
    moved: int | None = None
    holding: int | None = None
    corrected: int | None = None
    withdrawn: int | None = None
    vanished: int | None = None


class Bond(Struct, frozen=True, gc=False):
    """What ties a question to others on purpose: the kind of scene it belongs to and that scene's name."""

    kind: str
    name: str
    role: str = ""


class Exchange(Struct, frozen=True, gc=False):
    """A question and all that becomes of it. `original` is the markup that a correction replaced."""

    slip: Slip
    asking: Asking
    reply: Reply | None
    fate: Fate
    bond: Bond
    grouped: tuple[Slip, ...] = ()
    original: str = ""
