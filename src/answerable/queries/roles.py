"""In what role somebody answered: as printed, else the ministerial post that they held on that day."""

import re
from typing import Literal

from msgspec import Struct

from answerable.model.people import Post
from answerable.model.question import Question
from answerable.queries.printed import readings
from answerable.record.people import posts_held
from answerable.record.record import Record

_SAY_NOTHING = {"department", "ministry", "office", "for", "of", "the", "and", "hm"}


class Role(Struct, frozen=True):
    """A role's words; `told_by`: printed with the answer, or known from a list of posts."""

    words: str
    told_by: Literal["printed", "posts"]


def role_of(record: Record, question: Question) -> Role | None:
    """The role in which a question was answered; None where neither the answer nor a list of posts tells.

    Of several posts on that day those of the question's body, if any is; else all of them.
    """
    answer = question.answer
    if answer is None or answer.role:
        return Role(answer.role, "printed") if answer and answer.role else None
    if answer.by is None or answer.on is None:
        return None
    held = posts_held(record, readings(record).whole.get(answer.by.id, answer.by.id), answer.on)
    body = _telling(question.body.name) if question.body else set()
    there = [post for post in held if body and body <= _telling(_said(post))]
    words = dict.fromkeys(_said(post) for post in there or held)
    return Role("; ".join(words), "posts") if words else None


def _said(post: Post) -> str:
    return f"{post.role} ({post.body})" if post.body else post.role


def _telling(words: str) -> set[str]:
    return {word for word in re.findall(r"\w+", words.casefold()) if word not in _SAY_NOTHING}
