"""A family of figures is a function of a figure in its sentence, written down with what it reads and what it leaves alone."""

import pytest

from parkledger.reading import read
from parkledger.reading.interpretation.decisions import Decision
from parkledger.reading.interpretation.families import FAMILY_OF, FigureFamily
from parkledger.reading.interpretation.figures import Figure


def decide_household(figure: Figure) -> Decision | None:
    """Households moved for a zone: to be resettled, or resettled already."""
    sentence = figure.context.view.lower[figure.context.view.start : figure.context.view.end]
    if "tái định cư" not in sentence:
        return None
    return Decision("households.resettled" if "đã " in sentence else "households.to_resettle")


HOUSEHOLDS = FigureFamily(
    "households",
    ("household",),
    decide_household,
    reads={
        "KCN Quang Châu đã bố trí tái định cư cho 120 hộ dân.": ("households.resettled 120",),
        "KCN Vân Trung còn 45 hộ dân phải tái định cư.": ("households.to_resettle 45",),
    },
    leaves=("Chương trình khuyến công hỗ trợ 45 hộ dân làm nghề mộc.",),
)


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The families with this one; among the families themselves it is an entry of `FAMILIES`."""
    monkeypatch.setitem(FAMILY_OF, "household", HOUSEHOLDS)


@pytest.mark.parametrize(("text", "stated"), HOUSEHOLDS.reads.items())
def test_the_family_reads_its_examples(text: str, stated: tuple[str, ...]) -> None:
    assert tuple(f"{each.indicator} {each.value}" for each in read(text).statements) == stated


@pytest.mark.parametrize("text", HOUSEHOLDS.leaves)
def test_the_family_leaves_the_rest_alone(text: str) -> None:
    assert read(text).statements == ()
