"""Filters of lists: on a phone folded under a line that says what they are set to, where there is room open."""

import pytest

from tests.portal.conftest import DAY

LISTS = ["/viec-den-han/", "/khu-cum/", "/du-an/", "/ban-do/", "/ho-so/", "/kiem-tra/"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            f"/khu-cum/?on={DAY}&kind=park&q=quang",
            "Lọc Tên, chủ đầu tư: quang; Loại: Khu công nghiệp; Giai đoạn: tất cả, trừ đã kết thúc",
        ),
        (f"/ban-do/?on={DAY}", "Lọc tất cả"),
        (f"/en/ban-do/?on={DAY}&stage=operating", "Filter Stage: Operating"),
    ],
)
def test_the_fold_says_what_the_list_is_narrowed_to(visit, path: str, said: str) -> None:
    assert visit(path, width=390).page.locator(".filter-fold > summary").inner_text() == said


@pytest.mark.parametrize("path", LISTS)
def test_a_list_begins_on_the_first_screen_of_a_phone(visit, path: str) -> None:
    found = visit(f"{path}?on={DAY}", width=390, signed_in=True)
    page = found.page
    button = page.locator(".filter-fold form button[type=submit]")
    assert not button.is_visible()
    after = page.evaluate("document.querySelector('.filter-fold').getBoundingClientRect().bottom")
    assert after < 700
    page.locator(".filter-fold > summary").click()
    assert button.is_visible()
    assert found.violations() == []
    found.assert_clean()


def test_where_there_is_room_the_filters_stand_open_and_are_used(visit) -> None:
    page = visit(f"/du-an/?on={DAY}", width=1440).page
    assert not page.locator(".filter-fold > summary").is_visible()
    page.select_option("[name=origin]", "fdi")
    page.keyboard.press("Tab")
    page.locator(".filter-fold button[type=submit]").click()
    page.wait_for_url("**origin=fdi**")
    assert page.locator(".filter-fold > summary").text_content().startswith("Lọc Nguồn vốn: ")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (f"/khu-cum/?on={DAY}&kind=park&q=quang&stage=&sort=area&order=desc&page=1", "Lọc đang lọc theo 2 điều kiện"),
        (f"/ha-tang/?on={DAY}&state=all&utilities=all", "Lọc chưa đặt điều kiện"),
        (f"/ban-do/?on={DAY}&show=stage&zone=bg-parks/kcn-quang-chau", "Lọc chưa đặt điều kiện"),
        (f"/en/du-an/?on={DAY}&origin=fdi", "Filter 1 filter set"),
        (f"/en/du-an/?on={DAY}&origin=fdi&role=secondary", "Filter 2 filters set"),
        (f"/ho-so-thanh-lap/?on={DAY}&year={DAY[:4]}", "Lọc chưa đặt điều kiện"),
        (f"/ho-so-thanh-lap/?on={DAY}&year=2019", "Lọc đang lọc theo 1 điều kiện"),
        (f"/kiem-tra/?on={DAY}&year={DAY[:4]}&state=", "Lọc chưa đặt điều kiện"),
        (f"/ha-tang/?on={DAY}&state=behind", "Lọc chưa đặt điều kiện"),
    ],
)
def test_without_scripts_the_fold_says_how_many_filters_are_set(visit, path: str, said: str) -> None:
    assert visit(path, width=390, scripts=False).page.locator(".filter-fold > summary").inner_text() == said
