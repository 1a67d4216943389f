"""Which document a citation is of, and where in it."""

import pytest

from answerable.findings.citations import citations
from answerable.findings.citations.identity import identity, key_of
from answerable.findings.citations.places import Place, place_of


@pytest.mark.parametrize(
    ("text", "key", "number", "title"),
    [
        ("the Ferry Strategy 2031, CP 1338, page 4", "cp-1338", "CP 1338", "Ferry Strategy 2031"),
        ("as set out in CP1338.", "cp-1338", "CP 1338", ""),
        ("as set out in Cm 9214.", "cm-9214", "Cm 9214", ""),
        ("as set out in Cmnd 214.", "cmnd-214", "Cmnd 214", ""),
        ("as set out in HC 461.", "hc-461", "HC 461", ""),
        ("as set out in HL Paper 12.", "hl-paper-12", "HL Paper 12", ""),
        ("to the Written Statement of 4 May 2031, HCWS123", "hcws123", "HCWS123", ""),
        ("page 34 of the Ferry Strategy 2031 was", "ferry-strategy-2031", "", "Ferry Strategy 2031"),
        ("the Ferry Strategy, published on 3 March 2031, was", "ferry-strategy-2031", "", "Ferry Strategy"),
        ("under section 4(1) of the Hedges and Ditches Act 1990.", "hedges-and-ditches-act-1990", "",
         "Hedges and Ditches Act 1990"),
        ("under regulation 6 of the Weir Regulations 2004.", "weir-regulations-2004", "", "Weir Regulations 2004"),
        ("under SI 2024/123.", "si-2024-123", "SI 2024/123", ""),
        ("Article 3 of the Convention on River Weirs 1961 says", "convention-on-river-weirs-1961", "",
         "Convention on River Weirs 1961"),
        ("see https://www.weirs.example/a/b?c=1.", "web-weirs-example-a-b-c-1", "", "weirs.example/a/b?c=1"),
    ],
)  # fmt: skip
def test_identity(text, key, number, title):
    (citation,) = citations(text)
    found = identity(citation, text)
    assert (found.key, found.number, found.title) == (key, number, title)


@pytest.mark.parametrize(
    "text", ["I refer to my answer of 4 February 2031 to Question 71234.", "my letter of 4 May 2031"]
)
def test_what_is_no_document_or_names_none_has_no_identity(text):
    assert [identity(one, text) for one in citations(text)] == [None]


def test_a_title_with_a_number_leads_to_it():
    text = "the Ferry Strategy 2031, CP 1338"
    assert identity(citations(text)[0], text).title_key == "ferry-strategy-2031"


def test_long_keys_that_begin_alike_stay_apart():
    addresses = [f"see https://weirs.example/{'reed-' * 30}{end}" for end in ("one", "two")]
    keys = {identity(citations(text)[0], text).key for text in addresses}
    assert len(keys) == 2
    assert all(len(key) < 100 for key in keys)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("CP 1338", "cp-1338"),
        ("cp1338", "cp-1338"),
        ("cp-1338", "cp-1338"),
        ("hl paper 12", "hl-paper-12"),
        ("HCWS 123", "hcws123"),
        ("The 2031 Ferry Strategy", "ferry-strategy-2031"),
        ("ferry-strategy-2031", "ferry-strategy-2031"),
        ("???", ""),
    ],
)
def test_keys_as_a_reader_writes_them(words, key):
    assert key_of(words) == key


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("page 34", Place("page", 34, 34)),
        ("p.34", Place("page", 34, 34)),
        ("pp 34-36", Place("page", 34, 36)),
        ("pages 34 to 36", Place("page", 34, 36)),
        ("pages 34 and 36", Place("page", 34, 36)),
        ("pages 36–34", Place("page", 36, 36)),
        ("page 3 to 99999", Place("page", 3, 3)),
        ("paragraph 12", Place("paragraph", 12, 12)),
        ("paras 2 and 3", Place("paragraph", 2, 3)),
        ("section 4(1)", Place("other")),
        ("Annex B", Place("other")),
        ("", Place("other")),
    ],
)
def test_places(printed, place):
    assert place_of(printed) == place
