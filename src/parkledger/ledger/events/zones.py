"""A zone's life: planned, listed, zoned, approved, established, changed, built, operating, merged, revoked, renamed."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from parkledger.catalogue import MEASURES, Name, ZoneKind
from parkledger.catalogue.measures import MICRO
from parkledger.language import Text, slug
from parkledger.ledger.entries import Claim, Row
from parkledger.ledger.errors import (
    EventsAfterEnd,
    MergedInCircle,
    MilestoneMissing,
    MilestoneReached,
    StillNeeded,
    ZoneDeclared,
    ZoneEnded,
    ZoneInUse,
)
from parkledger.ledger.events.base import (
    Area,
    Event,
    PlaceRef,
    PositiveArea,
    Words,
    ZoneRef,
    changed,
    labelled,
    stands,
)
from parkledger.ledger.states import Dated, ZoneState
from parkledger.ledger.view import View, measure_text

LAND_USES = ("industrial", "service", "infrastructure", "green")


class ZoneEvent(Event):
    """An event about one zone that is on record already."""

    abstract: ClassVar[bool] = True

    zone: ZoneRef = labelled("khu, cụm", "zone")

    def at(self, view: View) -> ZoneState:
        """The zone, which must not have ended."""
        return view.zone(self.zone, self.effective_on)


class MilestoneEvent(ZoneEvent):
    """A zone reaches a stage, once."""

    abstract: ClassVar[bool] = True
    milestone: ClassVar[str]

    def check(self, view: View) -> None:
        """The stage must not have been reached before, nor later."""
        _not_reached(view, self.at(view), self.milestone)

    def claims(self, view: View) -> Iterable[Claim]:
        """One zone more at this stage."""
        yield changed(view.zone_key(self.milestone, self.at(view)), 1, self.effective_on)


class DeclaringEvent(Event):
    """An event that may be the first to speak of a zone, and then says what and where it is."""

    abstract: ClassVar[bool] = True

    zone: Annotated[str, Field(max_length=120)] = labelled("mã khu, cụm", "zone code", default="")
    name: Words = labelled("tên, không kèm KCN hoặc CCN", "name, without KCN or CCN", default="")
    kind: Literal["park", "cluster", "economic_zone"] | None = labelled("loại", "kind", default=None)
    place: PlaceRef | None = labelled("đơn vị hành chính", "administrative unit", default=None)
    part_of: ZoneRef | None = labelled("giai đoạn của khu, cụm", "phase of the zone", default=None)
    developer: Words = labelled("chủ đầu tư hạ tầng", "infrastructure developer", default="")
    latitude: Words = labelled("vĩ độ", "latitude", unit="degree", default="")
    longitude: Words = labelled("kinh độ", "longitude", unit="degree", default="")
    invented: bool = labelled("khu, cụm không có thật, để minh họa", "an invented zone, for demonstration", default=False)

    @model_validator(mode="after")
    def _says_what_it_is(self) -> Self:
        if not self.zone and not self.name:
            raise ValueError("cần zone (mã đã có) hoặc name (tên mới) / give zone (a known code) or name (a new one)")
        if self.name and self.kind is None:
            raise ValueError("khu, cụm mới cần kind: park hoặc cluster / a new zone needs its kind: park or cluster")
        return self

    def completed(self, view: View) -> Self:
        """With the zone's code: as known, as given, or made from its kind and name."""
        done = super().completed(view)
        own = view.own_zone()
        if own is not None and done.name and not done.zone:
            return done.model_copy(update={"zone": own.code, "place": done.place or view.book.place})
        known = done.zone and view.names.zone_ids(done.zone)
        if known:
            return done.model_copy(update={"zone": view.find_zone(done.zone).code})
        if not done.name or not done.kind:
            view.find_zone(done.zone)
        return done.model_copy(
            update={
                "zone": done.zone or slug(f"{ZoneKind(str(done.kind)).short} {done.name}"),
                "place": done.place or view.book.place,
            }
        )

    def check(self, view: View) -> None:
        """A new name must not stand for a zone that is on record."""
        known = view.names.zone_ids(self.zone)
        if self.name and known:
            zone = view.register.zone(known[0])
            own = view.own_zone()
            if zone.name != self.name and (own is None or own.id != zone.id):
                raise ZoneDeclared(zone=self.zone, book=view.book.code)

    def declare(self, view: View, seq: int) -> None:
        """Put a new zone on record; add the developer to a known one."""
        known = view.names.zone_ids(self.zone)
        own = view.own_zone()
        if own is not None and own.id not in known:
            _take_off(view, own, _declared_by(own))
        if known:
            zone = view.register.zone(known[0])
            if zone is own:
                self._redeclare(view, zone, seq)
            zone.developer = zone.developer or self.developer
        else:
            part_of = view.find_zone(self.part_of).id if self.part_of else None
            zone = ZoneState(
                id=view.book.id << 32 | seq,
                code=self.zone,
                names=Dated([(self.effective_on, seq, self.name)]),
                kind=str(self.kind),
                place=self.place or view.book.place,
                part_of=part_of,
                latitude=self.latitude,
                longitude=self.longitude,
                developer=self.developer,
                demo=self.invented,
            )
            view.register.zones[zone.id] = zone
        view.register.changed_zones.add(zone.id)
        view.names.note_zone(zone.id)

    def _redeclare(self, view: View, zone: ZoneState, seq: int) -> None:
        """Describe a zone anew where the event that first described it is corrected; it keeps its id and code."""
        place, kind = self.place or view.book.place, self.kind or zone.kind
        if (place, kind) != (zone.place, zone.kind) and (held := _held(view, zone)):
            raise StillNeeded(event=f"{view.book.code}/{_declared_by(zone)}", count=held, what=view.title(zone))
        zone.place, zone.kind = place, kind
        before = [name for _, by, name in zone.names.values if by == view.replacing]
        zone.names.unset(view.replacing or seq)
        zone.names.set(self.effective_on, seq, self.name or before[0])
        zone.latitude, zone.longitude = self.latitude, self.longitude
        zone.developer, zone.demo = self.developer, self.invented
        zone.part_of = view.find_zone(self.part_of).id if self.part_of else None

    def revert(self, view: View, seq: int, rows: list[Row], *, replaced: bool = False) -> list[Row]:
        """Take the zone off the record too, if this event put it there and nothing else rests on it."""
        back = super().revert(view, seq, rows, replaced=replaced)
        zone = view.find_zone(self.zone)
        if _declared_by(zone) in view.names.line(seq) and not replaced:
            _take_off(view, zone, seq)
        return back


