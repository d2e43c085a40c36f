"""Papers and undertakings one by one: environmental permits of zones and approvals of their investment, letters that urge projects
and sanctions on late ones, memoranda, promises to delegations; each with its day, its term and what became of it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Final, NamedTuple

from parkledger.briefing.answers.answer import AnswerLine, Answers, listed, refused, with_understood
from parkledger.briefing.answers.completeness import WITHHELD
from parkledger.briefing.answers.ends import ends_asked
from parkledger.briefing.answers.lists import secondary
from parkledger.briefing.answers.subjects import QuestionSubject, amounts_asked
from parkledger.briefing.answers.zone_facts import zones_of_place
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from parkledger.figures.wording import number
from parkledger.language import SMALLEST, Lang, Text, Unit, fold, format_date
from parkledger.ledger.events import SubjectKind
from parkledger.ledger.events.exchanges import PromiseKept, PromiseMade, PromiseReleased
from parkledger.ledger.events.inspections import FineImposed, FineReduced
from parkledger.ledger.events.schedules import ScheduleLetter, ScheduleSanction
from parkledger.ledger.events.zones import InvestmentPolicyApproved
from parkledger.places import get
from parkledger.records.dates import Dates
from parkledger.records.environment import environment_of, permit_state
from parkledger.records.events import Stored, standing
from parkledger.records.histories import ZoneOn, zones_by_id
from parkledger.records.project_lists import lines_on
from parkledger.records.promotion import ActivityState, promotion_on


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: what it is called and leads to, its day, and what is said of it."""

    title: Text
    day: date
    said: Text
    route: str = ""
    arguments: tuple[str, ...] = ()
    state: Text | None = None
    """How it stands, where papers are counted by that."""
    cost: Fraction | None = None
    """What was spent, in đồng, where it is summed."""


class PaperSort(NamedTuple):
    """A sort of papers: what they are called, the words that ask for them and that may stand beside these, and how they are told.

    `hidden` are the kinds of records without which some may be missing.
    """

    name: Text
    is_asked: Callable[[QuestionSubject], bool]
    beside: frozenset[str]
    told: Callable[[QuestionSubject, Dates], Iterable[Paper]]
    is_of_time: bool = True
    """Whether a period that is named is that in which they were made, and not a day on which they stood."""
    is_of: str = "zones"
    """What they are of: zones, projects, or the office, whose papers are of no zone and no country."""
    asking: frozenset[str] = frozenset()
    """Marks of what is asked that its lines tell, but for which they are."""
    counts_states: bool = False
    """Whether it is told how many there are in each state, and what they cost."""
    cost: Text = Text("đã chi {}", "{} spent")
    """What their cost is called where it is summed."""


def _events(dates: Dates, *types: str) -> list[Stored]:
    """The events of some types in all books, but for what is withheld."""
    return standing([mark.id for mark in current_figures().heads.values()], types, None, dates.on, dates.known_at)


def _day(day: str | date | None, lang: Lang) -> str:
    return format_date(date.fromisoformat(str(day)), lang) if day else ""


def _both(vi: str, en: str, day: str | date | None) -> Text:
    """Words with a day behind them, in both languages."""
    return Text(f"{vi} {_day(day, Lang.VI)}", f"{en} {_day(day, Lang.EN)}")


def _joined(*parts: Text | None) -> Text:
    told = [part for part in parts if part is not None and part.vi.strip()]
    return Text("; ".join(part.vi for part in told), "; ".join(part.en for part in told))


def _same(text: object) -> Text | None:
    return Text(str(text), str(text)) if text else None


def _zones(subject: QuestionSubject) -> list[ZoneOn]:
    known = zones_by_id(subject.as_asked)
    if subject.zones:
        return [known[zone] for zone in subject.zones if zone in known]
    return zones_of_place(subject)


