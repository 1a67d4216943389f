"""The UK Parliament's calendar service (What's On): on which days the two Houses sit, and their recesses.

Form: the service's own OpenAPI document; no reply of it was at hand when this was written. Sittings are
`{"SittingDates": [{"Date": "2026-07-15T00:00:00"}, …]}`, recesses
`[{"StartDate": …, "EndDate": …, "Description": …, "House": "Commons", "CategoryCode": "REC"}, …]`.
Sessions are not taken from it, for the document does not say whether a session's end is its last day.
"""
