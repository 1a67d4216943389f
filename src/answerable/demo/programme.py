"""Which scenes are played: in the first block each kind of thing at least once, after that by their shares."""

from collections.abc import Callable, Iterator
from functools import partial

from answerable.demo import scenes
from answerable.demo.country import Country
from answerable.demo.dice import Weighted
from answerable.demo.exchange import Exchange, Wish
from answerable.demo.order_paper import SIZE, OrderPaper
from answerable.demo.scenes import STATES, Scene

_GROUNDS = (
    "cost", "not_held", "commercial", "security", "confidential", "legal", "other_body", "policy", "timing", "other",
)  # fmt: skip
_WISHES = (
    *(Wish(outcome) for outcome in ("answered", "partly", "pointed", "declined", "deferred", "unaddressed")),
    *(Wish(outcome, ground) for outcome in ("declined", "partly") for ground in _GROUNDS),
    *(Wish("answered", cites=kind) for kind in [*range(1, 9)] * 3),  # chance decides between forms of a kind
    *(Wish("answered", cites=kind) for kind in (0, *range(9, 13))),
    *(Wish(shape=shape) for shape in ("one", "lettered", "joined", "crossed", "statement")),
    *(Wish("answered", form=form) for form in ("table", "list")),
    Wish("pointed", form="attached"),
    *(Wish(turn=turn) for turn in ("moved", "holding", "corrected", "withdrawn", "never", "late")),
)
_EARLY = 0.4  # before the first session ends
_TRIES = 5
_LARGEST = 8  # questions that an ordinary scene may need
_BURST_ROOM = 60
# Shares of questions over the usual number in a scene.
_SCENES: Weighted[Scene] = Weighted(
    (scenes.single, scenes.group, scenes.series, scenes.shared_series, scenes.copied, scenes.loop, scenes.dead_end,
     scenes.chain, scenes.promise, scenes.vanished, scenes.burst),
    (0.69, 0.19 / 2.8, 0.02 / 4, 0.025 / 3, 0.02 / 2, 0.001 / 2, 0.001, 0.015 / 3, 0.02 / 2, 0.001, 0.012 / 40),
)  # fmt: skip


def block(country: Country, seed: int, number: int) -> list[Exchange]:
    """The exchanges of one block, always the same number of them."""
    paper = OrderPaper(country, seed, number)
    made = list(_openers(paper)) if number == 0 else []
    while (left := SIZE - len(made)) > 0:
        made += _scene(paper, left)(paper)
    return made


def _scene(paper: OrderPaper, left: int) -> Scene:
    if left < _LARGEST:
        return scenes.single
    scene = _SCENES.draw(paper.dice)
    return scenes.single if scene is scenes.burst and left < _BURST_ROOM else scene


def _openers(paper: OrderPaper) -> Iterator[Exchange]:
    """Everything that can be planted, once, and early enough for all of it to happen within the period."""
    paper.span = _EARLY
    yield from scenes.shared_series(paper, 7)
    for wish in _WISHES:
        yield scenes.plain(paper, wish)
    yield from _surely(lambda: [scenes.plain(paper, Wish(turn="held"))], lambda one: one.fate.vanished is None)
    for scene in (scenes.group, scenes.series, scenes.copied, scenes.loop, scenes.dead_end, scenes.chain,
                  scenes.vanished, scenes.open_still, scenes.group, scenes.chain):  # fmt: skip
        yield from scene(paper)
    for state in STATES:
        yield from _surely(partial(_promise, paper, state), partial(_told, state))
    paper.span = 1.0
    yield from scenes.burst(paper)


def _surely(scene: Callable[[], list[Exchange]], sign: Callable[[Exchange], bool]) -> Iterator[Exchange]:
    """The scene, and again if its asker left or the session ended before it was over."""
    for _ in range(_TRIES):
        made = scene()
        yield from made
        if sign(made[-1]):
            return


def _promise(paper: OrderPaper, state: str) -> list[Exchange]:
    return list(scenes.promise(paper, state))


def _told(state: str, last: Exchange) -> bool:
    """Whether that became of the promise; of one that is forgotten nothing is told."""
    reply, role = last.reply, "made" if state == "forgotten" else state
    return reply is not None and not reply.verdict.formula and last.bond.role == role