def _permits(subject: QuestionSubject, dates: Dates) -> Iterator[Paper]:
    """The environmental permits of zones themselves, each with the day until which it is valid."""
    ends = ends_asked(subject)
    for zone in _zones(subject):
        for course, event in environment_of(SubjectKind.ZONE, zone.reference, dates).permits:
            if course.granted is None or event.payload.get("project") or (ends and not ends.holds(course.valid_until)):
                continue
            until = _both("có hạn đến", "valid until", course.valid_until) if course.valid_until else NO_END
            state = permit_state(course, dates.on).label
            number_said = Text(f"giấy phép môi trường {course.number}", f"environmental permit {course.number}")
            title = Text(zone.title, zone.title)
            said = _joined(number_said, _both("cấp ngày", "granted on", event.effective_on), until, state)
            yield Paper(title, event.effective_on, said, "zone", zone.reference)


NO_END: Final = Text("sổ không ghi thời hạn", "no end on record")


def _approvals(subject: QuestionSubject, dates: Dates) -> Iterator[Paper]:
    """The approvals of the investment in the infrastructure of zones: by whom and when."""
    zones = {zone.reference: zone for zone in _zones(subject)}
    for event in _events(dates, InvestmentPolicyApproved.code):
        zone = zones.get((event.book, str(event.payload.get("zone"))))
        if zone is None:
            continue
        by = _same(event.payload.get("authority")) or NO_AUTHORITY
        number_said = (event.document or {}).get("number")
        paper = Text(f"văn bản số {number_said}", f"paper {number_said}") if number_said else None
        said = _joined(by, _both("ngày", "on", event.effective_on), paper)
        yield Paper(Text(zone.title, zone.title), event.effective_on, said, "zone", zone.reference)


NO_AUTHORITY: Final = Text("sổ không ghi cơ quan chấp thuận", "the authority is not on record")


def _of_projects(subject: QuestionSubject, dates: Dates, code: str) -> Iterator[tuple[Stored, Text]]:
    """The events of a type of the projects asked of, each with what its project is called."""
    named = {reference for found in subject.words.projects for reference in found}
    rows = lines_on(dates) if named else secondary(subject)
    wanted = {row.project.reference: row for row in rows if not named or row.project.reference in named}
    for event in _events(dates, code):
        row = wanted.get((event.book, str(event.payload.get("project"))))
        if row is not None:
            name = f"{row.project.code} ({row.project.enterprise})" if row.project.enterprise else row.project.code
            yield event, Text(name, name)


def _letters(subject: QuestionSubject, dates: Dates) -> Iterator[Paper]:
    """The letters that urge projects to keep their schedules, each with the day by which it was to be answered."""
    for event, title in _of_projects(subject, dates, ScheduleLetter.code):
        by = event.payload.get("answer_by")
        answer = _both("trả lời chậm nhất", "to be answered by", by) if by else NO_ANSWER_BY
        said = _joined(
            _both("văn bản ngày", "letter of", event.effective_on), answer, _same(event.payload.get("content"))
        )
        yield Paper(title, event.effective_on, said, "event", (event.book, str(event.seq)))


NO_ANSWER_BY: Final = Text("không ghi hạn trả lời", "no day on record by which to answer")


def _sanctions(subject: QuestionSubject, dates: Dates) -> Iterator[Paper]:
    """The fines on projects that fell behind their schedules."""
    for event, title in _of_projects(subject, dates, ScheduleSanction.code):
        if event.payload.get("sanction") != "fine":
            continue
        fine = event.payload.get("fine")
        amount = _amount(fine)
        said = _joined(amount[0] if amount else NO_AMOUNT, _both("ngày", "on", event.effective_on))
        yield Paper(title, event.effective_on, said, "event", (event.book, str(event.seq)))


NO_AMOUNT: Final = Text("không ghi số tiền", "the amount is not on record")


FINED: Final = Text("quyết định xử phạt", "fines imposed")


