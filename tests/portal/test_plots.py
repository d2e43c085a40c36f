"""A zone's plots, lease contracts and clearance on its page; plots on offer in the land finder's search."""

import re

ZONE = "/khu-cum/bk-parks/kcn-thanh-binh-giai-doan-i/"
NEXT = "/khu-cum/bk-parks/kcn-thanh-binh-giai-doan-ii/"


def text_of(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(re.sub("<[^>]+>", " ", answer.content.decode()).split())


def test_the_plots_of_a_zone_stand_on_its_page_from_their_day_on(client, books) -> None:
    page = text_of(client, f"{ZONE}?on=2025-12-28")
    assert "Phương án phân lô duyệt ngày 1/12/2025" in page
    assert all(said in page for said in ("9 lô đất", "CX1", "Đã xây dựng", "Đã cho thuê"))
    assert "Plot plan adopted on" in text_of(client, f"/en{ZONE}?on=2025-12-28")
    assert "Lô đất" not in text_of(client, f"{ZONE}?on=2025-11-30")
    assert "Lô đất" not in text_of(client, f"{ZONE}?on=2025-12-28&known=2025-12-20")


def test_clearance_stands_on_the_page_with_its_sums(client, books) -> None:
    page = text_of(client, f"{NEXT}?on=2025-12-28")
    assert all(said in page for said in ("Thôn Minh Họa 1", "Đã kiểm đếm", "184", "169"))


def test_the_land_finder_asks_for_a_plot_on_offer(client, books) -> None:
    page = text_of(client, "/tim-dat/?plot=5&on=2025-12-28")
    assert "Có lô đang mời thuê, rộng từ" in page
