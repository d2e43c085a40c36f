"""What one project earned, spent, paid, used, saved and employed in a period, as statutory forms ask it of single projects.

It is in measures of its own, filed under the project alone: what zones and places report (`reports.py`) is of all their
enterprises together, and nothing adds one to the other. Where the project's zone is merged, it stays with the project.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import model_validator

from parkledger.catalogue import MEASURES, ReportStatus, Status
from parkledger.catalogue.publicity import PublicKind
from parkledger.language import Text
from parkledger.ledger.book.postings import Claim, Key, Vector
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import BusinessReportOverlaps, PartExceeds, ReportExists
from parkledger.ledger.events.base import (
    Amount,
    AmountTold,
    Area,
    CapitalAmount,
    Choices,
    Count,
    EffectiveDay,
    EventGroup,
    Money,
    Submitter,
    SupersededEstimate,
    Words,
    flowed,
    labelled,
    stands,
    without_case,
)
from parkledger.ledger.events.courses import Course, CourseEvent, CourseName
from parkledger.ledger.events.projects import ProjectEvent, business_of
from parkledger.ledger.events.reports import PLANNED, PeriodEvent, effective_at_its_end

REPORTED_OF_PROJECTS = tuple(code.removeprefix("business.") for code in MEASURES if code.startswith("business."))
"""The fields of a report that are measures, each called as its measure is after `business.`."""
STATUSES = {**{each.value: each.label for each in Status}, PLANNED: Text("số dự kiến", "expected")}
STATUS_WORDS = {**{each.value: each.spellings for each in Status}, PLANNED: ("dự kiến",)}
StatusName = Annotated[Literal[ReportStatus, "planned"], Choices(STATUSES, STATUS_WORDS)]
STATUS_LABEL = "ước, chính thức hay dự kiến", "estimate, final or expected"
STATUS_HEADINGS = ("ước hay chính thức", "loại số liệu", "trạng thái số liệu")
PROJECT_FORMS = "Thông tư 03/2021/TT-BKHĐT, mẫu A.III.1, A.III.2, A.III.3"


class ProjectReport(PeriodEvent, ProjectEvent, CourseEvent):
    """What one project reports of a period: of one thing no day is told twice.

    One with a status is an estimate until the final report, or tells what the project expects of a period to come. What is
    expected stands apart from what was, may be told anew, and posts nothing.
    """

    abstract: ClassVar[bool] = True
    group: ClassVar[EventGroup] = EventGroup.REPORTS
    public_kind: ClassVar[PublicKind] = PublicKind.DOSSIERS
    submitters = frozenset({Submitter.ENTERPRISE})
    effective_day: ClassVar[EffectiveDay] = EffectiveDay.DERIVED
    course_type: ClassVar[type[Course]] = Course
    supersedes_estimates: ClassVar[bool] = True

    @model_validator(mode="before")
    @classmethod
    def _effective_at_its_end(cls, data: Any) -> Any:
        return effective_at_its_end(data)

    @model_validator(mode="after")
    def _ends_its_period(self) -> Self:
        if self.effective_on != self.period_end:
            raise ValueError("effective_on phải là ngày cuối kỳ / effective_on must be the period's last day")
        return self

    @property
    def of(self) -> str:
        """What of its project it tells of, where a project reports several things of one period apart."""
        return ""

    @property
    def is_planned(self) -> bool:
        """Whether it tells what is expected."""
        return getattr(self, "status", Status.FINAL) == PLANNED

    @property
    def course(self) -> CourseName:
        """The reports of its project; what is expected is not among them."""
        return ("business expected", self.project) if self.is_planned else business_of(self.project)

    def take(self, so_far: Any) -> None:
        """Reports rest on no others."""

    @property
    def needs_rate(self) -> bool:
        """Whether any of what is reported is money."""
        return any(isinstance(value, Money) for value in self.__dict__.values())

    def key(self) -> str:
        """One report has the word for a thing of a project and a period."""
        named = "|".join(filter(None, (self.code, self.project, self.of, PLANNED if self.is_planned else "")))
        return f"{named}|{self.period_start.isoformat()}|{self.period_end.isoformat()}"

    def check(self, view: View) -> None:
        """The project must be in force at the period's end; a final report is corrected, and no day is reported twice."""
        self.on(view)
        holder = view.names.holder(self.key())
        if holder and holder[1] == Status.FINAL and not self.is_planned:
            raise ReportExists(event=f"{view.book.code}/{holder[0]}")
        for seq, other in view.names.course(self.course).items():
            if self._shares_days(other):
                raise BusinessReportOverlaps(
                    project=self.project,
                    event=f"{view.book.code}/{seq}",
                    first=other.period_start,
                    last=other.period_end,
                )

    def superseded_estimates(self, view: View) -> list[SupersededEstimate]:
        """The estimate of the same thing and period, or what was expected of it before."""
        holder = view.names.holder(self.key())
        if holder is None or holder[0] == view.replacing:
            return []
        return [SupersededEstimate(holder[0], frozenset())] if self.is_planned or holder[1] == Status.ESTIMATE else []

    def tells_with(self, other: Any) -> bool:
        """Whether it tells of something that another report of its project tells of, too."""
        return bool(other.code == self.code and other.of == self.of)

    def _shares_days(self, other: Any) -> bool:
        overlaps = self.period_start <= other.period_end and other.period_start <= self.period_end
        return bool(overlaps) and self.tells_with(other)

    def series(self, view: View, measure: str, currency: str | None, detail: str = "") -> Key:
        """The series of a measure of the project, one wherever its zone goes."""
        key = view.project_key(measure, self.on(view), self.effective_on, currency=currency, detail=detail)
        return key._replace(zone=None, kind=None, place=view.book.place)


