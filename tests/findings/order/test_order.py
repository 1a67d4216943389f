"""What is flagged in a draft: a row for every alternative of every pattern, and what must not be flagged."""

import pytest

from answerable.findings.citations import citations
from answerable.findings.order import LONG, LONGEST, flags
from answerable.findings.parts import parts

RIVERS = "To ask the Secretary of State for Rivers, "


def flagged(draft):
    return {flag.rule: flag for flag in flags(draft, parts(draft), [one.span for one in citations(draft)])}


def words(draft, rule):
    """The words that the rule's flag rests on."""
    return [span.of(draft) for span in flagged(draft)[rule].spans]


# (rule, what follows the opening, the words it rests on)
FLAGGED = [
    ("argument", "how he justifies the disgraceful state of weirs.", "disgraceful"),
    ("argument", "whether weirs are clearly unsafe.", "clearly"),
    ("argument", "what the cost is of his Department's failure to mend weirs.", "Department's failure to"),
    ("argument", "how many weirs his officials have repeatedly failed to inspect.", None),
    ("argument", "how many weirs they have repeatedly failed to inspect.", "have repeatedly failed to"),
    ("argument", "why is he still refusing to mend weirs.", "why is he still refusing"),
    ("argument", "why his Department continues to ignore weirs.", "why his Department continues to ignore"),
    ("argument", "why he is refusing to mend weirs.", "why he is refusing"),
    ("argument", "whether weirs should not be mended; and isn't it time.", "isn't it"),
    ("awareness", "whether he is aware that weirs leak.", "whether he is aware"),
    ("awareness", "if the Minister for Weirs is aware of leaks.", "if the Minister for Weirs is aware"),
    ("awareness", "if they are aware of leaks.", "if they are aware"),
    ("awareness", "is he aware of leaks.", "is he aware"),
    ("quotation", "what he meant by “weirs are the backbone of every river we have”.", None),
    ("quotation", "whether it is policy that ‘weirs are the backbone of all the rivers we have’.", None),
    ("quotation", 'whether it is policy that "weirs are the backbone of all the rivers we have".', None),
    ("quotation", "why the Minister said that “weirs matter”.", "said that “"),
    ("press", "what assessment he has made of media reports on weirs.", "media reports"),
    ("press", "whether weirs are reportedly to be sold.", "reportedly"),
    ("press", "what assessment he has made of the article in the Guardian on weirs.", "article in the Guardian"),
    ("opinion", "whether he agrees that weirs are useful.", "whether he agrees"),
    ("opinion", "whether the Government shares the concern of anglers.", "whether the Government shares the concern"),
    ("opinion", "does he believe in weirs.", "does he believe"),
    ("opinion", "what his opinion is of weirs.", "what his opinion"),
    ("opinion", "what he thinks of weirs.", "what he thinks"),
    ("hypothesis", "what steps he would take if the weir were to fail.", "if the weir were to"),
    ("hypothesis", "what would happen to towns if weirs fail.", "what would happen to towns if"),
    ("hypothesis", "what he would do about floods.", "what he would do"),
    ("hypothesis", "what steps are planned in a scenario where weirs fail.", "in a scenario where"),
    ("law", "whether the sale of weirs is lawful.", "whether the sale of weirs is lawful"),
    ("law", "what legal advice he has had on weirs.", "what legal advice"),
    ("law", "if he will publish the law officers' advice on weirs.", "law officers' advice"),
    ("law", "what assessment he has made of the legality of weirs.", "legality of"),
    ("law", "whether the sale of weirs breaches the Rivers Act.", "whether the sale of weirs breaches the Rivers Act"),
    ("sub judice", "how many weir keepers are awaiting trial.", "awaiting trial"),
    ("sub judice", "what the cost is of the ongoing judicial review on weirs.", "ongoing judicial review"),
    ("sub judice", "what the cost is of the trial of Ida Fenn.", "trial of Ida Fenn"),
    ("source", "given that half of all weirs leak, what steps he is taking.", "given that half of all weirs leak"),
    ("source", "what steps he will take as the number of leaks has risen lately.", None),
    ("source", "why leaks have risen by 20%.", "have risen by 20%"),
    ("source", "whether, as figures show that weirs leak, he will act.", "figures show that weirs leak"),
]


