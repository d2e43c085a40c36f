"""Everyday words: those that change nothing are passed over, those that do are refused, superlatives choose their own measure."""

from datetime import date
from pathlib import Path

import pytest

from parkledger.briefing.answers.answer import Answers
from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from parkledger.records.dates import Dates
from tests.answers.asking import Asking
from tests.answers.closing import closed
from tests.figures.books import BAC_GIANG, BAC_KAN, VIET_YEN, Scribe, usd, vnd

__all__ = ["closed"]

ON = Dates(date(2025, 6, 30))
ask = Asking(ON, is_no_name=True)


@pytest.fixture
def books(sqlite_database: str, home: Path) -> Figures:
    """Three parks of one province: the largest is half let, the fullest is small, the one with the most workers is neither."""
    scribe = Scribe("bg", BAC_GIANG)
    zones = {
        name: scribe.zone(name, industrial_m2=area * 10_000, place=VIET_YEN)
        for name, area in (("Hồlớn", 300), ("Đồicao", 50), ("Bãidài", 100))
    }
    for (name, let, workers, dollars), rent in zip(
        (("Hồlớn", 30, 100, 9), ("Đồicao", 45, 40, 1), ("Bãidài", 60, 700, 4)), (70, 90, 110), strict=True
    ):
        zone = zones[name]
        scribe("zone_operating", zone=zone, effective_on="2012-01-01")
        scribe("land_leased", zone=zone, area_m2=let * 10_000, use="industrial", effective_on="2021-01-01")
        scribe(
            "tariff_set", zone=zone, effective_on="2022-01-01", tariff="land_rent", price=str(rent), per="m2/term",
            currency="USD",
        )  # fmt: skip
        for year in (2023, 2024):
            scribe.report(
                f"{year}-01-01", f"{year}-12-31", zone=zone,
                values={
                    "trade.export": usd(dollars * year), "labour.workers": workers,
                    "budget.paid": vnd(workers * 1_000_000), "labour.foreign": workers // 10,
                },
            )  # fmt: skip
    scribe(
        "environmental_incident_opened", zone=zones["Hồlớn"], incident="SC1", cause="chemical", effective_on="2023-03-01",
    )  # fmt: skip
    Scribe("bk", BAC_KAN).zone("Núicao", industrial_m2=300)
    return current_figures()


def told(found: Answers) -> list[tuple[object, ...]]:
    """What answers tell, without how it was read."""
    return [(each.said, each.value, [(figure.question, figure.value) for figure in each.figures]) for each in found]


VIETNAMESE = (
    "{} vậy ạ", "dạ {} ạ", "làm ơn cho biết {}", "cho em xin {}", "{} nhỉ", "{} thế", "{} hả anh", "{} đấy", "thực sự {}",
    "rốt cuộc {}", "cho mình hỏi {}", "cảm ơn, {}", "tra giúp {}", "cám ơn {}", "{} chính xác", "{} cụ thể", "nghe nói {}", "{} đúng không",
    "{} được chưa", "anh chị cho hỏi {}", "tóm lại {}", "mình cần {}", "muốn xem {}", "xin chào, {}", "{} nữa", "{} vẫn vậy",
    "kiểm tra giúp {}", "thì {}", "nói riêng {}", "theo sổ sách {}", "thưa anh, {}", "{} tới đâu rồi", "{} thực tế", "{} đến đâu rồi",
    "nho anh chi xem giup {}", "lam on cho biet {}", "tom lai {}", "thuc su {}",
)  # fmt: skip
ENGLISH = (
    "please, {}", "{} please", "can you tell me {}", "do you know {}", "i was wondering {}", "actually, {}", "{} exactly", "hi, {}",
    "just {}", "what's {}", "i'd like to know {}", "could you show me {}", "roughly {}", "{} for my report", "quick question, {}",
    "any idea {}", "let me see {}", "good morning, {}", "{}, thanks", "what does {} look like", "{} on record", "help me find {}",
    "we'd like to know {}", "remind me: {}",
)  # fmt: skip


@pytest.mark.parametrize("around", VIETNAMESE)
def test_words_of_everyday_vietnamese_change_no_answer(books: Figures, around: str) -> None:
    plain = "số lao động KCN Hồlớn cuối năm 2023"
    expected = told(ask(books, plain))
    assert expected[0][2], "the question by itself is answered"
    assert told(ask(books, around.format(plain))) == expected


