"""Markup becomes blocks of plain words with links; hostile markup becomes nothing worse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.model.text import Block, Text
from answerable.sources.markup import DEEPEST, TooDeep, read_page, text_of

TABLE: list[tuple[str, list[tuple[str, str]]]] = [
    # plain words
    ("Forty weirs.", [("paragraph", "Forty weirs.")]),
    ("Forty weirs.\n\n  Nine locks. ", [("paragraph", "Forty weirs."), ("paragraph", "Nine locks.")]),
    ("Weirs & locks\nMills", [("paragraph", "Weirs & locks"), ("paragraph", "Mills")]),
    ("Weirs &amp; locks &#8211; all", [("paragraph", "Weirs & locks – all")]),
    ("fewer than <5 weirs and x < y", [("paragraph", "fewer than <5 weirs and x < y")]),
    # blocks
    ("<p>One</p><p>Two</p>", [("paragraph", "One"), ("paragraph", "Two")]),
    ("<div>One<section>Two</section>Three</div>", [("paragraph", "One"), ("paragraph", "Two"), ("paragraph", "Three")]),
    ("One<br>Two<br/>Three", [("paragraph", "One"), ("paragraph", "Two"), ("paragraph", "Three")]),
    ("<h2>Weirs</h2>All are <b>so</b>und.", [("paragraph", "Weirs"), ("paragraph", "All are sound.")]),
    ("<p>&nbsp;</p><p> A \n b\t c&nbsp;d </p>", [("paragraph", "A b c d")]),
    ("<p>unclosed <p>also <b>this", [("paragraph", "unclosed"), ("paragraph", "also this")]),
    # lists
    ("<ul><li>a</li><li>b</li></ul>", [("item", "a"), ("item", "b")]),
    ("<ol><li><p>a</p><p>more of a</p></li></ol>", [("item", "a"), ("paragraph", "more of a")]),
    ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", [("item", "a"), ("item", "b"), ("item", "c")]),
    ("<ul><li>a<br>rest of a</li></ul>after", [("item", "a"), ("paragraph", "rest of a"), ("paragraph", "after")]),
    ("<ul><li></li></ul>after", [("paragraph", "after")]),
    # tables
    (
        "<table><tr><th></th><th>2023</th></tr><tr><td>Weirs</td><td>9</td></tr></table>",
        [("table", "\t2023\nWeirs\t9")],
    ),
    (
        "<table><caption>By year</caption><thead><tr><th>a</th><th>b</th></thead><tr><td> </td><td></td></tr></table>",
        [("paragraph", "By year"), ("table", "a\tb")],
    ),
    ("<table><tr><td><p>One</p><p>Two</p></td><td>a\n\tb</td></tr></table>", [("table", "One Two\ta b")]),
    ("<table><tr><td>a<script>x()</script></td><td>b<style>i{}</style></td></tr></table>", [("table", "a\tb")]),
    ("<table><tr><td><p>laid</p><p>out</p></td></tr></table>", [("paragraph", "laid"), ("paragraph", "out")]),
    (
        "<table><tr><td>outer</td><td><table><tr><td>i</td><td>j</td></tr></table></td></tr></table>",
        [("paragraph", "outer"), ("table", "i\tj")],
    ),
    # what is never words
    ("<script>steal()</script>Weirs<style>p{}</style>", [("paragraph", "Weirs")]),
    ("<p onclick='steal()'>Weirs</p><img src=x onerror='steal()'>", [("paragraph", "Weirs")]),
    ("<!-- hidden --><svg><script>x</script></svg><p>Weirs", [("paragraph", "Weirs")]),
    ("<iframe srcdoc='<p>x'>y</iframe><noscript>n</noscript><template>t</template>ok", [("paragraph", "ok")]),
    ("&lt;script&gt;alert(1)&lt;/script&gt;", [("paragraph", "<script>alert(1)</script>")]),
    ("<<p>odd</p", [("paragraph", "<"), ("paragraph", "odd")]),
]


@pytest.mark.parametrize(("published", "expected"), TABLE)
def test_markup_becomes_blocks_of_words(published: str, expected: list[tuple[str, str]]) -> None:
    text = text_of(published)
    assert [(block.kind, block.text) for block in text.blocks] == expected
    assert text.published == published


LINKS = [
    ("See <a href='https://a.example'>this</a>.", [("this", "https://a.example")]),
    ("<p>x</p><p>See <a href='u'> this page </a>now</p>", [("this page", "u")]),
    ("<a href='u'><p>One</p><p>Two</p></a>three", [("One", "u"), ("Two", "u")]),
    ("<a href='u'>One<br>Two</a> three", [("One", "u"), ("Two", "u")]),
    ("<a href='u'> </a><a name='n'>none</a>", []),
    ("<table><tr><td>a</td><td>b <a href='u'>c</a></td></tr><tr><td><a href='v'>d</a></td><td>e</td></tr></table>",
     [("c", "u"), ("d", "v")]),
    ("<a href='javascript:steal()'>press</a>", [("press", "javascript:steal()")]),
    ("<a href='u'>unclosed", [("unclosed", "u")]),
    ("<a href='u'>one<a href='v'>two</a>", [("one", "u"), ("two", "v")]),
]  # fmt: skip


@pytest.mark.parametrize(("published", "expected"), LINKS)
def test_links_stand_on_their_words(published: str, expected: list[tuple[str, str]]) -> None:
    text = text_of(published)
    assert [(text.plain[link.start : link.end], link.href) for link in text.links] == expected


@pytest.mark.parametrize("piece", ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<div><p>", "<DIV\n>"])
def test_markup_nested_without_end_is_refused(piece: str) -> None:
    with pytest.raises(TooDeep, match=f"nested at most {DEEPEST} deep; got deeper"):
        text_of(piece * 100_000)


def test_long_but_flat_markup_is_read() -> None:
    assert len(text_of("<p>weir<br>" * 1000).blocks) == 1000
    assert len(text_of("<div>weir</div>" * 1000).blocks) == 1000
    assert text_of("<div>" * 200 + "weir" + "</div>" * 200).plain == "weir"


def test_a_huge_attribute_is_nothing() -> None:
    assert text_of(f"<p title='{'x' * 2_000_000}'>weir</p>").plain == "weir"


def test_a_page_tells_what_stood_in_its_menus_and_headings() -> None:
    page = read_page("<header>H<nav>N</nav></header><h2>T</h2><p>see <a href='u'>w</a></p><footer>F</footer>")
    assert [(one.block.text, one.apart) for one in page] == [
        ("H", "header 1"), ("N", "header 1"), ("T", "h2 3"), ("see w", ""), ("F", "footer 4"),
    ]  # fmt: skip
    assert [(link.start, link.end) for link in page[3].links] == [(4, 5)]


def test_a_clipped_text_stays_marked() -> None:
    assert text_of("<p>a</p>", clipped=True).clipped
    assert text_of("a &amp; b", clipped=True).clipped
    assert text_of("a", clipped=True) == Text((Block("a"),), clipped=True)


_PIECES = st.sampled_from(
    ["<p>", "</p>", "<a href='u'>", "</a>", "<ul>", "<li>", "</li>", "</ul>", "<br>", "<table>", "<tr>", "<td>",
     "</td>", "</tr>", "</table>", "<script>", "</script>", "<b>", "</b>", "<h2>", "</h2>", " ", "\n", "\t", "&nbsp;",
     "&amp;", "weir", "lock ", " mill", "<", ">", "&", "\u00a0", "\u2003", "é", "<nav>", "</nav>", "<caption>",
     "<!--", "-->"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_whatever_the_markup_spans_fit_the_words(published: str) -> None:
    text = text_of(published)
    for block in text.blocks:
        assert block.text.strip("\t") == block.text.strip()
        assert block.text and (block.kind == "table" or "\n" not in block.text)
    for link in text.links:
        words = text.plain[link.start : link.end]
        assert words and words == words.strip()
        assert any(span.start <= link.start and link.end <= span.end for span, _ in text.placed())


@given(st.text(max_size=60))
def test_any_text_can_be_read_and_is_kept_as_published(published: str) -> None:
    assert text_of(published).published == published


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_blocks_of_a_page_are_those_of_the_text(markup: str) -> None:
    published = f"<p>begin</p>{markup}"
    assert [one.block for one in read_page(published)] == list(text_of(published).blocks)
