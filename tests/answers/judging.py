"""What would be right for each of the three hundred questions, worked out from the books without the code that answers.

Figures come from the figures API with the question spelt out in the data file; lists, prices and developers from SQL over
the ledger's own tables. A question is right where all that is asked is answered so, refused where nothing is answered, and
wrong where something else is answered as if it had been asked.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

from parkledger.briefing.answers import questions
from parkledger.catalogue import Origin, ZoneKind
from parkledger.figures import Figures, Form, Question
from parkledger.language import fold
from parkledger.ledger.store.statements import fetch
from parkledger.places import get
from parkledger.records.dates import Dates

FILE = Path(__file__).with_name("questions.tsv")
TODAY = date(2025, 3, 31)
"""The day on which the questions are put."""
COUNTRY = "viet-nam"


class Outcome(StrEnum):
    """What came of a question."""

    RIGHT = "right"
    REFUSED = "refused"
    UNHEARD = "no answer"
    TOLD = "wrong, with words told as not understood"
    WRONG = "silently wrong"


@dataclass(frozen=True)
class Asked:
    """A line of the file."""

    part: str
    sort: str
    text: str
    key: str

    @property
    def wanted(self) -> str:
        """What is to be answered."""
        return self.key.split()[0]

    @property
    def facts(self) -> dict[str, str]:
        """The rest of the key."""
        return dict(each.split("=", 1) for each in self.key.split(" ")[1:] if "=" in each)


def asked() -> list[Asked]:
    """All questions of the file."""
    with FILE.open(encoding="utf-8") as lines:
        return [Asked(*row) for row in list(csv.reader(lines, delimiter="\t"))[1:]]


def judge(one: Asked, books: Figures, dates: Dates) -> tuple[Outcome, tuple[questions.QuestionAnswer, ...]]:
    """What the product answers, and whether it is right."""
    found = questions.answers(one.text, books, dates)
    given = [each for each in found if each.problem is None]
    if one.wanted == "partly":
        return (Outcome.RIGHT if given and len(given) < len(found) else _wrong(given)), found
    if one.key == "refuse":
        nothing = not given or all(not _says(each) for each in given)
        return (Outcome.RIGHT if nothing else _wrong(given)), found
    if found and not given and Expected(one, books).is_absent():
        told = all(each.problem and ABSENT.search(each.problem.vi) for each in found)
        return (Outcome.RIGHT if told else Outcome.REFUSED), found
    if not given:
        return (Outcome.REFUSED if found else Outcome.UNHEARD), found
    right = Expected(one, books).met(given)
    return (Outcome.RIGHT if right and not any(each.unheard for each in given) else _wrong(given)), found


def _says(answer: questions.QuestionAnswer) -> bool:
    """Whether anything is told: a figure that was never recorded, or an empty list, tells nothing."""
    return any(figure.value is not None for figure in answer.figures) or bool(getattr(answer, "lines", ()))


def _wrong(given: Iterable[questions.QuestionAnswer]) -> Outcome:
    return Outcome.TOLD if any(each.unheard for each in given) else Outcome.WRONG


OF_PROJECT = "JOIN ledger_book b ON b.id = p.book_id LEFT JOIN ledger_zone z ON z.id = p.zone_id"
ZONES = "SELECT b.code, z.code FROM ledger_zone z JOIN ledger_book b ON b.id = z.book_id"
SCHEDULED = (
    f"SELECT b.code, p.code FROM ledger_project p {OF_PROJECT} JOIN ledger_event e ON e.book_id = p.book_id"
    " AND e.type = 'schedule_set' AND json_extract(e.payload, '$.project') = p.code WHERE z.code = '{zone}'"
)
"""The projects of a zone of which a schedule is on record: without any, none can be said to be late."""
HELD_BY = (
    "COALESCE((SELECT json_extract(h.payload, '$.investors') FROM ledger_event h WHERE h.book_id = p.book_id"
    " AND h.type = 'investors_set' AND json_extract(h.payload, '$.project') = p.code AND h.effective_on <= '2025-03-31'"
    " ORDER BY h.effective_on DESC LIMIT 1), p.country)"
)
"""By whom a project is held on the day: as registered, until its investors are told anew."""
ABSENT = re.compile("chưa có số liệu|chưa ghi nhận|không có chỉ tiêu|chưa ghi")
"""What is said where the books do not have what was asked for."""


class Expected:
    """What is expected of the answers to one question."""

    def __init__(self, one: Asked, books: Figures) -> None:
        self.one, self.books, self.facts = one, books, one.facts

    def met(self, given: list[questions.QuestionAnswer]) -> bool:
        """Whether the answers are what is expected."""
        test = getattr(self, f"_{self.one.wanted}", None)
        if test is None:
            test = self._named
        return bool(test(given))

    def is_absent(self) -> bool:
        """Whether the books do not have what is asked for, so that to say so is right."""
        if self.one.wanted in {"value", "growth"}:
            question = self._question()
            both = [question, self._base(question)] if self.one.wanted == "growth" else [question]
            return any(figure.value is None for figure in self.books.answer(both))
        if self.one.wanted in {"plan", "target"} and self.one.sort != "price":
            return self.books.one(replace(self._question(), form=Form.PLAN_RATIO)).value is None
        if self.one.wanted == "late" and (zone := self.facts.get("zone")):
            return not _keys(SCHEDULED.format(zone=zone))
        return self.one.wanted == "tariff_unknown"

    # figures

    def _place(self, name: str) -> str:
        if name == "-":
            return COUNTRY
        for code in (f"viet-nam.{name}", f"viet-nam.bac-giang.{name}", f"viet-nam.bac-kan.{name}"):
            try:
                return get(code).code
            except Exception:  # noqa: BLE001, S112  the next level is tried
                continue
        raise AssertionError(name)

    def _zone_id(self, code: str) -> int:
        wanted = {"kcn-thanh-binh": "kcn-thanh-binh-giai-doan-i"}.get(code, code)
        return next(key for key, zone in self.books.zones.items() if zone["code"] == wanted)

    def _question(self, **more: Any) -> Question:
        facts = {**self.facts, **more}
        zone = self._zone_id(facts["zone"]) if "zone" in facts else None
        end = date.fromisoformat(facts.get("at") or facts["to"])
        base = Question(
            facts["ind"],
            self._place(facts.get("place", "-")),
            end,
            zone=zone,
            kind=ZoneKind(self.books.zones[zone]["kind"])
            if zone
            else ZoneKind(facts["kind"])
            if "kind" in facts
            else None,
            origin=Origin(facts["origin"]) if "origin" in facts else None,
        )
        if base.is_flow or base.definition.statistic:
            base = replace(base, start=date.fromisoformat(facts["from"]) if "from" in facts else None)
            if base.is_flow and base.start is None:
                base = replace(base, start=date(end.year, 1, 1))
        return base

    def _one(self, **more: Any) -> Fraction | None:
        return self.books.one(self._question(**more)).value

    @staticmethod
    def _said(given: list[questions.QuestionAnswer]) -> list[Fraction | None]:
        return [
            v
            for each in given
            for v in ([each.value] if getattr(each, "value", None) is not None else [f.value for f in each.figures])
        ]

    def _value(self, given: list[questions.QuestionAnswer]) -> bool:
        said = self._said(given)
        return len(said) == 1 and said[0] == self._one()

    def _target(self, given: list[questions.QuestionAnswer]) -> bool:
        if self.one.sort == "price":
            return False
        figure = self.books.one(replace(self._question(), form=Form.PLAN_RATIO))
        actual = self._one()
        said = self._said(given)
        if figure.value is None or actual is None:
            return len(said) == 1 and said[0] is None
        return len(said) == 1 and said[0] is not None and abs(actual / said[0] * 100 - figure.value) < Fraction(1, 100)

    def _plan(self, given: list[questions.QuestionAnswer]) -> bool:
        said = self._said(given)
        return len(said) == 1 and said[0] == self.books.one(replace(self._question(), form=Form.PLAN_RATIO)).value

    def _growth(self, given: list[questions.QuestionAnswer]) -> bool:
        question = self._question()
        before = self._base(question)
        now, then = self.books.one(question), self.books.one(before)
        said = self._said(given)
        if now.value is None or then.value is None:
            return len(said) == 1 and said[0] is None
        if not self.facts.get("base") and self.books.one(replace(question, form=Form.GROWTH)).value is None:
            return [each.value for each in given] == [None] and said == [now.value, then.value]
        difference = now.value - then.value
        if now.unit == "percent":
            return said == [difference]
        return len(said) == 1 and (said[0] == difference or said[0] == difference / then.value * 100)

    def _base(self, question: Question) -> Question:
        base = self.facts.get("base")
        if base is None:
            return question.a_year_before()
        if len(base) == 4:
            return replace(
                question,
                start=question.start and question.start.replace(year=int(base)),
                end=question.end.replace(year=int(base)),
            )
        return replace(question, end=date.fromisoformat(base))

    def _of_each(self, **more: Any) -> dict[str, Fraction]:
        base = self._question(**more)
        zones = self.books.zones_of(base)
        values = {
            f"{self.books.zone(zone)['book']}/{self.books.zone(zone)['code']}": self.books.one(
                replace(base, zone=zone, kind=ZoneKind(self.books.zone(zone)["kind"]))
            ).value
            for zone in zones
        }
        return {key: value for key, value in values.items() if value is not None}

    def _best(self, values: dict[str, Fraction], count: int = 1) -> list[set[str]]:
        """The sets of keys that share each of the first places."""
        ordered = sorted(set(values.values()), reverse=self.facts.get("dir", "max") == "max")
        groups: list[set[str]] = []
        for value in ordered:
            if sum(len(group) for group in groups) >= count:
                break
            groups.append({key for key, held in values.items() if held == value})
        return groups

    def _top(self, given: list[questions.QuestionAnswer], count: int = 1) -> bool:
        values = self._of_each()
        if self.facts["ind"] in {"occupancy", "land.available"}:
            values = self._with_land(values)
        groups = self._best(values, count)
        lines = [line.key for each in given for line in each.lines]
        must = set().union(*groups) if groups else set()
        head = set(lines[: max(count, len(must) if len(groups) == 1 else count)])
        return bool(lines) and (head <= must if len(must) > count else head == must)

    def _with_land(self, values: dict[str, Fraction]) -> dict[str, Fraction]:
        """Zones that have land to let: of others there is no occupancy to speak of."""
        land = self._of_each(ind="land.leasable", at=self.facts["at"])
        return {key: value for key, value in values.items() if land.get(key)}

    def _top3(self, given: list[questions.QuestionAnswer]) -> bool:
        return self._top(given, 3)

    def _top5(self, given: list[questions.QuestionAnswer]) -> bool:
        return self._top(given, 5)

    def _topplace(self, given: list[questions.QuestionAnswer]) -> bool:
        base = self._question()
        places = {zone["place"] for zone in self.books.zones.values() if zone["place"].startswith(base.place)}
        values = {place: self.books.one(replace(base, place=place)).value for place in places}
        groups = self._best({key: value for key, value in values.items() if value is not None})
        return [line.key for each in given for line in each.lines][:1][0] in groups[0]

    def _topyear(self, given: list[questions.QuestionAnswer]) -> bool:
        values = {}
        for year in range(2003, TODAY.year):  # years that are over
            values[str(year)] = self._one(at=f"{year}-12-31", **{"from": f"{year}-01-01"})
        groups = self._best({key: value for key, value in values.items() if value is not None})
        return [line.key for each in given for line in each.lines][:1][0] in groups[0]

    def _zonerank(self, given: list[questions.QuestionAnswer]) -> bool:
        own = f"{self.books.zone(self._zone_id(self.facts['zone']))['book']}/{self.facts['zone']}"
        facts = {key: value for key, value in self.facts.items() if key != "zone"}
        values = Expected(
            replace(self.one, key=" ".join(["x", *(f"{k}={v}" for k, v in facts.items())])), self.books
        )._of_each()
        rank = 1 + sum(1 for value in values.values() if value > values[own])
        return [getattr(each, "value", None) for each in given] == [rank]

    def _ranking(self, given: list[questions.QuestionAnswer]) -> bool:
        values = {key: value for key, value in self._of_each().items() if value}
        lines = [line.key for each in given for line in each.lines]
        told = [values[key] for key in lines if key in values]
        return set(values) <= set(lines) and told == sorted(told, reverse=True)

    def _share(self, given: list[questions.QuestionAnswer]) -> bool:
        facts = {key: value for key, value in self.facts.items() if key != "zone"}
        whole = Expected(
            replace(self.one, key=" ".join(["x", *(f"{k}={v}" for k, v in facts.items())])), self.books
        )._one()
        part = self._one()
        return whole is not None and part is not None and self._said(given) == [part / whole * 100]

    def _origin_share(self, given: list[questions.QuestionAnswer]) -> bool:
        part, base = self._one(), self._question()
        whole = self.books.one(replace(base, origin=None, currency="USD")).value
        part = self.books.one(replace(base, currency="USD")).value
        return whole is not None and part is not None and self._said(given) == [part / whole * 100]

    def _place_share(self, given: list[questions.QuestionAnswer]) -> bool:
        part, whole = self._one(place=self.facts["part"]), self._one()
        return whole is not None and part is not None and self._said(given) == [part / whole * 100]

    # comparisons

    def _sides(self, given: list[questions.QuestionAnswer], expected: list[Fraction | None]) -> bool:
        said = [figure.value for each in given for figure in each.figures]
        return sorted(map(str, said)) == sorted(map(str, expected))

    def _compare(self, given: list[questions.QuestionAnswer]) -> bool:
        a, b = self.facts["a"], self.facts["b"]
        kind = "zone" if a.startswith("kcn") else "place"
        return self._sides(given, [self._one(**{kind: a}), self._one(**{kind: b})])

    def _compare_kinds(self, given: list[questions.QuestionAnswer]) -> bool:
        return self._sides(given, [self._one(kind="park"), self._one(kind="cluster")])

    def _compare_origins(self, given: list[questions.QuestionAnswer]) -> bool:
        base = self._question()
        own = [replace(base, origin=origin) for origin in Origin]
        both = [figure.value for figure in self.books.answer([*own, *(replace(each, currency="USD") for each in own)])]
        said = [figure.value for each in given for figure in each.figures]
        return len(said) == 2 and all(value in both for value in said)

    # lists

    def _lines(self, given: list[questions.QuestionAnswer]) -> set[str]:
        return {line.key for each in given for line in each.lines}

    def _total(self, given: list[questions.QuestionAnswer]) -> int:
        return sum(each.total for each in given)

    def _condition(self) -> str:
        """The condition of SQL that the facts of a list of projects come to."""
        found = ["registered_on <= '2025-03-31'", "p.role = 'secondary'"]
        text = self.one.key
        for field in ("country", "sector"):
            if f"{field}=" in text:
                value = text.split(f"{field}=")[1].split(" zone=")[0].split(" country=")[0].split(" place=")[0]
                found.append(f"instr({HELD_BY if field == 'country' else 'p.sector'}, '{value}') > 0")
        if zone := self.facts.get("zone"):
            found.append(f"z.code = '{zone}'")
        if origin := self.facts.get("origin"):
            found.append(f"p.origin = '{origin}'")
        if self.facts.get("kind") == "park":
            found.append("COALESCE(z.merged_kind, z.kind) = 'park'")
        if self.facts.get("place"):
            found.append(
                f"p.book_id IN (SELECT id FROM ledger_book WHERE code LIKE '{'bg' if self.facts['place'] == 'bac-giang' else 'bk'}%')"
            )
        return " AND ".join(found)

    def _sql(self, where: str) -> set[str]:
        return _keys(f"SELECT b.code, p.code FROM ledger_project p {OF_PROJECT} WHERE {where}")

    def _matches(self, given: list[questions.QuestionAnswer], expected: set[str]) -> bool:
        return self._total(given) == len(expected) and self._lines(given) <= expected

    def _projects(self, given: list[questions.QuestionAnswer]) -> bool:
        where = self._condition()
        alive = self._sql(f"{where} AND (p.ended_on IS NULL OR p.ended_on > '2025-03-31')")
        return self._matches(given, alive) or self._matches(given, self._sql(where))

    def _ended(self, given: list[questions.QuestionAnswer]) -> bool:
        kind = "project_revoked" if self.facts["how"] == "revoked" else "project_terminated"
        ended_so = (
            "EXISTS (SELECT 1 FROM ledger_event e WHERE e.book_id = p.book_id"
            f" AND e.seq = p.ended_by AND e.type = '{kind}')"
        )
        where = f"{self._condition()} AND {_in_year('p.ended_on', self.facts['year'])} AND {ended_so}"
        return self._matches(given, self._sql(where))

    def _registered(self, given: list[questions.QuestionAnswer]) -> bool:
        return self._matches(
            given, self._sql(f"{self._condition()} AND {_in_year('p.registered_on', self.facts['year'])}")
        )

    def _adjusted(self, given: list[questions.QuestionAnswer]) -> bool:
        posted = f"t.measure = 'projects.adjusted' AND {_in_year('t.effective_on', self.facts['year'])}"
        return self._matches(given, self._posted(f"{posted} AND {self._condition()}"))

    def _suspended(self, given: list[questions.QuestionAnswer]) -> bool:
        return self._matches(given, self._posted("t.measure = 'projects.suspended' AND t.effective_on <= '2025-03-31'"))

    def _posted(self, where: str) -> set[str]:
        return _keys(
            f"SELECT b.code, p.code FROM ledger_posting t JOIN ledger_project p ON p.id = t.project_id {OF_PROJECT}"
            f" WHERE {where} GROUP BY b.code, p.code HAVING SUM(t.amount) > 0"
        )

    def _late(self, given: list[questions.QuestionAnswer]) -> bool:
        return any(each.lines or each.total == 0 for each in given) and all(
            getattr(each, "note", None) for each in given
        )

    def _zones(self, given: list[questions.QuestionAnswer]) -> bool:
        kind, place = self.facts["kind"], self._place(self.facts["place"])
        stage = self.facts.get("stage")
        zones = {
            f"{z['book']}/{z['code']}": key
            for key, z in self.books.zones.items()
            if z["kind"] == kind and z["place"].startswith(place)
        }
        if stage == "withdrawn":
            return self._lines(given) == _keys(
                f"{ZONES} JOIN ledger_event e ON e.book_id = z.book_id AND e.seq = z.ended_by"
                " WHERE e.type = 'zone_revoked' AND z.kind = 'cluster'"
            )
        if stage:
            zones = {
                code: key
                for code, key in zones.items()
                if self.books.one(Question(f"zones.{stage}", COUNTRY, TODAY, zone=key, kind=ZoneKind(kind))).value
            }
            return self._lines(given) == set(zones)
        ended = _keys(f"{ZONES} WHERE z.ended_on IS NOT NULL AND z.ended_on <= '2025-03-31'")
        return self._lines(given) == set(zones) - ended

    def _zones_where(self, given: list[questions.QuestionAnswer]) -> bool:
        values = self._with_land(self._of_each())
        limit = Fraction(self.facts.get("lt") or self.facts["gt"])
        chosen = {key for key, value in values.items() if (value < limit if "lt" in self.facts else value > limit)}
        return self._lines(given) == chosen

    # who, prices, why

    def _named(self, given: list[questions.QuestionAnswer]) -> bool:
        """Who and where: the words of the answer name what the ledger has on record."""
        word, *rest = self.one.key.split()
        text = fold(
            " ".join(
                f"{each.said.vi if each.said else ''} {' '.join(line.key + ' ' + line.title.vi for line in each.lines)}"
                for each in given
            )
        )
        if word == "refuse_or":
            return rest[0].removeprefix("zone=") in text
        if word in {"developer", "developer_cluster"}:
            rows = fetch(f"SELECT developer FROM ledger_zone WHERE code LIKE '%{rest[0]}' AND ended_on IS NULL")
            return any(fold(name) in text if name else "chua ghi" in text for (name,) in rows)
        if word == "developer_unknown":
            return "chua ghi" in text
        if word == "developed_by":
            return all(code in text for code in rest[0].split(","))
        if word == "authority":
            return "ban quan ly" in text
        if word == "authority_clusters":
            return "so cong thuong" in text
        if word == "where":
            return "viet nam" not in text and any(
                fold(get(place).name) in text
                for (place,) in fetch(f"SELECT place FROM ledger_zone WHERE code = '{rest[0]}'")
            )
        if word in {"topcountry", "topsector", "topproject", "topprice"}:
            return self._first(word, given)
        if word in {"tariff", "tariffs", "tariff_unknown"}:
            return self._tariff(given)
        return word == "why" and self._why(given)

    def _first(self, word: str, given: list[questions.QuestionAnswer]) -> bool:
        lines = [line for each in given for line in each.lines]
        if word == "topprice":
            prices = {code: price for code, price in self._prices("land_rent", TODAY) if code.startswith("kcn")}
            best = (max if self.facts["dir"] == "max" else min)(prices.values())
            return bool(lines) and lines[0].key.split("/")[1] in {
                code for code, price in prices.items() if price == best
            }
        if word == "topcountry":
            return bool(lines) and lines[0].key == "JP"
        of_parks = f"{self._condition()} AND z.kind = 'park'"
        if word == "topsector":
            rows = fetch(
                f"SELECT p.sector, COUNT(*) FROM ledger_project p {OF_PROJECT} WHERE {of_parks} AND b.code LIKE 'bg%%'"
                " AND (p.ended_on IS NULL OR p.ended_on > '2025-03-31') GROUP BY p.sector ORDER BY 2 DESC",
                [],
            )
            return bool(lines) and fold(rows[0][0]) in fold(lines[0].title.vi)
        rows = fetch(
            f"SELECT b.code, p.code, SUM(t.usd) FROM ledger_posting t JOIN ledger_project p ON p.id = t.project_id {OF_PROJECT}"
            " WHERE t.measure = 'capital.in_force' AND t.effective_on <= '2025-03-31'"
            f" AND {of_parks} GROUP BY b.code, p.code ORDER BY 3 DESC"
        )
        most = {f"{book}/{code}" for book, code, amount in rows if amount == rows[0][2]}
        return bool(lines) and lines[0].key in most

    def _prices(self, tariff: str, on: date) -> list[tuple[str, Fraction]]:
        rows = fetch(
            "SELECT z.code, SUM(t.amount) FROM ledger_posting t JOIN ledger_zone z ON z.id = t.zone_id"
            f" WHERE t.measure = 'fee.{tariff}' AND t.effective_on <= '{on}' GROUP BY z.code, t.detail HAVING SUM(t.amount) <> 0"
        )
        return [(code, Fraction(amount, 10**6)) for code, amount in rows]

    def _tariff(self, given: list[questions.QuestionAnswer]) -> bool:
        word, tariff, *rest = self.one.key.split()
        on = date.fromisoformat(self.facts.get("at", "2025-03-31"))
        every = self._prices(tariff, on)
        lines = [line for each in given for line in each.lines]
        if word == "tariffs":
            return {code for code, _ in every if code.startswith("kcn")} == {line.key.split("/")[1] for line in lines}
        wanted = sorted(price for code, price in every if code == rest[0])
        if not wanted:
            return not lines
        held = sorted(line.value for line in lines if line.value is not None)
        return held == wanted or (tariff == "power" and held == wanted[-1:])

    def _why(self, given: list[questions.QuestionAnswer]) -> bool:
        """Both ends of the year are told, and the events between them that the difference is made of."""
        year = int(self.facts["year"])
        flow = self._question(at=f"{year}-12-31").is_flow
        first = {"from": f"{year - 1}-01-01"} if flow else {}
        last = {"from": f"{year}-01-01"} if flow else {}
        before, after = self._one(at=f"{year - 1}-12-31", **first), self._one(at=f"{year}-12-31", **last)
        said = [figure.value for each in given for figure in each.figures]
        return said == [before, after] and (before == after or any(each.lines for each in given))


def _in_year(field: str, year: str) -> str:
    return f"{field} BETWEEN '{year}-01-01' AND '{year}-12-31'"


def _keys(sql: str) -> set[str]:
    """What a query finds, as book/code."""
    return {f"{book}/{code}" for book, code in fetch(sql)}


def dates() -> Dates:
    """The dates that the questions are put with."""
    return Dates(TODAY)
