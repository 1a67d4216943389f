"""What kind of thing a clause asks for: read from the words it opens with."""

import re

from answerable.model.part import Kind

_ADJECTIVES = r"(?:(?:recent|further|other|additional|specific|current|future|formal|new|practical|immediate|urgent|his|her|their|the|any|if any|an?) ,?){0,4}"
_RULES = (
    (Kind.STATEMENT, r"(?:if|whether|when) \w+(?: \w+){0,3} make a(?: further)?(?: \w+)? statement"),
    (
        Kind.PUBLISH,
        r"(?:if|whether) \w+(?: \w+){0,3} will(?: \w+)? (?:publish|list|set out|place|provide|make available|release|share|deposit|break down|give)\b",
    ),
    (Kind.IF_WILL, r"if (?:he|she|they|it|the|his|her|their|ministers|you|we)\b.{0,60}? (?:will|would|can)\b"),
    (Kind.WHETHER, r"(?:whether|if)\b"),
    (Kind.HOW_MUCH, r"(?:how much|at what cost)\b"),
    (
        Kind.HOW_MANY,
        r"(?:how (?:many|often|frequently|long|large|far)|(?:what|which) (?:number|proportion|percentage)|in how many|(?:by|for|to|of|on|at) how (?:many|much))\b",
    ),
    (
        Kind.WHEN,
        r"(?:when|(?:on|by|from|since|between|in|at|for|until) (?:what|which) (?:dates?|day|time|year|month|period)|how (?:soon|recently|quickly)|by when|since when)\b",
    ),
    (
        Kind.WHEN,
        r"what(?: is| was)? (?:(?:the|his|her|their|planned|expected|proposed|likely|current|target|Department's) ){0,4}(?:timetable|timescale|timeline|timeframe|time frame|deadline|dates?)\b",
    ),
    (
        Kind.WHY,
        r"(?:why|(?:for )?what (?:(?:the|his|her|was|is|were) ){0,2}(?:reasons?|rationale|basis)|on what (?:grounds?|basis)|for (?:what|which) (?:purposes?|reasons?))\b",
    ),
    (Kind.WHO, r"(?:who|whom|whose|(?:by|to|with|from|for) whom)\b"),
    (Kind.STEPS, rf"what {_ADJECTIVES}(?:steps|actions?|measures|support|work|efforts)\b"),
    (
        Kind.ASSESSMENT,
        rf"what {_ADJECTIVES}(?:assessments?|evaluation|evidence|analysis|review|consideration|impact assessments?)\b",
    ),
    (Kind.ESTIMATE, rf"what {_ADJECTIVES}(?:estimates?|forecasts?|projections?)\b"),
    (
        Kind.DISCUSSIONS,
        rf"what {_ADJECTIVES}(?:discussions?|representations?|meetings?|conversations?|correspondence|engagement|talks|consultations?|communications?|contact|advice)\b",
    ),
    (Kind.PLANS, rf"what {_ADJECTIVES}(?:plans?|intentions?|proposals?)\b"),
    (Kind.PROGRESS, rf"what {_ADJECTIVES}(?:progress|status|stage)\b"),
    (Kind.POLICY, rf"what {_ADJECTIVES}(?:\w+(?:'s|’s) )?(?:policy|policies|position|view)\b"),
    (Kind.INFORMATION, rf"what {_ADJECTIVES}(?:information|data|records?|statistics|guidance|criteria)\b"),
    (
        Kind.HOW_MANY,
        r"what (?:(?:the|is|was|total|average|annual|mean|median|estimated|current|projected) ){0,5}(?:number|proportion|percentage|rate|length|size|level)s?\b",
    ),
    (
        Kind.HOW_MUCH,
        r"what (?:(?:the|is|was|total|average|annual|mean|median|estimated|current|projected|net|gross|overall) ){0,5}(?:costs?|amount|value|price|budget|spend|spending|expenditure|salary|funding|revenue|sum)\b",
    ),
    (Kind.WHICH, r"(?:which|(?:in|to|with|from|by|of|for|on|under|at) which)\b"),
    (Kind.WHERE, r"(?:where|from where)\b"),
    (Kind.HOW, r"(?:how|in what (?:way|manner)|by what (?:means|process|method))\b"),
    (Kind.WHAT, r"(?:\w+ )?(?:what|whatever)\b"),
)
_KINDS = tuple((kind, re.compile(pattern, re.I)) for kind, pattern in _RULES)
_OPENS = 160  # the kind shows in the first words


def kind_of(words: str) -> Kind:
    """The kind of a clause that begins with its asking words; `OTHER` when it begins with none."""
    opening = words[:_OPENS]
    return next((kind for kind, pattern in _KINDS if pattern.match(opening)), Kind.OTHER)
