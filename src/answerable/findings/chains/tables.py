"""What chains keeps: each question as one that may be pointed to, and each reference with where it stands.

Nothing resolved is kept: what a reference means is looked up when asked, so that it does not depend on what came first.
Days are ISO 8601, empty when not known.
"""

SCHEMA = """
CREATE TABLE question(
  id TEXT PRIMARY KEY, house TEXT NOT NULL, uin TEXT NOT NULL, tabled TEXT NOT NULL, answered TEXT NOT NULL,
  heading TEXT NOT NULL, asker TEXT NOT NULL, body TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX question_uin ON question(uin, house);
CREATE INDEX question_answered ON question(answered, body, asker);
CREATE TABLE reference(
  source TEXT NOT NULL, place TEXT NOT NULL, at INTEGER NOT NULL, house TEXT NOT NULL, uin TEXT NOT NULL,
  answered TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY(source, place, at)
) WITHOUT ROWID;
CREATE INDEX reference_uin ON reference(uin, house, answered);
"""
