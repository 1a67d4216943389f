"""What commitments keep: a row for each promise, and one for each clause that says that something was done or put off.

`about` is the name of what the words are about, empty where they name nothing in particular; a state and its evidence
follow from later answers that are about the same: of the same body, or of any where many words are the same. Days are
ISO 8601, empty where the words give none. `together` is the same for questions that got one answer together.
`promise_state` has all that counting the promises of a state looks at.
"""

COLUMNS = {"promise": 19, "telling": 9}

SCHEMA = """
CREATE TABLE promise(
  question TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, body TEXT NOT NULL, made TEXT NOT NULL,
  actor TEXT NOT NULL, act TEXT NOT NULL, hedge TEXT NOT NULL, due TEXT NOT NULL, earliest TEXT NOT NULL,
  latest TEXT NOT NULL, words TEXT NOT NULL, about TEXT NOT NULL,
  state TEXT NOT NULL, by TEXT, by_start INTEGER, by_end INTEGER, by_said TEXT, together INTEGER
);
CREATE INDEX promise_together ON promise(together, start, question) WHERE together IS NOT NULL;
CREATE INDEX promise_question ON promise(question);
CREATE INDEX promise_latest ON promise(latest, made);
CREATE INDEX promise_body ON promise(body, latest, made);
CREATE INDEX promise_act ON promise(act, latest, made);
CREATE INDEX promise_hedge ON promise(hedge, latest, made);
CREATE INDEX promise_state ON promise(state, latest, made, together, start, question);
CREATE INDEX promise_about ON promise(about, made) WHERE about <> '';

CREATE TABLE telling(
  question TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, body TEXT NOT NULL, said TEXT NOT NULL,
  told TEXT NOT NULL, about TEXT NOT NULL, happened TEXT NOT NULL, together INTEGER
);
CREATE INDEX telling_question ON telling(question);
CREATE INDEX telling_about ON telling(about, said);

CREATE TABLE touched(about TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TRIGGER promised AFTER INSERT ON promise WHEN NEW.about <> ''
  BEGIN INSERT OR IGNORE INTO touched VALUES (NEW.about); END;
CREATE TRIGGER unpromised AFTER DELETE ON promise WHEN OLD.about <> ''
  BEGIN INSERT OR IGNORE INTO touched VALUES (OLD.about); END;
CREATE TRIGGER told AFTER INSERT ON telling BEGIN INSERT OR IGNORE INTO touched VALUES (NEW.about); END;
CREATE TRIGGER untold AFTER DELETE ON telling BEGIN INSERT OR IGNORE INTO touched VALUES (OLD.about); END;
"""
