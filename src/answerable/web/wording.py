"""What is found, in plain words: what the text does, never why."""

from answerable.findings.commitments.finding import Promise
from answerable.findings.outcomes.finding import Judged
from answerable.model.dates import in_full
from answerable.model.outcome import Ground, Outcome

GROUNDS = {
    Ground.COST: "disproportionate cost",
    Ground.NOT_HELD: "not held",
    Ground.COMMERCIAL: "commercial confidence",
    Ground.SECURITY: "security",
    Ground.CONFIDENTIAL: "confidential",
    Ground.LEGAL: "a court or investigation under way",
    Ground.OTHER_BODY: "a matter for somebody else",
    Ground.POLICY: "policy not to say",
    Ground.TIMING: "too early",
    Ground.OTHER: "another reason",
}
DOES = {
    Outcome.ANSWERED: "Answered",
    Outcome.PARTLY: "Answered in part",
    Outcome.POINTED: "Points elsewhere for the answer",
    Outcome.DECLINED: "Declined",
    Outcome.DEFERRED: "To be answered later",
    Outcome.UNADDRESSED: "Does not address what was asked",
}
GOT = {
    Outcome.ANSWERED: "answered",
    Outcome.PARTLY: "answered in part",
    Outcome.POINTED: "pointed elsewhere",
    Outcome.DECLINED: "declined",
    Outcome.DEFERRED: "to come later",
    Outcome.UNADDRESSED: "not addressed",
}
KINDS = {
    "command_paper": "Command papers",
    "house_paper": "House papers",
    "written_statement": "Written statements",
    "publication": "Publications",
    "act": "Acts and Bills",
    "instrument": "Instruments",
    "treaty": "Treaties",
    "web": "Web pages",
}


def does(judged: Judged) -> str:
    """What an answer does, in a few words: "Declined: disproportionate cost"."""
    return DOES[judged.outcome] + (f": {GROUNDS[judged.ground]}" if judged.ground else "")


def promised(promise: Promise) -> str:
    """What is promised by when: "Promised by 31 October 2025", "Promised: in due course"."""
    how = {"expected": "Expected", "aim": "Intended"}.get(promise.hedge, "Promised")
    if promise.latest:
        return f"{how} by {in_full(promise.latest)}"
    return f"{how}: {promise.due}" if promise.due else how


def state(promise: Promise) -> str | None:
    """What later answers tell of a promise, in a sentence; None where they tell nothing and nothing is due."""
    said = f" on {in_full(promise.evidence.said)}" if promise.evidence and promise.evidence.said else ""
    return {
        "met": f"Said to be done in an answer{said}",
        "repeated": f"Said again in an answer{said}",
        "postponed": f"Put off in an answer{said}",
        "overdue and unmentioned": "The day has passed, and no later answer in this record tells of it",
    }.get(promise.state)
