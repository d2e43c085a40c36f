"""Words that turn a question into another one: what is not so, what came in a period, which in an order, whose, year by year."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from parkledger.briefing.answers.questions import answers
from parkledger.figures import Figures, Form
from parkledger.figures.current import close, current_figures
from parkledger.ledger.book.recording import build, writing
from parkledger.records.dates import Dates
from tests.answers.asking import Asking, titles
from tests.answers.closing import closed
from tests.figures.books import BAC_GIANG, BAC_KAN, VIET_YEN, Scribe, usd, vnd

__all__ = ["closed"]

ON = Dates(date(2024, 6, 30))
ask = Asking(ON)
AFTER = Dates(date(2025, 12, 31))


def project(scribe: Scribe, code: str, on: str, zone: str, enterprise: str, dollars: int, **more: Any) -> None:
    about: dict[str, Any] = {
        "name": f"Nhà máy {code}",
        "enterprise": enterprise,
        "origin": "fdi",
        "capital": usd(dollars * 1_000_000),
        "country": "Nhật Bản",
        "sector": "sản xuất giả định",
    }
    scribe("project_registered", project=code, zone=zone, effective_on=on, **{**about, **more})


@pytest.fixture
def books(sqlite_database: str, home: Path) -> Figures:
    """Parks and clusters of one province: two of one name, one extended, one that changed hands; enterprises that rent land."""
    scribe = Scribe("bg", BAC_GIANG)
    lake = scribe.zone("Hồlớn", on="2012-05-04", industrial_m2=300, place=VIET_YEN, developer="Công ty Hạ tầng Một")
    hill = scribe.zone("Đồicao", on="2022-03-02", industrial_m2=200, place=VIET_YEN)
    scribe.zone("Đồixanh", on="2022-09-09", industrial_m2=100, place=VIET_YEN)
    scribe.zone("Đồicao", "cluster", on="2021-01-05", industrial_m2=30, place=VIET_YEN)
    scribe(
        "zone_established", effective_on="2023-02-01", zone="kcn-ho-mo-rong", name="Hồlớn (mở rộng)", kind="park",
        area_m2=500_000, place=VIET_YEN,
    )  # fmt: skip
    scribe("zone_operating", zone=lake, effective_on="2013-01-01")
    scribe("zone_operating", zone=hill, effective_on="2023-05-01")
    scribe(
        "developer_changed", zone=lake, effective_on="2020-03-20", before="Công ty Hạ tầng Một",
        developer="Công ty Hạ tầng Hai", ground="quyết định giả định",
    )  # fmt: skip
    project(scribe, "XX01", "2021-01-10", lake, "Công ty TNHH Giả định Sao Vàng", 5)
    project(scribe, "XX02", "2022-01-10", hill, "Công ty TNHH Giả định Sao Vàng", 70)
    project(scribe, "XX03", "2022-02-10", lake, "Công ty CP Giả định Biển", 30)
    project(scribe, "XX04", "2022-03-10", lake, "Công ty CP Giả định Núi", 0, origin="ddi", country="", capital=vnd(9))
    for code, zone, square_metres in (("XX01", lake, 12_000), ("XX02", hill, 30_500), ("XX03", lake, 7_000)):
        scribe(
            "land_leased", zone=zone, project=code, area_m2=square_metres, use="industrial", effective_on="2022-06-01"
        )
    scribe("project_revoked", project="XX03", effective_on="2024-02-01", reason="giả định")
    for year in (2021, 2022, 2023):
        scribe.report(
            f"{year}-01-01", f"{year}-12-31", zone=lake, values={"trade.export": usd(year - 2020), "labour.workers": 10}
        )
    scribe(
        "target_set", effective_on="2022-12-10", period_start="2024-01-01", period_end="2024-12-31", kind="park",
        place=BAC_GIANG, measure="projects.registered", value=7, set_by="board",
    )  # fmt: skip
    return current_figures()


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("KCN nào không hoạt động", ["KCN Đồixanh", "KCN Hồlớn (mở rộng)"]),
        ("các KCN chưa đi vào hoạt động ở Việt Yên", ["KCN Đồixanh", "KCN Hồlớn (mở rộng)"]),
        ("parks not in operation", ["KCN Đồixanh", "KCN Hồlớn (mở rộng)"]),
        ("khu công nghiệp nào đã thành lập mà chưa hoạt động", ["KCN Đồixanh", "KCN Hồlớn (mở rộng)"]),
        ("KCN nào hoạt động", ["KCN Đồicao", "KCN Hồlớn"]),
        ("có KCN nào đang hoạt động không", ["KCN Đồicao", "KCN Hồlớn"]),
    ],
)
def test_zones_that_are_not_at_a_stage_are_not_those_that_are(books: Figures, typed: str, named: list[str]) -> None:
    assert sorted(titles(ask(books, typed))) == sorted(named)


@pytest.mark.parametrize(
    "typed",
    [
        "dự án của Nhật Bản không thuộc KCN Hồlớn",
        "KCN nào không có lao động",
        "lao động không kể KCN Hồlớn năm 2023",
        "projects not in force in Bac Giang",
        "dự án chưa đi vào sản xuất ở KCN Hồlớn",
        "KCN nào không ở Bắc Giang?",
        "which parks are not in Bac Giang",
        "CCN nào không thuộc Bắc Giang",
        "KCN chưa hoạt động không ở Việt Yên",
    ],
)
def test_what_is_not_so_is_refused_where_it_cannot_be_told(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert found.problem is not None
    assert not found.figures
    assert not found.lines


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("năm 2022 tỉnh Bắc Giang thành lập được những KCN nào", ["KCN Đồicao", "KCN Đồixanh"]),
        ("số KCN mới thành lập năm 2022", ["KCN Đồicao", "KCN Đồixanh"]),
        ("how many parks were founded in Bac Giang in 2023", ["KCN Hồlớn (mở rộng)"]),
        ("bao nhiêu KCN thành lập từ 2022 đến 2023", ["KCN Đồicao", "KCN Đồixanh", "KCN Hồlớn (mở rộng)"]),
        ("có mấy KCN bắt đầu hoạt động trong năm 2023", ["KCN Đồicao"]),
        ("Bắc Giang thêm mấy cụm công nghiệp trong năm 2022", []),
    ],
)
def test_what_came_to_a_stage_in_a_period_is_not_all_that_was_at_it(
    books: Figures, typed: str, named: list[str]
) -> None:
    (found,) = ask(books, typed)
    assert [line.title.vi for line in found.lines] == named
    assert found.value == len(named)


def test_a_stage_by_a_day_or_with_da_is_all_that_was_at_it(books: Figures) -> None:
    for typed in (
        "có bao nhiêu KCN thành lập tính đến hết năm 2022",
        "số KCN đã thành lập năm 2022",
        "number of parks established by December 2022",
    ):
        (found,) = ask(books, typed)
        assert [figure.value for figure in found.figures] == [3], typed


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("KCN rộng thứ hai", "KCN Đồicao"),
        ("khu nào đứng thứ 2 về diện tích", "KCN Đồicao"),
        ("the third largest park in Bac Giang", "KCN Đồixanh"),
        ("KCN nào diện tích nhỏ thứ ba", "KCN Đồicao"),
        ("dự án lớn thứ hai ở Bắc Giang", "Nhà máy XX01"),
    ],
)
def test_which_in_an_order_is_counted(books: Figures, typed: str, first: str) -> None:
    assert titles(ask(books, typed))[0] == first


def test_a_place_that_an_order_does_not_have_is_refused(books: Figures) -> None:
    for typed in ("KCN rộng thứ chín", "KCN có diện tích lớn thứ 0 Bắc Giang"):
        (found,) = ask(books, typed)
        assert found.problem is not None


def test_what_was_assigned_is_not_what_was_reached(books: Figures) -> None:
    for typed in ("KCN được giao cấp mới bao nhiêu dự án năm 2024", "số dự án cấp mới giao cho KCN Bắc Giang năm 2024"):
        (found,) = ask(books, typed)
        assert found.value == 7
        assert not found.figures


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("KCN Hồlớn trước đây do ai làm chủ đầu tư", "Công ty Hạ tầng Một (đến 20/3/2020)"),
        ("former developer of Hồlớn", "Công ty Hạ tầng Một (đến 20/3/2020)"),
        ("KCN Hồlớn ai làm chủ đầu tư", "Công ty Hạ tầng Hai"),
        ("chủ đầu tư cũ của KCN Đồixanh", "chưa ghi nhận chủ đầu tư nào trước đó"),
    ],
)
def test_the_developer_before_is_not_the_present_one(books: Figures, typed: str, said: str) -> None:
    (found,) = ask(books, typed)
    assert found.said is not None
    assert found.said.vi.endswith(f": {said}")


def test_words_beside_a_developer_that_nobody_knows_are_not_passed_over(books: Figures) -> None:
    (found,) = ask(books, "chủ đầu tư KCN Hồlớn phá sản")
    assert found.unheard


@pytest.mark.parametrize(
    ("typed", "hectares"),
    [
        ("đất thuê của Công ty TNHH Giả định Sao Vàng", Fraction(425, 100)),
        ("gia dinh sao vang thue may ha", Fraction(425, 100)),
        ("how much land does Giả định Sao Vàng lease", Fraction(425, 100)),
        ("công ty Giả định Sao Vàng thuê bao nhiêu đất ở KCN Hồlớn", Fraction(12, 10)),
        ("Giả định Biển đang thuê bao nhiêu đất", None),
        ("Giả định Biển đang thuê bao nhiêu đất ở KCN Đồicao", None),
        ("Công ty CP Giả định Núi thuê bao nhiêu đất?", None),
    ],
)
def test_the_land_of_an_enterprise_is_that_of_its_projects(
    books: Figures, typed: str, hectares: Fraction | None
) -> None:
    (found,) = ask(books, typed)
    assert found.problem is None
    assert found.value == hectares
    assert found.said is not None
    assert "Giả định" in found.said.vi


def test_what_is_not_recorded_of_an_enterprise_is_refused(books: Figures) -> None:
    for typed in ("lao động của công ty Giả định Sao Vàng", "Giả định Sao Vàng xuất khẩu bao nhiêu năm 2023"):
        (found,) = ask(books, typed)
        assert found.problem is not None
        assert found.understood is not None
        assert "Công ty TNHH Giả định Sao Vàng" in found.understood.vi


def test_two_zones_of_one_name_are_asked_back_until_one_kind_or_day_tells(books: Figures) -> None:
    (found,) = ask(books, "Đồicao lấp đầy bao nhiêu")
    assert found.problem is not None
    assert "KCN Đồicao, CCN Đồicao" in found.problem.vi
    for typed in ("CCN Đồicao lấp đầy bao nhiêu", "tỷ lệ lấp đầy Đồicao năm 2021"):
        (found,) = ask(books, typed)
        assert found.understood is not None
        assert "CCN Đồicao" in found.understood.vi
    assert found.note is not None, "of the day asked only one was established: the other is named"
    assert "không kể KCN Đồicao" in found.note.vi


def test_an_extension_is_another_zone_than_the_one_extended(books: Figures) -> None:
    for typed in ("diện tích Hồlớn mở rộng", "dien tich ho lon mo rong".replace("ho lon", "holon")):
        (found,) = ask(books, typed)
        assert [figure.value for figure in found.figures] == [50], typed


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("xuất khẩu KCN Hồlớn mỗi năm từ 2021 đến 2023", [1, 2, 3]),
        ("xuat khau KCN Hồlớn qua cac nam 2022-2023", [2, 3]),
        ("exports of Hồlớn by year 2021-2023", [1, 2, 3]),
    ],
)
def test_a_figure_is_told_year_by_year(books: Figures, typed: str, values: list[int]) -> None:
    (found,) = ask(books, typed)
    assert [line.value for line in found.lines] == values


@pytest.mark.parametrize(
    "typed",
    [
        "xuất khẩu KCN Hồlớn theo tháng",
        "lao động KCN Hồlớn từng tháng từ 15/3/2023",
        "xuất khẩu quý II/2023 của KCN Hồlớn từng năm",
        "xuất khẩu KCN Hồlớn mỗi năm từ tháng 3/2022 đến nay",
    ],
)
def test_what_is_no_whole_year_is_refused_one_by_one(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert found.problem is not None


@pytest.mark.parametrize(
    ("typed", "total"),
    [
        ("xuất khẩu KCN Hồlớn từ năm 2022", 5),
        ("exports of Hồlớn since 2022", 5),
        ("tong xuat khau dau tu 2022 KCN Hồlớn", 2),
    ],
)
def test_since_a_year_is_from_then_to_now(books: Figures, typed: str, total: int) -> None:
    (found,) = ask(books, typed)
    assert [figure.value for figure in found.figures] == [total]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("dự án vốn trên 10 triệu USD", {"XX02"}),
        ("dự án Nhật Bản dưới 10 triệu USD", {"XX01"}),
        ("projects of at least 5 million USD in Hồlớn", {"XX01"}),
        ("dự án đăng ký năm 2022 ở KCN Hồlớn", {"XX03", "XX04"}),
        ("những dự án nào bị thu hồi năm 2024 ở KCN Hồlớn", {"XX03"}),
    ],
)
def test_projects_are_chosen_by_their_capital_and_by_what_happened(books: Figures, typed: str, codes: set[str]) -> None:
    (found,) = ask(books, typed)
    assert {line.key.partition("/")[2] for line in found.lines} == codes


@pytest.mark.parametrize(
    "typed",
    [
        "dự án xuất khẩu trên 10 triệu USD",
        "giá thuê đất KCN Hồlớn trên 100 ha",
        "KCN trên 50 ha và giá thuê đất dưới 100 USD",
        "lao động KCN Hồlớn tầng 3",
        "tai nạn giao thông KCN Hồlớn năm 2023",
        "giám đốc KCN Hồlớn",
        "thuế KCN Hồlớn năm 2023 bao nhiêu",
    ],
)
def test_what_an_answer_has_no_use_for_refuses_it(books: Figures, typed: str) -> None:
    for found in ask(books, typed):
        assert found.problem is not None
        assert not found.figures
        assert not found.lines


def test_the_own_province_is_that_of_the_books_or_of_the_asker(sqlite_database: str, home: Path) -> None:
    Scribe("bg", BAC_GIANG).zone("Hồlớn", industrial_m2=300)
    assert ask(current_figures(), "tỉnh mình có mấy KCN")[0].figures[0].question.place == BAC_GIANG
    close()
    Scribe("bk", BAC_KAN).zone("Núicao", industrial_m2=300)
    for typed in ("tỉnh ta có mấy KCN", "how many parks are there in our province"):
        (found,) = ask(current_figures(), typed)
        assert found.problem is not None
        assert "Bắc Giang, Bắc Kạn" in found.problem.vi
    (own,) = answers("tỉnh ta có mấy KCN", current_figures(), ON, reach=frozenset({"bk"}))
    assert own.figures[0].question.place == BAC_KAN


def test_a_question_of_nothing_on_record_says_so(books: Figures) -> None:
    for typed in ("giá dầu hôm nay bao nhiêu", "còn ngày mai thì sao?"):
        (found,) = ask(books, typed)
        assert found.problem is not None
    assert not ask(books, "nhà máy dệt Sông Hồng"), "a name is looked for, not refused"


def test_a_zone_is_asked_whether_it_is_at_a_stage(books: Figures) -> None:
    for typed, said in (
        ("KCN Đồicao hoạt động chưa", "khu, cụm đang hoạt động, từ 1/5/2023"),
        ("KCN Đồixanh đã đi vào hoạt động chưa?", "chưa ghi nhận «khu, cụm đang hoạt động»"),
    ):
        (found,) = ask(books, typed)
        assert found.said is not None
        assert found.said.vi.endswith(said)


def test_provinces_are_known_by_their_initials_in_capitals(books: Figures) -> None:
    (found,) = ask(books, "BG có bn KCN hoạt động")
    assert found.figures[0].question.place == BAC_GIANG
    for typed in ("xuất khẩu KCN Hồlớn năm 2023 so với KH", "BN DN đang hoạt động trong KCN Hồlớn"):
        for found in ask(books, typed):
            assert found.understood is None or not {"Khánh Hòa", "Bắc Ninh", "Đồng Nai"} & {
                name for name in ("Khánh Hòa", "Bắc Ninh", "Đồng Nai") if name in found.understood.vi
            }


def test_a_target_of_a_zone_is_found_after_its_province_was_merged(sqlite_database: str, home: Path) -> None:
    Scribe("bk", BAC_KAN).zone("Núicao", industrial_m2=300)
    scribe = Scribe("bg", BAC_GIANG)
    zone = scribe.zone("Hồlớn", industrial_m2=300, place=VIET_YEN)
    scribe("land_leased", zone=zone, area_m2=500_000, use="industrial", effective_on="2021-01-01")
    scribe(
        "target_set", effective_on="2024-12-10", period_start="2025-01-01", period_end="2025-12-31", kind="park",
        place=VIET_YEN, zone=zone, measure="land.leased", value=1_000_000, set_by="board",
    )  # fmt: skip
    (found,) = ask(current_figures(), "đất đã cho thuê KCN Hồlớn năm 2025 đạt bao nhiêu % kế hoạch", AFTER)
    assert [figure.value for figure in found.figures] == [50]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("KCN nào có trên 2000 lao động", []),
        ("KCN nào có dưới 2000 lao động", ["KCN Hồlớn"]),
        ("parks with fewer than 2000 workers", ["KCN Hồlớn"]),
    ],
)
def test_a_bound_like_a_year_is_no_year(books: Figures, typed: str, named: list[str]) -> None:
    (found,) = ask(books, typed)
    assert found.understood is not None
    assert "2.000 lao động" in found.understood.vi
    assert titles((found,)) == named
    assert found.said is not None
    assert found.said.vi.startswith(f"{len(named)} KCN: ")
    assert found.said.en.startswith(f"{len(named)} industrial park{'' if len(named) == 1 else 's'}: ")


def test_years_from_and_to_stay_years(books: Figures) -> None:
    (found,) = ask(books, "xuất khẩu KCN Hồlớn từ 2021 đến 2022")
    assert found.understood is not None
    assert "1/1/2021 – 31/12/2022" in found.understood.vi


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("dự án trên 10 triệu USD từ năm 2020", "cấp mới, tăng vốn, bị thu hồi trong kỳ"),
        ("dự án FDI trên 2000 tỷ đồng", "ghi bằng USD"),
        ("domestic projects over 1 million USD", "ghi bằng VND"),
    ],
)
def test_bounds_that_the_projects_cannot_be_held_to_are_asked_back(books: Figures, typed: str, said: str) -> None:
    (found,) = ask(books, typed)
    assert found.problem is not None
    assert said in found.problem.vi
    assert not found.lines


def test_whether_a_zone_is_established_is_told(books: Figures) -> None:
    (found,) = ask(books, "KCN Hồlớn đã thành lập chưa?")
    assert found.said is not None
    assert found.said.vi.endswith("từ 4/5/2012")


@pytest.mark.parametrize("typed", ["PCI Bắc Giang năm 2022 xếp thứ mấy", "how does Bac Giang rank in PCI"])
def test_a_statistic_that_is_a_rank_is_told_as_one(books: Figures, typed: str) -> None:
    with writing("bg", "lan") as writer:
        quoted = {
            "indicator": "pci.rank", "form": "rank", "value": "2", "unit": "rank", "of": 63, "place": BAC_GIANG,
            "period_start": "2022-01-01", "period_end": "2022-12-31", "effective_on": "2022-12-31",
            "document": {"number": "1/GĐ", "issuer": "cơ quan giả định", "issued_on": "2022-12-31"},
        }  # fmt: skip
        writer.record(build("statistic_quoted", quoted))
    close()
    (found,) = ask(current_figures(), typed)
    assert [figure.value for figure in found.figures] == [2]


def test_beside_a_plan_in_few_words_is_how_far_it_was_reached(books: Figures) -> None:
    for typed in ("dự án cấp mới KCN Bắc Giang năm 2024 so KH", "dự án cấp mới KCN Bắc Giang năm 2024 so với KH"):
        (found,) = ask(books, typed)
        assert [figure.question.form for figure in found.figures] == [Form.PLAN_RATIO]


def test_no_project_is_called_in_time_where_no_schedule_is_on_record(books: Figures) -> None:
    (found,) = ask(books, "dự án nào chậm tiến độ ở KCN Hồlớn")
    assert found.problem is not None
    assert "chưa ghi tiến độ" in found.problem.vi
