"""One row, by fields → one observation."""

from typing import Any, cast, get_args

from answerable.model.ids import parse_id
from answerable.model.observation import Observation
from answerable.model.people import Body, House, Member, body_of_name, member_of_name, member_of_number
from answerable.model.question import Answer, Attachment, Grouped, Status
from answerable.model.text import Text
from answerable.sources.corrections import corrected
from answerable.sources.fields import BadField, day_of
from answerable.sources.tables.cells import Cells, is_clipped, text_in
from answerable.sources.uins import house_of

NAME = "tables"
_HOUSES = {house.lower(): house for house in get_args(House)} | {"1": "Commons", "2": "Lords"}


def observation(cells: Cells, place: str, leftover: dict[str, str]) -> Observation:
    """BadField for a cell that holds something else than its field asks for."""
    id_, uin = _names(cells)
    clipped = cells.listed("clipped") or []
    text, answer = _text(cells, "text", "questionText" in clipped), _answer(cells, "answerText" in clipped)
    if text is None and answer is None and not uin:
        raise BadField("text", "a question, an answer or a UIN", None)
    unlisted = cells.words("status") == Status.UNLISTED.value  # the other states follow from days and flags
    observed = Observation(
        source=NAME,
        place=place,
        id=str(parse_id(id_)) if id_ else None,
        official=cells.number("official"),
        house=_house(cells.words("house"), uin),
        uin=uin,
        tabled=cells.day("tabled"),
        for_answer=cells.day("for_answer"),
        named_day=cells.truth("named_day"),
        interest=cells.truth("interest"),
        asker=_member(cells, "asker", "party", "constituency"),
        body=_body(cells),
        addressee=cells.words("addressee"),
        heading=cells.words("heading"),
        text=text,
        grouped=_grouped(cells),
        withdrawn=cells.truth("withdrawn"),
        holding_on=cells.day("holding_on"),
        answer=answer,
        unlisted=unlisted,
        also=tuple(map(str, cells.listed("also") or ())),
        leftover=(leftover | cells.left()) or None,
    )
    _ = observed.question_id  # refuses a number that could not be an address
    return observed


def _names(cells: Cells) -> tuple[str | None, str | None]:
    """Our own id, and the UIN: other tables call that one a question's id too, and ours alone has strokes in it."""
    uin = cells.name("uin")
    if "/" in cells.peek("question_id"):
        return cells.words("question_id"), uin
    return None, uin or cells.name("question_id")


def _text(cells: Cells, field: str, clipped: bool = False) -> Text | None:
    words = cells.words(field)
    return text_in(words, clipped=clipped or is_clipped(words)) if words else None


def _house(said: str | None, uin: str | None) -> House | None:
    """As said, else as the form of the UIN tells."""
    if said is None:
        return house_of(uin) if uin else None
    house = _HOUSES.get(said.lower().removeprefix("house of "))
    if house is None:
        raise BadField("house", " or ".join(get_args(House)), said)
    return cast(House, house)


def _body(cells: Cells) -> Body | None:
    name = cells.words("body")
    return body_of_name(name, cells.number("body_number")) if name else None


def _member(cells: Cells, role: str, party: str, seat: str) -> Member | None:
    """A Member by official number, by our own id, or by the printed name."""
    number, key, name = cells.number(f"{role}_number"), cells.words(f"{role}_key"), cells.words(role)
    if not number and not key and not name:
        return None
    told = (cells.words(party), cells.words(seat))
    if number:
        return member_of_number(number, name, *told)
    return Member(key, name, *told) if key else member_of_name(name or "", *told)


def _answer(cells: Cells, clipped: bool) -> Answer | None:
    """None while the row has neither text nor day of an answer."""
    cells.words("correction")  # says what the day of the correction says
    if not cells.says("answer") and not cells.says("answered_on"):
        return None
    words, on, holding = cells.words("answer"), cells.day("answered_on"), cells.truth("holding")
    by = _member(cells, "answerer", "answerer_party", "answerer_constituency")
    corrector = _member(cells, "corrector", "corrector_party", "corrector_constituency")
    role, mended, original = cells.words("role"), cells.day("corrected_on"), _text(cells, "original")
    files = _attachments(cells)
    text, before = _marked(words, clipped) if words else (None, None)
    return Answer(text, on, by, role, bool(holding), mended, corrector, original or before, files)


def _marked(words: str, clipped: bool) -> tuple[Text, Text | None]:
    """The answer as it stands, and before a correction whose marks are in it."""
    if "</ins>" in words or "</del>" in words:
        return corrected(words)
    return text_in(words, clipped=clipped or is_clipped(words)), None


def _attachments(cells: Cells) -> tuple[Attachment, ...] | None:
    files = cells.listed("attachments")
    cells.words("attachment_count")  # says how many those are
    return tuple(map(_attachment, files)) if files is not None else None


def _attachment(one: Any) -> Attachment:
    told = one if isinstance(one, dict) else {"url": one}
    parts = [told.get(name) for name in ("title", "url", "fileType")]
    size = told.get("fileSizeBytes")
    if not all(part is None or isinstance(part, str) for part in parts) or not isinstance(size, int | None):
        raise BadField("attachments", "titles and addresses", one)
    title, url, kind = parts
    return Attachment(title or url or "", url or "", kind, size)


def _grouped(cells: Cells) -> tuple[Grouped, ...] | None:
    uins = cells.listed("grouped")
    if uins is None:
        return None
    dated = cells.listed("grouped_days") or []
    days = {str(one.get("questionUin")): one.get("dateTabled") for one in dated if isinstance(one, dict)}
    told = ((str(uin), days.get(str(uin))) for uin in uins)
    return tuple(Grouped(uin, day_of("grouped_days", str(day)) if day else None) for uin, day in told)
