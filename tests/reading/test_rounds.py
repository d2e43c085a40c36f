"""Pages of past rounds, restated: none that is read is lost unseen, and points fitted on them are the same each time."""

from fractions import Fraction
from pathlib import Path

from tools.fit_reading import TABLES, fitted, heard_in, points_in_use
from tools.score_reading import KEPT, Score, annotated_pages, score, stated_by

from parkledger.reading import read
from parkledger.reading.interpretation import weights

ROUNDS = Path(__file__).parents[2] / KEPT
LEAST_F1 = Fraction(80, 100)
"""What the pages kept, most of which the reader was mended on, score at least: no measure of what it is worth."""


def test_no_page_of_a_round_is_lost():
    whole = Score()
    for _, text, told in annotated_pages(ROUNDS):
        whole.add(score(told, stated_by(read(text)))[0])
    assert whole.annotated > 1_000
    assert whole.f1 >= LEAST_F1, str(whole)


def test_every_quote_of_a_round_stands_on_its_page():
    for name, text, told in annotated_pages(ROUNDS):
        assert [one["quote"] for one in told if one["quote"] not in text] == [], name


def test_what_is_wrong_is_counted_as_such():
    _, text, told = next(iter(annotated_pages(ROUNDS)))
    wrong = [{**one, "origin": "ddi"} if one["origin"] == "fdi" else one for one in told]
    right, spoilt = score(told, stated_by(read(text)))[0], score(wrong, stated_by(read(text)))[0]
    assert spoilt.found < right.found
    assert spoilt.causes["wrong origin"] > right.causes["wrong origin"]


def test_fitting_mends_points_that_are_spoilt_and_is_the_same_each_time():
    pages = [(text, told) for _, text, told in annotated_pages(ROUNDS / "14")]
    heard = [one for text, told in pages for one in heard_in(text, told)]
    spoilt = {**weights.PROJECTS, "a:adjust": {"projects.registered": 4}}
    with points_in_use({"PROJECTS": spoilt}):
        before = fitted(heard, "PROJECTS", spread=3)
        again = fitted(heard, "PROJECTS", spread=3)
    assert before == again
    assert before["a:adjust"]["projects.adjusted"] > before["a:adjust"].get("projects.registered", 0)
    assert set(TABLES) == {"PROJECTS", "CAPITAL", "ZONES"}
