"""The record's tables. Migrations under `migrations/` bring an older record to this shape."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    false,
    func,
    text,
)

metadata = MetaData()
PEOPLE = "people told"  # the row of `about` that counts what the Members service told


class Bytes(LargeBinary):
    """Bytes as they are: SQLite takes them without a wrapper around each."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> None:
        """Nothing to do."""


about = Table(
    "about",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

# The bytes that sources gave, kept whole and once.
document = Table(
    "document",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("digest", Bytes, nullable=False, unique=True),
    Column("source", String, nullable=False),
    Column("name", String, nullable=False),
    Column("added", String, nullable=False),
    Column("observations", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("bytes", Bytes, nullable=False),
)

unread = Table(
    "unread",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("document", ForeignKey("document.key"), nullable=False, index=True),
    Column("place", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("excerpt", String, nullable=False),
)

ANSWERED = ("answered", "corrected")  # the statuses of a question that has its answer

question = Table(
    "question",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("changed", Integer, nullable=False),
    Column("status", String, nullable=False),
    Column("tabled", Date),
    Column("answered", Date),
    Column("asker", String),
    Column("answerer", String),
    Column("body", String),
    Column("likeness", Integer, nullable=False),
    Column("official", Integer),
    Column("data", Bytes, nullable=False),
    Column("together", Integer),  # the same for all that got one answer together; NULL of all others
    Index("question_changed", "changed"),
    Index("question_tabled", "tabled"),
    Index("question_answered", "answered"),
    Index("question_asker", "asker", "tabled", "status"),
    Index("question_answerer", "answerer", "answered"),
    Index("question_body", "body", "tabled", "status"),
    Index("question_status", "status"),
    Index("question_likeness", "likeness"),
    Index("question_official", "official"),
    Index("question_together", "together", "body", "answerer", sqlite_where=text("together IS NOT NULL")),
    Index("question_together_by", "answerer", "together", sqlite_where=text("together IS NOT NULL")),
)

# An answer given to several questions together is one: of so many questions, how many are further ones of an answer.
TOGETHER = question.c.together.is_not(None)
FURTHER = func.count() - func.count(question.c.together.distinct())

# How many questions there are of each asker, answerer, body and day of tabling, by status: counted as they are stored,
# so that who reads need not go through them. `what` is told in `counts.py`.
question_count = Table(
    "question_count",
    metadata,
    Column("what", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("status", String, primary_key=True),
    Column("questions", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# Of each day that lacks any, the numbers in its runs that no question of the days around it has: how many, and which.
missing_numbers = Table(
    "missing_numbers",
    metadata,
    Column("day", String, primary_key=True),  # `uk-commons/2025-09-16`: what the ids of its questions begin with
    Column("count", Integer, nullable=False),
    Column("numbers", String, nullable=False),  # and spans, as `4769, 4771–4773`
)

# Ids that named a question before, and what they name now.
also = Table(
    "also",
    metadata,
    Column("id", String, primary_key=True),
    Column("question", ForeignKey("question.key"), nullable=False, index=True),
)

# Ids that are no longer a question of their own, for those who follow changes.
gone = Table(
    "gone",
    metadata,
    Column("changed", Integer, primary_key=True),
    Column("id", String, nullable=False),
)

observation = Table(
    "observation",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("question", ForeignKey("question.key"), nullable=False),
    Column("document", ForeignKey("document.key"), nullable=False),
    Column("source", String, nullable=False),
    Column("said_at", String, nullable=False),  # what orders it: `said`, or the latest day it bears
    Column("digest", Bytes, nullable=False),
    Column("said", String, nullable=False),
    Column("place", String, nullable=False),
    Column("data", Bytes, nullable=False),
    Index("observation_question", "question"),
    Index("observation_document", "document"),
)

# What happened to each question: its history in the order of `place`, filed by the day on which it happened and the
# day `told` that it counts by. It follows from the observations; the words are read from these.
event = Table(
    "event",
    metadata,
    Column("question", ForeignKey("question.key"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("day", String, nullable=False),
    Column("told", String, nullable=False),
    Index("event_day", "day", "kind", "told"),
    sqlite_with_rowid=False,
)

# How many events there are of each day and kind, so that none need be counted, or passed over one by one.
event_count = Table(
    "event_count",
    metadata,
    Column("day", String, primary_key=True),
    Column("told", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("events", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# Observations that tell only words, until the question of that official number is there and begins them. Each is told
# of among what was not read until then; `at_odds`: the question is there, but what it says is not their beginning.
waiting_words = Table(
    "waiting_words",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("official", Integer, nullable=False, index=True),
    Column("document", ForeignKey("document.key"), nullable=False),
    Column("unread", ForeignKey("unread.key"), nullable=False, index=True),
    Column("source", String, nullable=False),
    Column("said_at", String, nullable=False),
    Column("digest", Bytes, nullable=False),
    Column("said", String, nullable=False),
    Column("place", String, nullable=False),
    Column("data", Bytes, nullable=False),
    Column("at_odds", Boolean, nullable=False, server_default=false()),
)

member = Table(
    "member",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String),
    Column("party", String),
    Column("constituency", String),
    Column("seen", String, nullable=False),
    Column("house", String),
)

# Every way in which sources printed a person: what names are read from, and what is still to be read.
as_printed = Table(
    "as_printed",
    metadata,
    Column("member", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("seat", String, primary_key=True),  # empty: none was printed
    Column("house", String, primary_key=True),
    Column("first", Date),  # of the days of the questions and answers, where any is told
    Column("last", Date),
)

# What the Members service told of a Member for a time: a name, a party, or a seat in a House.
tenure = Table(
    "tenure",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("member", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("value", String, nullable=False),
    Column("house", String, nullable=False),  # of a seat; else empty
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("told", Integer, nullable=False, index=True),  # grows with each Member of whom something else is told
)

# Ministerial posts, as lists of them tell.
post = Table(
    "post",
    metadata,
    Column("id", String, primary_key=True),
    Column("person", String, nullable=False),  # as the list numbers people
    Column("member", String),  # where the list tells the official number
    Column("role", String, nullable=False),
    Column("body", String, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("document", ForeignKey("document.key"), nullable=False),
)

body = Table(
    "body",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("number", Integer),
)

# What a service's list showed of each record when its whole text was last read, so that only news is read again.
listed = Table(
    "listed",
    metadata,
    Column("official", Integer, primary_key=True),
    Column("id", String, nullable=False, index=True),
    Column("digest", Bytes, nullable=False),  # empty: the whole text is still wanted
    Column("trouble", String, nullable=False),  # why it could not be read; empty when it was
    Index("listed_trouble", "id", sqlite_where=text("trouble <> ''")),
)

# How many questions a service said it has of a day, and when it said so.
tally = Table(
    "tally",
    metadata,
    Column("day", String, primary_key=True),  # `uk-commons/2025-09-16`: what the ids of its questions begin with
    Column("total", Integer, nullable=False),
    Column("read", String, nullable=False),
)

# What readers suggest to the record's keeper; accepted is empty while it waits.
suggestion = Table(
    "suggestion",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("question", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("ground", String, nullable=False),
    Column("why", String, nullable=False),
    Column("who", String, nullable=False),
    Column("made", String, nullable=False),
    Column("accepted", String, nullable=False),
    Index("suggestion_open", "accepted", "question"),
)

# What an official calendar told last of each of a chamber's days, and the document that says whether it sits.
calendar_day = Table(
    "calendar_day",
    metadata,
    Column("chamber", String, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("sits", Boolean, nullable=False),
    Column("recess", String),
    Column("document", ForeignKey("document.key"), nullable=False),
)

# Who follows something: an address that mail goes to, and nothing else. It goes with the last of what they follow.
reader = Table(
    "reader",
    metadata,
    Column("name", String, primary_key=True),
    Column("address", String(collation="NOCASE"), nullable=False, unique=True),
)

# What a reader follows: confirmed is empty until they say so by the link in a mail; place is the newest observation
# at that time.
follow = Table(
    "follow",
    metadata,
    Column("name", String, primary_key=True),
    Column("reader", ForeignKey("reader.name", ondelete="CASCADE"), nullable=False),
    Column("kind", String, nullable=False),
    Column("what", String, nullable=False),
    Column("title", String, nullable=False),
    Column("cadence", String, nullable=False),
    Column("made", String, nullable=False),
    Column("confirmed", String, nullable=False),
    Column("place", Integer, nullable=False),
    UniqueConstraint("reader", "kind", "what"),
)

# The outbox: mails by what stands before the @ of their Message-ID, and what each tells. Neither holds an address.
mail = Table(
    "mail",
    metadata,
    Column("name", String, primary_key=True),
    Column("reader", ForeignKey("reader.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("follow", String, nullable=False),  # the follow that it asks to confirm; empty for one that tells of news
    Column("made", String, nullable=False),
    Column("due", String, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("state", String, nullable=False),
    Index("mail_state", "state", "due"),
)

alert = Table(
    "alert",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("reader", ForeignKey("reader.name", ondelete="CASCADE"), nullable=False),
    Column("item", String, nullable=False),
    Column("follows", String, nullable=False),  # names between spaces
    Column("due", String, nullable=False),
    Column("mail", ForeignKey("mail.name", ondelete="CASCADE"), index=True),
    Column("data", Bytes, nullable=False),
    UniqueConstraint("reader", "item"),
    Index("alert_due", "due", sqlite_where=text("mail IS NULL")),
)
