"""A real mail server on loopback that keeps what it takes, and misbehaves when it is told to."""

import re
import socket
from asyncio import sleep
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from threading import Event
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Mailbox:
    """`replies` by address to RCPT, `data` to the words of a mail, `sender` to MAIL; `taken` is what was taken."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, EmailMessage]] = []
        self.replies: dict[str, str] = {}
        self.data = ""
        self.sender = ""
        self.break_off = False  # the connection closes when the words of a mail begin to come
        self.hold_at = ""  # "rcpt": no answer to an address; "data": a mail is taken, and that is never said
        self.held = Event()
        self.mute = False  # a mail is taken, and the connection closes before that is said

    async def handle_MAIL(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.sender or "250 OK"

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        await self._hold("rcpt")
        if address not in self.replies:
            envelope.rcpt_tos.append(address)
        return self.replies.get(address, "250 OK")

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        if self.data:
            return self.data
        message = message_from_bytes(envelope.content, policy=default)  # type: ignore[arg-type]
        self.taken.append((envelope.rcpt_tos[0], message))  # type: ignore[arg-type]
        await self._hold("data")
        if self.mute:
            server.transport.abort()
        return "250 OK"

    async def _hold(self, at: str) -> None:
        if self.hold_at == at:
            self.held.set()
            while self.hold_at == at:
                await sleep(0.01)

    def links(self, purpose: str) -> list[str]:
        """The links for a purpose in the last mail."""
        return re.findall(rf"https?://[^\s<>]*/follow/{purpose}/[\w.~-]+", plain(self.taken[-1][1]))


class _Breaking(SMTP):
    async def smtp_DATA(self, arg: str) -> None:
        if self.event_handler.break_off:
            await self.push("354 go on")
            self.transport.close()
        else:
            await super().smtp_DATA(arg)


class _Server(Controller):
    def factory(self) -> SMTP:
        return _Breaking(self.handler, **self.SMTP_kwargs)


def plain(message: EmailMessage) -> str:
    """The plain part of a mail."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def html(message: EmailMessage) -> str:
    """The HTML part of a mail."""
    part = message.get_body(("html",))
    assert part is not None
    return str(part.get_content())


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def mail_server(**options: Any) -> Iterator[tuple[Mailbox, int]]:
    """A mail server at work, and its port."""
    mailbox, port = Mailbox(), free_port()
    server = _Server(mailbox, hostname="127.0.0.1", port=port, **options)
    server.start()
    try:
        yield mailbox, port
    finally:
        server.stop()
