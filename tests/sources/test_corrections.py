"""The marks of corrections, a row for each way they are printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.sources.corrections import corrected


@pytest.mark.parametrize(
    ("published", "now", "before"),
    [
        ("<p>Nine piers.</p>", "Nine piers.", None),
        ('<p><del class="ministerial">Six</del><ins class="ministerial">Nine</ins> piers.</p>', "Nine piers.",
         "Six piers."),
        ("<p>Nine piers <INS>(two by hand)</INS>.</p>", "Nine piers (two by hand).", "Nine piers ."),
        ("<p>Nine.</p><del><p>And two docks.</p></del>", "Nine.", "Nine.\nAnd two docks."),
        ("<del>Six <del>or seven</del> piers</del><ins>Nine</ins>", "Nine", "Six or seven piers"),
        ("<p>Ni<ins></ins>ne piers.</p>", "Nine piers.", None),
        ("<del>Six piers", "", "Six piers"),
        ("Six &lt;ins&gt; piers", "Six <ins> piers", None),
    ],
)  # fmt: skip
def test_the_words_now_and_before(published: str, now: str, before: str | None) -> None:
    text, original = corrected(published)
    assert text.plain == now and text.published == published
    assert (original.plain if original else None) == before


def test_links_count_in_the_words_as_they_stand_now() -> None:
    text, _ = corrected('<p><del>Once upon a time, see</del> <ins>See <a href="https://x.example">here</a></ins></p>')
    (link,) = text.links
    assert text.plain[link.start : link.end] == "here"


@given(st.lists(st.sampled_from(["<ins>", "</ins>", "<del>", "</del>", "<p>", "</p>", "ox", " & ", "<b"])).map("".join))
def test_any_markup_keeps_what_was_published(published: str) -> None:
    assert corrected(published)[0].published == published
