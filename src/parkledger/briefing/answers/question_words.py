"""A question taken apart: its phrases with what each says, its times, bounds and counts, and what was not understood."""

from dataclasses import dataclass, field, replace
from datetime import date

from parkledger.briefing.answers.limits import AskedLimit
from parkledger.briefing.answers.spelling import Sign
from parkledger.briefing.answers.times import Time
from parkledger.briefing.answers.vocabulary import signs_said
from parkledger.language import Text, fold
from parkledger.records.histories import Reference


@dataclass(frozen=True, slots=True)
class Sighted:
    """A phrase of a question with what it says; `guessed` where it was misspelt."""

    sign: Sign
    text: str
    first: int
    last: int
    guessed: bool = False


@dataclass(slots=True)
class Words:
    """A question taken apart."""

    seen: list[Sighted] = field(default_factory=list)
    unheard: list[str] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    limits: list[AskedLimit] = field(default_factory=list)
    count: int | None = None
    nth: int = 1
    """Which of an order is asked for: the first, where nothing else is said."""
    folded: str = ""
    text: str = ""
    """As it was typed, with its diacritics: "tiền thuế" is not "tiền thuê", though both fold to the same."""
    accented: bool = False
    """Whether it was typed with diacritics."""
    projects: list[tuple[Reference, ...]] = field(default_factory=list)
    """The projects named by their codes; several where several books have the code."""
    problem: Text | None = None
    old_places: frozenset[str] = frozenset()
    """Places that are meant as they were before they were merged: "Bắc Giang cũ"."""
    until: date | None = None
    """The last day of the time ahead of the question that is named: "within the next six months"."""

    def all(self, sort: str) -> list[str]:
        """The marks of a sort in the order of the question, each once."""
        return list(dict.fromkeys(each.sign[1] for each in self.seen if each.sign[0] == sort))

    def has(self, *marks: str) -> bool:
        """Whether any of some marks is there."""
        return any(each.sign[1] in marks for each in self.seen if each.sign[0] in {"measured", "asking"})

    def typed(self, *marks: str) -> list[str]:
        """The words that stand for some marks, as they were typed."""
        return [each.text for each in self.seen if each.sign[1] in marks and each.sign[0] in {"measured", "asking"}]

    def see(self, sighted: Sighted) -> None:
        """Take in a phrase with all the marks that it stands for."""
        self.seen.extend(replace(sighted, sign=sign) for sign in signs_said().get(sighted.sign, (sighted.sign,)))

    def typed_of_sort(self, sort: str) -> list[str]:
        """The words that stand for the marks of a sort, as they were typed."""
        return [each.text for each in self.seen if each.sign[0] == sort]

    def named_by(self, asking: Sighted) -> frozenset[Sign]:
        """The signs of that whose name a word asks for: before "nào", behind "which" and "danh sách".

        None where it names nothing itself ("cái nào"), or nothing stands there ("kể tên giúp").
        """
        known = [each for each in self.seen if each.sign[0] not in {"spoken", "place"} and each.text != asking.text]
        if fold(asking.text) == "nao":
            nearest = max((each.last for each in known if each.last <= asking.first), default=None)
            return frozenset(each.sign for each in known if each.last == nearest)
        if asking.sign[1] == "which" and fold(asking.text) != "which":
            return frozenset()
        following = min((each.first for each in known if each.first >= asking.last), default=None)
        return frozenset(each.sign for each in known if each.first == following)

    @property
    def guessed(self) -> list[str]:
        """Words taken for others that they resemble."""
        return [each.text for each in self.seen if each.guessed]
