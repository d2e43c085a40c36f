"""What the sentences so far were about: the group of figures, the sentences before, the headings above, the title."""

import re
from dataclasses import dataclass, field
from typing import Final

from parkledger.reading.interpretation.decisions import Decision
from parkledger.reading.interpretation.events import SubjectEvent, events_of, grants, shares_out, with_those_beside
from parkledger.reading.interpretation.headings import LIST_ITEM, Head, closing_level, head_of, is_head, level_of
from parkledger.reading.interpretation.page_subjects import PageSubjects
from parkledger.reading.interpretation.sentences import LASTING, NO_FEATURES, ORIGINS, SentenceView

_GOES_ON: Final = ("khu ", "cụm ", "trong đó", "kcn này", "trong số", "- ", "+ ")
_LABEL: Final = re.compile(
    r"\W*(?:(?:[0-9]{1,2}[.)]|[a-zđ][.)]) ?)?(?:(?:về|đối với|riêng|phần|mảng|khối|for|as for|regarding)(?!\w)[^,:0-9]{0,60}[,:]"
    r"|(?:vốn|đầu tư|dự án|thu hút|fdi|ddi|nguồn|khu vực|doanh nghiệp|domestic|foreign)(?!\w)[^,:0-9]{0,60}:)(?= )"
)
"""What says whose capital a whole sentence tells of: "Về đầu tư trong nước, …", "Phần FDI: …"."""
_SECTOR: Final = re.compile(
    r"\W*(?:khối|khu vực|phía|mảng|nhà đầu tư|doanh nghiệp|các doanh nghiệp|các nhà đầu tư|vốn|dòng vốn|nguồn vốn|đầu tư)(?: \w+){0,3}? "
    r"(?:fdi|ddi|trong nước|nước ngoài|ngoại|nội địa)(?: \w+){0,3}? (?:đạt|đem về|mang về|đóng góp|góp|có|thu hút|với|vượt|gần|hơn)(?!\w)"
)
"""The same as the subject of a sentence: "Khối trong nước đạt …"; what follows in the paragraph tells of its parts."""
_FACT: Final = re.compile(r"(?:[-+*•] ?)?[^\W\d][^:.;\n]{2,60}: ?(?:[^\W\d]+ ){0,2}[0-9]")
_OF_PLACES: Final = ("whole", "place")
_LONGEST_LABEL: Final = 66
_VACANT: Final = re.compile(r"còn (?:nhiều |[0-9]+ khu )?(?:có )?(?:đất|quỹ đất|chỗ)|đất trống|còn trống")
_DEEPEST: Final = 12
"""So many headings stand above a line at most: short lines without end are a list, not headings of each other."""
_SUBJECTS: Final = ("company", "project", "zone", "whole", "place")


@dataclass(slots=True)
class SentenceGroup:
    """The figures of one sentence so far, for those that follow.

    `projects` are the counts of projects that the next capital goes with, `first` the first figure of the sentence, `last`
    what a ratio is of, `value` the last that is no ratio, `amount` the last of money, `whole` the count of projects that
    those counted since are a part of; `outside` and `kept` are what brackets interrupt; `stale`: a figure that states
    nothing came between; `refused`: a count of projects that states nothing did; `zones` is the last count of zones,
    `ranked` the growth of an economy that a place in a ranking was just given for.
    """

    projects: list[Decision] = field(default_factory=list)
    kept: list[Decision] = field(default_factory=list)
    last: Decision | None = None
    first: Decision | None = None
    value: Decision | None = None
    amount: Decision | None = None
    whole: Decision | None = None
    outside: Decision | None = None
    capital_given: bool = False
    stale: bool = False
    refused: bool = False
    zones: Decision | None = None
    ranked: Decision | None = None


_NO_FIGURES: Final = SentenceGroup()
"""That of every sentence without figures: nothing is added to it."""


