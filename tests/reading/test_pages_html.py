"""HTML pages as they are crawled: with menus, share bars, boxes of links, comments and tables."""

from datetime import date

import pytest

from parkledger.reading.model import PageSource
from parkledger.reading.pages.formats import source_of
from parkledger.reading.pages.metadata import moment_date
from tests.reading.test_pages_text import assert_valid, parts

TITLE = "Bắc Giang và Bắc Kạn chia sẻ cách làm khu công nghiệp"
FIRST = (
    "Toàn tỉnh đã lập được 9 KCN rộng cả thảy 1.967 ha, mức lấp đầy bình quân là 75,6%. Bảy trong số các khu ấy về "
    "cơ bản đã làm xong hạ tầng, nhà đầu tư vào được."
)
SECOND = (
    "Gần tám tháng qua, từ 1/1 đến 20/8/2023, các khu ấy đón thêm 43 dự án có vốn nước ngoài, cùng với đó là 6 dự án "
    "đầu tư trong nước, tổng vốn đăng ký đạt hơn 1,48 tỷ USD."
)
THIRD = "Nhờ vậy, GRDP của Bắc Giang trong năm 2022 tăng tới 19,3%, đứng thứ 2 trong 63 tỉnh, TP."
LEAD = "Đón đoàn của tỉnh Lào Cai về thăm có ông Phó Trưởng Ban cùng cán bộ của 300 KCN trong cả nước..."
MENU = "<nav><ul><li><a href='/'>Trang chủ</a></li><li><a href='/kt'>Kinh tế của 12 KCN</a></li></ul></nav>"
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def page(body: str, head: str = "", title: str = TITLE) -> str:
    return f"<!DOCTYPE html><html><head><title>{title} | Báo X</title>{head}</head><body>{body}</body></html>"


def read(body: str, head: str = "", title: str = TITLE) -> PageSource:
    source = source_of(page(body, head, title).encode())
    assert_valid(source)
    return source


def paragraphs(source: PageSource) -> list[str]:
    return [line for part in parts(source, "article") for line in part.split("\n") if line]


LAYOUTS = {
    "semantic": f"{MENU}<main><article><h1>{TITLE}</h1>{BODY}</article></main><footer>Bản quyền 2026 của 5 KCN</footer>",
    "named body": f"<h1>{TITLE}</h1><div itemprop='articleBody'>{BODY}</div><div class='r'><p>{THIRD}</p></div>",
    "only divs": f"<div><div>{MENU}</div><div><h1>{TITLE}</h1><div>{BODY}</div></div></div>",
    "each paragraph a div": f"<div><h1>{TITLE}</h1><div>{BODY.replace('<p>', '<div>').replace('</p>', '</div>')}</div></div>",
    "line breaks": f"<div><h1>{TITLE}</h1><div>{FIRST}<br><br>{SECOND}<br/>{THIRD}</div></div>",
    "layout tables": f"<table><tr><td>{MENU}</td><td><h1>{TITLE}</h1><table><tr><td>{BODY}</td></tr></table></td></tr></table>",
    "one form around all": f"<form id='aspnetForm'>{MENU}<div class='x'><h1>{TITLE}</h1>{BODY}</div></form>",
    "misleading classes": f"<div class='menu-open comments'><h1>{TITLE}</h1><div class='share-box related'>{BODY}</div></div>",
    "share bar inside": f"<article><h1>{TITLE}</h1><div class='share'><p>{THIRD} Chia sẻ</p></div>{BODY}</article>",
    "hidden text": f"<article><h1>{TITLE}</h1><p style='display: none'>ẩn {FIRST}</p><p hidden>x {FIRST}</p>{BODY}</article>",
    "scripts": f"<article><h1>{TITLE}</h1><script>var p = '<p>9 KCN</p>';</script><style>p{{}}</style>{BODY}</article>",
    "comments": f"<article><h1>{TITLE}</h1>{BODY}</article><div id='comments'><p>{FIRST} Tôi không tin.</p></div>",
    "unclosed": f"<div><h1>{TITLE}</h1><div><p>{FIRST}<p>{SECOND}<p>{THIRD}</div>",
    "inline marks": f"<article><h1>{TITLE}</h1>{BODY.replace('9 KCN', '<b>9</b> <a href=x><i>KCN</i></a>')}</article>",
}