def _fines(subject: QuestionSubject, dates: Dates) -> Iterator[Paper]:
    """The fines imposed in zones after inspections, each with what it was reduced to and on whom it was imposed."""
    reduced: Counter[tuple[str, ...]] = Counter()
    for event in _events(dates, FineReduced.code):
        reduced[_fine_of(event)] += int(event.payload["amount"]["amount"])
    zones = {zone.reference: zone for zone in _zones(subject)}
    for event in _events(dates, FineImposed.code):
        zone = zones.get((event.book, str(event.payload.get("zone"))))
        imposed = event.payload.get("amount")
        left = imposed and {**imposed, "amount": int(imposed["amount"]) - reduced[_fine_of(event)]}
        amount = _amount(left)
        if zone is None or amount is None:
            continue
        day = _both("ngày", "on", event.effective_on)
        said = _joined(amount[0], day, _same(event.payload.get("payer")))
        yield Paper(
            Text(zone.title, zone.title),
            day=event.effective_on,
            said=said,
            route="event",
            arguments=(event.book, str(event.seq)),
            state=FINED,
            cost=amount[1],
        )


def _fine_of(event: Stored) -> tuple[str, ...]:
    """Which fine an event is about."""
    return (event.book, str(event.payload["inspection"]), str(event.payload["fine"]))


FINES_COUNTED: Final = re.compile(
    r"(?<![^\W_])(?:phat (?:bao nhieu|may) (?:vu|truong hop|quyet dinh|lan|doanh nghiep|dn)"
    r"|(?:so|bao nhieu|may|how many|number of) (?:vu|truong hop|quyet dinh)? ?(?:bi |xu |duoc )*phat"
    r"|(?:how many|number of) (?:\w+ )?(?:fines|penalties)"
    r"|(?:danh sach|liet ke|list of|list) (?:\w+ ){0,2}?(?:quyet dinh xu phat|vu xu phat|fines|penalties))(?![^\W_])"
)
"""Words by which fines are counted or listed, and not summed."""
NO_FINES_BY: Final = (
    "max",
    "min",
    "most",
    "growth",
    "against",
    "more",
    "compare",
    "plan",
    "not",
    "rank",
    "by_year",
    "share",
    "percent",
)


def _asks_fines(subject: QuestionSubject) -> bool:
    """Whether it is asked how many fines there were, or which; their sum alone is a figure."""
    words = subject.words
    counted = FINES_COUNTED.search(words.folded) is not None
    return (
        "fines" in words.all("measured")
        and counted
        and not MONEY_FIRST.search(words.folded)
        and not words.has(*NO_FINES_BY)
    )


MONEY_FIRST: Final = re.compile(
    r"(?<![^\W_])(?:so|bao nhieu|may) (?:tien|dong|ty|trieu|nghin|ngan) (?:bi |xu |nop )*phat(?![^\W_])"
)
"""Words that ask for the money alone."""


def _memoranda(subject: QuestionSubject, dates: Dates) -> Iterator[Paper]:
    """The memoranda signed with investors, each with what became of it."""
    at_activity = "promotion.held" in subject.words.all("measured")
    for each in promotion_on(dates, subject.place).memoranda:
        signed, concluded = each.signed, each.concluded
        if at_activity and not signed.payload.get("activity"):
            continue
        ended = (
            _joined(_both("ngày", "on", concluded.effective_on), _same(concluded.payload.get("ground")))
            if concluded
            else _joined(
                _same((each.reviewed or [signed])[-1].payload.get("finding")),
                _both("hạn rà soát", "to be followed up by", each.follow_up_by),
            )
        )
        name = f"{signed.payload['memorandum']}: {signed.payload['investor']}"
        said = _joined(_both("ký ngày", "signed on", signed.effective_on), each.state(dates.on).label, ended)
        yield Paper(Text(name, name), signed.effective_on, said, "event", (signed.book, str(signed.seq)))


def _promises(subject: QuestionSubject, dates: Dates) -> Iterator[Paper]:
    """What was promised to delegations, each with its term and what became of it; of a place named, to those from it."""
    ends = {
        (event.book, event.payload["promise"]): event
        for event in _events(dates, PromiseKept.code, PromiseReleased.code)
    }
    guests = [fold(get(place).name) for place in subject.places]
    for event in _events(dates, PromiseMade.code):
        guest = str(event.payload.get("guest") or "")
        if guests and not any(name in fold(guest) for name in guests):
            continue
        end = ends.get((event.book, event.payload["promise"]))
        if not _is_in_state(subject, end):
            continue
        name = f"{event.payload['promise']}: {event.payload['content']} ({guest})"
        due = _both("hạn", "due", event.payload["due_by"])
        said = _joined(_promise_state(event, end, dates.on), due)
        yield Paper(Text(name, name), event.effective_on, said, "event", (event.book, str(event.seq)))


