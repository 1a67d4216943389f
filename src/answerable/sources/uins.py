"""What the form of a UIN tells of its House, for publishers that do not say which."""

import re

from answerable.model.people import House

# Commons numbers are bare; the Lords' begin with HL; Holyrood's tell session and kind: S3W-28257.
_FORMS: tuple[tuple[re.Pattern[str], House], ...] = (
    (re.compile(r"\d{1,7}"), "Commons"),
    (re.compile(r"HL\d{1,6}"), "Lords"),
    (re.compile(r"S\dW-\d{1,6}"), "Scotland"),
)


def house_of(uin: str) -> House | None:
    """The House whose numbers look like this, or None."""
    return next((house for form, house in _FORMS if form.fullmatch(uin)), None)
