"""Investment projects: registered, adjusted, bought into, built, producing, suspended, transferred, ended."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal, localcontext
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from parkledger.catalogue import MEASURES, ForeignCurrency, Origin, ProjectRole, Verified
from parkledger.catalogue.countries import (
    HOME_COUNTRY,
    countries_named,
    country_shares,
    has_shares,
    is_country,
    nearest_countries,
)
from parkledger.catalogue.investors import investor_lines, investor_told, investors_told, named_twice
from parkledger.duties import (
    AREA,
    NOTHING_HELD,
    SCHEDULED,
    DutyAct,
    DutyKind,
    DutyStep,
    DutySubject,
    DutyTerms,
    Obliged,
)
from parkledger.language import SMALLEST, Text, Unit
from parkledger.ledger.book.groups import ProjectSeries
from parkledger.ledger.book.postings import Claim, PostingRow, Vector
from parkledger.ledger.book.states import Dated, ProjectState
from parkledger.ledger.book.view import View, measure_text
from parkledger.ledger.errors import (
    CapitalCountedApart,
    CapitalShort,
    CountryUnknown,
    EventsAfterEnd,
    InvestorNotForeign,
    InvestorsIncomplete,
    InvestorTwice,
    InvestorUnread,
    LandAfterEnd,
    MilestoneReached,
    ProjectDeclared,
    ProjectNotInForce,
    SharesIncomplete,
    StillNeeded,
)
from parkledger.ledger.events.base import (
    DECIDED,
    DIRECTION_WORDS,
    DIRECTIONS,
    AmountTold,
    CapitalAmount,
    Choices,
    DayOrder,
    Enterprise,
    Event,
    EventGroup,
    Ground,
    Money,
    MoneyEvent,
    NewProject,
    OriginName,
    PlaceRef,
    ProjectRef,
    Rate,
    RegisteredCapital,
    Submitter,
    Words,
    ZoneRef,
    changed,
    flowed,
    labelled,
    project_ground,
)
from parkledger.ledger.events.courses import CourseName

RETURN_BASIS = "Luật Đầu tư 2020, Điều 48; Luật Đầu tư 143/2025/QH15 (chưa rõ thời hạn trả đất theo luật)"
LAND_OF_PROJECTS = frozenset({"land.leased_industrial", "land.leased_service", "land.approved"})
"""The measures of the land that is let to a project, or kept for it."""
REGISTERED_BY_FIELD = {"capital": RegisteredCapital.INVESTMENT, "charter": RegisteredCapital.CHARTER}
AVERAGE_DIGITS = 28
"""Digits of an average rate: with so many, all that was counted comes out of it to the cent."""


class ProjectEvent(Event):
    """An event about one project in force."""

    abstract: ClassVar[bool] = True
    group: ClassVar[EventGroup] = EventGroup.PROJECTS

    project: ProjectRef = labelled("dự án", "project")

    def check(self, view: View) -> None:
        """The project must be in force on the day."""
        self.on(view)

    def on(self, view: View) -> ProjectState:
        """The project, in force on the day."""
        return view.project_in_force(self.project, self.effective_on)

    def flow(self, view: View, measure: str, vector: int | tuple[int, int, int], currency: str | None = None) -> Claim:
        """Something the register counts in the period of the day."""
        key = view.project_key(measure, self.on(view), self.effective_on, currency=currency)
        return flowed(key.in_period(self.effective_on, self.effective_on), vector, self.effective_on)

    def held(self, view: View, measure: str, vector: int | tuple[int, int, int], currency: str | None = None) -> Claim:
        """Something held from the day on."""
        return changed(
            view.project_key(measure, self.on(view), self.effective_on, currency=currency), vector, self.effective_on
        )


def business_of(project: str) -> CourseName:
    """The course whose steps are the reports of a project's business."""
    return ("business", project)


def land_held(project: str, change_m2: int, on: date) -> DutyStep:
    """So much more land is let to a project, or less: what it is to give back when it ends."""
    subject, spent = DutySubject("project", project), ((AREA, -change_m2),)
    return DutyStep(DutyAct.PROGRESS, on, subject, DutyKind.LAND_RETURN, spent=spent)