@pytest.mark.parametrize("body", LAYOUTS.values(), ids=LAYOUTS)
def test_the_article_is_found_in_every_layout(body) -> None:
    source = read(body)
    assert source.title == TITLE
    assert parts(source, "title") == [TITLE]
    assert [line for line in paragraphs(source) if line in (FIRST, SECOND, THIRD)] == [FIRST, SECOND, THIRD]
    assert len(paragraphs(source)) == 3


def test_the_lead_between_title_and_body_is_read() -> None:
    lead = "Chiều 22/8, đoàn công tác của tỉnh Bắc Kạn đến học tập kinh nghiệm phát triển 9 KCN."
    source = read(f"<div><h1>{TITLE}</h1><h2 class='sapo'>{lead}</h2><div class='detail-content'>{BODY}</div></div>")
    assert paragraphs(source) == [lead, FIRST, SECOND, THIRD]


TEASERS = {
    "headings and leads": "<h3>{h}</h3><div><h4><a href=1>Ban Dân tộc tỉnh Lào Cai làm việc</a></h4><p>"
    + LEAD
    + "</p></div>",
    "list": "<div><div>{h}</div><ul><li><a href=1>Ban Dân tộc tỉnh Lào Cai làm việc</a> (12/3)</li></ul></div>",
    "flat": "<div>{h}:</div><div><a href=1>Ban Dân tộc tỉnh Lào Cai làm việc</a> (21/08/2023)</div>",
    "box": "<div class='related'><p><b>{h}:</b></p><a href=1>Ban Dân tộc tỉnh Lào Cai làm việc</a></div>",
    "aside": "<aside><h2>{h}</h2><p><a href=1>Ban Dân tộc tỉnh Lào Cai làm việc</a></p></aside>",
}


@pytest.mark.parametrize("markup", TEASERS.values(), ids=TEASERS)
@pytest.mark.parametrize("place", ["inside", "after", "between"])
@pytest.mark.parametrize("heading", ["Tin liên quan", "Cùng chuyên mục", "Related"])
def test_teasers_are_sections_with_their_heading(markup, place, heading) -> None:
    box = markup.format(h=heading)
    body = {
        "inside": f"<article><h1>{TITLE}</h1>{BODY}{box}</article>",
        "after": f"<article><h1>{TITLE}</h1>{BODY}</article>{box}",
        "between": f"<article><h1>{TITLE}</h1><p>{FIRST}</p>{box}<p>{SECOND}</p><p>{THIRD}</p></article>",
    }[place]
    source = read(body)
    assert paragraphs(source) == [FIRST, SECOND, THIRD]
    assert [s.heading.rstrip(":") for s in source.sections if s.kind == "teasers"] == [heading]
    assert "Ban Dân tộc tỉnh Lào Cai làm việc" in parts(source, "teasers")[0]


CARD = "<article class='post'><h3><a href='/1'>Hải Dương có thêm khu công nghiệp</a></h3><p>{p}</p></article>"


@pytest.mark.parametrize("place", ["{article}{cards}", "{cards}{article}", "<div>{article}</div><div>{cards}</div>"])
def test_cards_of_other_pages_are_teasers_even_with_whole_sentences(place):
    article = f"<div><h1>{TITLE}</h1><div><p>{FIRST}</p></div></div>"
    source = read(place.format(article=article, cards=CARD.format(p=SECOND) + CARD.format(p=THIRD)))
    assert source.title == TITLE
    assert paragraphs(source) == [FIRST]
    assert SECOND in parts(source, "teasers")[0]


