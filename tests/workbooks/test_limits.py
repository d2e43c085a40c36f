"""Files made so that reading them would not end: time grows with the length and no faster, and beyond a limit it is refused.

A CSV of three million rows, by the portal and by the command line; PARKLEDGER_CSV_ROWS says how many.
"""

import io
import os
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from parkledger.cli import runner
from parkledger.language import ParkError
from parkledger.workbooks import uploads
from parkledger.workbooks.errors import SpreadsheetUnreadable
from parkledger.workbooks.map import proposals
from parkledger.workbooks.map.row_kinds import Numbering
from parkledger.workbooks.map.sheets import FileChoices, sheets_of
from parkledger.workbooks.read.grids import LITTLE_ROOM, read_grids
from parkledger.workbooks.read.numerals import split
from tests.sampling import sampled
from tests.workbooks.conftest import BOOK, events

CSV_ROWS = int(os.environ.get("PARKLEDGER_CSV_ROWS", "60000"))
"""Rows of a CSV handed in; `make torture` takes three millions."""
HEADINGS = "STT,Tên KCN,Diện tích đất cho thuê (ha),Ngày hiệu lực,Tên dự án\n"
DATA = "1,KCN Quang Châu,1.5,1/2/2020,DA\n"
TITLE = "quý I năm 2020 theo quyết định "
ROWS = 1_500
MOST_GROWTH = 8
"""Four times the rows may take eight times as long, on a machine that does other work too; squared it would be sixteen."""
GRAIN = 0.25
"""Seconds that finding out what the columns are may take, whatever the rows."""


def rows(form: str) -> Callable[[int], bytes]:
    """A file of rows made of a form, each with a number of its own."""
    return lambda count: (HEADINGS + "".join(form.format(number) for number in range(count))).encode()


FAMILIES = {
    "data": rows("{0},KCN Quang Châu,{0}.5,1/2/2020,DA\n"),
    "sums": rows(",Tổng cộng,{0},,\n"),
    "sums and data": rows("1,KCN Quang Châu,{0},1/2/2020,DA\n,Tổng cộng,{0},,\n"),
    "groups": rows("I,Nhóm {0},,,\n1,KCN Quang Châu,{0},1/2/2020,DA\n"),
    "names that are none": rows("{0},KCN Không Có {0},{0}.5,1/2/2020,DA{0}\n"),
    "deep numbers": lambda count: (HEADINGS + "".join(f"{'1.' * (each % 400)}1,KCN,,,\n" for each in range(count))).encode(),
    "long titles": lambda count: ("".join(f"{each} {TITLE * (count // 8)}\n" for each in range(10)) + HEADINGS + DATA).encode(),
    "many headings": lambda count: (HEADINGS.strip() + "".join(f",Diện tích {each} năm {1900 + each % 130}" for each in range(count // 15))
                                    + "\n" + DATA).encode(),
    "periods": lambda count: (",".join(f"{'quý I năm 2020; ' * 60}{each}" for each in range(count // 13)) + f"\n{HEADINGS}{DATA}").encode(),
    "headings again": lambda count: (HEADINGS + DATA).encode() * count,
}  # fmt: skip


def seconds_for(data: bytes) -> float:
    """Processor time of reading a file and finding out what it says."""
    start = time.process_time()
    grids = read_grids("a.csv", data, LITTLE_ROOM)
    assert len(sheets_of("a.csv", grids, proposals.propose("a", grids, ["land_leased"]), FileChoices())) == 1
    return time.process_time() - start


@pytest.mark.parametrize("family", sampled(FAMILIES))
def test_time_grows_with_the_rows_and_no_faster(family: str) -> None:
    seconds_for(FAMILIES[family](10))
    found = []
    for _ in range(3):
        short, long = seconds_for(FAMILIES[family](ROWS)), seconds_for(FAMILIES[family](4 * ROWS))
        found.append(long / max(short, GRAIN))
        if found[-1] < MOST_GROWTH:
            break
    assert min(found) < MOST_GROWTH


def test_no_long_texts_are_kept_of_files_that_were_read() -> None:
    """A worker reads many files: what is remembered of one must be little beside it."""
    long = "theo báo cáo của Ban Quản lý " * 1_000

    def read(number: int) -> None:
        titles = "".join(f"{number} {each} {long}\n" for each in range(5))
        grids = read_grids("a.csv", (titles + HEADINGS + DATA.replace("KCN", f"{number} {long}")).encode(), LITTLE_ROOM)
        sheets_of("a.csv", grids, proposals.propose("a", grids, ["land_leased"]), FileChoices())

    read(0)
    tracemalloc.start()
    try:
        for number in range(1, 6):
            read(number)
        assert tracemalloc.get_traced_memory()[0] < 500_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"1,2\n" * (LITTLE_ROOM.rows + 1), "50001"),
        (b"," * LITTLE_ROOM.columns, "500"),
        (b"a,b\n" + b"x" * 32_768, "32767"),
    ],
)
def test_what_is_beyond_a_limit_is_refused_where_it_is_met(data: bytes, said: str) -> None:
    with pytest.raises(SpreadsheetUnreadable, match=said):
        read_grids("a.csv", data, LITTLE_ROOM)


def test_many_rows_are_refused_by_the_portal_and_by_the_command_line(book, tmp_path, capsys) -> None:
    """Some are within what the command line takes, so that they are read and proposed for; neither takes minutes."""
    before, data = events(), b"STT,KCN\n" + b"1,2\n" * CSV_ROWS
    start = time.process_time()
    with pytest.raises(ParkError) as refused:
        uploads.take("a.csv", data, BOOK, 1)
    assert refused.value.code in {"file_unreadable", "upload_too_large"}
    (tmp_path / "a.csv").write_bytes(data)
    assert runner.run(["import", str(tmp_path / "a.csv"), "--book", BOOK]) == 1
    assert ("1048577" in capsys.readouterr().err) == (CSV_ROWS >= 2**20)
    taken = time.process_time() - start
    print(f"{CSV_ROWS:,} rows refused twice in {taken:.1f} s")  # noqa: T201 - told with -s
    assert taken < 60
    assert events() == before


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}"/></Types>'
)
LINKED = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)


