"""Facilities, tariffs, inquiries, exchange rates, statistics of others, photos of zones."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from parkledger.catalogue import INDICATORS, FacilityKind, ForeignCurrency, Tariff, ZoneKind
from parkledger.catalogue.measures import MICRO, quoted_scale
from parkledger.language import Text, unit_label
from parkledger.ledger.book.postings import Claim, Key
from parkledger.ledger.book.view import View, currency_rates
from parkledger.ledger.errors import EventTwice, FacilityTwice, PeriodTooFarAhead, PhotoMissing, TariffUnitUnfit
from parkledger.ledger.events.base import (
    CURRENCIES,
    CURRENCY_CHOICES,
    DECIDED,
    HIGHEST_RATE,
    LOWEST_RATE,
    Choices,
    Count,
    Day,
    DayOrder,
    Event,
    EventGroup,
    Facility,
    KindName,
    Named,
    OriginName,
    PlaceRef,
    ProjectRef,
    Submitter,
    Words,
    ZoneRef,
    check_foreign_rate,
    check_rate,
    labelled,
    plain,
    stands,
)
from parkledger.ledger.events.base import flowed as _flowed
from parkledger.ledger.events.courses import Course, CourseEvent, CourseName
from parkledger.ledger.events.zone_events import ZoneEvent

LARGEST = 10**16
"""The largest statistic that is kept: ten million tỷ, far above any province's."""
PRICED_UNITS = {code: unit_label(code) for code in ("m2", "m2/year", "m2/month", "m2/term", "m3", "kWh", "kg", "month")}
PricedUnit = Annotated[
    Literal["m2", "m2/year", "m2/month", "m2/term", "m3", "kWh", "kg", "month"], Choices.of_units(PRICED_UNITS)
]
OF_LAND = ("m2", "m2/year", "m2/month", "m2/term")
UNITS_OF_TARIFFS: Mapping[Tariff, tuple[str, ...]] = MappingProxyType(
    {
        Tariff.LAND_RENT: OF_LAND,
        Tariff.INFRASTRUCTURE: OF_LAND,
        Tariff.WASTEWATER: ("m3",),
        Tariff.WATER: ("m3",),
        Tariff.POWER: ("kWh",),
        Tariff.SOLID_WASTE: ("kg", "m3", "month"),
        Tariff.TELECOM: ("month",),
    }
)
"""By what each price or charge is told: what its facility gives or takes, land by its area."""
STATISTIC_FORMS = {
    "value": Text("giá trị", "value"),
    "growth": Text("tăng trưởng", "growth"),
    "plan_ratio": Text("so với kế hoạch", "against the plan"),
    "share": Text("tỷ trọng", "share"),
    "rank": Text("thứ hạng", "rank"),
}
STATISTIC_UNITS = CURRENCIES | {
    "rank": Text("thứ hạng", "rank"),
    **{code: unit_label(code) for code in ("percent", "point", "ha", "zone", "project", "person", "m3/day")},
}
FACILITY_MEASURES = {
    FacilityKind.WASTEWATER: "wastewater.capacity",
    FacilityKind.HOUSING: "housing.places",
    FacilityKind.SCHOOL: "school.places",
    FacilityKind.POWER: "power.capacity",
    FacilityKind.WATER: "water.capacity",
    FacilityKind.SOLID_WASTE: "waste.capacity",
    FacilityKind.TELECOM: "telecom.capacity",
    FacilityKind.FIRE: "fire.capacity",
}


class FacilityEvent(ZoneEvent):
    """A facility's capacity stands at so much from the day on."""

    abstract: ClassVar[bool] = True
    submitters: ClassVar[frozenset[Submitter]] = frozenset({Submitter.OPERATOR})
    headings: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "facility": ("tên công trình", "công trình", "mã công trình"),
        "kind": ("loại công trình", "hạng mục"),
        "capacity": (
            "công suất",
            "công suất thiết kế",
            "quy mô công suất",
            "số chỗ ở",
            "công suất: m³/ngày đêm, hoặc số chỗ",
            "công suất: m³/ngày đêm; điện: kVA; chất thải rắn: kg/ngày; nhà ở, trường: số chỗ",
        ),
    }
    group: ClassVar[EventGroup] = EventGroup.SERVICES

    facility: Facility = labelled("mã hoặc tên công trình", "facility")
    kind: FacilityKind = labelled("loại công trình", "kind of facility")
    capacity: Count = labelled(
        "công suất: m³/ngày đêm; điện: kVA; chất thải rắn: kg/ngày; viễn thông: thuê bao; bơm chữa cháy: m³/giờ; "
        "nhà ở, trường: số chỗ",
        "capacity: m³ a day; power: kVA; solid waste: kg a day; telecommunication: lines; fire pumping: m³ an hour; "
        "housing, schools: places",
    )

    def series(self, view: View) -> Key:
        """The series of the facility's capacity."""
        return view.zone_key(FACILITY_MEASURES[self.kind], self.at(view), detail=self.facility)

    def claims(self, view: View) -> Iterable[Claim]:
        """The facility's capacity."""
        yield stands(self.series(view), self.capacity, self.effective_on)


