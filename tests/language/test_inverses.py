"""What is written is read back as it was; `tools/check_inverses.py` does the same for as long as it is given."""

import random

from tools.check_inverses import check


def test_ten_thousand_quantities_come_back_unchanged():
    check(10_000, random.Random(2023))
