"""Projects, enterprises and places on a page's two dates."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from parkledger.catalogue import Origin
from parkledger.figures import Question
from parkledger.figures.current import current_figures
from parkledger.ledger.store.statements import fetch
from parkledger.records.dates import Dates, moment_from
from parkledger.records.histories import chronicle, projects_on
from parkledger.records.place_lists import former_lines, province_lines
from parkledger.records.project_lists import ProjectFilter, added, enterprises_on, lines_on, listed
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
    assert {key: (p.enterprise, p.name, p.country, p.sector) for key, p in found.items()} == rows


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