class BusinessReport(ProjectReport):
    """What one project earned, traded, paid to the budget, used and employed in a period; an estimate until the final report.

    Money is of the period, workers and land in use are those at its end, and the payroll is that of a month, by the average of
    the period. No part of it enters the figures of its zone.
    """

    label = Text("Báo cáo hoạt động của dự án", "Report of a project's business")
    basis = f"Thông tư 14/2024/TT-BCT, biểu 01, 02; biểu 2111, 2113.H.QLKKT; {PROJECT_FORMS}"
    sheet_titles = ("hoạt động của dự án", "báo cáo dự án", "kết quả hoạt động dự án")
    headings = {
        "status": STATUS_HEADINGS,
        "revenue": ("doanh thu", "doanh thu của dự án", "doanh thu trong kỳ", "doanh thu thuần"),
        "exports": ("xuất khẩu", "giá trị xuất khẩu", "kim ngạch xuất khẩu", "giá trị XK", "giá trị hàng xuất khẩu"),
        "imports": ("nhập khẩu", "giá trị nhập khẩu", "kim ngạch nhập khẩu", "giá trị NK", "giá trị hàng nhập khẩu"),
        "budget_paid": ("nộp ngân sách", "nộp NSNN", "số nộp ngân sách nhà nước"),
        "workers": ("lao động", "tổng số lao động", "lao động có hợp đồng", "số lao động"),
        "foreign_workers": ("lao động nước ngoài", "LĐNN", "lao động người nước ngoài"),
        "payroll": ("quỹ lương", "quỹ lương tháng", "tổng tiền lương tháng"),
        "profit": ("lợi nhuận sau thuế", "lãi sau thuế", "LNST", "lợi nhuận"),
        "loss": ("lỗ sau thuế", "lỗ"),
        "research": ("chi nghiên cứu phát triển", "chi phí R&D", "chi phí đầu tư nghiên cứu và phát triển"),
        "environment": ("chi bảo vệ môi trường", "chi phí xử lý môi trường", "chi phí môi trường"),
        "electricity": ("điện", "điện năng tiêu thụ", "sản lượng điện tiêu thụ"),
        "coal": ("than", "than tiêu thụ"),
        "oil": ("dầu", "dầu tiêu thụ"),
        "gas": ("khí LNG", "LNG", "khí tiêu thụ"),
        "land_used": ("diện tích đất đã sử dụng", "đất, mặt nước đã sử dụng"),
    }

    status: StatusName = labelled(*STATUS_LABEL, default=Status.FINAL.value)
    revenue: Amount | None = labelled("doanh thu trong kỳ", "revenue of the period", unit="money", default=None)
    exports: Amount | None = labelled("xuất khẩu trong kỳ", "exports of the period", unit="money", default=None)
    imports: Amount | None = labelled("nhập khẩu trong kỳ", "imports of the period", unit="money", default=None)
    budget_paid: Amount | None = labelled(
        "nộp ngân sách trong kỳ", "paid to the budget in the period", unit="money", default=None
    )
    workers: Count | None = labelled(
        "lao động có hợp đồng cuối kỳ", "contracted workers at its end", unit="person", default=None
    )
    foreign_workers: Count | None = labelled(
        "trong đó lao động nước ngoài", "of them foreign", unit="person", default=None
    )
    payroll: Amount | None = labelled(
        "tổng tiền lương một tháng, bình quân trong kỳ",
        "payroll of a month, average of the period",
        unit="money",
        default=None,
    )
    profit: Amount | None = labelled("lãi sau thuế trong kỳ", "profit after tax", unit="money", default=None)
    loss: Amount | None = labelled("lỗ sau thuế trong kỳ", "loss after tax", unit="money", default=None)
    research: Amount | None = labelled(
        "chi đầu tư, nghiên cứu và phát triển", "spent on research and development", unit="money", default=None
    )
    environment: Amount | None = labelled(
        "chi xử lý và bảo vệ môi trường", "spent on the environment", unit="money", default=None
    )
    electricity: Count | None = labelled("điện tiêu thụ", "electricity used", unit="kWh", default=None)
    coal: Count | None = labelled("than tiêu thụ", "coal used", unit="kg", default=None)
    oil: Count | None = labelled("dầu tiêu thụ", "oil used", unit="litre", default=None)
    gas: Count | None = labelled("khí LNG tiêu thụ", "LNG used", unit="m3", default=None)
    land_used: Area | None = labelled(
        "đất, mặt nước đã sử dụng cuối kỳ", "land and water in use at its end", unit="m2", default=None
    )

    @model_validator(mode="after")
    def _something_reported(self) -> Self:
        if not any(True for _ in self.reported()):
            raise ValueError("cần ít nhất một số liệu của kỳ / at least one number of the period is needed")
        if self.profit is not None and self.loss is not None and self.profit.amount and self.loss.amount:
            raise ValueError("một kỳ chỉ lãi hoặc lỗ, không cả hai / a period has a profit or a loss, not both")
        return self

    def tells_with(self, other: Any) -> bool:
        """A year's profit stands beside the revenue of its quarters: only the same number of the same days is told twice."""
        return isinstance(other, BusinessReport) and not _named(self).isdisjoint(_named(other))

    def reported(self) -> Iterator[tuple[str, Money | int]]:
        """The measures that it tells of, each with what it says."""
        for name in REPORTED_OF_PROJECTS:
            value = self.__dict__[name]
            if value is not None:
                yield f"business.{name}", value

    def check(self, view: View) -> None:
        """As of all reports of projects; and no more foreign workers than workers."""
        self._check_foreign(view)
        super().check(view)

    def _check_foreign(self, view: View) -> None:
        """No more foreign workers than workers; what was recorded once is loaded as it was."""
        part, whole = self.foreign_workers, self.workers
        if part is not None and whole is not None and part > whole and not view.exported:
            names = MEASURES["business.foreign_workers"].name, MEASURES["business.workers"].name
            raise PartExceeds(part=names[0], count=part, whole=names[1], of=whole).at_field("foreign_workers")

    def claims(self, view: View) -> Iterable[Claim]:
        """Flows of the period and levels at its end, of the project and of no zone."""
        if self.is_planned:
            return
        for measure, value in self.reported():
            is_flow = MEASURES[measure].is_flow
            key = self.series(view, measure, value.currency if isinstance(value, Money) else None)
            if is_flow:
                key = key.in_period(self.period_start, self.period_end)
            vector = self.vector(value) if isinstance(value, Money) else value
            yield (flowed if is_flow else stands)(key, vector, self.period_end, self.status)


