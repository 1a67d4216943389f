"""Which question is asked about."""

from msgspec import Struct


class OneQuestion(Struct, frozen=True):
    """`id`: a question's id, or one that led to it before."""

    id: str
