"""Every error answerable raises on purpose, in one tree, named for what the caller can do about it.

AnswerableError
├── InputError            mend the input: says where, what was expected and what came
│   ├── UnreadableInput   a file that could not be opened, decoded or unpacked
│   └── UnknownFormat     no source recognises these bytes
├── QueryError            mend the query: carries the place
├── BadId                 not the form of a question id
├── Ambiguous             several have that name: say which
├── NotFound              nothing under that id
└── RecordError           look at the record's directory
    ├── NewerRecord       made by a later version of answerable
    ├── DamagedFinding    what was derived from it cannot be read; `answerable rebuild` makes it anew
    ├── RecordBusy        another process holds it; try again
    └── RecordFull        no space left on the disk
"""


class AnswerableError(Exception):
    """Base of all; `str(error)` is one line fit for a person."""

    exit_code = 2
    status = 400


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


class Ambiguous(AnswerableError):
    """A name that several have; the message lists them with their ids."""


class NotFound(AnswerableError):
    """Nothing in the record under that id."""

    status = 404


class RecordError(AnswerableError):
    """The record's directory cannot be used as it is."""

    status = 503


class NewerRecord(RecordError):
    """The record was written by a later version."""


class DamagedFinding(RecordError):
    """Something derived from the record cannot be read; nothing of the record itself is touched."""


class RecordBusy(RecordError):
    """Another process holds the record longer than we wait."""


class RecordFull(RecordError):
    """The disk has no room; what was being added was rolled back."""
