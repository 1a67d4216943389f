"""What citations keep: a row for each citation, and beside them counts that the rows' own triggers keep in step.

`key` is the document as this citation names it, empty where nothing tells which it is, NULL for what is no document
(an earlier answer, a speech). `document` is where the key leads: a title that was seen with one number, and no other,
leads to the numbered document. `said` is ISO 8601 or empty. Body '' in `tally` stands for all bodies. `together` is
the same for questions that got one answer together, NULL for what questions cite: what such an answer cites counts
once.
"""

COLUMNS = {"citation": 19, "naming": 3}

SCHEMA = """
CREATE TABLE citation(
  question TEXT NOT NULL, place TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, kind TEXT NOT NULL,
  number TEXT NOT NULL, locator TEXT NOT NULL, date TEXT NOT NULL, rule TEXT NOT NULL, key TEXT, document TEXT,
  sort TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL, said TEXT NOT NULL, unit TEXT NOT NULL,
  first INTEGER NOT NULL, last INTEGER NOT NULL, together INTEGER
);
CREATE INDEX citation_together ON citation(together, start, document) WHERE together IS NOT NULL;
CREATE INDEX citation_question ON citation(question);
CREATE INDEX citation_key ON citation(key) WHERE key <> '';
CREATE INDEX citation_document ON citation(document, said DESC, question) WHERE document IS NOT NULL;
CREATE INDEX citation_place ON citation(document, place, unit, first, last, locator) WHERE document <> '';

CREATE TABLE naming(question TEXT NOT NULL, key TEXT NOT NULL, document TEXT NOT NULL);
CREATE INDEX naming_question ON naming(question);
CREATE INDEX naming_key ON naming(key, document);
CREATE INDEX naming_document ON naming(document);
CREATE TABLE lead(key TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE touched(key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TRIGGER named AFTER INSERT ON naming BEGIN INSERT OR IGNORE INTO touched VALUES (NEW.key); END;
CREATE TRIGGER unnamed AFTER DELETE ON naming BEGIN INSERT OR IGNORE INTO touched VALUES (OLD.key); END;

CREATE TABLE tally(
  document TEXT NOT NULL, body TEXT NOT NULL, sort TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY(document, body)
) WITHOUT ROWID;
CREATE INDEX tally_body ON tally(body, times DESC, document);
CREATE INDEX tally_sort ON tally(body, sort, times DESC, document);
CREATE TABLE titled(
  document TEXT NOT NULL, title TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY(document, title)
) WITHOUT ROWID;
CREATE TRIGGER cited AFTER INSERT ON citation WHEN NEW.document <> '' AND {first} BEGIN
  {count};
END;
CREATE TRIGGER uncited AFTER DELETE ON citation WHEN OLD.document <> '' AND {last} BEGIN
  {discount};
END;
CREATE TRIGGER led_away AFTER UPDATE OF document ON citation WHEN NEW.document <> OLD.document AND {last} BEGIN
  {discount};
END;
CREATE TRIGGER led AFTER UPDATE OF document ON citation WHEN NEW.document <> OLD.document AND {first} BEGIN
  {count};
END;
"""
# Whether no other row tells of the same citation in the same answer.
_ALONE = """({row}.together IS NULL OR NOT EXISTS (SELECT 1 FROM citation AS twin
  WHERE twin.together = {row}.together AND twin.start = {row}.start AND twin.document = {row}.document
  AND twin.body = {row}.body AND twin.title = {row}.title AND twin.rowid <> {row}.rowid))"""
_COUNT = """
  INSERT INTO tally VALUES (NEW.document, '', NEW.sort, 1) ON CONFLICT DO UPDATE SET times = times + 1;
  INSERT INTO tally SELECT NEW.document, NEW.body, NEW.sort, 1 WHERE NEW.body <> ''
    ON CONFLICT DO UPDATE SET times = times + 1;
  INSERT INTO titled SELECT NEW.document, NEW.title, 1 WHERE NEW.title <> ''
    ON CONFLICT DO UPDATE SET times = times + 1
"""
_DISCOUNT = """
  UPDATE tally SET times = times - 1 WHERE document = OLD.document AND body IN ('', OLD.body);
  DELETE FROM tally WHERE document = OLD.document AND body IN ('', OLD.body) AND times = 0;
  UPDATE titled SET times = times - 1 WHERE document = OLD.document AND title = OLD.title;
  DELETE FROM titled WHERE document = OLD.document AND title = OLD.title AND times = 0
"""
SCHEMA = SCHEMA.format(
    count=_COUNT.strip(), discount=_DISCOUNT.strip(), first=_ALONE.format(row="NEW"), last=_ALONE.format(row="OLD")
)

# In order: titles whose numbers changed lead to themselves, then to the one number they have, and citations follow.
SETTLE = (
    "UPDATE citation SET document = key, sort = kind WHERE key IN (SELECT key FROM touched) AND document <> key",
    "DELETE FROM lead WHERE key IN (SELECT key FROM touched)",
    """
    INSERT INTO lead SELECT key, MIN(document) FROM naming WHERE key IN (SELECT key FROM touched)
    GROUP BY key HAVING COUNT(DISTINCT document) = 1
    """,
    "DELETE FROM touched",
    """
    UPDATE citation SET document = lead.document, sort = numbered.sort
    FROM lead JOIN tally AS numbered ON numbered.document = lead.document AND numbered.body = ''
    WHERE citation.document = lead.key AND citation.key = lead.key
    """,
)
