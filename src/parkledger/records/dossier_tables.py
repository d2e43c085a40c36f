"""Tables of dossiers: what came of them in a period, in all, by procedure and by channel, beside what offices reported."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, TypeVar

from parkledger.catalogue import DossierChannel, Procedure
from parkledger.duties import DutyKind
from parkledger.figures import Figure
from parkledger.language import Labelled, Lang, Text
from parkledger.places import COUNTRY_CODE
from parkledger.records.cells import figure_cell
from parkledger.records.dates import Dates
from parkledger.records.dossiers import (
    CountedDossiers,
    DossierCounts,
    ReportedCounts,
    reported_by_channel,
    reported_by_procedure,
)
from parkledger.records.links import reach
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table

INTEGER, FILE = ColumnType.INTEGER, ColumnPlace.FILE
TITLE: Final = Text("Hồ sơ thủ tục trong kỳ", "Dossiers of the period")
BY_PROCEDURE: Final = Text("Hồ sơ theo thủ tục", "Dossiers by procedure")
BY_CHANNEL: Final = Text("Hồ sơ theo hình thức nộp", "Dossiers by channel")
NOT_TOLD: Final = Text("chưa ghi", "not on record")
REPORTED: Final = Text("Theo báo cáo số lượng", "As counts that were reported")
COUNTS: Final = (
    Column("what", Text("Hồ sơ", "Dossiers")),
    Column("counted", Text("Đếm từ từng hồ sơ", "Counted from the dossiers"), INTEGER),
    Column("reported", REPORTED, ColumnType.FIGURE),
)
PARTS: Final = (
    Column("carried_over", Text("Kỳ trước chuyển sang", "Carried over"), INTEGER, place=FILE),
    Column("received", Text("Tiếp nhận", "Received"), INTEGER),
    Column("on_time", Text("Đúng hạn", "On time"), INTEGER),
    Column("late", Text("Trễ hạn", "Late"), INTEGER),
    Column("no_term", Text("Chưa ghi thời hạn", "No term on record"), INTEGER, place=FILE),
    Column("withdrawn", Text("Tổ chức rút", "Withdrawn"), INTEGER, place=FILE),
    Column("pending", Text("Đang giải quyết", "Open"), INTEGER),
    Column("pending_late", Text("Đang giải quyết, đã quá hạn", "Open and overdue"), INTEGER, place=FILE),
    *(
        Column(
            f"reported.{key}",
            Text(f"{name.vi} (báo cáo)", f"{name.en} (reported)"),
            INTEGER,
            heading=name,
            group=REPORTED,
        )
        for key, name in (
            ("received", Text("Tiếp nhận", "Received")),
            ("on_time", Text("Đúng hạn", "On time")),
            ("late", Text("Trễ hạn", "Late")),
        )
    ),
)
NOTHING_ELSE: Final[Mapping[str, str]] = MappingProxyType({})
COUNTED: Final = tuple(column.key for column in PARTS if not column.key.startswith("reported."))


def dossier_table(
    counts: DossierCounts, reported: Mapping[str, Figure], dates: Dates, lang: Lang, period: str
) -> Table:
    """The dossiers of a period, counted from the dossiers themselves, beside the counts that offices reported for it."""
    lines = (
        ("carried_over", Text("kỳ trước chuyển sang", "carried over"), ""),
        ("received", Text("tiếp nhận trong kỳ", "received in the period"), "procedures.received"),
        ("on_time", Text("giải quyết trước và đúng hạn", "decided on time"), "procedures.on_time"),
        ("late", Text("giải quyết trễ hạn", "decided late"), "procedures.late"),
        ("no_term", Text("giải quyết, chưa ghi thời hạn", "decided, no term on record"), ""),
        ("withdrawn", Text("tổ chức rút", "withdrawn"), ""),
        ("pending", Text("đang giải quyết", "pending"), ""),
        ("pending_late", Text("trong đó đã quá hạn", "of them overdue"), ""),
    )
    rows = [
        Row(
            {
                "what": words,
                "counted": getattr(counts, name),
                "reported": figure_cell(reported[code], dates, lang) if code in reported else Cell(),
            }
        )
        for name, words, code in lines
    ]
    return Table("dossiers", TITLE, COUNTS, rows, lang, caption=f"{TITLE.of(lang)} {period}")


def procedure_table(
    counted: CountedDossiers, dates: Dates, lang: Lang, period: str, narrowed: Mapping[str, str] = NOTHING_ELSE
) -> Table:
    """The same by procedure; `narrowed` is what the list that its lines lead to is narrowed to beside."""
    table = _Breakdown(
        "procedure", BY_PROCEDURE, Text("Thủ tục", "Procedure"), counted, dates, lang=lang, narrowed=narrowed
    )
    return table.made(Procedure, counted.by_procedure, reported_by_procedure(counted.scope), period)


def channel_table(
    counted: CountedDossiers, dates: Dates, lang: Lang, period: str, narrowed: Mapping[str, str] = NOTHING_ELSE
) -> Table:
    """The same by channel."""
    table = _Breakdown(
        "channel", BY_CHANNEL, Text("Hình thức nộp", "Channel"), counted, dates, lang=lang, narrowed=narrowed
    )
    return table.made(DossierChannel, counted.by_channel, reported_by_channel(counted.scope), period)


Part = TypeVar("Part", bound=Labelled)


class _Breakdown:
    """A table of dossiers by what one field of theirs says; each line leads to the list of them."""

    def __init__(
        self,
        field: str,
        title: Text,
        name: Text,
        dossiers: CountedDossiers,
        dates: Dates,
        *,
        lang: Lang,
        narrowed: Mapping[str, str],
    ) -> None:
        self.field, self.title, self.name = field, title, name
        self.dossiers, self.dates, self.lang, self.narrowed = dossiers, dates, lang, narrowed

    def made(
        self,
        parts: Iterable[Part],
        counted: Mapping[Part | None, DossierCounts],
        reported: Mapping[Part, ReportedCounts],
        period: str,
    ) -> Table:
        """A row for each part that there are dossiers or reports of, and their sum."""
        columns = (
            Column(f"{self.field}.code", Text("Mã", "Code"), ColumnType.CODE, place=FILE),
            Column(self.field, self.name),
            *PARTS,
        )
        rows = [
            self._row(part, part.label, counted.get(part, DossierCounts()), reported.get(part))
            for part in parts
            if part in counted or part in reported
        ]
        if None in counted:
            rows.append(self._row(None, NOT_TOLD, counted[None], None))
        total = self.dossiers.in_all
        totals = [Row({self.field: Text("Cộng", "Sum"), **{key: getattr(total, key) for key in COUNTED}})]
        caption = f"{self.title.of(self.lang)} {period}"
        return Table(f"dossiers-by-{self.field}", self.title, columns, rows, self.lang, caption=caption, totals=totals)

    def _row(self, part: Labelled | None, name: Text, counts: DossierCounts, reported: ReportedCounts | None) -> Row:
        asked = {
            **self.narrowed,
            "kind": DutyKind.DOSSIER.value,
            "state": "all",
            "place": self._place,
            self.field: part.value if part else "",
        }
        address = reach("duties", dates=self.dates, **asked) if part else ""
        cells: Cells = {
            f"{self.field}.code": part.value if part else None,
            self.field: Cell(name, address=address, quiet=part is None),
            **{key: getattr(counts, key) for key in COUNTED},
        }
        for key in ReportedCounts._fields:
            cells[f"reported.{key}"] = getattr(reported, key) if reported is not None else Cell(quiet=True)
        return Row(cells)

    @property
    def _place(self) -> str:
        place = self.dossiers.scope.place
        return place if place != COUNTRY_CODE else ""
