"""The words of the made-up parliament, read from country.toml and speech.toml."""

from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

_HERE = "answerable.demo"


class Topic(Struct, frozen=True):
    """What a body is asked about; see country.toml for how its words fit into sentences."""

    heading: str
    subject: str
    unit: str
    aim: str
    partner: str
    plan: str
    spend: str
    variants: tuple[str, ...]


class Successor(Struct, frozen=True):
    """A body that takes over from another, with the topics (by place in the list) that go to it."""

    name: str
    title: str
    topics: tuple[int, ...] = ()


class BodyWords(Struct, frozen=True):
    """An answering body: `slow` stretches its delays, `formal` makes it lean on stock words."""

    name: str
    title: str
    weight: float
    topics: tuple[Topic, ...]
    slow: float = 1.0
    formal: int = 0
    renamed: Successor | None = None
    split: tuple[Successor, ...] = ()


class Names(Struct, frozen=True):
    """Parts of people's names."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    begin: tuple[str, ...]
    end: tuple[str, ...]


class Places(Struct, frozen=True):
    """Parts of the names of places."""

    begin: tuple[str, ...]
    end: tuple[str, ...]


class CountryWords(Struct, frozen=True):
    """All of country.toml."""

    parties: tuple[tuple[str, float], ...]
    peers_parties: tuple[tuple[str, float], ...]
    names: Names
    places: Places
    body: tuple[BodyWords, ...]


class Ask(Struct, frozen=True):
    """A kind of question, its wordings, the sentences that answer it, and the grounds on which it can be declined."""

    kind: str
    weight: float
    over: str
    questions: tuple[str, ...]
    answered: tuple[str, ...]
    grounds: tuple[str, ...]
    about: str = "on"


class Promising(Struct, frozen=True):
    """A sentence that promises; it begins with `clause` where it is not the whole sentence."""

    text: str
    weight: float = 1.0
    clause: str | None = None
    actor: str | None = None
    act: str = ""
    due: str | None = None
    of_figures: bool = False  # whether it can be said of figures asked for


class Background(Struct, frozen=True):
    """Sentences that give nothing of what was asked."""

    openings: tuple[str, ...]
    sentences: tuple[str, ...]
    stock: tuple[str, ...]


class Speech(Struct, frozen=True):
    """All of speech.toml."""

    ask: tuple[Ask, ...]
    declined: dict[str, tuple[str, ...]]
    deferred: tuple[Promising, ...]
    promise: tuple[Promising, ...]
    background: Background
    formulas: dict[str, str]


@cache
def country_words() -> CountryWords:
    """country.toml."""
    return msgspec.toml.decode(files(_HERE).joinpath("country.toml").read_bytes(), type=CountryWords)


@cache
def speech() -> Speech:
    """speech.toml."""
    return msgspec.toml.decode(files(_HERE).joinpath("speech.toml").read_bytes(), type=Speech)
