"""Which numbers of the forms must be one, and which cannot exceed another: within a form, and between forms of one scope."""

from collections.abc import Iterator
from dataclasses import dataclass

from parkledger.briefing.forms.model import (
    BN_VND,
    HA,
    M_USD,
    PEOPLE,
    PROJECTS,
    SAMPLES,
    STATIONS,
    TIMES,
    WORKS,
    ZONES,
    CellUnit,
)
from parkledger.language import Text

TOTAL, RESULT = "total", "result"


@dataclass(frozen=True, slots=True)
class CellOf:
    """A cell of a form, less others where its sign is negative."""

    form: str
    row: str
    column: str = RESULT
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Relation:
    """Two sums of cells that are one; of a bound, the left is at most the right. What a form lacks adds nothing to a sum."""

    name: Text
    left: tuple[CellOf, ...]
    right: tuple[CellOf, ...]
    unit: CellUnit
    is_bound: bool = False
    note: Text | None = None

    @property
    def forms(self) -> frozenset[str]:
        """The forms that must be there: of each side the first."""
        return frozenset({self.left[0].form, self.right[0].form})


@dataclass(frozen=True, slots=True)
class RowBound:
    """Two columns of a form of which the one is at most the other, in every row and in the total."""

    form: str
    least: str
    most: str
    name: Text
    unit: CellUnit


IN_ZONES = Text(
    "2114 gồm cả dự án trong khu kinh tế: bên phải cộng thêm biểu 2109.",
    "2114 has the projects in economic zones too: the right adds form 2109.",
)
MOVES = {
    "new": Text("cấp mới", "new"),
    "added": Text("tăng vốn", "increases"),
    "reduced": Text("giảm vốn", "decreases"),
    "ended": Text("thu hồi, chấm dứt", "ended"),
}


def _by_country() -> Iterator[Relation]:
    """What came, changed and ended by country, form 2114, against forms 2101 and 2109."""
    for what, unit, word in (
        ("projects", PROJECTS, Text("số dự án", "projects")),
        ("capital", M_USD, Text("vốn", "capital")),
    ):
        for key, move in MOVES.items():
            yield Relation(
                Text(
                    f"2114 = 2101 (+ 2109), FDI {move.vi}: {word.vi}", f"2114 = 2101 (+ 2109), FDI {move.en}: {word.en}"
                ),
                (CellOf("2114", TOTAL, f"{what}.{key}"),),
                (CellOf("2101", f"fdi.{key}.{what}"), CellOf("2109", f"a.fdi.{key}.{what}")),
                unit,
                note=IN_ZONES,
            )
    yield Relation(
        Text("2104 = 2114, FDI: vốn thực hiện lũy kế", "2104 = 2114, FDI: capital implemented"),
        (CellOf("2104", TOTAL, "fdi.spent"),),
        (CellOf("2114", TOTAL, "spent"),),
        M_USD,
    )


def _of_foreign_investment() -> Iterator[Relation]:
    """Form A.IV.1, the part in parks, against form 2101."""
    for line, parts, unit, word in (
        ("2", (("fdi.revenue", 1),), M_USD, Text("doanh thu", "revenue")),
        ("3", (("fdi.export", 1),), M_USD, Text("xuất khẩu", "exports")),
        ("4", (("fdi.import", 1),), M_USD, Text("nhập khẩu", "imports")),
        ("6", (("fdi.budget", 1),), M_USD, Text("nộp ngân sách", "budget")),
        ("III.1.a", (("fdi.new.projects", 1),), PROJECTS, Text("số dự án cấp mới", "new projects")),
        ("III.1.b", (("fdi.new.capital", 1),), M_USD, Text("vốn cấp mới", "new capital")),
        ("III.2.a", (("fdi.added.projects", 1), ("fdi.reduced.projects", 1)), TIMES, Text("lượt điều chỉnh vốn", "adjustments")),
        ("III.2.b", (("fdi.added.capital", 1), ("fdi.reduced.capital", -1)), M_USD, Text("vốn tăng trừ giảm", "net change")),
        ("IV.2.a", (("fdi.ended.projects", 1),), PROJECTS, Text("số dự án chấm dứt", "projects ended")),
        ("IV.2.b", (("fdi.ended.capital", 1),), M_USD, Text("vốn chấm dứt", "capital ended")),
    ):  # fmt: skip
        yield Relation(
            Text(f"A.IV.1 = 2101, FDI: {word.vi}", f"A.IV.1 = 2101, FDI: {word.en}"),
            (CellOf("A.IV.1", line),),
            tuple(CellOf("2101", row, sign=sign) for row, sign in parts),
            unit,
        )


