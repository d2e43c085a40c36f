"""Rates said by their own names: of two names that end alike the longer one is meant."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from parkledger import catalogue
from parkledger.catalogue import INDICATORS
from parkledger.language import Text
from parkledger.reading import read
from parkledger.reading.interpretation import own_names

LONG, SHORT = "procedures.on_time_share", "promotion.on_time_share"
SHORTER = Text("Hồ sơ giải quyết đúng hạn", "procedures on time")
"""The name of a rate that is made up here: the end of another's, in both languages."""


@pytest.fixture(params=["before", "behind"])
def two_names(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The catalogue with the shorter name before or behind the longer one."""
    shorter = {SHORT: replace(INDICATORS[LONG], code=SHORT, name=SHORTER)}
    both = {**shorter, **INDICATORS} if request.param == "before" else {**INDICATORS, **shorter}
    monkeypatch.setattr(catalogue, "INDICATORS", both)
    own_names._rates.cache_clear()
    yield
    own_names._rates.cache_clear()


@pytest.mark.usefixtures("two_names")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Năm 2024, tỷ lệ hồ sơ giải quyết đúng hạn đạt 99,95%.", LONG),
        ("Năm 2024, hồ sơ giải quyết đúng hạn đạt 99,95%.", SHORT),
        ("In 2024 the share of procedures on time reached 99.95%.", LONG),
        ("In 2024 procedures on time reached 99.95%.", SHORT),
    ],
)
def test_of_two_names_that_end_alike_the_longer_is_meant_wherever_it_stands_in_the_catalogue(
    text: str, code: str
) -> None:
    assert [statement.indicator for statement in read(text).statements] == [code]
