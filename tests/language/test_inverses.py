"""What is written is read back as it was; `tools/check_inverses.py` does the same for as long as it is given."""

import random

import pytest
from tools.check_inverses import KINDS, check


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_four_thousand_values_come_back_unchanged(kind):
    check(4_000, random.Random(2023), kind)


def test_a_value_that_comes_back_changed_is_told():
    with pytest.raises(ValueError, match="7 is written 'bảy' and read as 8"):
        check(1, random.Random(1), lambda _: (7, "bảy", 8))
