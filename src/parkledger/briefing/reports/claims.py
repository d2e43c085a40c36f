"""The numbers of a report as claims that anybody can verify without this program.

The format is that of Proof-Carrying Numbers (World Bank; packages `pcn-core` and `@pcn-js/core`): a page marks each number as
`<claim id="…" policy="exact">…</claim>`, and a verifier holds it against the claim of that id, which comes from the ledger and not
from the page. A number without a claim, with one that is unknown, or with other digits than it is unverified. So a page
fails closed: a claim's id is made of what it is of, its exact value and how it is written, and what the ledger no longer
says has no claim.

Verifiers drop commas before they compare. So that no digit is moved over a decimal comma unseen, the parts of a Vietnamese number before
and behind it are claims of their own. The comma that stands between them, and the marks behind a number, are not claimed.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from parkledger.briefing.reports.model import DerivedRun, FigureRun, Paragraph, Report, ReportTable, Run
from parkledger.briefing.reports.records import record_of
from parkledger.briefing.reports.wording import DEMO
from parkledger.language import Lang

POLICY: Final = "exact"
_DECIMAL_COMMA: Final = re.compile(r"(?<=\d),(?=\d)")


class NumberClaim(NamedTuple):
    """What may be written of one number, or of one part of it: its id, the digits with their words, and what the number is of.

    `exact` is the number's value in full, as a fraction in lowest terms; `place` a code of places; `until` its (last) day.
    """

    id: str
    value: str
    exact: str
    title: str
    period: str
    place: str
    until: str
    demo: bool

    def as_json(self) -> dict[str, Any]:
        """The claim in the fields that verifiers know (`value`, `country`, `date`), and ours."""
        return {
            "value": self.value,
            "country": self.place,
            "date": self.until,
            "policy": {"type": POLICY},
            "exact": self.exact,
            "title": self.title,
            "period": self.period,
            "demo": self.demo,
        }


class NumberClaims:
    """Gives the numbers of a report their claims, in the order of the report; a number that comes again has an id of its own."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._given: Counter[str] = Counter()

    def of(self, run: FigureRun | DerivedRun) -> tuple[NumberClaim, ...]:
        """The claims of a number as the report writes it, a comma between two; none where it has no value."""
        lang = self._report.lang
        record = record_of(run, lang)
        if record.value is None:
            return ()
        named = f"{record.asked}\x1f{record.formula}\x1f{record.value}\x1f{run.text}"
        digest = "n" + hashlib.sha256(named.encode()).hexdigest()[:16]
        self._given[digest] += 1
        about = (record.value, record.title, record.period, *self._whereabouts(run), run.is_demo)
        texts = _DECIMAL_COMMA.split(run.text) if lang is Lang.VI else [run.text]
        return tuple(
            NumberClaim(f"{digest}-{self._given[digest]}-{part}", text, *about) for part, text in enumerate(texts, 1)
        )

    def _whereabouts(self, run: FigureRun | DerivedRun) -> tuple[str, str]:
        """The place that a number is of, and its (last) day: of several figures those of the first, of none the report's."""
        figures = (run.figure,) if isinstance(run, FigureRun) else run.figures
        if figures:
            return figures[0].question.place, figures[0].question.end.isoformat()
        return self._report.place, self._report.request.period.end.isoformat()


def report_claims(report: Report) -> dict[str, NumberClaim]:
    """The claims of all numbers of a report, in its sentences and its tables, by id."""
    claims = NumberClaims(report)
    return {claim.id: claim for run in _numbers(report) for claim in claims.of(run)}


def as_claims(report: Report, record: str) -> bytes:
    """The claims of a report as JSON, with the record of what it was made from."""
    content = {
        "title": report.title,
        "lang": report.lang.value,
        **({"demo": DEMO.of(report.lang)} if report.demo else {}),
        "claims": {name: claim.as_json() for name, claim in report_claims(report).items()},
        "record": record,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _numbers(report: Report) -> Iterator[FigureRun | DerivedRun]:
    for part in report.parts:
        runs: Iterable[Run] = ()
        if isinstance(part, Paragraph):
            runs = part.runs
        elif isinstance(part, ReportTable):
            runs = (run for row in part.rows for run in row)
        yield from (run for run in runs if isinstance(run, FigureRun | DerivedRun))
