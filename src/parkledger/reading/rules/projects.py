"""What counts of projects, enterprises, people, points, ranks and cubic metres a day state."""

import re
from typing import Final

from parkledger.reading.rules.decisions import Decision, QuantityCase, any_of, origin_of

_PEOPLE_WORDS: Final = frozenset({"t:workers", "x:other"})


def decide_project(case: QuantityCase) -> Decision | None:
    """How many projects: registered or adjusted in a stretch of time, in force or operating on a day."""
    before, attached = case.before, case.attached
    after_text = case.view.lower[case.quantity.end : case.quantity.end + 14]
    if any_of(before, "x:withdraw", "x:aim", "x:outside", "t:shares") or any_of(
        attached, "t:shares", "x:withdraw", "x:not"
    ):
        return None
    if (
        case.company
        or after_text.startswith(("/", " hạ tầng"))
        or any_of(attached, "v:infrastructure", "x:sector", "x:company")
    ):
        return None
    if "xây dựng" in case.view.text(*case.beside) or "/dự án" in case.view.text(case.view.start, case.quantity.start):
        return None
    if any_of(before, "x:partner", "x:sector") and not any_of(before, "v:attract", "v:inforce"):
        return None
    origin = origin_of(case, capital=True)
    indicator = _project_stage(case, before, attached)
    if indicator is None:
        return None
    group = case.frame.group
    licensed = any_of(before | attached, "v:license") or bool(group and group[-1].rule.endswith(".licensed"))
    licensed = licensed and "v:adjust" not in before
    rule = f"{indicator}.licensed" if licensed and indicator == "projects.registered" else indicator
    return Decision(indicator, unit="project", kind=case.kind, origin=origin, rule=rule)


def _project_stage(case: QuantityCase, before: frozenset[str], attached: frozenset[str]) -> str | None:
    said = _stage_said(case, before, attached)
    if said is not None:
        return said
    last = case.frame.group[-1] if case.frame.group else None
    if last is not None and last.unit == "project" and not any_of(before, "v:attract", "v:inforce"):
        return last.indicator
    if case.flow and any_of(before | case.lead, "v:attract", "v:have", "v:license", "v:among"):
        return "projects.registered"
    if any_of(before | case.lead, "v:attract", "v:have") and case.kind is not None:
        return "projects.in_force"
    return None


def _stage_said(case: QuantityCase, before: frozenset[str], attached: frozenset[str]) -> str | None:
    """The stage by the words next to the count; the first that settles it."""
    licensed = any_of(before, "v:license")
    said = (
        (any_of(attached, "v:adjust", "t:added") and not any_of(attached, "v:license"), "projects.adjusted"),
        (any_of(attached, "v:inforce"), "projects.in_force"),
        (any_of(attached, "v:operate"), "projects.registered" if case.flow else "projects.operating"),
        (
            any_of(before, "v:adjust", "t:added") and not any_of(before | attached, "v:license", "v:new", "v:attract"),
            "projects.adjusted",
        ),
        (any_of(before, "v:inforce"), "projects.in_force"),
        (licensed and (case.dated or any_of(before, "v:adjust")), "projects.registered"),
        (case.stock and not case.flow, "projects.in_force"),
        (licensed or any_of(attached, "v:new", "v:license"), "projects.registered"),
    )
    return next((stage for settles, stage in said if settles), None)


def decide_enterprise(case: QuantityCase) -> Decision | None:
    """How many enterprises work in zones."""
    attached, last = case.attached, case.frame.last
    listed = case.index > 0 and last is not None and last.rule == "enterprises.operating"
    if case.kind is None or case.company or any_of(case.before, "x:aim", "x:withdraw", "x:other"):
        return None
    if any_of(attached, "x:withdraw", "x:not", "x:other"):
        return None
    counted = listed or any_of(attached | case.before, "v:operate", "v:have", "v:inforce", "t:leased")
    if not counted and "thuê" not in case.view.text(*case.beside):
        return None
    return Decision(
        "enterprises.operating",
        unit="project",
        kind=case.kind,
        origin=origin_of(case, capital=True),
        rule="enterprises.operating",
    )


_TO_BE_HIRED: Final = re.compile(r"(?<!\w)(?:cần|nhu cầu|muốn|sẽ|tìm|thông báo|đăng|kế hoạch) tuyển(?!\w)")
"""Who is looked for does not work yet."""


def decide_person(case: QuantityCase) -> Decision | None:
    """People who work in zones, in foreign-invested enterprises or through the projects spoken of."""
    near = case.view.nearest(*case.view.before(case.index), _PEOPLE_WORDS)
    if case.company or any_of(case.before, "x:aim", "x:withdraw") or (near and "x:other" in near.tags):
        return None
    attached = case.view.text(*case.beside)
    counted = case.quantity.word not in ("người", "") or any_of(case.before, "t:workers")
    if (
        not counted
        or "đại biểu" in attached
        or _TO_BE_HIRED.search(case.view.lower, case.view.start, case.quantity.start)
    ):
        return None
    last = case.frame.last
    close = last is not None and case.index > 0 and last.unit == "project" and "stale" not in last.rule
    origin = last.origin if close and last else origin_of(case, capital=False)
    if case.kind is None and origin is None and case.frame.last is None and not any_of(case.lead, "s:place"):
        return None
    return Decision("labour.workers", unit="person", kind=case.kind, origin=origin, rule="labour.workers")


def decide_point(case: QuantityCase) -> Decision | None:
    """The points of the provincial competitiveness index."""
    spoken = case.frame.pci or "t:pci" in case.lead | case.attached
    return Decision("pci.score", unit="point", rule="pci.score") if spoken else None


def decide_rank(case: QuantityCase) -> Decision | None:
    """A place in a ranking, of whatever the sentence speaks of last."""
    before, attached, last = case.before, case.attached, case.frame.last
    if any_of(before, "x:other", "x:company"):
        return None
    if any_of(case.lead, "t:pci"):
        return Decision("pci.rank", "rank", "rank", rule="pci.rank")
    if case.index and last is not None and last.indicator in ("grdp.growth", "grdp.size"):
        return Decision(last.indicator, "rank", "rank", rule="rank.of_last")
    if any_of(attached | before, "t:growth", "t:size"):
        return Decision(
            "grdp.growth" if any_of(attached | before, "t:growth") else "grdp.size", "rank", "rank", rule="rank.grdp"
        )
    around = case.view.tags(*case.view.after(case.index)) | before
    capital = (
        last is not None
        and case.index > 0
        and last.origin == "fdi"
        and last.indicator.startswith(("capital", "projects"))
    )
    if capital or any_of(around, "o:fdi"):
        return Decision("fdi.rank", "rank", "rank", origin="fdi", rule="fdi.rank")
    if (
        last is not None
        and case.index > 0
        and last.indicator.startswith(("trade.", "output.", "budget."))
        and last.form == "value"
    ):
        return Decision(last.indicator, "rank", "rank", kind=last.kind, origin=last.origin, rule="rank.of_last")
    if case.frame.pci:
        return Decision("pci.rank", "rank", "rank", rule="pci.rank")
    return None


def decide_flow(case: QuantityCase) -> Decision | None:
    """What waste-water works of zones can treat in a day."""
    text = case.view.text(*case.beside)
    if case.kind is None or "t:wastewater" not in case.lead or "trở lên" in text or any_of(case.before, "x:aim"):
        return None
    return Decision("wastewater.capacity", unit="m3/day", kind=case.kind, rule="wastewater.capacity")
