"""The indicators with the words that ask for each, as marks of the vocabulary."""

from collections.abc import Callable
from typing import Final, NamedTuple

from parkledger.catalogue import INDICATORS

Rule = tuple[str, str, str]
"""Words that must be there, words that may, the indicator."""


def _of_utility(mark: str, code: str, taken: str) -> tuple[Rule, ...]:
    """What words ask of a utility: its capacity, how much of it is used, the share that is, and what is left.

    Capacities and flows are of a day, but for power; what is left of power and water is capacity, of waste it may be waste.
    """
    a_day = "" if code == "power" else " a_day"
    is_supplied = code in {"power", "water"}
    left = tuple((f"{mark} {word}", "left unused", f"{code}.left") for word in ("left", "unused") if is_supplied)
    flow = ((f"{mark} a_day", "", f"{code}.{taken}"),) if a_day else ()
    return (
        *left,
        *flow,
        (f"{mark} capacity", f"design{a_day}", f"{code}.capacity"),
        (f"{mark} capacity left", f"design unused{a_day}", f"{code}.left"),
        (f"{mark} capacity still", f"design{a_day}", f"{code}.left"),
        (f"{mark} capacity unused", f"design{a_day}", f"{code}.left"),
        (f"{mark} left", f"capacity design{a_day}", f"{code}.left"),
        (f"{mark} enough", f"capacity design{a_day}", f"{code}.left"),
        (f"{mark} used", f"capacity flow{a_day}", f"{code}.{taken}"),
        (f"{mark} flow", f"used{a_day}", f"{code}.{taken}"),
        (f"{mark} used rate", "capacity design", f"{code}.use"),
        (f"{mark} used percent", "capacity design", f"{code}.use"),
        (f"{mark} flow capacity", "rate percent design used against", f"{code}.use"),
        (f"{mark} flow design", "rate percent used against", f"{code}.use"),
        (f"{mark} overloaded", "capacity design", f"{code}.use"),
    )


def _shares(required: str, allowed: str, code: str) -> tuple[Rule, ...]:
    """What words ask of a part of a whole: "rate", "share" and "percent" beside them ask for its share."""
    words = ("rate", "share", "percent")
    return tuple((f"{required} {word}", f"{allowed} {' '.join(words)}".strip(), code) for word in words)