PROMISE_OPEN: Final = re.compile(
    r"(?<![^\W_])(?:chua|not|n t|unkept|broken|outstanding|still open)(?![^\W_]).*|(?<![^\W_])(?:con no|con treo)(?![^\W_])"
)
ONE_OF_PROMISES: Final = re.compile(r"(?<![^\W_])(?:nao|which|what|nhung|cac|list|danh sach)(?![^\W_])")
PROMISE_KEPT: Final = re.compile(
    r"(?<![^\W_])(?:kept|honoured|fulfilled|giu loi|da (?:thuc hien|lam|giu|xong))(?![^\W_])"
)


def _is_in_state(subject: QuestionSubject, end: Stored | None) -> bool:
    """Whether a promise is open, or kept, where those that are so are asked for; all of them where it is asked if they were."""
    folded = subject.words.folded
    if subject.words.has("fate", "status") or not ONE_OF_PROMISES.search(folded):
        return True
    if PROMISE_OPEN.search(folded):
        return end is None
    return not PROMISE_KEPT.search(folded) or (end is not None and end.type == PromiseKept.code)


def _activities(subject: QuestionSubject, dates: Dates) -> Iterator[Paper]:
    """The activities of investment promotion, each with its day, how it stands, and what it cost."""
    named = subject.period()
    since = named[0] if named and named[0] else date(subject.day.year, 1, 1)
    only_cancelled = _asks_cancelled_alone(subject)
    for each in promotion_on(dates, subject.place, since).activities:
        state, event = each.state(dates.on), each.held or each.cancelled or each.planned
        if event is None or each.day is None or (only_cancelled and state is not ActivityState.CANCELLED):
            continue
        spent = _amount(each.held.payload.get("cost")) if each.held else None
        ground = each.cancelled.payload.get("ground") if each.cancelled else None
        investors = each.held.payload.get("investors") if each.held else None
        said = _joined(
            state.label,
            _both("ngày", "on", each.day) if each.held else _both("dự kiến ngày", "planned for", each.day),
            _same(ground),
            Text(f"{investors} nhà đầu tư", f"{investors} investors") if investors else None,
            Text(f"chi {spent[0].vi}", f"{spent[0].en} spent") if spent else None,
        )
        title = Text(each.title, each.title)
        cost = spent[1] if spent else None
        yield Paper(
            title,
            day=each.day,
            said=said,
            route="event",
            arguments=(event.book, str(event.seq)),
            state=state.label,
            cost=cost,
        )


def _asks_cancelled_alone(subject: QuestionSubject) -> bool:
    """Whether those that were cancelled are asked for, and neither how many were held nor what they cost."""
    measured = set(subject.words.all("measured"))
    return "off_plan" in measured and not measured & {"spent", "promotion.spent"} and amounts_asked(subject.words) == 0


def _amount(money: Any) -> tuple[Text, Fraction | None] | None:
    """Money in words, and its number where it is in đồng."""
    if not money:
        return None
    unit = Unit(money["currency"])
    value = Fraction(int(money["amount"]), SMALLEST.get(unit, 1))
    return Text(*(number(value, unit, lang) for lang in Lang)), value if unit is Unit.VND else None


def _promise_state(event: Stored, end: Stored | None, day: date) -> Text:
    """Whether a promise was kept, need not be kept any more, or is open still."""
    if end is None:
        is_late = str(event.payload["due_by"]) < day.isoformat()
        return (
            Text("chưa thực hiện, đã quá hạn", "not kept, overdue")
            if is_late
            else Text("chưa thực hiện", "not kept yet")
        )
    why = _same(end.payload.get("result") or end.payload.get("ground"))
    if end.type == PromiseKept.code:
        return _joined(_both("đã thực hiện ngày", "kept on", end.effective_on), why)
    return _joined(_both("thôi thực hiện từ", "released on", end.effective_on), why)


