"""Projects, enterprises and places on a page's two dates."""

import csv
import io
import re
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.test import Client

from parkledger.catalogue import Origin
from parkledger.catalogue.countries import country_name
from parkledger.duties import Slowness
from parkledger.figures import Question
from parkledger.figures.current import current_figures, expire
from parkledger.language import Lang, format_number
from parkledger.ledger.book.recording import build, writing
from parkledger.ledger.store.statements import fetch
from parkledger.records.dates import Dates, moment_from
from parkledger.records.duties import SLOW_RULE, schedule
from parkledger.records.histories import chronicle, projects_on
from parkledger.records.place_lists import former_lines, province_lines
from parkledger.records.project_lists import ProjectFilter, ProjectRow, added, enterprises_on, lines_on, listed
from parkledger.records.zone_lists import round_half_up
from tests.portal.conftest import DAY
from tests.portal.test_zones import text_of

ON = date.fromisoformat(DAY)


@pytest.fixture
def known(books) -> None:
    """The books, opened."""


@pytest.mark.parametrize("origin", list(Origin))
@pytest.mark.parametrize("on", ["2012-03-31", DAY])
def test_projects_and_their_capital_add_up_to_the_figures(known, origin, on) -> None:
    day, moment = date.fromisoformat(on), moment_from(DAY)
    lines = [
        line
        for line in listed(ProjectFilter(origin=origin, place="viet-nam.bac-giang"), Dates(day, moment))
        if line.project.role == "secondary"
    ]
    count, capital = current_figures().answer(
        [
            Question(code, "viet-nam.bac-giang", day, origin=origin, known_at=moment)
            for code in ("projects.in_force", "capital.in_force")
        ]
    )
    assert len(lines) == count.value
    both = added(lines)
    total = Fraction(both.fdi_usd_cents, 100) if origin is Origin.FDI else both.ddi_vnd
    assert total == capital.value


def test_of_a_project_of_which_no_state_is_on_record_none_is_said(client, known) -> None:
    line = next(each for each in lines_on(Dates(ON)) if each.status == "registered")
    events = {told.type for told in chronicle().projects[line.project.book, line.project.code]}
    assert "production_started" not in events
    assert line.said.vi == "còn hiệu lực, chưa ghi nhận sản xuất"
    page = text_of(client, f"/du-an/{line.project.book}/{line.project.code}/?on={DAY}")
    assert "chưa ghi nhận sản xuất" in page
    assert "chưa sản xuất" not in page


def test_todays_projects_are_the_ledgers_rows(known) -> None:
    rows = {row[0]: row[1:] for row in fetch("SELECT id, enterprise, name, country, sector FROM ledger_project")}
    found = projects_on(Dates(date(2026, 6, 1)))
    registered = {key: (p.enterprise, p.name, country_name(p.countries[0][1]), p.sector) for key, p in found.items()}
    assert registered == rows


def test_investors_are_told_by_name_and_share_from_their_day_on(client) -> None:
    (told,) = [told for each in chronicle().projects.values() for told in each if told.type == "investors_set"]
    address = f"/du-an/{told.book}/{told.payload['project']}/"
    page = text_of(client, f"{address}?on={told.effective_on}")
    assert "Nhà đầu tư minh họa A (Hàn Quốc) 65%" in page
    assert "Hàn Quốc 65%, Nhật Bản 35%" in page
    assert "minh họa A" not in text_of(client, f"{address}?on={told.effective_on - timedelta(days=1)}")
    sought = ProjectFilter(country="Nhật Bản", text="đầu tư minh họa")
    code = told.payload["project"]
    assert code in [line.project.code for line in listed(sought, Dates(ON))]
    before = Dates(told.effective_on - timedelta(days=1))
    assert code not in [line.project.code for line in listed(sought, before)]


def test_a_project_passes_to_another_enterprise_on_its_day_not_before(client) -> None:
    (passed,) = [told for each in chronicle().projects.values() for told in each if told.type == "project_transferred"]
    code, taker = passed.payload["project"], passed.payload["enterprise"]
    before = passed.effective_on - timedelta(days=1)
    address = f"/du-an/{passed.book}/{code}/"
    assert taker not in text_of(client, f"{address}?on={before}")
    assert taker in text_of(client, f"{address}?on={passed.effective_on}")
    # known only later: as known the day before it was recorded, the project is still the first enterprise's
    earlier = (passed.recorded_at - timedelta(days=2)).date()
    assert taker not in text_of(client, f"{address}?on={DAY}&known={earlier}")
    slugs = enterprises_on(Dates(ON))
    giver = next(each for each in slugs.values() if each.former)
    assert [line.project.code for line in giver.former] == [code]
    assert "Dự án đã chuyển nhượng" in text_of(client, f"/doanh-nghiep/{giver.slug}/?on={DAY}")


