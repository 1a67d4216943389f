"""A site on a record with a bit of everything, served as people serve it."""

import pytest

from tests.samples import HOSTILE, PAGE, answerable, listed, official, served, single

GROUPED = [{"questionUin": "1202", "dateTabled": "2025-09-16T00:00:00"}]
LATER = official(
    "1203",
    answeringBodyName="Office of Tides",
    answeringBodyId=32,
    questionText="To ask the Secretary of State for Tides, whether tables of tides are kept.",
    heading=None,
    answerText="<p>I shall let the Member have a reply as soon as possible.</p>",
    answerIsHolding=True,
    dateHoldingAnswer="2025-09-18T00:00:00",
    isNamedDay=True,
)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    place = tmp_path_factory.mktemp("site")
    documents = {
        "page.txt": PAGE.encode(),
        "list.json": listed(
            official("1201", groupedQuestions=["1202"], groupedQuestionsDates=GROUPED), official("1202")
        ),
        "hostile.json": single(official("1204", answerText=HOSTILE, heading="<b>Weirs</b> & reeds")),
        "holding.json": single(LATER),
        "open.json": single(official("1205", answerText=None, dateAnswered=None, heading=None)),
        "corrected.json": single(
            official(
                "1206",
                answerIsCorrection=True,
                dateAnswerCorrected="2025-09-30T00:00:00",
                originalAnswerText="<p>The Department inspected 40 weirs.</p>",
            )
        ),
    }
    for name, data in documents.items():
        (place / name).write_bytes(data)
    done = answerable("add", *(place / name for name in documents), record=place / "record")
    assert done.returncode == 0, done.stderr
    with served(place / "record") as address:
        yield address