PAPERS: Final[Mapping[str, PaperSort]] = {
    "permits": PaperSort(
        Text("giấy phép môi trường", "environmental permits"),
        lambda subject: (
            subject.words.has("permits")
            and bool(subject.zones or ends_asked(subject))
            and not subject.words.has("work_permits")
            and (ends_asked(subject) is not None or not subject.words.has("count"))
            and (
                subject.words.has("when", "status", "expiry")
                or "in_force" in subject.words.all("measured")
                or ends_asked(subject) is not None
            )
        ),
        frozenset({"in_force", "exhausted", "environment"}),
        _permits,
        is_of_time=False,
        asking=frozenset({"permits", "when", "year", "status", "expiry", "expiring", "overdue"}),
    ),
    "approvals": PaperSort(
        Text("chấp thuận chủ trương đầu tư", "approvals of investment policy"),
        lambda subject: (
            "investment_approved" in subject.words.all("measured")
            and bool(subject.zones)
            and subject.words.has("who", "which", "manages")
        ),
        frozenset({"investment_approved", "infrastructure", "granted"}),
        _approvals,
        is_of_time=False,
        asking=frozenset({"who", "manages", "when", "year"}),
    ),
    "letters": PaperSort(
        Text("văn bản đôn đốc tiến độ", "letters of urging"),
        lambda subject: subject.words.has("letters") and not subject.words.has("count"),
        frozenset({"projects", "late", "project_which", "enterprises", "progress"}),
        _letters,
        is_of="projects",
        asking=frozenset({"letters", "reply", "project_which", "when"}),
    ),
    "sanctions": PaperSort(
        Text("quyết định xử phạt dự án chậm tiến độ", "fines on late projects"),
        lambda subject: (
            {"late", "fines"} <= {each.sign[1] for each in subject.words.seen}
            and not subject.words.has("count", "max", "min", "most", "growth")
        ),
        frozenset({"late", "fines", "projects", "enterprises", "project_which"}),
        _sanctions,
        is_of="projects",
        asking=frozenset({"project_which", "when"}),
    ),
    "fines": PaperSort(
        Text("quyết định xử phạt", "fines imposed"),
        _asks_fines,
        frozenset({"fines", "cases", "inspections"}),
        _fines,
        asking=frozenset({"when", "who"}),
        counts_states=True,
        cost=Text("tổng {}", "{} in all"),
    ),
    "memoranda": PaperSort(
        Text("bản ghi nhớ", "memoranda"),
        lambda subject: (
            "memoranda" in subject.words.all("measured")
            and subject.words.has("fate", "list", "which")
            and not subject.words.has("count", "max", "most")
        ),
        frozenset({"memoranda", "signed", "promotion.held"}),
        _memoranda,
        is_of="office",
        asking=frozenset({"fate", "status", "when"}),
    ),
    "promises": PaperSort(
        Text("việc đã hứa với đoàn", "promises to delegations"),
        lambda subject: subject.words.has("promises") and not subject.words.has("count"),
        frozenset({"open", "promises", "implemented", "producing"}),
        _promises,
        is_of="office",
        asking=frozenset({"promises", "fate", "status", "work", "tasks", "when", "not", "kept", "fulfilled"}),
    ),
    "activities": PaperSort(
        Text("hoạt động xúc tiến đầu tư", "activities of investment promotion"),
        lambda subject: (
            bool({"promotion.held", "promotion.spent"} & set(subject.words.all("measured")))
            and "memoranda" not in subject.words.all("measured")
            and (
                "off_plan" in subject.words.all("measured")
                or subject.words.has("which", "list", "fate")
                or amounts_asked(subject.words) > 1
            )
            and not subject.words.has("max", "min", "most", "growth", "against", "more", "compare", "plan", "not")
        ),
        frozenset({"promotion.held", "promotion.spent", "off_plan", "operating", "spent", "still"}),
        _activities,
        is_of="office",
        asking=frozenset({"fate", "status", "when"}),
        counts_states=True,
    ),
}
"""The sorts of papers that are told one by one."""
OF_ANY: Final = frozenset({"which", "list", "names"})
"""Marks that every list of papers tells."""
OF_PAPERS: Final = OF_ANY.union(*(sort.asking for sort in PAPERS.values()))
"""Marks of what is asked that papers tell."""


