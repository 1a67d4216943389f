"""Wordings that tell what a sentence does: each with literal triggers, so that most are ruled out unread.

A pattern sees the answer in lower case with straight apostrophes. Gaps are bounded and stay on one line.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from answerable.model.text import Span


class Cue(Struct, frozen=True):
    """`sort` is what the wording does: withhold, point, defer, supply or talk; `ground` only of withholding."""

    name: str
    sort: str
    triggers: tuple[str, ...]
    pattern: re.Pattern[str]
    ground: str = ""


class Hit(Struct, frozen=True):
    """A cue met in a sentence."""

    cue: Cue
    sentence: int
    span: Span


_G = r"[^;\n]{0,60}?"  # a gap within a sentence
_NOT = r"(?:not|never|neither|no longer|nor|n't|cannot)"

_TABLE: tuple[tuple[str, str, str, str, str], ...] = (
    # name, sort, ground, triggers, pattern
    ("disproportionate", "withhold", "cost", "disproportionate", r"\bdisproportionate(?:ly)? (?:cost|expens|effort|amount|time|resourc|use)|\b(?:costs?|time|effort|resources?|burden|work)\b[^;\n]{0,40} disproportionate\b|\bdisproportionate cost"),
    ("not held", "withhold", "not_held", "held|hold|available|record|collect|collat|keep|maintain|gather|retain|captur|compil|monitor|identif|disaggregat|break|broken|distinguish|differentiat|categori|track|track|separat|centrally|possess|published|publish|format",
     r"\b(?:not|no longer|n't|neither|nor|never|without|cannot be) (?:(?:currently|routinely|centrally|historically|generally|therefore|always|readily|normally|usually|separately|specifically|now|yet|also|being|itself|directly|systematically|formally|been|be|have|in|a|the|position|to|either|held|hold|or|collect|collected|and|recorded|record) ){0,4}(?:held|holds?|recorded|records?|collect(?:ed|s)?|collat(?:ed|e|es)|kept|keeps?|maintain(?:ed|s)?|gather(?:ed|s)?|retain(?:ed|s)?|captur(?:ed|e|es)|compil(?:ed|e|es)|monitor(?:ed)?|identif(?:y|ied|iable)|disaggregat(?:ed|e)|brok?en? down|break down|distinguish|differentiate|categori[sz]e|track(?:ed)?|separat(?:ed|e)|centrally|available|possess|record centrally)\b"),
    ("no data", "withhold", "not_held", "no |not have|unavailable|neither", r"\b(?:there (?:is|are|was|were) (?:currently |also )?no|(?:has|have|holds?|possess|keeps?) (?:currently )?no|(?:does|do|did) not have(?: access to)?|not have(?: access to)?|there (?:is|are) not) (?:\w+[- ]){0,5}(?:data|figures?|information|records?|statistics|breakdown|estimates?|list|database|register|evidence)\b|\b(?:data|figures?|information|statistics|records?|breakdowns?)\b[^;\n.]{0,60} (?:is|are) (?:currently )?(?:unavailable|unknown)\b"),
    ("not available", "withhold", "not_held", "available", r"\b(?:not|n't|no longer) (?:\w+ ){0,3}available\b"),
    ("not possible to give", "withhold", "not_held", "possible|able to|unable|difficult|cannot|impossible|can not|feasible|practicable",
     r"\b(?:not (?:\w+ ){0,2}(?:possible|able|feasible|practicable)|impossible|unable|cannot|can not|difficult)\b(?: at this (?:early )?(?:stage|time|point))?(?: for [^;\n.]{1,40})?(?: to)? (?:(?:therefore|accurately|reliably|currently|readily|robustly|give|provide|make) ){0,3}(?:an? )?(?:\w+ )?(?:provide|give|estimates?|identify|say|calculate|determine|separate|disaggregate|distinguish|quantify|produce|supply|predict|confirm|isolate|answer|state|specify|break|list|establish|assess|speculate|forecast|assessment|verify|attribute|be (?:provided|given|answered|calculated|identified|estimated|disaggregated|broken|quantified|separated|finalised|determined))\b"),
    ("not comment", "withhold", "policy", "comment|confirm nor|drawn into|discuss|speculat", r"\b(?:not|never|cannot|n't|unable to|nor|inappropriate (?:for \w+ )?to) (?:(?:be|to|able|routinely|normally|generally|in|a|position|possible|appropriate|right|for|me|us|ministers|the|government|be drawn|publicly|further|or) ){0,5}(?:comment(?:ing)?|speculat(?:e|ing)|discuss the detail|drawn)\b|\bneither confirm nor deny|\bno further comment|\bcan(?:not|'t)? comment further"),
    ("not disclose", "withhold", "policy", "disclos|publish|release|share|provide details|give details|details|public", r"\b(?:not|never|cannot|n't|nor) (?:(?:be|to|able|routinely|normally|generally|been|publicly|currently|usually|in|the|public|domain|made|make|propos(?:e|ing)|intend(?:ing)?|plan(?:ning)?|policy|government's|standard|practice|usual|our|necessary|appropriate|and|or) ){0,6}(?:disclos(?:ed|e|es|able|ing)|publish(?:ed|es|ing)?|releas(?:ed|e|ing)|shar(?:ed?|ing) (?:details|information|publicly)|provid(?:ed|e|ing) (?:further |specific |more )?details?|giv(?:e|ing) details|public|set out in detail)\b|\bnon-disclosable|\bprevents? disclosure|\bcannot be (?:disclosed|published|shared)"),
    ("inappropriate", "withhold", "policy", "appropriate", r"\b(?:not|n't|never) (?:\w+ ){0,3}appropriate (?:for \w+(?: \w+){0,3} )?(?:to|for)\b|\binappropriate\b"),
    ("commercial", "withhold", "commercial", "commercial", r"\bcommercial(?:ly)?[- ](?:\w+ (?:and|or|&) )?(?:sensitiv|confiden|in[- ]confidence|prejudic|interest|information)|\bin commercial confidence|\bcommercial arrangement"),
    ("security grounds", "withhold", "security", "security|operational|intelligence", r"\b(?:for|on|due to|given|because of|reasons? of|grounds of|risk of|risks? to|compromis\w+|prejudic\w+|jeopardis\w+|undermin\w+|protect|interests? of)\b[^;\n]{0,50} (?:security|safety|operational effectiveness|intelligence)\b|\b(?:security|operational|safety) (?:reasons?|grounds|considerations)|\bintelligence matters"),
    ("private", "withhold", "confidential", "confiden|private|privacy|privilege|internal|personal|identif|frankness|leak|data protection|legal advice|gdpr|consented", r"\b(?:in confidence|confidential(?:ity)?|privacy|legal(?:ly)?(?: professional)? privileged?|frankness|candour|leak(?:s|ed)|data protection|gdpr|personal (?:data|information|details)|identif(?:y|ication of|iable)[^;\n]{0,20} individuals?|legal advice|law officers|consented|private (?:matter|discussions|meetings|conversations|correspondence)|internal (?:meetings|discussions|processes|committees|deliberations|policy|government))\b"),
    ("proceedings", "withhold", "legal", "legal|court|investigation|litigation|sub judice|proceedings|police|inquest|appeal", r"\b(?:ongoing|live|current|active|pending|under ?way|subject (?:to|of)|matter of) [^;\n]{0,30}(?:legal|court|investigations?|litigation|proceedings|criminal|police|inquest|appeal)\b|\b(?:proceedings|investigations?|litigation)\b[^;\n]{0,25}(?:ongoing|under ?way|pending|continu|progress)|\bsub judice"),
    ("matter for", "withhold", "other_body", "matter for|matters for|responsib|it is for|is for the|decision for|question for|devolved|led by|rests with|lies with|determined by|directed to|contact|independent of|would be for", r"\b(?:is|are|remains?|would be|be|as|entirely|wholly|being|was|were|considered) (?:\w+ ){0,2}(?:a )?(?:\w+ ){0,2}(?:matters?|decisions?|questions?|issues?) for\b|\b(?:it|this|that|these|which) (?:is|are|would be|will be) (?:therefore |ultimately |then |entirely )?for (?!the (?:first|purpose|last|next|period|year)\b)(?:the |each |individual |local |\w+ )|\b(?:responsib(?:le|ility)) (?:for|of|lies|rests|sits|to)\b|\b(?:rests?|lies|sits|lie) with\b|\bdevolved (?:matter|competence|issue|policy)|\bis devolved\b|\bare devolved\b|\b(?:policy|matter) [^;\n]{0,40}led by\b"),
    ("too early", "withhold", "timing", "early|premature|yet to|until|pre-empt|prejudge|not yet|not been finalised|speculat", r"\b(?:too (?:early|soon)|premature|pre-?empt\w*|prejudg\w*|early stage|not (?:yet )?known|not (?:yet )?(?:been )?(?:finalised|possible to say))\b"),
    ("no plans to publish", "withhold", "other", "plan|intention|intend", r"\b(?:no|not)\b[^;\n.]{0,25}\b(?:plans?|planning|intentions?|intend(?:ing)?) (?:\w+ )?(?:to|of) (?:\w+ )?(?:publish|releas|disclos|place|provid|list|break)"),
    # Pointing
    ("refer", "point", "", "refer", r"\brefer (?:\w+[. ]{1,2}){1,6}?(?:member|lord|baroness|friend|gentleman|lady|you|him|her)\b|\bi (?:would )?refer\b|\brefers? to (?:the|my) (?:answer|reply|response|statement)|\bi refer "),
    ("answer of", "point", "", "answer|reply|response|statement|question", r"\b(?:answers?|repl(?:y|ies)|responses?|statements?) (?:(?:that )?(?:i|he|she|we|which|was|were|given|provided|made|gave|of|to|on|by|my) ?){1,4}[^;\n]{0,100}(?:\d{1,2}(?:st|nd|rd|th)? (?:january|february|march|april|may|june|july|august|september|october|november|december)|question|uin|pq|hl\d|hc|official report|\d{4,6})|\bquestion (?:uin )?\d{3,6}"),
    ("set out in answer", "point", "", "answer|response|reply|statement|letter", r"\b(?:as (?:was )?|i )(?:set out|stated|said|explained|outlined|noted|made clear|mentioned|indicated) (?:\w+ ){0,6}(?:answers?|repl(?:y|ies)|responses?|statements?|letter)\b"),
    ("found at", "point", "", "found|available|accessed|viewed|view|see |access", r"\b(?:can|may|could|to|is|are|also|publicly|freely) (?:also |now |all |both )?(?:be )?(?:found|accessed|viewed|seen|downloaded|obtained|searched)\b|\b(?:is|are|also|publicly|currently|freely|made|and|now) (?:\w+ )?available\b(?: \w+){0,4} (?:at|on|online|here|from|via|in|through|under)\b|\bavailable (?:at|here|online|on the|on gov|via the)"),
    ("published", "point", "", "publish", r"\b(?:is|are|was|were|been|have|has|routinely|regularly|already|be|and) (?:\w+ ){0,2}published\b|\bpublishe[sd]\b"),
    ("address", "point", "", "http|www.|gov.uk", r"https?://|\bwww\.|\bgov\.uk\b"),
    ("library", "point", "", "librar", r"\b(?:placed|deposited|copy|copies|available|lodged|place) [^;\n]{0,70}(?:house )?librar(?:y|ies)\b|\blibrar(?:y|ies) of (?:both|the) house"),
    ("attached", "point", "", "attach|enclosed|annex|spreadsheet|separate", r"\b(?:attach(?:ed|ment|ments)?|enclosed|annex \w|spreadsheet)\b"),
    ("here link", "point", "", "here|link|following", r"\b(?:found|available|published|viewed|seen|accessed|set out|gov\.uk)\b[^;\n]{0,30} here\b|\b(?:following|below|this) (?:link|web|url|address)|\blinks? below"),
    ("table", "supply", "", "table", r"\btables?\b[^;\n]{0,60}(?:below|shows?|sets? out|provides?|following|gives)|\b(?:below|following) tables?\b|\bin the table\b"),
    ("as follows", "supply", "", "follow|below", r"\bas follows\b|\b(?:the )?following\b[^;\n]{0,60}:|\b(?:set out|shown|listed|given|provided|detailed|outlined) (?:\w+ )?below\b"),
    # Deferring
    ("will write", "defer", "", "write|reply", r"\b(?:will|shall|'ll) (?:\w+ )?(?:write|reply|let [^;\n]{1,50} have)\b|\bhave asked\b[^;\n]{0,60} (?:write|reply|respond)"),
    ("in due course", "defer", "", "in due course", r"\bin due course\b"),
    ("shortly", "defer", "", "shortly|soon|earliest opportunity|when ready", r"\bshortly\b|\bas soon as\b|\bearliest opportunity\b|\bsoon\b"),
    ("will announce", "defer", "", "will|intend|plan|expect|aim|due to|to be", r"\b(?:will|shall|intends? to|plans? to|expects? to|aims? to|due to|expected to|to be|looking to|looks forward to|hopes? to|going to) (?:(?:be|then|also|now|now be|formally|therefore|shortly|look|to) ){0,2}(?:publish(?:ed|ing)?|announc(?:e|ed|ing)|set(?:ting)? out|respond(?:ing)?|updat(?:e|ed|ing)|confirm(?:ed)?|provid(?:e|ed|ing) (?:an? )?(?:\w+ )?(?:update|details|response)|bring(?:ing)? forward|brought forward|consult(?:ing)?|finali[sz]ed?|releas(?:e|ed)|decid(?:e|ed)|conclud(?:e|ed)|complet(?:e|ed)|present(?:ed)?|unveil(?:ed)?|outlin(?:e|ed)|shar(?:e|ed)|report(?:ed)?|determin(?:e|ed)|considered|made|laid?)\b"),
    ("later", "defer", "", "later|this year|next year|spring|summer|autumn|winter|early|by the end|next month|coming|future|parliamentary time|spending review|budget", r"\b(?:later (?:this|in)|(?:this|next|in the|by|early|late|end of|the) (?:year|spring|summer|autumn|winter|month|week|session)|in (?:early|mid|late)|early in|by the end of|in the coming|coming (?:weeks|months)|when parliamentary time|at the (?:next )?(?:spending review|budget)|in the (?:near )?future)\b"),
    ("being considered", "defer", "", "consider|review|assess|develop|analys|explor|work|look|consult|discussion|finalis|evaluat|negotiat", r"\b(?:is|are|am|been|being|currently|still|now|continu\w+(?: to)?) (?:(?:currently|still|now|actively|carefully|also|being|in the process of|working|to|under|urgently) ){0,3}(?:consider(?:ing|ed|ation)?|review(?:ing|ed)?|assess(?:ing|ed)?|develop(?:ing|ed)?|analys(?:ing|ed)|explor(?:ing|ed|e)|working through|looking (?:at|into|carefully)|consult(?:ing|ed)|finalis(?:ing|ed)|evaluat(?:ing|ed)|negotiat\w+|determin\w+|scop(?:ing|ed))\b"),
    ("not yet decided", "defer", "", "decision|decid|determined|finalised|confirmed|yet|agreed|announced", r"\b(?:no|not)\b[^;\n.]{0,40}\b(?:decisions?|decided|determined|finalised|confirmed|agreed|announced|concluded)\b|\byet to be\b|\bnot yet\b|\bdecisions? (?:will|on|about|are)\b"),
    ("subject to", "defer", "", "subject to|following the|once |after |until|outcome of|when the|conclusion of|pending", r"\b(?:subject to|following (?:the )?(?:conclusion|outcome|completion|publication|review)|once (?:the|this|we|that|it)|until (?:the|this|we|that|after|such)|outcome of|conclusion of|pending)\b"),
    ("prorogation", "defer", "", "prorog|dissol|time available", r"\bnot (?:proved )?possible to (?:respond|answer|reply)\b|\bprorogation\b|\btime available\b"),
    # Supplying
    ("yes", "supply", "", "yes|correct", r"(?:\A|\n)yes\b|\bthat is correct\b|\bi can confirm\b"),
    ("no", "supply", "", "no", r"(?:\A|\n|\. )(?:no|none|nil|zero)[.,;: –-]|(?:\A|\n)no\b(?! (?:information|data|record))"),
    ("plain no", "supply", "", "no|none|nil", r"\A(?:no|none|nil)[.,;]"),
    ("confirm", "supply", "", "confirm", r"\bcan confirm\b|\bconfirms? that\b|\bi am (?:happy|pleased|glad) to\b"),
    ("no plans", "supply", "", "plan|intention|intend", r"\b(?:no|not)\b[^;\n.]{0,25}\b(?:plans?|planning|intentions?|intend(?:ing)?)\b"),
    ("no assessment", "supply", "", "assess|estimate|analysis|evaluat|model", r"\b(?:no|not|n't|never|neither)\b[^;\n.]{0,45}\b(?:assessments?|assessed|estimates?|estimated|analysis|analyses|evaluations?|evaluated|modelling|modelled)\b"),
    ("no such", "supply", "", "no |not |none|neither|nor |never", r"\b(?:there (?:have|has|were|was|are|is) (?:been |currently )?(?:no\b|not|none)|none of|has not|have not|had not|did not|does not|do not|was not|were not|is not|are not|will not|would not|never|no\b (?:\w+ ){1,3}(?:was|were|has|have|had|is|are)\b)"),
    ("assessment made", "supply", "", "assess|estimate|found|conclu|impact|analysis", r"\b(?:has|have|had|was|were|our|my|the|an|impact|we) (?:\w+ ){0,3}(?:assess(?:ed|es|ments?)|estimat(?:ed|es?)|concluded|found that|analysis)\b"),
    ("met", "supply", "", "met |meet|discuss|spoke|raised|visit|attended|wrote|written|held|represent", r"\b(?:i|we|he|she|minister|ministers|secretary|officials|and|have|has|had|also|recently|last|friend|lord|government) (?:\w+ ){0,3}(?:met|discussed|spoke|raised|visited|attended|wrote|written|held)\b|\b(?:met with|meeting with|discussed|spoke to|raised)\b"),
    ("figure", "supply", "", "£|%|per cent|million|billion", r"£ ?\d|\d ?%|\bper cent\b|\d (?:million|billion)|\d(?:m|bn)\b"),
    ("action taken", "supply", "", "we |has |have |government|department|is |are", r"\b(?:we|has|have|government|department|ministers?|is|are) (?:(?:also|already|recently|been|now|have|has|currently) ){0,2}(?:introduc|launch|invest|provid|fund|establish|publish|announc|implement|deliver|creat|appoint|commission|increas|extend|strengthen|legislat|issu|set up|allocat|reform|expand|support)(?:ed|ing|s|es)?\b"),
    ("may must", "supply", "", "may |must|required|entitled|applies|apply|permit|allow|eligible", r"\b(?:must|is required|are required|entitled|eligible|appl(?:y|ies) to|permit(?:s|ted)?|allows?|may)\b"),
    ("because", "supply", "", "because|reason|due to|in order|therefore|so that|reflect", r"\b(?:because|the reasons?|due to|in order to|therefore|so that|reflects?|as a result)\b"),
    # General words
    ("committed", "talk", "", "commit|determined|priorit|dedicated|recogni|important|value|believe", r"\b(?:committed to|determined to|(?:top |key |a )?priorit(?:y|ies)|recogni[sz]e[sd]?|important|importance|vital|values?|believes?|is clear that|are clear that|ambition)\b"),
    ("regular discussions", "talk", "", "regular|range of|variety of|wide|number of issues|routine", r"\b(?:regular(?:ly)?|routine(?:ly)?|frequent(?:ly)?|ongoing|range of (?:\w+ )?(?:issues|matters|topics|subjects|stakeholders|partners)|variety of|number of (?:issues|topics|matters)|wide range|normal course)\b"),
    ("keep under review", "talk", "", "review|monitor", r"\b(?:under (?:\w+ )?review|keeps?[^;\n]{0,50} under review|continues? to monitor|monitor(?:s|ing)? (?:\w+ )?(?:closely|developments|the situation)|closely monitor)"),
    ("continue to work", "talk", "", "continue|working with|work with|work closely|engag", r"\b(?:continu(?:e|es|ing) to|remains?|(?:work(?:s|ing)?) (?:closely |constructively |together )?(?:with|across)|engag(?:e|es|ing|ement))\b"),
    ("aims", "talk", "", "will |aim|seek|ensure", r"\b(?:aims? to|seek(?:s|ing)? to|ensur(?:e|es|ing) (?:that )?|will (?:continue|ensure|work|seek|consider|keep))\b"),
)
CUES = tuple(
    Cue(name, sort, tuple(triggers.split("|")), re.compile(pattern), ground)
    for name, sort, ground, triggers, pattern in _TABLE
)


def lowered(text: str) -> str:
    """Lower case with straight apostrophes, the same length, so that spans hold."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.replace("’", "'")


def hits(low: str, places: list[Span]) -> Iterator[Hit]:
    """Each cue met, by cue; `low` is `lowered` and `places` are its sentences."""
    starts = [place.start for place in places]
    for cue in CUES:
        if _may(cue, low):
            for match in cue.pattern.finditer(low):
                at = bisect_right(starts, match.start()) - 1
                yield Hit(cue, max(at, 0), Span(*match.span()))


def _may(cue: Cue, low: str) -> bool:
    for trigger in cue.triggers:  # a plain loop: three times as fast as any() here, and most of the work
        if trigger in low:
            return True
    return False
