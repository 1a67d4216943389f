"""What can be followed: what it is, how often it would have written lately, and its latest news."""

from collections.abc import Iterator, Sequence
from datetime import date as Day
from datetime import datetime, timedelta
from hashlib import blake2b
from textwrap import shorten
from urllib.parse import urlencode

from email_validator import EmailNotValidError, validate_email
from msgspec import Struct

from answerable.errors import InputError, NotFound
from answerable.findings.search.language import Clause, Days, parse
from answerable.findings.timeliness.scope import Period
from answerable.model.history import Event, Happening
from answerable.model.question import Question
from answerable.model.text import Span
from answerable.queries.late import among, missed, of_today
from answerable.queries.names import named
from answerable.queries.search import finder
from answerable.queries.views import question_url, title
from answerable.record import people, tables
from answerable.record.follows import Cadence, Followed, ask
from answerable.record.happened import days_told, histories
from answerable.record.outbox import Item, What
from answerable.workspace import Workspace

LATELY = timedelta(days=30)
BROAD = 100  # things in that time, from which on a reader is warned
_COUNTED = 500  # questions whose histories are read; of more only days of tabling and answering are counted
_WORDS = 300  # letters of an item
_TITLE = 160
_WHAT: dict[Happening, What] = {
    Happening.TABLED: What.ASKED,
    Happening.ANSWERED: What.ANSWERED,
    Happening.HOLDING: What.HOLDING,
    Happening.CORRECTED: What.CORRECTED,
    Happening.REVISED: What.CORRECTED,
    Happening.MOVED: What.MOVED,
    Happening.WITHDRAWN: What.WITHDRAWN,
}
_ONCE = (What.ASKED, What.ANSWERED, What.HOLDING)


class Thing(Struct, frozen=True):
    """Something that can be followed, what it is called, and the address of its page.

    `overdue`: what is told of it is only that questions go past their day.
    """

    followed: Followed
    title: str
    url: str
    overdue: bool = False


class Expected(Struct, frozen=True):
    """What following something would have told from the day `since` on, had it been followed.

    `things`: pieces of news; `mails`: how many mails at most by cadence; `exact`: False where only questions tabled
    and questions answered were counted, since there were too many for more.
    """

    since: Day
    things: int
    mails: dict[str, int]
    exact: bool

    @property
    def broad(self) -> bool:
        """Whether it is more than a person is likely to read."""
        return self.things > BROAD


def thing(workspace: Workspace, followed: Followed) -> Thing:
    """What is to be followed. NotFound where it is not in the record, QueryError for a search that cannot be."""
    what, record = followed.what, workspace.record
    match followed.kind:
        case "search":
            return _search(workspace, what)
        case "question":
            found = record.question(what)
            return Thing(Followed("question", found.id), _title(found), question_url(found.id))
        case "member":
            return Thing(followed, people.member(record, what).name, f"/member/{what}")
        case "body":
            return Thing(followed, people.body(record, what).name, f"/body/{what}")
        case "document":
            document = workspace.citations.document(what)
            name = shorten(document.title or document.key.upper().replace("-", " "), _TITLE, placeholder=" …")
            return Thing(Followed("document", document.key), name, f"/document/{document.key}")
        case "same":
            found = record.question(what)
            if workspace.reuse.cluster(found.id) is None:
                raise NotFound(f"question {found.id} has no answer that can be compared with others")
            return Thing(Followed("same", found.id), f"one answer, as given to: {_title(found)}", f"/same/{found.id}")


def expected(workspace: Workspace, followed: Followed, today: Day) -> Expected:
    """How much it would have told in the last 30 days, worked out from what the record tells of them."""
    since = today - LATELY
    if of_today(followed):
        return _overdue_lately(workspace, followed, since, today)
    count, ids = _lately(workspace, followed, since)
    if count > _COUNTED:
        return Expected(since, count, {"immediately": count, "daily": LATELY.days, "weekly": 5}, exact=False)
    days = days_told(workspace.record, ids, _WHAT, since)
    weeks = {Day.fromisoformat(day).isocalendar()[:2] for _, day in days}
    mails = {"immediately": len(set(days)), "daily": len({day for _, day in days}), "weekly": len(weeks)}
    return Expected(since, len(days), mails, exact=True)


def latest(workspace: Workspace, followed: Followed, limit: int = 50) -> tuple[Item, ...]:
    """Its news, latest first: of the questions asked last and of those answered in the last 30 days.

    Of a search for what is overdue: what went past its day in the last 30 days, answered since or not.
    """
    if of_today(followed):
        return _latest_overdue(workspace, followed, limit)
    ids = _newest(workspace, followed, limit)
    held = {one.id: one for one in named(workspace.record, workspace.record.questions(ids).values())}
    told = [
        item
        for id_, events in histories(workspace.record, tables.question.c.id.in_(list(held)))
        for item in items(held[id_], events)
    ]
    return tuple(sorted(told, key=lambda one: (one.day or Day.min, one.key), reverse=True)[:limit])


