"""Cases marked long are the same cases, with the marks and names that they had."""

import pytest

from tests.sampling import sampled


def test_a_case_keeps_its_values_its_marks_and_its_name():
    cases = ["first", "a", ("a", 1), pytest.param("a", 1, marks=pytest.mark.bench, id="one")]
    first, *others = sampled(cases)
    assert first == "first"
    assert [each.values for each in others[:2]] == [("a",), ("a", 1)]
    assert sampled(cases)[3] is cases[3]
    (_, kept) = sampled([*cases[:1], cases[3]])
    assert (kept.values, {mark.name for mark in kept.marks}, kept.id) == (("a", 1), {"bench", "long"}, "one")
