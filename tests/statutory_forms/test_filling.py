"""What stands in forms: the books' own figures, added up here by another way; silence is not nought; one request for all."""

import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection

from parkledger.briefing import forms as statutory
from parkledger.briefing.forms.checks import ONE_EVENT_EACH, Side
from parkledger.briefing.forms.model import CellState, RowKind, Total
from parkledger.briefing.forms.scope import FormScope
from parkledger.catalogue import Origin, ZoneKind
from parkledger.figures import Figures, Question
from parkledger.figures.current import current_figures
from parkledger.language import Period
from parkledger.ledger.book.recording import build, correct
from parkledger.ledger.store import registry
from parkledger.portal.statutory_forms.views import two_days
from tests import prepared_process
from tests.statutory_forms.conftest import PLACE, Filling, amount, cell, only, opened, recorded, row_of, written

START, END = "2023-04-01", "2023-06-30"
CENTS_IN_A_MILLION, BILLION = 10**8, 10**9


def posted(column: str, measure: str, origin: str) -> int:
    """What the postings of parks come to in the quarter, read from the ledger's own table."""
    sql = (
        f"SELECT coalesce(sum({column}), 0) FROM ledger_posting WHERE measure = %s AND origin = %s AND kind = 'park' "
        f"AND scenario = 'actual' AND place LIKE %s AND effective_on BETWEEN %s AND %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [measure, origin, f"{PLACE}%", START, END])
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("key", ["new", "added", "reduced", "ended"])
def test_2101_is_what_the_postings_come_to(fill: Filling, key: str) -> None:
    form = only(fill("2101"))
    counted = {"new": "registered", "added": "adjusted"}.get(key, key)
    for origin, column, size in (("fdi", "usd", CENTS_IN_A_MILLION), ("ddi", "vnd", BILLION)):
        projects, capital = posted("amount", f"projects.{counted}", origin), posted(column, f"capital.{key}", origin)
        assert (amount(form, f"{origin}.{key}.projects") or 0) == projects
        assert (amount(form, f"{origin}.{key}.capital") or 0) == Fraction(capital, size)
    assert amount(form, f"fdi.{key}.capital")


def test_what_was_never_recorded_is_no_nought(fill: Filling) -> None:
    """No domestic project's capital was ever reduced: nobody recorded a nought either."""
    form = only(fill("2101"))
    found = cell(form, "ddi.reduced.capital")
    assert (found.amount, found.state) == (None, CellState.UNRECORDED)
    assert cell(form, "ddi.reduced.capital", "note").said[0].vi == "chưa có số liệu"


def test_land_that_was_given_back_makes_the_net_change_negative(fill: Filling) -> None:
    before = amount(only(fill("2101")), "fdi.land.change")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.code FROM ledger_posting q JOIN ledger_project p ON p.id = q.project_id WHERE p.origin = 'fdi' "
            "AND q.measure = 'land.leased_industrial' AND p.ended_on IS NULL AND q.kind = 'park' AND q.place LIKE %s "
            "AND q.effective_on < '2020-01-01' GROUP BY p.code HAVING sum(q.amount) > 0 ORDER BY p.code LIMIT 40",
            [f"{PLACE}%"],
        )
        projects = [row[0] for row in cursor.fetchall()]
    assert before is not None
    assert before > 0
    given_back = 0
    for project in projects:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT z.code, sum(q.amount) FROM ledger_posting q JOIN ledger_project p ON p.id = q.project_id "
                "JOIN ledger_zone z ON z.id = q.zone_id WHERE p.code = %s AND q.measure = 'land.leased_industrial' GROUP BY z.code",
                [project],
            )
            zone, area = cursor.fetchone()
        recorded("bg-parks", "lease_ended", zone=zone, project=project, area_m2=int(area), effective_on="2023-06-20")
        given_back += int(area)
        if given_back > before * 10_000:
            break
    assert amount(only(fill("2101")), "fdi.land.change") == before - Fraction(given_back, 10_000) < 0


