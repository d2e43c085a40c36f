"""Reports of a period, targets for it, procedures counted in it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Final, Self

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from parkledger.catalogue import (
    INDICATORS,
    MEASURES,
    DossierChannel,
    Measure,
    Nature,
    Procedure,
    ReportStatus,
    Status,
    TargetSetter,
)
from parkledger.catalogue.measures import MICRO, REPORTABLE
from parkledger.language import (
    SMALLEST,
    Lang,
    ParkError,
    Period,
    Quantity,
    Text,
    Unit,
    closest,
    fold,
    format_number,
    parse_area_m2,
    parse_money,
    parse_number,
    plain_number,
    unit_label,
)
from parkledger.language.errors import format_fact
from parkledger.language.units import FORMS
from parkledger.ledger.book.postings import Claim, Key, Vector
from parkledger.ledger.book.series import overlap, same_scope
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import (
    CountExceeds,
    MeasureWithoutTarget,
    PartExceeds,
    PeriodNotBegun,
    PeriodNotOver,
    PeriodTooFarAhead,
    ReportBelowParts,
    ReportExists,
    ReportOfRest,
    ReportOverlaps,
    ReportsOfParts,
    TargetAboveWhole,
    TargetExists,
    TargetMissing,
)
from parkledger.ledger.events.base import (
    DECIDED,
    EXPECTED,
    HAPPENED,
    Choices,
    Count,
    Day,
    EffectiveDay,
    Event,
    EventGroup,
    Ground,
    KindName,
    Money,
    MoneyEvent,
    OriginName,
    PlaceRef,
    Submitter,
    SupersededEstimate,
    Words,
    ZoneRef,
    as_plan,
    as_written,
    flowed,
    labelled,
    stands,
)

TARGETABLE: dict[str, str] = {
    code: measure.unit
    for code, measure in MEASURES.items()
    if measure.nature not in {Nature.TARIFF, Nature.QUOTED} and not measure.of_one_project
}
"""What a target may be set for, with its unit: what is counted or measured, and any indicator computed from it."""
PARTS = {
    **dict.fromkeys(("labour.female", "labour.local", "labour.foreign", "labour.union_members"), "labour.workers"),
    "enterprises.unionised": "enterprises.operating",
}
"""Measures of a report that count some of what another counts."""
RATE_UNIT = "micro"
"""The unit of targets in per cent, which are kept in millionths."""
BEYOND_WHOLE = frozenset({"inspections.plan_share"})
"""Rates that may be above 100%: a plan can be surpassed, a part cannot be more than the whole."""


def _value(text: str) -> object:
    """A count as digits, money with its currency."""
    if re.match(r"[-\N{MINUS SIGN}]\s*[0-9]", text.strip()):
        raise ValueError(f"«{text}»: không được nhỏ hơn 0 / “{text}” must not be less than 0")
    if text.strip().isdecimal():
        return int(text)
    if re.fullmatch(r"[0-9][0-9.,\s]*", text.strip()):
        digits = re.sub(r"[^0-9]", "", text)
        raise ValueError(
            f"«{text}»: số đếm ghi liền các chữ số, không có dấu ngăn cách ({digits}); số tiền ghi kèm đơn vị, ví dụ 2.345 triệu đồng"
            f" / “{text}”: write a count as digits without separators ({digits}), an amount of money with its unit"
        )
    currency, amount = parse_money(text)
    return Money(currency=currency, amount=amount)


def counted_in(code: str) -> Text:
    """What a measure is counted in, in words; of what is reported as projects, only enterprises are counted."""
    unit = MEASURES[code].unit
    return unit_label(Unit.ENTERPRISE if unit == Unit.PROJECT and code.startswith("enterprises.") else unit)


def _needs(code: str) -> str:
    """What a value of a measure must be."""
    name, unit = MEASURES[code].name, MEASURES[code].unit
    if unit == "money":
        return f"«{name.vi}»: cần số tiền kèm đơn vị, ví dụ 1,2 tỷ USD / “{name.en}” needs an amount of money with its unit"
    words = Text("%", "%") if unit == RATE_UNIT else counted_in(code)
    return f"«{name.vi}»: cần số tính bằng {words.vi} / “{name.en}” needs an amount in {words.en}"


def _counts_in_words(values: Any) -> Any:
    """The values of a report, counts with the word for what is counted as plain numbers: "1.250 người", "10 dự án"."""
    if not isinstance(values, dict):
        return values
    found = {}
    for code, value in values.items():
        number = re.fullmatch(r"([0-9][0-9.,\s]*?)\s*([^\W\d_].*)", value.strip()) if isinstance(value, str) else None
        if number and code in REPORTABLE and MEASURES[code].unit != "money":
            if fold(number[2]) not in _words_of_count(code):
                raise ValueError(_needs(code))
            value = _counted(number[1])
        found[code] = value
    return found


@cache
def _words_of_count(code: str) -> frozenset[str]:
    """The words that mean what a measure counts, folded: enterprises are told as projects, establishments, units."""
    unit = MEASURES[code].unit
    units = [each for each in Unit if each == unit or (unit == Unit.PROJECT and each == Unit.ENTERPRISE)]
    words = [form.replace("{}", "") for each in units for lang in Lang for form in FORMS[each].of(lang)]
    own = counted_in(code)
    more = ("cơ sở", "đơn vị", "nhà đầu tư") if code.startswith("enterprises.") else ()
    return frozenset(fold(each).strip() for each in (*words, own.vi, own.en, *more))


def _counted(text: str) -> int:
    """A whole number with the word for what is counted, or without."""
    number = re.match(r"[0-9][0-9.,\s]*", text.strip())
    rest = text.strip()[number.end() :] if number else text
    value = parse_number(number[0].strip() if number else text, Lang.VI)
    if (
        value.denominator != 1
        or "%" in rest
        or fold(rest).split(" ")[0] in {"ha", "m2", "usd", "trieu", "ty", "dong", "vnd"}
    ):
        raise ValueError("cần một số nguyên / a whole number is needed")
    return value.numerator


def _percentage(text: str) -> Decimal:
    """Per cent as people write it, "60%" or "62,5 %", or as it is kept, "62.5"."""
    bare = text.strip().removesuffix("%").strip()
    as_kept = re.fullmatch(r"[0-9]+(\.[0-9]+)?", bare) and "%" not in text
    return Decimal(bare) if as_kept else Decimal(plain_number(parse_number(bare, Lang.VI)))


Value = Annotated[Money | Count, BeforeValidator(as_written(_value))]
Percentage = Annotated[Decimal, Field(ge=0, le=1000, decimal_places=4)]


PLANNED: Final = "planned"
"""The status of what a project expects of a period before it comes: told in its form, in no sum of what was."""


def check_period_ahead(what: Text, start: date, end: date, status: str, recorded_on: date) -> None:
    """What is reported of a period is known when that is over, what is estimated of it once it has begun.

    A period that is estimated is over within a year, one of which something is expected within the longest of plans.
    """
    if status not in {Status.ESTIMATE, PLANNED}:
        if end - recorded_on > HAPPENED:
            raise PeriodNotOver(what=what, end=end, recorded=recorded_on)
        return
    if status == Status.ESTIMATE and start - recorded_on > HAPPENED:
        raise PeriodNotBegun(what=what, start=start, recorded=recorded_on)
    latest = recorded_on + (DECIDED if status == Status.ESTIMATE else EXPECTED)
    if end > latest:
        raise PeriodTooFarAhead(what=what, end=end, recorded=recorded_on, latest=latest)


class PeriodEvent(MoneyEvent):
    """An event about a period, both of its days included."""

    abstract: ClassVar[bool] = True
    group: ClassVar[EventGroup] = EventGroup.REPORTS

    period_start: Day = labelled("từ ngày", "first day of the period")
    period_end: Day = labelled("đến hết ngày", "last day of the period")

    @model_validator(mode="after")
    def _period_in_order(self) -> Self:
        if self.period_end < self.period_start:
            raise ValueError("period_end sớm hơn period_start / period_end is before period_start")
        return self

    def check_ahead(self, recorded_on: date) -> None:
        """Refuse a report of a period that is to come."""
        status = getattr(self, "status", Status.FINAL)
        check_period_ahead(self.label, self.period_start, self.period_end, status, recorded_on)
        if status in {Status.ESTIMATE, PLANNED}:
            self.check_document_ahead(recorded_on)
        else:
            super().check_ahead(recorded_on)


def effective_at_its_end(data: Any) -> Any:
    """The fields of an event about a period, effective on its last day where no day is given."""
    if isinstance(data, dict) and "effective_on" not in data and "period_end" in data:
        return {**data, "effective_on": data["period_end"]}
    return data


class ScopedEvent(PeriodEvent):
    """An event about a period of a zone, or of a place over all its zones of a kind."""

    abstract: ClassVar[bool] = True
    is_of_territory: ClassVar[bool] = True

    zone: ZoneRef | None = labelled("khu, cụm", "zone", default=None)
    place: PlaceRef | None = labelled("đơn vị hành chính", "administrative unit", default=None)
    kind: KindName | None = labelled("loại khu, cụm", "kind of zone", default=None)
    origin: OriginName | None = labelled("nguồn vốn", "origin", default=None)

    def completions(self, view: View) -> dict[str, Any]:
        """With the place of its zone, or of the book."""
        changes = super().completions(view)
        if self.zone:
            zone = view.find_zone(self.zone)
            return changes | {"place": zone.place, "kind": zone.kind}
        return {"place": view.book.place} | changes

    def scope_key(self, view: View, measure: str, currency: str | None, detail: str = "") -> Key:
        """The key of a measure in this event's scope."""
        if self.zone:
            key = view.zone_key(measure, view.find_zone(self.zone), currency=currency, detail=detail)
            return key._replace(origin=self.origin)
        return view.place_key(
            measure, self.place or view.book.place, self.kind, self.origin, currency=currency, detail=detail
        )

    def scope_text(self) -> str:
        """The scope and period in one line, under which one event has the word."""
        scope = (self.zone or self.place or "", self.kind or "", self.origin or "")
        return "|".join((*scope, self.period_start.isoformat(), self.period_end.isoformat()))


