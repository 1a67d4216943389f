"""Every error answerable raises on purpose, in one tree, named for what the caller can do about it.

AnswerableError
├── InputError            mend the input: says where, what was expected and what came
│   ├── UnreadableInput   a file that could not be opened, decoded or unpacked
│   └── UnknownFormat     no source recognises these bytes
├── QueryError            mend the query: carries the place
├── BadId                 not the form of a question id
├── BadParameter          what a query was given is not what it takes
├── BadCursor             no place in this list; take it as it was given
├── CursorGone            the list has changed too much since: begin it anew
├── MissingPackage        install what the message names
├── Ambiguous             several have that name: say which
├── NotFound              nothing under that id
├── ServiceError          a service on the network cannot be used now; what came before is kept, try again later
│   ├── NoMail            the mail server cannot be used, or none is set; mails wait
│   ├── NotThere          the service says that it has nothing at this address
│   └── Refused           the service will not answer such a request; asking again does not help
└── RecordError           look at the record's directory
    ├── NewerRecord       made by a later version of answerable
    ├── DamagedFinding    what was derived from it cannot be read; `answerable rebuild` makes it anew
    ├── RecordBusy        another process holds it; try again
    ├── SyncRunning       another sync is at work on it; let it end
    ├── NotifyRunning     another process is telling those who follow; let it end
    └── RecordFull        no space left on the disk
"""


class AnswerableError(Exception):
    """Base of all; `str(error)` is one line fit for a person at this machine, `public` one fit for anybody."""

    exit_code = 2
    status = 400

    @classmethod
    def title(cls) -> str:
        """What this kind of error is called: `Not found`."""
        return (
            "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in cls.__name__)
            .strip()
            .capitalize()
        )

    @property
    def public(self) -> str:
        """What may be said to those who only ask over the network."""
        return str(self)


class InputError(AnswerableError):
    """Input that cannot be used: `name` is the file, `place` where in it, `expected` and `came` say the rest."""

    def __init__(self, name: str, expected: str, came: str, place: str = "") -> None:
        self.name, self.place, self.expected, self.came = name, place, expected, came
        where = f"{name}, {place}" if place else name
        super().__init__(f"{where}: expected {expected}; got {came}")


class UnreadableInput(InputError):
    """The bytes could not be had: missing, no permission, truncated, too large, wrong encoding."""


class UnknownFormat(InputError):
    """The bytes are whole, but no source reads their form."""


class QueryError(AnswerableError):
    """A query that cannot be parsed; `query[start:end]` is the place, shown beneath it by `marked()`."""

    def __init__(self, query: str, start: int, end: int, message: str) -> None:
        self.query, self.start, self.end, self.message = query, start, max(end, start + 1), message
        super().__init__(f"{message} (at character {start + 1} of {query!r})")

    def marked(self) -> str:
        """The query, and under it a line of carets at the place, for a terminal or a <pre>."""
        return f"{self.query}\n{' ' * self.start}{'^' * (self.end - self.start)}"


class BadId(AnswerableError):
    """Text that is not a question id."""


class BadParameter(AnswerableError):
    """A parameter that a query does not have, lacks, or cannot take the value of."""


class BadCursor(AnswerableError):
    """Text that is not the cursor of a place in the list asked for."""


class CursorGone(AnswerableError):
    """The place that a cursor holds cannot be found any more."""

    status = 410


class MissingPackage(AnswerableError):
    """A package that answerable does not need otherwise."""


class Ambiguous(AnswerableError):
    """A name that several have; the message lists them with their ids."""


class NotFound(AnswerableError):
    """Nothing in the record under that id."""

    status = 404


class ServiceError(AnswerableError):
    """A service on the network that is down, too slow, or answers with something else than it should."""

    status = 503


class NoMail(ServiceError):
    """The mail server cannot be reached or refuses us, or the settings name none; the outbox keeps what waits."""


class NotThere(ServiceError):
    """The service says that nothing is at the address (404 or 410)."""


class Refused(ServiceError):
    """The service refuses the request itself: a wrong address, no leave, a parameter it does not know."""


class RecordError(AnswerableError):
    """The record's directory cannot be used as it is."""

    status = 503

    @property
    def public(self) -> str:
        """Nothing of where things lie on this machine."""
        return "The record cannot be read just now; whoever keeps it can see why in the server's log."


class NewerRecord(RecordError):
    """The record was written by a later version."""


class DamagedFinding(RecordError):
    """Something derived from the record cannot be read; nothing of the record itself is touched."""


class RecordBusy(RecordError):
    """Another process holds the record longer than we wait."""


class SyncRunning(RecordError):
    """Another process is syncing into this record."""


class NotifyRunning(RecordError):
    """Another process is telling those who follow."""


class RecordFull(RecordError):
    """The disk has no room; what was being added was rolled back."""