def packed(sheets: list[str], below: str = "") -> bytes:
    """An .xlsx of sheets as they are written, however no program would write them."""
    named = "".join(f'<sheet name="s{at}" sheetId="{at + 1}" r:id="r{at}"/>' for at in range(len(sheets)))
    linked = "".join(
        f'<Relationship Id="r{at}" Type="{LINKS}/worksheet" Target="worksheets/s{at}.xml"/>'
        for at in range(len(sheets))
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", TYPES)
        made.writestr("_rels/.rels", LINKED)
        made.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{named}</sheets></workbook>'
        )
        made.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{linked}</Relationships>'
        )
        for at, sheet in enumerate(sheets):
            made.writestr(
                f"xl/worksheets/s{at}.xml",
                f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData>{below}</worksheet>',
            )
    return out.getvalue()


ROW = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row>'
FAR = '<row r="{0}"><c r="SF{0}"><v>1</v></c></row>'
WORKBOOKS = {
    "merged to the end": packed([ROW], "<mergeCells>" + '<mergeCell ref="A1:A1048576"/>' * 100_000 + "</mergeCells>"),
    "merged again and again": packed(
        [ROW + FAR.format(40_000)], "<mergeCells>" + '<mergeCell ref="A1:SF40000"/>' * 10 + "</mergeCells>"
    ),
    "many sheets": packed([FAR.format(4_000)] * 20),
    "tags that do not end": packed(['<row r="1">' + '<c r="A1" ' * 100_000 + "</row>"]),
    "rows that do not end": packed([ROW + "<row " * 100_000]),
    "one text in many pieces": packed(['<row r="1"><c r="A1" t="e"><v>' + "#<b/>" * 300_000 + "</v></c></row>"]),
    "an error far below": packed([ROW + '<row r="1000000000"><c t="e"><v>#N/A</v></c></row>']),
}


def test_what_has_hundreds_of_sheets_is_refused() -> None:
    with pytest.raises(SpreadsheetUnreadable, match="200"):
        read_grids("a.xlsx", packed([ROW] * 201), LITTLE_ROOM)


def test_what_is_packed_by_hand_is_read() -> None:
    (grid,) = read_grids("a.xlsx", packed([ROW]))
    assert grid.rows == [[1, None, 2]]


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_that_no_program_writes_is_refused_or_read_soon(name: str) -> None:
    start = time.process_time()
    try:
        read_grids("a.xlsx", WORKBOOKS[name], LITTLE_ROOM)
    except ParkError as refused:
        assert refused.code == "file_unreadable"  # noqa: PT017  some can be read
    assert time.process_time() - start < 5


def test_an_open_document_that_says_a_cell_a_million_times_a_million_times_is_refused() -> None:
    cell = '<table:table-cell office:value-type="percentage" office:value="1" table:number-columns-repeated="1000000"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr(
            "content.xml",
            '<a xmlns:table="t" xmlns:office="o"><table:table><table:table-row>' + cell * 1_000
            + "</table:table-row></table:table></a>",
        )  # fmt: skip
    start = time.process_time()
    with pytest.raises(SpreadsheetUnreadable, match="quá nhiều ô"):
        read_grids("a.ods", out.getvalue(), LITTLE_ROOM)
    assert time.process_time() - start < 20


def test_a_number_and_its_words_are_told_apart_however_many_blanks_are_in_them() -> None:
    start = time.process_time()
    assert split("  12,5 x" + " " * 30_000 + "y ") == ("12,5", "x" + " " * 30_000 + "y")
    assert time.process_time() - start < 1


def test_numbers_that_others_begin_with_are_those_of_groups() -> None:
    marks = ["1", "1.1", "1.2", "1.10", "2", "2.", "3.1.1", "3.1", "11", "4)"]
    assert Numbering.of([[mark] for mark in marks], 0).outer == {"1", "3.1"}