def test_the_total_of_2103_is_a_ratio_of_sums_and_a_simple_mean(fill: Filling) -> None:
    form = only(fill("2103"))
    rows = [row for row in form.rows if row.kind is RowKind.ROW]

    def known(column: str) -> list[Fraction]:
        return [found for row in rows if (found := row.cells[column].amount) is not None]

    ratio = 100 * sum(known("leased")) / sum(known("leasable"))
    assert amount(form, "total", "occupancy") == ratio != sum(known("occupancy")) / len(known("occupancy"))
    completion = known("completion")
    assert amount(form, "total", "completion") == sum(completion) / len(completion)
    assert len(completion) < len(rows)
    of_place = Question("occupancy.park_since_decree_35", PLACE, date(2023, 6, 30), kind=ZoneKind.PARK)
    assert ratio == current_figures().one(of_place).value


@pytest.mark.parametrize("code", ["2103", "2104", "2105", "2106", "2107"])
def test_rows_and_what_no_row_has_come_to_the_figure_of_the_place(fill: Filling, code: str) -> None:
    form = only(fill(code))
    checked = 0
    for column in form.columns:
        source: Any = column.source
        if column.total is not Total.SUM or not hasattr(source, "indicator") or source.minus:
            continue
        start = date(2023, 4, 1) if source.at == "period" else None
        question = Question(
            source.indicator, PLACE, date(2023, 6, 30), start=start, kind=ZoneKind.PARK, origin=source.origin,
            currency=source.unit.currency,
        )  # fmt: skip
        value = current_figures().one(question).value
        total = amount(form, "total", column.key)
        assert total == (None if value is None else value / source.unit.size), column.key
        above = [row.cells[column.key].amount for row in form.rows if row.kind in {RowKind.ROW, RowKind.REST}]
        assert (total or 0) == sum(each for each in above if each is not None)
        checked += total is not None
    assert checked


def test_what_is_recorded_of_the_place_alone_stands_in_a_row_of_its_own(fill: Filling) -> None:
    assert only(fill("2105")).cell("rest", "flow") is None
    recorded(
        "bg-parks", "period_report", period_start=START, period_end=END, place=PLACE, kind="park",
        values={"wastewater.flow": 700},
    )  # fmt: skip
    form = only(fill("2105"))
    assert amount(form, "rest", "flow") == amount(form, "total", "flow") == 700
    assert cell(form, row_of(form, "KCN Quang Châu"), "flow").state is CellState.UNRECORDED


def test_trade_is_in_dollars_and_the_budget_in_dong_whatever_the_origin(fill: Filling) -> None:
    recorded(
        "bg-parks", "period_report", period_start=START, period_end=END, zone="kcn-yen-lu", origin="ddi",
        values={"trade.export": "3 triệu USD", "budget.paid": "5 tỷ đồng", "output.revenue": "11 tỷ đồng"},
    )  # fmt: skip
    form = only(fill("2104"))
    row = row_of(form, "KCN Yên Lư")
    units = {key: cell(form, row, f"ddi.{key}").unit for key in ("export", "budget", "revenue", "capital")}
    assert [unit.label.vi for unit in units.values() if unit] == ["tr.USD", "tỷ VNĐ", "tỷ VNĐ", "tỷ VNĐ"]
    assert [amount(form, row, f"ddi.{key}") for key in ("export", "budget", "revenue")] == [3, 5, 11]
    attracted = only(fill("2101"))
    assert amount(attracted, "ddi.revenue") == 11
    export = cell(attracted, "ddi.export")
    assert export.unit is not None
    assert export.unit.label.vi == "tỷ VNĐ"
    assert (export.amount or 0) > 60