def milestone_done(subject: DutySubject, milestone: str, on: date) -> Iterable[DutyStep]:
    """A project has reached a milestone, and those before it by then at the latest: by the schedule, and by what its
    investor undertook."""
    for reached in SCHEDULED[: SCHEDULED.index(DutyKind(milestone)) + 1]:
        at_latest = reached.value != milestone
        yield DutyStep(DutyAct.DONE, on, subject, reached, at_latest=at_latest)
        yield DutyStep(DutyAct.DONE, on, subject, DutyKind.COMMITMENT, reached.value, at_latest=at_latest)


def registered_measure(part: RegisteredCapital, project: ProjectState) -> str:
    """What counts a part of the capital that a project is registered with."""
    if part is RegisteredCapital.CHARTER:
        return "capital.charter"
    return "capital.infrastructure" if project.role == ProjectRole.INFRASTRUCTURE else "capital.in_force"


def registered_in(
    view: View, project: ProjectState, part: RegisteredCapital, currency: ForeignCurrency, on: date
) -> Vector:
    """What a project is registered with in another currency by a day, with the US cents and đồng that it was counted for."""
    measure = registered_measure(part, project)
    found = (0, 0, 0)
    for key in view.register.keys_of_project(project.id):
        for seq, since in view.register.claims_of(key) if key.measure == measure else ():
            event = view.names.event(seq) if since <= on else None
            if not isinstance(event, MoneyEvent) or event.other_currency is not currency:
                continue
            for told in event.amounts_told():
                if told.registered is part and told.money.currency == currency:
                    _, usd, vnd = event.vector(told.money, told.sign)
                    found = (found[0] + told.sign * told.money.amount, found[1] + usd, found[2] + vnd)
    return found


