"""Every example of every family of figures: what it must read, and what it must leave alone; and the words weighed."""

import pytest

from parkledger.language import Lang, format_number
from parkledger.reading import Statement, read
from parkledger.reading.interpretation import english_lexicon, weights
from parkledger.reading.interpretation.families import FAMILIES, FAMILY_OF
from parkledger.reading.interpretation.lexicon import FEATURES, TERM
from parkledger.reading.text.patterns import phrases
from parkledger.reading.text.units import UNITS

READS = [pytest.param(text, stated, id=f"{one.name}: {text}") for one in FAMILIES for text, stated in one.reads.items()]
LEAVES = [pytest.param(text, id=f"{one.name}: {text}") for one in FAMILIES for text in one.leaves]


def shown(statement: Statement) -> str:
    number = format_number(statement.value, Lang.EN, grouping=False)
    return f"{statement.quote} = {statement.indicator} {statement.form} {statement.kind or '-'} {statement.origin or '-'} {number}"


@pytest.mark.parametrize(("text", "stated"), READS)
def test_states_everything_and_nothing_else(text, stated):
    assert tuple(shown(statement) for statement in read(text).statements) == stated


@pytest.mark.parametrize("text", LEAVES)
def test_leaves_alone(text):
    assert [shown(statement) for statement in read(text).statements] == []


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_every_family_has_examples_of_both_sorts_and_of_its_own_unit(family):
    assert family.reads
    assert family.leaves
    units = {statement.rule for text in family.reads for statement in read(text).statements}
    assert any(any(f"quantity.{unit}" in chain for unit in family.units) for chain in units)


def test_a_unit_has_one_family_and_families_only_know_units_that_are_read():
    assert len(FAMILY_OF) == sum(len(family.units) for family in FAMILIES)
    assert {unit for unit in FAMILY_OF if unit not in (None, "rank")} <= {measure.unit for measure in UNITS}


def test_every_word_is_found_as_a_whole_word_and_only_as_one():
    for words, pattern in ((FEATURES, TERM), (english_lexicon.FEATURES, english_lexicon.TERM)):
        for word in words:
            match = pattern.fullmatch(word)
            assert match is not None, word
            assert pattern.match(f"{word}x") is None or pattern.match(f"{word}x")[0] != word  # type: ignore[index]


def test_only_features_that_a_word_or_a_group_can_have_are_weighed():
    known = frozenset().union(*FEATURES.values())
    made = {"complete.infra", "group.licensed"}
    for table in (weights.PROJECTS, weights.CAPITAL, weights.ZONES):
        unknown = {one for one in table if one not in known and not one.startswith(("time.", "group.projects."))}
        assert unknown <= made


def test_english_words_have_features_that_vietnamese_words_have():
    assert set(english_lexicon.WORDS) <= frozenset().union(*FEATURES.values())


def test_rules_of_english_verb_forms_have_their_verbs() -> None:
    verbs = {verb.partition(" ")[0] for listed in english_lexicon._VERBS.values() for verb in phrases(listed)}
    assert {*english_lexicon._IRREGULAR, *english_lexicon._DOUBLED, *english_lexicon._NOUNS_TOO} <= verbs


def test_english_words_that_verbs_give_are_not_listed_again() -> None:
    given: dict[str, set[str]] = {}
    for feature, listed in english_lexicon._VERBS.items():
        for verb in phrases(listed):
            for form in english_lexicon._forms(verb):
                given.setdefault(form, set()).add(feature)
    words: dict[str, set[str]] = {}
    for feature, listed in english_lexicon.WORDS.items():
        for word in phrases(listed):
            words.setdefault(word, set()).add(feature)
    assert [word for word, features in words.items() if given.get(word) == features] == []