RULES: Final[tuple[Rule, ...]] = (
    ("land_rent", "left land leased per_unit", "fee.land_rent"),
    ("wastewater_fee", "", "fee.wastewater"),
    ("wastewater price", "", "fee.wastewater"),
    ("infrastructure_fee", "price per_unit", "fee.infrastructure"),
    ("infrastructure price", "", "fee.infrastructure"),
    ("industrial price", "land left leased tenancy per_unit", "fee.land_rent"),
    ("land price", "left leased tenancy per_unit", "fee.land_rent"),
    ("tenancy price", "land left", "fee.land_rent"),
    ("letting price", "land left", "fee.land_rent"),
    ("water", "", "fee.water"),
    ("power", "", "fee.power"),
    ("electricity price", "", "fee.power"),
    ("water_supply price", "", "fee.water"),
    ("solid_waste price", "", "fee.solid_waste"),
    ("telecom price", "", "fee.telecom"),
    ("occupancy operating", "rate land average", "occupancy.operating"),
    ("occupancy", "rate land average", "occupancy"),
    ("housing", "workers", "housing.places"),
    ("housing used", "workers still people", "housing.occupied"),
    ("housing left", "workers still", "housing.places"),
    ("housing unused", "workers", "housing.places"),
    ("housing enough", "workers", "housing.places"),
    ("housing occupancy", "workers used rate", "housing.use"),
    ("housing used rate", "workers percent", "housing.use"),
    ("housing used percent", "workers rate", "housing.use"),
    ("school", "", "school.places"),
    ("school used", "workers still", "school.occupied"),
    ("school left", "workers still", "school.places"),
    ("school unused", "workers", "school.places"),
    ("school enough", "workers", "school.places"),
    ("school used rate", "", "school.use"),
    ("procedures on_time", "received", "procedures.on_time"),
    ("procedures overdue", "received late", "procedures.late"),
    ("procedures late", "received overdue", "procedures.late"),
    ("procedures", "received", "procedures.received"),
    *_shares("procedures on_time", "received", "procedures.on_time_share"),
    ("iip", "", "output.index"),
    ("grdp growth", "percent", "grdp.growth"),
    ("grdp.growth", "growth percent", "grdp.growth"),
    ("grdp", "size", "grdp.size"),
    ("pci rank", "", "pci.rank"),
    ("pci", "score", "pci.score"),
    ("workers foreign", "", "labour.foreign"),
    ("workers female", "", "labour.female"),
    ("workers female rate", "", "labour.female_share"),
    ("workers female share", "rate percent", "labour.female_share"),
    ("workers female percent", "rate share", "labour.female_share"),
    ("workers local", "", "labour.local"),
    *_shares("workers local", "", "labour.local_share"),
    ("union", "workers", "labour.union_members"),
    *_shares("union workers", "", "labour.union_share"),
    ("union enterprises", "", "enterprises.unionised"),
    *_shares("union enterprises", "", "enterprises.unionised_share"),
    ("income", "workers average per_worker a_month paid", "labour.income"),
    ("work_permits", "workers foreign in_force", "permits.open"),
    ("work_permits granted", "workers foreign", "permits.granted"),
    ("work_permits new", "workers foreign granted", "permits.granted"),
    ("work_permits renewed", "workers foreign", "permits.extended"),
    ("accidents", "cases", "accidents.count"),
    ("accidents killed", "workers", "accidents.killed"),
    ("killed", "workers", "accidents.killed"),
    ("accidents injured", "workers", "accidents.injured"),
    ("injured", "workers", "accidents.injured"),
    ("accidents open", "cases", "accidents.open"),
    ("strikes", "cases", "strikes.count"),
    ("strikes workers cases", "", "strikes.count"),
    ("strikes workers", "", "strikes.workers"),
    ("strikes people", "workers cases", "strikes.workers"),
    ("strikes participants", "workers cases", "strikes.workers"),
    ("union participants", "workers", "labour.union_members"),
    ("strikes open", "cases", "strikes.open"),
    ("inspections", "cases", "inspections.done"),
    ("inspections open", "", "inspections.open"),
    ("findings open", "inspections", "findings.open"),
    ("findings", "inspections cases", "findings.made"),
    ("fines", "", "fines.imposed"),
    ("fines findings", "inspections", "fines.imposed"),
    ("fines paid", "", "fines.paid"),
    ("fines owed", "", "fines.outstanding"),
    ("budget owed", "enterprises", "dues.outstanding"),
    ("budget owed overdue", "enterprises", "dues.arrears"),
    ("monitoring", "wastewater cases", "monitoring.samples"),
    ("monitoring exceeding", "wastewater cases", "monitoring.exceeding"),
    ("wastewater exceeding", "cases", "monitoring.exceeding"),
    *_shares("monitoring exceeding", "wastewater", "monitoring.exceeding_share"),
    ("stations", "operating", "stations.operating"),
    ("stations connected", "operating", "stations.connected"),
    ("incidents", "cases", "incidents.opened"),
    ("incidents open", "cases still", "incidents.open"),
    ("foundings.opened open", "", "foundings.open"),
    ("foundings.opened approved", "", "foundings.approved"),
    ("foundings.opened withdrawn", "", "foundings.withdrawn"),
    ("zones.legacy regularised", "", "zones.legacy_settled"),
    ("resettled", "", "households.resettled"),
    ("households.to_resettle resettled", "", "households.resettled"),
    ("foundings.opened awaited", "open", "foundings.open"),
    ("foundings.opened refused", "", "foundings.refused"),
    ("foundings.opened drawn_back", "", "foundings.withdrawn"),
    ("inspections off_plan", "", "inspections.cancelled"),
    ("legacy", "", "zones.legacy"),
    ("legacy settled", "", "zones.legacy_settled"),
    ("legacy unsettled", "settled", "zones.legacy_settled"),
    ("legacy lacks", "unsettled", "legacy.lacks_open"),
    ("households resettled", "", "households.resettled"),
    ("households to_resettle", "resettled", "households.to_resettle"),
    ("households compensated", "", "clearance.paid"),
    ("households inventoried", "", "clearance.inventoried"),
    ("households notified", "", "clearance.notified"),
    ("households plan_published", "", "clearance.published"),
    ("households plan_approved", "", "clearance.approved"),
    ("inventoried", "", "clearance.inventoried"),
    ("households handed_over", "", "clearance.handed_over"),
    ("households clean", "", "clearance.handed_over"),
    ("compensation paid", "cleared households", "clearance.money_paid"),
    ("compensation households", "cleared", "clearance.money_paid"),
    ("promotion.held spent", "", "promotion.spent"),
    ("memoranda", "signed", "memoranda.signed"),
    ("memoranda open", "signed", "memoranda.open"),
    ("memoranda turned", "signed projects enterprises", "memoranda.to_project"),
    *_shares("memoranda turned", "signed projects enterprises", "memoranda.to_project_share"),
    ("inquiries", "received", "inquiries.received"),
    ("inquiries turned", "projects enterprises", "inquiries.converted"),
    ("inquiries.visited turned", "projects enterprises", "inquiries.converted"),
    *_shares("inquiries turned", "projects enterprises", "inquiries.converted_share"),
    ("balance", "", "trade.balance"),
    ("charter", "capital projects enterprises", "capital.charter"),
    ("production", "enterprises", "output.production"),
    ("revenue", "enterprises", "output.revenue"),
    ("export", "enterprises", "trade.export"),
    ("import", "enterprises", "trade.import"),
    ("budget", "enterprises", "budget.paid"),
    ("tax paid", "enterprises", "budget.paid"),
    ("implemented registered against", "capital projects cumulative", "capital.implemented_share"),
    ("implemented share registered", "capital projects cumulative", "capital.implemented_share"),
    ("implemented rate", "capital registered", "capital.implemented_share"),
    ("implemented registered rate against", "capital projects cumulative", "capital.implemented_share"),
    ("implemented cumulative", "capital projects registered", "capital.implemented_to_date"),
    ("implemented", "capital projects", "capital.implemented"),
    ("implemented infrastructure", "capital registered", "works.disbursed"),
    ("capital actual", "projects", "capital.implemented"),
    ("capital new", "registered attracted projects", "capital.new"),
    ("registered new", "capital attracted", "capital.new"),
    ("registered new fdi", "attracted", "capital.new"),
    ("capital raised", "projects", "capital.added"),
    ("raised", "", "capital.added"),
    ("capital in_force", "registered projects attracted cumulative", "capital.in_force"),
    ("registered in_force", "projects attracted", "capital.in_force"),
    ("registered", "capital projects cumulative", "capital.in_force"),
    ("capital infrastructure", "registered projects", "capital.infrastructure"),
    ("projects infrastructure", "in_force", "projects.infrastructure"),
    ("projects new", "registered added", "projects.registered"),
    ("projects added", "new registered", "projects.registered"),
    ("capital new added", "registered attracted projects", "capital.new"),
    ("attracted added", "capital", "capital.attracted"),
    ("attracted projects", "new added", "projects.registered"),
    ("capital attracted", "", "capital.attracted"),
    ("attracted", "", "capital.attracted"),
    ("attracted fdi", "", "capital.attracted"),
    ("projects registered", "new", "projects.registered"),
    ("projects raised", "", "projects.adjusted"),
    ("projects in_force", "cumulative", "projects.in_force"),
    ("projects cumulative", "", "projects.in_force"),
    ("projects granted", "new", "projects.registered"),
    ("capital granted", "registered new projects", "capital.new"),
    ("capital revoked", "terminated registered projects", "capital.ended"),
    ("capital terminated", "registered projects", "capital.ended"),
    ("projects producing", "", "projects.operating"),
    ("projects operating", "", "projects.operating"),
    ("projects revoked", "terminated", "projects.ended"),
    ("projects terminated", "", "projects.ended"),
    ("projects suspended", "", "projects.suspended"),
    ("projects", "", "projects.in_force"),
    ("enterprises operating", "", "enterprises.operating"),
    ("industrial leased", "land", "land.leased_industrial"),
    ("service leased", "land", "land.leased_service"),
    ("industrial left", "land", "land.available"),
    ("leased left", "land industrial", "land.available"),
    ("vacant", "land left leased industrial letting still", "land.available"),
    ("land left", "", "land.available"),
    ("land.leasable left", "land letting leased still", "land.available"),
    ("natural left", "land", "land.available"),
    ("cleared vacant not", "land left", "land.cleared"),
    ("left letting", "land industrial leased", "land.available"),
    ("still letting", "land industrial left", "land.available"),
    ("letting", "land", "land.let"),
    ("letting industrial", "land", "land.let"),
    ("land leased", "", "land.leased"),
    ("leased", "", "land.leased"),
    ("cleared left", "land", "land.cleared"),
    ("cleared rate", "land land.to_clear", "land.cleared_share"),
    ("cleared progress", "land rate", "land.cleared_share"),
    ("cleared how_far", "land rate", "land.cleared_share"),
    ("infrastructure how_far", "complete", "infrastructure.completion"),
    ("completion", "", "infrastructure.completion"),
    ("infrastructure percent", "complete", "infrastructure.completion"),
    ("infrastructure progress", "complete", "infrastructure.completion"),
    ("cleared", "land", "land.cleared"),
    ("clean rate", "land", "land.clean_share"),
    ("clean", "land", "land.clean"),
    ("industrial", "land", "land.industrial"),
    ("service", "land", "land.service"),
    ("cleared percent", "land land.to_clear", "land.cleared_share"),
    ("clean percent", "land", "land.clean_share"),
    ("green", "land", "land.green"),
    ("area land", "", "land.established"),
    ("natural planned", "land", "land.planned"),
    ("land planned", "", "land.planned"),
    ("natural", "land established", "land.established"),
    ("land established", "", "land.established"),
    ("land operating", "", "land.operating"),
    ("workers", "operating used", "labour.workers"),
    ("wastewater operating not", "works", "zones.operating_untreated"),
    ("untreated", "operating", "zones.operating_untreated"),
    *(
        rule
        for mark, code, taken in (
            ("wastewater", "wastewater", "flow"),
            ("electricity", "power", "load"),
            ("water_supply", "water", "flow"),
            ("solid_waste", "waste", "flow"),
            ("telecom", "telecom", "lines"),
            ("fire", "fire", "demand"),
        )
        for rule in _of_utility(mark, code, taken)
    ),
    ("wastewater works", "", "wastewater.capacity"),
    ("wastewater works capacity", "design", "wastewater.capacity"),
    *((code, "", code) for code in INDICATORS),
)
"""The indicators with the words that ask for each: of those whose words are all there, the one that leaves the fewest over.

Each is asked for by its own name too, whose mark is its code.
"""
STAGES: Final = (
    *("treated", "under_construction", "investment_approved"),
    *("zoned", "priority", "complete", "operating", "established", "planned"),
)
STAGE_INDICATORS: Final = {
    "treated": "zones.wastewater_treatment",
    "under_construction": "zones.under_construction",
    "investment_approved": "zones.investment_approved",
    "zoned": "zones.zoning_approved",
    "priority": "zones.priority",
    "complete": "zones.infrastructure_complete",
    "operating": "zones.operating",
    "established": "zones.established",
    "planned": "zones.planned",
}
EVENTS: Final = ("began", "newly_established")
"""Marks that say that a zone came to a stage, and not that it was at it."""
HELPING: Final = frozenset(
    {
        *("growth", "rank", "score", "size", "share", "price", "percent", "average", "against", "fdi"),
        *("not", "owed", "work_permits", "per_unit", "per_worker", "added"),
    }
)
"""Words of other sorts that a rule may ask for, or takes in."""
STILL: Final = "still"
"""The bare word "còn": beside what can be left it asks for that, elsewhere it says no more than that something is so."""