def test_sections_with_named_headings_are_no_cards():
    sections = "".join(
        f"<div class='s'><h3><a name='m'>Về các khu công nghiệp</a></h3><p>{p}</p></div>" for p in (FIRST, SECOND)
    )
    source = read(f"<div><h1>{TITLE}</h1>{sections}</div>")
    assert paragraphs(source) == ["Về các khu công nghiệp", FIRST, "Về các khu công nghiệp", SECOND]


def test_three_blocks_of_teasers_stay_three() -> None:
    box = TEASERS["headings and leads"]
    headings = ["Cùng chủ đề", "Cùng tác giả", "Cùng chuyên mục"]
    boxes = "".join(box.format(h=h) for h in headings) + "<h3>Tin nổi bật</h3><h3>Tin mới nhất</h3>"
    source = read(f"<div><h1>{TITLE}</h1><div>{BODY}</div>{boxes}</div>")
    assert [s.heading for s in source.sections if s.kind == "teasers"] == headings
    assert paragraphs(source) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "line",
    ["<p><a href=1>&gt;&gt; Xem thêm: Hải Dương có 12 KCN</a></p>", "<p>Đọc thêm: <a>Hải Dương có 12 KCN</a></p>"],
)
def test_a_line_that_points_elsewhere_is_apart(line) -> None:
    source = read(f"<article><h1>{TITLE}</h1><p>{FIRST}</p>{line}<p>{SECOND}</p><p>{THIRD}</p></article>")
    assert paragraphs(source) == [FIRST, SECOND, THIRD]
    assert "Hải Dương có 12 KCN" in parts(source, "teasers")[0]


CAPTIONS = {
    "figcaption": "<figure><img src=a><figcaption>Quang cảnh hội nghị.</figcaption></figure>",
    "class": "<div><img src=a><p class='PhotoCMS_Caption'>Quang cảnh hội nghị.</p></div>",
    "italics": "<p><img src=a></p><p><em>Quang cảnh hội nghị.</em></p>",
    "table": "<table class='picture'><tr><td><img src=a></td></tr><tr><td>Quang cảnh hội nghị.</td></tr></table>",
    "alt": "<img src=a alt='Quang cảnh hội nghị.'>",
    "alt and caption": "<figure><img alt='Quang cảnh hội nghị.'><figcaption>Quang cảnh hội nghị.</figcaption></figure>",
}


@pytest.mark.parametrize("markup", CAPTIONS.values(), ids=CAPTIONS)
def test_captions_are_apart(markup) -> None:
    source = read(f"<article><h1>{TITLE}</h1><p>{FIRST}</p>{markup}<p>{SECOND}</p><p>{THIRD}</p></article>")
    assert parts(source, "caption") == ["Quang cảnh hội nghị."]
    assert paragraphs(source) == [FIRST, SECOND, THIRD]


def test_the_title_behind_a_picture_is_no_caption() -> None:
    source = read(f"<article><h1>{TITLE}</h1><img alt='{TITLE}'>{BODY}</article>")
    assert not parts(source, "caption")


TABLES = {
    "heading row": (
        "<table><thead><tr><th>KCN</th><th>ha</th></tr></thead><tbody><tr><td>Quang Châu</td><td>426</td></tr></tbody></table>",
        ["KCN | ha", "Quang Châu | 426"],
    ),
    "paragraphs in cells": (
        "<table><tr><td><p>KCN</p></td><td><p>Diện tích</p><p>(ha)</p></td></tr><tr><td>A</td><td>1</td></tr></table>",
        ["KCN | Diện tích (ha)", "A | 1"],
    ),
    "wide cell": (
        "<table><tr><td colspan=2>KCN</td><td>ha</td></tr><tr><td>A</td><td>B</td><td>1</td></tr></table>",
        ["KCN |  | ha", "A | B | 1"],
    ),
    "tall cell": (
        "<table><tr><td rowspan=2>A</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>",
        ["A | 1 | 2", "| 3 | 4"],
    ),
    "empty cell": ("<table><tr><td>A</td><td></td><td>1</td></tr></table>", ["A |  | 1"]),
    "title of the table": (
        "<table><caption>Bảng 1. Các KCN</caption><tr><td>A</td><td>1</td></tr></table>",
        ["Bảng 1. Các KCN", "A | 1"],
    ),
    "empty last cell": ("<table><tr><td>A</td><td>1</td><td></td></tr></table>", ["A | 1 |"]),
    "bad spans": ("<table><tr><td colspan=x rowspan=-1>A</td><td colspan=''>1</td></tr></table>", ["A | 1"]),
}


