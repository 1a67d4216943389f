"""The reason given for withholding: the wordings of grounds.toml, each alternative in a row, and what is made of them.

"{a/b}" in a row stands for one sentence with each.
"""

import itertools
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

import numpy as np
import pytest

from answerable.findings.outcomes.cues import lowered
from answerable.findings.outcomes.grounds import GROUNDS, Grounds, asked, patterns, said, shared, told, told_names
from answerable.findings.outcomes.linear import Linear, Wordings
from answerable.findings.outcomes.model import lexicon, shipped
from answerable.findings.outcomes.reading import Reading
from answerable.verbs import outcome

ROWS = [
    ("cost", "It could be had only at disproportionate cost."),
    ("cost", "The search has a prohibitive cost."),
    ("cost", "That is above the cost threshold."),
    ("commercial", "The price is commercially sensitive."),
    ("commercial", "It was given in confidence by {investors/companies/suppliers/bidders/firms}."),
    ("security", "To say more would harm {national/operational/personal/email/physical} security."),
    ("security", "Of security {reasons/purposes/grounds/considerations/measures/service} we say no more."),
    ("security", "The Board can neither confirm nor deny it."),
    ("security", "We leave intelligence {matters/agencies/services} aside."),
    ("security", "We say nothing, so as not to undermine the watch."),
    ("security", "These plans are operationally sensitive."),
    ("security", "To list them would show vulnerabilities."),
    ("security", "It is withheld for the safety of keepers."),
    ("security", "There is a {risk/threat} to their {safety/security}."),
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
    ("confidential", "That is personal {data/information}."),
    ("confidential", "We say nothing of leaks."),
    ("confidential", "We say nothing of legal advice."),
    ("confidential", "We say nothing of advice {from/to/of} the {Law Officers/ministers}."),
    ("confidential", "It falls under data protection rules."),
    ("confidential", "It falls under GDPR."),
    ("confidential", "The guests have not consented."),
    ("confidential", "We say nothing of {internal/private/ministerial/cabinet} talks and discussions."),
    ("confidential", "We say nothing of private {discussions/meetings/correspondence/conversations/advice}."),
    ("confidential", "We say nothing of internal {communications/deliberations/documents/processes/engagement}."),
    ("confidential", "We say nothing of cabinet matters."),
    ("legal", "There are legal proceedings."),
    ("legal", "There are court proceedings."),
    ("legal", "This is in litigation."),
    ("legal", "It is sub judice."),
    ("legal", "It is before the courts."),
    ("legal", "There is {an ongoing/a live/an active/the current} police investigation."),
    ("legal", "The investigation {is/remains} {ongoing/under way/continuing}."),
    ("legal", "The investigations are continuing."),
    ("not_held", "Such figures are not {held/recorded/collected/collated/captured/retained}."),
    ("not_held", "Such figures are {not/no longer/without being/never} kept centrally."),
    ("not_held", "The guild doesn't {hold/record/maintain/monitor/track/disaggregate/differentiate} them."),
    ("not_held", "The guild doesn't {distinguish/break down/separate out} them."),
    ("not_held", "It is neither counted nor {broken down/geographical/in the format} sought."),
    ("timing", "To say so would be premature."),
    ("timing", "It is too {early/soon} to say."),
    ("timing", "It is at an early stage."),
    ("timing", "We cannot say more at this {time/stage/point}."),
    ("timing", "We {cannot/may not} yet say."),
    ("timing", "The sum is yet {to be/available/been/able/known}."),
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
    ("other_body", "It {is/are} for {the Board/individual keepers/each keeper/local keepers}."),
    ("other_body", "It is for {employers/companies/keepers to say}."),
    ("other_body", "That is a decision for keepers."),
    ("other_body", "The guild decides how it spends."),
    ("other_body", "The lock is {managed/led/owned/set/determined/operated} by the guild."),
    ("other_body", "Requests should be {made/directed/addressed} to the guild."),
    ("other_body", "The Government has no role."),
    ("other_body", "That is within the guild's competence."),
    ("other_body", "The choice rests with the guild."),
    ("other_body", "The choice lies with the guild."),
    ("other_body", "That is a judicial decision."),
    ("other_body", "The guild is independent of us."),
    ("other_body", "We have no formal role."),
    ("not_held", "The tally is {not/no longer} available."),
    ("not_held", "It is not {possible/able} to count them."),
    ("not_held", "We are unable to count them."),
    ("not_held", "The tally is unavailable."),
    ("not_held", "The number is unknown."),
    ("not_held", "It is only available by county."),
    ("not_held", "They are difficult to count."),
    ("not_held", "We have {not/no/never} made estimates."),
    ("not_held", "We have no {estimates/data/figures/information/breakdown/statistics/list/analysis}."),
    ("not_held", "The guild hasn't figures."),
    ("not_held", "It is not published by the guild."),
    ("not_held", "The quality of data is poor."),
    ("not_held", "The sample size is too small."),
    ("timing", "The talks are ongoing."),
    ("timing", "That is subject to a vote."),
    ("timing", "We say nothing until the vote."),
    ("timing", "The choice has not been {taken/made}."),
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
]

