"""All forms by their codes, with those of which no file is made and why."""

from collections.abc import Sequence
from types import MappingProxyType

from parkledger.briefing.forms import circular_14, ministry
from parkledger.briefing.forms.model import StatutoryForm
from parkledger.catalogue import Verified, ZoneKind
from parkledger.language import ParkError, Text, closest

ECO_BASIS = Text("Nghị định 35/2022/NĐ-CP, Điều 43", "Decree 35/2022/NĐ-CP, Article 43")
ECO_RECEIVER = Text("Ban quản lý khu công nghiệp, khu kinh tế", "Management Board")
INVESTOR = Text("NHÀ ĐẦU TƯ", "INVESTOR")
ECO = (
    StatutoryForm(
        code="A.4",
        title=Text(
            "Báo cáo theo dõi, giám sát thực hiện khu công nghiệp sinh thái", "Monitoring of an eco-industrial park"
        ),
        layout=Verified.SECONDARY,
        basis=ECO_BASIS,
        kind=ZoneKind.PARK,
        receiver=ECO_RECEIVER,
        signer=INVESTOR,
        no_file=Text(
            "nhà đầu tư hạ tầng tự lập: tiết kiệm năng lượng, nước, chất thải, cộng sinh công nghiệp; sổ không ghi các số này",
            "the developer's own: energy, water and waste saved, industrial symbiosis; the register holds none of it",
        ),
    ),
    StatutoryForm(
        code="B.4",
        title=Text("Báo cáo theo dõi, giám sát thực hiện doanh nghiệp sinh thái", "Monitoring of an eco-enterprise"),
        layout=Verified.SECONDARY,
        basis=ECO_BASIS,
        kind=ZoneKind.PARK,
        receiver=ECO_RECEIVER,
        signer=INVESTOR,
        no_file=Text(
            "doanh nghiệp tự lập: năng lực sản xuất, tiết kiệm tài nguyên của một doanh nghiệp; sổ không ghi các số này",
            "the enterprise's own: its capacity and what it saved; the register holds none of it",
        ),
    ),
)
FORMS = MappingProxyType({form.code: form for form in (*ministry.FORMS, *circular_14.FORMS, *ECO)})
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


def fillable(codes: Sequence[str]) -> list[StatutoryForm]:
    """Some forms by their codes; refused where no file is made of one. `all` stands for every form that is filled for a place."""
    if list(codes) == ["all"]:
        return [form for form in FORMS.values() if form.is_filled and not form.a_zone_each]
    found = [form_named(code) for code in dict.fromkeys(codes)]
    for form in found:
        if form.no_file is not None:
            raise FormNotFilled(form=form.name, why=form.no_file)
    return found
