"""Random histories of a book: zones, leases, capital, reports, mergers, ends, corrections, withdrawals, out of order.

A step is a plain tuple, so a failing history is printed as it can be typed in again. What the ledger refuses is left
out of the history, after making sure that the refusal left the book as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from parkledger.language import ParkError
from parkledger.ledger.book.recording import build, writing
from parkledger.ledger.models import Book
from parkledger.ledger.store.statements import fetch

PLACE = "viet-nam.bac-giang"
FIRST_DAY = date(2019, 1, 1)
FIRST_MOMENT = datetime(2024, 1, 1, tzinfo=UTC)
LATER_MOMENT = datetime(2026, 11, 29, 23, 45, tzinfo=UTC)
"""From here on a history's steps, a minute each, pass the moment from which a level is reported for one scope alone."""
LAST_MOMENT = datetime(2026, 11, 30, 11, 45, tzinfo=UTC)
"""From here on they pass that from which the areas of an establishing decision stand in place of those on record."""
HECTARE = 10_000

ZONES = ("kcn-mot", "kcn-hai", "ccn-ba", "ccn-tu")
NAMES = {"kcn-mot": "Một", "kcn-hai": "Hai", "ccn-ba": "Ba", "ccn-tu": "Tư"}
PROJECTS = ("DA-1", "DA-2", "DA-3", "DA-4")


class Step(NamedTuple):
    """One attempt: what to do, when, to which zone and project, and how much."""

    what: str
    month: int
    zone: int
    project: int
    size: int


