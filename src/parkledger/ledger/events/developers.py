"""Who develops a zone: the developer changes on a day, and the one before stays on record for the days before."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import Field

from parkledger.language import Text, fold
from parkledger.ledger.book.postings import PostingRow
from parkledger.ledger.book.states import ZoneState
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import CourseTwice, DeveloperOther, DeveloperSame
from parkledger.ledger.events.base import DECIDED, Enterprise, EventGroup, Words, labelled
from parkledger.ledger.events.courses import Course, CourseEvent, CourseName, in_order
from parkledger.ledger.events.zone_events import ZoneEvent


@dataclass
class DeveloperCourse(Course):
    """A zone's developers by the days since which they are."""

    since: dict[date, str] = field(default_factory=dict)


class DeveloperChanged(ZoneEvent, CourseEvent):
    """Another organisation develops a zone from a day on. The one before, where it is not given, is the one on record."""

    course_type: ClassVar[type[Course]] = DeveloperCourse
    label = Text("Thay đổi chủ đầu tư hạ tầng", "Developer changed")
    longest_ahead = DECIDED
    basis = "Luật Đầu tư, Luật Kinh doanh bất động sản (chuyển nhượng dự án; ghi theo trí nhớ)"
    group: ClassVar[EventGroup] = EventGroup.STAGES
    is_decision: ClassVar[bool] = True
    sheet_titles = ("thay đổi chủ đầu tư", "chuyển chủ đầu tư hạ tầng")
    headings = {
        "developer": ("chủ đầu tư mới", "đơn vị nhận", "nhà đầu tư mới"),
        "before": ("chủ đầu tư cũ", "đơn vị chuyển", "nhà đầu tư cũ"),
        "ground": ("căn cứ", "văn bản chấp thuận"),
        "effective_on": ("ngày thay đổi", "ngày chấp thuận"),
    }

    developer: Annotated[Enterprise, Field(min_length=1)] = labelled("chủ đầu tư hạ tầng mới", "new developer")
    before: Enterprise = labelled("chủ đầu tư hạ tầng trước đó", "developer before", default="")
    ground: Words = labelled("căn cứ", "ground", default="")

    @property
    def course(self) -> CourseName:
        """The developers of the zone."""
        return ("developer", self.zone)

    def take(self, so_far: DeveloperCourse) -> None:
        """One change a day."""
        if self.effective_on in so_far.since:
            raise CourseTwice(what=self.label, number=self.zone, on=self.effective_on).at_field("zone")
        so_far.since[self.effective_on] = self.developer

    def completions(self, view: View) -> dict[str, Any]:
        """With the developer on record before the day."""
        changes = super().completions(view)
        zone = view.find_zone(str(changes.get("zone", self.zone)))
        return changes | ({} if self.before else {"before": developer_before(view, zone, self.effective_on)})

    def check(self, view: View) -> None:
        """Of a zone that has not ended; another developer than before, and before it the one on record."""
        super().check(view)
        zone = self.at(view)
        recorded = developer_before(view, zone, self.effective_on)
        if fold(self.developer) == fold(recorded):
            raise DeveloperSame(zone=view.title(zone), developer=recorded, on=self.effective_on)
        if recorded and fold(self.before) != fold(recorded):
            raise DeveloperOther(zone=view.title(zone), on=self.effective_on, recorded=recorded, given=self.before)

    def declare(self, view: View, seq: int) -> None:
        """Let the zone have it, unless a later change is on record."""
        zone = self.at(view)
        if all(day < self.effective_on for day in changes_of(view, zone.code)):
            zone.developer = self.developer
            view.register.changed_zones.add(zone.id)

    def revert(self, view: View, seq: int, rows: list[PostingRow], *, replaced: bool = False) -> list[PostingRow]:
        """Let the zone have the one before, unless a later change is on record."""
        back = super().revert(view, seq, rows, replaced=replaced)
        zone = view.find_zone(self.zone)
        zone.developer = latest_developer(view, zone, without=seq) or (
            "" if declared_developer(view, zone) else self.before
        )
        view.register.changed_zones.add(zone.id)
        return back


def changes_of(view: View, zone: str, without: int | None = None) -> dict[date, str]:
    """The changes of a zone's developer on record, by their days."""
    known = view.names.course(("developer", zone))
    steps = in_order({seq: step for seq, step in known.items() if seq != without})
    return {step.effective_on: step.developer for step in steps if isinstance(step, DeveloperChanged)}


def declared_developer(view: View, zone: ZoneState) -> str:
    """The developer that the events which put a zone on record name: the first that names one."""
    return next(
        (each.developer for _, each in sorted(view.names.declarations(zone.code).items()) if each.developer), ""
    )


def latest_developer(view: View, zone: ZoneState, without: int | None = None) -> str:
    """The developer since the last change on record, else the one declared."""
    changes = changes_of(view, zone.code, without)
    return changes[max(changes)] if changes else declared_developer(view, zone)


def developer_before(view: View, zone: ZoneState, on: date) -> str:
    """The developer on record on the day before another."""
    return developer_on(view, zone, date.fromordinal(on.toordinal() - 1))


def developer_on(view: View, zone: ZoneState, on: date) -> str:
    """The developer of a zone on a day, as the book has it; empty where none is on record."""
    steps = [
        step for step in in_order(view.names.course(("developer", zone.code))) if isinstance(step, DeveloperChanged)
    ]
    past = [step for step in steps if step.effective_on <= on]
    if past:
        return past[-1].developer
    return declared_developer(view, zone) or (steps[0].before if steps else zone.developer)
