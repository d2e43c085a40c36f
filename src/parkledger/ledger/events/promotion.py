"""Investment promotion: the year's programme, memoranda and what became of them, what promotion aims at, visits of investors."""

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from parkledger.catalogue.publicity import PublicKind
from parkledger.duties import DutyAct, DutyKind, DutyStep, DutySubject, DutyTerms, Obliged
from parkledger.language import Text
from parkledger.ledger.book.postings import Claim
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import EventTwice, ReferenceUnknown
from parkledger.ledger.events.base import (
    ANOTHER,
    DECIDED,
    Amount,
    CapitalAmount,
    Choices,
    Count,
    Day,
    Enterprise,
    EventGroup,
    LaterDay,
    MoneyEvent,
    Named,
    PlaceRef,
    PositiveArea,
    ProjectRef,
    Words,
    ZoneRef,
    changed,
    flowed,
    labelled,
)
from parkledger.ledger.events.services import InquiryEvent

FORMS = {
    "conference": Text("hội nghị, tọa đàm xúc tiến", "conference"),
    "mission_abroad": Text("đoàn xúc tiến nước ngoài", "mission abroad"),
    "mission_home": Text("đoàn xúc tiến trong nước", "mission in the country"),
    "fair": Text("hội chợ, triển lãm", "fair"),
    "publication": Text("tài liệu, truyền thông", "publication"),
    "training": Text("tập huấn", "training"),
    "other": Text("hoạt động khác", "another activity"),
}
OUTCOMES = {
    "project": Text("thành dự án", "led to a project"),
    "lapsed": Text("hết hiệu lực, không thực hiện", "lapsed"),
}
FOCUSES = {
    "sector": Text("ngành, lĩnh vực", "sector"),
    "investor": Text("nhà đầu tư", "investor"),
    "market": Text("quốc gia, vùng lãnh thổ", "country or territory"),
}
Code = Annotated[str, Field(min_length=1, max_length=100)]


class PromotionEvent(MoneyEvent):
    """Something that the office does to bring investors; it is the office's own, of its place."""

    abstract: ClassVar[bool] = True
    group: ClassVar[EventGroup] = EventGroup.PROMOTION

    place: PlaceRef | None = labelled("đơn vị hành chính", "administrative unit", default=None)

    def completions(self, view: View) -> dict[str, Any]:
        """With the place of the book."""
        return {"place": view.book.place} | super().completions(view)

    def counted(self, view: View, measure: str) -> Claim:
        """One more in the period of the day."""
        key = view.place_key(measure, self.place or view.book.place, None, None)
        return flowed(key.in_period(self.effective_on, self.effective_on), 1, self.effective_on)

    def step(self, act: DutyAct, kind: DutyKind, key: str, terms: DutyTerms | None = None) -> DutyStep:
        """What the event does to a duty of the office."""
        return DutyStep(act, self.effective_on, DutySubject("place", self.place or ""), kind, key, terms)

    def once(self, view: View, field: str) -> None:
        """Refuse what is on record already."""
        if holder := view.names.holder(self.key() or ""):
            raise EventTwice(what=self.label, event=f"{view.book.code}/{holder[0]}").at_field(field)

    def needs(self, view: View, key: str, code: str, label: Text, field: str) -> None:
        """Refuse what speaks of something that is not on record."""
        if view.names.holder(key) is None and not view.exported:
            raise ReferenceUnknown(what=label, given=code, book=view.book.code).at_field(field)


class ActivityEvent(PromotionEvent):
    """Something about one activity of a programme of promotion."""

    abstract: ClassVar[bool] = True
    needs_known: ClassVar[tuple[str, ...]] = ("activity",)
    headings = {
        "activity": ("mã hoạt động", "mã hoạt động xúc tiến", "TT hoạt động"),
        "title": ("tên hoạt động", "nội dung hoạt động", "hoạt động xúc tiến"),
        "cost": ("kinh phí", "kinh phí dự kiến", "kinh phí thực hiện"),
    }

    activity: Annotated[Code, Named("activity")] = labelled("mã hoạt động", "activity code")

    def key(self) -> str:
        """An activity is planned, held and cancelled once."""
        return f"{self.code}|{self.activity}"


