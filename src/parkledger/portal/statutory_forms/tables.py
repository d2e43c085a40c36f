"""The table of statutory forms."""

from django.utils.translation import gettext

from parkledger.briefing.forms import FORMS
from parkledger.language import Lang, Text
from parkledger.tables import Column, ColumnType, Row, Table


def _file(why_not: Text | None) -> Text:
    if why_not is None:
        return Text("có", "yes")
    return Text(f"không: {why_not.vi}", f"no: {why_not.en}")


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
                "kind": form.kind.short,
                "receiver": form.receiver,
                "layout": form.layout_text,
                "file": _file(form.no_file),
            }
        )
        for form in FORMS.values()
    ]
    return Table("forms", gettext("Biểu báo cáo theo quy định"), columns, rows, lang)
