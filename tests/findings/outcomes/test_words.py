"""Words, read by what stands between two spaces, are those that stand in the text; places are found by hash alone."""

from hypothesis import example, given
from hypothesis import strategies as st

from answerable.findings.outcomes.cues import lowered, springs, ways
from answerable.findings.outcomes.places import Places
from answerable.findings.outcomes.words import LONG, TOKEN, Lexicon, read_back, stemmed, wordings, written


def lexicon() -> Lexicon:
    return Lexicon(100, {"barge": 3, "the": 99}, springs)


@given(st.text(alphabet="abcn't £%12.,()/\xa0\n\t\x85\u2028é٣-", max_size=60))
def test_words_are_the_tokens_of_the_text(text: str) -> None:
    low = lowered(text)
    assert [word.stem for word in lexicon().words(low)] == [stemmed(token) for token in TOKEN.findall(low)]


def test_a_word_is_the_same_when_it_comes_again_beside_a_mark_and_in_a_long_piece() -> None:
    words = lexicon()
    first, second, third = (words.words(text)[-1] for text in ("barges", "(barges,", "x/" * LONG + "barges"))
    assert first == second == third
    assert (first.said, first.stem) == ("barges", "barges")


def test_a_rare_word_weighs_and_one_that_stands_everywhere_does_not() -> None:
    assert list(lexicon().content("the barge")) == ["barge"]


@given(st.text(alphabet="abcdefghilnoprstu'", min_size=1, max_size=12))
@example("publication")
@example("don't")
@example("no")
def test_a_word_springs_the_ways_whose_triggers_it_begins_with(word: str) -> None:
    every = ways()
    first = [at for at, way in enumerate(every) if any(f"{word} ".startswith(one) for one in way.triggers)]
    other = [at + len(every) for at, way in enumerate(every) if any(f"{word} ".startswith(one) for one in way.also)]
    assert springs(word) == sum(1 << at for at in first + other)


def test_wordings_are_different_words_and_pairs_with_figures_alike() -> None:
    found = wordings(lexicon().words("no no 12 3"))
    assert found == ["no", "#", ("^", "no"), ("no", "no"), ("no", "#"), ("#", "#")]
    assert [read_back(written(one)) for one in found] == found


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 60_000), max_size=300), st.lists(st.text(max_size=3)))
def test_places_are_those_of_the_index_in_the_order_sought(index: dict[str, int], sought: list[str]) -> None:
    assert Places(index).of(sought).tolist() == [index[one] for one in sought if one in index]
