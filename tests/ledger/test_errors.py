"""Every error says how it is answered; one of the ledger names a field that some event type has."""

from http import HTTPStatus

import pytest

from parkledger.language import Lang, ParkError
from parkledger.ledger import errors
from parkledger.ledger.book.recording import build
from parkledger.ledger.errors import EventRefused, FieldsRefused
from parkledger.ledger.events import EVENT_TYPES
from parkledger.places import errors as places_errors

KINDS = [
    kind
    for module in (errors, places_errors)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, ParkError) and kind is not ParkError
]


def test_statuses_are_those_of_refusals():
    assert {kind.status for kind in KINDS} <= {
        HTTPStatus.NOT_FOUND,
        HTTPStatus.CONFLICT,
        HTTPStatus.UNPROCESSABLE_ENTITY,
    }
    unknown = {kind.code for kind in KINDS if kind.code.endswith("_unknown") and kind.status != HTTPStatus.NOT_FOUND}
    assert unknown == {"sector_unknown", "country_unknown"}


def test_the_field_that_an_error_is_about_is_one_of_an_event_type():
    fields = {name for kind in EVENT_TYPES.values() for name in kind.model_fields}
    named = {kind.field.partition(".")[0] for kind in KINDS if kind.field}
    assert {"zone", "project", "place", "area_m2", "effective_on"} <= named <= fields


def test_a_reference_that_names_nothing_is_about_its_own_field(desk):
    desk.zone("Mot")
    desk.project("P-1", zone="KCN Mot")
    with pytest.raises(ParkError) as refused:
        desk.record("lease_transferred", "1/1/2020", zone="KCN Mot", project="P-1", to_project="P-0", area_m2=1)
    assert (refused.value.code, refused.value.field) == ("project_unknown", "to_project")


def test_what_is_wrong_with_the_whole_event_names_no_field() -> None:
    whole = {"name": "Một", "kind": "park", "planned": False, "established": False, "effective_on": "1/1/2024"}
    with pytest.raises(EventRefused) as refused:
        build("zone_opened", whole)
    assert refused.value.message(Lang.VI) == (
        "Sự kiện «zone_opened»: cần ít nhất một giai đoạn: planned, established …. Hãy sửa sự kiện."
    )
    with pytest.raises(FieldsRefused) as of_a_field:
        build("zone_opened", {**whole, "planned": True, "area_m2": "-1 ha"})
    assert ".." not in of_a_field.value.message(Lang.VI)
    assert "trường area_m2: area_m2" not in of_a_field.value.message(Lang.VI)