def _named(report: BusinessReport) -> frozenset[str]:
    """What a report tells of; a profit and a loss are one."""
    return frozenset("business.profit" if name == "business.loss" else name for name, _ in report.reported())


CONTRIBUTED = {
    "cash": Text("góp bằng tiền", "contributed in money"),
    "equipment": Text("góp bằng máy móc, thiết bị", "contributed as machines and equipment"),
    "other_assets": Text("góp bằng tài sản khác", "contributed as other assets"),
}
BORROWED = {
    "domestic_loan": Text("vay trong nước", "borrowed in the country"),
    "parent_loan": Text("vay công ty mẹ ở nước ngoài", "borrowed from the parent company abroad"),
    "foreign_loan": Text("vay nước ngoài khác", "borrowed elsewhere abroad"),
}
REINVESTED = "reinvested"
SOURCES = {**CONTRIBUTED, **BORROWED, REINVESTED: Text("lợi nhuận tái đầu tư", "profit reinvested")}
INVESTORS = {
    "vietnamese": Text("nhà đầu tư Việt Nam", "Vietnamese investor"),
    "foreign": Text("nhà đầu tư nước ngoài", "foreign investor"),
}


class CapitalReport(ProjectReport):
    """Capital of one source spent on a project in a period: contributed by an investor, borrowed less repaid, profit reinvested.

    The reports of one period together tell of all of it: a source that none of them names brought nothing. It stands beside what
    `capital_implemented` says of the project as a whole, and enters no figure of its zone.
    """

    label = Text("Vốn thực hiện của dự án theo nguồn", "A project's capital by its source")
    basis = PROJECT_FORMS
    sheet_titles = ("vốn thực hiện theo nguồn", "vốn góp của nhà đầu tư", "vốn góp, vốn vay của dự án")
    headings = {
        "status": STATUS_HEADINGS,
        "source": ("nguồn vốn", "hình thức góp vốn", "nguồn vốn thực hiện"),
        "investor": ("nhà đầu tư", "tên nhà đầu tư", "bên góp vốn", "người góp vốn"),
        "investor_kind": ("nhà đầu tư trong nước hay nước ngoài", "loại nhà đầu tư"),
        "amount": ("số vốn", "vốn góp", "vốn thực hiện", "số tiền"),
        "repaid": ("trả nợ", "trả nợ gốc", "số trả nợ trong kỳ"),
    }

    status: StatusName = labelled(*STATUS_LABEL, default=Status.FINAL.value)
    source: Annotated[
        Literal["cash", "equipment", "other_assets", "domestic_loan", "parent_loan", "foreign_loan", "reinvested"],
        Choices(SOURCES),
    ] = labelled("nguồn vốn", "source")
    investor: Words = labelled("nhà đầu tư góp vốn", "investor that contributes", default="")
    investor_kind: Annotated[Literal["vietnamese", "foreign"], Choices(INVESTORS)] | None = labelled(
        "nhà đầu tư Việt Nam hay nước ngoài", "Vietnamese or foreign investor", default=None
    )
    amount: CapitalAmount = labelled("số vốn góp, vay, tái đầu tư", "contributed, borrowed or reinvested", unit="money")
    repaid: CapitalAmount | None = labelled("trả nợ gốc trong kỳ", "repaid in the period", unit="money", default=None)

    @model_validator(mode="after")
    def _source_told_whole(self) -> Self:
        named = bool(self.investor.strip()), self.investor_kind is not None
        if self.source in CONTRIBUTED and not all(named):
            raise ValueError(
                "vốn góp phải ghi nhà đầu tư, Việt Nam hay nước ngoài / name the investor of a contribution, and its kind"
            )
        if self.source not in CONTRIBUTED and any(named):
            raise ValueError("chỉ vốn góp mới ghi nhà đầu tư / only a contribution has an investor")
        if self.repaid is not None and self.source not in BORROWED:
            raise ValueError("chỉ vốn vay mới có trả nợ / only a loan is repaid")
        return self

    @property
    def of(self) -> str:
        """Its source, and the investor, however the name is written."""
        return "/".join(filter(None, (self.source, self.investor_kind or "", without_case(self.investor))))

    def amounts_told(self) -> Iterator[AmountTold]:
        """What was brought, and below nothing what was repaid."""
        for told in super().amounts_told():
            yield told._replace(sign=-1) if told.field == "repaid" else told

    def net(self) -> Vector:
        """What it comes to: a loan less what was repaid, which may be more."""
        brought, back = self.vector(self.amount), self.vector(self.repaid) if self.repaid else (0, 0, 0)
        return (brought[0] - back[0], brought[1] - back[1], brought[2] - back[2])

    def claims(self, view: View) -> Iterable[Claim]:
        """So much of the source in the period, and so much of it repaid, of the project and of no zone."""
        if self.is_planned:
            return
        for money, sign in ((self.amount, 1), (self.repaid, -1)):
            if money is not None:
                detail = self.of if sign > 0 else f"{self.of}/repaid"
                key = self.series(view, "capital.by_source", money.posted_in, detail)
                key = key.in_period(self.period_start, self.period_end)
                yield flowed(key, self.vector(money, sign), self.period_end, self.status)


