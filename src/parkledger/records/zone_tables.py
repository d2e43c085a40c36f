"""The tables of zones, of provinces with their zones, and of what the page of a zone lists."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from parkledger.catalogue import ZoneKind
from parkledger.figures.current import current_figures
from parkledger.figures.wording import counted_zones, number
from parkledger.language import Lang, Text, capitalised, format_date, format_number
from parkledger.records.cells import BOOK, PLACE_CODE, ZONE_CODE, document_cell, figure_cell, place_link
from parkledger.records.dates import Dates
from parkledger.records.land_bars import LandBar
from parkledger.records.links import reach
from parkledger.records.place_lists import COUNTED, FormerLine, ProvinceLine
from parkledger.records.sector_policies import Decided, Policy
from parkledger.records.zone_holdings import stage_name
from parkledger.records.zone_lists import NUMBERS, Shown, ZoneRow, ZoneTotal
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Link, Row, Sorting, Table

NOT_ESTABLISHED = Text("(chưa thành lập)", "(not established)")
IN_PLAN = Text("(QH)", "(plan)")
QUANTITY, INTEGER = ColumnType.QUANTITY, ColumnType.INTEGER
ENDED_ON = Text("Kết thúc ngày", "Ended on")


def _area_mark(key: str, name: Text) -> Column:
    """Whether an area is of a sort: in a file a column of its own, on a page a word behind the area."""
    return Column(key, name, ColumnType.BOOLEAN, place=ColumnPlace.UNDER, under="area", inline=True)


ZONES: Final = (
    BOOK,
    ZONE_CODE,
    Column("name", Text("Khu, cụm", "Zone"), sortable=True),
    Column("kind", Text("Loại", "Kind"), sortable=True),
    PLACE_CODE,
    Column("place", Text("Địa bàn", "Place"), sortable=True),
    Column("stage.code", Text("Mã giai đoạn", "Stage code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("stage", Text("Giai đoạn", "Stage"), sortable=True),
    Column("ended_on", ENDED_ON, ColumnType.DATE, place=ColumnPlace.FILE),
    Column("area", Text("Diện tích", "Area"), QUANTITY, "ha", Text("Diện tích (ha)", "Area (ha)"), sortable=True),
    _area_mark("planned", Text("Là diện tích quy hoạch", "Is the planned area")),
    _area_mark(
        "not_established",
        Text("Là diện tích của khu, cụm chưa thành lập", "Is the area of a zone not established"),
    ),
    Column(
        "land.leasable",
        Text("Có thể cho thuê", "Leasable"),
        QUANTITY,
        "ha",
        Text("Có thể cho thuê (ha)", "Leasable (ha)"),
        sortable=True,
    ),
    Column(
        "land.leased",
        Text("Đã cho thuê", "Leased"),
        QUANTITY,
        "ha",
        Text("Đã cho thuê (ha)", "Leased (ha)"),
        sortable=True,
    ),
    Column(
        "occupancy",
        Text("Lấp đầy (%)", "Occupancy (%)"),
        ColumnType.PERCENT,
        heading=Text("Lấp đầy", "Occupancy"),
        sortable=True,
    ),
    Column(
        "land.available",
        Text("Còn cho thuê được", "Available"),
        QUANTITY,
        "ha",
        Text("Còn cho thuê được (ha)", "Available (ha)"),
        sortable=True,
    ),
    Column("projects.operating", Text("Dự án sản xuất", "Projects in production"), INTEGER, sortable=True),
)


def zones_table(
    lines: Sequence[ZoneRow], totals: Sequence[ZoneTotal], count: int, dates: Dates, lang: Lang, sorting: Sorting
) -> Table:
    """Zones of a list, with what each kind comes to."""
    opens = {
        Lang.VI: "khu, cụm. Bấm vào số để xem công thức và sự kiện; bấm vào tiêu đề cột để sắp xếp.",
        Lang.EN: "zones. Open a number for its formula and events; use a heading to sort.",
    }
    return Table(
        "zones",
        Text("Khu, cụm công nghiệp", "Industrial zones"),
        ZONES,
        [_zone_row(line, dates, lang) for line in lines],
        lang,
        totals=[_total_row(total, dates, lang) for total in totals],
        caption=f"{format_number(count, lang)} {opens[lang]}",
        sorting=sorting,
        css="zones stacked",
    )


def shown_cell(shown: Shown, dates: Dates, lang: Lang) -> Cell:
    """A number of a list, which opens where a single figure is what it sums; its unit stands in the heading."""
    known = shown.value is not None
    return Cell(
        shown.value,
        text=shown.bare(lang) if known else "",
        address=shown.address(current_figures(), dates),
        demo=shown.demo and known,
    )


def _zone_row(line: ZoneRow, dates: Dates, lang: Lang) -> Row:
    zone = line.zone
    stage, code = stage_name(line.stage).of(lang), line.stage or "none"
    if zone.ended_on:
        said = Text("bãi bỏ", "revoked") if zone.revoked else Text("sáp nhập", "merged")
        stage, code = f"{said.of(lang)} {format_date(zone.ended_on, lang)}", "revoked" if zone.revoked else "merged"
    known = line.area.value is not None
    planned, apart = known and line.area_code == "land.planned", known and line.area_code == "land.natural"
    return Row(
        {
            "book": zone.book,
            "zone.code": zone.code,
            "name": Cell(zone.name, address=reach("zone", zone.book, zone.code, dates=dates), demo=zone.demo),
            "kind": Cell(line.kind.short, text=counted_zones(line.kind, Fraction(1), lang), title=line.kind.label),
            "place.code": zone.place,
            "place": line.place,
            "stage.code": code,
            "stage": stage,
            "ended_on": zone.ended_on,
            "area": shown_cell(line.area, dates, lang),
            "planned": Cell(planned, text=IN_PLAN if planned else ""),
            "not_established": Cell(apart, text=NOT_ESTABLISHED if apart else ""),
            **{code: shown_cell(cell, dates, lang) for code, cell in zip(NUMBERS, line.numbers, strict=True)},
        }
    )


def _total_row(total: ZoneTotal, dates: Dates, lang: Lang) -> Row:
    zones = counted_zones(total.kind, Fraction(total.zones), lang)
    name = f"{Text('Cộng', 'Total').of(lang)} {format_number(total.zones, lang)} {zones}"
    numbers = {code: shown_cell(cell, dates, lang) for code, cell in zip(NUMBERS, total.numbers, strict=True)}
    return Row({"name": name, "area": shown_cell(total.area, dates, lang), **numbers})


KIND_NAMES = {ZoneKind.PARK: "KCN", ZoneKind.CLUSTER: "CCN"}
COUNT_NAMES = (Text("quy hoạch", "planned"), Text("thành lập", "established"), Text("hoạt động", "operating"))


def _count_column(kind: ZoneKind, measure: str, name: Text) -> Column:
    short = KIND_NAMES[kind]
    full = Text(f"{short} {name.vi}", f"{short} {name.en}")
    return Column(f"{kind.value}.{measure}", full, INTEGER, heading=name, group=short)


PROVINCES: Final = (
    PLACE_CODE,
    Column("province", Text("Tỉnh, thành phố", "Province")),
    Column("made_of", Text("Gồm các tỉnh cũ", "With former provinces"), place=ColumnPlace.UNDER, under="province"),
    *(_count_column(kind, *pair) for kind in KIND_NAMES for pair in zip(COUNTED, COUNT_NAMES, strict=True)),
    Column("list", Text("Danh sách", "List"), ColumnType.CONTROLS),
)


def provinces_table(held: Sequence[ProvinceLine], dates: Dates, lang: Lang) -> Table:
    """The provinces with zones on record."""
    rows = []
    for line in held:
        former = [place_link(each.code, dates, lang) for each in line.made_of]
        said = {Lang.VI: ("gồm ", " (cũ)"), Lang.EN: ("with former ", "")}[lang]
        named = [Link(f"{said[0] if not n else ''}{each.text}{said[1]}", each.address) for n, each in enumerate(former)]
        counts = {
            f"{kind.value}.{measure}": number
            for kind, numbers in line.counts
            for measure, number in zip(COUNTED, numbers, strict=True)
        }
        address, zones = (
            reach("place", line.place.code, dates=dates),
            reach("zones", dates=dates, place=line.place.code),
        )
        names = "; ".join(each.text.of(lang) for each in line.made_of)
        rows.append(
            Row(
                {
                    "place.code": line.place.code,
                    "province": Cell(line.place.text, address=address),
                    "made_of": Cell(names or None, links=named),
                    **counts,
                    "list": Cell(links=[Link(Text("khu, cụm", "zones").of(lang), zones, line.place.text.of(lang))]),
                }
            )
        )
    caption = Text(
        "Số khu công nghiệp (KCN), cụm công nghiệp (CCN) theo giai đoạn",
        "Industrial parks (KCN) and clusters (CCN) by stage",
    )
    return Table("places", Text("Các tỉnh", "Provinces"), PROVINCES, rows, lang, caption=caption.of(lang))


FORMER: Final = (
    PLACE_CODE,
    Column("place", Text("Tỉnh cũ", "Former province")),
    Column("until", Text("Từ ngày", "From"), ColumnType.DATE),
    Column("became.codes", Text("Mã tỉnh mới", "Codes of the successors"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("became", Text("Thuộc", "Part of")),
)


def former_table(lines: Sequence[FormerLine], dates: Dates, lang: Lang) -> Table:
    """The provinces that are no more, with what they became."""
    rows = [
        Row(
            {
                "place.code": line.place.code,
                "place": Cell(line.place.text, address=reach("place", line.place.code, dates=dates)),
                "until": line.ended_on,
                "became.codes": "; ".join(heir.code for heir in line.became),
                "became": Cell(links=[place_link(heir.code, dates, lang) for heir in line.became]),
            }
        )
        for line in lines
    ]
    caption = Text(
        "Số liệu cũ vẫn xem được ở trang của tỉnh cũ, và tính vào tỉnh mới",
        "Earlier figures stay on the former province's page, and count for its successor",
    )
    title = Text("Các tỉnh cũ", "Former provinces")
    return Table("former", title, FORMER, rows, lang, caption=caption.of(lang))


LAND: Final = (
    Column("code", Text("Mã loại đất", "Land code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("land", Text("Đất", "Land")),
    Column("area", Text("Diện tích", "Area"), QUANTITY, "ha", heading=Text("Diện tích", "Area")),
    Column(
        "share",
        Text("Trên cả khu, cụm (%)", "Of the whole zone (%)"),
        ColumnType.PERCENT,
        heading=Text("trên cả khu, cụm", "of the whole zone"),
    ),
)


def land_table(bar: LandBar, dates: Dates, lang: Lang) -> Table:
    """What a zone's land is used for, with the colours of the bar beside it."""
    rows = []
    for part in bar.parts:
        area = Cell(part.area_ha, "ha", number(part.area_ha, "ha", lang), demo=part.demo)
        picture = (
            '<svg class="swatch" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">'
            f'<rect class="land-{part.look}" width="12" height="12"/></svg> '
        )
        rows.append(
            Row(
                {
                    "code": part.code,
                    "land": Cell(capitalised(part.name.of(lang)), picture=picture),
                    "area": figure_cell(part.figure, dates, lang) if part.figure else area,
                    "share": Cell(part.share, demo=part.demo),
                }
            )
        )
    title = Text("Cơ cấu sử dụng đất", "Land use")
    return Table("land", title, LAND, rows, lang, caption=title.of(lang), caption_hidden=True)


