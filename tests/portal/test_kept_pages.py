"""A kept page in a browser: its statements in place, and the way from a figure to the words that state it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portal.conftest import DAY, serve
from tests.run_fixtures import command

ARTICLE = (
    "Bắc Giang, 22/8/2023\n\nĐến nay, tỷ lệ lấp đầy các KCN tỉnh Bắc Giang đạt 75,6%. "
    "Tỷ lệ lấp đầy CCN đạt 70%; lao động trong các KCN là 180.000 người.\n"
)
OCCUPANCY = f"/so-lieu/?indicator=occupancy&place=viet-nam.bac-giang&kind=park&on={DAY}"


@pytest.fixture(scope="module")
def portal(demonstration: Path, statics: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The portal over the demonstration books and one kept page."""
    home = tmp_path_factory.mktemp("kept") / "home"
    shutil.copytree(demonstration, home)
    article = home / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    command(home, "read", str(article), "--keep", "--date", DAY)
    with serve(home, statics) as address:
        yield address


def test_from_a_figure_to_the_words_of_the_page_and_back(visit) -> None:
    seen = visit(OCCUPANCY)
    page = seen.page
    seen.follow(page.get_by_role("link", name="“75,6%”"))
    mark = page.locator("article.kept mark", has=page.locator(":target"))
    assert mark.inner_text() == "175,6%"  # its number, then the words
    mark.get_by_role("link", name="1", exact=True).click()
    row = page.locator("tr:target")
    assert "khớp" in row.inner_text()
    seen.follow(row.get_by_role("link", name="75,6%", exact=True))
    assert page.locator(".headline").inner_text() == "75,6%*"


@pytest.mark.parametrize("path", [OCCUPANCY, f"/trang/1/?on={DAY}", "/en/trang/1/"])
def test_in_a_browser_nothing_fails_axe_finds_nothing_and_a_telephone_is_wide_enough(visit, path) -> None:
    for scheme, width in (("light", 1280), ("dark", 360)):
        page = visit(path, scheme=scheme, width=width)
        assert page.violations() == []
        page.assert_clean()
        assert page.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_is_read_without_scripts(visit) -> None:
    page = visit(f"/trang/1/?on={DAY}", scripts=False).page
    assert "tỷ lệ lấp đầy các KCN tỉnh Bắc Giang" in page.locator("article.kept").inner_text()
    assert page.locator("article.kept mark").count() == page.locator("#statements ~ div tbody tr").count()
