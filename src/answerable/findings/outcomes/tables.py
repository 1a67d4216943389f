"""What outcomes keep: a row for each answer judged, and one for each part of its question.

`day` is that of the answer, ISO 8601 or empty. Spans of parts count in the question, those of evidence in the answer;
where no words show it, start and end are 0. `together` is the same for questions that got one answer together.
"""

COLUMNS = {"judged": 12, "part": 11}

SCHEMA = """
CREATE TABLE judged(
  question TEXT PRIMARY KEY, body TEXT NOT NULL, day TEXT NOT NULL, outcome TEXT NOT NULL, ground TEXT NOT NULL,
  chance REAL NOT NULL, by TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, words TEXT NOT NULL,
  reasons TEXT NOT NULL, together INTEGER
) WITHOUT ROWID;
CREATE INDEX judged_body ON judged(body, day, ground, outcome, together) WHERE ground <> '';
CREATE INDEX judged_together ON judged(together, ground) WHERE together IS NOT NULL AND ground <> '';
CREATE TABLE part(
  question TEXT NOT NULL, at INTEGER NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL, start INTEGER NOT NULL,
  end INTEGER NOT NULL, words TEXT NOT NULL, got TEXT NOT NULL, chance REAL NOT NULL, shown_from INTEGER NOT NULL,
  shown_to INTEGER NOT NULL, PRIMARY KEY(question, at)
) WITHOUT ROWID;
"""