SECTORS: Final = (
    Column("sector.code", Text("Mã ngành", "Sector code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("sector", Text("Ngành", "Sector")),
    Column("stance.code", Text("Mã quy định", "Stance code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("stance", Text("Quy định", "Stance"), css="stance"),
    Column(
        "conditions", Text("Điều kiện", "Conditions"), place=ColumnPlace.UNDER, under="stance", css="base", lang="vi"
    ),
    Column("since", Text("Từ ngày", "Since"), ColumnType.DATE),
    Column("document", Text("Văn bản", "Document"), css="decision", lang="vi"),
)


def stance_cells(decided: Decided, dates: Dates, lang: Lang) -> Cells:
    """A stance on a sector with its conditions, its day and the document that says so."""
    return {
        "stance.code": decided.stance.value,
        "stance": Cell(capitalised(decided.stance.label.of(lang)), demo=decided.demo),
        "conditions": decided.conditions or None,
        "since": Cell(decided.since, address=reach("event", decided.book, decided.seq, dates=dates)),
        "document": document_cell(decided.document, decided.document_address),
    }


def sectors_table(policy: Policy, dates: Dates, lang: Lang) -> Table:
    """The sectors that a zone attracts, accepts or does not accept."""
    rows = [
        Row({"sector.code": decided.sector.code, "sector": decided.sector.title, **stance_cells(decided, dates, lang)})
        for decided in policy.lines
    ]
    title = Text("Ngành nghề thu hút đầu tư", "Sectors attracted")
    return Table("sectors", title, SECTORS, rows, lang, caption=title.of(lang), caption_hidden=True)
