"""Lines around an article are told from the lines of the article."""

import unicodedata
from datetime import date

import pytest

from parkledger.language.search import fold
from parkledger.reading.pages.boilerplate import (
    INLINE_HEADINGS,
    TEASER_HEADINGS,
    author_of,
    bare_author,
    dateline,
    first_date,
    inline_teaser,
    is_boilerplate,
    is_caption,
    is_document_kind,
    lead_date,
    origin_of,
    plain,
    teaser_heading,
)


@pytest.mark.parametrize("heading", TEASER_HEADINGS)
@pytest.mark.parametrize("form", ["{}", "{}:", "» {} »", " {}…", "| {} |"])
def test_every_heading_is_known_in_its_decorations(heading, form) -> None:
    for words in (heading, heading.upper(), heading.capitalize()):
        assert teaser_heading(form.format(words)) == words


@pytest.mark.parametrize(
    "line",
    [
        "Cùng với đó, tỉnh có 9 KCN",
        "Tin mới về 9 KCN của tỉnh Bắc Giang",
        "Xem thêm 12 khu công nghiệp được thành lập",
        "",
        "Tin tưởng",
        "x" * 5000,
    ],
)
def test_prose_is_no_heading(line) -> None:
    assert teaser_heading(line) is None


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Xem thêm: Bắc Giang có thêm hai khu công nghiệp", "Xem thêm"),
        (">> Đọc thêm: Bắc Giang có thêm hai khu công nghiệp", "Đọc thêm"),
        ("Xem thêm:", None),
        ("Trong đó: 9 KCN", None),
        ("Tổng cộng: 12", None),
    ],
)
def test_a_line_that_points_elsewhere(line, label) -> None:
    assert inline_teaser(line) == label


@pytest.mark.parametrize(
    "line", ["Powered by Techcity", "Nguồn", "Chia sẻ", "* * *", "TRANG CHỦ", "Bản quyền thuộc về báo"]
)
def test_the_frame_of_a_page_is_boilerplate(line) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", ["1.967", "Nguồn vốn đầu tư", "Đăng ký mới 43 dự án FDI", "Chia sẻ kinh nghiệm"])
def test_prose_and_figures_are_no_boilerplate(line) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Quang cảnh lễ ký kết ngày 21-3 - Ảnh: B.L",
        "Một góc KCN Vân Trung. Ảnh: Thế Đại",
        "Ảnh: VGP",
        "Dây chuyền sản xuất (Ảnh: TTXVN)",
        "Hình 2. Bản đồ các KCN",
    ],
)
def test_lines_under_pictures_are_captions(line) -> None:
    assert is_caption(line)


@pytest.mark.parametrize(
    "line", ["Tin, ảnh: Thế Đại", "Hiện tỉnh có 9 KCN.", "Hình thức đầu tư: BOT", "Ảnh hưởng của bão"]
)
def test_other_lines_are_no_captions(line) -> None:
    assert not is_caption(line)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Tin, ảnh: Thế Đại", "Thế Đại"),
        ("Bài và ảnh: Nguyễn Hưởng", "Nguyễn Hưởng"),
        ("(Tác giả: Lan Anh)", "Lan Anh"),
        ("Tin vui: tỉnh có thêm một KCN rất lớn với tổng diện tích hơn 300 ha được lập", None),
        ("Hiện tỉnh có 9 KCN", None),
    ],
)
def test_authors_sign_their_articles(line, name) -> None:
    assert author_of(line) == name


@pytest.mark.parametrize(("line", "name"), [("Trung Sơn", "Trung Sơn"), ("Thuỳ Trang", "Thuỳ Trang")])
def test_a_name_alone_is_an_author(line, name) -> None:
    assert bare_author(line) == name


@pytest.mark.parametrize("line", ["Tin mới", "(còn tiếp)", "KCN VÂN TRUNG", "Báo cáo", "Hiện có 9 KCN", "Sơn"])
def test_other_short_lines_are_no_names(line) -> None:
    assert bare_author(line) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Theo Chinhphu.vn", "Chinhphu.vn"),
        ("(Theo Báo Bắc Giang)", "Báo Bắc Giang"),
        ("Nguồn: VnExpress", "VnExpress"),
        ("Nguồn", None),
        ("Theo đó, tỉnh có 9 KCN", None),
    ],
)
def test_where_an_article_was_taken_from(line, name) -> None:
    assert origin_of(line) == name


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("22/08/2023", date(2023, 8, 22)),
        ("Thứ ba, 22/8/2023 | 14:30 GMT+7", date(2023, 8, 22)),
        ("Thứ Ba, ngày 22/08/2023 - 08h15", date(2023, 8, 22)),
        ("Cập nhật lúc: 22-08-2023 14:30:15", date(2023, 8, 22)),
        ("Bắc Giang, ngày 22 tháng 8 năm 2023", date(2023, 8, 22)),
        ("Ngày đăng: 2023-08-22", date(2023, 8, 22)),
        ("22/8", None),
        ("31/02/2023", None),
        ("Tính từ đầu năm đến ngày 20/8/2023, các khu công nghiệp của tỉnh thu hút 43 dự án", None),
        ("Hội nghị họp ngày 20/8/2023.", None),
        ("8/2023", None),
    ],
)
def test_a_line_with_a_full_date_and_nothing_else(line, day) -> None:
    assert dateline(line) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("BẮC GIANG – Chiều 22/8/2023, đoàn công tác đến học tập", date(2023, 8, 22)),
        ("(BGĐT) - Ngày 22/8/2023, UBND tỉnh tổ chức", date(2023, 8, 22)),
        ("BẮC GIANG – Chiều 22/8, đoàn công tác đến học tập", None),
        ("Ngày 25/11/2018, tại Hà Nội", None),
    ],
)
def test_a_lead_with_its_place_and_full_date(line, day) -> None:
    assert lead_date(line) == day


@pytest.mark.parametrize("words", [*TEASER_HEADINGS, *INLINE_HEADINGS, "ĐẦU TƯ Ở KHU CÔNG NGHIỆP", "Uỷ  ban"])
def test_plain_is_fold_for_vietnamese_words(words) -> None:
    assert plain(words) == plain(unicodedata.normalize("NFD", words)) == fold(words)


def test_the_first_date_is_day_before_month() -> None:
    assert first_date("ký ngày 03/04/2021, hiệu lực 5/6/2021") == date(2021, 4, 3)


def test_kinds_of_documents() -> None:
    assert is_document_kind("BÁO CÁO")
    assert not is_document_kind("Báo cáo tình hình")
