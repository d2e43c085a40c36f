"""Importing in the portal: templates to download, a file to hand in, its problems, its valid rows to be submitted."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from parkledger.language import ParkError, Text, in_name_order
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.models import Book
from parkledger.ledger.store import registry
from parkledger.people import audit
from parkledger.people.permissions import NotAllowed, Target, books_for, require
from parkledger.people.roles import Action
from parkledger.portal.imports.tables import figures_table, problems_table, rows_table
from parkledger.submissions.forms.event_form import FormField
from parkledger.submissions.workflow import lifecycle
from parkledger.submissions.workflow.kinds import BATCH
from parkledger.tables.files import FileFormat
from parkledger.web.files import file_answer
from parkledger.web.middleware import PageRequest
from parkledger.web.paging import part_of
from parkledger.web.tables import table_page
from parkledger.workbooks import uploads
from parkledger.workbooks.map import mappings
from parkledger.workbooks.map.across import EACH_PERIOD
from parkledger.workbooks.map.columns import (
    END,
    START,
    WITH_UNIT,
    FieldColumn,
    columns_by_name,
    columns_of,
    fields_by_name,
    filled_by,
    importable,
    named_fields,
    opening_types,
    row_fields,
)
from parkledger.workbooks.map.mappings import MappedSheet
from parkledger.workbooks.map.units import units_of
from parkledger.workbooks.write import templates

XLSX = FileFormat.XLSX.media_type
MOST_WARNED = 20
"""Numbers to be looked at again that are listed above the rows; each stands beside its row as well."""
audit.ACTIONS.setdefault("file_tried", Text("nộp tệp để nhập liệu", "handed in a file to import"))


class NothingValid(ParkError):
    """There is no new valid row to submit."""

    code = "nothing_valid"
    vi = "Không có dòng hợp lệ nào chưa ghi để trình. Hãy sửa các dòng bị từ chối rồi nộp lại."
    en = "There is no valid row that is not recorded yet. Correct the refused rows and hand them in again."


class FileMissing(ParkError):
    """No file came with the form."""

    code = "file_missing"
    vi = "Chưa chọn tệp. Hãy chọn một tệp .xlsx, .xls, .ods hoặc .csv."
    en = "No file was chosen. Choose an .xlsx, .xls, .ods or .csv file."


def _books(request: PageRequest) -> list[Book]:
    """The books into which somebody may import."""
    books = in_name_order(registry.books(books_for(request.user, Action.IMPORT)), lambda book: book.name)
    if not books:
        raise NotAllowed
    return books


def _user(request: PageRequest) -> int:
    """The number of who asks."""
    return int(str(request.user.pk))


@never_cache
@login_required
def workbooks(request: PageRequest) -> HttpResponse:
    """Templates to download and a file to hand in."""
    if request.method == "POST":
        try:
            return _take(request)
        except (uploads.UploadTooLarge, NotAllowed):
            raise
        except ParkError as refused:
            return _start(request, refused.message(request.lang), 422)
    return _start(request)


def _start(request: PageRequest, refused: str = "", status: int = 200) -> HttpResponse:
    context = {
        "books": _books(request),
        "types": [(code, EVENT_TYPES[code].label) for code in importable()],
        "refused": refused,
        "mappings": mappings.kept(),
        "book": request.POST.get("book") or request.GET.get("book", ""),
        "rows": uploads.MOST_ROWS,
        "megabytes": uploads.MOST_BYTES >> 20,
    }
    return render(request, "imports/workbooks.html", context, status=status)


def _take(request: PageRequest) -> HttpResponse:
    book = _book(request, request.POST.get("book", ""))
    file = request.FILES.get("file")
    if file is None or not file.name:
        raise FileMissing
    if (file.size or 0) > uploads.MOST_BYTES:
        raise uploads.UploadTooLarge(rows=uploads.MOST_ROWS, megabytes=uploads.MOST_BYTES >> 20)
    upload = uploads.take(file.name, file.read(), book.code, _user(request))
    audit.record(request.user, "file_tried", book.code, {"file": file.name, "valid": upload.result["valid"]})
    return HttpResponseRedirect(reverse("workbook", args=[upload.token]))


def _book(request: PageRequest, code: str) -> Book:
    found = next((book for book in _books(request) if book.code == code), None)
    if found is None:
        raise NotAllowed
    return found


@never_cache
@login_required
def template(request: PageRequest) -> HttpResponse:
    """A template as a file."""
    book = _book(request, request.GET.get("book", ""))
    types = request.GET.getlist("type") or opening_types()
    name = "so-du-dau-ky" if types == opening_types() else "-".join(types[:3])
    return file_answer(templates.write(types, book.code), XLSX, f"mau-{name}.xlsx")


@never_cache
@login_required
def workbook(request: PageRequest, token: str) -> HttpResponse:
    """A file that was handed in: what is wrong with it, how it is read, and its valid rows to be submitted."""
    upload = uploads.find(token, _user(request))
    book = registry.get_book(upload.book)
    require(request.user, Action.IMPORT, Target(book.pk, book.place))
    if request.method != "POST":
        return _show(request, upload, book)
    try:
        if request.POST.get("act") == "submit":
            return _submit(request, upload, book)
        uploads.remap(upload, request.POST.dict())
    except ParkError as refused:
        return _show(request, uploads.find(token, _user(request)), book, refused.message(request.lang), 422)
    return HttpResponseRedirect(reverse("workbook", args=[token]))


def _submit(request: PageRequest, upload: uploads.Upload, book: Book) -> HttpResponse:
    """The valid rows become one submission, which somebody else approves."""
    uploads.check_book(upload, confirmed=request.POST.get("other_book") == "1")
    events = upload.events()
    if not events:
        raise NothingValid
    key = f"workbook-{upload.token}"
    payload = {"file": upload.name, "events": events}
    made = lifecycle.begin(request.user, book, BATCH, payload, key=key)
    if made.state in lifecycle.OPEN:
        if made.payload != payload:
            made = lifecycle.save(made, request.user, made.version, payload)
        made = lifecycle.submit(made, request.user, made.version)
    return HttpResponseRedirect(reverse("submission", args=[made.pk]))


def _show(
    request: PageRequest, upload: uploads.Upload, book: Book, refused: str = "", status: int = 200
) -> HttpResponse:
    part = part_of(request, upload.result["errors"])
    rows = part_of(request, upload.result.get("rows", []), name="rows")
    context = {
        "upload": upload,
        "book": book,
        "result": upload.result,
        "part": part,
        "refused": refused,
        "problems": problems_table(part.items, request.lang),
        "rows": rows_table(rows.items, request.lang),
        "row_pages": rows,
        "figures": figures_table(upload.result.get("figures", ()), request.lang),
        "skipped": uploads.skipped_words(upload),
        "more": upload.result["problems"] - len(upload.result["errors"]),
        "warnings": [(where, Text(*words)) for where, words in upload.result.get("warnings", ())[:MOST_WARNED]],
        "more_warnings": max(0, len(upload.result.get("warnings", ())) - MOST_WARNED),
        "hidden": [Text(*words) for words in upload.result.get("hidden", ())],
        "sheets": [(name, EVENT_TYPES[code].label, count) for name, code, count in upload.result["sheets"]],
        "mapped": [_mapped(number, sheet) for number, sheet in enumerate(upload.mapping.parts)]
        if upload.mapping
        else [],
        "types": [(code, EVENT_TYPES[code].label) for code in importable()],
    }
    return table_page(request, "imports/workbook.html", context, status)


def _mapped(number: int, sheet: MappedSheet) -> dict[str, object]:
    """A mapping's sheet as the page shows it: each column with the fields it may fill, and what no column fills."""
    offered = _offered(sheet.type)
    filled = filled_by(column.field for column in sheet.columns)
    if any(EACH_PERIOD in column.heading and column.field for column in sheet.columns):
        filled |= {START, END}
    constants = [
        (field.name, field.label, sheet.constants.get(field.name, ""))
        for field in columns_by_name(sheet.type).values()
        if field.name in sheet.constants or (field.required and field.name not in filled)
    ]
    return {"number": number, "sheet": sheet, "offered": offered, "constants": constants}


