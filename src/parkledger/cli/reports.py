"""`parkledger brief` and `parkledger reissue`: the situation on the screen, reports as files, and reports made again."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.table import Table

from parkledger.briefing import situation
from parkledger.briefing.as_json import situation_json
from parkledger.briefing.comparison.report import ComparedRequest, comparison_report
from parkledger.briefing.comparison.subjects import check_apart, is_of_place
from parkledger.briefing.reports import ReportRequest, Template, built_in, compose
from parkledger.briefing.reports.beside import subjects_beside, with_comparison
from parkledger.briefing.reports.files import report_file, report_format
from parkledger.briefing.reports.model import Issuer
from parkledger.briefing.reports.records import FigureDifference, ReportRecord, reissued, with_changes
from parkledger.briefing.reports.templates import names
from parkledger.briefing.reports.text import as_text
from parkledger.briefing.reports.word_templates import template_of_file
from parkledger.cli.figure_output import show_situations
from parkledger.cli.output import SPEECH, CalledWrongly, escape, opened_as_told, out, print_json, say
from parkledger.cli.questions import (
    Boundaries,
    KnownAt,
    boundaries_day,
    day_or_today,
    known_moment,
    place_code,
    zone_named,
)
from parkledger.cli.session import open_books
from parkledger.cli.usage_errors import ArgumentMissing
from parkledger.language import Lang, ParkError, Period, year_start
from parkledger.places import COUNTRY_CODE
from parkledger.practices.compared import practices_on_record
from parkledger.records.dates import Dates, period_from, reported_period
from parkledger.submissions.duties_told import with_duties
from parkledger.submissions.worklist import whole_reach

SITUATION, ZONE, PROJECT, INVESTOR = "situation", "zone", "project", "investor"
TEMPLATES = ", ".join(names(Lang.VI))

Places = Annotated[
    list[str] | None, typer.Option("--place", help=say("tỉnh; có thể lặp lại", "place; may be repeated"))
]
On = Annotated[str | None, typer.Option("--on", help=say("vào ngày", "on this date"))]
PeriodOption = Annotated[
    str | None, typer.Option("--period", help=say("kỳ báo cáo: “quý II/2023”", "period of the report: “Q2 2023”"))
]
TemplateOption = Annotated[
    str | None,
    typer.Option("--template", help=say(f"mẫu: {TEMPLATES}, hoặc một tệp", f"template: {TEMPLATES}, or a file")),
]
ProjectOption = Annotated[
    str | None,
    typer.Option("--project", help=say("mã, tên dự án (mẫu project)", "code or name of a project (template project)")),
]
InvestorOption = Annotated[
    str | None,
    typer.Option(
        "--investor", help=say("tên doanh nghiệp (mẫu investor)", "name of an enterprise (template investor)")
    ),
]
ZoneOption = Annotated[str | None, typer.Option("--zone", help=say("khu, cụm (mẫu zone)", "zone (template zone)"))]
Target = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", help=say("tệp .docx, .pdf, .html, .txt, .json", "file .docx, .pdf, .html, .txt, .json")
    ),
]
Since = Annotated[
    Path | None,
    typer.Option(
        "--since",
        exists=True,
        dir_okay=False,
        help=say(
            "tệp báo cáo trước: thêm phụ lục thay đổi", "file of an earlier report: adds an annex of what changed"
        ),
    ),
]
Compared = Annotated[
    list[str] | None,
    typer.Option(
        "--compare",
        help=say(
            "so sánh với tỉnh, sổ, khu, cụm khác, ở phụ lục; có thể lặp lại",
            "compare with another province, book or zone, in an annex; may be repeated",
        ),
    ),
]
Office = Annotated[str, typer.Option("--office", help=say("cơ quan ban hành", "issuing office"))]
Parent = Annotated[str, typer.Option("--parent", help=say("cơ quan chủ quản", "office above it"))]
Number = Annotated[str, typer.Option("--number", help=say("số, ký hiệu văn bản", "number of the paper"))]
Title = Annotated[str, typer.Option("--title", help=say("chức vụ người ký", "title of who signs"))]
Signatory = Annotated[str, typer.Option("--signatory", help=say("họ tên người ký", "name of who signs"))]


def add_to(app: typer.Typer) -> None:
    """Add the commands that write."""
    _add_brief(app)
    _add_reissue(app)


def _add_brief(app: typer.Typer) -> None:
    help_text = say(
        "Tình hình KCN, CCN của một hay nhiều tỉnh trên màn hình; hoặc báo cáo theo mẫu ra tệp Word, PDF, HTML, văn bản.",
        "The situation of one or more places on the screen; or a report by a template as Word, PDF, HTML or text.",
    )

    @app.command("brief", help=help_text)
    def brief(
        place: Places = None,
        on: On = None,
        period: PeriodOption = None,
        known_at: KnownAt = None,
        template: TemplateOption = None,
        zone: ZoneOption = None,
        project: ProjectOption = None,
        investor: InvestorOption = None,
        boundaries: Boundaries = None,
        target: Target = None,
        since: Since = None,
        compare: Compared = None,
        office: Office = "",
        parent: Parent = "",
        number: Number = "",
        title: Title = "",
        signatory: Signatory = "",
    ) -> None:
        part, day = ReportPart.of(zone, project, investor), boundaries_day(boundaries)
        if not place and part is None:
            raise ArgumentMissing(command="brief", given=f"--{template}" if template in PARTS else "--place")
        if not any((template, target, period, part, since)):
            _show_situation(place or [], compare or [], on, known_at, day)
            return
        if target is not None:
            report_format(target.suffix)
        named = template or (part.what if part else SITUATION)
        asked = ReportWords(place or [], _period(on, period), known_at, named, part=part, since=since, boundaries=day)
        asked = asked._replace(beside=tuple(compare or ()))
        _write(asked, Issuer(parent, office, number, title, signatory), target)


PARTS = (ZONE, PROJECT, INVESTOR)


class TemplateNowhere(ParkError):
    """Neither a template nor a file has that name."""

    code = "template_nowhere"
    is_misuse = True
    vi = "Không có mẫu hay tệp «{name}». Có các mẫu: {known}; hoặc ghi đường dẫn tới một tệp mẫu."
    en = "There is no template and no file “{name}”. There are: {known}; or give the path of a template file."


class ReportPart(NamedTuple):
    """Of what in a place a report is: a zone, a project or an investor, and the words that name it."""

    what: str
    words: str

    @classmethod
    def of(cls, *given: str | None) -> "ReportPart | None":
        """Of which of them, in the order of `PARTS`; None where it is of a place. Only one may be named."""
        named = [cls(what, words) for what, words in zip(PARTS, given, strict=True) if words]
        if len(named) > 1:
            options = ", ".join(f"--{one.what}" for one in named)
            raise CalledWrongly(problem=say(f"chỉ dùng một trong {options}", f"use one of {options}"), command="brief")
        return named[0] if named else None

    def named(self, what: str) -> str:
        """The words where it is of that; empty where it is of something else."""
        return self.words if self.what == what else ""


class ReportWords(NamedTuple):
    """The words of one `brief` command that ask for a report; a part of a place needs no place."""

    places: list[str]
    period: Period
    known_at: str | None
    template: str
    part: ReportPart | None
    since: Path | None
    boundaries: date | None
    beside: tuple[str, ...] = ()


def _write(asked: ReportWords, issuer: Issuer, target: Path | None) -> None:
    """Write a report to a file, or on the screen."""
    if len(asked.places) > 1:
        raise CalledWrongly(problem=say("báo cáo là của một địa bàn", "a report is of one place"), command="brief")
    template = _template(asked.template)
    books = open_books()
    place = place_code(asked.places[0], asked.boundaries or asked.period.end) if asked.places else COUNTRY_CODE
    part = asked.part or ReportPart(ZONE, "")
    request = ReportRequest(
        template=template,
        place=place,
        period=asked.period,
        lang=SPEECH.lang,
        zone=zone_named(part.words, books, place, None) if part.named(ZONE) else None,
        known_at=known_moment(asked.known_at),
        issuer=issuer,
        holder=part.words if part.what == template.scope else "",
        beside=subjects_beside(asked.beside, books, Dates(asked.boundaries or asked.period.end)),
    )
    if template.tells_practices:
        told = practices_on_record((place,), asked.period.end, request.known_at, SPEECH.lang)
        request = replace(request, practices=told)
    report = with_comparison(compose(with_duties(request, whole_reach(), books), books), books)
    if asked.since is not None:
        with opened_as_told(asked.since, "brief"):
            before = ReportRecord.read(asked.since.read_bytes(), asked.since.name)
        report = with_changes(report, before)
    if target is None:
        sys.stdout.write(as_text(report))
        return
    content = report_file(report, books, target.suffix)
    with opened_as_told(target, "brief"):
        target.write_bytes(content)
    count = len(report.notes)
    out().print(say(f"Đã lập {target}: {count} số liệu có căn cứ.", f"{target}: {count} figures with their sources."))


def _show_situation(
    places: list[str], beside: list[str], on: str | None, known_at: str | None, boundaries: date | None
) -> None:
    """The situation of places side by side; where a book or a zone stands beside them, their comparison with it below."""
    day, moment = day_or_today(on), known_moment(known_at)
    books, dates = open_books(), Dates(boundaries or day, moment)
    codes = [place_code(name, dates.on) for name in places]
    keys = [*codes, *subjects_beside(beside, books, dates)]
    check_apart(keys, books, dates)
    others = [key for key in keys if not is_of_place(key)]
    found = situation(books, [key for key in keys if is_of_place(key)], day, moment)
    if SPEECH.as_json and others:
        raise CalledWrongly(
            problem=say(
                "dạng JSON có tình hình của các tỉnh; so sánh với sổ, khu, cụm thì dùng `compare`",
                "as JSON there is the situation of places; use `compare` to compare with books and zones",
            ),
            command="brief",
        )
    if SPEECH.as_json:
        print_json([situation_json(each, books, SPEECH.lang) for each in found])
        return
    show_situations(found, day, known_at)
    if others:
        asked = ComparedRequest(tuple(keys), day, SPEECH.lang, moment)
        sys.stdout.write(f"\n{as_text(comparison_report(asked, books))}")


def _period(on: str | None, period: str | None) -> Period:
    """The period of a report: as named, or from 1 January to a day."""
    if on and period:
        raise CalledWrongly(problem=say("dùng --on hoặc --period", "use --on or --period"), command="brief")
    if period:
        return period_from(period)
    day = day_or_today(on)
    return reported_period(Period(year_start(day), day))


def _template(name: str) -> Template:
    """A template by its name, or of a file."""
    path = Path(name)
    known = names(SPEECH.lang)
    if not path.is_file() and name not in known:
        raise TemplateNowhere(name=name, known=", ".join(known))
    if name in known:
        return built_in(name, SPEECH.lang)
    with opened_as_told(path, "brief"):
        return template_of_file(path)


def _add_reissue(app: typer.Typer) -> None:
    help_text = say(
        "Lập lại một báo cáo từ chính tệp của nó, theo dữ liệu ghi nhận đến khi đó; nêu số nào khác và vì sao.",
        "Make a report again from its own file, as known then; say which figures differ and why.",
    )

    @app.command("reissue", help=help_text)
    def reissue(
        file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
        known_at: Annotated[
            str | None, typer.Option(help=say("theo dữ liệu ghi nhận đến ngày khác", "as known on another day"))
        ] = None,
        target: Annotated[Path | None, typer.Option("--output", "-o", help=say("tệp mới", "new file"))] = None,
    ) -> None:
        with opened_as_told(file, "reissue"):
            record = ReportRecord.read(file.read_bytes(), file.name)
        if target is not None:
            report_format(target.suffix)
        books = open_books()
        report, differences = reissued(record, books, known_moment(known_at))
        if target is not None:
            with opened_as_told(target, "reissue"):
                target.write_bytes(report_file(report, books, target.suffix))
        _show_differences(differences, len(record.figures))
        raise typer.Exit(1 if differences else 0)


def _show_differences(differences: list[FigureDifference], count: int) -> None:
    if SPEECH.as_json:
        print_json(
            [
                {"title": one.title, "before": one.before, "now": one.now, "why": one.why.of(SPEECH.lang)}
                for one in differences
            ]
        )
        return
    if not differences:
        out().print(say(f"{count} số liệu: như trong báo cáo.", f"{count} figures: as in the report."))
        return
    table = Table(box=None, pad_edge=False)
    for heading in (
        say("Số liệu", "Figure"),
        say("Trong báo cáo", "In the report"),
        say("Nay", "Now"),
        say("Vì sao", "Why"),
    ):
        table.add_column(heading)
    for one in differences:
        table.add_row(escape(one.title), escape(one.before), escape(one.now), escape(one.why.of(SPEECH.lang)))
    out().print(table)
    out().print(
        say(f"{len(differences)} trong {count} số liệu đã thay đổi.", f"{len(differences)} of {count} figures differ.")
    )
