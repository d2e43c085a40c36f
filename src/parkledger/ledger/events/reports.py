"""Reports of a period, targets for it, procedures counted in it."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from parkledger.catalogue import MEASURES, Measure, Nature, Status, TargetSetter
from parkledger.catalogue.measures import MICRO, REPORTABLE
from parkledger.language import Lang, ParkError, Text, fold, parse_area_m2, parse_money, parse_number, plain_number
from parkledger.ledger.book.postings import Claim, Key, Vector
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import PartExceeds, ReportExists, ReportOverlaps, TargetExists, TargetMissing
from parkledger.ledger.events.base import (
    Choices,
    Count,
    Day,
    EffectiveDay,
    EventGroup,
    KindName,
    Money,
    MoneyEvent,
    OriginName,
    PlaceRef,
    Submitter,
    Words,
    ZoneRef,
    as_plan,
    as_written,
    flowed,
    labelled,
    stands,
)
from parkledger.places import is_within

TARGETABLE: dict[str, str] = {
    code: measure.unit for code, measure in MEASURES.items() if measure.nature not in {Nature.TARIFF, Nature.QUOTED}
}
"""What a target may be set for, with its unit: what is counted or measured, and any indicator computed from it."""
PARTS = {
    **dict.fromkeys(("labour.female", "labour.local", "labour.foreign", "labour.union_members"), "labour.workers"),
    "enterprises.unionised": "enterprises.operating",
}
"""Measures of a report that count some of what another counts."""
RATE_UNIT = "micro"
"""The unit of targets in per cent, which are kept in millionths."""


def _value(text: str) -> object:
    """A count as digits, money with its currency."""
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


class ScopedEvent(MoneyEvent):
    """An event about a period of a zone, or of a place over all its zones of a kind."""

    abstract: ClassVar[bool] = True
    group: ClassVar[EventGroup] = EventGroup.REPORTS

    period_start: Day = labelled("từ ngày", "first day of the period")
    period_end: Day = labelled("đến hết ngày", "last day of the period")
    zone: ZoneRef | None = labelled("khu, cụm", "zone", default=None)
    place: PlaceRef | None = labelled("đơn vị hành chính", "administrative unit", default=None)
    kind: KindName | None = labelled("loại khu, cụm", "kind of zone", default=None)
    origin: OriginName | None = labelled("nguồn vốn", "origin", default=None)

    @model_validator(mode="after")
    def _period_in_order(self) -> Self:
        if self.period_end < self.period_start:
            raise ValueError("period_end sớm hơn period_start / period_end is before period_start")
        return self

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
        "values.waste.flow": ("chất thải rắn", "khối lượng chất thải rắn", "rác thải"),
    }

    status: Annotated[Literal["estimate", "final"], Choices.of(Status)] = labelled(
        "ước hay chính thức", "estimate or final", default="final"
    )
    values: Annotated[dict[str, Value], Field(min_length=1)] = labelled("các đại lượng", "measures reported")

    @model_validator(mode="before")
    @classmethod
    def _effective_at_its_end(cls, data: Any) -> Any:
        if isinstance(data, dict) and "effective_on" not in data and "period_end" in data:
            return {**data, "effective_on": data["period_end"]}
        return data

    @model_validator(mode="after")
    def _measures_known(self) -> Self:
        if self.effective_on != self.period_end:
            raise ValueError("effective_on phải là ngày cuối kỳ / effective_on must be the period's last day")
        for code, value in self.values.items():
            if code not in REPORTABLE:
                raise ValueError(
                    f"không báo cáo được đại lượng {code} / {code} cannot be reported; {', '.join(REPORTABLE)}"
                )
            if (MEASURES[code].unit == "money") != isinstance(value, Money):
                raise ValueError(f"{code}: cần {MEASURES[code].unit} / {code} needs {MEASURES[code].unit}")
        return self

    @property
    def needs_rate(self) -> bool:
        """Whether any of what is reported is money: of workers alone no rate is asked."""
        return any(isinstance(value, Money) for value in self.values.values())

    def key(self) -> str:
        """One report has the word for a scope and period; which measures it carries is part of the scope."""
        return f"period_report|{self.scope_text()}|{','.join(sorted(self.values))}"

    def check(self, view: View) -> None:
        """A final report is corrected, not reported again; nothing may be counted twice, nor held when the zone has ended."""
        self._check_parts(view)
        if self.zone:
            flows_only = all(MEASURES[code].is_flow for code in self.values)
            view.zone(self.zone, self.period_start if flows_only else self.period_end)
        holder = view.names.holder(self.key())
        if holder and holder[1] == "final":
            raise ReportExists(event=f"{view.book.code}/{holder[0]}")
        keys = self._row_keys(view)
        view.names.expect_reports(keys.values(), self.period_start, self.period_end)
        for code, mine in keys.items():
            for seq, other in view.names.reports(mine, self.period_start, self.period_end):
                again = (not holder or seq != holder[0]) and _double(MEASURES[code], mine, other)
                if again and view.names.stands(seq):
                    raise ReportOverlaps(measure=code, event=f"{view.book.code}/{seq}")

    def _check_parts(self, view: View) -> None:
        """No part of the workers or enterprises of one report exceeds the whole; what was recorded once is loaded as it was."""
        for part, whole in PARTS.items():
            of, given = self.values.get(whole), self.values.get(part)
            if isinstance(of, int) and isinstance(given, int) and given > of and not view.exported:
                raise PartExceeds(part=MEASURES[part].name, count=given, whole=MEASURES[whole].name, of=of).at_field(
                    "values"
                )

    def _row_keys(self, view: View) -> dict[str, Key]:
        """The key of each measure reported, in the order in which they are posted."""
        scope = self.scope_key(view, next(iter(self.values)), None)
        keys = {}
        for code, value in sorted(self.values.items()):
            currency = value.currency if isinstance(value, Money) else None
            start, end = (self.period_start, self.period_end) if MEASURES[code].is_flow else (None, None)
            keys[code] = scope._replace(measure=code, currency=currency, period_start=start, period_end=end)
        return keys

    def claims(self, view: View) -> Iterable[Claim]:
        """Flows of the period; levels at its end."""
        for code, key in self._row_keys(view).items():
            value = self.values[code]
            vector = self.vector(value) if isinstance(value, Money) else value
            claim = flowed if MEASURES[code].is_flow else stands
            yield claim(key, vector, self.period_end, self.status)


class ProceduresCounted(ScopedEvent):
    """Administrative procedures (TTHC) of a period: received, completed on time, completed late."""

    label = Text("Thống kê thủ tục hành chính", "Procedures counted")
    carries_money = False
    effective_day = EffectiveDay.DEFAULTED
    sheet_titles = ("thủ tục hành chính", "giải quyết hồ sơ")
    headings = {
        "received": ("hồ sơ tiếp nhận", "tiếp nhận", "tổng hồ sơ tiếp nhận"),
        "on_time": ("đúng hạn", "trước hạn và đúng hạn", "hồ sơ đúng hạn"),
        "late": ("trễ hạn", "quá hạn", "hồ sơ quá hạn"),
    }

    received: Count = labelled("tiếp nhận", "received", unit="case")
    on_time: Count = labelled("giải quyết trước và đúng hạn", "completed on time", unit="case")
    late: Count = labelled("giải quyết trễ hạn", "completed late", unit="case")

    @model_validator(mode="before")
    @classmethod
    def _effective_at_its_end(cls, data: Any) -> Any:
        if isinstance(data, dict) and "effective_on" not in data and "period_end" in data:
            return {**data, "effective_on": data["period_end"]}
        return data

    def key(self) -> str:
        """One count has the word for a scope and period."""
        return f"procedures_counted|{self.scope_text()}"

    def check(self, view: View) -> None:
        """Counted once a period; a change is a correction."""
        if holder := view.names.holder(self.key()):
            raise ReportExists(event=f"{view.book.code}/{holder[0]}")

    def claims(self, view: View) -> Iterable[Claim]:
        """Three flows of the period."""
        for what in ("received", "on_time", "late"):
            key = self.scope_key(view, f"procedures.{what}", None)
            key = key.in_period(self.period_start, self.period_end)
            yield flowed(key, getattr(self, what), self.effective_on)


class TargetEvent(ScopedEvent):
    """A target of anything that is counted, measured or computed, for a period, and who set it.

    A flow is to be reached within the period; a stock or a rate, such as occupancy, by its end.
    """

    abstract: ClassVar[bool] = True
    headings: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "measure": ("chỉ tiêu", "tên chỉ tiêu", "đại lượng", "nội dung chỉ tiêu"),
        "ground": ("căn cứ", "căn cứ giao", "căn cứ điều chỉnh", "lý do điều chỉnh"),
    }

    measure: Annotated[str, Choices({code: MEASURES[code].name for code in TARGETABLE}), Field(max_length=40)] = (
        labelled("đại lượng", "measure")
    )
    value: Annotated[Money | Count | Percentage, BeforeValidator(as_written(_value))] = labelled("chỉ tiêu", "target")
    set_by: TargetSetter = labelled("cấp giao", "set by", default=TargetSetter.PEOPLE_COMMITTEE)
    ground: Words | None = labelled("căn cứ, lý do", "ground", default=None)

    @model_validator(mode="before")
    @classmethod
    def _value_as_written(cls, data: Any) -> Any:
        """An area, a count or per cent as people write it, "60 ha" or "62,5%"; only the measure tells which is meant."""
        if not isinstance(data, dict):
            return data
        given, unit = data.get("value"), TARGETABLE.get(str(data.get("measure")), "money")
        if unit == RATE_UNIT and isinstance(given, int):
            return {**data, "value": Decimal(given)}
        if not isinstance(given, str) or unit == "money":
            return data
        if unit != RATE_UNIT and given.strip().isdecimal():
            return data
        try:
            return {**data, "value": _AS_WRITTEN.get(unit, _counted)(given)}
        except ParkError as unreadable:
            raise ValueError(f"value: {unreadable}") from unreadable

    @model_validator(mode="after")
    def _measure_known(self) -> Self:
        if self.measure not in TARGETABLE:
            raise ValueError(
                f"không giao chỉ tiêu cho {self.measure} / no targets of {self.measure}; {', '.join(TARGETABLE)}"
            )
        unit = TARGETABLE[self.measure]
        wanted = {"money": Money, RATE_UNIT: Decimal}.get(unit, int)
        if type(self.value) is not wanted:
            unit = "%" if unit == RATE_UNIT else unit
            raise ValueError(f"{self.measure}: cần {unit} / needs {unit}")
        return self

    @property
    def needs_rate(self) -> bool:
        """Whether the target is an amount of money."""
        return isinstance(self.value, Money)

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
            return self.vector(self.value)
        return int(Fraction(self.value) * MICRO) if isinstance(self.value, Decimal) else self.value


_AS_WRITTEN = {"m2": parse_area_m2, RATE_UNIT: _percentage}
"""How targets in a unit are read as people write them; all others are counts."""


class TargetSet(TargetEvent):
    """A target is set."""

    label = Text("Giao chỉ tiêu", "Target set")
    sheet_titles = ("giao chỉ tiêu", "chỉ tiêu kế hoạch", "giao kế hoạch")
    headings = {
        "value": ("kế hoạch giao", "kế hoạch", "chỉ tiêu giao", "giá trị", "số giao"),
    }

    def key(self) -> str:
        """One first setting for a measure, scope, period and setter."""
        return f"target_set|{self.measure}|{self.set_by.value}|{self.scope_text()}"

    def check(self, view: View) -> None:
        """A target set before is amended, not set again."""
        if holder := view.names.holder(self.key()):
            raise TargetExists(event=f"{view.book.code}/{holder[0]}")


class TargetAmended(TargetEvent):
    """A target set before is amended; what it was stays on record for the days before."""

    label = Text("Điều chỉnh chỉ tiêu", "Target amended")
    headings = {
        "value": ("kế hoạch điều chỉnh", "kế hoạch", "chỉ tiêu điều chỉnh", "giá trị"),
    }

    def check(self, view: View) -> None:
        """There must be a target to amend."""
        if not view.register.value(self.target_key(view), self.effective_on)[3]:
            raise TargetMissing(measure=self.measure)


def _double(measure: Measure, mine: Key, other: Key) -> bool:
    """Whether two reports of a measure would count one thing twice."""
    if mine.kind != other.kind and None not in (mine.kind, other.kind):
        return False
    if mine.origin != other.origin and None not in (mine.origin, other.origin):
        return False
    if mine.zone is not None and other.zone is not None and mine.zone != other.zone:
        return False
    if not (is_within(mine.place, other.place) or is_within(other.place, mine.place)):
        return False
    scopes = [(key.zone, key.kind, key.origin, key.place if key.zone is None else "") for key in (mine, other)]
    same_scope = scopes[0] == scopes[1]
    if not measure.is_flow:
        return not same_scope
    if None in (mine.period_start, mine.period_end, other.period_start, other.period_end):
        return False
    return bool(mine.period_start <= other.period_end and other.period_start <= mine.period_end)  # type: ignore[operator]