class ProjectRegistered(MoneyEvent):
    """A project is registered (cấp mới: GCN đăng ký đầu tư, or approval for a domestic project)."""

    label = Text("Cấp mới dự án", "Project registered")
    basis = "Luật Đầu tư; biểu 2101.H.QLKKT"
    group = EventGroup.PROJECTS
    is_of_territory = True
    day_order = DayOrder.PROJECTS
    sheet_titles: ClassVar[tuple[str, ...]] = ("cấp mới", "dự án cấp mới", "danh mục dự án", "dự án đầu tư")
    also_in_row: ClassVar[tuple[str, ...]] = ("land_leased",)
    headings = {
        "name": ("tên dự án", "dự án", "tên dự án đầu tư", "project name"),
        "sector": ("ngành nghề", "ngành nghề đầu tư", "lĩnh vực", "mục tiêu dự án", "ngành nghề kinh doanh"),
        "country": ("quốc gia", "nước", "quốc tịch", "nước đầu tư", "nhà đầu tư nước", "country", "vùng lãnh thổ"),
        "effective_on": ("ngày cấp", "ngày cấp GCN", "ngày cấp mới", "ngày cấp giấy chứng nhận", "ngày chứng nhận"),
    }

    project: NewProject = labelled("mã dự án", "project code")
    name: Words = labelled("tên dự án", "project name")
    enterprise: Enterprise = labelled("doanh nghiệp", "enterprise")
    origin: OriginName = labelled("nguồn vốn", "origin")
    role: Annotated[Literal["infrastructure", "secondary"], Choices.of(ProjectRole)] = labelled(
        "dự án hạ tầng hay thứ cấp", "role", default="secondary"
    )
    zone: ZoneRef | None = labelled("khu, cụm", "zone", default=None)
    place: PlaceRef | None = labelled(
        "đơn vị hành chính (nếu ngoài khu, cụm)", "administrative unit, outside zones", default=None
    )
    capital: CapitalAmount = labelled("vốn đầu tư đăng ký", "registered investment capital", unit="money")
    charter: CapitalAmount | None = labelled(
        "trong đó vốn điều lệ", "of it charter capital", unit="money", default=None
    )
    sector: Words = labelled("ngành", "sector", default="")
    country: Words = labelled("nước, vùng lãnh thổ", "country or territory", default="")

    def completions(self, view: View) -> dict[str, Any]:
        """With the place of its zone, or of the book."""
        changes = super().completions(view)
        if self.zone:
            return changes | {"place": view.find_zone(self.zone).place}
        return {"place": view.book.place} | changes

    def check(self, view: View) -> None:
        """A code stands for one project; the zone must not have ended."""
        known = view.names.project_id(self.project)
        own = view.own_project()
        if known is None:
            view.check_new_code(self.project, "project")
        if known is not None and (own is None or own.id != known):
            raise ProjectDeclared(project=self.project, book=view.book.code)
        if own is not None and own.ended_on is not None and self.effective_on >= own.ended_on:
            raise ProjectNotInForce(project=own.code, on=self.effective_on, since=self.effective_on, ended=own.ended_on)
        if self.zone:
            view.zone(self.zone, self.effective_on)
        if not view.exported:
            self._check_country(own)

    def amounts_told(self) -> Iterator[AmountTold]:
        """Its capital, and of it charter capital."""
        for told in super().amounts_told():
            yield told._replace(registered=REGISTERED_BY_FIELD[told.field])

    def _check_country(self, own: ProjectState | None) -> None:
        """A country that was on record before is kept as it is."""
        kept = own is not None and own.country == self.country
        if not kept and self.country.strip() and not is_country(self.country):
            raise CountryUnknown(country=self.country, nearest=nearest_countries(self.country))
        if not kept and has_shares(self.country) and not country_shares(self.country):
            raise SharesIncomplete(country=self.country)
        if own is None or not kept or own.origin != self.origin:
            self._check_origin()

    def _check_origin(self) -> None:
        """Foreign investment has an investor of another country than Việt Nam."""
        if Origin(self.origin) is Origin.FDI and set(countries_named(self.country)) == {HOME_COUNTRY}:
            raise InvestorNotForeign(project=self.project, country=self.country)

    def declare(self, view: View, seq: int) -> None:
        """Put the project on record; where this event corrects the one that did, the project keeps its id."""
        known = view.names.project_id(self.project)
        own = view.own_project()
        if own is not None and known is None:
            _take_off(view, own, seq)
        project = ProjectState(
            id=view.book.id << 32 | seq if known is None else known,
            code=self.project,
            name=self.name,
            enterprises=Dated([(self.effective_on, seq, self.enterprise)]),
            zone=view.find_zone(self.zone).id if self.zone else None,
            place=self.place or view.book.place,
            origin=self.origin,
            role=self.role,
            sector=self.sector,
            country=self.country,
            registered_on=self.effective_on,
            demo=self.demo,
        )
        if known is not None:
            before = view.register.project(known)
            moved = (before.zone, before.place, before.origin, before.role) != (
                project.zone,
                project.place,
                project.origin,
                project.role,
            )
            if moved and (held := _held(view, known)):
                raise StillNeeded(event=f"{view.book.code}/{known & 0xFFFFFFFF}", count=held, what=project.code)
            project.ended_on, project.ended_by = before.ended_on, before.ended_by
            owners = [owner for owner in before.enterprises.values if owner[1] != view.replacing]
            project.enterprises = Dated(sorted([*owners, *project.enterprises.values]))
        else:
            view.register.note_new(ProjectSeries(project.id))
        view.register.projects[project.id] = project
        view.register.changed_projects.add(project.id)
        view.names.note_project(project.id)

    def puts_on_record(self) -> Iterable[Ground]:
        """The project."""
        yield project_ground(self.project)

    def claims(self, view: View) -> Iterable[Claim]:
        """One project and its capital more, in the period and in force; infrastructure projects are counted apart."""
        project = view.project(self.project)
        day, currency = self.effective_on, self.capital.posted_in
        vector = self.vector(self.capital)
        if project.role == ProjectRole.INFRASTRUCTURE:
            yield changed(view.project_key("projects.infrastructure", project, day), 1, day)
            yield changed(view.project_key("capital.infrastructure", project, day, currency=currency), vector, day)
            return
        for measure, amount, unit in (("projects.registered", 1, None), ("capital.new", vector, currency)):
            key = view.project_key(measure, project, day, currency=unit).in_period(day, day)
            yield flowed(key, amount, day)
        yield changed(view.project_key("projects.in_force", project, day), 1, day)
        yield changed(view.project_key("capital.in_force", project, day, currency=currency), vector, day)
        if self.charter is not None:
            key = view.project_key("capital.charter", project, day, currency=self.charter.posted_in)
            yield changed(key, self.vector(self.charter), day)

    def revert(self, view: View, seq: int, rows: list[PostingRow], *, replaced: bool = False) -> list[PostingRow]:
        """Take the project off the record too, if nothing else rests on it."""
        back = super().revert(view, seq, rows, replaced=replaced)
        project = view.project(self.project)
        if replaced:
            return back
        _take_off(view, project, seq)
        return back


