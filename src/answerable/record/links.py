"""Signed links: whoever holds one may do the one thing that it is for, until it expires."""

from datetime import timedelta
from secrets import token_hex
from typing import Literal

from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer
from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert as upsert

from answerable.errors import NotFound
from answerable.record import tables
from answerable.record.follows import CONFIRM_WITHIN
from answerable.record.record import Record

Purpose = Literal["confirm", "stop", "stop-all", "yours"]
_SECRET = "link secret"
_NOT_OURS = "this link is not whole; copy all of it from the mail"
_YEAR = timedelta(days=365)
_GOOD_FOR = {"confirm": CONFIRM_WITHIN, "stop": _YEAR, "stop-all": _YEAR, "yours": timedelta(days=60)}


def signed(record: Record, purpose: Purpose, name: str) -> str:
    """What stands at the end of the link's address: it tells the name of a follow or reader, and no address."""
    made: str | bytes = _signer(_secret(record), purpose).dumps(name)
    return str(made)


def read(record: Record, purpose: Purpose, token: str) -> str:
    """The name in a link's token; NotFound, saying which, for one that is too old or not ours."""
    secret = _known_secret(record)
    if secret is None:  # no link was ever made here
        raise NotFound(_NOT_OURS)
    try:
        return str(_signer(secret, purpose).loads(token[:500], max_age=int(_GOOD_FOR[purpose].total_seconds())))
    except SignatureExpired:
        raise NotFound("this link is too old; the newest mail has one that is good") from None
    except BadData:
        raise NotFound(_NOT_OURS) from None


def _signer(secret: str, purpose: Purpose) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=f"answerable {purpose}")


def _secret(record: Record) -> str:
    """A secret of this record, made once; links outlive the process that made them."""
    known = _known_secret(record)
    if known is None:
        with record.writing() as connection:
            row = {"name": _SECRET, "value": token_hex(32)}
            connection.execute(upsert(tables.about).on_conflict_do_nothing(), row)
    return known or _secret(record)


def _known_secret(record: Record) -> str | None:
    table = tables.about.c
    with record.reading() as connection:
        known: str | None = connection.scalar(select(table.value).where(table.name == _SECRET))
    return known
