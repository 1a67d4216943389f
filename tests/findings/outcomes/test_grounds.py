"""The reason given for withholding: a row for each alternative of each pattern in grounds.toml."""

import re
import tomllib
from importlib.resources import files

import pytest

from answerable.findings.outcomes.cues import lowered, springs
from answerable.findings.outcomes.grounds import ground
from answerable.findings.outcomes.reading import Reading
from answerable.findings.outcomes.words import Lexicon

ROWS = [
    ("cost", "It could be had only at disproportionate cost."),
    ("cost", "The search has a prohibitive cost."),
    ("cost", "That is above the cost threshold."),
    ("commercial", "The price is commercially sensitive."),
    ("commercial", "It was given in confidence by investors."),
    ("security", "To say more would harm national security."),
    ("security", "For security reasons we say no more."),
    ("security", "The Board can neither confirm nor deny it."),
    ("security", "We leave intelligence matters aside."),
    ("security", "We say nothing, so as not to undermine the watch."),
    ("security", "These plans are operationally sensitive."),
    ("security", "To list them would show vulnerabilities."),
    ("security", "It is withheld for the safety of keepers."),
    ("security", "There is a risk to their safety."),
    ("confidential", "It was told in confidence."),
    ("confidential", "We respect the privacy of keepers."),
    ("confidential", "Such papers are privileged."),
    ("confidential", "Talks in Cabinet committees are not told."),
    ("confidential", "Who came to COBR is not told."),
    ("confidential", "It would stop frank talk."),
    ("confidential", "It would harm candour."),
    ("confidential", "To keep talk open and honest, it is not told."),
    ("confidential", "It is left out to prevent disclosure of individuals."),
    ("confidential", "That could identify an individual."),
    ("confidential", "That is personal data."),
    ("confidential", "We say nothing of leaks."),
    ("confidential", "We say nothing of legal advice."),
    ("confidential", "We say nothing of advice from the Law Officers."),
    ("confidential", "It falls under data protection rules."),
    ("confidential", "It falls under GDPR."),
    ("confidential", "The guests have not consented."),
    ("confidential", "We say nothing of private conversations."),
    ("legal", "There are legal proceedings."),
    ("legal", "There are court proceedings."),
    ("legal", "This is in litigation."),
    ("legal", "It is sub judice."),
    ("legal", "It is before the courts."),
    ("legal", "There is an ongoing police investigation."),
    ("legal", "The investigation is ongoing."),
    ("not_held", "Such figures are not held centrally."),
    ("timing", "To say so would be premature."),
    ("timing", "It is too early to say."),
    ("timing", "It is at an early stage."),
    ("timing", "We cannot say more at this stage."),
    ("timing", "We cannot yet say."),
    ("timing", "The sum is yet to be known."),
    ("timing", "It is a short time since the flood."),
    ("timing", "We would not pre-empt the report."),
    ("timing", "We would not prejudge the report."),
    ("timing", "It is not currently possible to say."),
    ("timing", "The day is not known as yet."),
    ("timing", "Costs cannot be finalised."),
    ("timing", "The sums are still being added."),
    ("timing", "There was no final decision."),
    ("other_body", "That is a matter for the Board."),
    ("other_body", "The Board is responsible."),
    ("other_body", "Canals are devolved."),
    ("other_body", "It is for the Board to say."),
    ("other_body", "That is a decision for keepers."),
    ("other_body", "The guild decides how it spends."),
    ("other_body", "The lock is managed by the guild."),
    ("other_body", "Requests should be directed to the guild."),
    ("other_body", "The Government has no role."),
    ("other_body", "That is within the guild's competence."),
    ("other_body", "The choice rests with the guild."),
    ("other_body", "The choice lies with the guild."),
    ("other_body", "That is a judicial decision."),
    ("other_body", "The guild is independent of us."),
    ("other_body", "We have no formal role."),
    ("not_held", "The tally is no longer available."),
    ("not_held", "It is not possible to count them."),
    ("not_held", "We are unable to count them."),
    ("not_held", "The tally is unavailable."),
    ("not_held", "The number is unknown."),
    ("not_held", "It is only available by county."),
    ("not_held", "They are difficult to count."),
    ("not_held", "We have not made estimates."),
    ("not_held", "It is not published by the guild."),
    ("not_held", "The quality of data is poor."),
    ("not_held", "The sample size is too small."),
    ("timing", "The talks are ongoing."),
    ("timing", "That is subject to a vote."),
    ("timing", "We say nothing until the vote."),
    ("timing", "The choice has not been made."),
    ("timing", "We can say once the vote is over."),
    ("timing", "The plan must be finalised."),
    ("timing", "The vote is pending."),
    ("policy", "We never comment on rumours."),
    ("policy", "It is our policy to say nothing."),
    ("policy", "That would not be appropriate."),
    ("policy", "It is our practice to say nothing."),
    ("policy", "By convention we say nothing."),
    ("policy", "It is not in the public interest."),
    ("policy", "Such sums are never disclosed."),
    ("policy", "We do not publish such sums."),
    ("policy", "We will not speculate."),
    ("other", "The sum hangs on the weather."),
]


def _reading(answer: str) -> Reading:
    return Reading("", (), answer, Lexicon(0, {}, springs))


@pytest.mark.parametrize(("expected", "sentence"), ROWS)
def test_the_ground_is_in_the_sentence(expected: str, sentence: str) -> None:
    assert ground(_reading(sentence), 0) == expected


def test_every_alternative_has_its_row() -> None:
    table = tomllib.loads(files("answerable.findings.outcomes").joinpath("grounds.toml").read_text(encoding="utf-8"))
    rows = [(name, lowered(sentence)) for name, sentence in ROWS]
    bare = [
        pattern
        for row in table["ground"]
        for pattern in row["patterns"]
        if not any(name == row["name"] and re.search(pattern, sentence) for name, sentence in rows)
    ]
    assert bare == []


def test_cost_in_the_next_sentence_outweighs_not_held() -> None:
    answer = "It is not held centrally. To gather it would bring disproportionate cost."
    assert ground(_reading(answer), 0) == "cost"


def test_a_sentence_without_a_reason_takes_that_of_the_answer() -> None:
    assert ground(_reading("Sorry. The price is commercially sensitive."), 0) == "commercial"
    assert ground(_reading("Sorry. The price is commercially sensitive."), None) == "commercial"
