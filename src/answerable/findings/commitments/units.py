"""Units of time as printed: days, months, seasons, halves, quarters, years and spans → their first and last day."""

import re
from calendar import monthrange
from datetime import date, timedelta

from answerable.findings.openings import DIGITS, Openings
from answerable.model.printed_dates import MONTHS, month_number

_MONTH = "|".join([*MONTHS, *(f"{name[:3]}(?=[ .,])" for name in MONTHS if len(name) > 4)])
_YEAR = r"(?:19|20)\d\d"
_NUMBER_WORDS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(1, 13),
        strict=True,
    )
) | {"a": 1, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30}
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBER_WORDS)})"
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0, "final": 0}
_PART = r"(?P<part>early|mid|late|earlier|later)"

_UNIT = re.compile(
    "|".join(
        (
            rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?\s(?P<day_month>{_MONTH})(?:,?\s(?P<day_year>{_YEAR}))?",
            rf"\b(?P<month>{_MONTH})(?:\sof)?(?:\s(?P<month_year>{_YEAR}|this\syear|next\syear))?(?![\d-])\b",
            rf"\b(?:(?P<which>this|next|the|coming)\s)?(?:coming\s)?(?:{_PART}[\s-])?(?P<season>spring|summer|autumn|winter)"
            rf"(?:\sand\s(?P<season_to>spring|summer|autumn|winter))?"
            rf"(?!\s(?:Statement|Budget|recess|Conference|Estimate|Finance|Adaptation|holiday|reading|term))"
            rf"(?:,?\s(?:of\s)?(?P<season_year>{_YEAR}|this\syear|next\syear))?\b",
            rf"\b(?P<ordinal>first|second|third|fourth|last|final)\s(?P<slice>half|quarter)\sof\s(?:the\s)?"
            rf"(?P<slice_year>{_YEAR}(?:[-/–]\d\d)?|(?:this|next|the)\s(?:financial\s)?year)",
            rf"\bQ(?P<q>[1-4])(?:\sof)?\s(?P<q_year>{_YEAR})",
            rf"\b(?P<fy>{_YEAR})\s?[-/–]\s?(?P<fy_to>\d\d|{_YEAR})\b(?:\sfinancial\syear)?",
            r"\b(?P<fy_word>this|current|next|coming|same)\sfinancial\syear\b",
            r"\b(?P<new>new\syear)\b",
            rf"\b(?:{_PART.replace('part', 'early')}[\s-](?:in\s)?)?(?P<calendar>this|next|current)\s"
            r"(?:calendar\s)?(?P<period>year|month|week)\b",
            r"\b(?:(?P<decade_part>early|mid|late)[\s-])?(?P<decade>(?:19|20)\d0)s\b",
            rf"\b(?:(?P<year_part>early|mid|late)[\s-](?:in\s)?)?(?P<year>{_YEAR})(?![\d,.]\d|[-/–]\d|\w)",
            rf"\b(?:next|coming|following)\s{_COUNT}(?:\sto\s\w{{1,8}})?\s(?P<length>day|week|month|year)s?\b",
            rf"\b(?P<within>within|in)\s(?:a\s(?:further|maximum of)\s)?{_COUNT.replace('count', 'count2')}\s"
            r"(?P<length2>day|week|month|year)s?\b",
            r"\b(?P<later>later\sin|end\sof|remainder\sof|rest\sof|course\sof|throughout)\sthe\s"
            r"(?P<this>year|month|summer|spring|autumn|week)\b",
            r"\b(?P<ahead>over|during|within)\sthe\s(?:next|coming)\s(?P<one>year|month|week)\b",
            r"\b(?P<near>tomorrow|today)\b",
        )
    ),
    re.I,
)
UNITS = Openings(
    _UNIT,
    f"{DIGITS} jan feb mar apr may jun jul aug sep oct nov dec this_ next_ the_coming the_earl the_mid the_late "
    "coming_ the_spring the_summer the_autumn the_winter current_ same_ following_ new_year earl mid late spring "
    "summer autumn winter first_ second_ third_ fourth_ last_ final_ q1 q2 q3 q4 within_ in_ end_of remainder_of "
    "rest_of course_of throughout_ over_the during_the tomorrow today",
)


def days_of(found: re.Match[str], today: date | None) -> tuple[date | None, date | None] | None:
    """The first and the last day of a unit; None when it is no time at all."""
    got = found.groupdict()
    try:
        if got["day"]:
            return _of_day(got, today)
        if got["month"]:
            return _of_month(got, today, found.group())
        if got["season"]:
            return _of_season(got, today)
        if got["slice"] or got["q"]:
            return _of_slice(got, today)
        if got["fy"] or got["fy_word"]:
            return _financial(_financial_year(got, today))
        if got["new"]:
            return (date(today.year + 1, 1, 1), None) if today else None
        if got["decade"]:
            return _of_decade(got)
        if got["year"]:
            return _part(int(got["year"]), got["year_part"])
        return _relative(got, today)
    except ValueError:
        return None


def _of_day(got: dict[str, str], today: date | None) -> tuple[date, date] | None:
    month, day = month_number(got["day_month"].capitalize()), int(got["day"])
    if got["day_year"]:
        exact = date(int(got["day_year"]), month, day)
        return exact, exact
    if today is None:
        return None
    exact = date(today.year, month, day)
    if (today - exact).days > 180:  # nearer days behind are days behind
        exact = date(today.year + 1, month, day)
    return exact, exact


