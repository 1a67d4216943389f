"""What series keeps: each question once, with a number of its words and one of its answer's words (0: none).

The same words have the same number.
"""

SCHEMA = """
CREATE TABLE question(
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, asker TEXT NOT NULL, body TEXT NOT NULL,
  tabled TEXT NOT NULL, words INTEGER NOT NULL, answer INTEGER NOT NULL
);
"""
