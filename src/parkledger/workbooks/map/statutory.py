"""Statutory forms read back: which column of a form's own layout is which field, so that a filled one can begin a book."""

from functools import cache

from parkledger.briefing.forms import FORMS
from parkledger.briefing.forms.economic_zones import FUNCTIONS, OTHER
from parkledger.language import Lang
from parkledger.ledger.events.economic_zones import GeneralPlanApproved
from parkledger.ledger.events.opening_balances import ZoneOpened
from parkledger.ledger.events.zones import InfrastructureCompleted
from parkledger.workbooks.map.mappings import MappedColumn, MappedSheet, Mapping

PARKS = {
    "name": "name",
    "place": "place",
    "developer": "developer",
    "area": "area_m2:ha",
    "leasable": "industrial_m2:ha",
    "leased": "leased_industrial_m2:ha",
}
ECONOMIC_ZONES = {
    "name": "zone",
    "category": "category",
    "area_m2": "area_m2:ha",
    **{key: f"{key}:ha" for key, _ in (*FUNCTIONS, OTHER)},
}
"""Columns of form 2108 by the fields that they fill. The zones stand as planned: the form does not say more."""
COMPLETION = {"name": "zone", "completion": "percent"}
"""Columns of form 2103 by the fields that they fill. Industrial and service land are one column there, and are read as industrial."""


@cache
def statutory_mappings() -> tuple[Mapping, ...]:
    """A mapping of each form that can be read."""
    sheet = MappedSheet(
        type=ZoneOpened.code,
        columns=_columns("2103", PARKS),
        constants={"kind": "park"},
        also=[
            MappedSheet(
                type=InfrastructureCompleted.code, columns=_columns("2103", COMPLETION), constants={"complete": "không"}
            )
        ],
    )
    economic = MappedSheet(
        type=ZoneOpened.code,
        columns=_columns("2108", {"name": "name", "area_m2": "area_m2:ha"}),
        constants={"kind": "economic_zone", "established": "không"},
        also=[MappedSheet(type=GeneralPlanApproved.code, columns=_columns("2108", ECONOMIC_ZONES))],
    )
    return (Mapping(name="bieu-2103", sheets=[sheet]), Mapping(name="bieu-2108", sheets=[economic]))


def _columns(code: str, fields: dict[str, str]) -> list[MappedColumn]:
    columns = {column.key: column for column in FORMS[code].columns}
    return [MappedColumn(heading=columns[key].written(Lang.VI), field=name) for key, name in fields.items()]