def test_a_correction_shows_only_to_who_knows_of_it(fill: Filling) -> None:
    before = datetime.now(UTC)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.seq, e.payload, e.effective_on FROM ledger_event e JOIN ledger_book b ON b.id = e.book_id "
            "JOIN ledger_posting q ON q.event_id = e.id WHERE b.code = 'bg-parks' AND e.type = 'capital_adjusted' "
            "AND q.measure = 'capital.added' AND q.origin = 'fdi' AND e.effective_on BETWEEN %s AND %s ORDER BY e.seq",
            [START, END],
        )
        seq, payload, day = cursor.fetchone()
    fields = json.loads(payload)
    fields = {"project": fields["project"], "capital": "100 triệu USD", "effective_on": str(day)}
    was = amount(only(fill("2101")), "fdi.added.capital")
    correct("bg-parks", seq, build("capital_adjusted", fields), reason="ghi nhầm", by="thử")
    now = only(fill("2101"))
    assert amount(only(fill("2101", known_at=before)), "fdi.added.capital") == was
    assert amount(now, "fdi.added.capital") != was
    assert amount(now, "fdi.added.projects") == amount(only(fill("2101", known_at=before)), "fdi.added.projects")
    listed, earlier = only(fill("2115")), only(fill("2115", known_at=before))
    assert amount(listed, "fdi.total", "capital.up") == amount(now, "fdi.added.capital")
    assert amount(earlier, "fdi.total", "capital.up") == was


def test_projects_that_ended_are_listed_one_by_one(fill: Filling) -> None:
    form = only(fill("2116"))
    rows = [row for row in form.rows if row.kind is RowKind.ROW]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM ledger_event e JOIN ledger_book b ON b.id = e.book_id WHERE b.code = 'bg-parks' AND "
            "e.type IN ('project_revoked', 'project_terminated') AND e.effective_on BETWEEN %s AND %s",
            [START, END],
        )
        assert len(rows) == cursor.fetchone()[0] == 11
    assert {row.cells["how"].said[0].vi for row in rows} == {"Thu hồi dự án", "Chấm dứt dự án"}


def test_a_joint_project_is_divided_among_its_countries(fill: Filling) -> None:
    def of(country: str) -> tuple[Fraction, Fraction]:
        found = [only(fill("2114")).cell(country, column) for column in ("registered", "standing")]
        capital, projects = (each.amount or Fraction(0) if each else Fraction(0) for each in found)
        return capital, projects

    before = {country: of(country) for country in ("Nhật Bản", "Hàn Quốc")}
    recorded(
        "bg-parks", "project_registered", project="LD-1", name="Dự án liên doanh", zone="kcn-quang-chau", origin="fdi",
        country="Nhật Bản 62,5%, Hàn Quốc 37,5%", capital="8 triệu USD", enterprise="Doanh nghiệp giả định",
        effective_on="2023-05-05",
    )  # fmt: skip
    for country, capital, projects in (("Nhật Bản", 5, 1), ("Hàn Quốc", 3, 0)):
        (now, counted), (was, counted_then) = of(country), before[country]
        assert now - was == capital
        assert counted - counted_then == projects


def test_parks_that_began_or_changed_in_a_quarter(fill: Filling) -> None:
    new = only(fill("2102", quarter="1/2025"))
    names = {row.cells["name"].said[0].vi for row in new.rows if row.key.startswith("new.") and row.kind is RowKind.ROW}
    assert names >= {"KCN Mỹ Thái", "KCN Đồng Phúc", "KCN Nghĩa Hưng"}
    assert amount(new, "new.total", "area") == sum(
        row.cells["area"].amount or 0 for row in new.rows if row.kind is RowKind.ROW and row.key.startswith("new.")
    )
    changed = only(fill("2102", quarter="4/2022"))
    (row,) = [row for row in changed.rows if row.key.startswith("expanded.") and row.kind is RowKind.ROW]
    assert [row.cells[key].amount for key in ("before", "after")] == [426, 516]
    assert row.cells["after_document"].said[0].vi == "1320/QĐ-TTg"


def test_a_half_year_of_clusters_runs_from_december(fill: Filling) -> None:
    ((scope, form),) = fill("04", half="1/2024").forms
    assert (scope.period.start, scope.period.end) == (date(2023, 12, 15), date(2024, 6, 14))
    assert (scope.last.start, scope.last.end) == (date(2023, 6, 15), date(2023, 12, 14))
    assert amount(form, "15") == (amount(form, "15.1") or 0) + (amount(form, "15.2") or 0)
    operating = Question("zones.operating", PLACE, scope.period.end, kind=ZoneKind.CLUSTER)
    assert amount(form, "15") == current_figures().one(operating).value
    ((year, _),) = fill("04", year="2023").forms
    assert (year.period.start, year.period.end) == (date(2022, 12, 15), date(2023, 12, 14))
    ((parks, _),) = fill("2101", half="1/2024").forms
    assert parks.period.start == date(2024, 1, 1)