ECO_PARTS = {
    "efficiency": Text("sử dụng hiệu quả tài nguyên, sản xuất sạch hơn", "resource efficiency and cleaner production"),
    "symbiosis": Text("cộng sinh công nghiệp", "industrial symbiosis"),
}
ONLY_SYMBIOSIS = (
    "links",
    "secondary_used",
    "secondary_used_cost",
    "secondary_supplied",
    "secondary_income",
    "shared_cost",
)
"""Fields of an eco-enterprise's report that only its part on symbiosis has."""


class EcoReport(ProjectReport):
    """What an eco-enterprise saved in a period by one of two ways, as its project reports it every year.

    Amounts and costs are those saved, not used. Nothing is posted: they are told in the enterprise's form, and summed in no figure.
    """

    label = Text("Báo cáo doanh nghiệp sinh thái", "Report of an eco-enterprise")
    basis = "Nghị định 35/2022/NĐ-CP, Điều 43 khoản 2, mẫu B.4"
    sheet_titles = ("doanh nghiệp sinh thái", "tiết kiệm tài nguyên", "cộng sinh công nghiệp")

    part: Annotated[Literal["efficiency", "symbiosis"], Choices(ECO_PARTS)] = labelled("cách thực hiện", "way")
    links: Count | None = labelled("số cộng sinh đã thực hiện đến cuối kỳ", "symbioses by its end", default=None)
    electricity: Count | None = labelled("điện tiết kiệm", "electricity saved", unit="kWh", default=None)
    electricity_co2: Count | None = labelled(
        "CO2 giảm nhờ tiết kiệm điện", "CO2 avoided by electricity saved", unit="kg", default=None
    )
    electricity_cost: Amount | None = labelled(
        "chi phí điện tiết kiệm", "cost of electricity saved", unit="money", default=None
    )
    fuel: Words = labelled("nhiên liệu tiết kiệm (số và đơn vị)", "fuel saved, with its unit", default="")
    fuel_co2: Count | None = labelled(
        "CO2 giảm nhờ tiết kiệm nhiên liệu", "CO2 avoided by fuel saved", unit="kg", default=None
    )
    fuel_cost: Amount | None = labelled(
        "chi phí nhiên liệu tiết kiệm", "cost of fuel saved", unit="money", default=None
    )
    water: Count | None = labelled("nước tiết kiệm", "water saved", unit="m3", default=None)
    water_cost: Amount | None = labelled("chi phí nước tiết kiệm", "cost of water saved", unit="money", default=None)
    wastewater: Count | None = labelled("nước thải giảm", "waste water avoided", unit="m3", default=None)
    wastewater_cost: Amount | None = labelled(
        "chi phí tiết kiệm nhờ giảm nước thải", "cost saved by less waste water", unit="money", default=None
    )
    reused: Count | None = labelled("chất thải tái sử dụng", "waste re-used", unit="kg", default=None)
    reused_cost: Amount | None = labelled(
        "chi phí tiết kiệm nhờ tái sử dụng", "cost saved by re-use", unit="money", default=None
    )
    recycled: Count | None = labelled("chất thải tái chế", "waste recycled", unit="kg", default=None)
    recycled_cost: Amount | None = labelled(
        "chi phí tiết kiệm nhờ tái chế", "cost saved by recycling", unit="money", default=None
    )
    materials: Count | None = labelled("vật liệu sơ cấp tiết kiệm", "primary materials saved", unit="kg", default=None)
    materials_cost: Amount | None = labelled(
        "chi phí vật liệu sơ cấp tiết kiệm", "cost of primary materials saved", unit="money", default=None
    )
    secondary_used: Count | None = labelled(
        "vật liệu thứ cấp dùng của doanh nghiệp khác", "secondary materials taken from others", unit="kg", default=None
    )
    secondary_used_cost: Amount | None = labelled(
        "chi phí tiết kiệm nhờ vật liệu thứ cấp", "cost saved by secondary materials", unit="money", default=None
    )
    secondary_supplied: Count | None = labelled(
        "vật liệu thứ cấp cung cấp cho doanh nghiệp khác",
        "secondary materials given to others",
        unit="kg",
        default=None,
    )
    secondary_income: Amount | None = labelled(
        "thu từ cung cấp vật liệu thứ cấp", "income from secondary materials", unit="money", default=None
    )
    chemicals: Count | None = labelled("hóa chất tiết kiệm", "chemicals saved", unit="kg", default=None)
    chemicals_cost: Amount | None = labelled(
        "chi phí hóa chất tiết kiệm", "cost of chemicals saved", unit="money", default=None
    )
    shared_cost: Amount | None = labelled(
        "chi phí tiết kiệm nhờ dịch vụ dùng chung", "cost saved by shared services", unit="money", default=None
    )

    @model_validator(mode="after")
    def _told_in_its_part(self) -> Self:
        if not any(value not in {None, ""} for value in (self.__dict__[name] for name in ECO_FIELDS)):
            raise ValueError("cần ít nhất một số liệu của kỳ / at least one number of the period is needed")
        if self.part == "efficiency" and any(self.__dict__[name] is not None for name in ONLY_SYMBIOSIS):
            raise ValueError(
                "số cộng sinh, vật liệu thứ cấp, dịch vụ dùng chung thuộc phần cộng sinh / "
                "links, secondary materials and shared services belong to the part on symbiosis"
            )
        return self

    @property
    def of(self) -> str:
        """Its part."""
        return self.part


ECO_FIELDS = tuple(name for name in EcoReport.model_fields if name not in {*ProjectReport.model_fields, "part"})
"""What an eco-enterprise reports, field by field, in the order of its form."""