def _take_off(view: View, project: ProjectState, seq: int) -> None:
    """Take a project off the record, where nothing else rests on it."""
    held = _held(view, project.id)
    if held or project.ended_on or len(project.enterprises.values) > 1:
        raise StillNeeded(event=f"{view.book.code}/{seq}", count=max(1, held), what=project.code)
    view.register.remove_project(project.id)
    view.names.note_project(project.id)


def _held(view: View, project_id: int) -> int:
    """How much rests on a project besides the event that put it on record."""
    return view.register.rests_on("project", project_id, view.register.keys_of_project(project_id))


class CapitalAdjusted(ProjectEvent, MoneyEvent):
    """A project's registered capital is adjusted up or down, or its charter capital is, or neither (other changes).

    A decrease lowers what is in force, never what was registered in a period: gross and net are kept apart.
    """

    label = Text("Điều chỉnh vốn", "Capital adjusted")
    basis = "biểu 2115.H.QLKKT"
    sheet_titles = ("điều chỉnh vốn", "điều chỉnh")
    headings = {
        "capital": (
            *("vốn điều chỉnh", "vốn tăng giảm", "số vốn điều chỉnh", "vốn đầu tư điều chỉnh"),
            *("vốn tăng thêm", "vốn đầu tư tăng thêm", "vốn bổ sung", "số vốn tăng", "vốn thay đổi"),
        ),
    }

    direction: Annotated[Literal["up", "down"], Choices(DIRECTIONS, DIRECTION_WORDS)] = labelled(
        "tăng hay giảm", "up or down", default="up"
    )
    capital: CapitalAmount | None = labelled(
        "vốn đầu tư thay đổi", "change of investment capital", unit="money", default=None
    )
    charter: CapitalAmount | None = labelled(
        "vốn điều lệ thay đổi", "change of charter capital", unit="money", default=None
    )

    def amounts_told(self) -> Iterator[AmountTold]:
        """The changes, below nothing where they are decreases."""
        sign = 1 if self.direction == "up" else -1
        for told in super().amounts_told():
            yield told._replace(sign=sign, registered=REGISTERED_BY_FIELD[told.field])

    def own_rate(self, view: View, currency: ForeignCurrency, rate: Rate) -> Rate | None:
        """A decrease takes off what the capital in its currency was counted for, so that nothing is left when all of it is taken off.

        One rate stands with an event: where investment and charter capital were counted differently, each is recorded by itself.
        """
        if self.direction == "up":
            return None
        taken = [told for told in self.amounts_told() if told.money.currency == currency and told.money.amount]
        rates = [self._taken_off_at(view, told, currency, rate) for told in taken]
        for told, own in zip(taken, rates, strict=True):
            if told.money.vector(own) != told.money.vector(rates[0]):
                raise CapitalCountedApart(project=self.project, currency=currency.value)
        return rates[0] if rates else None

    def _taken_off_at(self, view: View, told: AmountTold, currency: ForeignCurrency, rate: Rate) -> Rate:
        """The rate at which capital in another currency was counted, on the average of what is registered in it by the day.

        What a decrease takes off beyond that was counted in another currency: it counts at the rate of the day.
        """
        part, amount = told.registered or RegisteredCapital.INVESTMENT, told.money.amount
        own, usd, vnd = registered_in(view, view.project(self.project), part, currency, self.effective_on)
        if own < amount or min(usd, vnd) <= 0:
            of_day = rate.model_copy(
                update={"currency": currency, "vnd_per_unit": view.foreign_rate(currency.value, self.effective_on)}
            )
            if min(own, usd, vnd) <= 0:
                return of_day
            _, more_usd, more_vnd = told.money.model_copy(update={"amount": amount - own}).vector(of_day)
            own, usd, vnd = amount, usd + more_usd, vnd + more_vnd
        with localcontext(prec=AVERAGE_DIGITS):
            per_usd = Decimal(vnd * SMALLEST[Unit.USD]) / usd
            per_unit = Decimal(vnd * SMALLEST[Unit(currency.value)]) / own
        source = f"bình quân vốn đã ghi bằng {currency.value}"
        return Rate(vnd_per_usd=per_usd, source=source, on=self.effective_on, currency=currency, vnd_per_unit=per_unit)

    def check(self, view: View) -> None:
        """A decrease must fit what is in force from the day on."""
        project = self.on(view)
        if self.direction == "up":
            return
        for part, money in (
            (RegisteredCapital.INVESTMENT, self.capital),
            (RegisteredCapital.CHARTER, self.charter if project.role == ProjectRole.SECONDARY else None),
        ):
            if money is None:
                continue
            measure = registered_measure(part, project)
            key = view.project_key(measure, project, self.effective_on, currency=money.posted_in)
            standing = [view.register.value(key, self.effective_on)[0]]
            end = project.ended_on
            standing += [
                s[0] for on, s in view.register.steps(key) if on > self.effective_on and (end is None or on < end)
            ]
            if min(standing) < self.vector(money)[0]:
                raise CapitalShort(project=project.code, on=self.effective_on)

    def claims(self, view: View) -> Iterable[Claim]:
        """One adjustment more in the period, and the capital in force changed."""
        if self.on(view).role == ProjectRole.INFRASTRUCTURE:
            yield from self._infrastructure(view)
            return
        up = self.direction == "up"
        if self.capital is not None:
            money = self.capital
            yield self.flow(view, "projects.adjusted" if up else "projects.reduced", 1)
            yield self.flow(view, "capital.added" if up else "capital.reduced", self.vector(money), money.posted_in)
            yield self.held(view, "capital.in_force", self._signed(money), money.posted_in)
        if self.charter is not None:
            yield self.held(view, "capital.charter", self._signed(self.charter), self.charter.posted_in)

    def _infrastructure(self, view: View) -> Iterable[Claim]:
        if self.capital is not None:
            yield self.held(view, "capital.infrastructure", self._signed(self.capital), self.capital.posted_in)

    def _signed(self, money: Money) -> tuple[int, int, int]:
        return self.vector(money, 1 if self.direction == "up" else -1)


