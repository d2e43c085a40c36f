"""Lines of plain text: the title, the article, captions, and other pages' teasers."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkledger.reading import read
from parkledger.reading.model import PageSource
from parkledger.reading.pages.formats import source_of
from parkledger.reading.pages.lines import PageMetadata, source_of_text

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "bac-giang-bac-kan-2023-08-22.txt"
LONG = "Toàn tỉnh đã lập được 9 KCN rộng cả thảy 1.967 ha, mức lấp đầy bình quân là 75,6%, " * 2 + "theo báo cáo."


def parts(source: PageSource, kind: str) -> list[str]:
    return [source.text[s.start : s.end] for s in source.sections if s.kind == kind]


def assert_valid(source: PageSource) -> None:
    """Sections are in order, apart, inside the text, and neither empty nor padded."""
    at = 0
    for section in source.sections:
        assert at <= section.start < section.end <= len(source.text)
        assert section.kind in ("title", "article", "caption", "teasers")
        assert source.text[section.start : section.end].strip() == source.text[section.start : section.end]
        at = section.end


@pytest.fixture(scope="module")
def seed() -> PageSource:
    if not SEED.exists():
        pytest.skip("the seed page is not beside this checkout")
    return source_of(SEED.read_bytes(), SEED.name)


def test_seed_is_kept_as_it_is(seed) -> None:
    assert seed.text == SEED.read_text(encoding="utf-8")
    assert_valid(seed)


def test_seed_has_its_own_title_and_author(seed) -> None:
    assert seed.title == "Hai tỉnh Bắc Giang, Bắc Kạn trao đổi kinh nghiệm trong phát triển khu, cụm công nghiệp"
    assert (seed.author, seed.published, seed.source) == ("Thế Đại", None, None)


def test_seed_article_ends_before_the_teasers(seed) -> None:
    article = parts(seed, "article")
    assert article[0].startswith("BẮC GIANG – Chiều 22/8")
    assert article[-1].endswith("Tin, ảnh: Thế Đại")
    assert max(s.end for s in seed.sections if s.kind == "article") < seed.text.index("Cùng chủ đề")


def test_seed_has_three_blocks_of_teasers(seed) -> None:
    teasers = [s for s in seed.sections if s.kind == "teasers"]
    assert [s.heading for s in teasers] == ["Cùng chủ đề", "Cùng tác giả", "Cùng chuyên mục"]
    assert all(seed.text[s.start :].startswith(s.heading) for s in teasers)
    assert teasers[-1].end < seed.text.index("Tin nổi bật")


def test_seed_captions_are_the_lines_under_pictures(seed) -> None:
    captions = parts(seed, "caption")
    assert len(captions) == 5
    assert captions[0].endswith("Quang cảnh hội nghị.")


@pytest.mark.parametrize(
    ("lines", "title", "article"),
    [
        (["Bắc Giang có 9 KCN", LONG], "Bắc Giang có 9 KCN", [LONG]),
        (
            ["Powered by Techcity", "Trang chủ > Kinh tế", "22/8/2023", "Bắc Giang có 9 KCN", LONG],
            "Bắc Giang có 9 KCN",
            [LONG],
        ),
        ([LONG], None, [LONG]),
        ([LONG, LONG], None, [LONG + "\n" + LONG]),
        (["hơn 1,48 tỷ USD"], None, ["hơn 1,48 tỷ USD"]),
        (["UBND TỈNH BẮC GIANG", "BÁO CÁO", "Tình hình các KCN", LONG], "BÁO CÁO Tình hình các KCN", [LONG]),
        (["Bắc Giang có 9 KCN", LONG, "Tin khác", "Hải Dương có 12 KCN"], "Bắc Giang có 9 KCN", [LONG]),
        (["Bắc Giang có 9 KCN", LONG, "Tin khác"], "Bắc Giang có 9 KCN", [LONG]),
    ],
)
def test_title_and_article(lines, title, article) -> None:
    source = source_of_text("\n".join(lines))
    assert source.title == title
    assert parts(source, "article") == article
    assert_valid(source)


def test_a_figure_alone_on_its_line_stays_in_the_article() -> None:
    source = source_of_text(f"Diện tích các KCN\n{LONG}\n1.967\n2.254")
    assert parts(source, "article") == [f"{LONG}\n1.967\n2.254"]


def test_the_article_goes_on_after_a_box_of_links() -> None:
    text = f"Bắc Giang có 9 KCN\n{LONG}\nĐọc thêm\nHải Dương có 12 KCN\n{LONG}\n{LONG}\nTin khác\nMột tin"
    source = source_of_text(text)
    assert parts(source, "article") == [LONG, f"{LONG}\n{LONG}"]
    assert parts(source, "teasers") == ["Đọc thêm\nHải Dương có 12 KCN", "Tin khác\nMột tin"]


def test_leads_that_break_off_are_no_article() -> None:
    lead = LONG.removesuffix(".") + "..."
    source = source_of_text(f"Bắc Giang có 9 KCN\n{LONG}\nTin khác\nMột tin\n{lead}\nHai tin\n{lead}")
    assert parts(source, "article") == [LONG]


def test_a_line_that_points_elsewhere_is_apart() -> None:
    source = source_of_text(f"Bắc Giang có 9 KCN\n{LONG}\nXem thêm: Hải Dương có 12 KCN\n{LONG}")
    assert [s.kind for s in source.sections] == ["title", "article", "teasers", "article"]
    assert source.sections[2].heading == "Xem thêm"


PAPER = (
    "UBND THÀNH PHỐ\nHỒ CHÍ MINH\nBAN QUẢN LÝ\nCÁC KCN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (f"Bắc Giang có 9 KCN\nThứ ba, 22/08/2023 14:30\n{LONG}", date(2023, 8, 22)),
        (f"Bắc Giang có 9 KCN\nBẮC GIANG - Chiều 22/8/2023, {LONG}", date(2023, 8, 22)),
        (f"Bắc Giang có 9 KCN\n{LONG}\nNgày 22/8/2023", date(2023, 8, 22)),
        (
            f"{PAPER}\nSố: 1234/BC-UBND-KCN Thành phố Hồ Chí Minh, ngày 22 tháng 8 năm 2023\nKCN\n{LONG}",
            date(2023, 8, 22),
        ),
        (f"Parks of Bac Giang\nBac Giang, 22 August 2023\n{LONG}", date(2023, 8, 22)),
        (f"Parks of Bac Giang\nAugust 22, 2023\n{LONG}", date(2023, 8, 22)),
        (f"Parks of Bac Giang\n32 August 2023\n{LONG}", None),
        (f"Bắc Giang có 9 KCN\nBẮC GIANG - Chiều 22/8, {LONG}\nTin khác\nGiá heo\n14/11/2024", None),
    ],
)
def test_only_its_own_full_dates_date_a_page(text, published) -> None:
    assert source_of_text(text).published == published


def test_the_motto_on_a_paper_is_no_part_of_it() -> None:
    source = source_of_text(f"{PAPER}\nBÁO CÁO\nTình hình các KCN\nĐộc lập - Tự do - Hạnh phúc\n{LONG}")
    assert (source.title, parts(source, "article")) == ("BÁO CÁO Tình hình các KCN", [LONG])


def test_notes_that_a_text_refers_to_are_no_part_of_it() -> None:
    told = "Toàn tỉnh có 9 KCN[1], rộng 1.967 ha[2]."
    notes = "[1] KCN đã thành lập; 10 KCN; 2 sự kiện\nvà các quyết định.\n[2] 46 ha"
    source = source_of_text(f"Bắc Giang có 9 KCN\n{told}\n{LONG}\nCăn cứ\n{notes}\nTin khác\nHải Dương có 12 KCN")
    assert parts(source, "article") == [f"{told}\n{LONG}"]
    assert parts(source, "teasers") == ["Tin khác\nHải Dương có 12 KCN"]
    listed = source_of_text(f"Bắc Giang có 9 KCN\n{LONG}\n{notes}")
    assert parts(listed, "article") == [f"{LONG}\n{notes}"]


def test_windows_line_ends_keep_their_offsets() -> None:
    source = source_of(f"Bắc Giang có 9 KCN\r\n\r\n{LONG}\r\n".encode())
    assert source.text.count("\r\n") == 3
    assert parts(source, "article") == [LONG]


def test_what_is_known_comes_first() -> None:
    source = source_of_text(f"Dòng đầu\n{LONG}", PageMetadata(title="Tên", author="Lan", source="Báo X"))
    assert (source.title, source.author, source.source) == ("Tên", "Lan", "Báo X")


LINES = st.sampled_from(
    [
        "Tin khác",
        "Xem thêm: a",
        "Ảnh: b",
        "",
        " ",
        LONG,
        "Một tin",
        "22/8/2023",
        "BÁO CÁO",
        "a | b",
        "Theo X",
        "…",
        "Nguồn",
    ]
)


@given(st.lists(LINES | st.text(max_size=30), max_size=25).map("\n".join))
def test_sections_are_always_valid(text) -> None:
    source = source_of_text(text)
    assert source.text == text
    assert_valid(source)


@pytest.mark.parametrize(
    "title", ["CCN Ví Dụ, Bac Giang, as of 2 October 2023", "KCN Ví Dụ, Bắc Giang đến ngày 22/8/2023"]
)
def test_a_title_that_ends_with_the_day_of_its_figures_is_a_title(title: str) -> None:
    page = read(f"{title}\n\nBắc Giang, ngày 3 tháng 10 năm 2023\n\nKCN Ví Dụ có 15 dự án đang hoạt động.")
    assert page.title == title
    assert page.published == date(2023, 10, 3)