def wish(workspace: Workspace, wanted: Thing, address: str, cadence: Cadence, now: datetime) -> None:
    """Has a mail sent to an address that asks whether its owner wants to follow something. InputError for no address.

    Nothing tells whether the address is known, or had too many such mails.
    """
    try:
        valid = validate_email(address.strip(), check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError as error:
        raise InputError("address", "an e-mail address", f"none: {error}") from None
    ask(workspace.record, valid.ascii_email or valid.normalized, wanted.followed, wanted.title, cadence, now)


def items(question: Question, events: Sequence[Event]) -> Iterator[Item]:
    """The news among what happened to a question."""
    for event in events:
        what = _WHAT.get(event.kind)
        if what:
            day = event.on.isoformat() if event.on else event.said[:10]
            mark = blake2b(f"{day} {event.after}".encode(), digest_size=8).hexdigest()
            key = what.name if what in _ONCE else f"{what.name} {mark}"
            yield item(question, what, key, Day.fromisoformat(day) if day else None, _words(question, event, what))


def went_past(question: Question, due: Day) -> Item:
    """That a question went past its day without an answer."""
    return item(question, What.LATE, What.LATE.name, due, question.words)


def item(question: Question, what: What, key: str, day: Day | None, words: str) -> Item:
    """A piece of news of a question."""
    asker = question.asker.known_as if question.asker else "Somebody"
    about = f"{asker} asked the {question.body.name.removeprefix('The ')}" if question.body else f"{asker} asked"
    return Item(f"{question.id} {key}", question.id, _title(question), about, what, day, _short(words))


def queries_of(followed: Followed) -> tuple[str, ...]:
    """The searches that find what is followed, one of which must; none for a question."""
    what = followed.what
    match followed.kind:
        case "search":
            return (what,)
        case "member":
            return (f'by:"{what}"', f'answered-by:"{what}"')
        case "body":
            return (f'to:"{what}"',)
        case "document":
            return (f'cites:"{what}"',)
        case "same":
            return (f"same-as:{what}",)
        case "question":
            return ()


def _search(workspace: Workspace, query: str) -> Thing:
    flat = " ".join(query.split())
    finder(workspace, flat, parse(flat))
    followed, title = Followed("search", flat), f"“{flat}”" if flat else "all questions"
    return Thing(followed, title, f"/search?{urlencode({'q': flat})}", of_today(followed))


def _title(question: Question) -> str:
    return shorten(title(question), _TITLE, placeholder=" …")


def _words(question: Question, event: Event, what: What) -> str:
    match what:
        case What.ASKED:
            return question.words
        case What.MOVED:
            return f"From the {event.before} to the {event.after}"
        case What.WITHDRAWN:
            return ""
        case _:
            return event.after or question.answer_words


def _short(words: str) -> str:
    return shorten(words, _WORDS, placeholder=" …")


def _lately(workspace: Workspace, followed: Followed, since: Day) -> tuple[int, list[str]]:
    """How many questions were tabled and how many answered since, and the first of them, each once."""
    if followed.kind == "question":
        return 1, [followed.what]
    nowhere = Span(0, 0)
    spans = [Clause(Days(field, since, None), False, nowhere) for field in ("tabled", "answered")]
    return _among(workspace, followed, [[span] for span in spans], _COUNTED)


def _overdue_lately(workspace: Workspace, followed: Followed, since: Day, today: Day) -> Expected:
    """How many went past their day, answered since or not; those of one day come in one mail, however soon."""
    due = _went_past(workspace, since, today)
    days = [due[id_] for id_ in among(workspace, followed.what, due)]
    weeks = {day.isocalendar()[:2] for day in days}
    mails = {"immediately": len(set(days)), "daily": len(set(days)), "weekly": len(weeks)}
    return Expected(since, len(days), mails, exact=True)


def _latest_overdue(workspace: Workspace, followed: Followed, limit: int) -> tuple[Item, ...]:
    today = Day.today()
    due = _went_past(workspace, today - LATELY, today)
    ids = sorted(among(workspace, followed.what, due), key=lambda id_: (due[id_], id_), reverse=True)[:limit]
    held = {one.id: one for one in named(workspace.record, workspace.record.questions(ids).values())}
    return tuple(went_past(held[id_], due[id_]) for id_ in ids if id_ in held)


def _went_past(workspace: Workspace, since: Day, today: Day) -> dict[str, Day]:
    """What was due from a day on and is or was overdue, with the day each was due."""
    return missed(workspace, Period(since, today - timedelta(days=1)), today)


def _newest(workspace: Workspace, followed: Followed, limit: int) -> list[str]:
    if followed.kind == "question":
        return [followed.what]
    answered = Clause(Days("answered", Day.today() - LATELY, None), False, Span(0, 0))
    return _among(workspace, followed, [[], [answered]], limit)[1]


def _among(
    workspace: Workspace, followed: Followed, narrower: Sequence[Sequence[Clause]], limit: int
) -> tuple[int, list[str]]:
    count, ids = 0, dict[str, None]()
    for query in queries_of(followed):
        clauses = parse(query)
        find = finder(workspace, query, clauses)
        for more in narrower:
            found = workspace.search.search([*clauses, *more], find, "newest", limit, counted=False)
            count, ids = count + found.total, ids | dict.fromkeys(found.ids)
    return count, list(ids)