class SharesBought(ProjectEvent, MoneyEvent):
    """A foreign investor contributes capital or buys shares (góp vốn, mua cổ phần)."""

    label = Text("Góp vốn, mua cổ phần", "Shares bought")

    value: CapitalAmount = labelled("giá trị", "value", unit="money")
    raises_capital: bool = labelled("làm tăng vốn đăng ký", "raises registered capital", default=False)

    def amounts_told(self) -> Iterator[AmountTold]:
        """The value, which is a part of what the project is registered with where it raised that."""
        for told in super().amounts_told():
            yield told._replace(registered=RegisteredCapital.INVESTMENT if self.raises_capital else None)

    def claims(self, view: View) -> Iterable[Claim]:
        """One purchase more in the period; capital in force only where it was raised."""
        yield self.flow(view, "projects.share_purchases", 1)
        yield self.flow(view, "capital.shares", self.vector(self.value), self.value.posted_in)
        if self.raises_capital:
            yield self.held(view, "capital.in_force", self.vector(self.value), self.value.posted_in)


class CapitalImplemented(ProjectEvent, MoneyEvent):
    """Capital has been spent on the project (vốn thực hiện)."""

    label = Text("Vốn thực hiện", "Capital implemented")
    begins_duties = False
    submitters = frozenset({Submitter.ENTERPRISE})
    sheet_titles = ("vốn thực hiện", "giải ngân")
    headings = {
        "capital": ("vốn thực hiện", "vốn giải ngân", "vốn đã thực hiện", "vốn thực hiện trong kỳ"),
    }

    capital: CapitalAmount = labelled("vốn thực hiện thêm", "capital implemented", unit="money")

    def claims(self, view: View) -> Iterable[Claim]:
        """So much more implemented."""
        yield self.flow(view, "capital.implemented", self.vector(self.capital), self.capital.posted_in)

    def duty_steps(self) -> Iterable[DutyStep]:
        """So much more of what is to be spent by the schedule, at the event's own rate."""
        _, usd, vnd = self.vector(self.capital)
        subject, spent = DutySubject("project", self.project), (("USD", usd), ("VND", vnd))
        yield DutyStep(DutyAct.PROGRESS, self.effective_on, subject, DutyKind.CAPITAL, None, spent=spent)


