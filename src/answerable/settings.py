"""What the reader of a record chose: where it is, rules and days of their own. From the environment and TOML."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from answerable.errors import InputError
from answerable.findings.timeliness.toml import read_toml

RECORD_VARIABLE = "ANSWERABLE_RECORD"
DEFAULT_RECORD = Path("answerable.record")
FILE = "settings.toml"
_VARIABLES = {"rules": "ANSWERABLE_RULES", "calendar": "ANSWERABLE_CALENDAR", "rule": "ANSWERABLE_RULE"}
_RATE, _RATE_VARIABLE = "api_rate", "ANSWERABLE_API_RATE"
_A_RATE = "a whole number of requests a minute"


class Settings(Struct, frozen=True):
    """`rules` and `calendar`: TOML files that add to the deadline rules and calendars that come along; "": none.

    `rule`: the id of the deadline rule to read the record by unless another is asked for; "": the rules' own default.
    `api_rate`: how many requests a minute the API answers one network address; 0: any number.
    """

    rules: str = ""
    calendar: str = ""
    rule: str = ""
    api_rate: int = 600


def record_directory(chosen: str | Path | None) -> Path:
    """The record's directory: what was chosen (by `--record` or ANSWERABLE_RECORD), else `answerable.record` here."""
    return Path(chosen) if chosen else DEFAULT_RECORD


def settings_of(directory: Path, environment: Mapping[str, str]) -> Settings:
    """What `settings.toml` in the record's directory says; ANSWERABLE_RULES, _CALENDAR, _RULE, _API_RATE win.

    A file named in settings.toml is looked for from the record's directory. InputError with the line for a mistake.
    """
    file = directory / FILE
    said: dict[str, Any] = _read(file) if file.exists() else {}
    for name in ("rules", "calendar"):
        if said.get(name):
            said[name] = str(directory / said[name])
    chosen = said | {name: environment[one] for name, one in _VARIABLES.items() if environment.get(one)}
    return Settings(**chosen | _rate(environment.get(_RATE_VARIABLE, "")))


def _rate(printed: str) -> dict[str, int]:
    if printed and not printed.isdecimal():
        raise InputError(_RATE_VARIABLE, _A_RATE, printed[:80])
    return {_RATE: int(printed)} if printed else {}


def _read(file: Path) -> dict[str, Any]:
    toml = read_toml(file)
    for key, value in toml.data.items():
        if key not in (*_VARIABLES, _RATE):
            raise toml.mistake("", key, f"one of {', '.join((*_VARIABLES, _RATE))}", key)
        if key == _RATE and not (type(value) is int and value >= 0):
            raise toml.mistake("", key, _A_RATE, value)
        if key != _RATE and not isinstance(value, str):
            raise toml.mistake("", key, f"{key} in quotation marks", value)
    return dict(toml.data)
