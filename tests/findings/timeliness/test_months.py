"""The real months, computed by the finding and by a second program that shares nothing with it: equal results."""

from bench.timeliness import AS_OF, MONTHS, months
from bench.timeliness_by_hand import by_hand
from tests.shared import real


def test_two_programs_agree_on_every_month_and_rule() -> None:
    data = real("data/uk-api/questions.jsonl.gz").parent.parent
    ours = {
        key: (figure.total.questions, figure.total.on_time, figure.total.held) for key, figure in months(data).items()
    }
    theirs = by_hand(data, tuple(MONTHS), AS_OF.isoformat())
    assert ours == theirs
    assert len(ours) == len(MONTHS) * 6
    assert all(0 < on_time < questions for questions, on_time, _ in ours.values())
