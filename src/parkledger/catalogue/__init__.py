"""What can be known: measures, indicators, zone kinds, parameters; each with its names, unit and legal basis."""

from parkledger.catalogue.definitions import INDICATORS
from parkledger.catalogue.indicators import Formula, Indicator
from parkledger.catalogue.kinds import (
    Act,
    CoverageSubject,
    Currency,
    DossierChannel,
    FacilityKind,
    ForeignCurrency,
    Origin,
    Procedure,
    ProjectRole,
    ReportStatus,
    Scenario,
    StateDue,
    Status,
    TargetSetter,
    Tariff,
    Verified,
    ZoneKind,
    ZoneStage,
    official_title,
    own_name,
)
from parkledger.catalogue.measures import MEASURES, Measure, Nature, Pledge
from parkledger.language import Labelled

__all__ = [
    "INDICATORS",
    "MEASURES",
    "Act",
    "CoverageSubject",
    "Currency",
    "DossierChannel",
    "FacilityKind",
    "ForeignCurrency",
    "Formula",
    "Indicator",
    "Labelled",
    "Measure",
    "Nature",
    "Origin",
    "Pledge",
    "Procedure",
    "ProjectRole",
    "ReportStatus",
    "Scenario",
    "StateDue",
    "Status",
    "TargetSetter",
    "Tariff",
    "Verified",
    "ZoneKind",
    "ZoneStage",
    "official_title",
    "own_name",
]
