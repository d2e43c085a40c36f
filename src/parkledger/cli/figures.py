"""`parkledger figure`: asking."""

from typing import Annotated

import typer

from parkledger.briefing.as_json import figure_json
from parkledger.briefing.splits import JOINT_PROJECTS, By, split_figures
from parkledger.catalogue import Origin, TargetSetter, ZoneKind
from parkledger.cli.figure_output import show_figures
from parkledger.cli.output import SPEECH, escape, out, print_json, say
from parkledger.cli.questions import Boundaries, FigureOptions, KnownAt, questions
from parkledger.cli.session import open_books
from parkledger.figures import Dimension, Form

SUMMARY = (
    "Hỏi số liệu của một hay nhiều chỉ tiêu: một ngày, một kỳ, theo dữ liệu ghi nhận đến một thời điểm.",
    "Ask one or more indicators: on a date or over a period, as known at a moment.",
)
Place = Annotated[
    str, typer.Option(help=say("tỉnh, huyện, vùng hoặc cả nước", "province, district, region or the country"))
]
Explain = Annotated[
    bool, typer.Option("--explain", help=say("mở công thức và các sự kiện", "open the formula and the events"))
]


def add_to(app: typer.Typer) -> None:
    """Add the command that asks."""

    @app.command("figure", help=say(*SUMMARY))
    def figure(
        codes: Annotated[list[str], typer.Argument(metavar="CODE...", help=say("mã chỉ tiêu", "indicator codes"))],
        place: Place = "Việt Nam",
        zone: Annotated[str | None, typer.Option(help=say("khu, cụm", "zone"))] = None,
        kind: Annotated[ZoneKind | None, typer.Option(help=say("KCN hay CCN", "parks or clusters"))] = None,
        origin: Annotated[Origin | None, typer.Option(help=say("nguồn vốn", "origin of capital"))] = None,
        on: Annotated[str | None, typer.Option(help=say("vào ngày", "on this date"))] = None,
        start: Annotated[str | None, typer.Option("--from", help=say("từ ngày", "from this day"))] = None,
        end: Annotated[str | None, typer.Option("--to", help=say("đến hết ngày", "to the end of this day"))] = None,
        known_at: KnownAt = None,
        form: Annotated[Form, typer.Option(help=say("dạng số liệu", "form of the figure"))] = Form.VALUE,
        boundaries: Boundaries = None,
        by: Annotated[By | None, typer.Option(help=say("chia theo", "split by"))] = None,
        target: Annotated[TargetSetter | None, typer.Option(help=say("chỉ tiêu của cấp nào", "whose target"))] = None,
        currency: Annotated[str | None, typer.Option(help="USD | VND")] = None,
        explain: Explain = False,
    ) -> None:
        asked = FigureOptions(
            codes=tuple(codes),
            place=place,
            zone=zone,
            kind=kind,
            origin=origin,
            on=on,
            start=start,
            end=end,
            known_at=known_at,
            form=form,
            by=by,
            target=target,
            currency=currency,
            boundaries=boundaries,
        )
        _answer(asked, explain=explain)


def _answer(asked: FigureOptions, *, explain: bool) -> None:
    """Ask, and show what is answered."""
    books = open_books()
    figures = split_figures(questions(asked, books), asked.by, books)
    if SPEECH.as_json:
        print_json([figure_json(found, books, SPEECH.lang, explain=explain) for found in figures])
        return
    show_figures(figures, books, explain=explain)
    members = [found.question.member for found in figures]
    if any(member is not None and member.dimension is Dimension.COUNTRY for member in members):
        out().print(escape(JOINT_PROJECTS.of(SPEECH.lang)))
