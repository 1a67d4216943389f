"""What reuse keeps. Numbers of 64 bits are kept signed, as SQLite has them.

`text`: each distinct text once, by its strict and its loose number. `member`: which question got which text.
`tally`: for a body ('' is all) and a year (0 is all), the texts given as more than one answer.
`said`: for a body and a month, the words of its answers, and how many of them had been said before.
"""

SCHEMA = """
CREATE TABLE text(number INTEGER PRIMARY KEY AUTOINCREMENT, strict INTEGER NOT NULL UNIQUE, loose INTEGER NOT NULL);
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
CREATE TABLE said(
  body TEXT NOT NULL, month TEXT NOT NULL, words INTEGER NOT NULL, repeated INTEGER NOT NULL, PRIMARY KEY(body, month)
) WITHOUT ROWID;
"""

TOUCHED = "CREATE TEMP TABLE IF NOT EXISTS touched(text INTEGER PRIMARY KEY)"

FORGET_TALLIES = "DELETE FROM tally WHERE text IN (SELECT text FROM touched)"

# One grouped answer is one answer; a text that was only ever one answer is not reused.
TALLY = """
INSERT INTO tally
SELECT {body} AS b, {year} AS y, COUNT(DISTINCT "group") AS answers, COUNT(*), text
FROM touched CROSS JOIN member USING (text) {which}
GROUP BY text, b, y HAVING answers > 1
"""

TALLIES = tuple(
    TALLY.format(body=body, year=year, which=which)
    for body in ("''", "body")
    for year, which in (("0", ""), ("CAST(SUBSTR(day, 1, 4) AS INTEGER)", "WHERE day <> ''"))
)

# Each answer once, in the order in which they were given.
ANSWERS = """
SELECT MIN(text), MIN(body), SUBSTR(day, 1, 7) FROM member WHERE day <> '' GROUP BY day, "group" ORDER BY day, "group"
"""
