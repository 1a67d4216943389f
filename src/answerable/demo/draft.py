"""An answer in the making, and as it is published."""

from collections.abc import Callable, Sequence

import msgspec

from answerable.demo.dice import Dice
from answerable.demo.exchange import Attached, Block, Commitment, Exchange, Pointer, Reply, Slip, Verdict
from answerable.demo.library import SITE, Citation
from answerable.demo.slots import Slots

_PARAGRAPH = 330  # characters after which a new one begins
Earlier = Callable[[], Exchange | None]


class Draft:
    """An answer in the making: whose question, on which day, its sentences so far, and what they cite and promise.

    `earlier` finds an answer that this one could refer to.
    """

    __slots__ = (
        "after", "attached", "citations", "commitments", "dice", "earlier", "form", "length", "on", "passages",
        "pointers", "sentences", "slip", "slots",
    )  # fmt: skip

    def __init__(self, slip: Slip, slots: Slots, on: int, dice: Dice, form: str, earlier: Earlier) -> None:
        self.slip, self.slots, self.on, self.dice, self.form, self.earlier = slip, slots, on, dice, form, earlier
        slots.on = on
        self.sentences: list[str] = []
        self.after: list[Block] = []
        self.citations: list[Citation] = []
        self.commitments: list[Commitment] = []
        self.pointers: list[Pointer] = []
        self.attached: list[Attached] = []
        self.passages: list[tuple[str, str]] = []
        self.length = 0

    def say(self, template: str) -> str:
        """Adds a sentence, its slots filled."""
        sentence = template.format_map(self.slots)
        self.sentences.append(sentence)
        self.length += len(sentence) + 1
        return sentence

    def paragraphs(self) -> tuple[Block, ...]:
        """The sentences in paragraphs, then lists and tables."""
        blocks, pending, size = [], [], 0
        for sentence in self.sentences:
            pending.append(sentence)
            size += len(sentence)
            if size > _PARAGRAPH:
                blocks.append(Block(" ".join(pending)))
                pending, size = [], 0
        if pending:
            blocks.append(Block(" ".join(pending)))
        return (*blocks, *self.after)


def finished(draft: Draft, verdict: Verdict) -> Reply:
    """The reply that a draft has become."""
    blocks = draft.paragraphs()
    return Reply(
        blocks,
        markup(blocks),
        verdict,
        tuple(draft.citations),
        tuple(draft.commitments),
        tuple(draft.pointers),
        tuple(draft.attached),
        tuple(draft.passages),
    )


def corrected(reply: Reply, note: str) -> Reply:
    """The reply with a paragraph that corrects it."""
    return msgspec.structs.replace(reply, blocks=(*reply.blocks, Block(note)), html=f"{reply.html}<p>{note}</p>")


def markup(blocks: Sequence[Block]) -> str:
    """Blocks as the service publishes them."""
    return "".join(_tagged(block) for block in blocks)


def _tagged(block: Block) -> str:
    if block.kind == "table":
        rows = ("".join(f"<td><p>{cell}</p></td>" for cell in row.split("\t")) for row in block.text.split("\n"))
        return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"
    tag, words = ("li" if block.kind == "item" else "p"), block.text
    if SITE in words:
        words = " ".join(_linked(word) if word.startswith(SITE) else word for word in words.split(" "))
    return f"<{tag}>{words}</{tag}>"


def _linked(address: str) -> str:
    """An address as a link; a comma or full stop after it is not part of it."""
    bare = address.rstrip(".,")
    return f'<a href="{bare}" target="_blank">{bare}</a>{address[len(bare) :]}'
