"""How the developer of a zone is chosen within a founding dossier: a council, candidates, their points by criteria, the choice.

Points are exact. What a council's criteria and pass mark are stands with the event that convened it, so that a later change of
the law changes no choice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Final

from pydantic import BeforeValidator, Field

from parkledger.catalogue.parameters import parameter
from parkledger.language import Lang, NumberUnreadable, Text, fold, format_number, parse_number
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import ChoiceRefused, ChoiceUnreasoned, CriterionUnknown, PointsExceeded, PointsUnreadable
from parkledger.ledger.events.base import Enterprise, Words, as_written, labelled
from parkledger.ledger.events.founding import STEPS_BEFORE, FoundingCourse, FoundingEvent, RestingStep

CRITERIA: Final[Mapping[str, Text]] = {
    "cluster.developer_selection.infrastructure": Text(
        "phương án đầu tư hạ tầng kỹ thuật", "plan of the infrastructure"
    ),
    "cluster.developer_selection.environment": Text(
        "phương án quản lý, bảo vệ môi trường", "plan of environmental protection"
    ),
    "cluster.developer_selection.capability": Text("năng lực, kinh nghiệm", "capability and experience"),
    "cluster.developer_selection.finance": Text("phương án tài chính", "financial plan"),
}
"""The criteria of the law for the developers of clusters, by the parameter of the most points of each."""
LEAST_POINTS: Final = "cluster.developer_selection.pass_mark"
COUNCIL, CANDIDATE = Text("hội đồng đánh giá", "council"), Text("đơn vị dự tuyển", "candidate")
UNSCORED: Final = Text("chưa có đủ điểm theo các tiêu chí", "has not all its points by the criteria")
CHOOSE_ANOTHER: Final = Text(
    "Hãy chọn đơn vị đạt ngưỡng, hoặc đính chính điểm.",
    "Choose a candidate that reaches the mark, or correct the points.",
)
SCORE_FIRST: Final = Text(
    f"Hãy ghi hội đồng và điểm trước; nếu đơn vị chỉ có văn bản chọn, hãy ghi các bước trước: «{STEPS_BEFORE['not_on_record'].vi}».",
    "Record the council and the points first; if the paper of the choice is all the office has, give the steps before as "
    f"“{STEPS_BEFORE['not_on_record'].en}”.",
)
LONGEST_NAME: Final = 120


def points_in(text: str) -> dict[str, Fraction]:
    """Criteria with points, as they are written: "năng lực: 25,5; tài chính: 30".

    Raises PointsUnreadable with the part that cannot be read.
    """
    found: dict[str, Fraction] = {}
    for part in text.replace("\n", ";").split(";"):
        if not part.strip():
            continue
        name, _, number = (each.strip() for each in part.rpartition(":"))
        if not name or len(name) > LONGEST_NAME or fold(name) in {fold(each) for each in found}:
            raise PointsUnreadable(text=part.strip()[:LONGEST_NAME])
        found[name] = _points(number, part)
    if not found:
        raise PointsUnreadable(text=text.strip()[:LONGEST_NAME])
    return found


def _points(number: str, part: str) -> Fraction:
    for lang in (Lang.VI, Lang.EN):
        try:
            found = parse_number(number, lang)
        except NumberUnreadable:
            continue
        if found >= 0:
            return found
    raise PointsUnreadable(text=part.strip()[:LONGEST_NAME])


def written(points: Mapping[str, Fraction]) -> str:
    """Criteria with points as they are kept."""
    return "; ".join(f"{name}: {format_number(value, Lang.VI)}" for name, value in points.items())


def read_points(text: str) -> str:
    """Criteria with points in the form in which they are kept."""
    return written(points_in(text))


CriterionPoints = Annotated[str, BeforeValidator(as_written(read_points)), Field(min_length=1, max_length=2000)]
kept_points = lru_cache(maxsize=4096)(points_in)
"""`points_in`, remembered: not to be changed by whoever asks."""


def legal_criteria(on: date) -> str:
    """The criteria of the law of a day with the most points of each; empty before there were any."""
    values = {name.vi: parameter(code).number_on(on) for code, name in CRITERIA.items()}
    known = {name: value for name, value in values.items() if value is not None}
    return written(known) if len(known) == len(values) else ""


def pass_mark(on: date) -> int | None:
    """The points by law from which a candidate may be chosen; None before there was such a rule."""
    mark = parameter(LEAST_POINTS).number_on(on)
    return int(mark) if mark is not None else None


class CouncilConvened(FoundingEvent):
    """A council is convened to choose the developer: how many members, by which criteria, with which pass mark.

    Where no criteria are given they are those of the law of the day on which the dossier was opened.
    """

    label = Text("Thành lập hội đồng đánh giá, lựa chọn chủ đầu tư", "Council convened")
    basis = "Nghị định 32/2024/NĐ-CP, Điều 13"
    sheet_titles = ("hội đồng đánh giá", "hội đồng lựa chọn chủ đầu tư")
    rank = 4
    headings = {
        "members": ("số thành viên", "số thành viên hội đồng"),
        "criteria": ("tiêu chí", "tiêu chí, điểm tối đa"),
        "pass_mark": ("điểm đạt", "ngưỡng điểm"),
        "effective_on": ("ngày thành lập hội đồng", "ngày họp hội đồng"),
    }

    members: Annotated[int, Field(ge=1, le=99)] = labelled("số thành viên", "members")
    chaired_by: Words = labelled("cơ quan chủ trì hội đồng", "body in the chair", default="")
    criteria: CriterionPoints | None = labelled(
        "tiêu chí và điểm tối đa (để trống: theo quy định)",
        "criteria with the most points (empty: by law)",
        default=None,
    )
    pass_mark: Annotated[int, Field(ge=0, le=1000)] | None = labelled(
        "ngưỡng điểm (để trống: theo quy định)", "pass mark (empty: by law)", default=None
    )

    def completions(self, view: View) -> dict[str, Any]:
        """With the criteria and the pass mark of the law."""
        changes, opened = super().completions(view), self.opening(view)
        if opened is None:
            return changes
        if self.criteria is None and (criteria := legal_criteria(opened.effective_on)):
            changes["criteria"] = criteria
        if self.pass_mark is None and (mark := pass_mark(opened.effective_on)) is not None:
            changes["pass_mark"] = mark
        return changes

    @property
    def most(self) -> Mapping[str, Fraction]:
        """The most points of each criterion."""
        return kept_points(self.criteria) if self.criteria else {}

    def take(self, so_far: FoundingCourse) -> None:
        """Once."""
        super().take(so_far)
        if so_far.council is not None:
            raise self.twice(so_far.council)
        so_far.council = self


class CandidateEvent(FoundingEvent):
    """Something about one candidate for developer, an organisation."""

    abstract: ClassVar[bool] = True
    headings = {"candidate": ("đơn vị dự tuyển", "nhà đầu tư", "doanh nghiệp dự tuyển", "tên nhà đầu tư")}

    candidate: Annotated[Enterprise, Field(min_length=1)] = labelled(
        "đơn vị dự tuyển làm chủ đầu tư hạ tầng", "candidate for developer, an organisation"
    )

    def refuse_chosen(self, so_far: FoundingCourse) -> None:
        """Refuse what comes after the choice."""
        if so_far.chosen is not None:
            raise self.after_end(so_far.chosen)

    def require_entered(self, so_far: FoundingCourse) -> None:
        """Refuse what is said of somebody who is no candidate."""
        if self.candidate not in so_far.candidates:
            raise self.unknown(so_far.book, CANDIDATE, self.candidate, "candidate")


class CandidateEntered(CandidateEvent):
    """An organisation proposes itself as developer."""

    label = Text("Đơn vị đăng ký làm chủ đầu tư hạ tầng", "Candidate for developer entered")
    basis = "Nghị định 32/2024/NĐ-CP, Điều 10, Điều 13"
    sheet_titles = ("danh sách nhà đầu tư dự tuyển", "nhà đầu tư đăng ký")
    rank = 3

    def take(self, so_far: FoundingCourse) -> None:
        """Once, before the choice."""
        super().take(so_far)
        self.refuse_chosen(so_far)
        if before := so_far.candidates.get(self.candidate):
            raise self.twice(before, self.candidate, "candidate")
        so_far.candidates[self.candidate] = self


class PointsGiven(CandidateEvent):
    """The council gives a candidate its points, by criteria."""

    label = Text("Chấm điểm đơn vị dự tuyển", "Points given to a candidate")
    basis = "Nghị định 32/2024/NĐ-CP, Điều 13"
    sheet_titles = ("bảng điểm", "kết quả chấm điểm", "chấm điểm nhà đầu tư")
    rank = 5
    headings = {"points": ("điểm theo tiêu chí", "điểm", "điểm chấm"), "effective_on": ("ngày chấm điểm",)}

    points: CriterionPoints = labelled("điểm theo từng tiêu chí", "points by criterion")

    def take(self, so_far: FoundingCourse) -> None:
        """Once for each candidate, by the council's criteria, none above the most of a criterion."""
        super().take(so_far)
        self.refuse_chosen(so_far)
        if so_far.council is None:
            raise self.unknown(so_far.book, COUNCIL, self.founding_dossier, "founding_dossier")
        self.require_entered(so_far)
        if before := so_far.scored.get(self.candidate):
            raise self.twice(before, self.candidate, "candidate")
        most = {fold(name): (name, value) for name, value in so_far.council.most.items()}
        for name, given in kept_points(self.points).items():
            if fold(name) not in most:
                named = list(so_far.council.most) or ["—"]
                raise CriterionUnknown(number=self.number, criterion=name, criteria=named)
            criterion, limit = most[fold(name)]
            if given > limit:
                raise PointsExceeded(
                    number=self.number, candidate=self.candidate, criterion=criterion, most=limit, given=given
                )
        so_far.scored[self.candidate], so_far.points[self.candidate] = self, kept_points(self.points)