class PeriodReport(ScopedEvent):
    """What was produced, sold, paid and employed in a period; an estimate (ước) until the final report replaces it.

    Windows are dates, not month names: a cluster's half-year runs from 15/12 to 14/6.
    """

    label = Text("Báo cáo kỳ", "Period report")
    basis = "biểu 2104.H.QLKKT; Thông tư 14/2024/TT-BCT, mẫu 01-04"
    submitters = frozenset({Submitter.OPERATOR})
    effective_day = EffectiveDay.DERIVED
    supersedes_estimates: ClassVar[bool] = True
    pairs: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType({"values": tuple(REPORTABLE)})
    sheet_titles = ("báo cáo", "kết quả sản xuất kinh doanh", "tình hình hoạt động")
    headings = {
        "status": ("ước hay chính thức", "loại số liệu", "trạng thái số liệu"),
        "values.output.production": ("giá trị sản xuất", "GTSX", "giá trị SXCN", "giá trị sản xuất CN"),
        "values.output.revenue": ("doanh thu", "tổng doanh thu", "revenue"),
        "values.trade.export": ("xuất khẩu", "kim ngạch xuất khẩu", "KNXK", "giá trị XK", "export"),
        "values.trade.import": ("nhập khẩu", "kim ngạch nhập khẩu", "KNNK", "giá trị NK", "import"),
        "values.budget.paid": ("nộp ngân sách", "nộp NSNN", "thuế nộp ngân sách", "nộp ngân sách nhà nước"),
        "values.labour.workers": ("lao động", "tổng số lao động", "số lao động", "tổng lao động", "workers"),
        "values.labour.foreign": ("lao động nước ngoài", "LĐNN", "lao động người nước ngoài", "foreign workers"),
        "values.labour.female": ("lao động nữ", "nữ", "số lao động nữ", "LĐ nữ", "women"),
        "values.labour.local": ("lao động trong tỉnh", "lao động địa phương", "thường trú trong tỉnh", "LĐ trong tỉnh"),
        "values.labour.union_members": ("đoàn viên", "đoàn viên công đoàn", "số đoàn viên"),
        "values.enterprises.unionised": ("công đoàn cơ sở", "số công đoàn cơ sở", "CĐCS", "số CĐCS"),
        "values.housing.occupied": ("số người ở nhà ở công nhân", "công nhân ở nhà lưu trú", "người đang ở"),
        "values.school.occupied": ("số trẻ", "số học sinh", "học sinh, trẻ em"),
        "values.labour.payroll": ("quỹ lương", "tổng quỹ lương", "tiền lương"),
        "values.enterprises.operating": ("doanh nghiệp hoạt động", "số doanh nghiệp hoạt động"),
        "values.wastewater.flow": ("lưu lượng nước thải", "nước thải"),
        "values.power.load": ("phụ tải điện", "công suất điện sử dụng", "Pmax", "phụ tải lớn nhất"),
        "values.water.flow": ("lượng nước cấp", "nước sạch sử dụng", "lượng nước tiêu thụ"),
        "values.telecom.lines": ("số thuê bao", "thuê bao viễn thông", "thuê bao đang sử dụng"),
        "values.fire.demand": ("lưu lượng chữa cháy", "lưu lượng nước chữa cháy", "nhu cầu nước chữa cháy"),
        "values.waste.flow": ("chất thải rắn", "khối lượng chất thải rắn", "rác thải"),
    }

    status: Annotated[ReportStatus, Choices.of(Status)] = labelled(
        "ước hay chính thức", "estimate or final", default=Status.FINAL.value
    )
    values: Annotated[dict[str, Value], Field(min_length=1)] = labelled("các đại lượng", "measures reported")

    @model_validator(mode="before")
    @classmethod
    def _effective_at_its_end(cls, data: Any) -> Any:
        return effective_at_its_end(data)

    @field_validator("values", mode="before")
    @classmethod
    def _counts_as_written(cls, values: Any) -> Any:
        return _counts_in_words(values)

    @model_validator(mode="after")
    def _measures_known(self) -> Self:
        if self.effective_on != self.period_end:
            raise ValueError("effective_on phải là ngày cuối kỳ / effective_on must be the period's last day")
        for code, value in self.values.items():
            if code not in REPORTABLE:
                near = ", ".join(closest(code, REPORTABLE)) or ", ".join(REPORTABLE)
                raise ValueError(
                    f"không báo cáo được đại lượng {code}; gần nhất: {near} / {code} cannot be reported; nearest: {near}"
                )
            if (MEASURES[code].unit == "money") != isinstance(value, Money):
                raise ValueError(_needs(code))
        return self

    @property
    def needs_rate(self) -> bool:
        """Whether any of what is reported is money: of workers alone no rate is asked."""
        return any(isinstance(value, Money) for value in self.values.values())

    def key(self) -> str:
        """One report has the word for a scope and period; which measures it carries is part of the scope."""
        return f"period_report|{self.scope_text()}|{','.join(sorted(self.values))}"

    def check(self, view: View) -> None:
        """A final report is corrected, not reported again; nothing may be counted twice, nor held when the zone has ended.

        What was recorded once is loaded as it was.
        """
        if view.exported:
            return
        self._check_parts()
        if self.zone:
            flows_only = all(MEASURES[code].is_flow for code in self.values)
            view.zone(self.zone, self.period_start if flows_only else self.period_end)
        holder = view.names.holder(self.key())
        if holder and holder[1] == Status.FINAL:
            raise ReportExists(event=f"{view.book.code}/{holder[0]}")
        keys = self._row_keys(view)
        view.names.expect_reports(keys.values(), self.period_start, self.period_end)
        found = {code: self._counted_again(view, code, mine) for code, mine in keys.items()}
        for code, others in found.items():
            if others:
                raise of_rest(view, self, {each: keys[each] for each in found if found[each]}, found) or ReportOverlaps(
                    measure=MEASURES[code].name, event=f"{view.book.code}/{others[0][0]}"
                )

    def _counted_again(self, view: View, code: str, mine: Key) -> list[tuple[int, Key]]:
        """The reports in force that tell of what this one tells of a measure, so that both would be counted."""
        return [
            (seq, other)
            for seq, other, _ in view.names.reports(mine, self.period_start, self.period_end)
            if _double(MEASURES[code], mine, other)
            and view.names.stands(seq)
            and self._is_about(MEASURES[code], view.names.day(seq))
        ]

    def _is_about(self, measure: Measure, day: date) -> bool:
        """Whether a report that ends on a day tells of what this one does: a level, on that day; later ones end it."""
        return measure.is_flow or day == self.period_end

    def superseded_estimates(self, view: View) -> list[SupersededEstimate]:
        """The estimates of the same scope and period that have a measure in common with this report.

        What of them neither this report tells nor another final one goes on standing.
        """
        found = view.names.estimates(f"period_report|{self.scope_text()}", self.period_end)
        common = [(seq, told) for seq, told in found if told & self.values.keys() and seq != view.replacing]
        untold = frozenset().union(*(told for _, told in common)) - self.values.keys()
        untold -= self._told_finally(view, untold)
        return [SupersededEstimate(seq, told & untold) for seq, told in common]

    def _told_finally(self, view: View, measures: Collection[str]) -> frozenset[str]:
        """Those of some measures of which another final report tells, of the same scope and day or of days of the period."""
        keys = self._series(view, dict.fromkeys(sorted(measures)))
        if keys:
            view.names.expect_reports(keys.values(), self.period_start, self.period_end)
        return frozenset(code for code, mine in keys.items() if self._is_told_finally(view, mine))

    def _is_told_finally(self, view: View, mine: Key) -> bool:
        measure = MEASURES[mine.measure]
        return any(
            status == Status.FINAL
            and seq != view.replacing
            and same_scope(mine, other)
            and (_double(measure, mine, other) if measure.is_flow else view.names.day(seq) == self.period_end)
            and view.names.stands(seq)
            for seq, other, status in view.names.reports(mine, self.period_start, self.period_end)
        )

    def with_measures(self, measures: Collection[str]) -> Self:
        """The report of some of its measures alone."""
        return self.model_copy(
            update={"values": {code: value for code, value in self.values.items() if code in measures}}
        )

    def _check_parts(self) -> None:
        """No part of the workers or enterprises of one report exceeds the whole."""
        for part, whole in PARTS.items():
            of, given = self.values.get(whole), self.values.get(part)
            if isinstance(of, int) and isinstance(given, int) and given > of:
                raise PartExceeds(part=MEASURES[part].name, count=given, whole=MEASURES[whole].name, of=of).at_field(
                    "values"
                )

    def _row_keys(self, view: View) -> dict[str, Key]:
        """The key of each measure reported, in the order in which they are posted."""
        return self._series(
            view,
            {code: value.currency if isinstance(value, Money) else None for code, value in sorted(self.values.items())},
        )

    def _series(self, view: View, measures: Mapping[str, str | None]) -> dict[str, Key]:
        """What some measures of the report, each in a currency, are posted to: a flow of its period, or a level."""
        found: dict[str, Key] = {}
        scope: Key | None = None
        for measure, currency in measures.items():
            scope = self.scope_key(view, measure, currency) if scope is None else scope
            key = scope._replace(measure=MEASURES[measure].code, currency=currency)
            is_flow = MEASURES[measure].is_flow
            found[measure] = key.in_period(self.period_start, self.period_end) if is_flow else key
        return found

    def claims(self, view: View) -> Iterable[Claim]:
        """Flows of the period; levels at its end."""
        for code, key in self._row_keys(view).items():
            value = self.values[code]
            vector = self.vector(value) if isinstance(value, Money) else value
            claim = flowed if MEASURES[code].is_flow else stands
            yield claim(key, vector, self.period_end, self.status)