class ZonePlanned(DeclaringEvent):
    """A zone enters the plan (quy hoạch tỉnh): it is on the list, with its planned area and horizon."""

    label = Name("Đưa vào quy hoạch", "Zone planned")
    basis = "Nghị định 35/2022/NĐ-CP, Điều 9; Nghị định 32/2024/NĐ-CP, Điều 4-6"

    area_m2: Area | None = labelled("diện tích quy hoạch", "planned area", unit="m2", default=None)
    horizon: Annotated[int, Field(ge=1990, le=2100)] | None = labelled("năm quy hoạch", "plan horizon", unit="year", default=None)

    def check(self, view: View) -> None:
        """A zone is planned once; what changes later is a correction or a change of area."""
        super().check(view)
        if ids := view.names.zone_ids(self.zone):
            _not_reached(view, view.register.zone(ids[0]), "zones.planned")

    def claims(self, view: View) -> Iterable[Claim]:
        """One planned zone more, with its area where known."""
        zone = view.zone(self.zone, self.effective_on)
        yield changed(view.zone_key("zones.planned", zone), 1, self.effective_on)
        if self.area_m2 is not None:
            yield changed(view.zone_key("land.planned", zone), self.area_m2, self.effective_on)


class PriorityListed(MilestoneEvent):
    """A zone is put on the priority list (danh mục ưu tiên thu hút đầu tư) of a period."""

    label = Name("Đưa vào danh mục ưu tiên", "Put on the priority list")
    milestone = "zones.priority"

    period: Words = labelled("giai đoạn của danh mục", "the list's period", default="")


