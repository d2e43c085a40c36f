"""Every event type has a form: what is shown in it and sent back makes the same event; what cannot be read is refused."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkledger.catalogue import INDICATORS, MEASURES, CoverageSubject, FacilityKind, TargetSetter, Tariff
from parkledger.catalogue.discharge import Pollutant
from parkledger.catalogue.measures import REPORTABLE
from parkledger.catalogue.sectors import SECTORS
from parkledger.language import Lang
from parkledger.ledger.book.recording import build
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.events.base import EffectiveDay, Event
from parkledger.ledger.events.project_business import ONLY_SYMBIOSIS
from parkledger.ledger.events.reports import TARGETABLE
from parkledger.submissions.forms.event_form import WHOLE, as_payload, checked, fields_of, is_form, typed, values_shown

FORMS = [code for code in EVENT_TYPES if is_form(code)]
WORDS = st.text("abc ĐđườngÔ123,.", min_size=1, max_size=40).map(str.strip).filter(bool)
DAYS = st.dates(date(1995, 1, 1), date(2030, 12, 31)).map(date.isoformat)
AREAS = st.integers(1, 10**10)
PERCENTAGES = st.integers(0, 1000).map(lambda tenths: f"{tenths // 10},{tenths % 10}%")
COUNTS = st.integers(0, 10**9)
MONEY = st.fixed_dictionaries({"currency": st.sampled_from(["USD", "VND"]), "amount": st.integers(0, 10**16)})
PRICES = st.decimals(Decimal("0.01"), Decimal(10**6), places=3).map(str)
DONG = st.decimals(1, 10**6, places=3).map(str)
DOCUMENTS = st.fixed_dictionaries(
    {}, optional={"number": WORDS, "title": WORDS, "issuer": WORDS, "issued_on": DAYS, "url": WORDS}
)
RATES = st.fixed_dictionaries({"vnd_per_usd": DONG, "source": WORDS, "on": DAYS})
BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "effective_on": DAYS, "document": DOCUMENTS.filter(bool), "rate": RATES, "note": WORDS, "horizon": st.integers(1990, 2100),
    "households": COUNTS, "capacity": COUNTS, "received": COUNTS, "on_time": COUNTS, "late": COUNTS, "of": COUNTS,
    "percent": st.decimals(0, 100, places=3).map(str), "price": PRICES, "vnd_per_usd": DONG,
    "subject": st.sampled_from([each.value for each in CoverageSubject]),
    "capital": MONEY, "charter": MONEY, "scale": st.sampled_from(["1/2000", "1/500", "1/5000"]),
    "direction": st.none(), "origin": st.sampled_from(["fdi", "ddi"]), "role": st.sampled_from(["infrastructure", "secondary"]),
    "status": st.sampled_from(["estimate", "final"]), "tariff": st.sampled_from([each.value for each in Tariff]),
    "set_by": st.sampled_from([each.value for each in TargetSetter]), "indicator": st.sampled_from(sorted(INDICATORS)),
    "form": st.sampled_from(["value", "growth", "rank"]), "unit": st.sampled_from(["percent", "VND", "ha"]),
    "currency": st.sampled_from(["USD", "VND"]), "per": st.sampled_from(["m2", "m3", "kWh"]), "period_start": DAYS,
    "use": st.sampled_from(["industrial", "service"]), "kind": st.sampled_from(["park", "cluster"]), "measure": st.none(),
}  # fmt: skip
BY_NAME |= {each.value: PRICES for each in Pollutant} | dict.fromkeys(["remaining", "exceeded", "discharge_m3"], COUNTS)
BY_NAME |= dict.fromkeys(["planned_for", "valid_until", "trial_until"], DAYS)
BY_NAME["amount"] = st.fixed_dictionaries({"currency": st.just("VND"), "amount": st.integers(1, 10**16)})
CONTRACTS = st.sampled_from(["12/HĐ-TĐ", "HĐ 7"])
PLOT_CODES = st.lists(st.sampled_from(["A1", "A2", "B-3", "CN04"]), min_size=1, unique=True).map("; ".join)
PLOTS = st.lists(
    st.tuples(st.sampled_from(["L1", "L2", "D-5"]), st.integers(1, 900)), min_size=1, unique_by=lambda lot: lot[0]
).map(lambda lots: "; ".join(f"{code}: {hectares},5 ha đất công nghiệp" for code, hectares in lots))
BY_KIND: dict[str, st.SearchStrategy[Any]] = {
    "area": AREAS.filter(bool), "money": MONEY, "count": st.integers(1, 60), "year": st.integers(1990, 2100), "date": DAYS,
    "decimal": PRICES, "flag": st.booleans(),
}  # fmt: skip
"""What a field takes of which nothing else is said, by the kind of its input."""
NARROWED = {"kind", "direction"}
"""Fields of zones that take fewer than all of their choices here."""
SECTOR_LISTS = st.lists(st.sampled_from([*SECTORS]), min_size=5, max_size=8, unique=True).map(
    lambda codes: {
        "priority": codes[0], "accepted": "; ".join(codes[1:3]), "conditional": codes[3], "refused": ",".join(codes[4:]),
        "conditions": "xử lý nước thải", "lifted": "",
    }
)  # fmt: skip
"""Sectors that a decision names, each once."""


POINTS = st.lists(
    st.tuples(st.sampled_from(["năng lực, kinh nghiệm", "phương án tài chính", "giá"]), st.integers(0, 400)),
    min_size=1,
    unique_by=lambda given: given[0],
).map(lambda given: "; ".join(f"{name}: {tenths // 10},{tenths % 10}" for name, tenths in given))
"""Criteria with points, each once, exact to a tenth."""


def strategy(code: str, name: str) -> st.SearchStrategy[Any]:
    if (found := named_strategy(code, name)) is not None:
        return found
    if name in EVENT_TYPES[code].choices() and (name not in NARROWED or code == "environmental_permit_granted"):
        return st.sampled_from(list(EVENT_TYPES[code].choices()[name]))
    if name in BY_NAME:
        return BY_NAME[name]
    extra: Any = EVENT_TYPES[code].model_fields[name].json_schema_extra or {}
    if extra.get("unit") == "plots":
        return PLOTS if name == "drawn" else PLOT_CODES
    field = next((field for field in fields_of(code) if field.path == (name,)), None)
    return BY_KIND.get(field.kind, WORDS) if field else WORDS


def named_strategy(code: str, name: str) -> st.SearchStrategy[Any] | None:
    """What a field takes that its name tells."""
    if name == "kind" and code.startswith("facility"):
        return st.sampled_from([each.value for each in FacilityKind])
    if name == "direction":
        return st.sampled_from(["expanded", "reduced"] if code == "area_changed" else ["up", "down"])
    if code.startswith(("works_lot", "state_asset")) and name in {"value", "value_done", "disbursed"}:
        return BY_NAME["amount"]
    if name == "value":
        return PRICES if code == "statistic_quoted" else MONEY
    by_field: dict[tuple[str, str], st.SearchStrategy[Any]] = {
        ("schedule_sanction", "fine"): MONEY,
        ("points_given", "points"): POINTS,
        ("council_convened", "criteria"): POINTS,
        ("plot_drawn", "plot"): PLOT_CODES.map(lambda codes: codes.partition(";")[0]),
    }
    return by_field.get((code, name))


ALSO: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "schedule_set": st.fixed_dictionaries({"operation_by": DAYS}),
    **dict.fromkeys(
        ("dues_assessed", "dues_paid", "dues_reduced"),
        st.sampled_from([{"project": "P1", "zone": None}, {"project": None, "zone": "z"}]),
    ),
    "works_lot_planned": st.fixed_dictionaries(
        {"start_by": st.none() | st.just("2024-02-01"), "end_by": st.just("2024-12-31"), "quantity": PRICES}
        | {"quantity_unit": st.sampled_from(["km", "item", "kVA"])}
    ),
    "works_lot_adjusted": st.fixed_dictionaries({"end_by": DAYS}),
    "works_lot_progressed": st.fixed_dictionaries({"percent": BY_NAME["percent"]}),
    "tariff_frame_set": st.sampled_from(
        [
            {"lowest": "1.5", "highest": "2", "zone": None, "kind": "cluster", "until": None},
            {"lowest": None, "highest": "0.36", "zone": "z", "kind": None, "until": "2100-12-31"},
        ]
    ),
    "incentive_area_set": st.sampled_from(
        [
            {"level": "difficult", "rent_percent": "50", "tax_percent": "17.5", "until": "2100-12-31"},
            {"level": "none", "rent": "", "rent_percent": None, "tax": "", "tax_percent": None, "until": None},
        ]
    ),
    "land_leased": st.fixed_dictionaries({"contract": CONTRACTS}),
    "lease_ended": st.fixed_dictionaries({"contract": CONTRACTS, "closes_contract": st.just(True)}),
    "lease_transferred": st.fixed_dictionaries(
        {"contract": CONTRACTS, "to_contract": CONTRACTS, "closes_contract": st.just(True)}
    ),
    "work_accident": st.sampled_from(
        [
            {"severity": "serious", "injured": 2, "killed": 0, "declared_on": None},
            {"severity": "fatal", "injured": 1, "killed": 3, "declared_on": None},
        ]
    ),
    "business_report": st.fixed_dictionaries({"workers": COUNTS, "loss": st.none()}),
    "capital_report": st.sampled_from(
        [
            {"source": "cash", "investor": "Lan", "investor_kind": "foreign", "repaid": None},
            {"source": "parent_loan", "investor": "", "investor_kind": None},
        ]
    ),
    "eco_report": st.sampled_from(
        [
            {"part": "symbiosis", "links": 2},
            {"part": "efficiency", "water": 2, **dict.fromkeys(ONLY_SYMBIOSIS)},
        ]
    ),
    "work_stoppage_begun": st.fixed_dictionaries({"workers": st.integers(1, 9000)}),
    "duty_set": st.sampled_from([{"due_by": "2026-01-02", "term_days": None}, {"due_by": None, "term_days": 15}]),
}
"""What a type asks for besides its single fields: a date at least, a day or a term."""


def period(kind: type[Event], start: str, end: str) -> dict[str, str]:
    """A period, with the day that follows from it where a type leaves no other."""
    derived = {"effective_on": end} if kind.effective_day is EffectiveDay.DERIVED else {}
    return {"period_start": start, "period_end": end, **derived}


@st.composite
def fields(draw: st.DrawFn, code: str) -> dict[str, Any]:
    kind = EVENT_TYPES[code]
    found: dict[str, Any] = {}
    for name, info in kind.model_fields.items():
        if name in {"period_start", "period_end", "values", "measure"}:
            continue
        if info.is_required() or draw(st.booleans()):
            found[name] = draw(strategy(code, name))
    if "period_end" in kind.model_fields:
        found |= period(kind, *sorted([draw(DAYS), draw(DAYS)]))
    if code == "period_report":
        chosen = draw(st.lists(st.sampled_from(REPORTABLE), min_size=1, max_size=5, unique=True))
        found["values"] = {each: draw(MONEY if MEASURES[each].unit == "money" else COUNTS) for each in chosen}
    if code.startswith("target"):
        found["measure"] = draw(st.sampled_from(sorted(TARGETABLE)))
        of = {"money": MONEY, "micro": PERCENTAGES}.get(TARGETABLE[found["measure"]], COUNTS)
        found["value"] = draw(of)
    if code == "zone_opened":
        found |= {"established": True, "infrastructure_complete": False, "planned": True}
    found |= draw(ALSO[code]) if code in ALSO else {}
    found |= draw(SECTOR_LISTS) if code == "sector_policy_set" else {}
    if "kind" in found and "name" in kind.model_fields and "part_of" in kind.model_fields:
        found.setdefault("zone", "kcn-mot")
    elif "part_of" in kind.model_fields:
        found = {**found, "zone": found.get("zone", "kcn-mot"), "kind": "park"}
    return found


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("code", FORMS)
def test_what_a_form_shows_and_takes_back_is_the_same_event(code: str, lang: Lang) -> None:
    @settings(max_examples=25, deadline=None, database=None)
    @given(fields(code))
    def there_and_back(given_fields: Mapping[str, Any]) -> None:
        event = build(code, given_fields)
        back = checked(code, typed(code, values_shown(code, as_payload(event), lang), lang))
        assert back.problems == {}
        assert build(code, back.payload) == event

    there_and_back()


def test_every_field_of_every_type_is_in_its_form() -> None:
    for code in FORMS:
        shown = {each.path[0] for each in fields_of(code)}
        derived = EVENT_TYPES[code].effective_day is EffectiveDay.DERIVED
        left_out = {"effective_on"} if derived else set()
        assert shown == set(EVENT_TYPES[code].model_fields) - left_out, code


LEASE = {"zone": "kcn-mot", "effective_on": "2021-03-01", "area_m2.unit": "ha"}


@pytest.mark.parametrize(
    ("text", "lang", "area_m2"),
    [("12,5", Lang.VI, 125_000), ("1.234,56", Lang.VI, 12_345_600), ("1.234", Lang.VI, 12_340_000), ("12.5", Lang.EN, 125_000),
     ("0,125", Lang.VI, 1_250), ("1,2340", Lang.VI, 12_340)],
)  # fmt: skip
def test_an_area_is_read_in_the_language_of_the_page(text: str, lang: Lang, area_m2: int) -> None:
    found = checked("land_leased", typed("land_leased", {**LEASE, "area_m2": text}, lang))
    assert found.problems == {}
    assert build("land_leased", found.payload).model_dump()["area_m2"] == area_m2


@pytest.mark.parametrize(
    ("text", "area_m2"),
    [("12,5 ha", 125_000), ("12,5ha", 125_000), ("1.500 m²", 1_500), ("1.500 m2", 1_500), ("1.234,5 HA", 12_345_000)],
)
def test_an_area_with_its_unit_is_read_as_it_is_copied_from_a_decision(text: str, area_m2: int) -> None:
    found = checked("land_leased", typed("land_leased", {**LEASE, "area_m2": text}, Lang.VI))
    assert found.problems == {}
    assert build("land_leased", found.payload).model_dump()["area_m2"] == area_m2


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [("50 triệu đồng", "", 50_000_000), ("1,5 tỷ đồng", "ty-vnd", 1_500_000_000), ("50 triệu đồng", "trieu-usd", None),
     ("50 triệu", "", None)],
)  # fmt: skip
def test_money_with_its_unit_is_read_unless_another_was_chosen(text: str, unit: str, amount: int | None) -> None:
    given_form = {
        "inspection": "KT-1",
        "fine": "XP-1",
        "effective_on": "2024-05-06",
        "amount": text,
        "amount.unit": unit,
    }
    found = checked("fine_imposed", typed("fine_imposed", given_form, Lang.VI))
    if amount is None:
        assert "amount" in found.problems
    else:
        assert "amount" not in found.problems
        assert found.payload["amount"] == {"currency": "VND", "amount": amount}


@pytest.mark.parametrize(
    ("text", "unit", "money"),
    [("5", "trieu-eur", ("EUR", 500_000_000)), ("900 triệu JPY", "", ("JPY", 900_000_000)),
     ("1,5 triệu nhân dân tệ", "", None), ("1,5", "cny", ("CNY", 150))],
)  # fmt: skip
def test_capital_is_typed_in_other_currencies_too_and_other_money_is_not(
    text: str, unit: str, money: tuple[str, int] | None
) -> None:
    project = {"project": "P1", "name": "A", "enterprise": "B", "origin": "fdi", "effective_on": "2024-05-06"}
    found = checked(
        "project_registered", typed("project_registered", {**project, "capital": text, "capital.unit": unit}, Lang.VI)
    )
    if money is None:
        assert "capital" in found.problems
        return
    assert found.problems == {}
    assert found.payload["capital"] == {"currency": money[0], "amount": money[1]}
    fine = {"inspection": "KT-1", "fine": "XP-1", "effective_on": "2024-05-06", "amount": text, "amount.unit": unit}
    assert "USD" in checked("fine_imposed", typed("fine_imposed", fine, Lang.VI)).problems["amount"].vi
    offered = {each.name: each.any_currency for each in fields_of("project_registered") if each.kind == "money"}
    assert offered == {"capital": True, "charter": True}
    assert [each.any_currency for each in fields_of("fine_imposed") if each.kind == "money"] == [False]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,234", "1,2340"),
        ("12.5", "12.5"),
        ("mười hai", "mười hai"),
        ("", "bắt buộc"),
        ("-3", "âm"),
        ("0,12345", "m²"),
    ],
)
def test_what_is_ambiguous_or_cannot_be_read_is_refused_at_its_field_and_kept(text: str, said: str) -> None:
    given_form = {**LEASE, "area_m2": text}
    found = checked("land_leased", typed("land_leased", given_form, Lang.VI))
    assert set(found.problems) == {"area_m2"}
    assert said in found.problems["area_m2"].vi
    assert values_shown("land_leased", found.payload, Lang.VI)["area_m2"] == text
    with pytest.raises(Exception, match="area_m2"):
        build("land_leased", found.payload)


def test_what_a_type_itself_refuses_stands_at_its_field_or_over_the_form() -> None:
    nothing = checked("land_leased", typed("land_leased", {**LEASE, "area_m2": "0"}, Lang.VI))
    assert list(nothing.problems) == ["area_m2"]
    nameless = checked("zone_planned", typed("zone_planned", {"effective_on": "2021-03-01"}, Lang.VI))
    assert list(nameless.problems) == [WHOLE]