class ActivityPlanned(ActivityEvent):
    """An activity stands in the year's programme of promotion: when, where, at what cost; the office is to hold it."""

    label = Text("Kế hoạch hoạt động xúc tiến", "Promotion activity planned")
    puts, needs_known = ("activity",), ()
    longest_ahead = DECIDED
    sheet_titles = ("chương trình xúc tiến", "kế hoạch xúc tiến đầu tư", "hoạt động xúc tiến")
    headings = {
        "planned_on": ("thời gian dự kiến", "ngày dự kiến", "thời gian tổ chức"),
        "venue": ("địa điểm", "nơi tổ chức"),
        "unit": ("đơn vị chủ trì", "phòng chủ trì"),
    }

    title: Words = labelled("tên hoạt động", "what is planned")
    form: Annotated[
        Literal["conference", "mission_abroad", "mission_home", "fair", "publication", "training", "other"],
        Choices(FORMS, ANOTHER),
    ] = labelled("hình thức", "form", default="conference")
    planned_on: Day = labelled("dự kiến ngày", "planned for")
    venue: Words | None = labelled("địa điểm", "venue", default=None)
    country: Words | None = labelled("quốc gia", "country", default=None)
    cost: Amount | None = labelled("kinh phí dự kiến", "planned cost", unit="money", default=None)
    unit: Words | None = labelled("đơn vị chủ trì", "section in charge", default=None)

    def check(self, view: View) -> None:
        """Once only."""
        self.once(view, "activity")

    def comes_before(self) -> Iterable[str]:
        """It is cancelled after that."""
        return (f"{ActivityCancelled.code}|{self.activity}",)

    def duty_steps(self) -> Iterable[DutyStep]:
        """The office is to hold it by its day."""
        detail = Text(self.title, self.title)
        terms = DutyTerms(Obliged.OFFICE, due_on=self.planned_on, detail=detail, unit=self.unit or "")
        yield self.step(DutyAct.OPEN, DutyKind.PROMOTION, self.activity, terms)


class ActivityHeld(ActivityEvent):
    """An activity of promotion was held, planned or not; what it cost, how many investors were met."""

    label = Text("Đã tổ chức hoạt động xúc tiến", "Promotion activity held")
    puts = ("activity",)
    sheet_titles = ("kết quả hoạt động xúc tiến", "hoạt động xúc tiến đã tổ chức")
    headings = {"investors": ("số nhà đầu tư tiếp xúc", "nhà đầu tư tiếp cận"), "result": ("kết quả",)}

    title: Words | None = labelled("tên hoạt động, nếu ngoài kế hoạch", "what it was, where not planned", default=None)
    cost: Amount | None = labelled("kinh phí thực hiện", "cost", unit="money", default=None)
    investors: Count | None = labelled("số nhà đầu tư đã tiếp xúc", "investors met", default=None)
    result: Words | None = labelled("kết quả", "result", default=None)

    def check(self, view: View) -> None:
        """Once only."""
        self.once(view, "activity")

    def claims(self, view: View) -> Iterable[Claim]:
        """One activity more, and what was spent on it."""
        yield self.counted(view, "promotion.held")
        if self.cost is not None:
            key = view.place_key(
                "promotion.spent", self.place or view.book.place, None, None, currency=self.cost.currency
            )
            period = key.in_period(self.effective_on, self.effective_on)
            yield flowed(period, self.vector(self.cost), self.effective_on)

    def duty_steps(self) -> Iterable[DutyStep]:
        """What was planned is held."""
        yield self.step(DutyAct.DONE, DutyKind.PROMOTION, self.activity)


class ActivityCancelled(ActivityEvent):
    """A planned activity is not held."""

    label = Text("Hủy, hoãn hoạt động xúc tiến", "Promotion activity cancelled")
    carries_money = False
    begins_duties = False

    ground: Words = labelled("lý do", "reason")

    def check(self, view: View) -> None:
        """Only what was planned; once only."""
        self.once(view, "activity")
        self.needs(view, f"activity_planned|{self.activity}", self.activity, ActivityPlanned.label, "activity")

    def comes_after(self) -> Iterable[str]:
        """It was planned before."""
        return (f"{ActivityPlanned.code}|{self.activity}",)

    def duty_steps(self) -> Iterable[DutyStep]:
        """There is nothing more to hold."""
        yield self.step(DutyAct.LAPSE, DutyKind.PROMOTION, self.activity)