class ProductionStarted(ProjectEvent):
    """A project comes into production."""

    label = Text("Đi vào sản xuất", "Production started")
    begins_duties = False
    submitters = frozenset({Submitter.ENTERPRISE})

    def check(self, view: View) -> None:
        """A project starts once, or again after a suspension."""
        project = self.on(view)
        steps = view.register.steps(view.project_key("projects.operating", project, self.effective_on))
        running = [since for since, standing in steps if standing[0] > 0]
        if steps and steps[-1][1][0] > 0:
            raise MilestoneReached(zone=project.code, milestone=measure_text("projects.operating"), since=running[-1])

    def claims(self, view: View) -> Iterable[Claim]:
        """One project more in production."""
        yield self.held(view, "projects.operating", 1)
        if (
            view.register.value(
                view.project_key("projects.suspended", self.on(view), self.effective_on), self.effective_on
            )[0]
            > 0
        ):
            yield self.held(view, "projects.suspended", -1)

    def duty_steps(self) -> Iterable[DutyStep]:
        """The project is in operation, by its schedule and by what its investor undertook."""
        return milestone_done(DutySubject("project", self.project), "operation", self.effective_on)


class ProjectSuspended(ProjectEvent):
    """A project is suspended; `production_started` ends the suspension."""

    label = Text("Tạm ngừng", "Project suspended")
    longest_ahead = DECIDED
    submitters = frozenset({Submitter.ENTERPRISE})

    def claims(self, view: View) -> Iterable[Claim]:
        """One project more suspended; one less in production, if it was."""
        yield self.held(view, "projects.suspended", 1)
        if (
            view.register.value(
                view.project_key("projects.operating", self.on(view), self.effective_on), self.effective_on
            )[0]
            > 0
        ):
            yield self.held(view, "projects.operating", -1)


class ProjectTransferred(ProjectEvent):
    """A project passes to another enterprise; its capital and land stay."""

    label = Text("Chuyển nhượng dự án", "Project transferred")

    enterprise: Annotated[Enterprise, Field(min_length=1)] = labelled(
        "doanh nghiệp nhận", "enterprise that takes it over"
    )

    def declare(self, view: View, seq: int) -> None:
        """Let the project be the other enterprise's from the day."""
        project = self.on(view)
        project.enterprises.set(self.effective_on, seq, self.enterprise)
        view.register.changed_projects.add(project.id)

    def revert(self, view: View, seq: int, rows: list[PostingRow], *, replaced: bool = False) -> list[PostingRow]:
        """Let the project be whose it was."""
        project = view.project(self.project)
        project.enterprises.unset(seq)
        view.register.changed_projects.add(project.id)
        return super().revert(view, seq, rows, replaced=replaced)


class InvestorsSet(ProjectEvent):
    """From a day on the capital of a project is held by these investors: a joint venture, a transfer of shares, a new partner.

    The enterprise that runs the project is another matter, and stays. Figures by country divide capital and land by these shares
    from the day on; what was registered or spent before stays with the countries of its own day. Whether the project counts
    as foreign or domestic stays as it was registered.
    """

    label = Text("Nhà đầu tư và tỷ lệ góp vốn", "Investors and their shares")
    basis = "Luật Đầu tư (đăng ký góp vốn, mua cổ phần, mua phần vốn góp; chưa xác minh điều khoản)"
    longest_ahead = DECIDED
    sheet_titles = ("nhà đầu tư", "cơ cấu vốn góp", "tỷ lệ góp vốn", "thay đổi nhà đầu tư")
    headings = {
        "investors": (
            "các nhà đầu tư",
            "nhà đầu tư và tỷ lệ",
            "cơ cấu vốn góp",
            "cơ cấu góp vốn",
            "thành viên góp vốn",
        ),
        "effective_on": ("ngày thay đổi", "ngày điều chỉnh", "từ ngày"),
    }

    investors: Annotated[str, Field(min_length=1, max_length=2000)] = labelled(
        "các nhà đầu tư: tên (nước) tỷ lệ%; cách nhau bằng dấu chấm phẩy",
        "investors: name (country) share%; parted by semicolons",
    )

    def check(self, view: View) -> None:
        """Every investor by name, country and share, once; the shares come to the whole."""
        super().check(view)
        if view.exported:
            return
        for line in investor_lines(self.investors):
            if investor_told(line) is None:
                raise InvestorUnread(investor=line)
        found = investors_told(self.investors)
        if twice := named_twice(found):
            raise InvestorTwice(investor=twice)
        if (total := sum(each.share for each in found)) != 1:
            raise InvestorsIncomplete(sum=total * 100)


