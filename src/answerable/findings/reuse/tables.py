"""What reuse keeps. Numbers of 64 bits are kept signed, as SQLite has them.

`text`: each distinct text once, by its strict and its loose number. `member`: which question got which text.
`tally`: for a body ('' is all) and a year (0 is all), the texts that more than one question got.
`first`: the first answer that was a text, of those with a day; `use` orders them. `given`: how often a text was given.
`said`: for a body and a month, the words of its answers, and how many of them were new. `first` and `given` are as they
were when `said` was last counted, so that it can be brought up to date from them.
"""

SCHEMA = """
CREATE TABLE text(number INTEGER PRIMARY KEY AUTOINCREMENT, strict INTEGER NOT NULL UNIQUE, loose INTEGER NOT NULL,
  words INTEGER NOT NULL);
CREATE INDEX text_loose ON text(loose);
CREATE TABLE member(
  id TEXT PRIMARY KEY, text INTEGER NOT NULL, "group" INTEGER NOT NULL, body TEXT NOT NULL, asker TEXT NOT NULL,
  answerer TEXT NOT NULL, day TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX member_text ON member(text, day, id, "group", body, asker, answerer);
CREATE TABLE tally(
  body TEXT NOT NULL, year INTEGER NOT NULL, answers INTEGER NOT NULL, questions INTEGER NOT NULL,
  text INTEGER NOT NULL, PRIMARY KEY(body, year, answers, text)
) WITHOUT ROWID;
CREATE INDEX tally_text ON tally(text);
CREATE TABLE first(text INTEGER PRIMARY KEY, use TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE given(
  text INTEGER NOT NULL, body TEXT NOT NULL, month TEXT NOT NULL, words INTEGER NOT NULL, PRIMARY KEY(text, body, month)
) WITHOUT ROWID;
CREATE TABLE said(
  body TEXT NOT NULL, month TEXT NOT NULL, words INTEGER NOT NULL, fresh INTEGER NOT NULL, PRIMARY KEY(body, month)
) WITHOUT ROWID;
"""

TOUCHED = "CREATE TEMP TABLE IF NOT EXISTS touched(text INTEGER PRIMARY KEY)"

FORGET_TALLIES = "DELETE FROM tally WHERE text IN (SELECT text FROM touched)"

# One grouped answer is one answer, however many questions got it.
TALLY = """
INSERT INTO tally
SELECT {body} AS b, {year} AS y, COUNT(DISTINCT "group") AS answers, COUNT(*), text
FROM touched CROSS JOIN member USING (text) WHERE {named} AND {dated}
GROUP BY text, b, y HAVING COUNT(*) > 1
"""

TALLIES = tuple(
    TALLY.format(body=body, named=named, year=year, dated=dated)
    for body, named in (("''", "TRUE"), ("body", "body <> ''"))  # without a body they are among all alone
    for year, dated in (("0", "TRUE"), ("CAST(SUBSTR(day, 1, 4) AS INTEGER)", "day <> ''"))
)

FORGET_USES = tuple(f"DELETE FROM {table} WHERE text IN (SELECT text FROM touched)" for table in ("first", "given"))

# SQLite gives the body of the row that has the lowest use.
USES = (
    """
    INSERT INTO first SELECT text, MIN(day || ' ' || "group" || ' ' || id), body
    FROM touched CROSS JOIN member USING (text) WHERE day <> '' GROUP BY text
    """,
    """
    INSERT INTO given SELECT text, body, SUBSTR(day, 1, 7) AS month, text.words * COUNT(DISTINCT day || "group")
    FROM touched CROSS JOIN member USING (text) JOIN text ON number = text WHERE day <> '' GROUP BY text, body, month
    """,
)