def _of_month(got: dict[str, str], today: date | None, printed: str) -> tuple[date, date] | None:
    month, year = month_number(got["month"].capitalize()), got["month_year"]
    if not printed[0].isupper():
        return None  # "may", "march" the verbs
    if year and year[0].isdigit():
        return _months(int(year), month, month)
    if today is None:
        return None
    if year:
        return _months(today.year + (year.lower().startswith("next")), month, month)
    return _months(today.year + (month < today.month), month, month)


def _of_season(got: dict[str, str], today: date | None) -> tuple[date, date] | None:
    first, last = _SEASONS[got["season"].lower()]
    if got["season_to"]:
        last = _SEASONS[got["season_to"].lower()][1]
    year, which = got["season_year"], (got["which"] or "").lower()
    if year and year[0].isdigit():
        return _months(int(year), first, last)
    if today is None:
        return None
    if year or which == "next":
        return _months(today.year + (which == "next" or (year or "").lower().startswith("next")), first, last)
    return _months(today.year + (last < today.month), first, last)


def _of_slice(got: dict[str, str], today: date | None) -> tuple[date, date] | None:
    if got["q"]:
        quarter = int(got["q"])
        return _months(int(got["q_year"]), quarter * 3 - 2, quarter * 3)
    whole = _year_named(got["slice_year"].lower(), today)
    if whole is None:
        return None
    length = 6 if got["slice"].lower() == "half" else 3
    number = _ORDINALS[got["ordinal"].lower()] or 12 // length
    start = whole.year * 12 + whole.month - 1 + (number - 1) * length
    return _months(start // 12, start % 12 + 1, start % 12 + length)


def _year_named(words: str, today: date | None) -> date | None:
    """The first day of "2030", "2030-31", "next year", "this financial year"."""
    if words[0].isdigit():
        return date(int(words[:4]), 1 if len(words) == 4 else 4, 1)
    if today is None:
        return None
    ahead = words.startswith("next")
    if "financial" in words:
        return date(today.year - (today.month < 4) + ahead, 4, 1)
    return date(today.year + ahead, 1, 1)


def _financial_year(got: dict[str, str], today: date | None) -> int | None:
    if got["fy"]:
        begins, ends = int(got["fy"]), int(got["fy_to"][-2:])
        return begins if (begins + 1) % 100 == ends else None
    if today is None:
        return None
    return today.year - (today.month < 4) + (got["fy_word"].lower() in ("next", "coming"))


def _financial(begins: int | None) -> tuple[date, date] | None:
    return (date(begins, 4, 1), date(begins + 1, 3, 31)) if begins else None


def _of_decade(got: dict[str, str]) -> tuple[date, date]:
    begins = int(got["decade"])
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get((got["decade_part"] or "").lower(), (0, 9))
    return date(begins + first, 1, 1), date(begins + last, 12, 31)


def _part(year: int, part: str | None) -> tuple[date, date]:
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get((part or "").lower(), (1, 12))
    return _months(year, first, last)


def _relative(got: dict[str, str], today: date | None) -> tuple[date, date] | None:
    if today is None:
        return None
    if got["near"]:
        day = today + timedelta(days=got["near"].lower() == "tomorrow")
        return day, day
    if got["one"]:
        return today, _on(today, 1, got["one"].lower())
    if got["count"]:
        return today, _on(today, _counted(got["count"]), got["length"].lower())
    if got["count2"]:
        return today, _on(today, _counted(got["count2"]), got["length2"].lower())
    if got["this"]:
        return _of_this(got["this"].lower(), got["later"].lower(), today)
    ahead = got["calendar"].lower() == "next"
    part = (got["early"] or "").lower()
    if got["period"].lower() == "year":
        first, last = _part(today.year + ahead, part)
        return (max(first, today), last) if part == "later" else (first, last)
    if got["period"].lower() == "month":
        month = today.month + ahead
        first, last = _months(today.year, month, month)
    else:
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * ahead)
        first, last = monday, monday + timedelta(days=6)
    return (max(first, today), last) if not ahead else (first, last)


def _of_this(period: str, how: str, today: date) -> tuple[date, date]:
    if period == "year":
        first, last = _months(today.year, 1, 12)
    elif period == "month":
        first, last = _months(today.year, today.month, today.month)
    elif period == "week":
        return today, today + timedelta(days=6 - today.weekday())
    else:
        return _months(today.year, *_SEASONS[period])
    return (today if how in ("later in", "remainder of", "rest of", "end of") else first), last


def _counted(printed: str) -> int:
    return int(printed) if printed.isdigit() else _NUMBER_WORDS[printed.lower()]


def _on(today: date, count: int, length: str) -> date:
    if length in ("day", "week"):
        return today + timedelta(days=count * (7 if length == "week" else 1))
    months = today.year * 12 + today.month - 1 + count * (12 if length == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    """The first day of month `first` to the last day of month `last`; months after 12 are the next year's."""
    start = date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1)
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return start, date(end_year, end_month, monthrange(end_year, end_month)[1])