@pytest.mark.parametrize(("rule", "asking", "rests_on"), FLAGGED)
def test_flagged(rule, asking, rests_on):
    draft = RIVERS + asking
    found = words(draft, rule)
    assert found
    assert rests_on is None or found[0] == rests_on


# (rule, what follows the opening and must not be flagged)
NOT_FLAGGED = [
    ("argument", "what steps he is taking on heart failure among lock keepers."),
    (
        "argument",
        "with reference to the report entitled Shocking Weirs, published on 3 May 2024, what steps he is taking.",
    ),
    ("awareness", "what steps he is taking to raise awareness of weirs."),
    (
        "quotation",
        'with reference to the report entitled "The state of all the weirs and rivers of the north", how many leak.',
    ),
    ("press", "with reference to his Department's press report on weirs, how many leak."),
    ("opinion", "what his policy is on weirs."),
    ("hypothesis", "if he will publish the weirs that were to be mended."),
    ("law", "what legislation governs weirs."),
    ("sub judice", "whether a trial of the new weirs has begun."),
    ("source", "given that the Weirs Act 2021 has passed, how many weirs leak."),
    ("subjects", "how many weirs leak; and what steps he is taking to mend weirs."),
    ("subjects", "how many weirs leak; and if he will make a statement."),
    ("subjects", "how many weirs leak; and what the cost was of mending them."),
    ("many parts", "how many (a) weirs, (b) locks and (c) sluices leak."),
]


@pytest.mark.parametrize(("rule", "asking"), NOT_FLAGGED)
def test_not_flagged(rule, asking):
    assert rule not in flagged(RIVERS + asking)


def test_a_plain_question_has_no_flag():
    assert flagged(f"{RIVERS}how many weirs were inspected in each of the last three years.") == {}


def test_length_rests_on_the_words_beyond_it():
    draft = RIVERS + "how many weirs leak" + " in the rivers of the north" * 20 + "."
    assert words(draft, "length") == [draft[len(RIVERS) + LONG :]]
    assert "length" not in flagged(draft[: len(RIVERS) + LONG])


def test_two_subjects_rest_on_both():
    weirs = "how many weirs and sluices leak near Overwater and Reed Bridge"
    ponies = "what estimate has been made of pony stables with new (a) saddles and (b) woollen blankets"
    assert words(f"{RIVERS}{weirs}; and {ponies}.", "subjects") == [weirs, ponies]


def test_many_parts():
    listed = ", ".join(f"({letter}) {letter}ton" for letter in "abcdefghi")
    assert len(words(f"{RIVERS}how many weirs leak in {listed} and (j) Juton.", "many parts")) == 10


@pytest.mark.parametrize("draft", ["Combien de barrages fuient dans le nord ?", "Weirs leak.", "12345 !!", "堰堤"])
def test_what_asks_for_nothing_in_english(draft):
    assert "no question" in flagged(draft)


@pytest.mark.parametrize("blank", ["", "   ", "\n\n"])
def test_nothing_is_said_of_nothing(blank):
    assert flags(blank, parts(blank)) == ()


def test_every_flag_says_where_its_rule_stands_and_passes_no_verdict():
    found = [flag for rule, asking, _ in FLAGGED for flag in flagged(RIVERS + asking).values()]
    assert {flag.rule for flag in found} >= {rule for rule, _, _ in FLAGGED}
    for flag in found:
        assert flag.title and flag.says and flag.source
        assert "out of order" not in flag.says and "not allowed" not in flag.says


@pytest.mark.parametrize(
    "piece",
    ["if the ", "whether a b c ", "“", '"', "a" * 99, "given that ", "why is the ", "the report ", "( ", "what would ",
     "said that ", "<script>", "\u0000", "was charged ", "‘x "],
)  # fmt: skip
def test_hostile_drafts_end(piece):
    """Words repeated to the greatest length: an answer, with places that lie in the draft."""
    draft = (piece * LONGEST)[: LONGEST * 2]
    for flag in flags(draft, parts(draft)):
        assert all(0 <= span.start < span.end <= len(draft) for span in flag.spans)
