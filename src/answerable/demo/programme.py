"""Which scenes are played: in the first block each kind of thing at least once, after that by their shares."""

from collections.abc import Iterator
from functools import partial

from answerable.demo import scenes
from answerable.demo.country import Country
from answerable.demo.dice import Weighted
from answerable.demo.exchange import Exchange
from answerable.demo.order_paper import SIZE, OrderPaper
from answerable.demo.scenes import STATES, Scene

_OUTCOMES = ("answered", "partly", "pointed", "declined", "deferred", "unaddressed")
_GROUNDS = (
    "cost", "not_held", "commercial", "security", "confidential", "legal", "other_body", "policy", "timing", "other",
)  # fmt: skip
_SHAPES = ("one", "lettered", "joined", "crossed", "statement")
_TURNS = ("moved", "holding", "corrected", "withdrawn", "never", "late")
_FORMS = ("table", "list")
_CITED_KINDS = 9  # the library's kinds of citation
_LARGEST = 8  # questions that an ordinary scene may need
_BURST_ROOM = 60
# Shares of questions over the usual number in a scene.
_SCENES: Weighted[Scene] = Weighted(
    (scenes.single, scenes.group, scenes.series, scenes.shared_series, scenes.copied, scenes.loop, scenes.dead_end,
     scenes.chain, scenes.promise, scenes.vanished, scenes.burst),
    (0.69, 0.2 / 2.8, 0.02 / 4, 0.025 / 3, 0.02 / 2, 0.001 / 2, 0.001, 0.015 / 3, 0.02 / 2, 0.001, 0.012 / 40),
)  # fmt: skip


def block(country: Country, seed: int, number: int) -> Iterator[Exchange]:
    """The exchanges of one block, always the same number of them."""
    paper = OrderPaper(country, seed, number)
    made = list(_openers(paper)) if number == 0 else []
    while (left := SIZE - len(made)) > 0:
        made += _scene(paper, left)(paper)
    yield from made


def _scene(paper: OrderPaper, left: int) -> Scene:
    if left < _LARGEST:
        return scenes.single
    scene = _SCENES.draw(paper.dice)
    return scenes.single if scene is scenes.burst and left < _BURST_ROOM else scene


def _openers(paper: OrderPaper) -> Iterator[Exchange]:
    """Everything that can be planted, once."""
    plain = partial(scenes.plain, paper, turn="")
    yield from scenes.shared_series(paper, 7)
    yield from (plain(outcome) for outcome in _OUTCOMES)
    yield from (plain("declined", ground) for ground in _GROUNDS)
    yield from (plain("partly", ground) for ground in _GROUNDS)
    yield from (plain("answered", kind=kind) for kind in range(_CITED_KINDS))
    yield from (plain(shape=shape) for shape in _SHAPES)
    yield from (plain("answered", form=form) for form in _FORMS)
    yield from (scenes.plain(paper, turn=turn) for turn in _TURNS)
    for scene in (scenes.group, scenes.series, scenes.copied, scenes.loop, scenes.dead_end, scenes.chain,
                  scenes.vanished, scenes.open_still, scenes.group, scenes.chain):  # fmt: skip
        yield from scene(paper)
    for state in STATES:
        yield from scenes.promise(paper, state)
    yield from scenes.burst(paper)
