"""Mails as words: plain and HTML, from templates that escape; headers from outside lose what could break a line."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from msgspec import Struct

from answerable.model.dates import in_full
from answerable.record.follows import Follow
from answerable.record.links import Purpose, signed
from answerable.record.outbox import Alert, Item, Mail, What
from answerable.record.record import Record
from answerable.settings import Settings

_MOST = 60  # questions told in one mail; of the others it says how many there are
_SUBJECT = 110  # letters
_ADDRESS = re.compile(r"://|www\.|\w\.[a-z]{2}", re.IGNORECASE)


class Told(Struct, frozen=True):
    """A question with its news."""

    url: str
    title: str
    about: str
    items: tuple[Item, ...]


class Stop(Struct, frozen=True):
    """Something followed, and the link that ends that."""

    title: str
    url: str


class Writer:
    """Writes mails for one record, under the address of its site."""

    def __init__(self, record: Record, settings: Settings) -> None:
        self._record, self._settings = record, settings
        self._templates = _templates()

    def to_confirm(self, mail: Mail, follow: Follow, now: datetime) -> EmailMessage:
        """Asks the address's owner whether it was they who want to follow something."""
        # Anybody can have this mail sent to anybody: it passes on no words that lead elsewhere.
        title = "" if _ADDRESS.search(follow.title) else follow.title
        told = {"title": title, "cadence": follow.cadence, "url": self._link("confirm", mail.follow)}
        message = self._message(mail, f"Follow {title or 'a search'}? Please confirm", now)
        return self._written(message, "confirm", told)

    def of_news(
        self, mail: Mail, alerts: Sequence[Alert], follows: Mapping[str, Follow], doubts: Sequence[str], now: datetime
    ) -> EmailMessage:
        """Tells what is new, each thing once, and why it is told; `doubts`: days of mails that may have been lost."""
        asked = [
            follows[name] for name in dict.fromkeys(name for one in alerts for name in one.follows if name in follows)
        ]
        questions = self._told([one.item for one in alerts])
        stop_all = self._link("stop-all", mail.reader)
        told = {
            "questions": questions[:_MOST],
            "more": len(questions) - _MOST,
            "stops": [Stop(one.title, self._link("stop", one.name)) for one in asked],
            "stop_all": stop_all,
            "yours": self._link("yours", mail.reader),
            "doubts": [date.fromisoformat(made[:10]) for made in doubts],
        }
        message = self._message(mail, _subject(questions, asked), now)
        message["List-Id"] = f"answerable alerts <alerts.{urlsplit(self._settings.site).hostname}>"
        message["List-Unsubscribe"] = f"<{stop_all}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        return self._written(message, "news", told)

    def _message(self, mail: Mail, subject: str, now: datetime) -> EmailMessage:
        message = EmailMessage(policy=SMTP)
        message["From"] = self._settings.mail.sender
        message["To"] = mail.address
        message["Subject"] = _one_line(subject)
        message["Date"] = format_datetime(now)
        message["Message-ID"] = f"<{mail.name}@{self._settings.mail.address.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        return message

    def _written(self, message: EmailMessage, template: str, told: Mapping[str, object]) -> EmailMessage:
        values = {"site": self._settings.site, **told}
        message.set_content(self._templates.get_template(f"{template}.txt").render(values))
        html = self._templates.get_template(f"{template}.html").render(values)
        message.add_alternative(html, subtype="html")
        return message

    def _link(self, purpose: Purpose, name: str) -> str:
        return f"{self._settings.site}/follow/{purpose}/{signed(self._record, purpose, name)}"

    def _told(self, items: Iterable[Item]) -> list[Told]:
        by_question: dict[str, list[Item]] = {}
        for item in items:
            by_question.setdefault(item.question, []).append(item)
        return [
            Told(f"{self._settings.site}/q/{id_}", some[0].title, some[0].about, tuple(some))
            for id_, some in by_question.items()
        ]


def _subject(questions: Sequence[Told], follows: Sequence[Follow]) -> str:
    """What happened, where it is one thing; else how many questions have news of what is followed."""
    if len(questions) == 1:
        words = ", ".join(dict.fromkeys(item.what.value for item in questions[0].items))
        return f"{words.capitalize()}: {questions[0].title}"
    titles = ", ".join(one.title for one in follows)
    return f"{len(questions)} questions with news: {titles}"


def _one_line(words: str) -> str:
    """Words for a header: no line's end, nothing that does not print, and not too long."""
    flat = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    return flat if len(flat) <= _SUBJECT else flat[: _SUBJECT - 2].rstrip() + " …"


def _said(item: Item) -> str:
    """`Answered on 3 October 2025`, `Promise due soon: promised by 31 October 2025`, `Past its day …: due on …`."""
    words, day = item.what.value.capitalize(), in_full(item.day)
    between = {What.DUE: ": promised by", What.OVERDUE: ": promised by", What.LATE: ": due on"}.get(item.what, " on")
    return f"{words}{between} {day}" if day else words


def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(said=_said, in_full=in_full)
    return made
