"""Each figure that was published, recomputed from the drafts by a naive adder, as known then and as known now."""

from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

import pytest

from parkledger.demo import EventDraft
from tests.demo.adding import LATER, Books, end_of

SEEN = date(2023, 8, 22)
YEAR, TO_20, MONTH_END = date(2023, 1, 1), date(2023, 8, 20), date(2023, 8, 31)
BG = ("bg-parks", "bg-clusters", "bg-province")
HA, BILLION_VND, MILLION_USD = 10_000, 10**9, 10**8  # a million US dollars is 10^8 cents


class Published(NamedTuple):
    """A figure as published: the interval that its digits stand for, upper bound excluded."""

    text: str
    books: tuple[str, ...]
    figure: Callable[[Books], int | Fraction]
    low: int | Fraction
    high: int | Fraction

    def __str__(self) -> str:
        return f"{self.books[0]} {self.text}"


def exactly(text: str, books: tuple[str, ...], figure: Callable[[Books], int], value: int) -> Published:
    """A count."""
    return Published(text, books, figure, value, value + 1)


def percent(text: str) -> Fraction:
    """A percentage as an exact number."""
    return Fraction(text)


def share(part: int, whole: int) -> Fraction:
    """A percentage."""
    return Fraction(100 * part, whole)


def park_occupancy(b: Books) -> Fraction:
    """Industrial and service land let, over both."""
    return share(b.leased(SEEN), b.land(SEEN, "industrial_m2") + b.land(SEEN, "service_m2"))


def cluster_occupancy(b: Books) -> Fraction:
    """Land let or approved over industrial land."""
    return share(b.leased(SEEN) + b.approved(SEEN), b.land(SEEN, "industrial_m2"))


def plan_ratio(b: Books, measure: str) -> Fraction:
    """Eight months over the year's target."""
    return share(b.reported(YEAR, MONTH_END, measure), b.target(YEAR, MONTH_END, measure))


def capital(b: Books, on: date, origin: str) -> int:
    """Registered capital in force."""
    return sum(b.projects(on, origin).values())


P, C, KP, KC = ("bg-parks",), ("bg-clusters",), ("bk-parks",), ("bk-clusters",)
SEED = (
    exactly("29 KCN trong quy hoạch", P, lambda b: len(b.zones(SEEN, "zone_planned")), 29),
    exactly("29 KCN đến 2030", P, lambda b: len(b.zones(date(2030, 12, 31), "zone_planned")), 29),
    exactly("9 KCN đã thành lập", P, lambda b: len(b.zones(SEEN, "zone_established")), 9),
    Published("1.967 ha", P, lambda b: b.area(SEEN), 1967 * HA, 1968 * HA),
    exactly("1.967,11 ha", P, lambda b: b.area(SEEN), 19_671_100),
    Published("lấp đầy 75,6%", P, park_occupancy, percent("75.55"), percent("75.65")),
    exactly("7 KCN cơ bản hoàn thành hạ tầng", P, lambda b: len(b.zones(SEEN, "infrastructure_completed")), 7),
    exactly("6 KCN hoạt động", P, lambda b: len(b.zones(SEEN, "zone_operating")), 6),
    exactly("15 KCN ưu tiên", P, lambda b: len(b.zones(SEEN, "priority_listed")), 15),
    exactly("15 KCN ưu tiên đến 2025", P, lambda b: len(b.zones(date(2025, 12, 31), "priority_listed")), 15),
    exactly("10 KCN duyệt quy hoạch", P, lambda b: len(b.zones(SEEN, "zoning_approved")), 10),
    exactly("10 trong 15", P, lambda b: len(b.zones(SEEN, "zoning_approved") & b.zones(SEEN, "priority_listed")), 10),
    exactly("43 FDI đến 20/8", P, lambda b: len(b.registered(YEAR, TO_20, "fdi")), 43),
    exactly("6 DDI đến 20/8", P, lambda b: len(b.registered(YEAR, TO_20, "ddi")), 6),
    exactly("25 FDI tăng vốn", P, lambda b: len(b.raised(YEAR, TO_20, "fdi")), 25),
    exactly("13 DDI tăng vốn", P, lambda b: len(b.raised(YEAR, TO_20, "ddi")), 13),
    Published("hơn 1,48 tỷ USD", P, lambda b: b.attracted_usd(YEAR, TO_20), 1_480_000_000, 1_485_000_000),
    Published(
        "258,8 nghìn tỷ", P, lambda b: b.reported(YEAR, MONTH_END, "output.production"),
        258_750 * BILLION_VND, 258_850 * BILLION_VND,
    ),
    Published("80,12%", P, lambda b: plan_ratio(b, "output.production"), percent("80.115"), percent("80.125")),
    Published(
        "15,1 tỷ USD", P, lambda b: b.reported(YEAR, MONTH_END, "trade.export"),
        15_050 * MILLION_USD, 15_150 * MILLION_USD,
    ),
    Published("68,64%", P, lambda b: plan_ratio(b, "trade.export"), percent("68.635"), percent("68.645")),
    exactly("66 CCN trong quy hoạch", C, lambda b: len(b.zones(SEEN, "zone_planned")), 66),
    exactly("66 CCN đến 2030", C, lambda b: len(b.zones(date(2030, 12, 31), "zone_planned")), 66),
    exactly("54 CCN đã thành lập", C, lambda b: len(b.zones(SEEN, "zone_established")), 54),
    exactly("2.254 ha", C, lambda b: b.area(SEEN), 2254 * HA),
    exactly("30 CCN hoạt động", C, lambda b: len(b.zones(SEEN, "zone_operating")), 30),
    exactly("149 DDI", C, lambda b: len(b.projects(SEEN, "ddi")), 149),
    exactly("99 FDI", C, lambda b: len(b.projects(SEEN, "fdi")), 99),
    Published(
        "hơn 31,1 nghìn tỷ", C, lambda b: capital(b, SEEN, "ddi"), 31_100 * BILLION_VND, 31_200 * BILLION_VND
    ),
    Published("hơn 346 triệu USD", C, lambda b: capital(b, SEEN, "fdi"), 346 * MILLION_USD, 347 * MILLION_USD),
    Published("lấp đầy 54%", C, cluster_occupancy, percent("53.5"), percent("54.5")),
    Published("hơn 46 nghìn lao động", C, lambda b: b.level(SEEN, "labour.workers"), 46_000, 47_000),
    exactly("521 FDI toàn tỉnh", BG, lambda b: len(b.projects(SEEN, "fdi")), 521),
    Published(
        "gần 9,59 tỷ USD", BG, lambda b: capital(b, SEEN, "fdi"), 9580 * MILLION_USD, 9590 * MILLION_USD
    ),
    exactly("6 CCN Bắc Kạn", KC, lambda b: len(b.zones(SEEN, "zone_established")), 6),
    exactly("202,4 ha CCN Bắc Kạn", KC, lambda b: b.area(SEEN), 2_024_000),
    exactly("73,5 ha Thanh Bình", KP, lambda b: b.area(SEEN), 735_000),
    exactly("14 dự án Thanh Bình", KP, lambda b: len(b.projects(SEEN, "ddi")), 14),
    exactly("Thanh Bình lấp đầy", KP, lambda b: b.leased(SEEN), 500_000),
)  # fmt: skip

