"""The parts behind publications, in made-up sentences: which phrases are weighed, by which signs, and their dates."""

from datetime import date

import pytest

from answerable.findings.citations.dating import date_of
from answerable.findings.citations.extract import candidates
from answerable.findings.citations.weigh import features

SAID_ON = date(2031, 6, 1)

PHRASES = [
    ("We spoke to the Ferry Office on the Lamp Report.", "Lamp Report"),
    ("We met the Ferry Department with the Lamp Strategy in hand.", "Lamp Strategy"),
    ("With reference to the Quay Trust paper, Lamps for ferries, fords and quays, published on 3 May 2031, what next.",
     "the Quay Trust paper, Lamps for ferries, fords and quays"),
    ("With reference to the Quay Trust report, Lamps for all, HC 12, what next.",
     "the Quay Trust report, Lamps for all"),
    ("We looked at the report, Lamps for all; and what came of it.", "report, Lamps for all"),
    ("We launched a call for evidence on lamps.", "call for evidence on lamps"),
    ("The Lamp Plan for the Ferry Service is published.", "Lamp Plan for the Ferry Service"),
    ("It was published in May 2030 and the Ferry Strategy helps.", "Ferry Strategy"),
    ("It was sent on 9 May 2030, our Ferry Strategy says.", "Ferry Strategy"),
    ("The published report on ferry lamps makes no claim.", "report on ferry lamps"),
    ("The report on ferry lamps could help.", "report on ferry lamps"),
    ("We read the Lamp Report – Quays and Fords.", "Lamp Report – Quays and Fords"),
    ("We published the ‘Ferry Quay’ guidance.", "guidance"),
    ("In the paper ‘Lamps for the Quay’s ferries’, we said so.", "paper ‘Lamps for the Quay’s ferries"),
    ("We issued a report.", "report"),
    ("The paper entitled Lamps: An updated view of quays published on 3 May helps.", "Lamps: An updated view of quays"),
    ("The page entitled Lamps for quays updated on 3 May helps.", "Lamps for quays"),
    ("The latest quarterly\nreport on lamps is out.", "report on lamps"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrase"), PHRASES)
def test_the_phrase_that_is_weighed(text: str, phrase: str) -> None:
    weighed = [text[guess.start : guess.end] for guess in candidates(text, SAID_ON)[1]]
    assert phrase.removeprefix("the ") in [words.removeprefix("the ") for words in weighed]


NO_PHRASES = [
    "We will review lamps.",
    "We came to update crews.",
    "They made a report and left.",
    "The Lamp Strategy Board met.",
]


@pytest.mark.parametrize("text", NO_PHRASES)
def test_what_is_not_even_weighed(text: str) -> None:
    assert candidates(text, SAID_ON)[1] == []


@pytest.mark.parametrize("owner", ["Quay Trust's", "Quay Trust’s", "Harbour Masters'"])
def test_an_owner_alone_is_no_title(owner: str) -> None:
    text = f"With reference to the {owner} paper entitled Lamps for all, what next."
    assert owner not in [text[guess.start : guess.end] for guess in candidates(text, SAID_ON)[1]]


DATES = [
    ("The Board published its {review} of the lamps on 3 May.", "2031-05-03"),
    ("The Board launched a {consultation} on lamps on 3 May.", "2031-05-03"),
    ("The Board issued the {guidance} for all crews in May 2030.", "2030-05"),
    ("The Board released an {assessment} of lamps on Monday 5 May.", "2031-05-05"),
    ("The Board published a response to the {consultation} on lamps on 3 May.", "2031-05-03"),
    ("A {review} of ferries and lamps was launched in May 2030.", "2030-05"),
    ("The {report} on lamps was laid in Parliament on 3 May.", "2031-05-03"),
    ("The {report} on lamps was laid before Parliament on 3 May.", "2031-05-03"),
    ("The {guide} to lamps was last refreshed on 3 May 2029.", "2029-05-03"),
    ("In 2029, the Board published its {strategy} for lamps.", "2029"),
    ("Here is the {consultation} launched today.", "2031-06-01"),
    ("Here is the {consultation}, which was published today.", "2031-06-01"),
    ("The Board read its {review} of the lamps with crews on 3 May.", None),
    ("In 2029, the Board read the {strategy}.", None),
    ("The {guide} to lamps was introduced on 3 May 2029.", "2029-05-03"),
    ("Since publication of the {strategy} on 3 May, crews met.", "2031-05-03"),
    ("The Board introduced its {code} of lamps on 3 May.", "2031-05-03"),
    ("The {strategy} was refreshed in 2029.", "2029"),
    ("A {consultation} between May 2030 and June 2030 was held.", "2030-05"),
    ("The Board read its {report}, published earlier this year.", "2031"),
    ("On 9 May, the {strategy} was welcomed.", "2031-05-09"),
    ("In July 2030 the Board published a paper that weighed the {strategy}.", None),
    ("Crews want the {guide by August 2030} done.", None),
    ("Crews read the {survey that closed in August 2030}.", None),
]


@pytest.mark.parametrize(("marked", "expected"), DATES)
def test_the_day_of_issue(marked: str, expected: str | None) -> None:
    start, end = marked.index("{"), marked.index("}") - 1
    text = marked.replace("{", "").replace("}", "")
    found = date_of(text, start, end, SAID_ON)
    assert (str(found) if found else None) == expected


SIGNS = [
    ("As set out in the Board's new Lamp Report, all is well.", "led by out in"),
    ("As page 9 of the Lamp Report says, all is well.", "place before"),
    ("As pages 3 and 4 in its Lamp Report say, all is well.", "place before"),
    ("The Lamp Report sets out the sums.", "verb after sets"),
    ("The Lamp Report, which was shown, helps.", "verb after shown"),
    ("The Lamp report (LR) helps.", "document-name acronym after"),
    ("The Lamp Report’s sums are right.", "document-title possessive"),
    ("The Ferry Office Report helps.", "document-title organisation within"),
    ("Lamp Report sums are right.", "document-title opens sentence"),
    ("All is in the Lamp Report. The Lamp Report helps.", "document-title named again"),
    ("Crews will soon see the Lamp Report.", "document-title future"),
    ("The Lamp Report is on a website.", "document-title link near"),
]


@pytest.mark.parametrize(("text", "sign"), SIGNS)
def test_the_signs_that_are_weighed(text: str, sign: str) -> None:
    guess = min(candidates(text, SAID_ON)[1], key=lambda found: found.start)
    assert sign in features(text, guess, set())
    other = "We have counted some lamps and we launched a report which a crew made."
    plain = min(candidates(other, SAID_ON)[1], key=lambda found: found.start)
    assert sign not in features(other, plain, set())
