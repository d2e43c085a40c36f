"""How well pages are read whose figures people have annotated, and where the loss is.

    python -m tools.score_reading [FOLDER …] [--misses]

A folder holds NAME.txt with a page and NAME.tsv with what it states, or folders of such; without one, the rounds that the
project keeps (`tests/reading/rounds`: facts of published pages, restated). A figure counts as found when indicator, form,
kind of zones, origin, unit and value within 0.5 % are right; the area of one named zone counts whatever its stage. Place,
zone and period end are told as shares of what is found. The rounds kept were mended on: scores on them are no measure of
what the reader is worth, see `docs/reading-accuracy.md`.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Final

from parkledger.reading import Page, read

KEPT: Final = Path("tests/reading/rounds")
KEY: Final = ("indicator", "form", "kind", "origin", "unit")
_FIELDS: Final = ("place", "zone", "period_end")
_NEAR: Final = Fraction(1, 200)
_AREAS: Final = frozenset({"land.planned", "land.established", "land.operating"})

Told = dict[str, str]
"""What one figure states, field by field as text; empty where a field has nothing."""


@dataclass(slots=True)
class Score:
    """Figures annotated, stated and found, the fields of what was found, and why the rest was missed."""

    annotated: int = 0
    stated: int = 0
    found: int = 0
    right: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)

    @property
    def f1(self) -> Fraction:
        """Twice what was found, over what was annotated and what was stated."""
        return Fraction(2 * self.found, max(1, self.annotated + self.stated))

    def add(self, other: "Score") -> None:
        """Count what another counted too."""
        self.annotated += other.annotated
        self.stated += other.stated
        self.found += other.found
        self.right += other.right
        self.causes += other.causes

    def __str__(self) -> str:
        precision, recall = self.found / max(1, self.stated), self.found / max(1, self.annotated)
        fields = "  ".join(f"{name} {self.right[name] / max(1, self.found):.3f}" for name in _FIELDS)
        head = f"annotated {self.annotated}  stated {self.stated}  found {self.found}"
        return f"{head}  precision {precision:.3f}  recall {recall:.3f}  F1 {float(self.f1):.3f}  {fields}"


def annotated_pages(folder: Path) -> Iterator[tuple[str, str, list[Told]]]:
    """The pages of a folder and of those in it, by name: name, text, what is stated."""
    for path in sorted(folder.rglob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            told = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        yield f"{path.parent.name}/{path.stem}", path.with_suffix(".txt").read_text(encoding="utf-8"), told


def stated_by(page: Page) -> list[Told]:
    """What a page was read to state, as annotations have it."""
    return [
        {name: "" if value is None else str(value) for name, value in one._asdict().items()} for one in page.statements
    ]


def score(annotated: Iterable[Told], stated: Iterable[Told]) -> tuple[Score, list[str]]:
    """The score of one page, and its misses in words."""
    gold, left = _once(annotated), _once(stated)
    result, misses = Score(annotated=len(gold), stated=len(left)), []
    missed = []
    for one in gold:
        fits = [guess for guess in left if _same(one, guess)]
        if not fits:
            missed.append(one)
            continue
        best = max(fits, key=lambda guess, one=one: sum(_alike(one, guess, name) for name in _FIELDS))  # type: ignore[misc]
        left.remove(best)
        result.found += 1
        result.right.update(name for name in _FIELDS if _alike(one, best, name))
    for one in missed:
        cause = _cause(one, left)
        result.causes[cause] += 1
        misses.append(f"missed {_words(one)}: {cause}")
    return result, misses + [f"extra  {_words(guess)}" for guess in left]


def _once(told: Iterable[Told]) -> list[Told]:
    """What is told, each fact once."""
    seen: dict[tuple[object, ...], Told] = {}
    for one in told:
        fact = (*(one[name] for name in (*KEY, *_FIELDS)), Fraction(one["value"]))
        seen.setdefault(fact, one)
    return list(seen.values())


def _same(gold: Told, guess: Told) -> bool:
    named = gold["zone"] and guess["zone"] and {gold["indicator"], guess["indicator"]} <= _AREAS
    keys = KEY[1:] if named else KEY
    return all(gold[name] == guess[name] for name in keys) and _near(gold, guess)


def _near(gold: Told, guess: Told) -> bool:
    value = Fraction(gold["value"])
    return abs(value - Fraction(guess["value"])) <= _NEAR * abs(value)


def _alike(gold: Told, guess: Told, name: str) -> bool:
    return gold[name].strip().lower() == guess[name].strip().lower()


def _cause(gold: Told, left: Sequence[Told]) -> str:
    """Why a figure was missed: nothing was stated of it, or what was wrong."""
    guess = next((one for one in left if _near(gold, one) or one["quote"] == gold["quote"]), None)
    if guess is None:
        return "nothing stated"
    wrong = [name for name in KEY if gold[name] != guess[name]]
    return f"wrong {' and '.join(wrong)}" if wrong else "wrong value"


def _words(one: Told) -> str:
    return f"{' '.join(one[name] or '-' for name in KEY)} = {float(Fraction(one['value'])):g} «{one['quote']}»"


def main() -> None:
    """Score the folders asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[KEPT])
    parser.add_argument(
        "--misses", action="store_true", help="print every figure missed, and every one stated too much"
    )
    asked = parser.parse_args()
    for folder in asked.folders:
        whole = Score()
        for name, text, told in annotated_pages(folder):
            one, misses = score(told, stated_by(read(text)))
            whole.add(one)
            if asked.misses:
                print(*(f"{name} {miss}" for miss in misses), sep="\n")
        print(folder, whole)
        print("missed:", ", ".join(f"{cause} {times}" for cause, times in whole.causes.most_common()))


if __name__ == "__main__":
    main()