def sort_asked(subject: QuestionSubject) -> PaperSort | None:
    """The sort of papers that is asked for; None where none is."""
    described = bool(subject.countries or subject.sectors or subject.origins or subject.words.projects)
    for sort in PAPERS.values():
        fits = sort.is_of == "projects" or not described
        if fits and not (sort.is_of == "office" and subject.is_of_zones) and sort.is_asked(subject):
            return sort
    return None


def strange_to_papers(subject: QuestionSubject) -> list[str]:
    """The marks of what is measured, and of what is asked of other papers, that say nothing of the papers asked for."""
    sort = sort_asked(subject)
    if sort is None:
        return []
    of_others = set(subject.words.all("asking")) & OF_PAPERS - OF_ANY - sort.asking
    return sorted((set(subject.words.all("measured")) - sort.beside) | of_others)


def papers(subject: QuestionSubject, books: Figures) -> Answers:
    """The papers asked for: of a period those made in it, else all that are on record, the latest last."""
    sort = sort_asked(subject)
    if sort is None:
        return ()
    named = subject.period()
    dates = Dates(max(subject.day, subject.dates.on) if sort.is_of_time else subject.day, subject.dates.known_at)
    found = [each for each in sort.told(subject, dates) if _is_of_time(each.day, named, sort)]
    if not found and (ends := ends_asked(subject)) is not None:
        none = Text(f"không có giấy phép nào hết hạn {ends.said.vi}", f"none that expires {ends.said.en}")
        return tuple(with_understood(each, subject, None, books) for each in listed(none, [], value=Fraction(0)))
    if not found:
        return refused(subject, books, Text(f"sổ không ghi: {sort.name.vi}", f"none on record: {sort.name.en}"))
    found.sort(key=lambda each: (each.day, each.title.vi))
    lines = [
        AnswerLine("/".join(each.arguments), each.title, each.route, each.arguments, note=each.said) for each in found
    ]
    by = [format_date(dates.on, lang) for lang in Lang]
    said = Text(
        f"{sort.name.vi}: {len(lines)} (theo sổ đến {by[0]})",
        f"{sort.name.en}: {len(lines)} (on record by {by[1]})",
    )
    if len(lines) == 1:
        said = lines[0].said
    elif sort.counts_states:
        said = _by_state(found, sort.cost)
    hidden = any(hiding(kind) for kind in (PublicKind.DOSSIERS, PublicKind.PROJECTS, PublicKind.JOURNAL))
    answers = listed(said, lines, note=WITHHELD if hidden else None, value=Fraction(len(lines)))
    meant = replace(subject, indicator=None)
    told = [with_understood(replace(each, lines=tuple(lines)), meant, None, books) for each in answers]
    return tuple(replace(each, understood=_read_as(sort, each.understood)) for each in told)


def _by_state(found: Sequence[Paper], cost: Text) -> Text:
    """How many papers there are in each state, and what they cost together in these words."""
    states = Counter(each.state for each in found if each.state is not None)
    costs = [each.cost for each in found if each.cost is not None]
    told = [Text(f"{state.vi}: {count}", f"{state.en}: {count}") for state, count in states.items()]
    if costs:
        total = [number(sum(costs, Fraction(0)), Unit.VND, lang) for lang in Lang]
        told.append(Text(cost.vi.format(total[0]), cost.en.format(total[1])))
    return _joined(*told)


def _read_as(sort: PaperSort, reading: Text | None) -> Text:
    """What the question was taken to ask: the papers, and of which zones, projects and time."""
    name = sort.name.capitalised()
    return Text(f"{name.vi}, {reading.vi}", f"{name.en}, {reading.en}") if reading else name


def _is_of_time(day: date, named: tuple[date | None, date] | None, sort: PaperSort) -> bool:
    return not sort.is_of_time or named is None or (named[0] or date.min) <= day <= named[1]
