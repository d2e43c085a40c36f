"""An indicator is one declaration: figures, the command line, pages and the API have it from there."""

from datetime import date
from fractions import Fraction

import pytest

from parkledger.catalogue import Formula, Indicator, Verified, ZoneKind
from parkledger.catalogue.definitions import BY_CODE
from parkledger.catalogue.expressions import share, stock
from parkledger.figures import Question
from parkledger.figures.current import close, current_figures
from parkledger.language import Text
from parkledger.ledger.book.recording import build, record
from parkledger.ledger.models import Book

SERVICE_SHARE = Indicator(
    code="land.service_share",
    name=Text("Tỷ trọng đất dịch vụ", "Share of service land"),
    unit="percent",
    formulas=(
        Formula(
            "land.service_share",
            Text("đất dịch vụ / đất công nghiệp và dịch vụ", "service land / industrial and service land"),
            share(
                stock("land.service"),
                stock("land.industrial") + stock("land.service"),
                of=Text("đất công nghiệp và dịch vụ", "industrial and service land"),
            ),
            basis="không có căn cứ pháp lý: ví dụ",
            verified=Verified.MEMORY,
        ),
    ),
    decimals=1,
)


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue with the indicator; in the catalogue itself it is a line of `catalogue/definitions.py`."""
    monkeypatch.setitem(BY_CODE, SERVICE_SHARE.code, SERVICE_SHARE)


def test_an_indicator_is_computed_and_shown(declared: None, sqlite_database: str, client) -> None:
    close()
    Book.objects.create(code="so", name="Sổ ví dụ", place="viet-nam.bac-giang")
    land = {"industrial_m2": 800_000, "service_m2": 200_000}
    park = {"name": "Ví Dụ", "kind": "park", "area_m2": 1_200_000, **land, "effective_on": date(2020, 5, 4)}
    record("so", build("zone_established", park), by="lan")

    question = Question("land.service_share", "viet-nam.bac-giang", date(2021, 1, 1), kind=ZoneKind.PARK)
    figure = current_figures().one(question)
    assert (figure.value, figure.unit) == (Fraction(20), "percent")

    page = client.get("/so-lieu/?indicator=land.service_share&place=viet-nam.bac-giang&kind=park&on=2021-01-01")
    assert "Tỷ trọng đất dịch vụ" in page.content.decode()
    assert "20,0%" in page.content.decode()
    answer = client.get("/api/v1/figures?indicator=land.service_share&place=viet-nam.bac-giang&kind=park&on=2021-01-01")
    assert "20" in answer.content.decode()
    close()