class PriorityDelisted(ZoneEvent):
    """A zone is taken off the priority list."""

    label = Name("Đưa ra khỏi danh mục ưu tiên", "Taken off the priority list")

    def check(self, view: View) -> None:
        """Only what is on the list can be taken off."""
        _reached(view, self.at(view), "zones.priority", self.effective_on)

    def claims(self, view: View) -> Iterable[Claim]:
        """One priority zone less."""
        yield changed(view.zone_key("zones.priority", self.at(view)), -1, self.effective_on)


class ZoningApproved(MilestoneEvent):
    """The zoning or construction plan (quy hoạch phân khu 1/2000, chi tiết 1/500) is approved."""

    label = Name("Duyệt quy hoạch xây dựng", "Zoning plan approved")
    milestone = "zones.zoning_approved"

    scale: Literal["1/2000", "1/500", "1/5000"] | None = labelled("tỷ lệ bản vẽ", "drawing scale", default=None)


class InvestmentPolicyApproved(MilestoneEvent):
    """The investment policy for the zone's infrastructure is approved (chấp thuận chủ trương đầu tư)."""

    label = Name("Chấp thuận chủ trương đầu tư", "Investment policy approved")
    milestone = "zones.investment_approved"
    basis = "thẩm quyền theo ngày: xem tham số park.infrastructure.approval_authority"

    authority: Words = labelled("cơ quan chấp thuận", "approving authority", default="")


class ZoneEstablished(DeclaringEvent):
    """A zone is established: by decision (CCN), or with the investment decision or certificate (KCN since Decree 35)."""

    label = Name("Thành lập", "Zone established")
    basis = "Nghị định 35/2022/NĐ-CP; Nghị định 32/2024/NĐ-CP, Điều 2 khoản 9"

    area_m2: Area | None = labelled("diện tích tự nhiên", "natural area", unit="m2", default=None)
    industrial_m2: Area | None = labelled("đất công nghiệp", "industrial land", unit="m2", default=None)
    service_m2: Area | None = labelled("đất dịch vụ", "service land", unit="m2", default=None)
    infrastructure_m2: Area | None = labelled("đất hạ tầng", "infrastructure land", unit="m2", default=None)
    green_m2: Area | None = labelled("đất cây xanh", "green land", unit="m2", default=None)

    def check(self, view: View) -> None:
        """A zone is established once."""
        super().check(view)
        if ids := view.names.zone_ids(self.zone):
            _not_reached(view, view.register.zone(ids[0]), "zones.established")

    def claims(self, view: View) -> Iterable[Claim]:
        """One established zone more, with its area and land uses where known."""
        zone = view.zone(self.zone, self.effective_on)
        yield changed(view.zone_key("zones.established", zone), 1, self.effective_on)
        if self.area_m2 is not None:
            yield changed(view.zone_key("land.established", zone), self.area_m2, self.effective_on)
        yield from _land_uses(self, view, zone)


class LandUseApproved(ZoneEvent):
    """The detailed plan fixes how much of the zone's land is for what; it replaces what was fixed before."""

    label = Name("Duyệt cơ cấu sử dụng đất", "Land use approved")
    basis = "Nghị định 32/2024/NĐ-CP, Điều 2 khoản 6"

    industrial_m2: Area | None = labelled("đất công nghiệp", "industrial land", unit="m2", default=None)
    service_m2: Area | None = labelled("đất dịch vụ", "service land", unit="m2", default=None)
    infrastructure_m2: Area | None = labelled("đất hạ tầng", "infrastructure land", unit="m2", default=None)
    green_m2: Area | None = labelled("đất cây xanh", "green land", unit="m2", default=None)

    def claims(self, view: View) -> Iterable[Claim]:
        """The land uses stand at these areas from now on."""
        zone = self.at(view)
        for use in LAND_USES:
            area = getattr(self, f"{use}_m2")
            if area is not None:
                yield stands(view.zone_key(f"land.{use}", zone), area, self.effective_on)


