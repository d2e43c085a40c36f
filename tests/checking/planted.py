"""Pages made from the ledger, with errors planted in them of eight kinds: what checking finds of them, and by which cause.

`python -m tests.checking.planted HOME [SEED] [ERRORS] [UNTOUCHED]` measures; the same seed makes the same pages.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from parkledger.catalogue import Origin, ZoneKind
from parkledger.checking.causes import DifferenceCause
from parkledger.checking.statements import StatementOutcome, check
from parkledger.figures import Figures, Question
from parkledger.figures.mirror.files import Mirror
from parkledger.figures.wording import number, written
from parkledger.language import Lang, Period, format_date, format_period, month_end
from parkledger.reading import read

PLACE = "viet-nam.bac-giang"
PARK, CLUSTER, FDI = ZoneKind.PARK, ZoneKind.CLUSTER, Origin.FDI
SENTENCES_OF_A_PAGE = 4
YEARS = range(2019, 2025)


@dataclass(frozen=True)
class Told:
    """How a page tells a figure: its sentence, and for each kind of error which other question is told instead."""

    sentence: str
    indicator: str
    kinds: tuple[ZoneKind, ...] = (PARK,)
    origin: Origin | None = None


STOCKS = (
    Told("Đến ngày {when}, tỷ lệ lấp đầy các {kind} tỉnh Bắc Giang đạt {value}.", "occupancy", (PARK, CLUSTER)),
    Told(
        "Đến ngày {when}, tổng diện tích các {kind} đã thành lập của tỉnh Bắc Giang là {value}.",
        "land.established",
        (PARK, CLUSTER),
    ),
    Told("Đến ngày {when}, các {kind} tỉnh Bắc Giang có {value}.", "labour.workers", (PARK, CLUSTER)),
    Told("Đến ngày {when}, các {kind} tỉnh Bắc Giang có {value} FDI còn hiệu lực.", "projects.in_force", (PARK,), FDI),
    Told(
        "Đến ngày {when}, tổng vốn đăng ký còn hiệu lực của các dự án FDI trong các {kind} tỉnh Bắc Giang đạt {value}.",
        "capital.in_force",
        (PARK,),
        FDI,
    ),
    Told(
        "Lũy kế đến ngày {when}, vốn thực hiện của các dự án FDI trong các {kind} tỉnh Bắc Giang đạt {value}.",
        "capital.implemented_to_date",
        (PARK,),
        FDI,
    ),
    Told(
        "Đến ngày {when}, diện tích đất công nghiệp đã cho thuê của các {kind} tỉnh Bắc Giang là {value}.",
        "land.leased_industrial",
    ),
)
FLOWS = (
    Told("Trong {when}, giá trị xuất khẩu của các {kind} tỉnh Bắc Giang đạt {value}.", "trade.export"),
    Told("Trong {when}, giá trị nhập khẩu của các {kind} tỉnh Bắc Giang đạt {value}.", "trade.import"),
    Told("Trong {when}, giá trị sản xuất công nghiệp của các {kind} tỉnh Bắc Giang đạt {value}.", "output.production"),
    Told("Trong {when}, doanh thu của các doanh nghiệp trong các {kind} tỉnh Bắc Giang đạt {value}.", "output.revenue"),
    Told("Trong {when}, các {kind} tỉnh Bắc Giang nộp ngân sách {value}.", "budget.paid"),
    Told(
        "Trong {when}, vốn đăng ký cấp mới của các dự án FDI trong các {kind} tỉnh Bắc Giang đạt {value}.",
        "capital.new",
        (PARK,),
        FDI,
    ),
)
SWAPPED_KIND = {PARK: CLUSTER, CLUSTER: PARK}
OTHER_STAGE = {
    "capital.in_force": "capital.implemented_to_date",
    "capital.implemented_to_date": "capital.in_force",
    "capital.new": "capital.implemented",
}
OTHER_DENOMINATORS = {
    PARK: ("occupancy.gross", "occupancy.park_before_decree_35", "occupancy.operating"),
    CLUSTER: ("occupancy.gross", "occupancy.operating"),
}
Planting = Callable[["Written", "Pages"], str | None]


@dataclass(frozen=True)
class Written:
    """A figure as a page is to tell it."""

    told: Told
    question: Question
    value: Fraction
    said: str

    def sentence(self, said: str) -> str:
        """The sentence with a number in it."""
        question = self.question
        when = (
            format_date(question.end, Lang.VI)
            if question.start is None
            else format_period(Period(question.start, question.end), Lang.VI)
        )
        kind = question.kind.short if question.kind else ""
        return self.told.sentence.format(when=when, kind=kind, value=said)


@dataclass
class Pages:
    """Makes pages by chance, the same ones by the same seed."""

    books: Figures
    chance: random.Random

    def fact(self, wanted: DifferenceCause | None = None) -> Written:
        """A figure on record, of those in which such an error can be made."""
        while True:
            told = self.chance.choice([each for each in (*STOCKS, *FLOWS) if _can_be(each, wanted)])
            found = self.written(self._question(told, wanted), told)
            if found is not None:
                return found

    def written(self, question: Question, told: Told) -> Written | None:
        """A figure with its words; None where the books do not have it whole."""
        figure = self.books.one(question)
        if figure.value is None or not figure.value or not figure.coverage.is_complete:
            return None
        return Written(told, question, figure.value, written(figure, Lang.VI))

    def _question(self, told: Told, wanted: DifferenceCause | None) -> Question:
        year, month = self.chance.choice(YEARS), self.chance.randint(1, 12)
        end = month_end(date(year, month, 1))
        base = Question(told.indicator, PLACE, end, kind=self.chance.choice(told.kinds), origin=told.origin)
        if not base.is_flow:
            return base
        if wanted is DifferenceCause.CUMULATIVE or self.chance.random() < 1 / 3:
            quarter = self.chance.randint(2 if wanted else 1, 4)
            return replace(base, start=date(year, quarter * 3 - 2, 1), end=month_end(date(year, quarter * 3, 1)))
        return replace(base, start=date(year, 1, 1))

    def page(self, facts: list[str], on: date) -> str:
        """The text of a page."""
        return "\n\n".join(
            ("Tình hình khu, cụm công nghiệp tỉnh Bắc Giang", f"Ngày {format_date(on, Lang.VI)}", *facts)
        )

    def planted(self, cause: DifferenceCause) -> tuple[Written, str]:
        """A figure with another number in its place, wrong by a cause."""
        while True:
            fact = self.fact(cause)
            said = PLANTINGS[cause](fact, self)
            if said is not None and said != fact.said:
                return fact, said

    def told_as(self, fact: Written, question: Question) -> str | None:
        """What another question comes to, as the page would say it."""
        other = self.written(question, fact.told)
        return None if other is None or other.value == fact.value else other.said


def _can_be(told: Told, cause: DifferenceCause | None) -> bool:
    """Whether such an error can be made in such a sentence."""
    is_flow = told in FLOWS
    return (
        {
            DifferenceCause.DENOMINATOR: told.indicator == "occupancy",
            DifferenceCause.STAGE: told.indicator in OTHER_STAGE,
            DifferenceCause.CUMULATIVE: is_flow and told.indicator != "capital.new",
            DifferenceCause.KIND: len(told.kinds) > 1,
            DifferenceCause.UNIT: told.indicator != "occupancy"
            and not told.indicator.startswith(("labour", "projects")),
        }.get(cause, True)
        if cause is not None
        else True
    )


def _unit(fact: Written, pages: Pages) -> str | None:
    for right, wrong in (
        ("nghìn tỷ đồng", "tỷ đồng"),
        ("tỷ USD", "triệu USD"),
        ("triệu USD", "tỷ USD"),
        ("tỷ đồng", "triệu đồng"),
    ):
        if fact.said.endswith(right):
            return fact.said.removesuffix(right) + wrong
    if fact.said.endswith(" ha"):
        return number(fact.value * 10_000, "ha", Lang.VI)
    return None


def _misprint(fact: Written, pages: Pages) -> str | None:
    digits = [at for at, letter in enumerate(fact.said) if letter.isdigit()]
    if len(digits) < 3:
        return None
    way, said = pages.chance.choice(("swap", "change", "drop")), list(fact.said)
    if way == "swap":
        at = pages.chance.randrange(len(digits) - 1)
        one, other = digits[at], digits[at + 1]
        said[one], said[other] = said[other], said[one]
    elif way == "change":
        at = pages.chance.choice(digits[:-1])
        said[at] = pages.chance.choice([digit for digit in "123456789" if digit != said[at]])
    else:
        del said[pages.chance.choice(digits[:-1])]
    text = "".join(said)
    return None if text[0] == "0" or _is_ill_written(text) or _is_last_digit(text, fact.said) else text


def _is_ill_written(text: str) -> bool:
    """Whether the marks of thousands no longer stand where they must."""
    found = re.match(r"\d{1,3}(?:\.\d{3})*(?:,\d+)?(?= |%|$)", text)
    return found is None


def _is_last_digit(text: str, right: str) -> bool:
    """Whether only the last digit is another by one, as rounding makes it."""
    one, other = (re.sub(r"\D", "", each) for each in (text, right))
    return abs(int(one) - int(other)) <= 1


def _rounding(fact: Written, pages: Pages) -> str | None:
    found = re.match(r"[\d.]*\d(?:,\d+)?", fact.said)
    if found is None or "," not in found[0]:
        return None
    digits = found[0].replace(".", "")
    decimals = len(digits.partition(",")[2])
    scaled = int(digits.replace(",", "")) + pages.chance.choice((-1, 1))
    whole, rest = divmod(scaled, 10**decimals)
    grouped = f"{whole:,}".replace(",", ".")
    return f"{grouped},{rest:0{decimals}d}{fact.said[found.end() :]}"


def _date(fact: Written, pages: Pages) -> str | None:
    years = pages.chance.choice((1, 1, 2))
    question = fact.question
    for _ in range(years):
        question = replace(question.a_year_before(), boundaries=None)
    return pages.told_as(fact, question)


def _kind(fact: Written, pages: Pages) -> str | None:
    kind = fact.question.kind
    return None if kind is None else pages.told_as(fact, replace(fact.question, kind=SWAPPED_KIND[kind]))


def _denominator(fact: Written, pages: Pages) -> str | None:
    kind = fact.question.kind
    return (
        None
        if kind is None
        else pages.told_as(fact, replace(fact.question, indicator=pages.chance.choice(OTHER_DENOMINATORS[kind])))
    )


def _cumulative(fact: Written, pages: Pages) -> str | None:
    return pages.told_as(fact, replace(fact.question, start=date(fact.question.end.year, 1, 1)))


def _stage(fact: Written, pages: Pages) -> str | None:
    return pages.told_as(fact, replace(fact.question, indicator=OTHER_STAGE[fact.question.indicator]))


PLANTINGS: dict[DifferenceCause, Planting] = {
    DifferenceCause.UNIT: _unit,
    DifferenceCause.DENOMINATOR: _denominator,
    DifferenceCause.STAGE: _stage,
    DifferenceCause.CUMULATIVE: _cumulative,
    DifferenceCause.KIND: _kind,
    DifferenceCause.ROUNDING: _rounding,
    DifferenceCause.DATE: _date,
    DifferenceCause.MISPRINT: _misprint,
}


@dataclass
class Measured:
    """What came of a set of pages."""

    planted: Counter[DifferenceCause] = field(default_factory=Counter)
    found: Counter[DifferenceCause] = field(default_factory=Counter)
    named: Counter[DifferenceCause] = field(default_factory=Counter)
    untouched: int = 0
    alarms: int = 0
    unread: int = 0
    notes: list[str] = field(default_factory=list)

    def share(self, counted: Counter[DifferenceCause]) -> Fraction:
        """How much of what was planted."""
        return Fraction(sum(counted.values()), max(sum(self.planted.values()), 1))


def measure(books: Figures, seed: int, errors: int, untouched: int) -> Measured:
    """Plant errors one to a page, in turn of each kind; make pages without any; check them all."""
    pages, found = Pages(books, random.Random(seed)), Measured()
    causes = list(PLANTINGS)
    for index in range(errors):
        cause = causes[index % len(causes)]
        fact, said = pages.planted(cause)
        found.planted[cause] += 1
        wrong = fact.sentence(said)
        others = [each.sentence(each.said) for each in (pages.fact() for _ in range(SENTENCES_OF_A_PAGE - 1))]
        others.insert(pages.chance.randrange(len(others) + 1), wrong)
        seen = [each for each in _checked(pages, books, others) if each[0] == wrong]
        if any(differs or named for _, differs, named, _ in seen):
            found.found[cause] += 1
        if any(named is cause for _, _, named, _ in seen):
            found.named[cause] += 1
        else:
            found.notes.append(
                f"{cause}: {wrong} [{fact.said}] -> {[(differs, str(named), note) for _, differs, named, note in seen]}"
            )
    for _ in range(0, untouched, SENTENCES_OF_A_PAGE):
        facts = [each.sentence(each.said) for each in (pages.fact() for _ in range(SENTENCES_OF_A_PAGE))]
        seen = _checked(pages, books, facts)
        found.untouched += len(facts)
        found.unread += len(set(facts) - {sentence for sentence, *_ in seen})
        for sentence, differs, named, note in seen:
            if differs or named:
                found.alarms += 1
                found.notes.append(f"alarm: {sentence} -> {named} {note}")
    return found


def _checked(pages: Pages, books: Figures, sentences: list[str]) -> list[tuple[str, bool, DifferenceCause | None, str]]:
    """Each statement of a page: the sentence it stands in, whether it differs, the cause named."""
    on = date(2025, 1, 15)
    text = pages.page(sentences, on)
    page = read(text, published=on)
    found = []
    for each in check(page, books):
        sentence = next(
            (one for one in sentences if text.find(one) <= each.statement.start < text.find(one) + len(one)), ""
        )
        cause = each.explained.cause if each.explained else None
        found.append(
            (
                sentence,
                each.outcome is StatementOutcome.DIFFERS,
                cause,
                each.note.vi if each.note else each.outcome.value,
            )
        )
    return found


def lines(found: Measured) -> Iterator[str]:
    """What was measured, told."""
    for cause, count in found.planted.items():
        yield f"{cause.value:<12} planted {count}, found {found.found[cause]}, rightly named {found.named[cause]}"
    yield f"found {float(found.share(found.found)):.3f}, rightly named {float(found.share(found.named)):.3f}"
    yield f"untouched {found.untouched}, alarms {found.alarms}, not read {found.unread}"


if __name__ == "__main__":
    home, *given = sys.argv[1:]
    seed, errors, untouched = (int(each) for each in [*given, "1", "1000", "500"][:3]) if given else (1, 1000, 500)
    manifest = Mirror(Path(home) / "mirror").manifest()
    if manifest is None:
        raise SystemExit(f"no books in {home}")
    measured = measure(Figures(Path(home) / "mirror", manifest), seed, errors, untouched)
    sys.stdout.write("\n".join((*(measured.notes if "-v" in sys.argv else ()), *lines(measured), "")))