class FacilityCommissioned(FacilityEvent):
    """A plant or station comes into use, worker housing or a school.

    The station is for waste water, water supply, power, solid waste, telecommunication or the pumping of water on fires.
    """

    label = Text("Đưa công trình vào sử dụng", "Facility commissioned")
    sheet_titles = (
        "công trình",
        "xử lý nước thải",
        "nhà ở công nhân",
        "trạm biến áp",
        "nhà máy nước",
        "cấp điện cấp nước",
        "viễn thông",
        "trạm bơm chữa cháy",
    )
    headings = {
        "effective_on": ("ngày đưa vào vận hành", "ngày đưa vào sử dụng", "ngày vận hành"),
    }

    def check(self, view: View) -> None:
        """Once; what comes after it changes the capacity. Of one that takes the place of another, what came before counts."""
        super().check(view)
        if view.exported:
            return
        series = self.series(view)
        known = [
            seq for seq, on in view.register.claims_of(series) if view.replacing is None or on <= self.effective_on
        ]
        if known:
            raise FacilityTwice(
                facility=self.facility, zone=view.title(self.at(view)), event=f"{view.book.code}/{min(known)}"
            )


class FacilityChanged(FacilityEvent):
    """A facility's capacity changes; 0 where it is closed."""

    label = Text("Thay đổi công suất công trình", "Facility changed")


def check_priced_unit(view: View, tariff: Tariff, per: str) -> None:
    """Refuse a price by what its kind is not told by, such as water a kilowatt hour. What was recorded once is loaded as it was."""
    fitting = UNITS_OF_TARIFFS[tariff]
    if per not in fitting and not view.exported:
        choices = [PRICED_UNITS[each] for each in fitting]
        raise TariffUnitUnfit(tariff=tariff.label, given=PRICED_UNITS[per], choices=choices)


class TariffSet(ZoneEvent):
    """A price or charge in force in a zone from the day on: land rent a term, infrastructure charge a year, waste water
    by class, water, power, solid waste, telecommunication. Prices are per m², m³, kWh, kg or month, as the tariff says."""

    label = Text("Công bố giá, phí", "Tariff set")
    longest_ahead = DECIDED
    basis = "Nghị định 35/2022/NĐ-CP, Điều 27; Nghị định 32/2024/NĐ-CP, Điều 17, 18"
    submitters = frozenset({Submitter.OPERATOR})
    sheet_titles = ("giá thuê", "bảng giá", "giá phí", "phí hạ tầng", "đơn giá")
    headings = {
        "tariff": ("loại phí", "loại giá", "loại giá phí", "khoản thu"),
        "price": ("đơn giá", "mức giá", "giá", "mức phí", "mức thu"),
        "currency": ("đồng tiền", "loại tiền"),
        "per": ("tính theo", "đơn vị tính", "ĐVT"),
    }
    group = EventGroup.SERVICES

    tariff: Tariff = labelled("loại giá, phí", "tariff")
    price: Annotated[Decimal, Field(ge=0, decimal_places=6)] = labelled("đơn giá", "price")
    currency: Annotated[Literal["USD", "VND"], CURRENCY_CHOICES] = labelled("đồng tiền", "currency")
    per: PricedUnit = labelled("tính theo", "per")
    grade: Words = labelled("loại, khung giờ", "class or hour band", default="")

    def check(self, view: View) -> None:
        """By a unit that fits what it is for, in a zone that has not ended."""
        super().check(view)
        check_priced_unit(view, self.tariff, self.per)

    def claims(self, view: View) -> Iterable[Claim]:
        """The tariff stands at this price."""
        detail = f"{self.currency}/{self.per}" + (f" {self.grade}" if self.grade else "")
        key = view.zone_key(f"fee.{self.tariff.value}", self.at(view), detail=detail, currency=self.currency)
        yield stands(key, int(self.price * MICRO), self.effective_on)