class MemorandumEvent(PromotionEvent):
    """Something about one memorandum of understanding."""

    abstract: ClassVar[bool] = True
    public_kind: ClassVar[PublicKind] = PublicKind.DOSSIERS
    needs_known: ClassVar[tuple[str, ...]] = ("memorandum",)
    headings = {"memorandum": ("mã bản ghi nhớ", "số bản ghi nhớ", "số MOU", "MOU")}

    memorandum: Annotated[Code, Named("memorandum")] = labelled("mã bản ghi nhớ", "memorandum code")

    def signed(self, view: View) -> None:
        """Refuse what speaks of a memorandum that was not signed, or is concluded already."""
        named = f"memorandum_signed|{self.memorandum}"
        self.needs(view, named, self.memorandum, MemorandumSigned.label, "memorandum")
        if holder := view.names.holder(f"memorandum_concluded|{self.memorandum}"):
            event = f"{view.book.code}/{holder[0]}"
            raise EventTwice(what=MemorandumConcluded.label, event=event).at_field("memorandum")

    def comes_after(self) -> Iterable[str]:
        """It was signed before."""
        return () if isinstance(self, MemorandumSigned) else (f"{MemorandumSigned.code}|{self.memorandum}",)

    def open(self, view: View, change: int) -> Claim:
        """So many more memoranda of which nothing has become yet."""
        key = view.place_key("memoranda.open", self.place or view.book.place, None, None)
        return changed(key, change, self.effective_on)


class MemorandumSigned(MemorandumEvent):
    """A memorandum is signed with an investor; the office follows it up by a day."""

    label = Text("Ký bản ghi nhớ", "Memorandum signed")
    puts, needs_known = ("memorandum",), ("activity", "inquiry")
    sheet_titles = ("bản ghi nhớ", "biên bản ghi nhớ", "danh sách MOU")
    headings = {
        "investor": ("nhà đầu tư", "tên nhà đầu tư", "đối tác"),
        "capital": ("vốn dự kiến", "vốn đăng ký dự kiến"),
        "follow_up_by": ("hạn rà soát", "rà soát trước ngày"),
    }

    investor: Enterprise = labelled("nhà đầu tư", "investor")
    country: Words | None = labelled("quốc gia", "country", default=None)
    sector: Words | None = labelled("ngành, lĩnh vực", "sector", default=None)
    activity: Annotated[Words, Named("activity")] | None = labelled(
        "ký tại hoạt động (mã)", "signed at the activity (code)", default=None
    )
    inquiry: Annotated[Words, Named("inquiry")] | None = labelled("mã lượt tìm hiểu", "inquiry code", default=None)
    for_zone: ZoneRef | None = labelled("khu, cụm dự kiến", "zone intended", default=None)
    capital: CapitalAmount | None = labelled("vốn dự kiến", "capital intended", unit="money", default=None)
    area_m2: PositiveArea | None = labelled("diện tích dự kiến", "area intended", unit="m2", default=None)
    follow_up_by: LaterDay = labelled("rà soát chậm nhất ngày", "to be followed up by")

    def key(self) -> str:
        """A memorandum is signed once."""
        return f"{self.code}|{self.memorandum}"

    def check(self, view: View) -> None:
        """Once only; an inquiry and an activity that are named must be on record."""
        self.once(view, "memorandum")
        if self.inquiry:
            asked = Text("Tiếp nhận nhà đầu tư tìm hiểu", "Inquiry received")
            self.needs(view, f"inquiry_received|{self.inquiry}", self.inquiry, asked, "inquiry")
        if self.activity and view.names.holder(f"{ActivityHeld.code}|{self.activity}") is None:
            planned = f"{ActivityPlanned.code}|{self.activity}"
            self.needs(view, planned, self.activity, ActivityPlanned.label, "activity")

    def comes_before(self) -> Iterable[str]:
        """It is concluded after that."""
        return (f"{MemorandumConcluded.code}|{self.memorandum}",)

    def claims(self, view: View) -> Iterable[Claim]:
        """One signed, one open."""
        yield self.counted(view, "memoranda.signed")
        yield self.open(view, 1)

    def duty_steps(self) -> Iterable[DutyStep]:
        """The office is to see what became of it."""
        yield self.step(
            DutyAct.OPEN, DutyKind.MEMORANDUM, self.memorandum, _follow_up(self.investor, self.follow_up_by)
        )