class AreaChanged(ZoneEvent):
    """A zone is expanded or reduced; each area given is added or taken off."""

    label = Name("Mở rộng hoặc giảm diện tích", "Area expanded or reduced")
    basis = "biểu 2102.H.QLKKT"

    direction: Literal["expanded", "reduced"] = labelled("mở rộng hay giảm", "expanded or reduced")
    area_m2: PositiveArea = labelled("diện tích thay đổi", "area added or taken off", unit="m2")
    industrial_m2: Area | None = labelled("đất công nghiệp", "industrial land", unit="m2", default=None)
    service_m2: Area | None = labelled("đất dịch vụ", "service land", unit="m2", default=None)
    infrastructure_m2: Area | None = labelled("đất hạ tầng", "infrastructure land", unit="m2", default=None)
    green_m2: Area | None = labelled("đất cây xanh", "green land", unit="m2", default=None)

    def check(self, view: View) -> None:
        """Only an established zone has an area to change."""
        _reached(view, self.at(view), "zones.established", self.effective_on)

    def claims(self, view: View) -> Iterable[Claim]:
        """The areas change by so much."""
        zone = self.at(view)
        sign = 1 if self.direction == "expanded" else -1
        yield changed(view.zone_key("land.established", zone), sign * self.area_m2, self.effective_on)
        yield from _land_uses(self, view, zone, sign)


class ConstructionStarted(MilestoneEvent):
    """Building of the zone's infrastructure starts (khởi công)."""

    label = Name("Khởi công hạ tầng", "Infrastructure construction started")
    milestone = "zones.under_construction"


class InfrastructureCompleted(ZoneEvent):
    """How far the infrastructure is built; from the day it is called basically complete the zone counts as complete."""

    label = Name("Hoàn thành hạ tầng", "Infrastructure completed")
    basis = "biểu 2103.H.QLKKT"

    percent: Annotated[Decimal, Field(ge=0, le=100)] | None = labelled("tỷ lệ hoàn thành", "per cent complete", unit="percent", default=None)
    complete: bool = labelled("cơ bản hoàn thành", "basically complete", default=True)

    def check(self, view: View) -> None:
        """Completed once; progress before that may be recorded any number of times."""
        if self.complete:
            _not_reached(view, self.at(view), "zones.infrastructure_complete")

    def claims(self, view: View) -> Iterable[Claim]:
        """The per cent reached and, when complete, one zone more complete and one less under construction."""
        zone = self.at(view)
        if self.percent is not None:
            key = view.zone_key("infrastructure.completion", zone)
            yield stands(key, int(self.percent * MICRO), self.effective_on)
        if self.complete:
            yield changed(view.zone_key("zones.infrastructure_complete", zone), 1, self.effective_on)
            building = view.zone_key("zones.under_construction", zone)
            if view.register.value(building, self.effective_on)[0] > 0:
                yield changed(building, -1, self.effective_on)


class ZoneOperating(MilestoneEvent):
    """The zone comes into operation: a fact, not a decision. A cluster may operate without being established."""

    label = Name("Đi vào hoạt động", "Zone operating")
    milestone = "zones.operating"
    basis = "biểu 2103.H.QLKKT: chưa / đã đi vào hoạt động"