class TariffFrameSet(Event):
    """A frame set by the province for a price or charge of a zone, or of the zones of a place: not below, not above.

    It refuses no tariff; pages tell where one lies outside. Where several frames are of a zone, that which names it goes before
    those of a place, a nearer place before a wider one; of one scope the last set holds.
    """

    label = Text("Ban hành khung giá, mức giá tối đa", "Tariff frame set")
    longest_ahead = DECIDED
    is_of_territory = True
    basis = "Nghị định 35/2022/NĐ-CP, Điều 27; Nghị định 32/2024/NĐ-CP, Điều 17, 18 (ghi theo trí nhớ)"
    sheet_titles = ("khung giá", "khung giá dịch vụ", "mức giá tối đa", "giá tối đa")
    headings = {
        "tariff": ("loại phí", "loại giá", "loại giá phí", "dịch vụ"),
        "lowest": ("giá tối thiểu", "mức tối thiểu", "từ mức"),
        "highest": ("giá tối đa", "mức tối đa", "đến mức"),
        "currency": ("đồng tiền", "loại tiền"),
        "per": ("tính theo", "đơn vị tính", "ĐVT"),
        "until": ("áp dụng đến", "hiệu lực đến"),
        "effective_on": ("áp dụng từ ngày", "hiệu lực từ ngày"),
    }
    group = EventGroup.SERVICES

    tariff: Tariff = labelled("loại giá, phí", "tariff")
    zone: ZoneRef | None = labelled("khu, cụm (để trống: theo địa bàn)", "zone (empty: by place)", default=None)
    place: PlaceRef | None = labelled("đơn vị hành chính", "administrative unit", default=None)
    kind: KindName | None = labelled("loại khu, cụm", "kind of zone", default=None)
    lowest: Annotated[Decimal, Field(ge=0, decimal_places=6)] | None = labelled("mức thấp nhất", "lowest", default=None)
    highest: Annotated[Decimal, Field(gt=0, decimal_places=6)] | None = labelled(
        "mức cao nhất", "highest", default=None
    )
    currency: Annotated[Literal["USD", "VND"], CURRENCY_CHOICES] = labelled("đồng tiền", "currency", default="VND")
    per: PricedUnit = labelled("tính theo", "per")
    grade: Words = labelled("loại, khung giờ (để trống: mọi loại)", "class or hour band (empty: all)", default="")
    until: Day | None = labelled("áp dụng đến hết ngày", "in force until", default=None)

    @model_validator(mode="after")
    def _frame_holds(self) -> Self:
        if self.lowest is None and self.highest is None:
            raise ValueError("ghi mức thấp nhất hoặc mức cao nhất / give the lowest or the highest")
        if self.lowest is not None and self.highest is not None and self.lowest > self.highest:
            raise ValueError("mức thấp nhất cao hơn mức cao nhất / the lowest is above the highest")
        if self.until is not None and self.until < self.effective_on:
            raise ValueError("hết hiệu lực trước ngày áp dụng / it ends before it begins")
        if self.zone and self.kind:
            raise ValueError("đã ghi khu, cụm thì không ghi loại / with a zone no kind is given")
        return self

    @property
    def unit(self) -> str:
        """In what it is stated: "VND/m3"."""
        return f"{self.currency}/{self.per}"

    @property
    def scope(self) -> tuple[str, ...]:
        """Of what it is: of one scope the last set holds."""
        return (self.tariff.value, self.zone or "", self.place or "", self.kind or "", self.unit, self.grade)

    def completed(self, view: View) -> Self:
        """With the book's place where neither a zone nor a place is named."""
        done = super().completed(view)
        return done if done.zone or done.place else done.model_copy(update={"place": view.book.place})

    def key(self) -> str:
        """One frame of a scope from a day on."""
        return f"{self.code}|{'|'.join(self.scope)}|{self.effective_on.isoformat()}"

    def check(self, view: View) -> None:
        """Once only, by a unit that fits what it is for, and of a zone that has not ended."""
        check_priced_unit(view, self.tariff, self.per)
        if holder := view.names.holder(self.key()):
            raise EventTwice(what=self.label, event=f"{view.book.code}/{holder[0]}")
        if self.zone:
            view.zone(self.zone, self.effective_on)


