"""Handing mails to a mail server (RFC 5321), so that it is known as well as can be whether each was taken.

A mail is taken when the server answers its last line, a dot. All before the dot may be said again; between the dot and
the answer nobody but the server knows. So the mail's words are sent first, the outbox then marks that the dot is about
to go out, and the dot goes alone.
"""

import re
import select
import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from types import TracebackType
from typing import Literal, Self

from answerable.errors import NoMail
from answerable.settings import Mail

Fate = Literal["sent", "later", "refused", "in doubt", "withdrawn"]
_WAIT = 30  # seconds for each answer of the server
_UNFOLDED = SMTP.clone(max_line_length=None)  # folding would put the links of headers into codes
_DOT_FIRST = re.compile(rb"^\.", re.MULTILINE)
_POLICY = re.compile(rb"^5\.7\.")  # what is refused is us, not the address (RFC 3463)
_READY = 354


class Post:
    """One connection to the mail server, made when the first mail goes out, and again where it broke."""

    def __init__(self, settings: Mail) -> None:
        self._settings = settings
        self._client: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client and error is None:
            self._ask(self._client, "QUIT")
        self._hang_up()

    def send(self, address: str, message: EmailMessage, about_to: Callable[[], bool]) -> Fate:
        """What became of a mail. `about_to` is called before its last line; where it says no, the mail is not sent.

        NoMail where the server cannot be reached or refuses whatever we send. No error tells the address.
        """
        client = self._client or self._connect()
        try:
            fate = self._envelope(client, address)
            return fate or self._data(client, message, about_to)
        except (OSError, smtplib.SMTPException):
            self._hang_up()
            return "later"

    def _connect(self) -> smtplib.SMTP:
        told = self._settings
        try:
            client = _open(told)
            if told.user:
                client.login(told.user, told.password)
        except smtplib.SMTPResponseException as error:
            raise NoMail(f"{told.host}:{told.at}: the mail server refuses us (code {error.smtp_code})") from None
        except (OSError, smtplib.SMTPException) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
            raise NoMail(f"{told.host}:{told.at}: the mail server cannot be used ({reason}); mails wait") from None
        self._client = client
        return client

    def _envelope(self, client: smtplib.SMTP, address: str) -> Fate | None:
        code, _ = client.mail(self._settings.address)
        if code != 250:
            self._hang_up()
            raise NoMail(f"{self._settings.host}: the mail server refuses our sender (code {code}); mails wait")
        return self._judged(client, *client.rcpt(address), good=(250, 251))

    def _data(self, client: smtplib.SMTP, message: EmailMessage, about_to: Callable[[], bool]) -> Fate:
        refused = self._judged(client, *client.docmd("DATA"), good=(_READY,))
        if refused:
            return refused
        words = _DOT_FIRST.sub(b"..", message.as_bytes(policy=_UNFOLDED))
        client.send(words if words.endswith(b"\r\n") else words + b"\r\n")
        if not about_to():
            self._hang_up()  # without the last line, nothing was sent
            return "withdrawn"
        if _spoke(client):
            self._hang_up()
            return "later"
        return self._dot(client)

    def _dot(self, client: smtplib.SMTP) -> Fate:
        try:
            client.send(b".\r\n")
            code, said = client.getreply()
        except (OSError, smtplib.SMTPException):
            self._hang_up()
            return "in doubt"
        return self._judged(client, code, said, good=(250,)) or "sent"

    def _judged(self, client: smtplib.SMTP, code: int, said: bytes, good: tuple[int, ...]) -> Fate | None:
        """None where the server agrees. A refusal of us, not of the address, may pass, as what is temporary does."""
        if code in good:
            return None
        self._ask(client, "RSET")
        return "refused" if 500 <= code < 600 and not _POLICY.match(said) else "later"

    def _ask(self, client: smtplib.SMTP, command: str) -> None:
        try:
            client.docmd(command)
        except (OSError, smtplib.SMTPException):
            self._hang_up()

    def _hang_up(self) -> None:
        if self._client:
            self._client.close()
        self._client = None


def _open(told: Mail) -> smtplib.SMTP:
    if told.security == "tls":
        return smtplib.SMTP_SSL(told.host, told.at, timeout=_WAIT, context=ssl.create_default_context())
    client = smtplib.SMTP(told.host, told.at, timeout=_WAIT)
    if told.security == "starttls":
        client.starttls(context=ssl.create_default_context())
    client.ehlo_or_helo_if_needed()
    return client


def _spoke(client: smtplib.SMTP) -> bool:
    """Whether the server said something, or hung up, while it should listen."""
    return client.sock is None or bool(select.select([client.sock], [], [], 0)[0])