ALL_PROCEDURES: Final = Text("mọi thủ tục", "all procedures")


class ProceduresCounted(ScopedEvent):
    """Administrative procedures (TTHC) of a period: received, completed on time, completed late.

    Of one procedure or channel it is a part of the whole count, which is reported beside it: parts post nothing, so that
    no dossier counts twice.
    """

    label = Text("Thống kê thủ tục hành chính", "Procedures counted")
    carries_money = False
    effective_day = EffectiveDay.DEFAULTED
    sheet_titles = ("thủ tục hành chính", "giải quyết hồ sơ")
    headings = {
        "received": ("hồ sơ tiếp nhận", "tiếp nhận", "tổng hồ sơ tiếp nhận"),
        "on_time": ("đúng hạn", "trước hạn và đúng hạn", "hồ sơ đúng hạn"),
        "late": ("trễ hạn", "quá hạn", "hồ sơ quá hạn"),
    }

    procedure: Procedure | None = labelled("trong đó của thủ tục", "of these, one procedure", default=None)
    channel: DossierChannel | None = labelled("trong đó theo hình thức nộp", "of these, one channel", default=None)
    received: Count = labelled("tiếp nhận", "received", unit="case")
    on_time: Count = labelled("giải quyết trước và đúng hạn", "completed on time", unit="case")
    late: Count = labelled("giải quyết trễ hạn", "completed late", unit="case")

    @model_validator(mode="before")
    @classmethod
    def _effective_at_its_end(cls, data: Any) -> Any:
        return effective_at_its_end(data)

    @property
    def is_part(self) -> bool:
        """Whether it is of one procedure or channel, and not of all."""
        return self.procedure is not None or self.channel is not None

    def key(self) -> str:
        """One count has the word for a scope and period, and for a procedure and channel in it."""
        return self._key_of(self.procedure, self.channel)

    def _key_of(self, procedure: Procedure | None, channel: DossierChannel | None) -> str:
        """The key of a count of the same scope and period, of a procedure and channel or of all."""
        part = f"|{procedure or ''}|{channel or ''}" if procedure is not None or channel is not None else ""
        return f"procedures_counted|{self.scope_text()}{part}"

    def check(self, view: View) -> None:
        """Counted once a period; a change is a correction. Of no part is more counted than of what it is a part of."""
        if holder := view.names.holder(self.key()):
            raise ReportExists(event=f"{view.book.code}/{holder[0]}")
        if not view.exported:
            for other, event in self._counted_beside(view):
                part, whole = (self, other) if other.holds(self) else (other, self)
                if whole.holds(part):
                    part.check_within(whole, event)

    def _counted_beside(self, view: View) -> Iterator[tuple["ProceduresCounted", str]]:
        """The other counts on record of its scope and period that may be a part of it, or the whole of it, with their events."""
        procedures = (None, *Procedure) if self.procedure is None else (None, self.procedure)
        channels = (None, *DossierChannel) if self.channel is None else (None, self.channel)
        for key in (self._key_of(*each) for each in product(procedures, channels)):
            holder = view.names.holder(key) if key != self.key() else None
            other = view.names.event(holder[0]) if holder is not None else None
            if holder is not None and isinstance(other, ProceduresCounted):
                yield other, f"{view.book.code}/{holder[0]}"

    def holds(self, other: "ProceduresCounted") -> bool:
        """Whether another count of its scope and period is a part of it."""
        return self.procedure in {None, other.procedure} and self.channel in {None, other.channel}

    def check_within(self, whole: "ProceduresCounted", event: str) -> None:
        """Refuse more of anything than of the whole that it is a part of; `event` is the one of the two that is on record."""
        for name in ("received", "on_time", "late"):
            count, of = getattr(self, name), getattr(whole, name)
            if count > of:
                field = type(self).model_fields[name]
                what = Text(str(field.title), str(field.description))
                raise CountExceeds(
                    what=what, count=count, part=self.counted_of, of=of, whole=whole.counted_of, event=event
                ).at_field(name)

    @property
    def counted_of(self) -> Text:
        """Of which procedures it is."""
        labels = [each.label for each in (self.procedure, self.channel) if each is not None] or [ALL_PROCEDURES]
        return Text(", ".join(each.vi for each in labels), ", ".join(each.en for each in labels))

    def claims(self, view: View) -> Iterable[Claim]:
        """Three flows of the period; none of what is a part of them."""
        if self.is_part:
            return
        for what in ("received", "on_time", "late"):
            key = self.scope_key(view, f"procedures.{what}", None)
            key = key.in_period(self.period_start, self.period_end)
            yield flowed(key, getattr(self, what), self.effective_on)


