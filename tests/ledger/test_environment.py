"""Environment: what permits, works, stations, results and incidents post, what they make due, what cannot come in that order."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from parkledger.catalogue.discharge import LimitColumn, Pollutant, discharge_limit
from parkledger.catalogue.emissions import Emission
from parkledger.duties import DutySubject
from parkledger.figures import Question, current
from parkledger.figures.current import current_figures
from parkledger.language import Lang
from parkledger.ledger.book.recording import load_event
from parkledger.ledger.errors import (
    CourseEnded,
    CourseTwice,
    CourseUnknown,
    EventTwice,
    MonitoringEmpty,
    PermitShortened,
    StationOfAnother,
    StillNeeded,
    WorksCounted,
    ZoneEnded,
)
from parkledger.ledger.events import SubjectKind
from parkledger.ledger.events.environment import NO_COLUMN
from parkledger.ledger.models import Event
from parkledger.records.dates import Dates
from parkledger.records.duties import duties_about
from parkledger.records.environment import environment_of, environment_on
from parkledger.records.environment_tables import environment_tables, environment_tables_of_all
from parkledger.records.event_details import event_page
from parkledger.submissions.preview.outliers import outliers_recorded
from tests.ledger.conftest import PLACE, Desk

ZONE: dict[str, Any] = {"zone": "KCN Quang Châu"}
PERMIT: dict[str, Any] = {"permit": "GPMT-12"}
STATION: dict[str, Any] = {"station": "T-1"}
WORKS: dict[str, Any] = {"zone": "KCN Quang Châu", "facility": "Nhà máy 1"}


@pytest.fixture(autouse=True)
def _figures_anew(desk: Desk) -> Any:
    current.close()
    desk.zone("Quang Châu")
    yield
    current.close()


def standing(on: str, zone: str = "kcn-quang-chau") -> dict[tuple[str, str], Any]:
    """How the duties of the zone stand: by kind and key, the state and the due day."""
    current.expire()
    return {
        (each.duty.kind.value, each.duty.key): (each.state.value, each.due_on.isoformat() if each.due_on else None)
        for each in duties_about("bg", DutySubject("zone", zone), Dates(date.fromisoformat(on)))
    }


def test_a_permit_is_to_be_renewed_before_it_expires_each_time(desk: Desk) -> None:
    desk.record("environmental_permit_granted", "1/3/2022", **ZONE, **PERMIT, valid_until="31/12/2024")
    renewal = ("permit", "GPMT-12")
    assert standing("2024-05-01") == {renewal: ("open", "2024-06-30")}, "six months before the last of December"
    assert standing("2024-07-01")[renewal] == ("overdue", "2024-06-30")
    desk.record("environmental_permit_renewed", "1/8/2024", **PERMIT, valid_until="31/12/2031")
    assert standing("2024-08-01")[renewal] == ("open", "2031-06-30")
    desk.record("environmental_permit_ended", "1/2/2025", **PERMIT, reason="replaced")
    assert standing("2025-02-01")[renewal] == ("lapsed", "2031-06-30")
    with pytest.raises(CourseEnded):
        desk.record("environmental_permit_renewed", "1/3/2025", **PERMIT, valid_until="31/12/2035")
    assert desk.problems() == []


def test_a_permit_is_renewed_by_the_law_of_when_that_is_due(desk: Desk) -> None:
    """One of a time for which no notice is on record is due on its last day; one granted then that ends under the law, by the law."""
    desk.record("environmental_permit_granted", "1/3/2012", **ZONE, **PERMIT, valid_until="31/12/2021")
    assert standing("2021-06-01") == {("permit", "GPMT-12"): ("open", "2021-12-31")}
    desk.record("environmental_permit_granted", "1/3/2018", **ZONE, permit="GPMT-13", valid_until="31/12/2024")
    assert standing("2024-05-01")["permit", "GPMT-13"] == ("open", "2024-06-30")
    desk.record("environmental_permit_granted", "1/3/2018", **ZONE, permit="ĐK-1", kind="registration")
    assert ("permit", "ĐK-1") not in standing("2024-06-01")


def test_works_in_trial_and_operation_make_a_zone_one_with_treatment(desk: Desk) -> None:
    desk.record("works_trial_started", "1/2/2024", **WORKS)
    assert standing("2024-02-01") == {("trial", "Nhà máy 1"): ("open", "2024-08-01")}
    desk.record("works_operating", "1/6/2024", **WORKS)
    assert standing("2024-06-01") == {("trial", "Nhà máy 1"): ("done", "2024-08-01")}
    desk.record("works_trial_started", "10/2/2024", **{**WORKS, "facility": "Nhà máy 3"})
    assert standing("2024-03-01")["trial", "Nhà máy 3"] == ("open", "2024-08-12"), "10/8/2024 is a Saturday"
    second: dict[str, Any] = {**WORKS, "facility": "Nhà máy 2"}
    desk.record("works_operating", "1/9/2024", **second)
    assert desk.total("zones.wastewater_treatment") == 1
    with pytest.raises(WorksCounted):
        desk.record("works_stopped", "1/1/2025", **WORKS, remaining=0)
    desk.record("works_stopped", "1/1/2025", **WORKS)
    assert desk.total("zones.wastewater_treatment") == 1
    desk.record("works_stopped", "1/2/2025", **second)
    assert desk.total("zones.wastewater_treatment") == 0
    assert desk.total("zones.wastewater_treatment", "2025-01-31") == 1
    with pytest.raises(CourseUnknown):
        desk.record("works_stopped", "1/3/2025", **second)
    assert desk.problems() == []


def test_a_station_is_connected_lost_and_connected_again(desk: Desk) -> None:
    desk.record("station_commissioned", "1/2/2024", **ZONE, **STATION, connect_by="1/4/2024")
    connection = ("connection", "T-1")
    assert standing("2024-04-02") == {connection: ("overdue", "2024-04-01")}
    made = desk.record("station_connected", "3/4/2024", **STATION)
    assert standing("2024-04-03") == {connection: ("done_late", "2024-04-01")}
    desk.record("station_disconnected", "1/6/2024", **STATION, connect_by="8/6/2024")
    assert standing("2024-06-09") == {connection: ("overdue", "2024-06-08")}
    desk.record("station_connected", "10/6/2024", **STATION)
    assert (desk.total("stations.operating"), desk.total("stations.connected")) == (1, 1)
    assert desk.total("stations.connected", "2024-06-05") == 0
    with pytest.raises(StillNeeded):
        desk.withdraw(made.seq)
    desk.record("station_closed", "1/1/2025", **STATION)
    assert (desk.total("stations.operating"), desk.total("stations.connected")) == (0, 0)
    assert desk.problems() == []


def test_results_are_held_against_the_standard_of_their_day(desk: Desk) -> None:
    desk.record("station_commissioned", "1/2/2024", **ZONE, **STATION)
    measured: dict[str, Any] = {"ph": "7.2", "cod": "75", "bod5": "30.000001", "nh4": "4.9"}
    made = desk.record("monitoring_result", "5/3/2024", **STATION, sampling="automatic", **measured)
    assert made.event.payload()["exceeded"] == 1, "what is on the limit is within"
    assert made.event.payload()["bod5"] == "30.000001"
    desk.record("monitoring_result", "6/3/2024", **STATION, sampling="automatic", **measured, column="b")
    desk.record("monitoring_result", "7/3/2024", **STATION, ph="5.6", column="a")
    desk.record("monitoring_result", "8/3/2024", **STATION, cod="60", exceeded=1)
    current.expire()
    asked = Question("monitoring.exceeding_share", PLACE, date(2024, 3, 31), start=date(2024, 3, 1))
    found = current_figures().answer([asked, replace(asked, indicator="monitoring.exceeding")])
    assert [figure.value for figure in found] == [Fraction(75), 3]
    assert desk.problems() == []


def test_limits_are_of_their_columns_and_days() -> None:
    on = date(2024, 3, 1)
    assert discharge_limit(Pollutant.PH, LimitColumn.B, on) == (Fraction(11, 2), Fraction(9))
    assert discharge_limit(Pollutant.COD, LimitColumn.A, on) == (None, Fraction(75))
    assert discharge_limit(Pollutant.COD, LimitColumn.A, date(2011, 1, 1)) == (None, None)
    assert not discharge_limit(Pollutant.COD, LimitColumn.A, date(2011, 1, 1)).is_exceeded(Fraction(10**6))
    assert discharge_limit(Pollutant.PH, LimitColumn.A, on).is_exceeded(Fraction(59, 10))


def test_an_incident_is_opened_and_ended(desk: Desk) -> None:
    desk.record(
        "environmental_incident_opened", "1/5/2024", **ZONE, incident="SC-1", cause="chemical", end_by="10/5/2024"
    )
    assert standing("2024-05-11") == {("incident", "SC-1"): ("overdue", "2024-05-10")}
    assert desk.total("incidents.open") == 1
    desk.record("environmental_incident_ended", "12/5/2024", incident="SC-1")
    assert standing("2024-05-12") == {("incident", "SC-1"): ("done_late", "2024-05-10")}
    assert (desk.total("incidents.open"), desk.total("incidents.opened")) == (0, 1)


REFUSED: list[tuple[type[Exception], str, str, dict[str, Any]]] = [
    (PermitShortened, "environmental_permit_granted", "1/3/2024", {**ZONE, "permit": "X", "valid_until": "1/3/2024"}),
    (CourseTwice, "environmental_permit_granted", "1/3/2024", {**ZONE, **PERMIT}),
    (PermitShortened, "environmental_permit_renewed", "1/3/2024", {**PERMIT, "valid_until": "31/12/2025"}),
    (CourseUnknown, "environmental_permit_renewed", "1/2/2020", {**PERMIT, "valid_until": "31/12/2035"}),
    (CourseUnknown, "environmental_permit_ended", "1/2/2024", {**ZONE, "permit": "X"}),
    (CourseUnknown, "station_connected", "1/1/2020", STATION),
    (CourseUnknown, "station_disconnected", "1/1/2024", STATION),
    (CourseTwice, "station_commissioned", "1/1/2024", {**ZONE, **STATION}),
    (CourseUnknown, "monitoring_result", "1/1/2020", {**STATION, "ph": 7}),
    (CourseUnknown, "monitoring_result", "1/1/2024", {**ZONE, "station": "T-9", "ph": 7}),
    (MonitoringEmpty, "monitoring_result", "1/1/2024", STATION),
    (EventTwice, "monitoring_result", "2/1/2024", {**STATION, "cod": 1}),
    (CourseEnded, "works_trial_started", "1/1/2024", WORKS),
    (CourseTwice, "works_operating", "1/1/2024", WORKS),
    (CourseUnknown, "environmental_incident_ended", "1/1/2024", {**ZONE, "incident": "S"}),
    (ZoneEnded, "works_operating", "1/1/2026", {**WORKS, "zone": "CCN Nội Hoàng"}),
]


@pytest.mark.parametrize(("refusal", "kind", "on", "fields"), REFUSED)
def test_what_comes_out_of_order_is_refused_in_words(
    desk: Desk, refusal: type[Exception], kind: str, on: str, fields: dict[str, Any]
) -> None:
    desk.zone("Nội Hoàng", kind="cluster")
    desk.record("zone_revoked", "1/1/2025", zone="CCN Nội Hoàng")
    desk.record("environmental_permit_granted", "1/3/2022", **ZONE, **PERMIT, valid_until="31/12/2026")
    desk.record("station_commissioned", "1/3/2022", **ZONE, **STATION)
    desk.record("monitoring_result", "2/1/2024", **STATION, ph=7)
    desk.record("works_operating", "1/3/2022", **WORKS)
    with pytest.raises(refusal):
        desk.record(kind, on, **fields)


def test_stations_go_with_their_zone_and_the_duties_of_a_zone_end_with_it(desk: Desk) -> None:
    desk.zone("Nội Hoàng", kind="cluster")
    cluster: dict[str, Any] = {"zone": "CCN Nội Hoàng"}
    desk.record("station_commissioned", "1/3/2022", **cluster, **STATION)
    desk.record("works_operating", "1/3/2022", **cluster, facility="Nhà máy 1")
    desk.record("environmental_permit_granted", "1/3/2022", **cluster, **PERMIT, valid_until="31/12/2030")
    desk.record("zone_merged", "1/6/2024", zone="CCN Nội Hoàng", into="KCN Quang Châu")
    assert desk.total("stations.operating", zone="kcn-quang-chau") == 1
    assert desk.total("zones.wastewater_treatment") == 0
    desk.record("station_closed", "1/7/2024", **STATION)
    assert desk.total("stations.operating") == 0
    states = {state for state, _ in standing("2024-06-01", "ccn-noi-hoang").values()}
    assert states == {"lapsed"}
    assert desk.problems() == []


def test_tables_of_all_zones_cite_the_last_document_and_tell_what_a_permit_alone_says_is_outside(desk: Desk) -> None:
    granted = {"number": "12/GPMT-BTNMT", "title": "Giấy phép môi trường", "issued_on": "2022-03-01"}
    renewed = {**granted, "number": "88/GPMT-BTNMT", "issued_on": "2024-08-01"}
    desk.record(
        "environmental_permit_granted", "1/3/2022", **ZONE, **PERMIT, valid_until="31/12/2024", document=granted
    )
    desk.record("environmental_permit_renewed", "1/8/2024", **PERMIT, valid_until="31/12/2031", document=renewed)
    desk.record("works_trial_started", "1/4/2022", **WORKS)
    desk.record("monitoring_result", "1/5/2025", **ZONE, point="Cửa xả", cod="20", exceeded=2)
    desk.record("monitoring_result", "2/5/2025", **ZONE, point="Cửa xả", cod="90", exceeded=0)
    current.expire()

    def told(on: str, state: bool = False) -> dict[str, list[dict[str, Any]]]:
        dates = Dates(date.fromisoformat(on))
        found = environment_on(dates.on.year, dates)
        tables = environment_tables_of_all(found.pressing(dates.on) if state else found, dates, Lang.VI)
        return {
            name: [
                {key: row.cell(key) for key in ("document", "trial_until", "pollutant", "state.code")}
                for row in table.rows
            ]
            for name, table in tables.items()
        }

    assert told("2024-07-31")["permits"][0]["document"].value == "12/GPMT-BTNMT, Giấy phép môi trường"
    (permit,) = told("2025-06-01")["permits"]
    assert permit["document"].value == "88/GPMT-BTNMT, Giấy phép môi trường"
    (works,) = told("2025-06-01")["works"]
    assert works["trial_until"].value == date(2022, 10, 1), "six months, the longest term of the law"
    (outside,) = told("2025-06-01")["exceedances"]
    assert outside["pollutant"].value.of(Lang.VI) == "2 thông số, theo giấy phép"
    assert set(told("2025-06-01", state=True)) == {"works", "exceedances"}


def test_emissions_are_held_against_the_standard_of_their_day_and_column(desk: Desk) -> None:
    """200 mg/Nm³ of dust is within column A, and on the limit of column B; by night 55 dBA are the most."""
    made: Any = desk.record(
        "emission_result", "5/3/2024", **ZONE, point="Ống khói 1", dust="200.5", so2="500", noise_night="55"
    )
    assert made.event.exceeded == 0
    outside: Any = desk.record(
        "emission_result", "6/3/2024", **ZONE, point="Ống khói 1", dust="200.5", so2="501", column="b"
    )
    assert outside.event.exceeded == 2
    noisy: Any = desk.record(
        "emission_result", "7/3/2024", **ZONE, point="Cổng", noise_day="70.1", noise_night="55", air_dust="300"
    )
    assert noisy.event.outside == (Emission.NOISE_DAY,)
    early: Any = desk.record("emission_result", "7/3/2009", **ZONE, point="Ống khói 1", dust="9000")
    assert early.event.exceeded == 0, "no limit is on record for that day"
    assert desk.total("emissions.samples") == 4
    assert desk.total("emissions.exceeding") == 2
    assert desk.total("monitoring.samples") is None
    with pytest.raises(MonitoringEmpty):
        desk.record("emission_result", "8/3/2024", **ZONE, point="Ống khói 1")
    with pytest.raises(EventTwice):
        desk.record("emission_result", "6/3/2024", **ZONE, point="Ống khói 1", co="1")
    assert desk.problems() == []


def test_a_station_takes_results_of_what_it_monitors_alone(desk: Desk) -> None:
    for station, medium in (("KT-1", "emission"), ("NT-1", "waste_water"), ("KK-1", "air")):
        desk.record("station_commissioned", "1/1/2024", **ZONE, station=station, medium=medium)
    desk.record("emission_result", "5/3/2024", station="KT-1", dust=10)
    desk.record("emission_result", "5/3/2024", station="KK-1", air_dust=10)
    desk.record("monitoring_result", "5/3/2024", station="NT-1", cod=10)
    wrong: list[tuple[str, str, dict[str, Any]]] = [
        ("emission_result", "NT-1", {"dust": 1}),
        ("monitoring_result", "KT-1", {"cod": 1}),
    ]
    for kind, station, values in wrong:
        with pytest.raises(StationOfAnother):
            desk.record(kind, "6/3/2024", station=station, **values)
    dates = Dates(date(2024, 3, 31))
    (table,) = (
        table
        for table in environment_tables(
            environment_of(SubjectKind.ZONE, ("bg", "kcn-quang-chau"), dates), dates, Lang.VI, without=()
        )
        if table.name == "results"
    )
    said = {row.cell("pollutant.code").value: row.cell("value").text for row in table.rows}
    assert said == {"dust": "10 mg/Nm³", "air_dust": "10 µg/m³", "cod": "10 mg/l"}


def test_a_result_without_a_column_is_told_to_be_judged_by_the_stricter_one(desk: Desk) -> None:
    about: dict[str, Any] = {"zone": "KCN Quang Châu"}
    without = desk.record("monitoring_result", "5/3/2025", **about, point="x", cod="120")
    given = desk.record(
        "monitoring_result", "6/3/2025", **about, point="x", cod="120", column="QCVN 40:2011/BTNMT, cột B"
    )
    noise = desk.record("emission_result", "6/3/2025", **about, point="x", noise_day="60")
    told = {each.seq: each.words for each in outliers_recorded("bg", [without.seq, given.seq, noise.seq])}
    assert list(told) == [without.seq]
    assert "không ghi cột; giới hạn lấy theo cột A" in told[without.seq].vi
    pages = {each.seq: event_page("bg", each.seq, Dates(date(2025, 4, 1))) for each in (without, given, noise)}
    said = {seq: [field.value.vi for field in page.fields if field.name == "column"] for seq, page in pages.items()}
    assert said == {without.seq: [NO_COLUMN.vi], given.seq: ["cột B"], noise.seq: []}
    assert desk.total("monitoring.exceeding") == 1


def test_a_result_on_record_with_its_column_loads_and_verifies(desk: Desk) -> None:
    recorded = desk.record("monitoring_result", "5/3/2025", zone="KCN Quang Châu", point="x", cod="80", column="a")
    assert '"column":"a"' in Event.objects.get(book=desk.id, seq=recorded.seq).payload.replace(" ", "")
    assert getattr(load_event(desk.id, recorded.seq), "column", None) is LimitColumn.A
    assert desk.problems() == []