def test_a_projects_book_is_named_as_its_keeper_is(client) -> None:
    page = client.get(f"/du-an/bg-parks/MH-BG-0051/?on={DAY}").content.decode()
    about = page.partition('<dl class="facts">')[2].partition("</dl>")[0]
    assert ">Ban Quản lý các khu công nghiệp tỉnh Bắc Giang</a>" in about
    assert ">bg-parks<" not in about


def test_a_projects_capital_year_by_year_is_the_sum_of_its_postings(client) -> None:
    page = text_of(client, f"/du-an/bg-parks/MH-BG-0051/?on={DAY}")
    cents = fetch(
        "SELECT SUM(p.usd) FROM ledger_posting p JOIN ledger_project j ON j.id = p.project_id "
        "WHERE j.code = 'MH-BG-0051' AND p.measure = 'capital.in_force' AND p.effective_on <= %s", [ON]
    )[0][0]  # fmt: skip
    hundredths = round_half_up(Fraction(int(cents), 10**6))
    assert f"{hundredths // 100},{hundredths % 100:02d} triệu USD" in page
    assert "31/12/2012" in page


def test_an_ended_project_is_listed_only_where_asked_for_and_alive_before(client) -> None:
    line = next(line for line in lines_on(Dates(ON)) if line.project.ended_on is not None)
    ended, code = line.project.ended_on, line.project.code
    assert ended is not None
    day = ended - timedelta(days=1)
    assert line.project.id in {each.project.id for each in listed(ProjectFilter(), Dates(day))}
    assert line.project.id not in {each.project.id for each in listed(ProjectFilter(), Dates(ended))}
    assert line.project.id in {each.project.id for each in listed(ProjectFilter(status="ended"), Dates(ended))}
    assert "hu hồi" in text_of(client, f"/du-an/{line.project.book}/{code}/?on={DAY}") or "hấm dứt" in text_of(
        client, f"/du-an/{line.project.book}/{code}/?on={DAY}"
    )


@pytest.mark.parametrize("path", ["/du-an/bg-parks/KHONG-CO/", "/doanh-nghiep/khong-co/", "/du-an/so-la/MH-BG-0051/"])
def test_what_is_not_there_is_not_found(client, path) -> None:
    assert client.get(f"{path}?on={DAY}").status_code == 404


def test_a_project_is_not_there_before_it_was_registered(client) -> None:
    assert client.get("/du-an/bg-parks/MH-BG-0051/?on=2007-11-29").status_code == 404
    assert client.get("/du-an/bg-parks/MH-BG-0051/?on=2007-11-30").status_code == 200


def test_filters_narrow_and_pages_keep_them(client) -> None:
    page = client.get(f"/du-an/?on={DAY}&origin=fdi&country=Nh%E1%BA%ADt+B%E1%BA%A3n").content.decode()
    assert "Nhật Bản</small>" in page
    assert "Hàn Quốc</small>" not in page
    assert "origin=fdi&amp;country=Nh%E1%BA%ADt+B%E1%BA%A3n&amp;page=2" in page
    none = text_of(client, f"/du-an/?on={DAY}&q=khongcoduannao")
    assert "Không có dự án nào như vậy" in none


LATER = "2026-11-29"


@pytest.mark.parametrize(
    ("slow", "on"),
    [
        (Slowness.NONE, DAY),
        (Slowness.UNDER_12, DAY),
        (Slowness.UNDER_24, LATER),
        (Slowness.OVER_24, "2027-11-29"),
    ],
)
def test_the_list_tells_and_narrows_by_how_slow_projects_are(client, slow, on) -> None:
    """As each project's own schedule says it: by its milestones that are still to be reached."""
    address, dates = f"/du-an/?on={on}&slow={slow.value}", Dates(date.fromisoformat(on))
    rows = list(csv.DictReader(io.StringIO(file_of(client, address))))
    assert rows
    assert {row["Mã mức chậm"] for row in rows} == {slow.value}
    assert {row["Mức chậm"] for row in rows} == {slow.label.vi}
    named = {(row["Mã sổ"], row["Mã dự án"]) for row in rows}
    assert named == {line.project.reference for line in lines_on(dates) if _slowest(line, dates) is slow}
    page = client.get(address).content.decode()
    assert f'<option value="{slow.value}" selected>' in page
    assert f">{slow.label.vi}<" in page


def _slowest(line: ProjectRow, dates: Dates) -> Slowness | None:
    lines = schedule(*line.project.reference, dates)
    left = [each.slow for each in lines if each.phase.state.is_open]
    return max(left, key=list(Slowness).index) if left and line.in_force else None