class Fit(NamedTuple):
    """An indicator that words come to, with the marks of words that it leaves over, and those of other sorts that it means."""

    code: str
    left_over: set[str]
    taken_in: frozenset[str] = frozenset()


def best_fit(marks: set[str], helping: set[str], passed_over: Callable[[str], set[str]]) -> Fit | None:
    """The rule whose words are all there that leaves the fewest others over, and of such the one that needs the most."""
    known = marks | helping | ({"left"} if STILL in marks else set())
    best: Fit | None = None
    best_rated = (0, 0)
    for required, allowed, code in RULES:
        need, may = set(required.split()), set(allowed.split())
        if not need <= known:
            continue
        left_over = marks - need - may - passed_over(code)
        rated = (-len(left_over), len(need))
        if best is None or rated > best_rated:
            best, best_rated = Fit(code, left_over, frozenset((need | may) & helping)), rated
    return best


def marks_of(code: str, measured: frozenset[str]) -> tuple[str, ...]:
    """The marks that a name of an indicator stands for: those of its stage, or of its shortest rule of what is measured; else its code."""
    for stage, counted in STAGE_INDICATORS.items():
        if counted == code:
            return (stage,)
    if code in OF_BOTH_ENDINGS:
        return (*OF_BOTH_ENDINGS[code], "revoked", "terminated")
    rules = [tuple(required.split()) for required, _, indicator in RULES if indicator == code and required != code]
    fitting = [marks for marks in rules if set(marks) <= measured - CHOOSING and _comes_to(set(marks)) == code]
    return min(fitting, key=len, default=(code,))


