"""The demonstration books: Bắc Giang and Bắc Kạn from 2003 to 2025, real zones with made-up tenants.

What is real, what is made up and what was chosen where sources contradict each other stands in
docs/demonstration-books.md. Everything made up is marked as demonstration data, event by event.
"""

from collections.abc import Callable
from datetime import date
from types import MappingProxyType
from typing import Final

from parkledger.demo import clusters, parks, province
from parkledger.demo.drafts import WITHDRAWAL, BookPlan, Desk, EventDraft, in_order, moment
from parkledger.demo.positions import with_positions
from parkledger.demo.reports import LAST_RECORDING
from parkledger.demo.sources import table
from parkledger.language import month_end

__all__ = ["BOOKS", "WITHDRAWAL", "BookPlan", "EventDraft", "drafts"]

BOOKS: Final = (
    BookPlan("bg-parks", "Ban Quản lý các khu công nghiệp tỉnh Bắc Giang", "viet-nam.bac-giang"),
    BookPlan("bg-clusters", "Sở Công Thương tỉnh Bắc Giang", "viet-nam.bac-giang"),
    BookPlan("bg-province", "Sở Kế hoạch và Đầu tư tỉnh Bắc Giang", "viet-nam.bac-giang"),
    BookPlan("bk-parks", "Ban Quản lý các khu công nghiệp tỉnh Bắc Kạn", "viet-nam.bac-kan"),
    BookPlan("bk-clusters", "Sở Công Thương tỉnh Bắc Kạn", "viet-nam.bac-kan"),
)
"""The books, in the order in which they are to be recorded: a cluster is merged into a park of an earlier book."""

_WRITERS: Final = MappingProxyType[str, Callable[[Desk], None]](
    {
        "bg-parks": parks.write,
        "bg-clusters": clusters.write,
        "bg-province": province.write,
        "bk-parks": province.write_parks,
        "bk-clusters": province.write_clusters,
    }
)


def drafts() -> list[EventDraft]:
    """All drafts, book after book, each book in the order of recording; the same every time."""
    found: list[EventDraft] = []
    for book in BOOKS:
        desk = Desk(book.code, by="Chuyên viên giữ sổ (minh họa)")
        _rates(desk)
        _WRITERS[book.code](desk)
        if book.code in CLOSED_MONTHLY:
            _closings(desk)
        found += with_positions(in_order(desk.drafts))
    return found


CLOSED_MONTHLY: Final = frozenset({"bk-parks", "bk-clusters"})
"""Books in which little happens: their office says at each month's end that the book is complete."""
FIRST_CLOSING: Final = date(2018, 1, 1)


def _closings(desk: Desk) -> None:
    """The declarations at months' ends that a book is complete."""
    for month in range(FIRST_CLOSING.year * 12, LAST_RECORDING.year * 12 + LAST_RECORDING.month - 1):
        last = month_end(date(month // 12, month % 12 + 1, 1))
        desk.write("coverage_declared", last, {}, note="Xác nhận minh họa: sổ đủ số liệu đến hết tháng.")


def _rates(desk: Desk) -> None:
    """Exchange rates since 2003, of some other currencies since 2024, the same in every book."""
    note = "Tỷ giá tạo ra để minh họa, làm tròn theo mức từng kỳ."
    for row in table("rates"):
        on = date.fromisoformat(row["on"])
        fields = {"vnd_per_usd": row["vnd_per_usd"], "source": "tỷ giá minh họa"}
        desk.write("exchange_rate_set", on, fields, at=moment(on, 8), note=note)
    for number, row in enumerate(table("currency_rates")):
        on = date.fromisoformat(row["on"])
        fields = {"currency": row["currency"], "vnd_per_unit": row["vnd_per_unit"], "source": "tỷ giá minh họa"}
        desk.write("currency_rate_set", on, fields, at=moment(on, 8, number), note=note)