def file_of(client: Client, address: str) -> str:
    """The list of an address as comma-separated values."""
    return client.get(f"{address}&table=projects&format=csv").content.decode("utf-8-sig").partition("\n\n")[0]


def test_of_a_project_without_a_schedule_no_lateness_is_told(client) -> None:
    address = f"/du-an/?on={LATER}&q=MH-BG-0051"
    (row,) = csv.DictReader(io.StringIO(file_of(client, address)))
    assert (row["Mã mức chậm"], row["Mức chậm"]) == ("", "")
    assert client.get(f"/du-an/?on={LATER}&slow=sai").status_code == 400


def test_capital_in_another_currency_is_shown_as_it_was_decided_on_the_page_in_its_file_and_in_the_api(client) -> None:
    with writing("bk-parks", "do") as writer:
        for currency, rate in (("JPY", "165.5"), ("EUR", "26000")):
            given = {"currency": currency, "vnd_per_unit": rate, "source": "NHNN", "effective_on": "2025-01-03"}
            writer.record(build("currency_rate_set", given))
        about = {"project": "NT-1", "name": "Nhà máy nguyên tệ", "enterprise": "Công ty Nguyên Tệ", "origin": "fdi"}
        writer.record(build("project_registered", {**about, "capital": "900 triệu yên", "effective_on": "2025-02-03"}))
        change = {"project": "NT-1", "direction": "down", "capital": "100 triệu JPY", "effective_on": "2025-03-03"}
        writer.record(build("capital_adjusted", change))
        writer.record(
            build("capital_implemented", {"project": "NT-1", "capital": "2 triệu EUR", "effective_on": "2025-04-03"})
        )
    address = f"/du-an/bk-parks/NT-1/?on={LATER}"
    page = " ".join(re.sub("<[^>]+>", " ", client.get(address).content.decode()).split())
    assert "theo nguyên tệ: 800,00 triệu JPY" in page
    file = client.get(f"{address}&table=own_capital&format=csv").content.decode("utf-8-sig").partition("\n\n")[0]
    rows = list(csv.reader(io.StringIO(file)))
    assert [row[2] for row in rows[1:]] == ["900000000", "-100000000", "2000000"]
    found = client.get(f"/api/v1/projects/bk-parks/NT-1?on={LATER}").json()
    told = found["own_currency"]
    assert [(each["currency"], each["amount"], each["vnd_per_unit"]) for each in told] == [
        ("JPY", 900_000_000, "165.5"),
        ("JPY", -100_000_000, "165.5"),
        ("EUR", 200_000_000, "26000"),
    ]
    registered = [each["usd_cents"] for each in told if each["field"] == "capital" and each["currency"] == "JPY"]
    assert sum(registered) == found["capital"]
    assert told[2]["usd_cents"] == found["implemented"]
    before = client.get("/api/v1/projects/bk-parks/NT-1?on=2025-02-28").json()
    assert len(before["own_currency"]) == 1


