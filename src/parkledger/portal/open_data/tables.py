"""The table of what can be downloaded whole: each set of data with its files."""

from collections.abc import Iterator, Mapping, Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from parkledger import places as units
from parkledger.language import Lang
from parkledger.records.dates import Dates
from parkledger.tables import Cell, Column, ColumnPlace, ColumnType, Row, Table
from parkledger.tables.files import FileFormat
from parkledger.web.paging import FORMAT, TABLE

DataSet = tuple[str, str, dict[str, str]]
"""What a set is called, what it holds, and the addresses of its files by what they are called, CSV first."""


def sets_table(places: Sequence[units.Place], dates: Dates, request: HttpRequest, lang: Lang) -> Table:
    """The sets of data for a page's dates."""
    columns = (
        Column("set", gettext("Bảng")),
        Column("content", pgettext("of a table", "Nội dung")),
        Column("address", gettext("Địa chỉ của tệp CSV"), place=ColumnPlace.FILE),
        Column("files", gettext("Tệp"), ColumnType.CONTROLS),
    )
    rows = [
        Row(
            {
                "set": name,
                "content": content,
                "address": request.build_absolute_uri(next(iter(files.values()))),
                "files": Cell(controls=_links_html(name, files)),
            }
        )
        for name, content, files in (*_figures(places, dates, lang), *_lists(dates, lang))
    ]
    return Table("sets", gettext("Các bảng tải được"), columns, rows, lang)


def _figures(places: Sequence[units.Place], dates: Dates, lang: Lang) -> Iterator[DataSet]:
    """Figures of all provinces on record, and of each."""

    def files(**of: str) -> dict[str, str]:
        return {
            form.label.of(lang): reverse("open_figures", args=[form.value]) + dates.query(**of) for form in FileFormat
        }

    name = pgettext("plural", "Số liệu")
    yield name, gettext("mọi chỉ tiêu của các tỉnh có sổ, KCN và CCN, dạng bảng dài"), files()
    for each in places:
        yield f"{name}, {each.text.of(lang)}", gettext("mọi chỉ tiêu của một địa bàn"), files(place=each.code)


def _lists(dates: Dates, lang: Lang) -> Iterator[DataSet]:
    """The lists of the portal: the tables of pages that bear their pages' names."""

    def files(route: str) -> dict[str, str]:
        path = reverse(route)
        return {form.label.of(lang): path + dates.query(**{TABLE: route, FORMAT: form.value}) for form in FileFormat}

    zones = files("zones") | {"GeoJSON": reverse("map_zones") + dates.query()}
    yield pgettext("plural", "Khu, cụm"), gettext("danh sách với diện tích, giai đoạn, tỷ lệ lấp đầy"), zones
    yield pgettext("plural", "Dự án"), gettext("dự án còn hiệu lực với vốn và đất"), files("projects")
    documents = gettext("quyết định, giấy chứng nhận, báo cáo được dẫn trong sổ")
    yield pgettext("plural", "Văn bản"), documents, files("documents")
    yield pgettext("plural", "Chỉ tiêu"), gettext("tên, đơn vị, công thức, căn cứ"), files("indicators")


def _links_html(name: str, files: Mapping[str, str]) -> SafeString:
    """The links that download a set."""
    link = '<a href="{}" rel="nofollow" download aria-label="{}, {}">{}</a>'
    return format_html_join(" · ", link, ((address, label, name, label) for label, address in files.items()))
