"""What became of promises: told in one pass over all that is said of a thing, and as the plain definition tells it."""

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from answerable.findings.commitments.settling import settle
from answerable.findings.commitments.tables import SCHEMA

DAYS = st.sampled_from(["", "2031-01-01", "2031-02-01", "2031-03-01", "2031-04-01"])
WHO = st.tuples(st.sampled_from(["q1", "q2", "q3", "q4"]), st.integers(0, 3), st.sampled_from(["rivers", "roads"]))
ABOUT = st.sampled_from(["weirs", "+eels"])
TOGETHER = st.sampled_from([None, 1, 2])
PROMISE = st.tuples(WHO, DAYS, DAYS, ABOUT, TOGETHER)
TELLING = st.tuples(WHO, DAYS, st.sampled_from(["met", "postponed"]), ABOUT, DAYS, TOGETHER)


def kept(promises, tellings):
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(SCHEMA)
    for (question, start, body), made, latest, about, together in promises:
        row = (question, start, start + 5, body, made, "", "act", "firm", "", "", latest, "words", about)
        connection.execute(f"INSERT INTO promise VALUES ({'?, ' * 18}?)", (*row, "", None, None, None, None, together))
    for (question, start, body), said, told, about, happened, together in tellings:
        row = (question, start, start + 5, body, said, told, about, happened, together)
        connection.execute(f"INSERT INTO telling VALUES ({'?, ' * 8}?)", row)
    return connection


def became(promise, promises, tellings):
    """The definition: of all that may tell, the first of the best rank."""
    (question, _, body), made, latest, about, together = promise
    if not made:
        return ("", None, None, None)
    found = []
    for (other, start, its), said, told, its_about, happened, its_together in tellings:
        same = its_about == about and (its == body or about.startswith("+"))
        own = other == question or (together is not None and its_together == together)
        kept_it = told != "met" or not happened or happened >= made
        if same and not own and said >= made and kept_it:
            found.append((1 if told == "met" else 2, said, other, start, told))
    for (other, start, its), again, its_latest, its_about, _ in promises:
        if its_about == about and (its == body or about.startswith("+")) and again > made:
            slips = bool(latest) and its_latest > latest
            found.append((2 if slips else 3, again, other, start, "postponed" if slips else "repeated"))
    if not found:
        return ("", None, None, None)
    _, said, other, start, state = min(found)
    return (state, other, start, said)


@given(st.lists(PROMISE, max_size=8, unique_by=lambda one: one[0][:2]), st.lists(TELLING, max_size=8))
def test_it_tells_what_the_definition_tells(promises, tellings):
    connection = kept(promises, tellings)
    settle(connection)
    query = "SELECT question, start, state, by, by_start, by_said FROM promise"
    told = {row[:2]: row[2:] for row in connection.execute(query)}
    assert told == {one[0][:2]: became(one, promises, tellings) for one in promises}
    assert connection.execute("SELECT COUNT(*) FROM touched").fetchone() == (0,)


def test_what_is_said_no_more_tells_no_more():
    promise = (("q1", 0, "rivers"), "2031-01-01", "", "weirs", None)
    connection = kept([promise], [(("q2", 0, "rivers"), "2031-02-01", "met", "weirs", "", None)])
    settle(connection)
    assert connection.execute("SELECT state, by, by_said FROM promise").fetchone() == ("met", "q2", "2031-02-01")
    connection.execute("DELETE FROM telling")
    settle(connection)
    assert connection.execute("SELECT state, by, by_said FROM promise").fetchone() == ("", None, None)
