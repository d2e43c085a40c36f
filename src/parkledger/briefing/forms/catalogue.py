"""All forms by their codes, with those of which no file is made and why."""

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from parkledger.briefing.forms import circular_14, economic_zones, investment, ministry
from parkledger.briefing.forms.model import StatutoryForm
from parkledger.briefing.forms.scope import FormScope
from parkledger.language import ParkError, Text, closest

BY_CODE = sorted((*ministry.PARK_FORMS, *economic_zones.FORMS), key=lambda form: form.code)
FORMS = MappingProxyType({form.code: form for form in (*BY_CODE, *circular_14.FORMS, *investment.FORMS)})
"""Every form by its code, in the order in which they are listed."""


class FormUnknown(ParkError):
    """No form has that code."""

    code = "form_unknown"
    status = 404
    is_misuse = True
    vi = "Không có biểu «{form}». Các biểu: {forms}."
    en = "There is no form “{form}”. The forms: {forms}."


class FormNotFilled(ParkError):
    """No file is made of a form."""

    code = "form_not_filled"
    is_misuse = True
    vi = "Chưa lập được biểu {form}: {why}."
    en = "Form {form} cannot be filled: {why}."


def form_named(code: str) -> StatutoryForm:
    """A form by its code, with or without what follows it in the ministry's numbering."""
    wanted = code.strip().upper().removesuffix(ministry.SUFFIX)
    if wanted not in FORMS:
        raise FormUnknown(form=code, forms=closest(wanted, list(FORMS)) or list(FORMS))
    return FORMS[wanted]


def is_all(codes: Sequence[str]) -> bool:
    """Whether every form is asked for."""
    return list(codes) == ["all"]


def fillable(codes: Sequence[str]) -> list[StatutoryForm]:
    """Some forms by their codes; refused where no file is made of one. `all` stands for every form that is filled for a place."""
    if is_all(codes):
        return [form for form in FORMS.values() if form.is_filled and form.is_of_place]
    found = [form_named(code) for code in dict.fromkeys(codes)]
    for form in found:
        if form.no_file is not None:
            raise FormNotFilled(form=form.name, why=form.no_file)
    return found


A_PROJECT_EACH = Text(
    "mỗi dự án một tờ, không lập chung theo địa bàn; lập riêng bằng mã biểu, cho cả địa bàn hoặc cho một dự án",
    "one sheet per project; ask for it by its code, for the place or for one project",
)


def left_out(pairs: Iterable[tuple[StatutoryForm, FormScope]]) -> list[tuple[StatutoryForm, Text]]:
    """The forms that are not among all those of some places, each with why."""
    there: dict[str, set[str]] = {}
    for form, scope in pairs:
        there.setdefault(scope.place, set()).add(form.code)
    everywhere = set.intersection(*there.values()) if there else set()
    return [(form, _why_left_out(form)) for form in FORMS.values() if form.code not in everywhere]


def _why_left_out(form: StatutoryForm) -> Text:
    if form.no_file is not None:
        return form.no_file
    if form.a_project_each:
        return A_PROJECT_EACH
    if form.a_zone_each:
        vi, en = form.kind.label.vi, form.kind.label.en
        return Text(
            f"mỗi {vi} một tờ, không lập chung theo địa bàn; lập riêng bằng mã biểu, cho cả địa bàn hoặc cho một {vi}",
            f"one sheet per {en}; ask for it by its code, for the place or for one {en}",
        )
    return Text(
        f"địa bàn không có {form.kind.label.vi} nào trong sổ", f"the place has no {form.kind.label.en} on record"
    )