class ProjectEnding(ProjectEvent):
    """A project ends: what it had registered is no longer in force. Its land is given back by `lease_ended`."""

    abstract: ClassVar[bool] = True
    duties_cite_document: ClassVar[bool] = True

    def check(self, view: View) -> None:
        """A project ends once."""
        project = view.project(self.project)
        view.project_in_force(self.project, self.effective_on)
        if project.ended_on is not None:
            raise MilestoneReached(zone=project.code, milestone=measure_text("projects.ended"), since=project.ended_on)
        keys = [key for key in view.register.keys_of_project(project.id) if MEASURES[key.measure].ends_with_project]
        reports = view.names.course(business_of(project.code)).values()
        count = sum(view.register.later(key, self.effective_on) for key in keys)
        count += sum(report.effective_on >= self.effective_on for report in reports)
        if count:
            raise EventsAfterEnd(what=project.code, on=self.effective_on, count=count)
        self._must_be_given_no_land(view, project)

    def _must_be_given_no_land(self, view: View, project: ProjectState) -> None:
        """Refuse to end a project before land is let to it, or kept for it. What was recorded once is loaded as it was."""
        keys = [key for key in view.register.keys_of_project(project.id) if key.measure in LAND_OF_PROJECTS]
        given = sorted(each for key in keys for each in view.register.raised_from(key, self.effective_on))
        if given and not view.exported:
            since, seq = given[0]
            event = f"{view.book.code}/{seq}"
            raise LandAfterEnd(project=project.code, on=self.effective_on, since=since, event=event)

    def apply(self, view: View, seq: int) -> list[PostingRow]:
        """Count the ending and its capital in the period, and close what the project holds."""
        project = view.project(self.project)
        rows: list[PostingRow] = []
        if project.role == ProjectRole.SECONDARY:
            rows += view.register.enter(self.flow(view, "projects.ended", 1), seq, 0)
        return rows + view.register.close_project(project, self.effective_on, seq, len(rows))

    def revert(self, view: View, seq: int, rows: list[PostingRow], *, replaced: bool = False) -> list[PostingRow]:
        """Let the project be in force again."""
        back = super().revert(view, seq, rows, replaced=replaced)
        return back + view.register.reopen_project(view.project(self.project), len(back))

    def duty_steps(self) -> Iterable[DutyStep]:
        """Nothing more is to be done of the project, but that its investor gives back what land is let to it."""
        subject = DutySubject("project", self.project)
        yield DutyStep(DutyAct.LAPSE, self.effective_on, subject, None, None)
        cited = self.document.cited if self.document is not None else ""
        basis = "; ".join(part for part in (cited, RETURN_BASIS) if part)
        terms = DutyTerms(Obliged.ENTERPRISE, goal=NOTHING_HELD, basis=basis, verified=Verified.MEMORY, cited=cited)
        yield DutyStep(DutyAct.OPEN, self.effective_on, subject, DutyKind.LAND_RETURN, terms=terms)


class ProjectTerminated(ProjectEnding):
    """The investor ends the project (chấm dứt hoạt động)."""

    label = Text("Chấm dứt dự án", "Project terminated")
    sheet_titles = ("chấm dứt, thu hồi", "chấm dứt hoạt động", "chấm dứt")
    longest_ahead = DECIDED

    reason: Words = labelled("lý do", "reason", default="")


class ProjectRevoked(ProjectEnding):
    """The authority revokes the project's certificate (thu hồi)."""

    label = Text("Thu hồi dự án", "Project revoked")
    sheet_titles = ("thu hồi giấy chứng nhận", "thu hồi chủ trương", "thu hồi")
    longest_ahead = DECIDED
    basis = "biểu 2116.H.QLKKT"

    reason: Words = labelled("lý do", "reason", default="")