def _target_name(code: str) -> Text:
    """What a target is of, in words that no other target has: where two are called the same, as the indicator is called."""
    name, indicator = MEASURES[code].name, INDICATORS.get(code)
    shared = any(MEASURES[other].name == name for other in TARGETABLE if other != code)
    return indicator.name if shared and indicator is not None and fold(indicator.name.vi) != fold(name.vi) else name


NEAREST_MEASURES: Final = 5
"""Measures that are proposed where one is unknown."""


class TargetEvent(ScopedEvent):
    """A target of anything that is counted, measured or computed, for a period, and who set it.

    A flow is to be reached within the period; a stock or a rate, such as occupancy, by its end.
    """

    abstract: ClassVar[bool] = True
    shows_upkeep: ClassVar[bool] = False
    ground_kind: ClassVar[str] = "target"
    headings: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "measure": ("chỉ tiêu", "tên chỉ tiêu", "đại lượng", "nội dung chỉ tiêu"),
        "ground": ("căn cứ", "căn cứ giao", "căn cứ điều chỉnh", "lý do điều chỉnh"),
    }

    measure: Annotated[str, Choices({code: _target_name(code) for code in TARGETABLE}), Field(max_length=40)] = (
        labelled("đại lượng", "measure")
    )
    value: Annotated[Money | Count | Percentage, BeforeValidator(as_written(_value))] = labelled("chỉ tiêu", "target")
    set_by: TargetSetter = labelled("cấp giao", "set by", default=TargetSetter.PEOPLE_COMMITTEE)
    ground: Words | None = labelled("căn cứ, lý do", "ground", default=None)

    def check_ahead(self, recorded_on: date) -> None:
        """Its period may lie ahead; what sets it does not."""
        Event.check_ahead(self, recorded_on)

    @field_validator("measure")
    @classmethod
    def _measure_known(cls, measure: str) -> str:
        if measure not in TARGETABLE:
            near = get_close_matches(measure, TARGETABLE, n=NEAREST_MEASURES, cutoff=0.4) or TARGETABLE
            unknown = MeasureWithoutTarget(measure=measure, near=", ".join(near))
            raise ValueError(unknown) from unknown
        return measure

    @field_validator("value", mode="before")
    @classmethod
    def _value_as_written(cls, given: Any, info: ValidationInfo) -> Any:
        """An area, a count or per cent as people write it, "60 ha" or "62,5%"; only the measure tells which is meant."""
        if "measure" not in info.data:
            return 0  # the measure is refused: nothing can be said of its value
        unit = TARGETABLE[info.data["measure"]]
        if unit == RATE_UNIT and isinstance(given, int):
            return Decimal(given)
        if not isinstance(given, str) or unit == "money":
            return given
        if unit != RATE_UNIT and given.strip().isdecimal():
            return given
        return as_written(_AS_WRITTEN.get(unit, _counted))(given)

    @model_validator(mode="after")
    def _value_is_of_its_measure(self) -> Self:
        unit = TARGETABLE[self.measure]
        wanted = {"money": Money, RATE_UNIT: Decimal}.get(unit, int)
        if type(self.value) is not wanted:
            raise ValueError(_needs(self.measure))
        return self

    def check(self, view: View) -> None:
        """No part is more than the whole of it."""
        is_share = isinstance(self.value, Decimal) and self.measure not in BEYOND_WHOLE
        if is_share and Fraction(self.value) > 100 and not view.exported:  # type: ignore[arg-type]
            given = (format_number(Fraction(self.value), lang) for lang in Lang)  # type: ignore[arg-type]
            raise TargetAboveWhole(measure=MEASURES[self.measure].name, value=Text(*(f"{each}%" for each in given)))

    @property
    def needs_rate(self) -> bool:
        """Whether the target is an amount of money."""
        return isinstance(self.value, Money)

    @property
    def stands_without_rate(self) -> bool:
        """Whether no rate need be known: what is reached is compared with a target in the target's own currency."""
        return True

    @property
    def target(self) -> Ground:
        """The target of its measure, scope, period and setter, which is set before it is amended."""
        part = f"{self.measure}|{self.set_by.value}|{self.scope_text()}"
        return Ground(kind=self.ground_kind, part=part, name=MEASURES[self.measure].name.vi)

    def target_key(self, view: View) -> Key:
        """The series of the target."""
        currency = self.value.currency if isinstance(self.value, Money) else None
        key = self.scope_key(view, self.measure, currency)
        return as_plan(key, (self.period_start, self.period_end), self.set_by.value)

    def claims(self, view: View) -> Iterable[Claim]:
        """The target stands at this from now on."""
        yield stands(self.target_key(view), self._posted(), self.effective_on)

    def _posted(self) -> int | Vector:
        """The target in the smallest unit of what it is set for: per cent in millionths."""
        if isinstance(self.value, Money):
            return self.vector(self.value) if self.rate is not None else self.value.unconverted()
        return int(Fraction(self.value) * MICRO) if isinstance(self.value, Decimal) else self.value