def _of_parks() -> Iterator[Relation]:
    """The lists of parks against each other."""
    for column, word in (
        ("vietnamese", Text("trong nước", "Vietnamese")),
        ("foreigners", Text("nước ngoài", "foreign")),
    ):
        yield Relation(
            Text(f"2106 = 2104: lao động {word.vi}", f"2106 = 2104: {word.en} workers"),
            (CellOf("2106", TOTAL, column),),
            (CellOf("2104", TOTAL, column),),
            PEOPLE,
        )
    yield Relation(
        Text("2106: trong nước + nước ngoài = tổng số", "2106: Vietnamese + foreign = all"),
        (CellOf("2106", TOTAL, "vietnamese"), CellOf("2106", TOTAL, "foreigners")),
        (CellOf("2106", TOTAL, "workers"),),
        PEOPLE,
    )
    yield Relation(
        Text("2107 đã chấp thuận không quá 2103 đã thành lập", "2107 approved, at most 2103 established"),
        (CellOf("2107", TOTAL, "approved"),),
        (CellOf("2103", TOTAL, "area"),),
        HA,
        is_bound=True,
        note=Text("KCN ngoài quy hoạch chỉ có ở 2103.", "Parks that are in no plan are in 2103 alone."),
    )


def _of_clusters(code: str) -> Iterator[Relation]:
    """Lines of the summary of clusters that are parts of others."""
    for part, whole, unit, name in (
        ("5", "3", ZONES, Text("thành lập trong kỳ không quá đã thành lập", "zones established in the period, at most all established")),
        ("6", "4", HA, Text("diện tích thành lập trong kỳ không quá đã thành lập", "area established in the period, at most all")),
        ("14", "13", BN_VND, Text("vốn hạ tầng đã thanh toán không quá được duyệt", "capital paid, at most approved")),
        ("15.1", "3", ZONES, Text("hoạt động, đã thành lập không quá đã thành lập", "operating, at most established")),
        ("16.1", "4", HA, Text("diện tích hoạt động, đã thành lập không quá đã thành lập", "area operating, at most established")),
        ("17", "16", HA, Text("đất công nghiệp không quá diện tích cụm hoạt động", "industrial land, at most the area")),
        ("21", "20", PROJECTS, Text("dự án FDI không quá tổng số", "foreign projects, at most all")),
        ("22", "20", PROJECTS, Text("dự án đang hoạt động không quá tổng số", "operating projects, at most all")),
        ("27", "26", WORKS, Text("xử lý nước thải đạt chuẩn không quá đã có", "waste water to standard, at most with works")),
    ):  # fmt: skip
        named = Text(f"{code}: {part} ≤ {whole}, {name.vi}", f"{code}: {part} ≤ {whole}, {name.en}")
        yield Relation(named, (CellOf(code, part),), (CellOf(code, whole),), unit, is_bound=True)


RELATIONS = (
    *_by_country(),
    *_of_foreign_investment(),
    *_of_parks(),
    *_of_clusters("03"),
    *_of_clusters("04"),
)
ROW_BOUNDS = (
    RowBound("2103", "leased", "leasable", Text("đất đã cho thuê không quá đất CN, DV", "land let, at most to be let"), HA),
    RowBound("2103", "leasable", "area", Text("đất CN, DV không quá diện tích", "land to be let, at most the area"), HA),
    *(
        RowBound(
            "2104",
            f"{origin}.producing",
            f"{origin}.projects",
            Text(f"dự án {name} đang SXKD không quá còn hiệu lực", f"{name} producing, at most in force"),
            PROJECTS,
        )
        for origin, name in (("fdi", "FDI"), ("ddi", "DDI"))
    ),
    RowBound("2105", "connected", "stations", Text("trạm đã kết nối không quá số trạm", "stations connected, at most all"), STATIONS),
    RowBound("2105", "exceeding", "samples", Text("lần vượt giới hạn không quá số lần đo", "above a limit, at most all samples"), SAMPLES),
)  # fmt: skip
SUMMED_BY_CLUSTER = (
    ("1", "13", BN_VND),
    ("2", "14", BN_VND),
    ("4", "18", HA),
    ("6", "20", PROJECTS),
    ("7", "21", PROJECTS),
    ("8", "22", PROJECTS),
    ("13", "26", ZONES),
)
"""Lines of form 02 that come to a line of forms 03 and 04 over all clusters, where each has its form 02 in the workbook."""
SUMMED_BY_PROJECT = (("revenue", "23", BN_VND), ("budget", "24", BN_VND), ("workers", "25", PEOPLE))
"""Lines of form 01 that over all projects come to no more than a line of forms 03 and 04."""
