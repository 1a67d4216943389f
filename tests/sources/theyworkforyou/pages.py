"""Pages in parlparse's XML, in our own words."""

DOCTYPE = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE publicwhip [\n<!ENTITY pound "&#163;">\n]>\n'
GID = "uk.org.publicwhip/wrans/2009-10-26"


def page(*elements: str, letter: str = "b", latest: str = "yes", doctype: str = DOCTYPE) -> bytes:
    """A whole page of one edition; `@` in an element stands for what its ids begin with."""
    inner = "\n".join(elements).replace("@", f"{GID}{letter}")
    return f'{doctype}<publicwhip scrapeversion="{letter}" latest="{latest}">\n{inner}\n</publicwhip>\n'.encode(
        "latin-1"
    )


MAJOR = (
    '<major-heading id="@.294001.mh" colnum="1W" url="http://x.example/91026w0001.htm">\n\tDEFENCE\n</major-heading>'
)
MINOR = (
    '<minor-heading id="@.294001.h" colnum="1W" url="http://x.example/91026w0001.htm">\n\tSlipways\n</minor-heading>'
)
QUES = """<ques id="@.294001.q0" oldstyleid="@.1W.2" speakerid="uk.org.publicwhip/member/901" speakername="Ida Fenn"
 colnum="1W" url="http://x.example/91026w0001.htm#1">
    <p pid="b.1W.2/1" qnum="294001">To ask the Secretary of State for Defence how much he spent on
 <i>(a)</i> slipways.</p>
</ques>"""
REPLY = """<reply id="@.294001.r0" speakerid="uk.org.publicwhip/member/902" speakername="Tom Quill" colnum="1W">
    <p pid="b.1W.3/1" class="holdinganswer">holding answer
 <phrase class="date" code="2009-10-20">20 October</phrase></p>
    <p pid="b.1W.3/2">We spent &pound;3 million at caf\u00e9s:</p>
    <table><tbody><tr pid="b.1W.3/3"><td>Year</td><td>Sum</td></tr><tr><td>2008</td><td>3</td></tr></tbody></table>
</reply>"""
NUMBERED = """<ques id="@.294010.q0" speakerid="uk.org.publicwhip/member/901" speakername="Ida Fenn" url="http://x.example/1">
    <p>To ask the Secretary of State for Defence </p>
    <p class="numindent" qnum="294010">(1)  what slipways he owns;</p>
    <p class="numindent" qnum="294011">(2)  which of them are in use.</p>
    <p>He should tell us by county.</p>
</ques>"""
OTHER = """<ques id="@.294010.q1" speakerid="uk.org.publicwhip/member/903" speakername="Una Rask" url="http://x.example/1">
    <p qnum="294012">To ask the Secretary of State for Defence when he will sell a slipway.</p>
</ques>"""
SHORT = """<reply id="@.294010.r0" speakerid="uk.org.publicwhip/member/902" speakername="Tom Quill" url="http://x.example/2">
    <p>I refer the hon. Members to our plan.</p>
</reply>"""
LORDS = """<minor-heading id="@.101.0">Slipways</minor-heading>
<ques id="@.101.1" speakerid="uk.org.publicwhip/lord/905" speakername="Lord Fenwick" colon=":" url="http://x.example/l.htm">
    <p qnum="HL5001">To ask Her Majesty's Government what slipways they own.</p>
    <p qnum="HL5002">To ask Her Majesty's Government what quays they own.</p>
</ques>
<reply id="@.101.2" speakerid="uk.org.publicwhip/lord/906" speakername="Baroness Orme"><p>Nine of each.</p></reply>"""
HOLYROOD = b"""<?xml version="1.0" encoding="utf-8"?>
<publicwhip>
<source url="http://x.example/wa1026.htm"/>
<major-heading id="uk.org.publicwhip/spwa/2009-10-26.0.mh">Written Answers Monday 26 October 2009</major-heading>
<major-heading id="uk.org.publicwhip/spwa/2009-10-26.1.mh">Scottish Executive</major-heading>
<minor-heading id="uk.org.publicwhip/spwa/2009-10-26.S3W-20001.h">Ferries</minor-heading>
<ques id="uk.org.publicwhip/spwa/2009-10-26.S3W-20001.q0" speakerid="uk.org.publicwhip/member/80901"
 speakername="Isla Wren (Firth and Ness) (Lab)" spid="S3W-20001" url="http://x.example/1" holdingdate="2009-10-19">
  <p>To ask the Scottish Executive how many ferries sail.</p>
</ques>
<reply id="uk.org.publicwhip/spwa/2009-10-26.S3W-20001.r0" speakername="Rory Blair"><p>Twelve.</p></reply>
</publicwhip>"""
MODERN = b"""<publicwhip>
<major-heading id="uk.org.publicwhip/wrans/2021-03-01.160001.mh" nospeaker="true">Ministry of Ferries</major-heading>
<minor-heading id="uk.org.publicwhip/wrans/2021-03-01.160001.h" nospeaker="true">Quays</minor-heading>
<ques id="uk.org.publicwhip/wrans/2021-03-01.160001.q0" person_id="uk.org.publicwhip/person/10901"
 speakername="Ida Fenn"
 url="https://questions-statements.parliament.example/written-questions/detail/2021-03-01/160001">
    <p qnum="160001">To ask the Minister for Ferries, how many quays are dry.</p>
</ques>
<reply id="uk.org.publicwhip/wrans/2021-03-01.160001.r0" person_id="uk.org.publicwhip/person/10902"
 speakername="Tom Quill">
    <p>All of them.</p>
</reply>
</publicwhip>"""
