"""Figures of the books: any indicator for any place and day, as known at any moment.

`Figures` is what the rest of the product asks; `parkledger.figures.current` has those of this process, brought up to the
ledger, and `parkledger.figures.wording` writes them. How figures are summed (`engine`) and where from (`mirror`) is this
package's own business.
"""

from parkledger.figures.coverage import SupposedSpan
from parkledger.figures.engine.coverage import reported_terms
from parkledger.figures.engine.cube import DetailRow, FlowRecording, ZoneBalance
from parkledger.figures.engine.evaluation import recomputed
from parkledger.figures.engine.forms import (
    before_target,
    of_one_day,
    part_and_whole,
    percent_change,
    set_against,
    stood_before,
)
from parkledger.figures.engine.members import is_sum_over_projects
from parkledger.figures.engine.projects import (
    PROJECT_FACTS,
    ProjectBalance,
    ProjectBalances,
    ProjectGroup,
    ProjectsInForce,
)
from parkledger.figures.engine.what_if import SupposedPosting
from parkledger.figures.figure import PERCENTAGE_POINT, RANKED_OF, Figure, Rest, TermValue
from parkledger.figures.mirror.files import ZONES, BookMark
from parkledger.figures.mirror.overlay import Overlay
from parkledger.figures.mirror.segments import MIRRORED
from parkledger.figures.questions import (
    Dimension,
    Form,
    IndicatorUnknown,
    KindNeeded,
    Member,
    MemberTurn,
    NotSplitByProjects,
    PeriodBackwards,
    Question,
    currency_of,
    indicator,
)
from parkledger.figures.sequences import LazySequence
from parkledger.figures.service import Figures

__all__ = [
    "MIRRORED",
    "PERCENTAGE_POINT",
    "PROJECT_FACTS",
    "RANKED_OF",
    "ZONES",
    "BookMark",
    "DetailRow",
    "Dimension",
    "Figure",
    "Figures",
    "FlowRecording",
    "Form",
    "IndicatorUnknown",
    "KindNeeded",
    "LazySequence",
    "Member",
    "MemberTurn",
    "NotSplitByProjects",
    "Overlay",
    "PeriodBackwards",
    "ProjectBalance",
    "ProjectBalances",
    "ProjectGroup",
    "ProjectsInForce",
    "Question",
    "Rest",
    "SupposedPosting",
    "SupposedSpan",
    "TermValue",
    "ZoneBalance",
    "before_target",
    "currency_of",
    "indicator",
    "is_sum_over_projects",
    "of_one_day",
    "part_and_whole",
    "percent_change",
    "recomputed",
    "reported_terms",
    "set_against",
    "stood_before",
]
