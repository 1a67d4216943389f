"""What the reader of a record chose: where it is, rules and days of their own. From the environment and TOML."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from answerable.findings.timeliness.toml import read_toml

RECORD_VARIABLE = "ANSWERABLE_RECORD"
DEFAULT_RECORD = Path("answerable.record")
FILE = "settings.toml"
_VARIABLES = {
    "rules": "ANSWERABLE_RULES",
    "calendar": "ANSWERABLE_CALENDAR",
    "bodies": "ANSWERABLE_BODIES",
    "rule": "ANSWERABLE_RULE",
}


class Settings(Struct, frozen=True):
    """`rules`, `calendar` and `bodies`: TOML files that add to the deadline rules, the calendars and the bodies'
    lineage that come along; "": none.

    `rule`: the id of the deadline rule to read the record by unless another is asked for; "": the rules' own default.
    """

    rules: str = ""
    calendar: str = ""
    bodies: str = ""
    rule: str = ""


def record_directory(chosen: str | Path | None) -> Path:
    """The record's directory: what was chosen (by `--record` or ANSWERABLE_RECORD), else `answerable.record` here."""
    return Path(chosen) if chosen else DEFAULT_RECORD


def settings_of(directory: Path, environment: Mapping[str, str]) -> Settings:
    """What `settings.toml` in the record's directory says; ANSWERABLE_RULES, _CALENDAR, _BODIES and _RULE win over it.

    A file named in settings.toml is looked for from the record's directory. InputError with the line for a mistake.
    """
    file = directory / FILE
    said = _read(file) if file.exists() else {}
    for name in ("rules", "calendar", "bodies"):
        if said.get(name):
            said[name] = str(directory / said[name])
    return Settings(**said | {name: environment[one] for name, one in _VARIABLES.items() if environment.get(one)})


def _read(file: Path) -> dict[str, str]:
    toml = read_toml(file)
    for key, value in toml.data.items():
        if key not in _VARIABLES:
            raise toml.mistake("", key, f"one of {', '.join(_VARIABLES)}", key)
        if not isinstance(value, str):
            raise toml.mistake("", key, f"{key} in quotation marks", value)
    return dict(toml.data)
