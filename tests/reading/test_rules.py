"""Every example of every rule: what it must read, and what it must leave alone."""

import pytest

from parkledger.language import Lang, format_number
from parkledger.reading import Statement, read
from parkledger.reading.rules.lexicon import BARS, ORIGINS, SIGNAL, SIGNALS, TOPICS, VERBS
from parkledger.reading.rules.rulebook import RULE_OF, RULES
from parkledger.reading.text.units import UNITS

READS = [pytest.param(text, stated, id=f"{rule.name}: {text}") for rule in RULES for text, stated in rule.reads.items()]
LEAVES = [pytest.param(text, id=f"{rule.name}: {text}") for rule in RULES for text in rule.leaves]
PHRASES = [(mark, name, phrase) for mark, groups in zip("tvox", (TOPICS, VERBS, ORIGINS, BARS), strict=True)
           for name, phrases in groups.items() for phrase in phrases]  # fmt: skip


def shown(statement: Statement) -> str:
    number = format_number(statement.value, Lang.EN, grouping=False)
    return f"{statement.quote} = {statement.indicator} {statement.form} {statement.kind or '-'} {statement.origin or '-'} {number}"


@pytest.mark.parametrize(("text", "stated"), READS)
def test_states_everything_and_nothing_else(text, stated):
    assert tuple(shown(statement) for statement in read(text).statements) == stated


@pytest.mark.parametrize("text", LEAVES)
def test_leaves_alone(text):
    assert [shown(statement) for statement in read(text).statements] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_examples_of_both_sorts_and_of_its_own_unit(rule):
    assert rule.reads
    assert rule.leaves
    units = {statement.rule for text in rule.reads for statement in read(text).statements}
    assert any(any(f"quantity.{unit}" in chain for unit in rule.units) for chain in units)


def test_a_unit_has_one_rule_and_rules_only_know_units_that_are_read():
    assert len(RULE_OF) == sum(len(rule.units) for rule in RULES)
    assert {unit for unit in RULE_OF if unit not in (None, "rank")} <= {measure.unit for measure in UNITS}


def test_every_signal_is_found_as_a_whole_word_and_only_as_one():
    for mark, name, phrase in PHRASES:
        match = SIGNAL.fullmatch(phrase)
        assert match is not None, phrase
        assert f"{mark}:{name}" in SIGNALS[phrase]
        assert SIGNAL.match(f"{phrase}x") is None or SIGNAL.match(f"{phrase}x")[0] != phrase  # type: ignore[index]