def marks_meant(code: str) -> frozenset[str]:
    """The marks of the words that an indicator is asked for by."""
    rules = (f"{required} {allowed}" for required, allowed, indicator in RULES if indicator == code)
    stages = (stage for stage, counted in STAGE_INDICATORS.items() if counted == code)
    return frozenset((*(mark for rule in rules for mark in rule.split()), *stages))


def _comes_to(marks: set[str]) -> str | None:
    fit = best_fit(marks, set(), lambda _code: set())
    return fit.code if fit is not None and not fit.left_over else None


OF_BOTH_ENDINGS: Final = {"projects.ended": ("projects",), "capital.ended": ("capital",)}
"""Indicators of projects that were revoked or terminated, with what they measure: their names are of both."""
CHOOSING: Final = frozenset({"overloaded"})
"""Marks that say which zones are meant, and so stand in no indicator's name."""
SAID_OF_A_KIND: Final = frozenset({"occupancy.cluster"})
"""Indicators whose names are another's with a kind of zones: a question of that kind is of the other."""
NOT_ACTUAL: Final = (
    "land.",
    "capital.in_force",
    "capital.new",
    "capital.added",
    "capital.charter",
    "projects.registered",
    "zones.",
)
"""Indicators of what is registered or planned: what is "actual" beside them is something else; so it is of a capacity."""
SHARE_OF: Final = {
    "labour.foreign": "labour.workers",
    "projects.suspended": "projects.in_force",
    "projects.operating": "projects.in_force",
}
"""Figures that are a part of another, in which their share is asked for."""
KIND_NOUNS: Final = ("khu, cụm ", "cụm ", "zones ", "clusters ")
"""Words for zones of any kind before the name of an indicator that counts them: a question has the kind that it asks of instead."""


def names_of(code: str) -> tuple[str, ...]:
    """What an indicator is called in a question, in both languages: of zones what is said of them."""
    if code in SAID_OF_A_KIND:
        return ()
    names = []
    for name in (INDICATORS[code].name.vi, INDICATORS[code].name.en):
        lowered = name[:1].lower() + name[1:]
        for noun in KIND_NOUNS:
            lowered = lowered.removeprefix(noun) if code.startswith("zones.") else lowered
        names.append(lowered)
    return tuple(names)
