"""What an event is about stands in its fields: zones, projects, enterprises, facilities, places, and its document."""

import json

import pytest

from parkledger.ledger.book.recording import build
from parkledger.ledger.events import EVENT_TYPES, Document, Subject, SubjectKind, document_identity

DAY = {"effective_on": "2023-08-22"}


@pytest.mark.parametrize(
    ("code", "fields", "subjects"),
    [
        (
            "lease_transferred",
            {"zone": "kcn-mot", "project": "p-1", "to_project": "p-2", "area_m2": 5},
            {("zone", "kcn-mot", "zone", ""), ("project", "p-1", "project", ""), ("project", "p-2", "to_project", "")},
        ),
        (
            "zone_merged",
            {"zone": "kcn-mot", "into": "kcn-hai", "into_book": "bg"},
            {("zone", "kcn-mot", "zone", ""), ("zone", "kcn-hai", "into", "bg")},
        ),
        (
            "project_transferred",
            {"project": "p-1", "enterprise": "Công ty A"},
            {("project", "p-1", "project", ""), ("enterprise", "Công ty A", "enterprise", "")},
        ),
        (
            "facility_changed",
            {"zone": "kcn-mot", "facility": "Trạm 1", "kind": "wastewater", "capacity": 0},
            {("zone", "kcn-mot", "zone", ""), ("facility", "Trạm 1", "facility", "")},
        ),
        ("zone_planned", {"zone": "kcn-mot"}, {("zone", "kcn-mot", "zone", "")}),
        ("exchange_rate_set", {"vnd_per_usd": 23_000, "source": "SBV"}, set()),
    ],
)
def test_an_event_names_its_subjects(code, fields, subjects):
    assert set(build(code, DAY | fields).subjects()) == subjects


def test_a_document_is_a_subject_by_its_identity():
    document = {"number": "02/QĐ-UBND", "issuer": "UBND tỉnh", "issued_on": "2023-08-22"}
    event = build("zone_operating", {**DAY, "zone": "kcn-mot", "document": document})
    identity = document_identity(document)
    assert Subject(SubjectKind.DOCUMENT, identity, "document") in event.subjects()
    assert Document(**document, title="Về việc …").identity == identity
    assert Document(**(document | {"number": "03/QĐ-UBND"})).identity != identity
    assert event.document is not None
    assert document_identity(json.loads(json.dumps(event.document.filled()))) == identity


@pytest.mark.parametrize("code", EVENT_TYPES)
def test_no_field_that_names_a_subject_is_without_its_mark(code):
    kind = EVENT_TYPES[code]
    named = {name for name in kind.payload_fields() if name in {"zone", "project", "enterprise", "facility", "place"}}
    assert named <= set(kind.subject_fields())