class MemorandumReviewed(MemorandumEvent):
    """The office has followed a memorandum up: how it stands, and by when it is to be looked at again."""

    label = Text("Rà soát bản ghi nhớ", "Memorandum followed up")
    carries_money = False
    sheet_titles = ("rà soát bản ghi nhớ",)

    finding: Words = labelled("tình hình thực hiện", "how it stands")
    follow_up_by: LaterDay = labelled("rà soát lần tới chậm nhất ngày", "to be followed up again by")

    def check(self, view: View) -> None:
        """Only of a memorandum that is open."""
        self.signed(view)

    def duty_steps(self) -> Iterable[DutyStep]:
        """The office is to look at it again."""
        terms = _follow_up(self.finding, self.follow_up_by)
        yield self.step(DutyAct.OPEN, DutyKind.MEMORANDUM, self.memorandum, terms)


class MemorandumConcluded(MemorandumEvent):
    """A memorandum has led to a project, or has lapsed."""

    label = Text("Kết thúc bản ghi nhớ", "Memorandum concluded")
    carries_money = False
    begins_duties = False
    sheet_titles = ("kết quả bản ghi nhớ",)

    outcome: Annotated[Literal["project", "lapsed"], Choices(OUTCOMES)] = labelled("kết quả", "outcome")
    led_to: ProjectRef | None = labelled("dự án", "project", default=None)
    ground: Words | None = labelled("lý do", "reason", default=None)

    def key(self) -> str:
        """A memorandum is concluded once."""
        return f"{self.code}|{self.memorandum}"

    def check(self, view: View) -> None:
        """Only a memorandum that is open."""
        self.signed(view)

    def claims(self, view: View) -> Iterable[Claim]:
        """One open less, and one more of its outcome."""
        yield self.counted(view, "memoranda.to_project" if self.outcome == "project" else "memoranda.lapsed")
        yield self.open(view, -1)

    def duty_steps(self) -> Iterable[DutyStep]:
        """There is nothing more to follow up."""
        act = DutyAct.DONE if self.outcome == "project" else DutyAct.LAPSE
        yield self.step(act, DutyKind.MEMORANDUM, self.memorandum)


class PromotionFocusSet(PromotionEvent):
    """What promotion aims at from the day on: a sector, an investor, a country."""

    label = Text("Ngành, nhà đầu tư mục tiêu", "Promotion focus set")
    longest_ahead = DECIDED
    carries_money = False
    sheet_titles = ("nhà đầu tư mục tiêu", "ngành mục tiêu", "danh mục kêu gọi đầu tư")
    headings = {"name": ("đối tượng mục tiêu", "tên nhà đầu tư mục tiêu", "ngành mục tiêu")}

    focus: Annotated[Literal["sector", "investor", "market"], Choices(FOCUSES)] = labelled("loại", "kind")
    name: Words = labelled("tên ngành, nhà đầu tư, quốc gia", "name of the sector, investor or country")
    ground: Words | None = labelled("lý do, lợi thế", "reason", default=None)
    until: LaterDay | None = labelled("đến hết ngày", "until", default=None)


class InquiryVisited(InquiryEvent):
    """An investor who asked has come to see the place."""

    label = Text("Nhà đầu tư đến khảo sát", "Inquiry: visit")
    group = EventGroup.PROMOTION
    sheet_titles = ("nhà đầu tư khảo sát", "khảo sát thực địa")

    for_zone: ZoneRef | None = labelled("khu, cụm khảo sát", "zone visited", default=None)

    def check(self, view: View) -> None:
        """Once only, of an inquiry that was received."""
        super().check(view)
        if view.names.holder(f"inquiry_received|{self.inquiry}") is None and not view.exported:
            asked = Text("Tiếp nhận nhà đầu tư tìm hiểu", "Inquiry received")
            raise ReferenceUnknown(what=asked, given=self.inquiry, book=view.book.code).at_field("inquiry")

    def comes_after(self) -> Iterable[str]:
        """It was received before."""
        return (f"inquiry_received|{self.inquiry}",)

    def claims(self, view: View) -> Iterable[Claim]:
        """One visit more."""
        yield self.counted(view, "inquiries.visited")


def _follow_up(said: str, by: Any) -> DutyTerms:
    """The office is to see how a memorandum stands by a day."""
    return DutyTerms(Obliged.OFFICE, due_on=by, detail=Text(said, said))