_AS_WRITTEN = {"m2": parse_area_m2, RATE_UNIT: _percentage}
"""How targets in a unit are read as people write them; all others are counts."""


class TargetSet(TargetEvent):
    """A target is set."""

    label = Text("Giao chỉ tiêu", "Target set")
    longest_ahead = DECIDED
    sheet_titles = ("giao chỉ tiêu", "chỉ tiêu kế hoạch", "giao kế hoạch")
    headings = {
        "value": ("kế hoạch giao", "kế hoạch", "chỉ tiêu giao", "giá trị", "số giao"),
    }

    def key(self) -> str:
        """One first setting for a measure, scope, period and setter."""
        return f"target_set|{self.measure}|{self.set_by.value}|{self.scope_text()}"

    def puts_on_record(self) -> Iterable[Ground]:
        """The target."""
        yield self.target

    def check(self, view: View) -> None:
        """A target set before is amended, not set again."""
        super().check(view)
        if holder := view.names.holder(self.key()):
            raise TargetExists(event=f"{view.book.code}/{holder[0]}")


class TargetAmended(TargetEvent):
    """A target set before is amended; what it was stays on record for the days before."""

    label = Text("Điều chỉnh chỉ tiêu", "Target amended")
    longest_ahead = DECIDED
    headings = {
        "value": ("kế hoạch điều chỉnh", "kế hoạch", "chỉ tiêu điều chỉnh", "giá trị"),
    }

    def rests_on(self) -> Iterable[Ground]:
        """On the target as it was set."""
        yield self.target

    def check(self, view: View) -> None:
        """There must be a target to amend."""
        super().check(view)
        if not view.register.value(self.target_key(view), self.effective_on)[3]:
            raise TargetMissing(measure=MEASURES[self.measure].name)


