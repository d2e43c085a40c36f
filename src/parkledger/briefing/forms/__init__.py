"""Statutory forms of parks and clusters as Excel: what each asks is data, and every number is a figure of the books.

`model` says what forms are made of, `ministry` and `circular_14` define them, `filling` asks the books once for all forms
wanted, `checks` holds forms against each other, `workbook` writes.
"""

from parkledger.briefing.forms.catalogue import FORMS, FormNotFilled, FormUnknown, fillable, form_named, is_all
from parkledger.briefing.forms.filling import FilledForms, fill
from parkledger.briefing.forms.model import LACKING, StatutoryForm
from parkledger.briefing.forms.scope import (
    FormOfNoProject,
    FormOfOtherKind,
    FormPlaceMissing,
    FormProjectUnknown,
    FormScope,
    FormsTooLarge,
    PeriodNumberUnknown,
    PeriodUnclear,
    asked_period,
    refuse_large,
    scopes_of,
)
from parkledger.briefing.forms.workbook import MEDIA_TYPE, WorkbookSettings, write

__all__ = [
    "FORMS",
    "LACKING",
    "MEDIA_TYPE",
    "FilledForms",
    "FormNotFilled",
    "FormOfNoProject",
    "FormOfOtherKind",
    "FormPlaceMissing",
    "FormProjectUnknown",
    "FormScope",
    "FormUnknown",
    "FormsTooLarge",
    "PeriodNumberUnknown",
    "PeriodUnclear",
    "StatutoryForm",
    "WorkbookSettings",
    "asked_period",
    "fill",
    "fillable",
    "form_named",
    "is_all",
    "refuse_large",
    "scopes_of",
    "write",
]
