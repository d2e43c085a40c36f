"""Questions put to small books written by hand: who asks, joint projects, schedules, two currencies, one province."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from parkledger.briefing.answers import place_orders
from parkledger.briefing.answers.answer import Answers
from parkledger.briefing.answers.questions import answers, example
from parkledger.briefing.answers.subjects import subject_of
from parkledger.briefing.splits import By, split
from parkledger.catalogue.publicity import withheld
from parkledger.duties import DutyKind, DutyPhase
from parkledger.figures import Figures
from parkledger.figures.current import close, current_figures, expire
from parkledger.language import Lang
from parkledger.ledger.book.recording import build, writing
from parkledger.records.dates import Dates
from parkledger.records.duties import duties_on, schedule
from tests.answers.asking import Asking
from tests.answers.closing import closed
from tests.figures.books import BAC_GIANG, BAC_KAN, BAC_NINH, FDI, VIET_YEN, Scribe, question, usd, vnd

__all__ = ["closed"]

THAI_BINH = "viet-nam.thai-binh"
ON = Dates(date(2024, 6, 30))
ask = Asking(ON)


@contextmanager
def asked_by_the_public(*kinds: str) -> Iterator[None]:
    before = withheld.set(frozenset(("tb", kind) for kind in kinds))
    try:
        yield
    finally:
        withheld.reset(before)


def project(scribe: Scribe, code: str, on: str, zone: str, country: str = "", dollars: int = 1, **more: Any) -> None:
    about: dict[str, Any] = {
        "name": f"Nhà máy {code}",
        "enterprise": "Công ty Giả định",
        "origin": "fdi",
        "capital": usd(dollars * 1_000_000),
        "country": country,
        "sector": "sản xuất giả định",
    }
    scribe("project_registered", project=code, zone=zone, effective_on=on, **{**about, **more})


@pytest.fixture
def books(sqlite_database: str, home: Path) -> Figures:
    """A park with projects of several countries, one of them with a schedule that it does not keep."""
    scribe = Scribe("tb", THAI_BINH)
    zone = scribe.zone("Hồngquang", industrial_m2=100)
    scribe("zone_operating", zone=zone, effective_on="2012-01-01")
    for number in range(3):
        project(scribe, f"JP{number}", f"202{number}-03-01", zone, "Nhật Bản")
    for number in range(4):
        project(scribe, f"KR{number}", "2021-05-01", zone, "Hàn Quốc 40%, Đài Loan 60%")
    project(scribe, "TG02", "2021-01-10", zone, "Singapore", dollars=2)
    project(scribe, "TN1", "2023-02-01", zone, origin="ddi", capital=vnd(100_000_000_000), country="")
    project(scribe, "DO1", "2023-03-01", zone, "Nhật Bản", dollars=30)
    scribe("schedule_set", project="TG02", effective_on="2021-02-01", construction_by="2022-06-30")
    scribe("land_leased", zone=zone, area_m2=500_000, use="industrial", effective_on="2021-01-01")
    scribe("project_revoked", project="JP0", effective_on="2023-05-01", reason="không triển khai")
    return current_figures()


def keys(found: Answers) -> list[str]:
    return [line.key for each in found for line in each.lines]


@pytest.mark.parametrize("first", ["officer", "public"])
@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("tỷ lệ lấp đầy KCN Hồngquang", ("zones",)),
        ("ty le lap day kcn hongqaung", ("zones",)),
        ("dự án ngành sản xuất giả định", ("projects",)),
        ("dự án TG02 chậm bao lâu", ("projects",)),
        ("dự án chậm tiến độ", ("projects",)),
    ],
)
def test_who_asks_first_does_not_decide_what_others_are_told(
    books: Figures, typed: str, kinds: tuple[str, ...], first: str
) -> None:
    def told(found: Answers) -> bool:
        return any(each.figures or each.lines for each in found)

    if first == "officer":
        assert told(ask(books, typed))
    with asked_by_the_public(*kinds):
        found = ask(books, typed)
        assert not told(found)
        words = " ".join(text.vi for each in found for text in (each.understood, each.said) if text)
        assert "KCN Hồngquang" not in words
        assert not any(each.guessed for each in found)
        if kinds == ("zones",):
            assert all(each.unheard for each in found), "a name like any other that no book has"
    assert told(ask(books, typed)), "and the officer is told what the public was not"


@pytest.mark.parametrize(
    ("typed", "indicator"),
    [("nước nào có nhiều dự án nhất", "projects.in_force"), ("nước nào đầu tư nhiều vốn nhất", "capital.in_force")],
)
def test_countries_stand_as_figures_are_split_by_country(books: Figures, typed: str, indicator: str) -> None:
    base = question(indicator, "2024-06-30", THAI_BINH, origin=FDI)
    figures = [figure for figure in books.answer(split(base, By.COUNTRY, books)) if figure.value]
    by_country = {figure.question.member.code: figure.value for figure in figures if figure.question.member}
    (found,) = ask(books, typed)
    assert {line.key: line.value for line in found.lines} == by_country
    assert found.lines[0].value == max(value for value in by_country.values() if value is not None)


def test_a_joint_project_without_shares_is_named_and_not_ranked(sqlite_database: str, home: Path) -> None:
    scribe = Scribe("tb", THAI_BINH)
    zone = scribe.zone("Hồngquang", industrial_m2=100)
    project(scribe, "A", "2021-01-01", zone, "Nhật Bản", dollars=5)
    project(scribe, "B", "2021-01-01", zone, "Mỹ - Singapore", dollars=50)
    (found,) = ask(current_figures(), "nước nào đầu tư nhiều vốn nhất")
    assert keys((found,)) == ["JP"]
    assert found.note is not None
    assert "liên doanh, chưa ghi tỷ lệ" in found.note.vi


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("dự án của Nhật Bản", {"JP1", "JP2", "DO1"}),
        ("dự án của Nhật Bản cuối năm 2021", {"JP0", "JP1"}),
        ("dự án của Nhật Bản năm 2022", {"JP0", "JP1", "JP2"}),
        ("dự án bị thu hồi năm 2023", {"JP0"}),
        ("dự án bị thu hồi năm 2022", set()),
        ("dự án cấp mới năm 2023", {"TN1", "DO1"}),
        ("dự án ngành sản xuất giả định cuối năm 2020", {"JP0"}),
        ("dự án chậm tiến độ", {"TG02"}),
        ("dự án chậm tiến độ cuối năm 2022", {"TG02"}),
        ("dự án chậm tiến độ ngày 30/6/2022", set()),
    ],
)
def test_lists_are_of_the_day_or_period_asked(books: Figures, typed: str, codes: set[str]) -> None:
    (found,) = ask(books, typed)
    assert found.problem is None
    assert {key.partition("/")[2] for key in keys((found,))} == codes
    assert found.total == len(codes)


def test_how_late_a_project_is_is_what_its_schedule_says(books: Figures) -> None:
    (milestone,) = schedule("tb", "TG02", ON)
    assert milestone.phase.due_on == date(2022, 6, 30)
    for typed in ("dự án TG02 chậm bao lâu", "how late is project TG02"):
        (found,) = ask(books, typed)
        assert found.value == (ON.on - date(2022, 6, 30)).days
    (unknown,) = ask(books, "dự án TG99 chậm bao lâu")
    assert unknown.unheard == ("TG99",)
    (without,) = ask(books, "dự án JP1 chậm bao lâu")
    assert without.said is not None
    assert "chưa ghi tiến độ" in without.said.vi
    assert without.value is None


def test_what_changed_capital_most_is_weighed_in_one_currency(books: Figures) -> None:
    found = ask(books, "vì sao vốn đăng ký KCN Hồngquang năm 2023 thay đổi")
    titles = [line.title.vi for each in found for line in each.lines]
    assert "DO1" in titles[0], "30 million dollars are more than 100 billion đồng, which are 5 million"
    assert "TN1" in titles[1]


def test_names_keep_their_capitals_where_it_is_said_by_what_to_rank(
    sqlite_database: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place_orders, "RANKED_BY", ("occupancy.park_since_decree_35", "land.leased"))
    scribe = Scribe("tb", THAI_BINH)
    for name in ("Hồngquang", "Mở"):
        zone = scribe.zone(name, industrial_m2=100)
        scribe("land_leased", zone=zone, area_m2=500_000, use="industrial", effective_on="2021-01-01")
    books = current_figures()
    offered = place_orders.rankable(subject_of("KCN Hồngquang đứng thứ mấy", books, Dates(date(2021, 1, 31))), books)
    assert offered is not None
    assert offered.vi.endswith("sổ xếp được theo: tỷ lệ lấp đầy KCN (Nghị định 35), đất đã cho thuê")
    assert offered.en.endswith("the books can rank by: park occupancy (Decree 35), land leased")


def test_the_province_of_all_books_is_meant_where_none_is_named(books: Figures) -> None:
    for bare, placed in (
        ("tỷ lệ lấp đầy các KCN", "tỷ lệ lấp đầy các KCN Thái Bình"),
        ("có bao nhiêu dự án còn hiệu lực", "có bao nhiêu dự án còn hiệu lực ở Thái Bình"),
        ("vốn FDI năm 2023", "vốn FDI Thái Bình năm 2023"),
    ):
        (found,), (other,) = ask(books, bare), ask(books, placed)
        assert found.problem is None, bare
        assert found.figures == other.figures
        assert found.figures[0].question.place == THAI_BINH
        assert found.understood is not None
        assert "Thái Bình" in found.understood.vi


def test_where_books_are_of_a_few_provinces_the_figure_of_each_is_told(books: Figures) -> None:
    Scribe("bg").zone("Mở", industrial_m2=10)
    close()
    found = ask(current_figures(), "tỷ lệ lấp đầy các KCN")
    assert {each.figures[0].question.place for each in found} == {BAC_GIANG, THAI_BINH}


def test_of_many_provinces_it_is_asked_back_which_is_meant(books: Figures) -> None:
    for code, place in (("bg", BAC_GIANG), ("bk", BAC_KAN), ("bn", BAC_NINH)):
        Scribe(code, place).zone("Mở", industrial_m2=10)
    close()
    (found,) = ask(current_figures(), "tỷ lệ lấp đầy các KCN")
    assert found.problem is not None
    assert "địa bàn" in found.problem.vi


def test_the_example_beside_the_box_is_a_question_of_these_books_that_is_answered(books: Figures) -> None:
    shown = example(books, ON)
    assert "Thái Bình" in shown.vi
    assert "Thai Binh" in shown.en
    for lang in Lang:
        (found,) = ask(books, shown.of(lang))
        assert found.figures[0].question.place == THAI_BINH
        assert found.figures[0].value is not None


@pytest.mark.parametrize("path", ["/tim/", "/en/tim/", "/"])
def test_the_box_names_a_place_of_these_books(statics: Path, books: Figures, path: str) -> None:
    page = Client().get(path).content.decode()
    assert "Bắc Giang" not in page
    assert "Bac Giang" not in page
    assert example(books, Dates(date(2026, 1, 1))).of(Lang.EN if path.startswith("/en/") else Lang.VI) in page


def test_dossiers_that_are_overdue_are_told_to_those_who_see_the_worklist(books: Figures) -> None:
    (refused,) = ask(books, "hồ sơ quá hạn")
    assert refused.problem is not None
    assert not refused.lines
    (found,) = answers("hồ sơ quá hạn", books, ON, reach=frozenset({"tb"}))
    assert found.problem is None
    assert found.total == 0


@pytest.mark.parametrize(
    ("typed", "lang", "said"),
    [
        (
            "xuất khẩu KCN Thái Bình năm 2023 so với kế hoạch",
            Lang.VI,
            "(chỉ tiêu UBND tỉnh giao, kỳ 1/1/2023–31/12/2023)",
        ),
        (
            "xuất khẩu KCN Thái Bình năm 2023 so với kế hoạch",
            Lang.EN,
            "(target, set by the provincial People's Committee, 1 January 2023–31 December 2023)",
        ),
    ],
)
def test_a_plan_says_whose_it_is_in_the_reader_s_language(
    sqlite_database: str, home: Path, typed: str, lang: Lang, said: str
) -> None:
    scribe = Scribe("tb", THAI_BINH)
    zone = scribe.zone("Hồngquang", industrial_m2=100)
    year = {"period_start": "2023-01-01", "period_end": "2023-12-31"}
    scribe(
        "target_set",
        measure="trade.export",
        value=usd(100),
        place=THAI_BINH,
        kind="park",
        **year,
        effective_on="2023-01-05",
    )
    scribe("period_report", zone=zone, values={"trade.export": usd(92)}, **year, effective_on="2023-12-31")
    (found,) = ask(current_figures(), typed)
    assert found.said is not None
    assert found.said.of(lang).endswith(said)


OWING = [
    ("việc quá hạn", 6), ("viec qua han", 6), ("việc nào quá hạn", 6), ("overdue work", 6), ("which duties are overdue", 6),
    ("báo cáo nào quá hạn", 1), ("bao cao nao qua han", 1), ("which reports are overdue", 1),
    ("tiền thuê đất còn nợ", 1), ("tien thue dat con no", 1), ("doanh nghiệp nào nợ tiền thuê", 1), ("rents owed", 1),
    ("which enterprises owe land rent", 1),
    ("giấy phép môi trường sắp hết hạn", 2), ("giay phep moi truong sap het han", 2),
    ("environmental permits expiring soon", 2), ("giấy phép môi trường quá hạn", 1),
]  # fmt: skip
OF_ORGANISATIONS = ("thuê", "thue", "rent", "phép", "phep", "permit")


@pytest.fixture
def owing(books: Figures) -> Figures:
    """The same with a rent that is not paid, two permits to be renewed (one expired, one soon), a task and an annual report overdue."""
    zone = "kcn-hồngquang"

    def scribe(what: str, **fields: Any) -> None:
        with writing("tb", "lan") as writer:
            writer.record(build(what, fields))

    scribe(
        "dues_assessed",
        zone=zone,
        obligation="TD-1",
        due="land_rent",
        amount=vnd(30),
        due_by="2024-05-31",
        effective_on="2024-01-05",
    )
    scribe(
        "dues_assessed",
        zone=zone,
        obligation="MT-1",
        due="environment",
        amount=vnd(30),
        due_by="2024-12-31",
        effective_on="2024-01-05",
    )
    for permit, until in (("GP-1", "2024-05-30"), ("GP-2", "2024-07-20"), ("GP-3", "2026-07-20")):
        scribe("environmental_permit_granted", zone=zone, permit=permit, valid_until=until, effective_on="2020-06-01")
    scribe("duty_set", task="báo cáo tỉnh", due_by="2024-06-01", effective_on="2024-01-01")
    expire()
    return current_figures()


def collected(dates: Dates) -> list[DutyPhase]:
    """What is due, with one report that is collected and overdue, as the worklist adds it."""
    found = duties_on(dates)
    pattern = next(phase for phase in found if phase.duty.kind is DutyKind.TASK)
    return [*found, replace(pattern, duty=replace(pattern.duty, kind=DutyKind.REPORT, key="thang|2024-05-31", seq=0))]


@pytest.mark.parametrize(("typed", "count"), OWING)
def test_what_is_overdue_owed_or_about_to_expire_is_told_to_who_sees_the_worklist(
    owing: Figures, typed: str, count: int
) -> None:
    (found,) = answers(typed, owing, ON, reach=frozenset({"tb"}), due=collected)
    assert found.problem is None
    assert found.total == found.value == count
    with asked_by_the_public("dossiers"):
        (hidden,) = answers(typed, owing, ON, due=collected)
        assert hidden.problem is not None
        assert not hidden.lines
        assert "GP-" not in str(hidden)
    (shown,) = answers(typed, owing, ON, due=collected)
    assert (shown.total if not shown.problem else 0) == (
        count if any(word in typed for word in OF_ORGANISATIONS) else 0
    )


@pytest.mark.parametrize(
    "typed",
    ["doanh nghiệp nào nợ tiền thuế", "xuất khẩu KCN Hồngquang còn nợ", "số lao động có giấy phép KCN Hồngquang"],
)
def test_what_is_owed_besides_rent_is_not_answered_with_something_else(owing: Figures, typed: str) -> None:
    assert all(
        each.problem and not each.lines and not each.figures for each in answers(typed, owing, ON, due=collected)
    )


def test_sides_that_are_unequally_covered_are_not_compared(sqlite_database: str, home: Path) -> None:
    """A zone that reported one quarter of the year is not less than one that reported the whole, for all that is known."""
    scribe = Scribe("bg", BAC_GIANG)
    lake, hill = (
        scribe.zone(name, on="2012-05-04", industrial_m2=300, place=VIET_YEN) for name in ("Hồ Lớn", "Đồi Cao")
    )
    quarters = [
        ("2024-01-01", "2024-03-31"),
        ("2024-04-01", "2024-06-30"),
        ("2024-07-01", "2024-09-30"),
        ("2024-10-01", "2024-12-31"),
    ]
    for start, end in quarters:
        scribe.report(start, end, zone=lake, values={"trade.export": usd(20)})
    scribe.report(*quarters[0], zone=hill, values={"trade.export": usd(60)})
    books = current_figures()
    for typed in (
        "so sánh xuất khẩu KCN Hồ Lớn và KCN Đồi Cao năm 2024",
        "KCN Hồ Lớn xuất khẩu nhiều hơn KCN Đồi Cao năm 2024 không",
    ):
        one, _ = ask(books, typed)
        assert one.said is not None
        assert "không so được" in one.said.vi
    (one, _) = ask(books, "so sánh xuất khẩu KCN Hồ Lớn và KCN Đồi Cao quý 1/2024")
    assert one.said is not None
    assert one.said.vi == "KCN Đồi Cao hơn KCN Hồ Lớn 40 USD"