class ZoneMerged(ZoneEvent):
    """A zone becomes part of another: it ends, and its land, projects and facilities are the other's from that day.

    Its history stays its own, and nothing is counted twice. Reported levels (workers) end with it: the other zone's
    reports go on.
    """

    label = Name("Sáp nhập vào khu, cụm khác", "Merged into another zone")
    basis = "thông lệ; không có điều khoản riêng (Nghị định 32/2024/NĐ-CP, Điều 6 khoản 1c, Điều 12 khoản 2)"

    into: Annotated[str, Field(min_length=1, max_length=200)] = labelled("khu, cụm tiếp nhận", "zone that takes it over")
    into_book: Words = labelled("sổ của khu, cụm tiếp nhận", "book of that zone", default="")

    def completed(self, view: View) -> Self:
        """With the code of the zone that takes it over, and its book if that is another: a journal may change its book's name."""
        done = super().completed(view)
        book, target = _target(view, done.into_book, done.into)
        return done.model_copy(update={"into": target.code, "into_book": "" if book == view.book.code else book})

    def check(self, view: View) -> None:
        """A zone is not merged into itself, nor with events still to come in it."""
        zone = self.at(view)
        _, target = _target(view, self.into_book, self.into)
        if view.register.becomes(target, zone):
            raise MergedInCircle(zone=view.title(zone), into=view.title(target))
        if target.ended_on is not None and self.effective_on >= target.ended_on:
            raise ZoneEnded(zone=view.title(target), ended=target.ended_on, on=self.effective_on)
        _may_end(view, zone, self.effective_on)

    def apply(self, view: View, seq: int) -> list[Row]:
        """End the zone and move what it holds."""
        _, target = _target(view, self.into_book, self.into)
        view.register.zones.setdefault(target.id, target)
        return view.register.close_zone(
            self.at(view), self.effective_on, seq, (target.id, target.kind, target.place), 0
        )

    def revert(self, view: View, seq: int, rows: list[Row], *, replaced: bool = False) -> list[Row]:
        """Let the zone be its own again, unless its projects went on in the other one."""
        zone = view.find_zone(self.zone)
        if not replaced and (count := _gone_on(view, zone, self.effective_on)):
            raise StillNeeded(event=f"{view.book.code}/{seq}", count=count, what=view.title(zone))
        return view.register.reopen_zone(zone, 0)


class ZoneRevoked(ZoneEvent):
    """A zone's decision is revoked, or it is taken out of the plan (bãi bỏ, rút khỏi quy hoạch)."""

    label = Name("Bãi bỏ, rút khỏi quy hoạch", "Zone revoked")
    basis = "Nghị định 32/2024/NĐ-CP, Điều 12 khoản 2"

    def check(self, view: View) -> None:
        """Land that is let and projects in force must be ended or moved first."""
        zone = self.at(view)
        _may_end(view, zone, self.effective_on)
        for key in view.register.keys_of_zone(zone.id):
            held = view.register.value(key, self.effective_on)[0]
            if held and key.measure in {"projects.in_force", "projects.infrastructure", "land.leased_industrial", "land.leased_service"}:
                what = Text("dự án hoặc đất đang cho thuê", "projects or leased land")
                raise ZoneInUse(zone=view.title(zone), what=what, on=self.effective_on)

    def apply(self, view: View, seq: int) -> list[Row]:
        """End the zone; what it held is held no more."""
        return view.register.close_zone(self.at(view), self.effective_on, seq, None, 0)

    def revert(self, view: View, seq: int, rows: list[Row], *, replaced: bool = False) -> list[Row]:
        """Let the zone stand again."""
        return view.register.reopen_zone(view.find_zone(self.zone), 0)


class ZoneRenamed(ZoneEvent):
    """A zone is given another name; it keeps its code and its history."""

    label = Name("Đổi tên", "Zone renamed")

    name: Annotated[str, Field(min_length=1, max_length=200)] = labelled("tên mới", "new name")

    def declare(self, view: View, seq: int) -> None:
        """Let the zone be called so from the day."""
        zone = self.at(view)
        zone.names.set(self.effective_on, seq, self.name)
        view.register.changed_zones.add(zone.id)

    def revert(self, view: View, seq: int, rows: list[Row], *, replaced: bool = False) -> list[Row]:
        """Let the zone be called as before."""
        zone = view.find_zone(self.zone)
        zone.names.unset(seq)
        view.register.changed_zones.add(zone.id)
        return super().revert(view, seq, rows, replaced=replaced)