@pytest.mark.parametrize("around", ENGLISH)
def test_words_of_everyday_english_change_no_answer(books: Figures, around: str) -> None:
    plain = "exports of parks in Bac Giang in 2023"
    expected = told(ask(books, plain))
    assert expected[0][2], "the question by itself is answered"
    assert told(ask(books, around.format(plain))) == expected


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("KCN nào kín nhất Bắc Giang", "KCN Đồicao"),
        ("KCN nào đầy nhất Bắc Giang", "KCN Đồicao"),
        ("which industrial park in Bac Giang is the fullest", "KCN Đồicao"),
        ("KCN nào trống nhất Bắc Giang", "KCN Hồlớn"),
        ("KCN nào ế nhất Bắc Giang", "KCN Hồlớn"),
        ("which park in Bac Giang is the emptiest", "KCN Hồlớn"),
        ("KCN nào đông lao động nhất Bắc Giang cuối 2023", "KCN Bãidài"),
        ("kcn nao dong cong nhan nhat bac giang cuoi 2023", "KCN Bãidài"),
        ("KCN nào đông nhất Bắc Giang cuối 2023", "KCN Bãidài"),
        ("which park is the biggest employer in Bac Giang at the end of 2023", "KCN Bãidài"),
        ("KCN nào còn nhiều đất trống để thuê nhất ở Bắc Giang", "KCN Hồlớn"),
        ("KCN nào thuê đất rẻ nhất Bắc Giang năm 2023", "KCN Hồlớn"),
        ("which park in Bac Giang is the cheapest to rent land in 2023", "KCN Hồlớn"),
        ("KCN nào thuê đất đắt nhất Bắc Giang năm 2023", "KCN Bãidài"),
        ("KCN nào lớn nhất Bắc Giang", "KCN Hồlớn"),
    ],
)
def test_superlatives_of_everyday_choose_by_their_own_measure(books: Figures, typed: str, title: str) -> None:
    found = ask(books, typed)
    assert [each.problem for each in found] == [None]
    assert found[0].lines[0].title.vi == title


@pytest.mark.parametrize(
    "typed",
    [
        "KCN nào rẻ nhất Bắc Giang", "KCN nào đắt nhất Bắc Giang", "the most expensive park in Bac Giang", "KCN nào đứng đầu Bắc Giang",
        "KCN nào nhiều người nhất Bắc Giang", "KCN nào hết đất ở Bắc Giang", "KCN nào vắng nhất Bắc Giang", "busiest park in Bac Giang",
        "who is the biggest employer in Bac Giang parks", "số giờ lao động KCN Hồlớn cuối năm 2023", "vốn đăng ký thực tế KCN Hồlớn",
        "diện tích đất thực tế KCN Hồlớn", "lao động kể cả thời vụ KCN Hồlớn",
        "xuất khẩu Bắc Giang và Bắc Kạn năm 2023 gấp mấy lần nhau", "xuất khẩu KCN Hồlớn từng quý",
        "exports of Hồlớn by quarter", "số lao động KCN Hồlớn cuối năm 2023, kể tên",
        "why was the 2023 export figure of Hồlớn revised",
        "thuế thu nhập doanh nghiệp KCN Hồlớn năm 2023", "corporate income tax of parks in Bac Giang in 2023", "thuê đất KCN Hồlớn riêng",
        "số lao động KCN Hồlớn cuối năm 2023 công bố lần trước", "cong suat dien gio KCN Hồlớn",
        "doanh nghiệp cỡ lớn đang hoạt động ở KCN Hồlớn", "workers around Hồlớn at the end of 2023",
        "xuất khẩu KCN Hồlớn năm 2023 đến đâu",
        "who built the wastewater plant of Hồlớn", "the electricity bill of Hồlớn in 2023",
        "how many workers were there in Hồlớn back then",
        "lao động Đông Nam Á KCN Hồlớn cuối năm 2023",
    ],
)  # fmt: skip
def test_words_that_change_what_is_asked_are_not_passed_over(books: Figures, typed: str) -> None:
    found = ask(books, typed)
    assert found
    for each in found:
        assert each.problem is not None
        assert not each.figures
        assert not each.lines


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("số lao động KCN Hồlớn chậm tiến độ xyzw", "«chậm tiến độ»"),
        ("is there enough electricity left in Hồlớn", "Công suất cấp điện còn lại"),
        ("top five source countries by number of projects in Bac Giang", "«countries»"),
        ("xuất khẩu Bắc Giang và Bắc Kạn năm 2023 tỉnh nào hơn, hơn gấp mấy lần", "Bắc Kạn"),
        ("List Japanese companies that started production in Hồlớn in 2023", "«started production»"),
    ],
)
def test_words_with_a_meaning_stand_in_the_reading_of_a_refusal(books: Figures, typed: str, word: str) -> None:
    (found,) = ask(books, typed)
    assert found.problem is not None
    assert found.understood is not None
    assert word in f"{found.problem.vi} {found.understood.vi}"


