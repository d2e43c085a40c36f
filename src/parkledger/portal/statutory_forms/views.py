"""The page of statutory forms, and the workbook of those that its form asks for."""

import re
from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parkledger.briefing import forms as statutory
from parkledger.figures.current import current_figures
from parkledger.language import Lang, Text
from parkledger.places import get
from parkledger.records.figure_queries import zone_id
from parkledger.records.zone_lists import places_listed
from parkledger.tables import Column, ColumnType, Row, Table
from parkledger.web.access import own_place
from parkledger.web.files import file_answer
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.tables import table_page

REFUSED = (
    statutory.PeriodUnclear,
    statutory.PeriodNumberUnknown,
    statutory.FormsTooLarge,
    statutory.FormOfNoProject,
    statutory.FormProjectUnknown,
)
"""What is said on the page, with what was given still there."""
DAYS = "days"
UNITS = (
    ("quarter", _("Quý")),
    ("month", _("Tháng")),
    ("half", _("6 tháng")),
    ("year", _("Năm")),
    (DAYS, _("Từ ngày – đến ngày")),
)
"""The lengths of period that the page offers; any other is named by its first and last day."""
MONTHS_OF_QUARTER = 3


@kept
def index(request: PageRequest) -> HttpResponse:
    """The forms, and a small form that asks for one of them."""
    return _page(request)


def _page(request: PageRequest, problem: str = "") -> HttpResponse:
    """The page, with what was typed; with what is wrong with it, if anything is."""
    places = places_listed(request.dates)
    context = {
        "place": request.GET.get("place") or own_place(request.user, [code for code, *_ in places], request.dates.on),
        "table": forms_table(request.lang),
        "offered": [form for form in statutory.FORMS.values() if form.is_filled],
        "places": places,
        "units": UNITS,
        "period": request.GET.get("period", last_quarter(request.dates.on)),
        "typed": request.GET,
        "problem": problem,
    }
    return table_page(request, "statutory_forms/statutory_forms.html", context, status=400 if problem else 200)


def last_quarter(on: date) -> str:
    """The last quarter that had ended by a day, as it is written: 2/2023."""
    quarter = (on.month - 1) // MONTHS_OF_QUARTER
    return f"{quarter}/{on.year}" if quarter else f"4/{on.year - 1}"


@kept
def workbook(request: PageRequest) -> HttpResponse:
    """The workbook of a form, or of several, for a place and a period; the page again where that cannot be."""
    try:
        filled = _filled(request)
    except REFUSED as wrong:
        return _page(request, wrong.message(request.lang))
    settings = statutory.WorkbookSettings(request.lang, timezone.now(), current_figures(), request.build_absolute_uri)
    data = statutory.write(filled, settings)
    codes = "-".join(dict.fromkeys(form.form.code for _, form in filled.forms))[:60] or "bieu"
    return file_answer(data, statutory.MEDIA_TYPE, f"{codes}.xlsx")


def two_days(typed: str) -> tuple[str, str]:
    """The first and the last day as somebody wrote them, with a dash between; days may have hyphens within."""
    first, *rest = re.split(r"\s+[-–—]\s+|[–—]", typed, maxsplit=1)
    if not rest:
        first, *rest = typed.split("-", 1)
    return first.strip(), "".join(rest).strip()


def _filled(request: PageRequest) -> statutory.FilledForms:
    books, known_at = current_figures(), request.dates.known_at
    given = request.GET
    named = {key: given.get(key, "") for key in ("quarter", "month", "half", "year", "from", "until")}
    if given.get("unit") == DAYS:
        named["from"], named["until"] = two_days(given.get("period", ""))
    elif given.get("unit") in dict(UNITS):
        named[given["unit"]] = given.get("period", "")
    place = get(given.get("place", "")).code
    zone = zone_id(books, given["zone"], known_at) if given.get("zone") else None
    codes = given.getlist("form")
    pairs = [
        (form, scope)
        for form in statutory.fillable(codes)
        for scope in statutory.scopes_of(
            form,
            place,
            statutory.asked_period(form, named),
            known_at,
            zone,
            books,
            project=given.get("project"),
            of_all=statutory.is_all(codes),
        )
    ]
    statutory.refuse_large(pairs, books)
    return statutory.fill(pairs, books, of_all=statutory.is_all(codes))


def forms_table(lang: Lang) -> Table:
    """Every form with how well its layout is known, and why there is no file where there is none."""
    columns = (
        Column("code", gettext("Biểu"), ColumnType.CODE),
        Column("title", gettext("Tên biểu")),
        Column("kind", gettext("Loại khu")),
        Column("receiver", gettext("Nơi nhận")),
        Column("layout", gettext("Bố cục")),
        Column("file", gettext("Tệp Excel")),
    )
    rows = [
        Row(
            {
                "code": form.name,
                "title": form.title,
                "kind": Text("khu, cụm", "zones") if form.every_project else form.kind.short,
                "receiver": form.receiver,
                "layout": form.layout_text,
                "file": _file(form.no_file),
            }
        )
        for form in statutory.FORMS.values()
    ]
    return Table("forms", gettext("Biểu báo cáo theo quy định"), columns, rows, lang)


def _file(why_not: Text | None) -> Text:
    if why_not is None:
        return Text("có", "yes")
    return Text(f"không: {why_not.vi}", f"no: {why_not.en}")