def day_of(step: Step) -> date:
    """The first day of the step's month, counted from the first day of all histories."""
    return date(FIRST_DAY.year + step.month // 12, step.month % 12 + 1, 1)


def month_of(step: Step) -> tuple[date, date]:
    """The month of a step, both days included."""
    start = day_of(step)
    return start, (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def money(step: Step) -> dict[str, object]:
    """An amount in the currency of the step's project."""
    if step.project % 2 == 0:
        return {"currency": "USD", "amount": step.size * 1_000_001}
    return {"currency": "VND", "amount": step.size * 777_777_777}


def planned(step: Step) -> dict[str, Any]:
    code = ZONES[step.zone]
    return {
        "zone": code,
        "name": NAMES[code],
        "kind": "park" if step.zone < 2 else "cluster",
        "area_m2": step.size * HECTARE,
    }


def established(step: Step) -> dict[str, Any]:
    area = step.size * HECTARE
    return {
        **planned(step),
        "industrial_m2": area * 6 // 10,
        "service_m2": area // 10,
        "infrastructure_m2": area // 10,
        "green_m2": area // 10,
    }


def opened(step: Step) -> dict[str, Any]:
    area = step.size * HECTARE
    known = {"leased_industrial_m2": area // 4, "approved_m2": area // 10} if step.size % 3 else {}
    stages = {"planned": bool(step.size % 2), "operating": step.size % 4 == 0, "established": step.size % 8 != 0}
    return {**established(step), **known, **stages}


def registered(step: Step) -> dict[str, Any]:
    code = PROJECTS[step.project]
    return {
        "project": code,
        "name": f"Nhà máy {step.project}",
        "enterprise": "Công ty",
        "origin": "fdi" if step.project % 2 == 0 else "ddi",
        "role": "infrastructure" if step.project == 3 else "secondary",
        **({"zone": ZONES[step.zone]} if step.size % 5 else {}),
        "capital": money(step),
        **({"charter": money(step)} if step.size % 3 == 0 else {}),
    }


def leased(step: Step) -> dict[str, Any]:
    whose = {"project": PROJECTS[step.project]} if step.project < 3 else {}
    return {"zone": ZONES[step.zone], **whose, "area_m2": step.size * HECTARE // 4}


def of_period(step: Step) -> dict[str, Any]:
    start, end = month_of(step)
    scope = {"zone": ZONES[step.zone]} if step.project else {"kind": "park"}
    return {"period_start": start, "period_end": end, **scope}


def reported(step: Step) -> dict[str, Any]:
    values = {"labour.workers": step.size * 100, "output.production": money(step)}
    status = "estimate" if step.size % 3 == 0 else "final"
    return {**of_period(step), "status": status, "values": values}


def counted_heads(step: Step) -> dict[str, Any]:
    return {**of_period(step), "zone": ZONES[step.zone], "kind": None, "values": {"labour.foreign": step.size}}


def staffed(step: Step) -> dict[str, Any]:
    """Workers and what they are paid at the end of a month, of a zone or of a place, all of them or those of one origin."""
    start, end = month_of(step)
    whole = [{"zone": ZONES[step.zone]}, {"kind": "park"}, {"place": PLACE}, {"kind": "cluster"}][step.project]
    narrowed = {"origin": ("fdi", "ddi")[step.size % 2]} if step.size % 5 == 0 else {}
    paid = {"currency": ("USD", "VND")[step.size % 2], "amount": step.size * 1_000_000}
    status = "estimate" if step.size % 4 == 1 else "final"
    values = {"labour.workers": step.size, "labour.payroll": paid}
    return {"period_start": start, "period_end": end, "status": status, **whole, **narrowed, "values": values}


def target(step: Step) -> dict[str, Any]:
    year = FIRST_DAY.year + step.month // 12
    about = {"kind": "park"} if step.project else {"zone": ZONES[step.zone]}
    return {
        "period_start": date(year, 1, 1),
        "period_end": date(year, 12, 31),
        **about,
        "measure": "output.production",
        "value": {"currency": "USD", "amount": step.size},
    }


def adjusted(step: Step) -> dict[str, Any]:
    about: dict[str, Any] = {"project": PROJECTS[step.project], "capital": money(step)}
    return {**about, "charter": money(step)} if step.size % 4 == 0 else about


ACTS: Mapping[str, tuple[str, Any]] = {
    "plan": ("zone_planned", planned),
    "establish": ("zone_established", established),
    "open": ("zone_opened", opened),
    "operate": ("zone_operating", lambda s: {"zone": ZONES[s.zone]}),
    "list": ("priority_listed", lambda s: {"zone": ZONES[s.zone]}),
    "delist": ("priority_delisted", lambda s: {"zone": ZONES[s.zone]}),
    "fix land": ("land_use_approved", lambda s: {"zone": ZONES[s.zone], "industrial_m2": s.size * HECTARE}),
    "expand": (
        "area_changed",
        lambda s: {
            "zone": ZONES[s.zone],
            "direction": "expanded",
            "area_m2": s.size * HECTARE,
            "industrial_m2": s.size * HECTARE // 2,
        },
    ),
    "reduce": (
        "area_changed",
        lambda s: {
            "zone": ZONES[s.zone],
            "direction": "reduced",
            "area_m2": s.size * HECTARE // 2,
            "industrial_m2": s.size * HECTARE // 4,
        },
    ),
    "allocate": ("land_allocated", leased),
    "lease": ("land_leased", leased),
    "lease approved": ("land_leased", lambda s: {**leased(s), "from_approval": True}),
    "give back": ("lease_ended", leased),
    "pass on": (
        "lease_transferred",
        lambda s: {**leased(s), "project": PROJECTS[s.project], "to_project": PROJECTS[(s.project + 1) % 4]},
    ),
    "register": ("project_registered", registered),
    "open project": ("project_opened", lambda s: {**registered(s), "operating": bool(s.size % 2)}),
    "raise": ("capital_adjusted", adjusted),
    "lower": ("capital_adjusted", lambda s: {**adjusted(s), "direction": "down"}),
    "buy in": (
        "shares_bought",
        lambda s: {"project": PROJECTS[s.project], "value": money(s), "raises_capital": bool(s.size % 2)},
    ),
    "spend": ("capital_implemented", lambda s: {"project": PROJECTS[s.project], "capital": money(s)}),
    "end": ("project_terminated", lambda s: {"project": PROJECTS[s.project]}),
    "pass project on": (
        "project_transferred",
        lambda s: {"project": PROJECTS[s.project], "enterprise": f"Công ty {s.size}"},
    ),
    "report": ("period_report", reported),
    "count heads": ("period_report", counted_heads),
    "staff": ("period_report", staffed),
    "aim": ("target_set", target),
    "aim anew": ("target_amended", target),
    "housing": (
        "facility_commissioned",
        lambda s: {"zone": ZONES[s.zone], "facility": "KTX", "kind": "housing", "capacity": s.size},
    ),
    "merge": ("zone_merged", lambda s: {"zone": ZONES[s.zone], "into": ZONES[s.project]}),
    "revoke": ("zone_revoked", lambda s: {"zone": ZONES[s.zone]}),
    "rename": ("zone_renamed", lambda s: {"zone": ZONES[s.zone], "name": f"Tên {s.size}"}),
    "rate": ("exchange_rate_set", lambda s: {"vnd_per_usd": f"{20_000 + 37 * s.size}", "source": "sổ tay"}),
}
"""Every act with its event type and the fields that a step gives it."""

OFTEN = (
    *("lease",) * 4, *("correct",) * 6, *("withdraw",) * 3, *("merge",) * 3, *("undo",) * 2, *("put right",) * 2,
    "allocate", "give back", "give back", "lower", "report", "report", "raise", "end", "count heads",
)  # fmt: skip
ENDS = frozenset({"merge", "revoke", "end"})
AFTER = {
    "give back": "lease",
    "pass on": "lease",
    "lease approved": "allocate",
    "delist": "list",
    "aim anew": "aim",
    "raise": "register",
    "lower": "raise",
    "buy in": "register",
    "end": "register",
}
"""Acts that are tried on what an earlier act was about."""
PROLOGUE = (
    Step("rate", 0, 0, 0, 1),
    *(Step("establish", 1 + zone, zone, 0, 30) for zone in range(4)),
    *(Step("register", 5 + project, 2 + project % 2, project, 11) for project in range(3)),
    Step("register", 3, 0, 3, 12),
)


def history_of(acts: Sequence[str], months: tuple[int, int], length: tuple[int, int]) -> st.SearchStrategy[list[Step]]:
    """Histories of some acts: what is tried, one step after another, after the prologue that every history begins with."""
    numbers = (st.integers(*months), st.integers(0, 3), st.integers(0, 3), st.integers(1, 12))
    return st.lists(st.builds(Step, st.sampled_from(acts), *numbers), min_size=length[0], max_size=length[1])


steps = history_of((*ACTS, *OFTEN), (4, 40), (12, 24))
"""Histories of all that a book can be told."""
scopes = history_of(
    (*("staff",) * 12, *("correct",) * 5, *("withdraw",) * 5, "merge", "revoke", "undo"), (4, 150), (14, 26)
)
"""Histories of workers reported now by zone, now for places as a whole."""


@dataclass
class Chronicle:
    """A book being written, step by step, each at its own moment."""

    code: str
    done: list[tuple[int, Step]] = field(default_factory=list)
    moments: list[datetime] = field(default_factory=list)
    tried: int = 0
    refused: list[tuple[Step, str]] = field(default_factory=list)
    begun: datetime = FIRST_MOMENT

    def __post_init__(self) -> None:
        Book.objects.create(code=self.code, name=f"Sổ {self.code}", place=PLACE)

    def play(self, step: Step) -> None:
        """Try one step; what is refused must leave no trace."""
        self.tried += 1
        moment = self.begun + timedelta(minutes=self.tried)
        before = hashes()
        try:
            self._attempt(step, moment)
        except ParkError as refusal:
            self.refused.append((step, refusal.code))
        else:
            self.moments.append(moment)
            return
        assert hashes() == before, f"{step} was refused ({self.refused[-1][1]}) and changed the book"

    def _attempt(self, step: Step, moment: datetime) -> None:
        with writing(self.code, "lan") as writer:
            if step.what in {"withdraw", "undo"}:
                seq, _ = self._earlier(step)
                writer.reverse(seq, reason="ghi nhầm", at=moment)
                return
            if step.what in {"correct", "put right"}:
                seq, old = self._earlier(step)
                new = old._replace(month=step.month if step.size % 2 else old.month, size=step.size)
                if step.project == 0:
                    new = new._replace(zone=step.zone)
                recorded = writer.correct(seq, event_of(new), reason="số đúng", at=moment)
            else:
                new = self._following(step)
                recorded = writer.record(event_of(new), at=moment)
        self.done.append((recorded.seq, new))

    def _earlier(self, step: Step) -> tuple[int, Step]:
        if step.what in {"undo", "put right"}:
            ends = [entry for entry in self.done if entry[1].what in ENDS]
            return ends[-1 - step.size % len(ends)] if ends else self.done[-1]
        return self.done[(step.size * 7 + step.zone) % len(self.done)]

    def _following(self, step: Step) -> Step:
        """The step on the zone and project of an earlier one, where it only makes sense after that."""
        before = [old for _, old in self.done if old.what == AFTER.get(step.what)]
        if not before:
            return step
        old = before[-1 - step.size % len(before)]
        month = max(step.month, old.month) if step.size % 4 else step.month
        return step._replace(zone=old.zone, project=old.project, size=min(step.size, old.size), month=month)


def event_of(step: Step) -> Any:
    """The event that a step records."""
    kind, fields = ACTS[step.what]
    given = fields(step)
    own_day = {} if kind == "period_report" else {"effective_on": day_of(step)}
    document = {"document": {"number": f"{step.size}/QĐ", "issuer": "UBND"}} if step.size % 3 == 1 else {}
    return build(kind, {**given, **own_day, **document})


def hashes() -> list[tuple[Any, ...]]:
    """The last hash of every book, and how many rows there are of everything."""
    tables = ("ledger_event", "ledger_posting", "ledger_subject", "ledger_filed", "ledger_zone", "ledger_project")
    counts = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables)
    ends = (
        "SELECT book_id, seq, hash FROM ledger_event e "
        "WHERE seq = (SELECT max(seq) FROM ledger_event WHERE book_id = e.book_id)"
    )
    return [*fetch(counts), *fetch(f"{ends} ORDER BY book_id")]


def chronicle(code: str, history: list[Step], begun: datetime = FIRST_MOMENT) -> Chronicle:
    """A book in which a history was played."""
    book = Chronicle(code, begun=begun)
    for step in (*PROLOGUE, *history):
        book.play(step)
    return book