def of_rest(
    view: View, report: PeriodReport, keys: Mapping[str, Key], found: Mapping[str, list[tuple[int, Key]]]
) -> ParkError | None:
    """What to do instead of reporting a whole period of which parts are reported: a year's estimate beside its quarters.

    None where the reports are of another scope, or leave more than one stretch of days, so that no number can be told.
    """
    period = Period(report.period_start, report.period_end)
    rests: dict[str, int] = {}
    gaps: set[Period] = set()
    for code, mine in keys.items():
        others = [other for _, other in found[code]]
        left = _left_of(period, mine, others) if MEASURES[code].is_flow else None
        if left is None or len(left) > 1:
            return None
        gaps |= set(left) or {period}
        rests[code] = sum(view.names.reported(seq, other) for seq, other in found[code])
    if len(gaps) > 1:
        return None
    events = sorted({seq for code in keys for seq, _ in found[code]})
    facts: dict[str, Any] = {"period": period, "events": ", ".join(f"{view.book.code}/{seq}" for seq in events)}
    (gap,) = gaps
    if gap == period:
        return ReportsOfParts(parts=_amounts_of(report, rests), **facts)
    for code, parts in rests.items():
        if (whole := _amount_of(report.values[code])) < parts:
            of: dict[str, Any] = {"whole": _told(report, code, whole), "parts": _told(report, code, parts)}
            return ReportBelowParts(measure=MEASURES[code].name, **of, **facts)
    rest = {code: _amount_of(report.values[code]) - parts for code, parts in rests.items()}
    return ReportOfRest(first=gap.start, last=gap.end, rest=_amounts_of(report, rest), **facts)


