"""Random events of every type, most of them nearly right and some of them hostile: texts, numbers and dates as nobody
should write them, in every field that takes them. An event is a line of a file, so that it can be typed in again."""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, get_args

from parkledger.catalogue.measures import REPORTABLE
from parkledger.demo import drafts
from parkledger.demo.drafts import EventDraft
from parkledger.ledger.events import EVENT_TYPES, Event, SubjectKind
from parkledger.ledger.events.base import Amount, Day, Money
from parkledger.ledger.events.reports import TARGETABLE

LENGTHS = (100, 110, 113, 117, 119, 120, 121, 156, 199, 200, 201, 260, 299, 300, 301, 2000, 2001, 21_000)
TEXTS = (
    "", " ", "\x00", "a\x00b", "Tên\x07", "Tên\x7f", "Tên\x85", "\ud800", "a\udfffb", "\ufffe", "\u2028", "\u202e123", "\ufeffKCN",
    "a/b", "..", ".", "a?b", "a#b", "a%2Fb", "a\\b", " a", "a ", "a\nb", "\t", "=1+1", "'; DROP TABLE ledger_event; --",
    "<script>", "{zone}", "%s", "NULL", "null", "Quang Châu", "Quang Cha\u0302u", "quang chau", "KCN Quang Châu", "kcn-quang-chau",
    "KCN-QUANG-CHAU", "kcn quang chau", "KKT Quang Châu", "İstanbul", "ŉ" * 50, "ﷺ" * 20, "a" + "\u0301" * 200, "😀" * 40, "中文", "—",
    "DA-1", "da-1", "x|y", "x;y", "C; C", "26; 26", "\U0010ffff", "bg/kcn-quang-chau", "'" * 119, '"' * 119, "\\u0000", "0", "1e5",
)  # fmt: skip
NUMBERS: tuple[object, ...] = (
    0, -1, 1, 2, 12_000, 10**12, 10**12 + 1, 10**16, 10**16 + 1, 2**63 - 1, 2**63, 10**30, 1.5, 1e308, True, None, [], {}, "", "0",
    "-0", "-1", "5 ha", "-5 ha", "1.234,5 ha", "12,5", "1/2", "NaN", "Infinity", "-Infinity", "1e30", "1E+400", "1E+1000000",
    "1E-1000000", "0.0000001", "0.00001", "0.000001", "9" * 39, "9" * 5000, "0." + "3" * 60, "١٢", "½", "①", "5 tỷ USD",
    "9999999999 tỷ đồng",
    "1e999999999 USD", "10 triệu", "100000000 triệu USD", "0 USD", "-3 USD", "0,001 USD", "22999.5", "1000000", "1000001", "0.5",
)  # fmt: skip
DAYS: tuple[object, ...] = (
    "0001-01-01", "1899-12-31", "1900-01-01", "2199-12-31", "2200-01-01", "9999-12-31", "31/12/9999", "2020-02-30", "30/2/2020",
    "1/1/2020", "2020-1-1", "2020-W01-1", "20200101", "2020-01-01T00:00:00", "", "-2020-01-01", 20200101, 1.5, None, [], "29/2/2023",
    "1/1/20", "mồng một", "2020-01-01\x00", "10000-01-01",
)  # fmt: skip
HOSTILITY = 0.015
"""How often a value is hostile."""


ENDS = ("zone_merged", "zone_revoked", "project_terminated", "project_revoked")
"""What leaves nothing to record after it, and is tried less often."""