@pytest.mark.parametrize(("markup", "rows"), TABLES.values(), ids=TABLES)
def test_tables_are_read_row_by_row(markup, rows) -> None:
    source = read(f"<article><h1>{TITLE}</h1>{BODY}{markup}</article>")
    assert paragraphs(source)[3:] == rows


@pytest.mark.parametrize("caption", ["<caption>", "<caption class='caption'>"])
def test_the_caption_of_a_table_stands_above_its_rows(caption) -> None:
    rows = "<tr><td>KCN</td><td>ha</td></tr><tr><td>Quang Châu</td><td>426</td></tr>"
    source = read(f"<article><h1>{TITLE}</h1>{BODY}<table>{caption}Đất của các KCN</caption>{rows}</table></article>")
    assert paragraphs(source)[3:] == ["Đất của các KCN", "KCN | ha", "Quang Châu | 426"]


def test_notes_are_no_part_of_a_page_however_long() -> None:
    notes = "".join(f"<p>[{number}] {FIRST} {SECOND}</p>" for number in range(1, 9))
    body = f"<h1>{TITLE}</h1><h2>I. Kết quả</h2><p>{FIRST}<sup>[1]</sup></p><h2>II. Việc còn lại</h2><p>{SECOND}</p>"
    source = read(f"{body}<section><h2>Căn cứ của từng số liệu</h2>{notes}</section>")
    assert paragraphs(source) == ["I. Kết quả", f"{FIRST}[1]", "II. Việc còn lại", SECOND]


def test_a_page_that_is_a_table_is_read() -> None:
    source = read("<table><tr><td>KCN</td><td>ha</td></tr><tr><td>Quang Châu</td><td>426</td></tr></table>")
    assert "Quang Châu | 426" in parts(source, "article")[0]


DATES = {
    "meta": ("<meta property='article:published_time' content='2023-08-22T10:00:00+07:00'>", "", date(2023, 8, 22)),
    "universal time": (
        "<meta property='article:published_time' content='2023-08-22T18:30:00Z'>",
        "",
        date(2023, 8, 23),
    ),
    "itemprop": ("<meta itemprop='datePublished' content='22/08/2023 14:30'>", "", date(2023, 8, 22)),
    "json": (
        '<script type="application/ld+json">{"@graph":[{"datePublished":"2023-08-22"}]}</script>',
        "",
        date(2023, 8, 22),
    ),
    "broken json": (
        '<script type="application/ld+json">{"datePublished":</script>',
        "<p>22/08/2023</p>",
        date(2023, 8, 22),
    ),
    "time": ("", "<time datetime='2023-08-22T14:00'>hôm nay</time>", date(2023, 8, 22)),
    "visible": ("", "<div>Thứ ba, 22/08/2023 14:30 GMT+7</div>", date(2023, 8, 22)),
    "none": ("", "", None),
    "nonsense": ("<meta name='pubdate' content='0000-00-00'>", "", None),
}