def test_all_capital_in_another_currency_is_told_with_its_sign_and_none_of_a_project_that_has_ended(
    client, officer
) -> None:
    about = {"project": "NT-2", "effective_on": "2025-02-03"}
    with writing("bk-parks", "do") as writer:
        rate = {"currency": "EUR", "vnd_per_unit": "26000", "source": "NHNN", "effective_on": "2025-01-29"}
        new = {
            "name": "Nhà máy nguyên tệ",
            "enterprise": "Công ty Nguyên Tệ",
            "origin": "fdi",
            "capital": "5 triệu EUR",
        }
        writer.record(build("currency_rate_set", rate))
        writer.record(build("project_registered", {**about, **new}))
        writer.record(build("shares_bought", {**about, "value": "1 triệu EUR", "raises_capital": True}))
        writer.record(build("shares_bought", {**about, "value": "2 triệu EUR"}))
        loan = {"source": "foreign_loan", "amount": "3 triệu EUR", "repaid": "1 triệu EUR"}
        period = {"period_start": "2025-02-03", "period_end": "2025-03-31"}
        writer.record(build("capital_report", {"project": "NT-2", **loan, **period}))
        writer.record(build("project_terminated", {"project": "NT-2", "effective_on": "2025-06-01"}))

    def page(on: str) -> str:
        html = client.get(f"/du-an/bk-parks/NT-2/?on={on}").content.decode()
        return " ".join(re.sub("<[^>]+>", " ", html).split())

    assert "theo nguyên tệ: 6,00 triệu EUR" in page("2025-05-31")
    assert "theo nguyên tệ" not in page("2025-06-01")
    told = client.get("/api/v1/projects/bk-parks/NT-2?on=2025-05-31").json()["own_currency"]
    assert [(each["field"], each["amount"] // 10**8) for each in told] == [("capital", 5), ("value", 1), ("value", 2)]
    address = "/du-an/bk-parks/NT-2/?on=2025-05-31&table=own_capital&format=csv"
    file = officer.get(address).content.decode("utf-8-sig").partition("\n\n")[0]
    rows = list(csv.reader(io.StringIO(file)))[1:]
    assert [int(row[2]) // 10**6 for row in rows] == [5, 1, 2, 3, -1], (
        "what the project reported is withheld from visitors"
    )


def test_provinces_are_those_of_the_day(known) -> None:
    assert len(province_lines(Dates(ON))) == 63
    later = province_lines(Dates(date(2025, 7, 1)))
    assert len(later) == 34
    assert [line.place.name for line in later if line.held] == ["Thái Nguyên", "Bắc Ninh"]
    assert {line.place.name: line.became[0].name for line in former_lines(date(2025, 7, 1))}["Bắc Giang"] == "Bắc Ninh"
    assert "Bắc Giang" not in {line.place.name for line in former_lines(ON)}


def test_the_numbers_of_zones_of_a_province_are_the_figures(known) -> None:
    line = next(line for line in province_lines(Dates(ON)) if line.place.name == "Bắc Giang")
    counts = {
        (kind, stage): number
        for kind, numbers in line.counts
        for stage, number in zip(("planned", "established", "operating"), numbers, strict=True)
    }
    figures = current_figures().answer(
        [Question(f"zones.{stage}", "viet-nam.bac-giang", ON, kind=kind) for kind, stage in counts]
    )
    assert list(counts.values()) == [figure.value for figure in figures]


@pytest.mark.parametrize(
    "path",
    [f"/du-an/?on={DAY}", f"/du-an/bg-parks/MH-BG-0051/?on={DAY}", f"/en/doanh-nghiep/?on={DAY}", "/dia-ban/",
     f"/doanh-nghiep/cong-ty-tnhh-minh-hoa-0051/?on={DAY}"],
)  # fmt: skip
def test_in_a_browser_nothing_fails_and_axe_finds_nothing(visit, path) -> None:
    for scheme in ("light", "dark"):
        page = visit(path, scheme=scheme)
        assert page.violations() == []
        page.assert_clean()


def test_the_list_narrows_to_whatever_is_late_at_any_class(client) -> None:
    address, dates = f"/du-an/?on={LATER}&slow=late", Dates(date.fromisoformat(LATER))
    rows = list(csv.DictReader(io.StringIO(file_of(client, address))))
    late = {line.project.reference for line in lines_on(dates) if _slowest(line, dates) not in {None, Slowness.NONE}}
    assert {(row["Mã sổ"], row["Mã dự án"]) for row in rows} == late
    classes = [list(Slowness).index(Slowness(row["Mã mức chậm"])) for row in rows]
    assert classes == sorted(classes, reverse=True), "the latest first"
    assert len(set(classes)) > 1
    every = list(csv.DictReader(io.StringIO(file_of(client, f"/du-an/?on={LATER}&sort=slow"))))
    order = [["", *(each.value for each in Slowness)].index(row["Mã mức chậm"]) or 9 for row in every]
    assert order == sorted(order), "those of which nothing is on record last"
    page = client.get(address).content.decode()
    assert '<option value="late" selected>' in page
    assert str(SLOW_RULE.vi) in page
    found = client.get(f"/api/v1/projects?on={LATER}&slow=late").json()
    assert found["total"] == len(late)
    assert {each["ref"] for each in found["items"]} <= {"/".join(reference) for reference in late}


def test_land_that_an_ended_project_has_not_given_back_is_told_of(known, client) -> None:
    day = date(2026, 11, 29)
    line = next(
        each for each in lines_on(Dates(day)) if each.land and each.in_force and each.project.book == "bg-parks"
    )
    page = f"/du-an/?on={day.isoformat()}"
    assert "chưa ghi nhận trả lại" not in text_of(client, page)
    with writing("bg-parks", "thử") as book:
        ended = {"project": line.project.code, "effective_on": "2026-11-01"}
        book.record(build("project_terminated", ended))
    expire()
    hectares = format_number(Fraction(line.land or 0, 10_000), Lang.VI, decimals=2)
    assert f"dự án đã chấm dứt, thu hồi, chưa ghi nhận trả lại: {hectares} ha" in text_of(client, page)
    shown = client.get(f"{page}&status=ended&sort=land&order=desc").content.decode()
    assert shown.count("chưa ghi nhận trả lại<") == 1
    assert f"vẫn tính vào đất đã cho thuê: {hectares} ha" in text_of(client, f"{page}&status=ended")
    assert "chưa ghi nhận trả lại" not in text_of(client, f"{page}&place=viet-nam.bac-kan")
    assert "chưa ghi nhận trả lại" not in text_of(client, f"{page}&status=suspended")
