"""What is remembered for pages is bound, whatever is asked and however large the books are."""

from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse

from parkledger.records import links
from parkledger.records.remembering import FEWEST_DATES, MOST_DATES, MOST_ENTRIES, Remembered
from parkledger.web.page_cache import LONGEST_PAGE, MOST_BYTES

FIRST = date(2023, 1, 1)


@pytest.mark.parametrize(
    ("size", "kept"), [(0, MOST_DATES), (1_000, MOST_DATES), (25_000, 10), (MOST_ENTRIES, FEWEST_DATES)]
)
def test_of_large_books_fewer_dates_are_remembered(size: int, kept: int) -> None:
    made: list[date] = []
    remembered = Remembered(lambda on, _: made.append(on), lambda: size)
    days = [FIRST + timedelta(each) for each in range(MOST_DATES + 5)]
    for day in days:
        remembered(day, None)
        remembered(FIRST, None)
    assert len(remembered) == kept
    assert made == days, "what was asked last was made again"
    remembered.forget()
    remembered(FIRST, None)
    assert made[-1] == FIRST


def test_pages_are_kept_up_to_so_many_bytes() -> None:
    pages = caches["pages"]
    pages.clear()
    page = b"x" * (LONGEST_PAGE // 2)
    for number in range(3 * MOST_BYTES // len(page)):
        pages.set(str(number), page)
    kept = [number for number in range(3 * MOST_BYTES // len(page)) if pages.get(str(number))]
    assert MOST_BYTES // 2 < len(kept) * len(page) <= MOST_BYTES
    pages.set("too-long", b"x" * (LONGEST_PAGE + 1))
    assert pages.get("too-long") is None
    pages.clear()


def test_long_words_are_not_remembered() -> None:
    before = links._address.cache_info().currsize, links._quoted_word.cache_info().currsize
    for number in range(50):
        word = f"{number}-" + "á" * links.LONGEST_REMEMBERED
        assert links.address("place", word) == reverse("place", args=[word])
        assert links._quoted(f"{word} a").endswith("+a")
    assert (links._address.cache_info().currsize, links._quoted_word.cache_info().currsize) == before