def test_the_occupancy_of_04_is_of_operating_clusters_alone(fill: Filling) -> None:
    """By the form's own words, and unlike line 18, which has the land let in all clusters."""
    ((scope, form),) = fill("04", half="1/2024").forms
    figures = current_figures()
    whole = Question("zones.operating", PLACE, scope.period.end, kind=ZoneKind.CLUSTER)
    zones = [replace(whole, zone=zone) for zone in figures.zones_of(whole)]
    operating = [each for each in zones if figures.one(each).value]

    def together(indicator: str) -> Fraction:
        return sum(
            (figures.one(replace(each, indicator=indicator)).value or Fraction(0) for each in operating), Fraction(0)
        )

    let, land = together("land.leased_industrial"), together("land.industrial")
    assert (amount(form, "17"), amount(form, "19")) == (land, 100 * let / land)
    assert let < (amount(form, "18") or 0)


def test_each_cluster_has_a_form_02_of_its_own(fill: Filling) -> None:
    filled = fill("02", half="1/2024")
    assert len(filled.forms) > 30
    assert len({form.name for _, form in filled.forms}) == len(filled.forms)
    built = [amount(form, "13") for _, form in filled.forms]
    assert set(built) == {None, 1}  # never 0: that works are being built is not recorded
    assert built.count(Fraction(1)) == amount(only(fill("04", half="1/2024")), "26")