@dataclass(slots=True)
class PageFrame:
    """What a page was about so far; one instance a page.

    `kind`, `zone` and `owner` are of the sentences before, `known_kind` the last kind of zones named at all,
    `named_kind` that of the zone named last by its own name, `origin`,
    `stage` and `capital` what their counts of projects and their capital were, `origins` all that the page told of. Of the
    paragraph so far, `counted` are the last counts of projects, `licensed` whether they were said to be new, `stages` all
    that were counted, `previous` the last value, `amount` the last of money, `spoken` the origin that a sentence without figures
    named alone, `of_whole` whether a whole place was made its subject. `zones` is the last count of zones, `growth` the last
    growth of a province; `barred`: new firms are spoken of, whose capital is no investment; `vacant`: land that is still free
    is. `labelled` is the origin that a label before all figures of the paragraph names; `facts`: the paragraph before was a
    line of a profile, "Dân số: 2,67 triệu người"; `listing`: it was an item of a list, `outer` the kind of zones before the list.
    """

    subjects: PageSubjects = field(default_factory=PageSubjects)
    heads: list[Head] = field(default_factory=list)
    group: SentenceGroup = field(default_factory=SentenceGroup)
    kind: str | None = None
    zone: str | None = None
    agency: str | None = None
    known_kind: str | None = None
    named_kind: str | None = None
    owner: str | None = None
    origin: str | None = None
    origins: frozenset[str | None] = frozenset()
    spoken: str | None = None
    stage: str | None = None
    licensed: bool = False
    counted: list[Decision] = field(default_factory=list)
    stages: frozenset[str] = NO_FEATURES
    capital: str | None = None
    previous: Decision | None = None
    amount: Decision | None = None
    zones: Decision | None = None
    growth: Decision | None = None
    paragraph: int = -1
    under_head: bool = False
    occupancy: bool = False
    compares: bool = False
    vacant: bool = False
    barred: bool = False
    labelled: str | None = None
    facts: bool = False
    of_whole: bool = False
    outer: str | None = None
    listing: bool = False
    events: list[SubjectEvent] = field(default_factory=list)

    def enter(self, view: SentenceView) -> None:
        """Begin a sentence; a new paragraph goes on about the page's own subject."""
        self.events = events_of(view)
        if self.events and self.subjects.title_kind:
            self.events = [
                one
                for one in self.events
                if one.what not in _OF_PLACES or not (grants(view, one.end) or shares_out(view, one))
            ]
        goes_on = view.paragraph == self.paragraph
        outside = self.group.outside
        if outside is not None and outside.form == "value":
            self.group.value = outside  # the sentence ended with a breakdown in brackets
        self.previous = self.group.value if goes_on else None
        self.amount = (self.group.amount or self.amount) if goes_on else None
        self.group = SentenceGroup() if view.quantities else _NO_FIGURES
        self._label(view, goes_on=goes_on)
        if not goes_on:
            self._begin_paragraph(view)

    def _label(self, view: SentenceView, *, goes_on: bool) -> None:
        """Whose capital the sentence tells of by a label before its figures, or by a sentence without any before it."""
        if self.labelled is not None and not (goes_on and _goes_on(view)):
            self.labelled = None
        opening = view.quantities[0].start if view.quantities else view.end
        if not goes_on or not view.features(view.start, opening).isdisjoint(LASTING):
            self.spoken = None
        if view.quantities:
            self.labelled = _label_of(view) or self.labelled

    def _begin_paragraph(self, view: SentenceView) -> None:
        self.paragraph = view.paragraph
        self.licensed, self.stages, self.of_whole, self.counted = False, NO_FEATURES, False, []
        self.owner = None
        self.agency = self.agency if self.heads else None
        item = level_of(view) >= LIST_ITEM
        if item and not self.listing:
            self.outer = self.kind
        elif self.listing and not item:
            self.kind, self.zone = self.outer, None  # the items of a list were each about their own zone
        self.listing = item
        level = closing_level(view, under_head=self.under_head)
        while self.heads and self.heads[-1].level >= level:
            self.heads.pop()
        self.under_head = False
        facts = _is_fact(view)
        if facts and self.facts and all(head.kind is None for head in self.heads):
            self.kind, self.zone = (
                self.subjects.title_kind,
                self.subjects.title_zone,
            )  # each line of a profile is of its own subject
        elif not view.lower.startswith(_GOES_ON, view.start):
            self.zone = self.subjects.title_zone if facts else None
            page_kind = self.subjects.page_kind
            headed = next((head.kind for head in reversed(self.heads) if head.kind is not None), None)
            self.kind = headed or ((self.kind or page_kind) if page_kind else None)
        self.facts = facts

    def leave(self, view: SentenceView) -> None:
        """End a sentence: what it was about last is what the next may go on about."""
        for event in self.events:
            self._follow(event, view)
        heads = is_head(view)
        if not view.quantities and not heads:
            self.spoken = _one_origin(view, view.end)
        if view.quantities:
            features = view.features(view.start, view.end)
            self.occupancy = self.occupancy or "m:occupancy" in features
            self.compares = self.compares or "r:same" in features
            if "o:fdi" in features or any(event.what == "zone" for event in self.events):
                self.barred = False
        last = next((event.what for event in reversed(self.events) if event.what in _SUBJECTS), None)
        if last is not None:
            self.owner = last if last in ("company", "project") else None
        if heads and not self.facts:
            self.under_head = True
            self.vacant = self.vacant or _VACANT.search(view.lower, view.start, view.end) is not None
            self.heads.append(head_of(view))
            del self.heads[:-_DEEPEST]

    def _follow(self, event: SubjectEvent, view: SentenceView) -> None:
        if event.what == "zone" and event.kind is not None:
            self.known_kind = event.kind
            self.named_kind = event.kind if event.zone else self.named_kind
            if not event.located:
                self.kind, self.zone = with_those_beside(event, event.kind, self.events, view), event.zone
            elif self.kind is None:
                self.kind = with_those_beside(event, event.kind, self.events, view)
            self.of_whole = False
        elif event.what in ("whole", "place"):
            self.kind = self.zone = None
            self.of_whole = True
        elif event.what == "office":
            self.agency = event.kind

    def remember(self, decisions: list[Decision]) -> None:
        """Keep what a sentence stated, for the parts that the next sentences may tell of it."""
        kept = [one for one in decisions if one.indicator.startswith(("capital", "projects"))]
        if kept:
            self.origin = kept[0].origin
            self.origins |= {one.origin for one in kept if one.origin}
            self.capital = next((one.indicator for one in kept if one.indicator.startswith("capital")), self.capital)
            counts = [one for one in kept if one.unit == "project" and one.form == "value"]
            self.stage = next((one.indicator for one in counts), self.stage)
            self.licensed = counts[0].licensed if counts else self.licensed
            self.stages |= {one.indicator for one in counts}
            self.counted = counts or self.counted

    def headed(self) -> frozenset[str]:
        """The features of all headings above."""
        return NO_FEATURES.union(*(head.features for head in self.heads))

    def headed_acts(self) -> frozenset[str]:
        """The features of the headings above, the title left out: what it says was done is not done in every sentence."""
        return NO_FEATURES.union(*(head.features for head in self.heads if head.view.paragraph))


def _label_of(view: SentenceView) -> str | None:
    """The origin that a label at the opening of a sentence names, if it names one alone."""
    first = view.quantities[0].start
    match = _LABEL.match(view.lower, view.start, first) or _SECTOR.match(view.lower, view.start, first)
    return _one_origin(view, match.end()) if match else None


def _one_origin(view: SentenceView, end: int) -> str | None:
    """The origin that a sentence names up to a place, if it names one alone."""
    origins = view.features(view.start, end) & ORIGINS
    return next(iter(origins)).removeprefix("o:") if len(origins) == 1 and "o:both" not in origins else None


def _is_fact(view: SentenceView) -> bool:
    """Whether a paragraph is a line of a profile: a short label, a colon, a figure."""
    colon = view.lower.find(": ", view.start, min(view.end, view.start + _LONGEST_LABEL))
    return colon > 0 and _FACT.match(view.lower, view.start, view.end) is not None


def _goes_on(view: SentenceView) -> bool:
    """Whether a sentence may go on about what a label said: it names neither an origin nor all of a place."""
    return view.features(view.start, view.end).isdisjoint(LASTING)