SEPTEMBER = (
    exactly("49 FDI", P, lambda b: len(b.registered(YEAR, MONTH_END, "fdi")), 49),
    exactly("6 DDI", P, lambda b: len(b.registered(YEAR, MONTH_END, "ddi")), 6),
    Published(
        "1.662,17 triệu USD", P, lambda b: b.attracted_usd(YEAR, MONTH_END),
        Fraction(1_662_165_000), Fraction(1_662_175_000),
    ),
    exactly("364 FDI còn hiệu lực", P, lambda b: len(b.projects(MONTH_END, "fdi")), 364),
    exactly("113 DDI còn hiệu lực", P, lambda b: len(b.projects(MONTH_END, "ddi")), 113),
    exactly("8,776 tỷ USD", P, lambda b: capital(b, MONTH_END, "fdi"), 8776 * MILLION_USD),
    exactly("17.968 tỷ đồng", P, lambda b: capital(b, MONTH_END, "ddi"), 17_968 * BILLION_VND),
    Published(
        "khoảng 6,889 tỷ USD thực hiện", P, lambda b: b.implemented(MONTH_END, "USD"),
        6860 * MILLION_USD, 6920 * MILLION_USD,
    ),
    Published(
        "khoảng 10.880 tỷ đồng thực hiện", P, lambda b: b.implemented(MONTH_END, "VND"),
        10_850 * BILLION_VND, 10_910 * BILLION_VND,
    ),
    exactly("55 CCN tháng 3/2025", C, lambda b: len(b.zones(date(2025, 3, 19), "zone_established")), 55),
    exactly("2.327 ha CCN", C, lambda b: b.area(date(2025, 3, 19)), 2327 * HA),
    exactly("38 CCN hoạt động", C, lambda b: len(b.zones(date(2025, 3, 19), "zone_operating")), 38),
    exactly("373 FDI cuối 2023", P, lambda b: len(b.projects(date(2023, 12, 31), "fdi")), 373),
    exactly("9,91 tỷ USD cuối 2023", P, lambda b: capital(b, date(2023, 12, 31), "fdi"), 9910 * MILLION_USD),
    exactly("394 FDI tháng 2/2025", P, lambda b: len(b.projects(date(2025, 2, 3), "fdi")), 394),
)  # fmt: skip

STATISTICS = (
    (date(2022, 12, 31), "grdp.growth", "growth", "19.3"),
    (date(2022, 12, 31), "grdp.growth", "rank", "2"),
    (date(2022, 12, 31), "grdp.size", "value", "155800000000000"),
    (date(2022, 12, 31), "grdp.size", "rank", "13"),
    (date(2022, 12, 31), "pci.score", "value", "72.80"),
    (date(2023, 6, 30), "grdp.growth", "growth", "10.94"),
    (date(2023, 12, 31), "grdp.growth", "growth", "13.45"),
)


@pytest.mark.parametrize("at", [end_of(SEEN), end_of(date(2023, 12, 31)), LATER], ids=["then", "at year's end", "now"])
@pytest.mark.parametrize("published", SEED, ids=str)
def test_the_page_of_22_august_2023_holds(everything: list[EventDraft], published: Published, at: datetime) -> None:
    figure = published.figure(Books(everything, published.books, at))
    assert published.low <= figure < published.high


@pytest.mark.parametrize("published", SEPTEMBER, ids=str)
def test_later_pages_hold(everything: list[EventDraft], published: Published) -> None:
    figure = published.figure(Books(everything, published.books))
    assert published.low <= figure < published.high


@pytest.mark.parametrize(("on", "indicator", "form", "value"), STATISTICS)
def test_statistics_are_quoted_as_published(
    everything: list[EventDraft], on: date, indicator: str, form: str, value: str
) -> None:
    assert (
        Books(everything, ["bg-province"], end_of(SEEN if on.year == 2022 else date(2025, 12, 31))).statistic(
            on, indicator, form
        )
        == value
    )


def test_august_was_an_estimate_then_and_is_final_now(everything: list[EventDraft]) -> None:
    known = [Books(everything, P, at).reported(YEAR, MONTH_END, "output.production") for at in (end_of(SEEN), LATER)]
    assert known[0] != known[1]
