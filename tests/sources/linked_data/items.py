"""Items in the API's shape, in our own words."""

from typing import Any


def item(**changed: Any) -> dict[str, Any]:
    """An answered question as the API itself gave it; None takes a field away."""
    whole: dict[str, Any] = {
        "_about": "http://data.parliament.example/resources/70001",
        "AnsweringBody": [{"_value": "Ministry of Ferries"}],
        "answer": answer(),
        "answeringDeptId": {"_value": "154"},
        "answeringDeptShortName": {"_value": "Ferries"},
        "answeringDeptSortName": {"_value": "Ferries"},
        "date": {"_value": "2014-06-24", "_datatype": "dateTime"},
        "hansardHeading": {"_value": "Piers: Repairs"},
        "houseId": {"_value": "1"},
        "legislature": [{"_about": "http://x.example/terms/1", "prefLabel": {"_value": "House of Commons"}}],
        "questionText": "To ask the Minister for Ferries, how many piers were repaired in 2013.",
        "registeredInterest": {"_value": "true", "_datatype": "boolean"},
        "tablingMember": {
            "_about": "http://data.parliament.example/members/9001",
            "label": {"_value": "Biography information for Ida Fenn"},
        },
        "tablingMemberConstituency": {"_value": "Overwater"},
        "tablingMemberPrinted": [{"_value": "Ms Ida Fenn"}],
        "title": "Tabled question 2014/15 300100",
        "uin": "300100",
    }
    return {name: value for name, value in (whole | changed).items() if value is not None}


def answer(**changed: Any) -> dict[str, Any]:
    """Its answer."""
    whole: dict[str, Any] = {
        "_about": "http://data.parliament.example/resources/70001/answer",
        "answerText": {"_value": "<p>Eleven piers were repaired.</p><p>Two more were closed.</p>"},
        "answeringMember": {
            "_about": "http://data.parliament.example/members/9002",
            "label": {"_value": "Biography information for Mr Tom Quill"},
        },
        "answeringMemberConstituency": {"_value": "Northing"},
        "answeringMemberPrinted": {"_value": "Mr Tom Quill"},
        "dateOfAnswer": {"_value": "2014-06-30", "_datatype": "dateTime"},
        "groupedQuestionUIN": [{"_value": "300101"}, {"_value": "300102"}],
        "isMinisterialCorrection": {"_value": "false", "_datatype": "boolean"},
        "questionFirstAnswered": [{"_value": "2014-06-30T11:16:47.0098969Z", "_datatype": "dateTime"}],
    }
    return {name: value for name, value in (whole | changed).items() if value is not None}


def corrected_answer(**changed: Any) -> dict[str, Any]:
    """The same answer after a correction by another minister."""
    marked = '<p><del class="ministerial">Eleven</del><ins class="ministerial">Nine</ins> piers were repaired.</p>'
    told = {
        "answerText": {"_value": marked},
        "answeringMember": {"_about": "http://data.parliament.example/members/9003"},
        "answeringMemberPrinted": {"_value": "Una Rask"},
        "isMinisterialCorrection": {"_value": "true", "_datatype": "boolean"},
        "questionFirstMinisteriallyCorrected": [{"_value": "2014-08-28T09:00:00Z", "_datatype": "dateTime"}],
        "previousAnswerVersion": {
            "_about": "http://data.parliament.example/resources/70001/answer/previousversion/5",
            "answeringMember": {"_about": "http://data.parliament.example/members/9002"},
            "answeringMemberConstituency": {"_value": "Northing"},
            "answeringMemberPrinted": {"_value": "Mr Tom Quill"},
            "attachment": {
                "_about": "http://data.parliament.example/resources/70001/answer/previousversion/5/attachment/1",
                "fileName": {"_value": "piers.xls"},
                "title": "Piers",
            },
        },
    }
    return answer(**(told | changed))
