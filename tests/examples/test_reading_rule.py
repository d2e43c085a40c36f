"""A reading rule is a function of a quantity in its sentence, written down with what it reads and what it leaves alone."""

import pytest

from parkledger.reading import read
from parkledger.reading.rules.decisions import Decision, QuantityCase
from parkledger.reading.rules.rulebook import RULE_OF, ReadingRule


def decide_household(case: QuantityCase) -> Decision | None:
    """Households moved for a zone: to be resettled, or resettled already."""
    sentence = case.view.lower[case.view.start : case.view.end]
    if "tái định cư" not in sentence:
        return None
    return Decision("households.resettled" if "đã " in sentence else "households.to_resettle")


HOUSEHOLDS = ReadingRule(
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
def ruled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rulebook with the rule; in the rulebook itself it is an entry of `RULES`."""
    monkeypatch.setitem(RULE_OF, "household", HOUSEHOLDS)


@pytest.mark.parametrize(("text", "stated"), HOUSEHOLDS.reads.items())
def test_the_rule_reads_its_examples(text: str, stated: tuple[str, ...]) -> None:
    assert tuple(f"{each.indicator} {each.value}" for each in read(text).statements) == stated


@pytest.mark.parametrize("text", HOUSEHOLDS.leaves)
def test_the_rule_leaves_the_rest_alone(text: str) -> None:
    assert read(text).statements == ()