def test_permits_of_foreigners_are_no_foreign_capital(books: Figures) -> None:
    found = ask(books, "giấy phép cho người nước ngoài làm việc cấp năm 2023 ở Bắc Giang")
    assert [each.question.indicator for one in found for each in one.figures] == ["permits.granted"]


def test_foreigners_who_work_are_foreign_workers(books: Figures) -> None:
    (found,) = ask(books, "người nước ngoài làm việc ở KCN Hồlớn cuối năm 2023")
    assert found.figures[0].question.indicator == "labour.foreign"
    assert found.figures[0].value == 10


@pytest.mark.parametrize("now", ["đến nay", "đến giờ", "đến giờ vẫn"])
def test_what_began_in_a_year_and_is_open_by_now_is_of_today(books: Figures, now: str) -> None:
    (found,) = ask(books, f"sự cố môi trường xảy ra năm 2023 {now} chưa xử lý xong ở Bắc Giang")
    assert found.said is not None
    assert found.said.vi.endswith("1 phát sinh trong kỳ 1/1/2023–31/12/2023, tính đến 30/6/2025")


@pytest.mark.parametrize(
    ("typed", "indicator"),
    [
        ("KCN Hồlớn cho thuê kín được bao nhiêu phần trăm rồi", "occupancy"),
        ("KCN Hồlớn lấp đầy tới đâu rồi", "occupancy"),
        ("how many people worked in Hồlớn at the end of 2023", "labour.workers"),
        ("bao nhiêu nhà máy đang hoạt động ở KCN Hồlớn", "enterprises.operating"),
        ("sl lđ nc ngoài KCN Hồlớn cuối 2023", "labour.foreign"),
        ("vốn đầu tư thực tế KCN Hồlớn năm 2023", "capital.implemented"),
        ("tax money from Hồlớn in 2023", "budget.paid"),
        ("average factory wage in Hồlớn 2023", "labour.income"),
        ("xuất khẩu KCN Hồlớn năm vừa rồi", "trade.export"),
    ],
)
def test_everyday_names_come_to_the_indicator(books: Figures, typed: str, indicator: str) -> None:
    (found,) = ask(books, typed)
    assert found.problem is None
    assert {figure.question.indicator for figure in found.figures} == {indicator}


@pytest.mark.parametrize(
    "typed",
    [
        "did exports of Hồlớn go up or down between 2023 and 2024",
        "xuất khẩu KCN Hồlớn năm 2024 tăng giảm ra sao so với 2023",
    ],
)
def test_up_and_down_is_growth(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert found.said is not None
    assert found.said.vi.startswith("tăng 9 USD")


def test_zones_are_listed_by_name_where_their_names_are_asked_for(books: Figures) -> None:
    (found,) = ask(books, "Bắc Giang có mấy KCN đã thành lập, kể tên giúp")
    assert len(found.lines) == 3


@pytest.mark.parametrize(
    "typed",
    [
        "trong hai năm 2023, 2024, năm nào Bắc Giang xuất khẩu nhiều nhất",
        "năm 2023 và 2024, năm nào KCN Bắc Giang xuất khẩu nhiều nhất",
        "in which year did parks in Bac Giang have the highest exports, 2023 or 2024",
    ],
)
def test_one_of_the_years_that_are_named_is_chosen(books: Figures, typed: str) -> None:
    found = ask(books, typed)
    assert [each.problem for each in found] == [None]
    assert found[0].lines[0].title.vi == "năm 2024"


def test_the_year_is_chosen_of_those_named(books: Figures) -> None:
    (found,) = ask(books, "trong hai năm 2022, 2023, năm nào KCN Bắc Giang xuất khẩu nhiều nhất")
    assert [line.title.vi for line in found.lines] == ["năm 2023"]


def test_a_year_that_is_not_over_is_not_left_out_of_those_named(books: Figures) -> None:
    (found,) = ask(books, "năm 2024 và 2025, năm nào KCN Bắc Giang xuất khẩu nhiều nhất")
    assert found.problem is not None
    assert not found.lines