class Hostile:
    """A maker of lines; what was named before is named again, so that many events fit the ones before."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.zones = ["kcn-quang-chau", "kcn-van-trung"]
        self.projects = ["DA-1", "DA-2"]

    def line(self) -> str:
        """One event as a line of a file."""
        kinds = [each for each in EVENT_TYPES.values() if each.is_submitted]
        kind = self.dice.choice(kinds)
        if kind.code in ENDS and self.dice.random() < 0.8:
            kind = self.dice.choice(kinds)
        return json.dumps(self.event(kind))

    def event(self, kind: type[Event]) -> dict[str, Any]:
        """The fields of an event; those that may be left out sometimes are."""
        given: dict[str, Any] = {"type": kind.code}
        for name, info in kind.model_fields.items():
            if name != "demo" and (info.is_required() or self.dice.random() < 0.4):
                given[name] = self.value(kind, name)
        self._fit(kind, given)
        if self.dice.random() < 0.003:
            given[self.dice.choice(TEXTS)] = self.dice.choice(TEXTS)
        return given

    def value(self, kind: type[Event], name: str) -> object:
        """A value of a field, of the sort that it takes or of any."""
        dice = self.dice
        if dice.random() < HOSTILITY:
            return self.anything()
        if choices := kind.choices().get(name):
            return dice.choice(list(choices))
        if ref := kind.subject_fields().get(name):
            return self._named(kind, name, ref.to)
        makers = {"document": self._document, "rate": self._rate, "values": self._values}
        if name in makers:
            return makers[name]()
        wanted = kind.model_fields[name].annotation
        sorts = {wanted, *get_args(wanted)}
        if {date, Day} & sorts:
            return self.day()
        if bool in sorts:
            return dice.random() < 0.5
        if {Money, Amount} & sorts or (name == "value" and kind.code != "statistic_quoted"):
            return self._money()
        if str not in sorts:
            return dice.choice([dice.randrange(1, 100), dice.randrange(1, 40_000)]) if name != "horizon" else 2030
        return self.text()

    def anything(self) -> object:
        """A value of any sort, whatever the field takes."""
        return self.dice.choice([self.text(), self.dice.choice(NUMBERS), self.dice.choice(DAYS)])

    def spoiled(self, line: Mapping[str, Any]) -> dict[str, Any]:
        """An event with one or two of its fields, or of those that it might have, replaced."""
        kind, found = EVENT_TYPES[line["type"]], dict(line)
        names = [name for name in kind.model_fields if name != "demo"]
        for name in self.dice.choices(names, k=self.dice.choice((1, 1, 2))):
            found[name] = self.anything() if self.dice.random() < 0.5 else self.value(kind, name)
        return found

    def text(self) -> str:
        """A text: usually a plain one."""
        dice = self.dice
        if dice.random() < 0.93:
            return dice.choice(("Quang Châu", "Vân Trung", "Song Khê", "Đình Trám", "26", "C")) + dice.choice(
                ("", " 2", " 3")
            )
        if dice.random() < 0.6:
            return dice.choice(TEXTS)
        return dice.choice(("a", "Đ", "x ", "😀", "ŉ")) * dice.choice(LENGTHS)

    def day(self) -> object:
        """A day: usually of the years in which parks were let."""
        dice = self.dice
        if dice.random() < 0.03:
            return dice.choice(DAYS)
        return f"{dice.randrange(2015, 2024)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"

    def _named(self, kind: type[Event], name: str, to: SubjectKind) -> str:
        dice, text = self.dice, self.text()
        if to is SubjectKind.PLACE:
            return dice.choice(["viet-nam.bac-giang", "Bắc Giang", "Việt Yên", text])
        known = self.zones if to is SubjectKind.ZONE else self.projects if to is SubjectKind.PROJECT else [text]
        if name in {"zone", "project"} and not kind.references().get(name) and dice.random() < 0.8:
            known.append(text)
            del known[2:-6]
            return text
        return text if dice.random() < 0.02 else dice.choice(known if dice.random() < 0.3 else known[:2])

    def _money(self) -> object:
        dice = self.dice
        plain: list[object] = [f"{dice.randrange(1, 900)} triệu USD", f"{dice.randrange(1, 900)} tỷ đồng"]
        exact = {"currency": dice.choice(("USD", "VND")), "amount": dice.choice((10**16, 10**16 + 1, 1, 0, 10**13))}
        return dice.choice([*plain, *plain, exact, dice.randrange(1, 5000)])

    def _rate(self) -> object:
        rate: dict[str, Any] = {
            "vnd_per_usd": self.dice.choice(("24000", "1", "1000000", "1e30", "0.00000001", "24000.123456789"))
        }
        return {**rate, "source": self.text(), "on": self.day()} if self.dice.random() < 0.5 else None

    def _document(self) -> object:
        names = ("number", "title", "issuer", "url", "sha256")
        found: dict[str, object] = {name: self.text() for name in names if self.dice.random() < 0.5}
        return {**found, "issued_on": self.day()} if self.dice.random() < 0.5 else found

    def _values(self) -> Mapping[str, object]:
        found: dict[str, object] = {}
        for code in self.dice.sample(REPORTABLE, self.dice.choice((1, 1, 2, 3, len(REPORTABLE)))):
            found[code] = (
                f"{self.dice.randrange(1, 90)} tỷ đồng" if TARGETABLE[code] == "money" else self.dice.randrange(1, 9000)
            )
        return found

    def _fit(self, kind: type[Event], given: dict[str, Any]) -> None:
        """Make what goes together usually go together."""
        start, end = given.get("period_start"), given.get("period_end")
        if isinstance(start, str) and isinstance(end, str) and start > end and self.dice.random() < 0.9:
            given["period_start"], given["period_end"] = end, start
        if kind.code == "period_report" and self.dice.random() < 0.95:
            given["effective_on"] = given.get("period_end")
        measure = given.get("measure")
        if isinstance(measure, str) and TARGETABLE.get(measure) == "money":
            given["value"] = "5 tỷ đồng"
        elif measure:
            given["value"] = self.dice.choice((1, 700, 10**12))


FREQUENT = 400
"""From how many events of a type on the demonstration books say the same of many projects, and some of them will do."""

NOT_TOLD: list[dict[str, Any]] = [
    {"type": "zone_opened", "effective_on": "2012-01-01", "name": "Khu mở sổ", "kind": "park", "area_m2": "90 ha"},
    {"type": "project_opened", "effective_on": "2012-01-01", "project": "DA-MS", "name": "Nhà máy", "enterprise": "Công ty",
     "origin": "ddi", "zone": "kcn-khu-mo-so", "capital": "50 tỷ đồng"},
    {"type": "zone_established", "effective_on": "2012-01-01", "name": "Ven biển", "kind": "economic_zone", "area_m2": "900 ha"},
    {"type": "general_plan_approved", "effective_on": "2013-01-01", "zone": "kkt-ven-bien", "category": "coastal",
     "area_m2": "900 ha"},
]  # fmt: skip
"""Types of which the demonstration books tell nothing, and what they need."""


class Story:
    """What a demonstration book tells of some zones, with spoiled copies of its events among them.

    Of random events most are refused, since a step of a course needs the steps before it. A story has them all: events of
    nearly every type are recorded, and what is spoiled is tried where it would fit but for that.
    """

    def __init__(self, maker: Hostile) -> None:
        self.maker, self.dice = maker, maker.dice
        self.kind = self.dice.choice(sorted(kind for kind, events in _counts().items() if events <= FREQUENT))
        """The type whose zone the story begins with: types of which little is told come up as often as others."""
        book = self.dice.choice([draft.book for draft in _drafts() if draft.type == self.kind])
        self.drafts = [draft for draft in _drafts() if draft.book == book and not draft.corrects]

    def lines(self, count: int) -> Iterator[str]:
        """So many lines or some more: events in their order; before or after one, sometimes, a copy of it spoiled."""
        told = [
            {"type": draft.type, **draft.fields, "document": draft.document, "note": draft.note, "demo": draft.demo}
            for draft in self._told(count * 3 // 4)
        ]
        for line in (*NOT_TOLD, *told):
            pair = [line, self.maker.spoiled(line)] if self.dice.random() < 1 / 3 else [line]
            yield from map(json.dumps, pair if self.dice.random() < 0.5 else reversed(pair))

    def _told(self, count: int) -> list[EventDraft]:
        """So many events or some more, in their order: all about some zones and projects but for those told of many projects."""
        rare = [draft for draft in self.drafts if _counts()[draft.type] <= FREQUENT]
        projects = {draft.fields.get("project") for draft in rare}
        homes = {each.fields.get("project"): each.fields["zone"] for each in self.drafts if "zone" in each.fields}
        by_zone: defaultdict[str, list[int]] = defaultdict(list)
        for place, draft in enumerate(self.drafts):
            project = draft.fields.get("project")
            needed = project in projects or self.dice.random() < 0.05
            if needed and (
                _counts()[draft.type] < 2 * FREQUENT or draft.type == "project_registered" or self.dice.random() < 0.1
            ):
                by_zone[draft.fields.get("zone") or homes.get(project) or ""].append(place)
        told = by_zone.pop("", [])
        first = {
            each.fields.get("zone") or homes.get(each.fields.get("project")) for each in rare if each.type == self.kind
        }
        for zone in sorted(self.dice.sample(sorted(by_zone), len(by_zone)), key=lambda zone: zone not in first):
            if len(told) < count:
                told += by_zone[zone]
        return [self.drafts[place] for place in sorted(told)]


@cache
def _drafts() -> list[EventDraft]:
    return drafts()


@cache
def _counts() -> Counter[str]:
    return Counter(draft.type for draft in _drafts() if not draft.corrects)
