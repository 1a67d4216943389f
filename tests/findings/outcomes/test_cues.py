"""Wordings: a row for each alternative of each pattern in cues.toml, and none for words that only look alike."""

import json
import re
import tomllib
from importlib.resources import files

import pytest

from answerable.findings.outcomes.cues import cues, lowered, met, springs, ways
from answerable.findings.outcomes.sentences import sentences as split
from answerable.findings.outcomes.words import TOKEN
from tests.shared import real

ROWS = [
    ("disproportionate", "That could be had only at disproportionate cost."),
    ("disproportionate", "The cost of a search would be disproportionate."),
    ("not held", "These figures are not held centrally."),
    ("not held", "The Board does not routinely collect such figures."),
    ("not held", "The Board doesn't collect such figures."),
    ("no data", "There is currently no data on barges."),
    ("no data", "Figures for the lower canal are unavailable."),
    ("not available", "The tally is not yet publicly available."),
    ("not available", "The tally isn't yet available."),
    ("not possible to give", "It is not possible to estimate the number of barges."),
    ("not comment", "We do not comment on rumours."),
    ("not comment", "The Board can neither confirm nor deny it."),
    ("not comment", "There will be no further comment."),
    ("not comment", "He can't comment further."),
    ("not comment", "We don't comment on rumours."),
    ("not disclose", "Such sums are not normally disclosed."),
    ("not disclose", "We don't publish such sums."),
    ("not disclose", "The terms are non-disclosable."),
    ("not disclose", "That rule prevents disclosure."),
    ("not disclose", "The minutes cannot be shared."),
    ("inappropriate", "It would not be appropriate to say more."),
    ("inappropriate", "It would be inappropriate to say more."),
    ("inappropriate", "It isn't appropriate to say more."),
    ("commercial", "The price is commercially sensitive."),
    ("commercial", "It was given in commercial confidence."),
    ("commercial", "This is a commercial arrangement between two firms."),
    ("security grounds", "For reasons of national security we say no more."),
    ("security grounds", "That is for the guard on operational grounds."),
    ("security grounds", "We leave intelligence matters aside."),
    ("private", "It was said in confidence."),
    ("proceedings", "This is the subject of ongoing legal action."),
    ("proceedings", "The proceedings are pending."),
    ("proceedings", "The matter is sub judice."),
    ("matter for", "The lock is a matter for the Canal Board."),
    ("matter for", "It is for the Board to decide."),
    ("matter for", "The Board has responsibility for locks."),
    ("matter for", "The choice rests with the Board."),
    ("matter for", "Canals are a devolved matter."),
    ("matter for", "Canal policy is devolved."),
    ("matter for", "Canals are devolved."),
    ("matter for", "Lock policy in the north is led by the Board."),
    ("too early", "It is too early to say."),
    ("no plans to publish", "There are no plans to publish the map."),
    ("refer", "I refer the hon. Member to the map."),
    ("refer", "I would refer to the map."),
    ("refer", "This refers to the answer of May."),
    ("answer of", "See the answer given on 3 May."),
    ("answer of", "That was in Question 12345."),
    ("set out in answer", "As set out in my earlier answer, the lock is shut."),
    ("found at", "The map can be found in the archive."),
    ("found at", "The map is now available from the Board."),
    ("found at", "See the map, available online."),
    ("published", "The map was last published in May."),
    ("published", "The Board publishes a map."),
    ("address", "See https://canal.example/map"),
    ("address", "See www.canal.example"),
    ("address", "It is on gov.uk pages."),
    ("library", "A copy was placed in the Library."),
    ("library", "It is in the Libraries of both Houses."),
    ("attached", "The list is attached."),
    ("here link", "The map can be found here."),
    ("here link", "Use the following link."),
    ("here link", "See the links below."),
    ("table", "The table below has the sums."),
    ("table", "See the following table."),
    ("table", "They are in the table."),
    ("as follows", "The sums are as follows."),
    ("as follows", "We did the following things: we dug."),
    ("as follows", "The sums are listed below."),
    ("will write", "I will write to the hon. Member."),
    ("will write", "I have asked the Board's head to reply."),
    ("in due course", "It will be known in due course."),
    ("shortly", "It will open shortly."),
    ("shortly", "It will open as soon as it can."),
    ("shortly", "We will say so at the earliest opportunity."),
    ("shortly", "It will soon be open."),
    ("will announce", "The Board will then publish the map."),
    ("later", "It will open later this year."),
    ("being considered", "The Board is currently considering the map."),
    ("not yet decided", "No decision was taken."),
    ("not yet decided", "The date is yet to be known."),
    ("not yet decided", "The lock is not yet open."),
    ("not yet decided", "Decisions on locks come first."),
    ("subject to", "That is subject to the weather."),
    ("prorogation", "It has not proved possible to respond."),
    ("prorogation", "The House was near prorogation."),
    ("prorogation", "There was too little time available."),
    ("yes", "Yes, it is."),
    ("yes", "That is correct."),
    ("yes", "I can confirm it."),
    ("no", "No, it is shut."),
    ("no", "No lock is open."),
    ("plain no", "None."),
    ("confirm", "We can confirm that."),
    ("confirm", "The map confirms that it is shut."),
    ("confirm", "I am happy to meet him."),
    ("no plans", "We have no plans for that."),
    ("no assessment", "We haven't made an assessment of it."),
    ("no assessment", "No assessment has been made."),
    ("no such", "There have been none."),
    ("assessment made", "We have assessed the lock."),
    ("met", "The Minister met the guild."),
    ("met", "Locks were discussed."),
    ("figure", "It cost £40."),
    ("figure", "That is 12% more."),
    ("figure", "That is ten per cent more."),
    ("figure", "It cost 3 million."),
    ("figure", "It cost 3bn."),
    ("action taken", "The Board has already introduced a toll."),
    ("may must", "Every barge must pay."),
    ("because", "It is shut because of frost."),
    ("committed", "We are committed to canals."),
    ("regular discussions", "We hold regular talks on a range of issues."),
    ("keep under review", "We keep canals under review."),
    ("continue to work", "We continue to work on it."),
    ("aims", "The Board aims to mend it."),
    ("aims", "We seek to mend it."),
    ("aims", "That ensures it."),
    ("aims", "We will keep to it."),
]
TRAPS = [
    ("disproportionate", "Barges bear a disproportionate share of the rain."),
    ("commercial", "The commercial barges are old."),
    ("will write", "The guild wrote to us."),
    ("yes", "She said yes to that."),
    ("plain no", "Nonetheless it is open."),
    ("refer", "They prefer the upper lock."),
]


