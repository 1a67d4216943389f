"""Every form of citation, in made-up sentences: what is cited, its number, place and date."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.errors import InputError
from answerable.findings.citations import VERSION, citations

SAID_ON = date(2031, 6, 1)
Row = tuple[str, list[tuple[str, str | None, str | None, str | None, str]]]

PAPERS: list[Row] = [
    ("The sums stand in CP 1338.", [("command_paper", "CP 1338", None, None, "CP 1338")]),
    ("The sums stand in CP1338.", [("command_paper", "CP1338", None, None, "CP1338")]),
    (
        "They were set out in Cm 9876, Cmd 512 and Cmnd. 4321.",
        [
            ("command_paper", "Cm 9876", None, None, "Cm 9876"),
            ("command_paper", "Cmd 512", None, None, "Cmd 512"),
            ("command_paper", "Cmnd. 4321", None, None, "Cmnd. 4321"),
        ],
    ),
    ("See HC 461-II of the last session.", [("house_paper", "HC 461-II", None, None, "HC 461-II")]),
    (
        "With reference to the Report on Weirs, HL Paper 236, published on 12 June 2030, what it cost.",
        [("house_paper", "HL Paper 236", None, "2030-06-12", "Report on Weirs, HL Paper 236")],
    ),
    ("See HL Paper 12 of the last session.", [("house_paper", "HL Paper 12", None, None, "HL Paper 12")]),
    (
        "To ask the Secretary of State for Ferries, with reference to paragraph 4.2 of the Ferry Budget 2031, "
        "published on 3 March 2031, HC 29, how many ferries sail.",
        [
            (
                "house_paper",
                "HC 29",
                "paragraph 4.2",
                "2031-03-03",
                "paragraph 4.2 of the Ferry Budget 2031, published on 3 March 2031, HC 29",
            )
        ],
    ),
    ("Table C4 shows 1,200 ferries; the C 12 lamp costs CP 4.50 in tokens.", []),
    (
        "See the Written Ministerial Statement of 28 January 2031 (HCWS1283).",
        [
            (
                "written_statement",
                "HCWS1283",
                None,
                "2031-01-28",
                "the Written Ministerial Statement of 28 January 2031 (HCWS1283)",
            )
        ],
    ),
    ("It was in HLWS39.", [("written_statement", "HLWS39", None, None, "HLWS39")]),
    (
        "It stands in my written statement of 4 February.",
        [("written_statement", None, None, "2031-02-04", "my written statement of 4 February")],
    ),
    ("The WMS on 4 May 2030 said so.", [("written_statement", None, None, "2030-05-04", "WMS on 4 May 2030")]),
]

ANSWERS: list[Row] = [
    (
        "I refer the hon. Member to the answer of 4 February 2031 to Question 71234.",
        [("earlier_answer", "71234", None, "2031-02-04", "the answer of 4 February 2031 to Question 71234")],
    ),
    (
        "I refer to my answers of 4 February to Questions 71234, 71235 and 71236.",
        [
            ("earlier_answer", "71234", None, "2031-02-04", "my answers of 4 February to Questions 71234"),
            ("earlier_answer", "71235", None, "2031-02-04", "71235"),
            ("earlier_answer", "71236", None, "2031-02-04", "71236"),
        ],
    ),
    (
        "Please see the response given on 5 May 2031 to UIN: 4512 and that of 6 May 2031 to PQ 4513.",
        [
            ("earlier_answer", "4512", None, "2031-05-05", "the response given on 5 May 2031 to UIN: 4512"),
            ("earlier_answer", "4513", None, "2031-05-06", "6 May 2031 to PQ 4513"),
        ],
    ),
    ("I refer to PQ3079.", [("earlier_answer", "3079", None, None, "PQ3079")]),
    ("The reply of 17 May 2031, UIN47214, has them.", [("earlier_answer", "47214", None, "2031-05-17", None)]),
    ("I refer to Question number 184792.", [("earlier_answer", "184792", None, None, "Question number 184792")]),
    (
        "The answer given to Question UIN 97962 on 15 December 2030 still holds.",
        [
            (
                "earlier_answer",
                "97962",
                None,
                "2030-12-15",
                "answer given to Question UIN 97962 on 15 December 2030",
            )
        ],
    ),
    ("See the answer I have given today to Question 59836.", [("earlier_answer", "59836", None, "2031-06-01", None)]),
    (
        "Further to the Written Answer by Lord Quill on 16 June (HL204), what has changed.",
        [("earlier_answer", "HL204", None, "2030-06-16", "the Written Answer by Lord Quill on 16 June (HL204)")],
    ),
    (
        "I refer to HL3046, HL3047 and HL3048.",
        [
            ("earlier_answer", "HL3046", None, None, "HL3046"),
            ("earlier_answer", "HL3047", None, None, "HL3047"),
            ("earlier_answer", "HL3048", None, None, "HL3048"),
        ],
    ),
    (
        "In my answer of 2 February I said so.",
        [("earlier_answer", None, None, "2031-02-02", "my answer of 2 February")],
    ),
    (
        "The Answer of 17 June 2030, Official Report, column 506W, gave the figures.",
        [
            (
                "earlier_answer",
                None,
                "column 506W",
                "2030-06-17",
                "Answer of 17 June 2030, Official Report, column 506W",
            )
        ],
    ),
    (
        "The Written Answer by Lady Thorn on 10 July (WA 71–2) said more.",
        [("earlier_answer", None, "WA 71–2", "2030-07-10", "Written Answer by Lady Thorn on 10 July (WA 71–2)")],
    ),
    (
        "The debate on 3 May 2030, Official Report, column 81WH, dealt with it.",
        [("hansard", None, "column 81WH", "2030-05-03", "debate on 3 May 2030, Official Report, column 81WH")],
    ),
    (
        "See the oral contribution of the Minister for Ferries of 1 July 2030, Official Report, column 82.",
        [("oral_contribution", None, "column 82", "2030-07-01", None)],
    ),
    ("We asked 300 questions in 40 days and the answer was 42.", []),
    (
        "I refer to the answer given on 22 July 2030 to the hon. Member for Fordham, PQ UIN 4142.",
        [
            (
                "earlier_answer",
                "4142",
                None,
                "2030-07-22",
                "the answer given on 22 July 2030 to the hon. Member for Fordham, PQ UIN 4142",
            )
        ],
    ),
]

LAW: list[Row] = [
    (
        "It is an offence under section 4 of the Hedges and Ditches Act 1990.",
        [("act", None, "section 4", "1990", "section 4 of the Hedges and Ditches Act 1990")],
    ),
    (
        "Schedule 1, Part 2 of the Ferries, Fords and Bridges Act 2004 applies.",
        [("act", None, "Schedule 1, Part 2", "2004", "Schedule 1, Part 2 of the Ferries, Fords and Bridges Act 2004")],
    ),
    (
        "The Hedges Act 1990 and the Ditches Act 1992 apply.",
        [("act", None, None, "1990", "Hedges Act 1990"), ("act", None, None, "1992", "Ditches Act 1992")],
    ),
    ("The draft Tidal Gates Bill was read.", [("act", None, None, None, "Tidal Gates Bill")]),
    ("The Bus Lanes (No. 2) Bill was read.", [("act", None, None, None, "Bus Lanes (No. 2) Bill")]),
    (
        "The Harbour Dues Acts 2002 and 2003 apply.",
        [("act", None, None, "2002", "Harbour Dues Acts 2002"), ("act", None, None, "2003", "2003")],
    ),
    ("The Act of Settlement 1700 still stands.", [("act", None, None, "1700", "Act of Settlement 1700")]),
    ("The Ferry Act 1990 is old. The Ferry Act 1990 is kept.", [("act", None, None, "1990", "Ferry Act 1990")]),
    (
        "Section 2 of the Ferry Act 1990 and section 3 of the Ferry Act 1990 apply.",
        [
            ("act", None, "Section 2", "1990", "Section 2 of the Ferry Act 1990"),
            ("act", None, "section 3", "1990", "section 3 of the Ferry Act 1990"),
        ],
    ),
    ("We must act; the bill was paid and the Act says so.", []),
    ("It will be in the forthcoming Tidal Gates Bill.", []),
    (
        "Regulation 3(2)(a) of the Ferry Lamps (Colours) Regulations 1998 applies.",
        [("instrument", None, "Regulation 3(2)(a)", "1998", None)],
    ),
    (
        "The Hedge Trimming (England) Order 2026 was made.",
        [("instrument", None, None, "2026", "Hedge Trimming (England) Order 2026")],
    ),
    (
        "The Ferry Court Rules 2011 were changed.",
        [("instrument", None, None, "2011", "Ferry Court Rules 2011")],
    ),
    (
        "Under Regulation (EU) 2024/2865 labels change.",
        [("instrument", "2024/2865", None, "2024", "Regulation (EU) 2024/2865")],
    ),
    (
        "The EU Lamp Efficiency Directive (2012/27/EU) applies.",
        [("instrument", "2012/27/EU", None, "2012", "EU Lamp Efficiency Directive (2012/27/EU)")],
    ),
    ("SI 2024/123 was annulled.", [("instrument", "2024/123", None, "2024", "SI 2024/123")]),
    ("The Immigration Rules say so.", [("instrument", None, None, None, "Immigration Rules")]),
    ("The Tidal Court Procedure Rules bind us.", [("instrument", None, None, None, "Tidal Court Procedure Rules")]),
    (
        "The Public Ferries Order in Council lists them.",
        [("instrument", None, None, None, "Public Ferries Order")],
    ),
    (
        "See the Ford Signs Regulations and General Directions 2016.",
        [("instrument", None, None, "2016", "Ford Signs Regulations and General Directions 2016")],
    ),
    (
        "I refer to the Answer of 8 May 2031 to Question 5349 on the Ferry Fares Regulations 2013.",
        [
            ("earlier_answer", "5349", None, "2031-05-08", None),
            ("instrument", None, None, "2013", "Ferry Fares Regulations 2013"),
        ],
    ),
    ("Law and Order matter; the Regulations came into force.", []),
    (
        "The UK signed the Convention on the Rights of Ferrymen.",
        [("treaty", None, None, None, "Convention on the Rights of Ferrymen")],
    ),
    (
        "Article 8 of the Tidal Convention applies.",
        [("treaty", None, "Article 8", None, "Article 8 of the Tidal Convention")],
    ),
    ("We keep the Sandbank Treaty.", [("treaty", None, None, None, "Sandbank Treaty")]),
    ("We keep the Nagoya Protocol.", [("treaty", None, None, None, "Nagoya Protocol")]),
    ("We stand by the Paris Agreement.", [("treaty", None, None, None, "Paris Agreement")]),
    (
        "The International Covenant on Tidal Rights binds us.",
        [("treaty", None, None, None, "International Covenant on Tidal Rights")],
    ),
    (
        "The EU Ruritania Economic and Trade Agreement is in force.",
        [("treaty", None, None, None, "EU Ruritania Economic and Trade Agreement")],
    ),
    ("A Free Trade Agreement is sought, and the Ferry Covenant is kept.", []),
    (
        "The Ferry Lamps Bill, introduced to the House of Lords on 10 May 2031, helps.",
        [("act", None, None, "2031-05-10", "Ferry Lamps Bill")],
    ),
    (
        "The Government introduced the Ferry Lamps Bill on 17 May.",
        [("act", None, None, "2031-05-17", "Ferry Lamps Bill")],
    ),
    (
        "The Ferry Lamps Regulations were introduced in 2029 and help.",
        [("instrument", None, None, "2029", "Ferry Lamps Regulations")],
    ),
    (
        "The Ferry Lamps Regulations help. Crews know the Ferry Lamps Regulations 2029 well.",
        [("instrument", None, None, "2029", "Ferry Lamps Regulations")],
    ),
    ("The Ferry Lamps Bill was liked on 3 May.", [("act", None, None, None, "Ferry Lamps Bill")]),
]

WEB: list[Row] = [
    (
        "The figures are at https://www.example.gov.uk/ferries(2031).",
        [("web", None, None, None, "https://www.example.gov.uk/ferries(2031)")],
    ),
    ("(http://example.org/a?b=c#d)", [("web", None, None, None, "http://example.org/a?b=c#d")]),
    ("More is at www.example.org/a.pdf, too.", [("web", None, None, None, "www.example.org/a.pdf")]),
    ("Look at ferries.gov.uk/tides for more.", [("web", None, None, None, "ferries.gov.uk/tides")]),
    (
        "More is here: Ferry licences and fees - GOV.UK (www.gov.uk)",
        [("web", None, None, None, "Ferry licences and fees - GOV.UK (www.gov.uk)")],
    ),
    ("Write to clerk@example.gov.uk for more.", []),
    ("Read it at gov.uk/lamplight.", [("web", None, None, None, "gov.uk/lamplight")]),
    ("It is there at Ferry licences - GOV.UK.", [("web", None, None, None, "Ferry licences - GOV.UK")]),
    (
        "Wherever ferrymen " + "go and " * 30 + "Ferry licences - GOV.UK",
        [("web", None, None, None, "go and " * 20 + "Ferry licences - GOV.UK")],
    ),
]

TITLES: list[Row] = [
    (
        "To ask the Secretary of State, with reference to the report entitled Keeping ferries afloat: a plan, "
        "published on 3 March 2031, what he will do.",
        [("publication", None, None, "2031-03-03", None)],
    ),
    (
        "The Department published the Ferry Safety Strategy on 3 March 2031.",
        [("publication", None, None, "2031-03-03", "Ferry Safety Strategy")],
    ),
    (
        "In June 2030 we published our National Ferry Strategy.",
        [("publication", None, None, "2030-06", "National Ferry Strategy")],
    ),
    (
        "As set out in page 9 of the National Ferry Strategy, ferries matter.",
        [("publication", None, "page 9", None, "page 9 of the National Ferry Strategy")],
    ),
    (
        "This is set out in the ‘Working together to keep ferries afloat’ guidance.",
        [("publication", None, None, None, None)],
    ),
    (
        "To ask the Secretary of State, when he will reply to the letter of 3 March 2031 from the hon. Member for "
        "Fordham.",
        [("letter", None, None, "2031-03-03", "the letter of 3 March 2031")],
    ),
    (
        "To ask the Secretary of State, if he will respond to the correspondence of 3 March 2031 and 5 April 2031 from "
        "the hon. Member for Fordham.",
        [
            ("letter", None, None, "2031-03-03", "the correspondence of 3 March 2031"),
            ("letter", None, None, "2031-04-05", "5 April 2031"),
        ],
    ),
    (
        "To ask the Secretary of State, with reference to the Prime Minister's speech of 3 March 2031, what he "
        "will do.",
        [("oral_contribution", None, None, "2031-03-03", "the Prime Minister's speech of 3 March 2031")],
    ),
    (
        "The figures are in the Ferry Accidents Data Tool: December 2030, published by the Board.",
        [("publication", None, None, "2030-12", None)],
    ),
    (
        "The Annual Ferry Statistics compiled and published in December 2030 show it.",
        [("publication", None, None, "2030-12", "Annual Ferry Statistics")],
    ),
    (
        "It is set down in the Ferry Guarantee Report* laid before Parliament on 21 October 2030.",
        [("publication", None, None, "2030-10-21", None)],
    ),
    ("The Office for National Statistics counts ferries.", []),
    ("We have plans, data and information about the review.", []),
]


@pytest.mark.parametrize(("text", "expected"), [*PAPERS, *ANSWERS, *LAW, *WEB, *TITLES])
def test_each_form(text: str, expected: list[tuple[str, str | None, str | None, str | None, str | None]]) -> None:
    found = citations(text, SAID_ON)
    assert [(c.kind, c.number, c.locator, c.date) for c in found] == [row[:4] for row in expected]
    for citation, row in zip(found, expected, strict=True):
        assert row[4] is None or citation.quote(text) == row[4]
        assert citation.rule and citation.version == VERSION


def test_without_the_day_of_the_text_a_date_without_a_year_stays_unknown() -> None:
    text = "I refer to the answer of 4 February to Question 71234."
    assert citations(text)[0].date is None
    assert citations(text, date(2031, 1, 9))[0].date == "2030-02-04"


def test_nothing_comes_of_nothing() -> None:
    assert citations("") == ()
    assert citations("Nid oes cynlluniau o'r fath; aucune décision n’a été prise.") == ()


@pytest.mark.parametrize("wrong", [None, b"CP 1338", 7, ["CP 1338"]])
def test_what_is_not_text_is_refused(wrong: object) -> None:
    with pytest.raises(InputError, match=r"expected text \(a str\); got"):
        citations(wrong)  # type: ignore[arg-type]


def test_markup_and_control_characters_do_no_harm() -> None:
    text = "<p>See\x00 <b>CP 1338</b>\x1b and <a href='https://example.org/a'>this</a>.</p>"
    assert [(c.kind, c.number) for c in citations(text)] == [("command_paper", "CP 1338"), ("web", None)]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("AactBill HC12ws Question 7(a),.‘’“the of 2031\n/:é"), max_size=300))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    found = citations(text, SAID_ON)
    assert all(0 <= c.span.start < c.span.end <= len(text) for c in found)
    assert [c.span for c in found] == sorted(c.span for c in found)
    assert citations(text, SAID_ON) == found