def _left_of(period: Period, mine: Key, others: Iterable[Key]) -> list[Period] | None:
    """The stretches of a period that reports of the same scope and currency leave; None where one is of anything else."""
    left, day = [], period.start
    for other in sorted(others, key=lambda each: each.period_start or period.start):
        start, end = other.period_start, other.period_end
        if start is None or end is None or not same_scope(mine, other) or mine.currency != other.currency:
            return None
        if start < day or end > period.end or (start, end) == (period.start, period.end):
            return None
        left += [Period(day, start - timedelta(days=1))] if start > day else []
        day = end + timedelta(days=1)
    return [*left, Period(day, period.end)] if day <= period.end else left


def _amount_of(value: Money | int) -> int:
    return value.amount if isinstance(value, Money) else value


def _told(report: PeriodReport, code: str, amount: int) -> Quantity | Text:
    """An amount of a measure, in the currency in which it is reported."""
    value = report.values[code]
    if isinstance(value, Money):
        unit = Unit(value.currency)
        return Quantity(Fraction(amount, SMALLEST[unit]), unit)
    words = counted_in(code)
    return Text(f"{amount} {words.vi}", f"{amount} {words.en}")


def _amounts_of(report: PeriodReport, amounts: Mapping[str, int]) -> Text:
    """Several measures, each with how much."""
    vi, en = (
        "; ".join(
            f"{MEASURES[code].name.of(lang)} {format_fact(_told(report, code, amount), lang)}"
            for code, amount in amounts.items()
        )
        for lang in Lang
    )
    return Text(vi, en)


def _double(measure: Measure, mine: Key, other: Key) -> bool:
    """Whether two reports of a measure would count one thing twice: of a level, in another scope; of a flow, on some day."""
    if not measure.is_flow:
        return overlap(mine, other)
    if not (overlap(mine, other) or same_scope(mine, other)):
        return False
    if None in (mine.period_start, mine.period_end, other.period_start, other.period_end):
        return False
    return bool(mine.period_start <= other.period_end and other.period_start <= mine.period_end)  # type: ignore[operator]
