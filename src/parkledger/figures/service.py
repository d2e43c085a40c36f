"""Figures over one state of the books: what the rest of the product asks, whatever the figures are summed from."""

import threading
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures.coverage import BookSpan, BookSpans, ReportsDue, SupposedSpan, ZoneGap
from parkledger.figures.engine.cells import Scope
from parkledger.figures.engine.cube import DetailRow, FlowRecording, ZoneBalance
from parkledger.figures.engine.engine import Engine
from parkledger.figures.engine.projects import ProjectBalances, ProjectsInForce, project_balances, projects_in_force
from parkledger.figures.engine.provenance import EventIds
from parkledger.figures.engine.what_if import SupposedPosting, WhatIf
from parkledger.figures.engine.zone_coverage import zone_gap
from parkledger.figures.figure import Figure
from parkledger.figures.mirror.files import BookMark, Manifest, Mirror
from parkledger.figures.mirror.overlay import Overlay, overlaid
from parkledger.figures.questions import Question
from parkledger.language import today

MOST_REMEMBERED = 50_000
"""Figures remembered, up to 4 KB each with what they are made of; beyond that all are forgotten, which costs a second of asking."""


class Figures:
    """Figures of the books as they stand at one moment of recording; threads may share it.

    What was answered is remembered for the day: a figure of one state of the books never changes, but what the books
    cover of it does with the day. Opened after another, it goes on
    with what that one holds in memory.
    """

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        *,
        spans: BookSpans | None = None,
        threads: int | None = None,
        after: "Figures | None" = None,
        recorded: Mapping[str, BookMark] | None = None,
    ) -> None:
        before = after._engine if after else None  # noqa: SLF001  one of the same class
        self._engine: Engine = Engine(folder, manifest, spans=spans, threads=threads, after=before)
        self._folder, self._spans, self._threads = folder, spans, threads
        self._manifest = manifest
        self._recorded = recorded
        self._lock = threading.RLock()
        self._answers: dict[Question, Figure] = {}
        self._day = today()

    def close(self) -> None:
        """Close the files that figures are summed from."""
        self._engine.close()

    @property
    def heads(self) -> Mapping[str, BookMark]:
        """Each book's last event on record, by the book's code."""
        return self._manifest.books if self._recorded is None else self._recorded

    @property
    def tip(self) -> str:
        """What tells this state of the books from any other: each book's last event and its hash, supposed ones too."""
        return ";".join(f"{code}:{mark.seq}:{mark.hash[:12]}" for code, mark in sorted(self._manifest.books.items()))

    @property
    def folder(self) -> Path:
        """The folder of the mirror that they are read from."""
        return self._folder

    @property
    def number(self) -> int:
        """The number of this state of the mirror; later ones have higher numbers."""
        return self._manifest.number

    def spans(self, known_at: datetime | None = None) -> tuple[BookSpan, ...]:
        """What each book covers, as known at a moment; none where the figures were opened without their ledger."""
        with self._lock:
            return self._engine.spans_known(known_at) or ()

    def has_told(self, question: Question) -> bool:
        """Whether nought of a question is nothing that happened: its books are declared complete, or were told of its subject since.

        A book that is kept of other things may just not be kept of this.
        """
        with self._lock:
            return self._engine.has_told(question)

    def reports_due(self, question: Question) -> ReportsDue:
        """The zones that are to report of what a question asks, those that did, and whether all of it is due."""
        with self._lock:
            return self._engine.reports_due(question)

    def answer(self, questions: Sequence[Question]) -> list[Figure]:
        """The figures asked for, in order; what was not asked before is answered in one pass."""
        with self._lock:
            if self._day != today():  # what the books cover is of the day
                self._day = today()
                self._answers.clear()
            new = [question for question in dict.fromkeys(questions) if question not in self._answers]
            if new:
                if len(self._answers) + len(new) > MOST_REMEMBERED:
                    self._answers.clear()
                    new = list(dict.fromkeys(questions))
                self._answers.update(zip(new, self._engine.answer(new), strict=True))
            return [self._answers[question] for question in questions]

    def overlaid(self, overlay: Overlay, folder: Path) -> "Figures":
        """Figures as they would be if what is supposed were on record too, with a folder to keep that in: these stay as they are."""
        recorded = self._spans

        def spans(known_at: datetime | None) -> tuple[BookSpan, ...]:
            found = recorded(known_at) if recorded else ()
            return overlay.span.spanned(found) if known_at is None else found

        manifest = overlaid(Mirror(self._folder), self._manifest, overlay, folder)
        return Figures(
            folder,
            manifest,
            spans=spans if recorded else None,
            threads=self._threads,
            after=self,
            recorded=self.heads,
        )

    def one(self, question: Question) -> Figure:
        """One figure."""
        return self.answer([question])[0]

    def what_if(
        self,
        questions: Sequence[Question],
        postings: Iterable[SupposedPosting],
        targets: Iterable[DetailRow] = (),
        span: SupposedSpan | None = None,
    ) -> list[Figure]:
        """The figures asked for, as if some postings and changes of targets were on record too, and the book covered so much more."""
        with self._lock:
            return self._engine.answer(questions, WhatIf(postings, targets, span))

    def events(self, figure: Figure) -> EventIds:
        """The ids (book << 32 | number) of the events that a figure is made of, the last recorded of a book first.

        They are counted and read a part at a time, as they are asked for.
        """
        with self._lock:
            return self._engine.events(figure)

    @property
    def zones(self) -> dict[int, dict[str, Any]]:
        """The zones that are on record, by id: book, code, name, kind, place, search, demo."""
        return _shown(self._engine.cube.zones)

    @property
    def withdrawn_zones(self) -> dict[int, dict[str, Any]]:
        """The zones whose events were all taken back; `gone_at` says when."""
        return _shown(self._engine.cube.gone)

    def zone(self, zone: int) -> dict[str, Any]:
        """A zone that is on record, or was once."""
        return self._engine.cube.zone(zone)

    def zone_named(self, zone: int) -> ZoneGap:
        """A zone with its name, as coverage tells of it."""
        return zone_gap(self._engine.cube, zone)

    def zones_known(self, known_at: datetime | None) -> dict[int, dict[str, Any]]:
        """The zones on record, with those that were withdrawn only after a moment."""
        return _shown(self._engine.cube.zones_known(known_at))

    def zones_of(self, question: Question) -> list[int]:
        """The zones that lie in the place asked of and are of the kind asked of, whatever their stage."""
        with self._lock:
            found = self._engine.zones_in(self._engine.scope(question), question.known_at)
        hidden = hiding(PublicKind.ZONES)
        return [zone for zone in found if self.zone(zone)["book"] not in hidden] if hidden else found

    def places(self) -> frozenset[str]:
        """Every place that has a posting."""
        return self._engine.cube.places()

    def flow_recordings(self, question: Question) -> list[FlowRecording]:
        """All that was ever recorded of a flow, of any time, where and of what kind it is asked: how it became known.

        Only of an indicator that is a sum of flows: others are not made of recordings alone.
        """
        formula = question.formula
        terms = list(formula.expression.terms()) if formula else []
        with self._lock:
            return self._engine.cube.flow_recordings([term.measure for term in terms], self._engine.scope(question))

    def zone_balances(
        self, measures: Iterable[str], territory: frozenset[str], days: Sequence[date], known_at: datetime | None
    ) -> list[ZoneBalance]:
        """What the zones of a territory held of measures at the end of each of some days, by one query."""
        with self._lock:
            return self._engine.cube.zone_balances(measures, territory, days, known_at)

    def project_balances(
        self,
        measures: Sequence[str],
        territory: frozenset[str],
        on: date,
        known_at: datetime | None,
        *,
        zone: int | None = None,
        since: date | None = None,
    ) -> ProjectBalances:
        """What projects held of measures on a day in a territory, or in one zone of it, by project and measure.

        A project that lies in a zone holds what it holds there; what was let to nobody in particular is no project's.
        With `since`, what changed from that day to the other.
        """
        with self._lock:
            return project_balances(self._engine, measures, territory, on, known_at, zone=zone, since=since)

    def projects_in_force(
        self, territory: frozenset[str], on: date, known_at: datetime | None, books: Sequence[int] | None = None
    ) -> ProjectsInForce:
        """The secondary projects in force in a territory (and in some books) on a day."""
        with self._lock:
            return projects_in_force(self._engine, Scope(territory, None, None), on, known_at, books)


def _shown(zones: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """The zones that are not withheld from whoever asks."""
    hidden = hiding(PublicKind.ZONES)
    return {number: zone for number, zone in zones.items() if zone["book"] not in hidden} if hidden else zones