# What whole answers to "how many barges sank" are said to give as their reason.
REASONS = [
    ("cost", "That could be had only at disproportionate cost."),
    ("cost", "The information is not held centrally. To gather it would bring disproportionate cost."),
    ("not_held", "The information requested is not held centrally."),
    ("not_held", "The Department does not collect data on barges."),
    ("commercial", "That is commercially sensitive and cannot be disclosed."),
    ("security", "It would not be appropriate to disclose this, for reasons of national security."),
    ("confidential", "Such discussions are confidential, and it would not be appropriate to disclose them."),
    ("legal", "It would not be appropriate to comment while legal proceedings are under way."),
    ("other_body", "This is a matter for the Canal Guild."),
    ("policy", "It is our policy not to comment on sunken barges."),
    ("timing", "It is too early to say, and it would be premature to give a figure."),
]


def sentences() -> Iterator[tuple[str, str]]:
    """Each row with each of its words."""
    for name, row in ROWS:
        pieces = re.split(r"\{([^}]*)\}", row)
        choices = [piece.split("/") if at % 2 else [piece] for at, piece in enumerate(pieces)]
        yield from ((name, "".join(chosen)) for chosen in itertools.product(*choices))


def alternatives(pattern: str) -> Iterator[str]:
    """A pattern once for each alternative of each of its innermost groups."""
    groups = list(re.finditer(r"\(\?:([^()|]*\|[^()]*)\)", pattern))
    for group in groups:
        for one in group[1].split("|"):
            yield f"{pattern[: group.start()]}(?:{one}){pattern[group.end() :]}"
    if not groups:
        yield pattern


def read(answer: str, question: str = "") -> Reading:
    return Reading(question, (), answer, lexicon())


@pytest.mark.parametrize(("name", "sentence"), list(sentences()))
def test_a_wording_names_its_ground(name: str, sentence: str) -> None:
    assert any(one.ground == name and one.pattern.search(lowered(sentence)) for one in patterns())


def test_every_alternative_has_its_row() -> None:
    table = tomllib.loads(files("answerable.findings.outcomes").joinpath("grounds.toml").read_text(encoding="utf-8"))
    rows = [(name, lowered(sentence)) for name, sentence in sentences()]
    bare = [
        narrowed
        for row in table["ground"]
        for pattern in row["patterns"]
        for narrowed in alternatives(pattern)
        if not any(name == row["name"] and re.search(narrowed, sentence) for name, sentence in rows)
    ]
    assert bare == []


@pytest.mark.parametrize(("expected", "answer"), REASONS)
def test_an_answer_gives_its_reason(expected: str, answer: str) -> None:
    found = outcome("To ask the Minister for Canals, how many barges sank in 2031.", answer)
    assert (found.outcome, found.ground) == ("declined", expected)


def test_the_sentence_that_withholds_gives_the_reason() -> None:
    answer = "The price is commercially sensitive. To sink is a matter for the Board."
    reading, grounds = read(answer, "how many barges sank"), shipped().grounds
    assert grounds.ground(reading, np.array([1, 0], np.float32)) == "commercial"
    assert grounds.ground(reading, np.array([0, 1], np.float32)) == "other_body"


def test_sentences_share_what_is_withheld_and_the_least_have_none_of_it() -> None:
    assert shared(np.array([0.6, 0.2, 0.001], np.float32)).tolist() == pytest.approx([0.75, 0.25, 0])
    assert shared(np.full(120, 0.5, np.float32)).sum() == pytest.approx(1)


def test_a_ground_is_the_sum_of_what_is_told_said_and_asked() -> None:
    names, none = told_names(), np.zeros(len(GROUNDS), np.float32)
    cost, security = np.eye(len(GROUNDS), dtype=np.float32)[[GROUNDS.index("cost"), GROUNDS.index("security")]]
    weights = np.zeros((len(names), len(GROUNDS)), np.float32)
    weights[names.index("disproportionate")] = cost
    model = Grounds(
        Linear(weights, none),
        Wordings({"raft": 1}, np.array([none, security])),
        Wordings({"spy": 1}, np.array([none, cost])),
    )
    plain = read("That would bring disproportionate cost. No raft sank.")
    assert model.ground(plain, np.array([1, 0], np.float32)) == "cost"
    assert model.ground(plain, np.array([0, 1], np.float32)) == "security"
    spied = read("No raft sank since May or June, and none will sink now.", "spy")
    assert model.ground(spied, np.array([1], np.float32)) == "cost"


def test_rows_are_as_wide_as_their_names_and_their_weights() -> None:
    reading = read("The price is commercially sensitive.", "what price")
    assert len(told(reading, np.ones(1, np.float32))) == len(told_names()) == len(shipped().grounds.told.weights)
    assert len(set(told_names())) == len(told_names())
    assert said(reading) == [["the", "price", "is", "commer", "sensit"]]
    assert asked(reading) == ["price"]