class InquiryEvent(Event):
    """Something about one investor's inquiry; personal data stand beside the event, not in it."""

    abstract: ClassVar[bool] = True
    group: ClassVar[EventGroup] = EventGroup.SERVICES
    submitters: ClassVar[frozenset[Submitter]] = frozenset({Submitter.PROMOTION})
    needs_known: ClassVar[tuple[str, ...]] = ("inquiry",)

    inquiry: Annotated[str, Named("inquiry"), Field(min_length=1, max_length=100)] = labelled(
        "mã lượt tìm hiểu", "inquiry code"
    )
    kind: Annotated[Literal["park", "cluster"], Choices.of(ZoneKind)] | None = labelled(
        "quan tâm khu hay cụm", "interested in", default=None
    )
    origin: OriginName | None = labelled("nguồn vốn", "origin", default=None)
    place: PlaceRef | None = labelled("đơn vị hành chính", "administrative unit", default=None)

    def completed(self, view: View) -> Self:
        """With the book's place."""
        done = super().completed(view)
        return done.model_copy(update={"place": done.place or view.book.place})

    def counted(self, view: View, measure: str) -> Claim:
        """One more in the period of the day."""
        key = view.place_key(measure, self.place or view.book.place, self.kind, self.origin)
        day = self.effective_on
        return _flowed(key._replace(period_start=day, period_end=day), 1, day)

    def key(self) -> str:
        """An inquiry is received once and converted once."""
        return f"{self.code}|{self.inquiry}"

    def check(self, view: View) -> None:
        """Once only."""
        if holder := view.names.holder(self.key()):
            raise EventTwice(what=self.label, event=f"{view.book.code}/{holder[0]}")


class InquiryReceived(InquiryEvent):
    """An investor asks about land or conditions."""

    label = Text("Tiếp nhận nhà đầu tư tìm hiểu", "Inquiry received")
    puts, needs_known = ("inquiry",), ()

    subject: Words = labelled("nội dung", "subject", default="")

    def comes_before(self) -> Iterable[str]:
        """The investor comes, and it leads to a project, after that."""
        return (f"inquiry_visited|{self.inquiry}", f"inquiry_converted|{self.inquiry}")

    def claims(self, view: View) -> Iterable[Claim]:
        """One inquiry more."""
        yield self.counted(view, "inquiries.received")


class InquiryConverted(InquiryEvent):
    """An inquiry has led to a project."""

    label = Text("Lượt tìm hiểu thành dự án", "Inquiry converted")

    project: ProjectRef | None = labelled("dự án", "project", default=None)

    def comes_after(self) -> Iterable[str]:
        """It was received before, where that is on record."""
        return (f"inquiry_received|{self.inquiry}",)

    def claims(self, view: View) -> Iterable[Claim]:
        """One converted inquiry more."""
        yield self.counted(view, "inquiries.converted")


class ExchangeRateSet(Event):
    """The book's exchange rate from the day on, with its source. What was converted before is never converted again."""

    label = Text("Áp dụng tỷ giá", "Exchange rate set")
    longest_ahead = DECIDED
    shows_upkeep = False
    day_order = DayOrder.RATES
    group = EventGroup.SERVICES

    vnd_per_usd: Annotated[Decimal, Field(ge=LOWEST_RATE, le=HIGHEST_RATE, decimal_places=4)] = labelled(
        "đồng cho một USD", "đồng for one US dollar", unit="VND/USD"
    )
    source: Words = labelled("nguồn tỷ giá", "source of the rate")

    def key(self) -> str:
        """One rate for a day."""
        return f"exchange_rate|{self.effective_on.isoformat()}"

    def check(self, view: View) -> None:
        """Once a day; a change is a correction."""
        check_rate(view, self.vnd_per_usd, self.effective_on, "vnd_per_usd")
        if holder := view.names.holder(self.key()):
            raise EventTwice(what=self.label, event=f"{view.book.code}/{holder[0]}")


class CurrencyRateSet(CourseEvent):
    """The book's rate of another currency from the day on, by which capital in it is counted. What was converted before is
    never converted again."""

    label = Text("Áp dụng tỷ giá ngoại tệ khác", "Rate of another currency set")
    longest_ahead = DECIDED
    shows_upkeep = False
    day_order = DayOrder.RATES
    group = EventGroup.SERVICES
    course_type = Course
    sheet_titles = ("tỷ giá ngoại tệ", "tỷ giá tính chéo")

    currency: ForeignCurrency = labelled("đồng tiền", "currency")
    vnd_per_unit: Annotated[Decimal, Field(gt=0, le=HIGHEST_RATE, decimal_places=4)] = labelled(
        "đồng cho một đơn vị", "đồng for one unit", unit="VND"
    )
    source: Words = labelled("nguồn tỷ giá", "source of the rate")

    @property
    def course(self) -> CourseName:
        """The rates of its currency."""
        return currency_rates(self.currency.value)

    def take(self, so_far: Any) -> None:
        """A rate rests on no other."""

    def key(self) -> str:
        """One rate of a currency for a day."""
        return f"{self.code}|{self.currency}|{self.effective_on.isoformat()}"

    def check(self, view: View) -> None:
        """Once a day; a change is a correction."""
        super().check(view)
        check_foreign_rate(view, self.currency, self.vnd_per_unit, self.effective_on, "vnd_per_unit")
        if holder := view.names.holder(self.key()):
            raise EventTwice(what=self.label, event=f"{view.book.code}/{holder[0]}")


