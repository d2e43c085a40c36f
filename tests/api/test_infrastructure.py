"""Lots of works by way of the API: a developer submits, the office approves, figures follow; what cannot be is refused in words."""

from typing import Any

from tests.api.conftest import BOOK, ZONE, Caller

FIGURE = f"/figures?indicator=works.value_done&zone={BOOK}/{ZONE}&on=2025-12-31"


def test_a_developer_tells_of_a_lot_and_the_office_approves(callers: dict[str, Caller]) -> None:
    developer, approver = callers["ha-tang"], callers["duyet"]

    def told(kind: str, on: str, **fields: Any) -> Any:
        given = {"zone": ZONE, "lot": "API-1", "effective_on": on, **fields}
        made = developer("POST", "/events", {"book": BOOK, "type": kind, "fields": given})
        if made.status_code != 201:
            return made
        address = f"/submissions/{made.json()['id']}/approve"
        return approver("POST", address, {"version": made.json()["version"]})

    before = developer("GET", FIGURE).json()["figures"][0]
    assert before["unit"] == "VND"
    value = {"currency": "VND", "amount": 10_000_000_000}
    assert told("works_lot_planned", "2025-01-06", works="roads", value=value, end_by="2025-12-01").status_code == 200
    assert told("works_lot_begun", "2025-02-03").status_code == 200
    (ref,) = told("works_lot_progressed", "2025-06-30", percent="40").json()["events"]
    assert developer("GET", f"/events/{ref}").json()["payload"]["value_done"]["amount"] == 4_000_000_000
    assert developer("GET", FIGURE).json()["figures"][0]["value"] == before["value"] + 4_000_000_000
    refused = told("works_lot_progressed", "2025-07-31", percent="30")
    assert refused.status_code >= 400
    assert "works_lot_falls" in {problem["code"] for problem in refused.json()["errors"]}
