"""What series keeps: each question once, with a number of its answer's words (0: none), the same for the same words."""

SCHEMA = """
CREATE TABLE question(
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, asker TEXT NOT NULL, body TEXT NOT NULL,
  tabled TEXT NOT NULL, answer INTEGER NOT NULL
);
"""