def test_all_forms_of_two_provinces_are_one_request(fill: Filling, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    answer = Figures.answer

    def counted(self: Figures, questions: Any) -> Any:
        asked.append(len(questions))
        return answer(self, questions)

    monkeypatch.setattr(Figures, "answer", counted)
    figures = current_figures()
    pairs = []
    for place in (PLACE, "viet-nam.bac-kan"):
        for form in statutory.fillable(["all"]):
            period = statutory.asked_period(form, {"quarter": "2/2023"})
            pairs += [
                (form, each) for each in statutory.scopes_of(form, place, period, None, None, figures, of_all=True)
            ]
    filled = statutory.fill(pairs, figures)
    assert len(asked) == 1
    assert asked[0] > 1000
    assert len(filled.forms) == len(pairs) == 26


def test_a_form_of_one_park_has_its_row_and_its_total_alone(books: Any) -> None:
    figures = current_figures()
    park = next(number for number, zone in figures.zones.items() if zone["code"] == "kcn-quang-chau")
    form = statutory.FORMS["2103"]
    period = statutory.asked_period(form, {"quarter": "2/2023"})
    filled = only(statutory.fill([(form, statutory.FormScope(PLACE, period, None, park))], figures))
    assert [row.kind for row in filled.rows] == [RowKind.ROW, RowKind.TOTAL]
    assert amount(filled, "total", "area") == amount(filled, str(park), "area") == 516
    assert filled.subject.vi == "KCN Quang Châu"
    with pytest.raises(statutory.FormOfOtherKind):
        statutory.scopes_of(statutory.FORMS["02"], PLACE, period, None, park, figures)


def test_what_would_keep_others_waiting_is_refused(books: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    figures = current_figures()
    form = statutory.FORMS["2103"]
    pair = (form, statutory.FormScope(PLACE, statutory.asked_period(form, {"quarter": "2/2023"})))
    statutory.refuse_large([pair], figures)
    monkeypatch.setattr("parkledger.briefing.forms.scope.MOST_ROWS", 28)
    with pytest.raises(statutory.FormsTooLarge) as refused:
        statutory.refuse_large([pair], figures)
    assert refused.value.facts["count"] == 29


def test_a_form_is_known_by_its_number() -> None:
    with pytest.raises(statutory.FormUnknown):
        statutory.form_named("2199")
    assert statutory.form_named("2103.H.QLKKT").code == "2103"


@pytest.mark.parametrize(
    "given",
    [{}, {"quarter": "2/2023", "year": "2023"}, {"from": "1/4/2023"}, {"from": "1/4/2023", "until": "1/1/2023"}],
)
def test_a_period_is_given_in_one_way(given: dict[str, str]) -> None:
    with pytest.raises(statutory.PeriodUnclear):
        statutory.asked_period(statutory.FORMS["2101"], given)


def test_origins_are_those_of_the_columns() -> None:
    """The two halves of 2104 differ in nothing but the origin and the currency of capital and revenue."""
    columns = {column.key: column.source for column in statutory.FORMS["2104"].columns}
    for key in ("projects", "capital", "producing", "revenue", "export", "import", "budget"):
        fdi: Any = columns[f"fdi.{key}"]
        ddi: Any = columns[f"ddi.{key}"]
        assert (fdi.indicator, fdi.at, fdi.origin, ddi.origin) == (ddi.indicator, ddi.at, Origin.FDI, Origin.DDI)
        assert (fdi.unit == ddi.unit) == (key not in {"capital", "revenue"})


@pytest.mark.parametrize(
    ("start", "end", "before", "until"),
    [
        ("2023-04-01", "2023-06-30", "2023-01-01", "2023-03-31"),
        ("2023-03-29", "2023-04-28", "2023-02-28", "2023-03-28"),
        ("2023-01-31", "2023-03-30", "2022-11-30", "2023-01-30"),
        ("2023-01-05", "2023-01-14", "2022-12-26", "2023-01-04"),
    ],
)
def test_the_period_before_is_as_long_and_ends_the_day_before(start: str, end: str, before: str, until: str) -> None:
    period = Period(date.fromisoformat(start), date.fromisoformat(end))
    assert FormScope("viet-nam", period).last == Period(date.fromisoformat(before), date.fromisoformat(until))


@pytest.mark.parametrize(
    ("unit", "text", "start", "end"),
    [
        ("quarter", "quý II/2023", "2023-04-01", "2023-06-30"),
        ("month", "tháng 5/2023", "2023-05-01", "2023-05-31"),
        ("half", "6 tháng đầu năm 2023", "2023-01-01", "2023-06-30"),
        ("year", "năm 2023", "2023-01-01", "2023-12-31"),
        ("year", "2023", "2023-01-01", "2023-12-31"),
    ],
)
def test_a_period_may_be_written_in_words(unit: str, text: str, start: str, end: str) -> None:
    asked = statutory.asked_period(statutory.FORMS["2105"], {unit: text})
    assert asked == Period(date.fromisoformat(start), date.fromisoformat(end))


def test_words_of_a_period_of_another_length_are_refused() -> None:
    with pytest.raises(statutory.PeriodNumberUnknown):
        statutory.asked_period(statutory.FORMS["2105"], {"quarter": "tháng 5/2023"})


def test_a_cluster_of_an_opening_balance_was_established_before(fill: Filling) -> None:
    """Even where the balance is of a day in the period; what it found planned and was established later is new."""
    registry.add_book("ht-ccn", "Sở Công Thương (thử)", "viet-nam.ha-tinh")
    for name, established in (("Một", True), ("Hai", False)):
        recorded(
            "ht-ccn", "zone_opened", name=name, kind="cluster", area_m2="40 ha", established=established,
            operating=established, effective_on="2023-12-31",
        )  # fmt: skip
    recorded("ht-ccn", "zone_established", zone="CCN Hai", area_m2="30 ha", effective_on="2024-03-01")
    for code in ("03", "04"):
        ((_, form),) = fill(code, place="viet-nam.ha-tinh", half="1/2024").forms
        assert [amount(form, line) for line in ("3", "4", "5", "6")] == [2, 70, 1, 30]
        assert amount(form, "15.1") == 1  # what stands is no matter of the period


def test_form_04_counts_and_measures_the_same_established_clusters(fill: Filling) -> None:
    """A cluster of before 2009 that operates without a decision stands in lines 15.2 and 16.2, and in neither 3 nor 4."""
    registry.add_book("ht-cu", name="Sở Công Thương Hà Tĩnh (thử)", place="viet-nam.ha-tinh")
    for name, established in (("Một", True), ("Cũ", False)):
        recorded(
            "ht-cu", "zone_opened", name=name, kind="cluster", area_m2="40 ha" if established else "12 ha",
            established=established, planned=established, operating=True, effective_on="2023-12-31",
        )  # fmt: skip
    ((_, form),) = fill("04", place="viet-nam.ha-tinh", half="1/2024").forms
    assert [amount(form, line) for line in ("3", "4", "15.1", "15.2", "16.1", "16.2")] == [1, 40, 1, 1, 40, 12]


@pytest.fixture
def silent(books: Any) -> str:
    """A province whose book has established clusters, what they paid over a calendar half-year, and nothing of their operation."""
    registry.add_book("ht-im", name="Sở Công Thương Hà Tĩnh (thử)", place="viet-nam.ha-tinh")
    recorded("ht-im", "exchange_rate_set", vnd_per_usd=24000, source="Ngân hàng Nhà nước", effective_on="2023-01-01")
    for name in ("Một", "Hai"):
        recorded(
            "ht-im", "zone_opened", name=name, kind="cluster", area_m2="40 ha", established=True, effective_on="2023-12-31"
        )  # fmt: skip
    recorded(
        "ht-im", "period_report", period_start="2024-01-01", period_end="2024-06-30", place="viet-nam.ha-tinh",
        kind="cluster", values={"budget.paid": "12 tỷ đồng"},
    )  # fmt: skip
    return "viet-nam.ha-tinh"


@pytest.mark.parametrize("code", ["03", "04"])
def test_clusters_of_which_nobody_recorded_whether_they_operate_are_not_counted_as_none(
    fill: Filling, silent: str, code: str
) -> None:
    """That they are established says nothing of it; and nothing is held against a number that is not there."""
    filled = fill(code, place=silent, half="1/2024")
    form = only(filled)
    assert amount(form, "3") == 2
    for line in ("15", "15.1", "15.2", "16", "16.1", "16.2"):
        assert (amount(form, line), cell(form, line).state) == (None, CellState.UNRECORDED), line
        assert cell(form, line, "note").said[0].vi.startswith("chưa có số liệu")
    assert [check.name.vi for check in filled.checks if not (check.is_comparison or check.is_bound)] == []


@pytest.mark.parametrize("code", ["03", "04"])
def test_what_was_reported_of_other_days_is_told_with_the_way_to_it(fill: Filling, silent: str, code: str) -> None:
    form = only(fill(code, place=silent, half="1/2024"))
    assert amount(form, "24") is None
    note = cell(form, "24", "note").said[0]
    assert note.vi.startswith(
        "chưa ghi nhận của đúng kỳ này; sổ có báo cáo của kỳ 1/1/2024 – 30/6/2024: "
        "lập biểu từ ngày 1/1/2024 đến hết ngày 30/6/2024 thì có số; "
    )
    assert note.en.startswith(
        "not on record of these days; what is on record was reported of 1 January 2024 – 30 June 2024"
    )
    assert cell(form, "23", "note").said[0].vi.startswith("chưa có số liệu; ")  # of no days at all
    assert cell(form, "24").reported == Period(date(2024, 1, 1), date(2024, 6, 30))
    asked = only(fill(code, place=silent, **{"from": "1/1/2024", "until": "30/6/2024"}))
    assert amount(asked, "24") == 12


def test_the_command_names_the_options_for_what_was_reported_of_other_days(
    fill: Filling, silent: str, books: Any, tmp_path: Any
) -> None:
    order = ("form", "04", "--place", "Hà Tĩnh", "--half", "1/2024", "-o", str(tmp_path / "x.xlsx"))
    told = prepared_process.run(order, {**os.environ, "PARKLEDGER_HOME": str(books)})
    assert told.returncode == 0, told.stderr
    said = " ".join(told.stdout.split())
    assert "Sổ có báo cáo của kỳ 1/1/2024 – 30/6/2024: --from 1/1/2024 --until 30/6/2024" in said


def test_a_stock_that_began_within_the_period_is_held_against_nothing(fill: Filling, silent: str) -> None:
    """What stood before a balance was opened with is unknown, and no nought that differs from what stands now."""
    recorded("ht-im", "zone_opened", name="Ba", kind="park", established=True, effective_on="2023-05-01")
    recorded(
        "ht-im", "project_opened", project="P1", name="Dự án", enterprise="Công ty", origin="fdi", zone="KCN Ba",
        capital="5 triệu USD", effective_on="2023-05-01",
    )  # fmt: skip
    checks = [check for check in fill("2101", place=silent).checks if check.name.vi.startswith("Đầu kỳ + 2101")]
    assert [check.left.value for check in checks] == [None, None]
    assert [check.right.value for check in checks] == [1, 5]


@pytest.mark.parametrize(
    ("half", "receivers"),
    [
        ("1/2025", "Cơ quan thống kê cấp huyện, Ủy ban nhân dân cấp huyện, Sở Công Thương"),
        ("1/2026", "Cơ quan thống kê trên địa bàn, Ủy ban nhân dân cấp xã, Sở Công Thương"),
    ],
)
def test_form_02_goes_from_the_developer_of_its_day_to_the_local_level_of_its_day(
    fill: Filling, half: str, receivers: str
) -> None:
    """CCN Bố Hạ I has a developer on record until another takes over in 2026; CCN Cầu Gồ has none."""
    recorded(
        "bg-clusters", "developer_changed", zone="CCN Bố Hạ I", developer="Công ty Hạ tầng A", effective_on="2024-01-05"
    )
    recorded(
        "bg-clusters", "developer_changed", zone="CCN Bố Hạ I", developer="Công ty Hạ tầng B", effective_on="2026-02-01"
    )
    forms = {
        form.subject.vi: written(statutory.FilledForms([(scope, form)], [], []))
        for scope, form in fill("02", half=half).forms
        if form.subject.vi in ("CCN Bố Hạ I", "CCN Cầu Gồ")
    }
    heads = {}
    for name, data in forms.items():
        said = [str(one.value) for row in opened(data).worksheets[0].iter_rows(max_row=2) for one in row if one.value]
        heads[name] = tuple(one for one in said if one.startswith("Đơn vị "))
    ours = "Công ty Hạ tầng A" if half == "1/2025" else "Công ty Hạ tầng B"
    assert heads["CCN Bố Hạ I"] == (f"Đơn vị báo cáo: {ours}", f"Đơn vị nhận báo cáo: {receivers}")
    unnamed = "Chủ đầu tư hạ tầng cụm công nghiệp (sổ chưa ghi tên)"
    assert heads["CCN Cầu Gồ"] == (f"Đơn vị báo cáo: {unnamed}", f"Đơn vị nhận báo cáo: {receivers}")


@pytest.mark.parametrize("year", ["2021", "2022", "2023"])
def test_a_list_without_a_row_agrees_with_nought(fill: Filling, year: str) -> None:
    """In every quarter what 2101 has of adjustments and endings is what 2115 and 2116 list, if only nothing."""
    empty = 0
    for number in range(1, 5):
        filled = fill("2101", "2115", "2116", quarter=f"{number}/{year}")
        listed = [check for check in filled.checks if check.note == ONE_EVENT_EACH]
        for check in listed:
            assert check.left.value == check.right.value, (check.name.vi, number)
            empty += check.right == Side(Fraction(0))
        assert listed
    assert empty, "some of them list nothing"


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("1/1/2025 – 30/6/2025", ("1/1/2025", "30/6/2025")),
        ("1/1/2025-30/6/2025", ("1/1/2025", "30/6/2025")),
        ("2025-01-01 - 2025-06-30", ("2025-01-01", "2025-06-30")),
        ("1-1-2025–30-6-2025", ("1-1-2025", "30-6-2025")),
        ("1/1/2025", ("1/1/2025", "")),
    ],
)
def test_two_days_are_typed_with_a_dash_between(typed: str, days: tuple[str, str]) -> None:
    assert two_days(typed) == days