def _met(sentence: str) -> list[str]:
    low = lowered(sentence)
    sprung = 0
    for word in TOKEN.findall(low):
        sprung |= springs(word)
    return [cues()[at].name for at in met(low, sprung)]


def _patterns() -> list[tuple[str, str]]:
    table = tomllib.loads(files("answerable.findings.outcomes").joinpath("cues.toml").read_text(encoding="utf-8"))
    return [(cue["name"], pattern) for cue in table["cue"] for pattern in cue["patterns"]]


@pytest.mark.parametrize(("name", "sentence"), ROWS)
def test_a_wording_is_met(name: str, sentence: str) -> None:
    assert name in _met(sentence)


@pytest.mark.parametrize(("name", "sentence"), TRAPS)
def test_words_that_look_alike_are_not(name: str, sentence: str) -> None:
    assert name not in _met(sentence)


@pytest.mark.parametrize(("name", "pattern"), _patterns())
def test_every_alternative_has_its_row(name: str, pattern: str) -> None:
    assert any(re.search(pattern, lowered(sentence)) for row, sentence in ROWS if row == name)


@pytest.mark.parametrize("text", ["İSTANBUL’S canal", "the Board’s map"])
def test_lower_case_keeps_its_length(text: str) -> None:
    assert len(lowered(text)) == len(text)
    assert "'" in lowered(text)


def test_a_cue_is_sought_only_where_its_words_stand() -> None:
    assert met("we will write", 0) == ()
    assert not springs("barges")


def test_no_word_that_begins_a_wording_is_forgotten_on_real_answers() -> None:
    pairs = [json.loads(line) for line in real("labels/eval.jsonl").read_text(encoding="utf-8").splitlines()]
    sentences = [span.of(pair["answer"]) for pair in pairs for span in split(pair["answer"])]
    missed = [name for one in sentences for name in _unsprung(one)]
    assert len(sentences) > 1000
    assert not missed


def _unsprung(sentence: str) -> list[str]:
    low, have = lowered(sentence), _met(sentence)
    named = ((cues()[way.cue].name, way.pattern) for way in ways())
    return [name for name, pattern in named if name not in have and pattern.search(low)]