def _declared_by(zone: ZoneState) -> int:
    """The number of the event that put a zone on record."""
    return zone.id & 0xFFFFFFFF


def _may_end(view: View, zone: ZoneState, on: date) -> None:
    """Refuse to end a zone before something on record in it, or while it is part of another book's zone's history."""
    if zone.ended_on is not None:
        raise ZoneEnded(zone=view.title(zone), ended=zone.ended_on, on=on)
    keys = [key for key in view.register.keys_of_zone(zone.id) if key.scenario == "actual"]
    if count := sum(view.register.later(key, on) for key in keys) + view.register.taken_in(zone, on):
        raise EventsAfterEnd(what=view.title(zone), on=on, count=count)


def _held(view: View, zone: ZoneState) -> int:
    """How much rests on a zone besides the event that put it on record."""
    return view.register.rests_on("zone", zone.id, view.register.keys_of_zone(zone.id))


def _gone_on(view: View, zone: ZoneState, on: date) -> int:
    """How many series of a merged zone's projects were carried on in the zone that took it over."""
    keys = [key for key in view.register.keys_of_zone(zone.id) if MEASURES[key.measure].ends_with_project]
    held = [key for key in keys if any(standing[3] for _, standing in view.register.steps(key))]
    moved = [target for key in held if (target := view.register.moved(key))]
    return sum(view.register.later(target, on - timedelta(days=1)) for target in moved)


def _take_off(view: View, zone: ZoneState, seq: int) -> None:
    """Take a zone off the record, where nothing else rests on it."""
    held = _held(view, zone) + len(zone.names.values) - 1 + len(view.register.merged_from(zone.id))
    if held or zone.ended_on is not None:
        raise StillNeeded(event=f"{view.book.code}/{seq}", count=max(1, held), what=view.title(zone))
    view.register.remove_zone(zone.id)
    view.names.note_zone(zone.id)


def _land_uses(event: Any, view: View, zone: ZoneState, sign: int = 1) -> Iterable[Claim]:
    for use in LAND_USES:
        area = getattr(event, f"{use}_m2")
        if area is not None:
            yield changed(view.zone_key(f"land.{use}", zone), sign * area, event.effective_on)


def _target(view: View, book: str, zone: str) -> tuple[str, ZoneState]:
    """The zone that takes another over: of the book named, or of this book, or of whichever book has it."""
    if book == view.book.code or (not book and view.names.zone_ids(zone)):
        return view.book.code, view.find_zone(zone)
    found = view.names.zone_elsewhere(f"{book}/{zone}" if book else zone)
    return found or (view.book.code, view.find_zone(zone))


def _not_reached(view: View, zone: ZoneState, milestone: str) -> None:
    for since, standing in view.register.steps(view.zone_key(milestone, zone)):
        if standing[0] > 0 and milestone != "zones.priority":
            raise _reached_already(view, zone, milestone, since)
    steps = view.register.steps(view.zone_key(milestone, zone))
    if steps and steps[-1][1][0] > 0:
        raise _reached_already(view, zone, milestone, steps[-1][0])


def _reached_already(view: View, zone: ZoneState, milestone: str, since: date) -> MilestoneReached:
    return MilestoneReached(zone=view.title(zone), milestone=measure_text(milestone), since=since)


def _reached(view: View, zone: ZoneState, milestone: str, on: date) -> None:
    if view.register.value(view.zone_key(milestone, zone), on)[0] <= 0:
        raise MilestoneMissing(zone=view.title(zone), milestone=measure_text(milestone), on=on)
