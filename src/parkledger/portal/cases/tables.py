"""The table of promotion cases."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from parkledger.figures.current import current_figures
from parkledger.figures.wording import number
from parkledger.language import Lang, to_hectares
from parkledger.portal.cases.lists import is_waiting
from parkledger.promotion.cases import STAGE_NAMES
from parkledger.promotion.models import Case, Stage
from parkledger.records.cells import BOOK, ZONE_CODE
from parkledger.records.dates import Dates
from parkledger.records.histories import zone_name
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table


def cases_table(cases: Iterable[tuple[Case, datetime | None]], now: datetime, dates: Dates, lang: Lang) -> Table:
    """Cases, each with when something was last entered in it, and whether it has been left alone for long."""
    columns = (
        Column("number", gettext("Số hồ sơ")),
        Column("consented_at", gettext("Nhận lúc"), ColumnType.MOMENT),
        BOOK,
        ZONE_CODE,
        Column("zone", gettext("Khu, cụm")),
        Column("organisation", pgettext("of an inquiry", "Doanh nghiệp")),
        Column("area", gettext("Diện tích cần"), ColumnType.QUANTITY, "ha"),
        Column("stage.code", gettext("Mã bước"), ColumnType.CODE, place=ColumnPlace.FILE),
        Column("stage", gettext("Bước")),
        Column("last", gettext("Việc gần nhất"), ColumnType.MOMENT),
        Column(
            "waiting",
            gettext("Chờ lâu"),
            ColumnType.BOOLEAN,
            place=ColumnPlace.UNDER,
            under="last",
            inline=True,
            css="tag old",
        ),
    )
    rows = [Row(_cells(case, last, now, dates, lang)) for case, last in cases]
    return Table("cases", pgettext("promotion", "Danh sách hồ sơ"), columns, rows, lang)


def _cells(case: Case, last: datetime | None, now: datetime, dates: Dates, lang: Lang) -> Cells:
    zone, waits = current_figures().zones.get(case.zone_id), is_waiting(case, last, now)
    area = to_hectares(case.area_m2) if case.area_m2 else None
    return {
        "number": Cell(case.number, address=reverse("case", args=[case.number]), demo=case.demo),
        "consented_at": case.consented_at,
        "book": case.book.code,
        "zone.code": zone["code"] if zone else None,
        "zone": (zone_name(case.zone_id, dates) or None) if zone else None,
        "organisation": case.organisation or None,
        "area": Cell(area, text=number(area, "ha", lang) if area is not None else ""),
        "stage.code": case.stage,
        "stage": STAGE_NAMES[Stage(case.stage)],
        "last": last,
        "waiting": Cell(waits, text=gettext("chờ lâu") if waits else ""),
    }
