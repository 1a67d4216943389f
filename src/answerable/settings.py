"""What the reader of a record chose: where it is, rules and days of their own. From the environment and TOML."""

import re
from collections.abc import Callable, Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, convert

from answerable.errors import InputError
from answerable.findings.timeliness.toml import Toml, read_toml

RECORD_VARIABLE = "ANSWERABLE_RECORD"
DEFAULT_RECORD = Path("answerable.record")
FILE = "settings.toml"
Security = Literal["starttls", "tls", "none"]
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_MAIL = "mail"
_VARIABLES = {
    "rules": "ANSWERABLE_RULES",
    "calendar": "ANSWERABLE_CALENDAR",
    "bodies": "ANSWERABLE_BODIES",
    "rule": "ANSWERABLE_RULE",
    "site": "ANSWERABLE_SITE",
}
_OLD_SITE = "ANSWERABLE_MAIL_SITE"
_RATE, _RATE_VARIABLE = "api_rate", "ANSWERABLE_API_RATE"
_A_SITE = "the site's address, as https://questions.example.org"
_MOVED = "site above [mail], where it holds for all that has addresses"  # [mail] had one of its own before
_A_RATE = "a whole number of requests a minute"


class Mail(Struct, frozen=True):
    """How mail goes out: the server; who it is from, `answerable <alerts@example.org>`. `port` 0: the usual one."""

    host: str = ""
    port: int = 0
    security: Security = "starttls"
    user: str = ""
    password: str = ""
    sender: str = ""

    @property
    def at(self) -> int:
        """The port, chosen or usual."""
        return self.port or _PORTS[self.security]

    @property
    def address(self) -> str:
        """The sender's address alone."""
        return parseaddr(self.sender)[1]


class Settings(Struct, frozen=True):
    """`rules`, `calendar` and `bodies`: TOML files that add to the deadline rules, the calendars and the bodies'
    lineage that come along; "": none.

    `rule`: the id of the deadline rule to read the record by unless another is asked for; "": the rules' own default.
    `api_rate`: how many requests a minute the API answers one network address; 0: any number.
    `site`: where readers find the site, as https://questions.example.org; "": where they asked.
    """

    rules: str = ""
    calendar: str = ""
    bodies: str = ""
    rule: str = ""
    api_rate: int = 600
    site: str = ""
    mail: Mail = Mail()

    @property
    def mails(self) -> bool:
        """Whether mail can go out; if not, the site offers feeds only."""
        return bool(self.mail.host and self.mail.sender and self.site)


def record_directory(chosen: str | Path | None) -> Path:
    """The record's directory: what was chosen (by `--record` or ANSWERABLE_RECORD), else `answerable.record` here."""
    return Path(chosen) if chosen else DEFAULT_RECORD


def settings_of(directory: Path, environment: Mapping[str, str]) -> Settings:
    """What `settings.toml` in the record's directory says; ANSWERABLE_RULES, _RULE and so on win over it.

    ANSWERABLE_MAIL_HOST and so on win over what stands under `[mail]`. A file named in settings.toml is looked for from
    the record's directory. InputError with the line for a mistake.
    """
    file = directory / FILE
    toml = read_toml(file) if file.exists() else Toml(FILE, "", {})
    said: dict[str, Any] = _read(toml)
    for name in ("rules", "calendar", "bodies"):
        if said.get(name):
            said[name] = str(directory / said[name])
    chosen = said | {name: environment[one] for name, one in _VARIABLES.items() if environment.get(one)}
    if chosen.get("site"):
        chosen["site"] = _site(toml, chosen["site"], environment.get(_VARIABLES["site"], ""))
    return Settings(**chosen | _rate(environment.get(_RATE_VARIABLE, "")), mail=_mail(toml, environment))


def _site(toml: Toml, printed: str, in_environment: str) -> str:
    """The site's address without a slash at its end."""
    if printed.isprintable() and re.fullmatch(r"https?://[^\s?#]+", printed):
        return printed.rstrip("/")
    if in_environment:
        raise InputError(_VARIABLES["site"], _A_SITE, printed[:80])
    raise toml.mistake("", "site", _A_SITE, printed)


def _rate(printed: str) -> dict[str, int]:
    if printed and not printed.isdecimal():
        raise InputError(_RATE_VARIABLE, _A_RATE, printed[:80])
    return {_RATE: int(printed)} if printed else {}


def _read(toml: Toml) -> dict[str, Any]:
    said = {key: value for key, value in toml.data.items() if key != _MAIL}
    for key, value in said.items():
        if key not in (*_VARIABLES, _RATE):
            raise toml.mistake("", key, f"one of {', '.join((*_VARIABLES, _RATE, _MAIL))}", key)
        if key == _RATE and not (type(value) is int and value >= 0):
            raise toml.mistake("", key, _A_RATE, value)
        if key != _RATE and not isinstance(value, str):
            raise toml.mistake("", key, f"{key} in quotation marks", value)
    return said


def _mail(toml: Toml, environment: Mapping[str, str]) -> Mail:
    said = dict(toml.table(toml.data.get(_MAIL, {}), _MAIL))
    names = Mail.__struct_fields__
    if environment.get(_OLD_SITE):
        raise InputError(_OLD_SITE, f"{_VARIABLES['site']} in its place", environment[_OLD_SITE][:80])
    for key in said:
        if key == "site":
            raise toml.mistake(_MAIL, key, _MOVED, "site under [mail]")
        if key not in names:
            raise toml.mistake(_MAIL, key, f"one of {', '.join(names)}", key)
    variables = {name: environment.get(f"ANSWERABLE_MAIL_{name.upper()}", "") for name in names}
    chosen: dict[str, Any] = said | {name: value for name, value in variables.items() if value}
    if isinstance(chosen.get("port"), str) and chosen["port"].isdecimal():
        chosen["port"] = int(chosen["port"])
    for key, fits, expected in _FITTING:
        if key in chosen and not fits(chosen[key]):
            came = "something else" if key == "password" else chosen[key]
            if variables[key]:
                raise InputError(f"ANSWERABLE_MAIL_{key.upper()}", expected, str(came)[:80])
            raise toml.mistake(_MAIL, key, expected, came)
    return convert(chosen, Mail)


def _is_words(value: object) -> bool:
    return isinstance(value, str) and value.isprintable()


def _is_sender(value: object) -> bool:
    return isinstance(value, str) and value.isprintable() and "@" in parseaddr(value)[1]


_FITTING: tuple[tuple[str, Callable[[object], bool], str], ...] = (
    ("host", _is_words, "a server's name in quotation marks"),
    ("port", lambda value: type(value) is int and 0 <= value <= 65535, "a port, from 1 to 65535"),
    ("security", lambda value: value in _PORTS, f"one of {', '.join(_PORTS)}"),
    ("user", _is_words, "a name in quotation marks"),
    ("password", lambda value: isinstance(value, str), "a password in quotation marks"),
    ("sender", _is_sender, "a sender such as answerable <alerts@example.org>"),
)