@pytest.mark.parametrize(("head", "body", "published"), DATES.values(), ids=DATES)
def test_the_date_of_publication(head, body, published) -> None:
    clock = "<header><div>Thứ ba, 24/11/2026</div>" + "<p>Báo X</p>" * 5 + "</header>"
    source = read(f"{clock}<div><h1>{TITLE}</h1>{body}<div>{BODY}</div></div>", head)
    assert source.published == published


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2023-08-22", date(2023, 8, 22)),
        ("Tue, 22 Aug 2023 18:00:00 GMT", date(2023, 8, 23)),
        ("2023/08/22 10:00", date(2023, 8, 22)),
        ("22-8-2023", date(2023, 8, 22)),
        ("9999-12-31T23:59:59-12:00", None),
        ("Tue, 99 Aug 2023 18:00:00 GMT", None),
        ("", None),
    ],
)
def test_moments(value, day) -> None:
    assert moment_date(value) == day


@pytest.mark.parametrize(
    ("head", "body", "author"),
    [
        ("<meta name='author' content='Thế Đại'>", "", "Thế Đại"),
        ("<meta name='author' content='Báo X'><meta property='og:site_name' content='Báo X'>", "", None),
        ("<meta property='article:author' content='https://x.vn/a'>", "<a rel=author>Thế Đại</a>", "Thế Đại"),
        ("", "<p class='author'>Tác giả: Thế Đại</p>", "Thế Đại"),
        ("", "<p><b>Tin, ảnh: Thế Đại</b></p>", "Thế Đại"),
        (
            '<script type="application/ld+json">[{"headline":"a","author":[{"name":"A"},{"name":"B"}]}]</script>',
            "",
            "A, B",
        ),
        ("<meta name='author' content='admin'>", "", None),
    ],
)
def test_the_author(head, body, author) -> None:
    assert read(f"<article><h1>{TITLE}</h1>{BODY}{body}</article>", head).author == author


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ("<meta property='og:site_name' content='Báo Bắc Giang'>", "Báo Bắc Giang"),
        ("<link rel='canonical' href='https://www.baobacgiang.vn/a/b.html'>", "baobacgiang.vn"),
        ("<meta property='og:url' content='http://baobacgiang.vn/a'>", "baobacgiang.vn"),
        ("<link rel='canonical' href='http://[bad'>", None),
        ("", None),
    ],
)
def test_the_source(head, source) -> None:
    assert read(f"<article><h1>{TITLE}</h1>{BODY}</article>", head).source == source


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("", f"<h1>Báo X</h1><h2>{TITLE}</h2>", TITLE),
        (f"<meta property='og:title' content='{TITLE}'>", "<h1>Báo X</h1>", TITLE),
        ("", f"<h1>Báo X</h1><h1>{TITLE}</h1>", TITLE),
        ("", "", TITLE),
        ("", "<div class='news-title'>Bắc Giang có 9 KCN</div><div>22/08/2023</div>", "Bắc Giang có 9 KCN"),
    ],
)
def test_the_title_is_the_articles_and_not_the_sites(head, body, title) -> None:
    assert read(f"<div>{body}<div>{BODY}</div></div>", head).title == title


def test_an_old_font_inside_html_is_read() -> None:
    body = "<p>Khu c«ng nghiÖp tØnh B¾c Giang ®· thu hót 43 dù ¸n ®Çu t\xad n\xadíc ngoµi vµ 6 dù ¸n trong n\xadíc.</p>"
    source = source_of(f"<html><body>{body}</body></html>".encode("latin-1"))
    expected = "Khu công nghiệp tỉnh Bắc Giang đã thu hút 43 dự án đầu tư nước ngoài và 6 dự án trong nước."
    assert source.text == expected


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 50_000 + FIRST,
        "".join(f"<p><b id={i}>x" for i in range(900)) + "<p>x" * 20_000 + f"<p>{FIRST}",
        "<p " + " ".join(f"a{i}" for i in range(50_000)) + ">" + FIRST,
    ],
    ids=["deep", "unclosed", "attributes"],
)
def test_hostile_markup_is_read_as_far_as_it_can_be(markup) -> None:
    source = source_of(f"<html><body>{markup}".encode())
    assert FIRST in source.text