class StatisticQuoted(Event):
    """A statistic that somebody published, kept as published: GRDP, IIP, PCI, a rank, or any indicator of the catalogue."""

    label = Text("Trích dẫn số liệu thống kê", "Official statistic quoted")
    longest_ahead = DECIDED
    shows_upkeep = False
    group = EventGroup.SERVICES

    indicator: Annotated[
        str, Choices({code: found.name for code, found in INDICATORS.items()}), Field(max_length=60)
    ] = labelled("chỉ tiêu", "indicator")
    form: Annotated[Literal["value", "growth", "plan_ratio", "share", "rank"], Choices(STATISTIC_FORMS)] = labelled(
        "dạng", "form", default="value"
    )
    value: Annotated[Decimal, Field(ge=-LARGEST, le=LARGEST, decimal_places=6)] = labelled("giá trị", "value")
    unit: Annotated[
        Literal["percent", "VND", "USD", "rank", "point", "ha", "zone", "project", "person", "m3/day"],
        Choices.of_units(STATISTIC_UNITS),
    ] = labelled("đơn vị", "unit")
    of: Count | None = labelled("trên tổng số (của thứ hạng)", "out of (for a rank)", default=None)
    period_start: Day | None = labelled("từ ngày", "first day", default=None)
    period_end: Day = labelled("đến hết ngày", "last day, or date")
    place: PlaceRef | None = labelled("đơn vị hành chính", "administrative unit", default=None)
    kind: KindName | None = labelled("loại khu, cụm", "kind of zone", default=None)
    origin: OriginName | None = labelled("nguồn vốn", "origin", default=None)
    zone: ZoneRef | None = labelled("khu, cụm", "zone", default=None)

    @model_validator(mode="after")
    def _indicator_known(self) -> Self:
        if self.indicator not in INDICATORS:
            raise ValueError(f"không có chỉ tiêu {self.indicator} / no indicator {self.indicator}")
        if self.period_start is not None and self.period_end < self.period_start:
            raise ValueError("period_end sớm hơn period_start / period_end is before period_start")
        return self

    def check_ahead(self, recorded_on: date) -> None:
        """What is published may be of a year that has begun, or of the next; of later ones there are no statistics."""
        super().check_ahead(recorded_on)
        latest = recorded_on + self.longest_ahead
        if self.period_end > latest:
            raise PeriodTooFarAhead(what=self.label, end=self.period_end, recorded=recorded_on, latest=latest)

    def completed(self, view: View) -> Self:
        """With the book's place."""
        done = super().completed(view)
        return done.model_copy(update={"place": done.place or view.book.place})

    def claims(self, view: View) -> Iterable[Claim]:
        """The statistic stands at this, as published."""
        detail = f"{self.indicator}|{self.form}|{self.unit}|{self.of or ''}"
        place = self.place or view.book.place
        if self.zone:
            key = view.zone_key("statistic", view.find_zone(self.zone), detail=detail)
        else:
            key = view.place_key("statistic", place, self.kind, self.origin, detail=detail)
        key = Key(*key)._replace(period_start=self.period_start, period_end=self.period_end)
        yield stands(key, plain(int(self.value * quoted_scale(self.unit))), self.effective_on)


class ZonePhotographed(ZoneEvent):
    """A photo of a zone is published on its page, from the day on which it was taken; its file is the event's document."""

    label = Text("Ảnh của khu, cụm", "Photo of a zone")
    group = EventGroup.SERVICES
    submitters = frozenset({Submitter.OPERATOR})
    sheet_titles = ("ảnh khu cụm",)
    headings = {"caption": ("chú thích ảnh",), "source": ("nguồn ảnh", "tác giả ảnh")}

    caption: Annotated[str, Field(min_length=1, max_length=200)] = labelled("chú thích", "caption")
    seen: Words = labelled(
        "những gì thấy trong ảnh, cho người không nhìn được", "what is seen, for those who do not see it", default=""
    )
    source: Annotated[str, Field(min_length=1, max_length=200)] = labelled("nguồn, tác giả", "source, photographer")

    def check(self, view: View) -> None:
        """A photo of a zone on record, with its file."""
        self.at(view)
        if self.document is None or not self.document.sha256:
            raise PhotoMissing(caption=self.caption)