class DeveloperChosen(RestingStep, CandidateEvent):
    """A candidate is chosen as developer, of those that reach the pass mark: the one with the most points, or it is said why.

    Who is below the mark cannot be chosen, nor who has no points, unless the book does not have the points at all.
    """

    label = Text("Lựa chọn chủ đầu tư hạ tầng", "Developer chosen")
    basis = "Nghị định 32/2024/NĐ-CP, Điều 13"
    sheet_titles = ("kết quả lựa chọn chủ đầu tư",)
    rank = 6

    reason: Words = labelled(
        "lý do, nếu không phải đơn vị cao điểm nhất", "reason, if not of the most points", default=""
    )

    def take(self, so_far: FoundingCourse) -> None:
        """One of the candidates, once."""
        super().take(so_far)
        self.refuse_chosen(so_far)
        self.require_entered(so_far)
        own = next(each for each in ranking(so_far) if each.candidate == self.candidate)
        if self.steps_before is not None:
            self._refuse_unfit(own, so_far)
        elsewhere = self.steps_before == "not_on_record" and own.total is None
        if not elsewhere and not self.reason.strip() and (standing := doubt_of(self.candidate, so_far)) is not None:
            raise ChoiceUnreasoned(number=self.number, candidate=self.candidate, standing=standing)
        so_far.chosen = self

    def _refuse_unfit(self, own: "Scored", so_far: FoundingCourse) -> None:
        """Refuse who is below the mark, or has no points on record where the steps before are."""
        about = {"number": self.number, "candidate": self.candidate}
        if standing := below_mark(own, so_far):
            raise ChoiceRefused(**about, standing=standing, remedy=CHOOSE_ANOTHER)
        if own.total is None and self.steps_before == "on_record":
            raise ChoiceRefused(**about, standing=UNSCORED, remedy=SCORE_FIRST)


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its points: by criteria, in all, its rank among those with all points, whether it reaches the mark.

    `total` and `rank` are None where the council has not given all points.
    """

    candidate: str
    points: Mapping[str, Fraction]
    total: Fraction | None
    rank: int | None
    passes: bool | None


def ranking(so_far: FoundingCourse) -> list[Scored]:
    """The candidates of a dossier, those with the most points first; of those that are even, each has the same rank."""
    council = so_far.council
    most = council.most if council is not None else {}
    found: list[tuple[str, dict[str, Fraction], Fraction | None]] = []
    for candidate in so_far.candidates:
        given = {fold(name): value for name, value in so_far.points.get(candidate, {}).items()}
        own = {name: given[fold(name)] for name in most if fold(name) in given}
        total = sum(own.values(), start=Fraction(0)) if most and len(own) == len(most) else None
        found.append((candidate, own, total))
    totals = [total for _, _, total in found if total is not None]
    mark = council.pass_mark if council is not None else None
    scored = [
        Scored(
            candidate,
            own,
            total,
            1 + sum(other > total for other in totals) if total is not None else None,
            total >= mark if total is not None and mark is not None else None,
        )
        for candidate, own, total in found
    ]
    return sorted(scored, key=lambda each: (each.rank is None, each.rank or 0))


def doubt_of(candidate: str, so_far: FoundingCourse) -> Text | None:
    """Why the choice of a candidate needs a reason; None where it has the most points of all and reaches the mark."""
    scored = ranking(so_far)
    own = next(each for each in scored if each.candidate == candidate)
    if any(each.total is None for each in scored):
        return Text(
            "được chọn khi chưa chấm đủ điểm mọi đơn vị", "is chosen before all points of all candidates are given"
        )
    if own.rank != 1 and own.total is not None:
        first = scored[0]
        given, best = format_number(own.total, Lang.VI), format_number(first.total or 0, Lang.VI)
        return Text(
            f"được {given} điểm, «{first.candidate}» được {best} điểm",
            f"has {given} points, “{first.candidate}” has {best}",
        )
    return below_mark(own, so_far)


def below_mark(own: Scored, so_far: FoundingCourse) -> Text | None:
    """How far a candidate stays below the mark; None where it does not."""
    if own.passes is not False or so_far.council is None or own.total is None:
        return None
    given = format_number(own.total, Lang.VI)
    return Text(
        f"được {given} điểm, dưới ngưỡng {so_far.council.pass_mark} điểm",
        f"has {given} points, below the mark of {so_far.council.pass_mark}",
    )
