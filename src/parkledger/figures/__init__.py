"""Figures of the books: any indicator for any place and day, as known at any moment.

`Figures` is what the rest of the product asks; `parkledger.figures.current` has those of this process, brought up to the
ledger, and `parkledger.figures.wording` writes them. How figures are summed (`engine`) and where from (`mirror`) is this
package's own business.
"""

from parkledger.figures.engine.cube import DetailRow
from parkledger.figures.engine.forms import part_and_whole
from parkledger.figures.engine.projects import PROJECT_FACTS, Balance, ProjectBalances, ProjectGroup, ProjectsInForce
from parkledger.figures.engine.what_if import SupposedPosting
from parkledger.figures.figure import Figure, TermValue
from parkledger.figures.mirror.files import BookMark
from parkledger.figures.questions import (
    Form,
    IndicatorUnknown,
    KindNeeded,
    PeriodBackwards,
    Question,
    currency_of,
    indicator,
)
from parkledger.figures.sequences import LazySequence
from parkledger.figures.service import Figures, ZoneBalance

__all__ = [
    "PROJECT_FACTS",
    "Balance",
    "BookMark",
    "DetailRow",
    "Figure",
    "Figures",
    "Form",
    "IndicatorUnknown",
    "KindNeeded",
    "LazySequence",
    "PeriodBackwards",
    "ProjectBalances",
    "ProjectGroup",
    "ProjectsInForce",
    "Question",
    "SupposedPosting",
    "TermValue",
    "ZoneBalance",
    "currency_of",
    "indicator",
    "part_and_whole",
]