def _offered(code: str) -> list[tuple[str, Text]]:
    """Every column that an event type may have, with each unit."""
    found: list[tuple[str, Text]] = []
    names = [FieldColumn(field, is_name=True) for field in named_fields(code).values()]
    in_rows = [FieldColumn(field, is_unit=is_unit) for field in row_fields(code).values() for is_unit in _ways(field)]
    areas = [FieldColumn(field, is_unit=True) for field in fields_by_name(code).values() if field.kind == "area"]
    for column in (*columns_of(code), *areas, *in_rows, *names):
        field = column.field
        if column.is_unit or field.kind not in WITH_UNIT:
            found.append((column.key, column.heading))
            continue
        found.append((field.name, FieldColumn(field).heading))
        found += [(each.key, each.heading) for each in (FieldColumn(field, unit=unit.code) for unit in units_of(field))]
    return found


def _ways(field: FormField) -> tuple[bool, ...]:
    """Whether a column holds a value, or also its unit in a column of its own."""
    return (False, True) if field.kind in WITH_UNIT else (False,)


@never_cache
@login_required
def refused_rows(request: PageRequest, token: str) -> HttpResponse:
    """The refused rows as a workbook."""
    upload = uploads.find(token, _user(request))
    book = registry.get_book(upload.book)
    require(request.user, Action.IMPORT, Target(book.pk, book.place))
    path = upload.folder / f"refused.{request.lang.value}.xlsx"
    if not path.is_file():
        raise uploads.UploadUnknown(days=uploads.KEPT_DAYS)
    return file_answer(path.read_bytes(), XLSX, f"{upload.name.rpartition('.')[0] or upload.name}.refused.xlsx")


@never_cache
@login_required
def opening(request: PageRequest) -> HttpResponse:
    """How a book begins without a past: what to gather, the template, and what the figures will say."""
    return render(request, "imports/opening.html", {"books": _books(request)})
