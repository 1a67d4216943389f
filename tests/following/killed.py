"""A run that ends in the middle."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from answerable.record import outbox


class Killed(BaseException):
    """Stands for the end of the process: nothing after it runs but what the system does."""


@contextmanager
def killed_at(monkeypatch: pytest.MonkeyPatch, step: str, *, after: bool) -> Iterator[None]:
    """What runs in the block ends before that step of the outbox, or just after it."""
    done = getattr(outbox, step)

    def die(*words):
        if after:
            done(*words)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(outbox, step, die)
        with pytest.raises(Killed):
            yield
