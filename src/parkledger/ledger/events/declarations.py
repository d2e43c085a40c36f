"""A zone comes on record: planned, or established, and then it is said what and where it is."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator

from parkledger.catalogue import Act, ZoneKind, official_title, own_name
from parkledger.duties import DutyStep
from parkledger.language import Text, as_named, slug
from parkledger.ledger.book.groups import ZoneSeries
from parkledger.ledger.book.postings import Claim, PostingRow
from parkledger.ledger.book.states import Dated, ZoneState
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import (
    StillNeeded,
    ZoneDeclared,
    ZoneElsewhere,
    ZoneKindDiffers,
    ZoneNamesake,
    ZoneWithoutLand,
)
from parkledger.ledger.events.base import (
    DECIDED,
    Area,
    DayOrder,
    Enterprise,
    Event,
    EventGroup,
    KindName,
    NewZone,
    PlaceRef,
    Ref,
    SubjectKind,
    Words,
    changed,
    labelled,
    stands,
)
from parkledger.ledger.events.developers import changes_of
from parkledger.ledger.events.zone_events import (
    LAND_USES,
    declared_by,
    held_by,
    not_reached,
    on_record,
)
from parkledger.places import get, lie_apart, written_out

WholeRef = Annotated[str, Ref(SubjectKind.ZONE, is_subject=False), Field(min_length=1, max_length=200)]
"""The zone that another is a phase of. An event about the phase is not about the whole."""


class ZoneDeclaration(Event):
    """An event that may be the first to speak of a zone, and then says what and where it is."""

    abstract: ClassVar[bool] = True
    group: ClassVar[EventGroup] = EventGroup.DECLARATIONS
    is_of_territory: ClassVar[bool] = True
    day_order: ClassVar[DayOrder] = DayOrder.ZONES
    in_zone_timeline: ClassVar[bool] = True
    is_decision: ClassVar[bool] = True
    not_told: ClassVar[frozenset[str]] = frozenset({"invented", "latitude", "longitude"})
    own_headings: ClassVar[frozenset[str]] = frozenset({"zone"})
    headings: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "zone": ("mã khu", "mã cụm", "mã KCN", "mã CCN"),
        "name": ("tên khu công nghiệp", "tên cụm công nghiệp", "tên KCN", "tên CCN", "khu công nghiệp", "tên khu cụm"),
        "developer": ("chủ đầu tư", "chủ đầu tư hạ tầng", "đơn vị đầu tư hạ tầng", "doanh nghiệp hạ tầng"),
    }

    zone: NewZone = labelled("mã khu, cụm", "zone code", default="")
    name: Words = labelled("tên riêng", "own name", default="")
    kind: KindName | None = labelled("loại", "kind", default=None)
    place: PlaceRef | None = labelled("đơn vị hành chính", "administrative unit", default=None)
    part_of: WholeRef | None = labelled("giai đoạn của khu, cụm", "phase of the zone", default=None)
    developer: Enterprise = labelled("chủ đầu tư hạ tầng", "infrastructure developer", default="")
    latitude: Words = labelled("vĩ độ", "latitude", unit="degree", default="")
    longitude: Words = labelled("kinh độ", "longitude", unit="degree", default="")
    position_assumed: bool = labelled(
        "vị trí là giả định, chưa đo", "the position is assumed, not surveyed", default=False
    )
    invented: bool = labelled(
        "khu, cụm không có thật, để minh họa", "an invented zone, for demonstration", default=False
    )

    @model_validator(mode="before")
    @classmethod
    def _kind_in_its_name(cls, data: Any) -> Any:
        """The kind that the name begins with, where none is given: CCN Ba Hàng is a cluster."""
        if isinstance(data, dict) and not data.get("kind") and isinstance(data.get("name"), str):
            kind, _ = own_name(data["name"])
            return {**data, "kind": kind.value} if kind else data
        return data

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
        if not view.exported:
            done = done.called_by_its_name(view)
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
                "zone": done.zone or slug(official_title(str(done.kind), done.name)),
                "place": done.place or view.book.place,
            }
        )

    def called_by_its_name(self, view: View) -> Self:
        """Without KCN or CCN before the name; refused where name or zone are of another kind than is given."""
        named, name = own_name(self.name)
        titled, given = own_name(self.zone)[0], self.kind
        known = view.names.zone_ids(self.zone) if self.zone else []
        if len(known) == 1 and view.own_zone() is None:
            titled = ZoneKind(view.register.zone(known[0]).kind)
        for kind, said in ((named, self.name), (titled, self.zone)):
            if kind is not None and given is not None and kind != given:
                raise ZoneKindDiffers(name=said, named=kind.label, given=ZoneKind(given).label)
        return self.model_copy(update={"name": name}) if name != self.name and named is not None else self

    def check(self, view: View) -> None:
        """A new name must not stand for a zone that is on record; a zone has land, or its area is not known."""
        if getattr(self, "area_m2", None) == 0 and not view.exported:
            raise ZoneWithoutLand
        known = view.names.zone_coded(self.zone)
        if known is None:
            view.check_new_code(self.zone, "zone")
            self._check_namesakes(view)
        if self.name and known is not None:
            zone = view.register.zone(known)
            own = view.own_zone()
            if zone.name != self.name and (own is None or own.id != zone.id):
                raise ZoneDeclared(zone=self.zone, book=view.book.code)
        if known is not None:
            self._check_place(view, view.register.zone(known))

    def _check_place(self, view: View, zone: ZoneState) -> None:
        """Refuse a zone on record in one place that is said to lie in another: under one name they would count as one."""
        own = view.own_zone()
        if (
            view.exported
            or self.place in {None, zone.place, view.book.place}
            or (own is not None and own.id == zone.id)
        ):
            return
        given, on = str(self.place), self.effective_on
        if lie_apart(zone.place, zone.known_since, given, on):
            raise ZoneElsewhere(
                book=view.book.code,
                zone=view.title(zone),
                known=zone.code,
                place=written_out(get(zone.place), zone.known_since),
                event=f"{view.book.code}/{_declaring(view, zone)}",
                given=written_out(get(given), on),
                own=self._own_code(view, zone),
            )

    def _own_code(self, view: View, other: ZoneState) -> str:
        """The code by which the zone is told from another of its name: its own where it is on record, else one with its place."""
        for known in map(view.register.zone, view.names.zone_ids(view.title(other))):
            if known.id != other.id and known.ended_on is None and known.place == self.place:
                return known.code
        return slug(f"{view.title(other)} {get(str(self.place)).name}")

    def _check_first(self, view: View) -> None:
        """Refuse what a zone on record has reached already."""
        if (known := view.names.zone_coded(self.zone)) is not None:
            not_reached(view, view.register.zone(known), self.milestone)

    def _check_namesakes(self, view: View) -> None:
        """Refuse a new zone where one of that name, kind and place has not ended: the name would stand for neither."""
        if view.exported:
            return
        own, title = view.own_zone(), official_title(str(self.kind), self.name)
        for known in map(view.register.zone, view.names.zone_ids(title)):
            told = (known.kind, known.place, as_named(known.name)) == (self.kind, self.place, as_named(self.name))
            if told and known.ended_on is None and (own is None or own.id != known.id):
                where = get(known.place).name
                about = {"zone": view.title(known), "place": where, "known": known.code, "name": known.name}
                raise ZoneNamesake(book=view.book.code, **about)

    def declare(self, view: View, seq: int) -> None:
        """Put a new zone on record; add the developer to a known one."""
        known = view.names.zone_coded(self.zone)
        own = view.own_zone()
        if own is not None and own.id != known:
            _take_off(view, own, declared_by(own))
        if known is not None:
            zone = view.register.zone(known)
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
                position_assumed=self.position_assumed,
                developer=self.developer,
                demo=self.invented,
            )
            view.register.zones[zone.id] = zone
            view.register.note_new(ZoneSeries(zone.id))
        view.register.changed_zones.add(zone.id)
        view.names.note_zone(zone.id)

    def _redeclare(self, view: View, zone: ZoneState, seq: int) -> None:
        """Describe a zone anew where the event that first described it is corrected; it keeps its id and code."""
        place, kind = self.place or view.book.place, self.kind or zone.kind
        if (place, kind) != (zone.place, zone.kind) and (held := held_by(view, zone)):
            raise StillNeeded(event=f"{view.book.code}/{declared_by(zone)}", count=held, what=view.title(zone))
        zone.place, zone.kind = place, kind
        before = [name for _, by, name in zone.names.values if by == view.replacing]
        zone.names.unset(view.replacing or seq)
        zone.names.set(self.effective_on, seq, self.name or before[0])
        zone.latitude, zone.longitude = self.latitude, self.longitude
        zone.position_assumed = self.position_assumed
        changes = changes_of(view, zone.code)
        zone.developer = changes[max(changes)] if changes else self.developer
        zone.demo = self.invented
        zone.part_of = view.find_zone(self.part_of).id if self.part_of else None

    def revert(self, view: View, seq: int, rows: list[PostingRow], *, replaced: bool = False) -> list[PostingRow]:
        """Take the zone off the record too, if this event put it there and nothing else rests on it."""
        back = super().revert(view, seq, rows, replaced=replaced)
        zone = view.find_zone(self.zone)
        if declared_by(zone) in view.names.line(seq) and not replaced:
            _take_off(view, zone, seq)
        return back


class ZonePlanned(ZoneDeclaration):
    """A zone enters the plan (quy hoạch tỉnh): it is on the list, with its planned area and horizon."""

    label = Text("Đưa vào quy hoạch", "Zone planned")
    longest_ahead = DECIDED
    basis = "Nghị định 35/2022/NĐ-CP, Điều 9; Nghị định 32/2024/NĐ-CP, Điều 4-6"
    milestone = "zones.planned"
    sheet_titles = ("quy hoạch",)

    area_m2: Area | None = labelled("diện tích quy hoạch", "planned area", unit="m2", default=None)
    horizon: Annotated[int, Field(ge=1990, le=2100)] | None = labelled(
        "năm quy hoạch", "plan horizon", unit="year", default=None
    )

    def check(self, view: View) -> None:
        """A zone is planned once; what changes later is a correction or a change of area."""
        super().check(view)
        self._check_first(view)

    def claims(self, view: View) -> Iterable[Claim]:
        """One planned zone more, with its area where known."""
        zone = view.zone(self.zone, self.effective_on)
        yield changed(view.zone_key(self.milestone, zone), 1, self.effective_on)
        if self.area_m2 is not None:
            yield changed(view.zone_key("land.planned", zone), self.area_m2, self.effective_on)


class ZoneEstablished(ZoneDeclaration):
    """A zone is established: by decision (CCN), or with the investment decision or certificate (KCN since Decree 35)."""

    label = Text("Thành lập", "Zone established")
    longest_ahead = DECIDED
    basis = "Nghị định 35/2022/NĐ-CP; Nghị định 32/2024/NĐ-CP, Điều 2 khoản 9"
    milestone = "zones.established"
    act = Act.ESTABLISH
    begins_duties = False
    sheet_titles = ("thành lập",)
    headings = {
        "effective_on": ("ngày thành lập", "ngày quyết định thành lập"),
    }

    area_m2: Area | None = labelled("diện tích tự nhiên", "gross area", unit="m2", default=None)
    industrial_m2: Area | None = labelled("đất công nghiệp", "industrial land", unit="m2", default=None)
    service_m2: Area | None = labelled("đất dịch vụ", "service land", unit="m2", default=None)
    infrastructure_m2: Area | None = labelled("đất hạ tầng", "infrastructure land", unit="m2", default=None)
    green_m2: Area | None = labelled("đất cây xanh", "green land", unit="m2", default=None)

    def check(self, view: View) -> None:
        """A zone is established once."""
        super().check(view)
        self._check_first(view)

    def claims(self, view: View) -> Iterable[Claim]:
        """One established zone more; its area and land uses stand at what the decision says, where it does.

        A zone may have operated before, with areas on record that the decision takes the place of.
        """
        zone = view.zone(self.zone, self.effective_on)
        yield changed(view.zone_key(self.milestone, zone), 1, self.effective_on)
        areas = {"land.established": self.area_m2} | {f"land.{use}": getattr(self, f"{use}_m2") for use in LAND_USES}
        told = stands if view.register.decided_areas_stand else changed
        for measure, area in areas.items():
            if area is not None:
                yield told(view.zone_key(measure, zone), area, self.effective_on)

    def duty_steps(self) -> Iterable[DutyStep]:
        """What a founding dossier decided is on record."""
        yield on_record("found", self.effective_on, self.zone)


def _declaring(view: View, zone: ZoneState) -> int:
    """The number of the event in force that says what and where a zone is: that which put it on record, or its correction."""
    first = declared_by(zone)
    return next((seq for seq in sorted(view.names.declarations(zone.code)) if first in view.names.line(seq)), first)


def _take_off(view: View, zone: ZoneState, seq: int) -> None:
    """Take a zone off the record, where nothing else rests on it."""
    held = held_by(view, zone) + len(zone.names.values) - 1 + len(view.register.merged_from(zone.id))
    if held or zone.ended_on is not None:
        raise StillNeeded(event=f"{view.book.code}/{seq}", count=max(1, held), what=view.title(zone))
    view.register.remove_zone(zone.id)
    view.names.note_zone(zone.id)
