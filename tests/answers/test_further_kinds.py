"""Kinds of question that strangers asked: then and now, the largest project of a period, targets missed, zones in bounds."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from parkledger.records.dates import Dates
from tests.answers.asking import Asking, problems, titles, told
from tests.answers.closing import closed
from tests.figures.books import BAC_GIANG, VIET_YEN, Scribe, usd, vnd

__all__ = ["closed"]

ON = Dates(date(2024, 12, 31))
ask = Asking(ON, is_no_name=True)
WORKERS = {2022: (12_000, 1_000), 2023: (15_000, 2_000), 2024: (18_000, 3_000)}
"""Workers of the lake and of the hill by the end of each year; half of them are women, a quarter of the province."""
PROJECTS = (
    ("P0", "2021-03-01", "sand", 1, "Nhật Bản", "2021-09-01"),
    ("P1", "2022-03-01", "lake", 40, "Nhật Bản", "2023-01-05"),
    ("P2", "2023-02-01", "lake", 30, "Nhật Bản", "2024-05-05"),
    ("P3", "2024-02-01", "hill", 70, "Trung Quốc", ""),
    ("P4", "2024-08-01", "hill", 25, "Nhật Bản", ""),
    ("P5", "2024-09-01", "lake", 60, "Nhật Bản", ""),
)
"""Code, day registered, zone, millions of dollars, country, day on which production started."""


@pytest.fixture
def books(sqlite_database: str, home: Path) -> Figures:
    """Three parks of one province: one nearly full, two nearly empty; with projects, targets, permits and promises."""
    scribe = Scribe("bg", BAC_GIANG)
    zones = {
        name: scribe.zone(title, on="2012-05-04", industrial_m2=hectares, place=VIET_YEN)
        for name, title, hectares in (("lake", "Hồ Lớn", 300), ("hill", "Đồi Cao", 200), ("sand", "Cát Vàng", 50))
    }
    for code, on, zone, millions, country, produced in PROJECTS:
        scribe(
            "project_registered", project=code, zone=zones[zone], effective_on=on, name=f"Nhà máy {code}", origin="fdi",
            enterprise=f"Công ty Giả định {code}", capital=usd(millions * 1_000_000), country=country, sector="giả định",
        )  # fmt: skip
        if produced:
            scribe("production_started", project=code, effective_on=produced)
    for zone, code, hectares, on in (
        ("lake", "P1", 285, "2022-06-01"),
        ("hill", "P3", 20, "2024-03-01"),
        ("sand", "P0", 5, "2021-04-01"),
    ):
        scribe(
            "land_leased", zone=zones[zone], project=code, area_m2=hectares * 10_000, use="industrial", effective_on=on
        )
    for year, both in WORKERS.items():
        for zone, workers in zip(("lake", "hill"), both, strict=True):
            values = {
                "labour.workers": workers, "labour.female": workers // 2, "labour.local": workers // 4,
                "trade.export": usd(workers * 1_000),
            }  # fmt: skip
            scribe.report(f"{year}-01-01", f"{year}-12-31", zone=zones[zone], values=values)
    for measure, value in (("projects.registered", 7), ("trade.export", usd(20_000_000)), ("land.leased", 3_150_000)):
        scribe(
            "target_set", effective_on="2023-12-10", period_start="2024-01-01", period_end="2024-12-31", kind="park",
            place=BAC_GIANG, measure=measure, value=value, set_by="board",
        )  # fmt: skip
    for zone, permit, until in (("lake", "GP1", "2025-04-30"), ("hill", "GP2", "2026-05-31")):
        scribe(
            "environmental_permit_granted",
            zone=zones[zone],
            permit=permit,
            effective_on="2020-06-01",
            valid_until=until,
        )
    for code in ("H1", "H2"):
        scribe(
            "promise_made", promise=code, content=f"gửi tài liệu {code}", guest="đoàn tỉnh Bắc Kạn",
            effective_on="2023-05-06", due_by="2023-06-30",
        )  # fmt: skip
    scribe("promise_kept", promise="H1", effective_on="2023-06-01")
    _promotion(scribe)
    return current_figures()


def _promotion(scribe: Scribe) -> None:
    """One activity held, one cancelled."""
    for code, title, on in (("X1", "Hội nghị xuân", "2024-03-14"), ("X2", "Đoàn đi xa", "2024-06-20")):
        scribe("activity_planned", activity=code, title=title, planned_on=on, effective_on="2024-01-10", cost=vnd(500))
    scribe("activity_held", activity="X1", effective_on="2024-03-14", cost=vnd(400_000_000), investors=12)
    scribe("activity_cancelled", activity="X2", effective_on="2024-06-02", ground="chuyển sang năm sau")


@pytest.mark.parametrize(
    "typed",
    [
        "lao động các KCN Bắc Giang cuối năm 2022 và hiện nay",
        "Cuối năm 2022 các KCN Bắc Giang có bao nhiêu lao động, bây giờ có bao nhiêu?",
        "số lao động KCN Bắc Giang cuối 2022 và bây giờ là bao nhiêu",
        "How many workers were there in Bac Giang's parks at the end of 2022 and now?",
        "workers in the parks of Bac Giang at the end of 2022 and today",
        "number of workers in Bac Giang parks in 2022 and at present",
        "workers in Bac Giang parks at the end of 2022 and currently",
    ],
)
def test_now_is_a_second_time(books: Figures, typed: str) -> None:
    assert told(ask(books, typed)) == [("labour.workers", 13_000), ("labour.workers", 21_000)]


def test_now_that_is_joined_to_nothing(books: Figures) -> None:
    assert problems(ask(books, "dự án cấp mới năm 2023 ở KCN Bắc Giang hiện nay còn bao nhiêu"))
    assert told(ask(books, "Hiện nay, xuất khẩu KCN Hồ Lớn năm 2023 là bao nhiêu")) == [("trade.export", 15_000_000)]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("What is the largest project licensed in Bac Giang parks in 2024?", "P3"),
        ("biggest project registered in the parks of Bac Giang in 2024", "P3"),
        ("smallest project licensed in Bac Giang parks in 2024", "P4"),
        ("largest new project in KCN Hồ Lớn in 2024", "P5"),
        ("Dự án lớn nhất cấp mới trong KCN Bắc Giang năm 2024", "P3"),
        ("dự án có vốn lớn nhất cấp phép năm 2023 ở KCN Bắc Giang", "P2"),
        ("dự án nhỏ nhất được cấp phép năm 2024 tại các KCN Bắc Giang", "P4"),
        ("dự án FDI lớn nhất đăng ký mới năm 2024 KCN Bắc Giang", "P3"),
    ],
)
def test_the_largest_project_of_a_period(books: Figures, typed: str, named: str) -> None:
    assert titles(ask(books, typed))[0] == f"Nhà máy {named}"


@pytest.mark.parametrize(
    "typed",
    [
        "What is the largest fine in Bac Giang parks in 2024?",
        "biggest lease in Bac Giang parks in 2024",
        "longest strike in Bac Giang parks",
        "largest new investment in Bac Giang parks in 2024",
        "vụ đình công lớn nhất ở KCN Bắc Giang năm 2024",
        "vụ tai nạn nghiêm trọng nhất ở KCN Bắc Giang",
    ],
)
def test_single_cases_are_not_put_in_order(books: Figures, typed: str) -> None:
    assert problems(ask(books, typed))


def test_zones_are_still_chosen_by_their_projects(books: Figures) -> None:
    assert titles(ask(books, "which park has the largest number of new projects in 2024")) == ["KCN Đồi Cao"]
    assert titles(ask(books, "KCN nào có nhiều dự án cấp mới nhất năm 2024"))[0] == "KCN Đồi Cao"


@pytest.mark.parametrize(
    "typed",
    [
        "What percentage of park workers are women and how many come from Bac Giang itself?",
        "what share of workers in Bac Giang parks are women, and how many are from Bac Giang",
        "Bao nhiêu phần trăm lao động các KCN là nữ, bao nhiêu người địa phương?",
        "bao nhiêu % lao động KCN là nữ và bao nhiêu người đến từ Bắc Giang",
    ],
)
def test_where_workers_are_from(books: Figures, typed: str) -> None:
    assert told(ask(books, typed)) == [("labour.female_share", 50), ("labour.local", 5_250)]


@pytest.mark.parametrize(
    "typed",
    [
        "What percentage of workers in Bac Giang parks are women and how many are there in total?",
        "What percentage of park workers are women and how many came by bus?",
        "How many workers in Bac Giang parks come from Bac Kan?",
        "Tỷ lệ lao động nữ KCN Bắc Giang là bao nhiêu và có bao nhiêu người?",
        "How many workers do Hồ Lớn and Đồi Cao have together?",
    ],
)
def test_a_second_clause_is_not_passed_over(books: Figures, typed: str) -> None:
    assert problems(ask(books, typed))


@pytest.mark.parametrize(
    "typed",
    [
        "So sánh số dự án cấp mới trong các KCN Bắc Giang năm 2023 và năm 2024",
        "so sánh dự án cấp mới KCN Bắc Giang 2024 với 2023",
        "Compare the number of new projects in Bac Giang parks in 2023 and 2024",
        "compare new projects in the parks of Bac Giang in 2024 and 2023",
    ],
)
def test_two_years_are_compared(books: Figures, typed: str) -> None:
    (answer,) = ask(books, typed)
    assert [figure.value for figure in answer.figures] == [3, 1]
    assert answer.said
    assert answer.said.vi == "tăng 2 dự án (200,00%) so với năm 2023"


@pytest.mark.parametrize(
    ("typed", "indicator"),
    [
        ("tỷ lệ lấp đấy các KCN Bắc Giang", "occupancy"),
        ("lấp đấy KCN Hồ Lớn", "occupancy"),
        ("kim ngạch xuất khấu các KCN Bắc Giang năm 2024", "trade.export"),
        ("diện tích tự nhiện KCN Hồ Lớn", "land.natural"),
        ("chị số sản xuất công nghiệp Bắc Giang năm 2024", "output.index"),
    ],
)
def test_a_wrong_tone_is_seen_through(books: Figures, typed: str, indicator: str) -> None:
    found = ask(books, typed)
    assert [figure.question.indicator for each in found for figure in each.figures] == [indicator]
    assert all(each.guessed for each in found)


@pytest.mark.parametrize(
    "typed",
    ["tiền thuế đất KCN Hồ Lớn", "mức phát KCN Hồ Lớn năm 2024", "tỷ lệ lấp đầy KCN Hổ Lớn", "số lao đồng KCN Hồ Lớn"],
)
def test_a_tone_that_makes_another_word(books: Figures, typed: str) -> None:
    assert problems(ask(books, typed))


@pytest.mark.parametrize(
    "typed",
    [
        "Which parks of Bac Giang have a fill rate under 98% and how much free land do they have together?",
        "KCN nào lấp đầy dưới 98%, còn bao nhiêu đất, cộng lại bao nhiêu",
        "How much land is left in parks with occupancy under 98%?",
    ],
)
def test_another_figure_of_bounded_zones(books: Figures, typed: str) -> None:
    (answer,) = ask(books, typed)
    assert {line.title.vi: line.value for line in answer.lines} == {
        "KCN Hồ Lớn": 15,
        "KCN Đồi Cao": 180,
        "KCN Cát Vàng": 45,
    }
    assert answer.said
    assert "cộng 240,00 ha" in answer.said.vi


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("KCN nào lấp đầy trên 90% mà vẫn còn đất trống?", 15),
        ("KCN nào xuất khẩu trên 10 triệu USD năm 2024 và có bao nhiêu lao động", 18_000),
        ("parks with more than 10,000 workers and how much they exported in 2024", 18_000_000),
        ("which parks exported over 10 million USD in 2024 and how many workers do they have", 18_000),
    ],
)
def test_zones_by_one_figure_with_another(books: Figures, typed: str, value: int) -> None:
    (answer,) = ask(books, typed)
    assert [(line.title.vi, line.value) for line in answer.lines] == [("KCN Hồ Lớn", Fraction(value))]


def test_zones_by_two_bounds(books: Figures) -> None:
    assert titles(ask(books, "KCN nào lấp đầy trên 90% và lao động dưới 20.000?")) == ["KCN Hồ Lớn"]
    assert titles(ask(books, "KCN nào lấp đầy trên 90% và lao động dưới 15.000?")) == []


@pytest.mark.parametrize(
    ("typed", "of"),
    [
        (
            "Chỉ tiêu nào năm 2024 của các KCN Bắc Giang không đạt, thiếu bao nhiêu?",
            {"Dự án cấp mới": -4, "Đất đã cho thuê": -5},
        ),
        (
            "Which targets of 2024 did Bac Giang's parks miss, and by how much?",
            {"Dự án cấp mới": -4, "Đất đã cho thuê": -5},
        ),
        (
            "những chỉ tiêu nào năm 2024 của KCN Bắc Giang không hoàn thành",
            {"Dự án cấp mới": -4, "Đất đã cho thuê": -5},
        ),
        ("which targets of 2024 were not met by the parks of Bac Giang", {"Dự án cấp mới": -4, "Đất đã cho thuê": -5}),
        ("Năm 2024 các KCN Bắc Giang đạt những chỉ tiêu nào", {"Giá trị xuất khẩu": 1_000_000}),
        ("which targets for 2024 were met by the parks of Bac Giang", {"Giá trị xuất khẩu": 1_000_000}),
        ("các KCN Bắc Giang năm 2024 vượt những chỉ tiêu nào", {"Giá trị xuất khẩu": 1_000_000}),
    ],
)
def test_targets_missed_and_met(books: Figures, typed: str, of: dict[str, int]) -> None:
    (answer,) = ask(books, typed)
    assert {line.title.vi.partition(",")[0]: line.value for line in answer.lines} == of


@pytest.mark.parametrize(
    "typed",
    [
        "KCN nào chưa đạt chỉ tiêu năm 2024",
        "Which parks missed their targets in 2024?",
        "Vì sao chỉ tiêu năm 2024 của KCN Bắc Giang không đạt?",
        "chỉ tiêu nào của Bắc Giang năm 2023 không đạt",
    ],
)
def test_what_is_not_known_of_targets(books: Figures, typed: str) -> None:
    assert problems(ask(books, typed))


@pytest.mark.parametrize(
    "typed",
    [
        "Từ 2022 đến 2024 xuất khẩu các KCN Bắc Giang tăng gấp mấy lần?",
        "xuất khẩu KCN Bắc Giang giai đoạn 2022-2024 tăng gấp mấy lần",
        "xuất khẩu KCN Bắc Giang năm 2024 gấp mấy lần năm 2022",
    ],
)
def test_how_many_times_as_much(books: Figures, typed: str) -> None:
    (answer,) = ask(books, typed)
    assert answer.said
    assert answer.said.vi.startswith("gấp 1,62 lần")


@pytest.mark.parametrize(
    "typed",
    [
        "Vốn thu hút vào KCN Bắc Giang năm 2024 tăng bao nhiêu % so với 2023 và quý nào cao nhất?",
        "vốn thu hút KCN Bắc Giang 2024 tăng bao nhiêu so với năm 2023, quý nào cao nhất",
    ],
)
def test_growth_and_the_best_quarter(books: Figures, typed: str) -> None:
    grown, best = ask(books, typed)
    assert [figure.value for figure in grown.figures] == [155_000_000, 30_000_000]
    assert best.lines[0].title.vi == "quý III/2024"
    assert best.lines[0].value == 85_000_000


@pytest.mark.parametrize(
    "typed",
    [
        "Vì sao tỷ lệ lấp đầy KCN Bắc Giang năm 2024 tăng so với 2023?",
        "sao lấp đầy KCN Bắc Giang năm 2024 tăng mạnh so với 2023",
        "so sánh tỷ lệ lấp đầy KCN Bắc Giang cuối 2023 và 2024, giải thích vì sao",
        "Compare the occupancy of Bac Giang's parks at the end of 2023 and 2024 and explain the change",
    ],
)
def test_what_a_rate_is_made_of_is_told_with_why(books: Figures, typed: str) -> None:
    (answer,) = ask(books, typed)
    assert answer.note
    assert "290,00 ha → 310,00 ha" in answer.note.vi


@pytest.mark.parametrize(
    "typed",
    [
        "How many projects in Bac Giang's parks have not started production yet?",
        "how many projects in the parks of Bac Giang have not begun production",
        "bao nhiêu dự án ở KCN Bắc Giang chưa bắt đầu sản xuất",
        "có bao nhiêu dự án trong KCN Bắc Giang chưa đi vào sản xuất",
    ],
)
def test_projects_that_have_not_begun(books: Figures, typed: str) -> None:
    (answer,) = ask(books, typed)
    assert answer.value == 3


@pytest.mark.parametrize(
    "typed",
    [
        "Which country put the most capital into Bac Giang's parks in 2024, and is that more than in 2023?",
        "which country attracted the most capital in the parks of Bac Giang in 2024, is it more than in 2023",
        "Nước nào có vốn thu hút nhiều nhất ở KCN Bắc Giang năm 2024, có nhiều hơn năm 2023 không?",
    ],
)
def test_the_first_country_and_the_year_before(books: Figures, typed: str) -> None:
    (answer,) = ask(books, typed)
    assert [line.key for line in answer.lines] == ["JP"]
    assert [figure.value for figure in answer.figures] == [85_000_000, 30_000_000]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("Which park's environmental permit expires in the next six months?", ["KCN Hồ Lớn"]),
        ("environmental permits of parks that expire within the next 2 years", ["KCN Hồ Lớn", "KCN Đồi Cao"]),
        ("giấy phép môi trường của KCN nào hết hạn trong 6 tháng tới", ["KCN Hồ Lớn"]),
        ("giấy phép môi trường KCN nào hết hạn trong 2 năm tới?", ["KCN Hồ Lớn", "KCN Đồi Cao"]),
        ("giấy phép môi trường KCN nào hết hạn trong 30 ngày tới", []),
    ],
)
def test_permits_that_end_soon(books: Figures, typed: str, named: list[str]) -> None:
    assert titles(ask(books, typed)) == named


def test_nothing_else_is_told_ahead(books: Figures) -> None:
    assert problems(ask(books, "xuất khẩu KCN Bắc Giang 6 tháng tới là bao nhiêu"))


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("Which promise made to the Bac Kan delegation in May 2023 has still not been kept?", ["H2"]),
        ("which promises to the Bac Kan delegation were kept", ["H1"]),
        ("Lời hứa nào với đoàn Bắc Kạn chưa thực hiện?", ["H2"]),
        ("những lời hứa nào với đoàn Bắc Kạn đã thực hiện", ["H1"]),
        ("Ta đã hứa những gì với đoàn Bắc Kạn?", ["H1", "H2"]),
    ],
)
def test_promises_by_what_became_of_them(books: Figures, typed: str, named: list[str]) -> None:
    assert [title.partition(":")[0] for title in titles(ask(books, typed))] == named


@pytest.mark.parametrize(
    "typed",
    [
        "Năm 2024 Bắc Giang tổ chức được mấy hoạt động xúc tiến đầu tư, hoạt động nào bị hủy, đã chi bao nhiêu?",
        "Bắc Giang năm 2024 tổ chức mấy hoạt động xúc tiến, tốn bao nhiêu?",
        "các hoạt động xúc tiến đầu tư nào ở Bắc Giang năm 2024, đã chi bao nhiêu",
    ],
)
def test_promotion_held_cancelled_and_spent(books: Figures, typed: str) -> None:
    (answer,) = ask(books, typed)
    assert answer.said
    assert answer.said.vi == "đã tổ chức: 1; hủy, hoãn: 1; đã chi 400,00 triệu đồng"
    assert answer.total == 2


@pytest.mark.parametrize(
    "typed",
    [
        "Năm 2024 Bắc Giang hủy hoạt động xúc tiến nào?",
        "Which promotion activities were cancelled in Bac Giang in 2024?",
    ],
)
def test_promotion_that_was_cancelled(books: Figures, typed: str) -> None:
    assert titles(ask(books, typed)) == ["Đoàn đi xa"]


@pytest.mark.parametrize(
    "typed",
    [
        "Does Hồ Lớn meet the conditions to be expanded under Decree 35?",
        "Is KCN Hồ Lớn eligible for expansion?",
        "KCN Hồ Lớn có đủ điều kiện mở rộng không?",
        "KCN Hồ Lớn đã đáp ứng điều kiện để mở rộng chưa",
    ],
)
def test_conditions_of_enlargement(books: Figures, typed: str) -> None:
    (answer,) = ask(books, typed)
    assert not answer.problem
    notes = {line.key: line.note.vi for line in answer.lines if line.note}
    assert notes["park.expand.occupancy"].startswith("đạt; 95,0%, phải từ 60,0%")
    assert any(note.startswith("chưa rõ") for note in notes.values())


@pytest.mark.parametrize("typed", ["Which parks can be expanded?", "điều kiện để thành lập KCN mới là gì"])
def test_conditions_of_no_zone(books: Figures, typed: str) -> None:
    assert problems(ask(books, typed))


@pytest.mark.parametrize(
    "typed",
    [
        "Còn bao nhiêu tồn tại, vi phạm trong KCN Bắc Giang chưa khắc phục và còn bao nhiêu tiền phạt chưa nộp?",
        "bao nhiêu vi phạm, tồn tại chưa khắc phục ở KCN Bắc Giang, bao nhiêu tiền phạt chưa nộp",
    ],
)
def test_one_thing_by_two_names(books: Figures, typed: str) -> None:
    found = ask(books, typed)
    assert [figure.question.indicator for each in found for figure in each.figures] == [
        "findings.open",
        "fines.outstanding",
    ]
