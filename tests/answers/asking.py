"""How tests put questions to books, and what they look at in the answers."""

from dataclasses import dataclass

from parkledger.briefing.answers.answer import Answers
from parkledger.briefing.answers.questions import answers
from parkledger.figures import Figures
from parkledger.records.dates import Dates


@dataclass(frozen=True)
class Asking:
    """Questions as a module of tests puts them: on its day, and of what is no name, where that is said."""

    dates: Dates
    is_no_name: bool = False

    def __call__(self, books: Figures, typed: str, dates: Dates | None = None) -> Answers:
        return answers(typed, books, dates or self.dates, is_no_name=self.is_no_name)


def problems(found: Answers) -> list[str]:
    """Why questions were refused."""
    return [each.problem.vi for each in found if each.problem]


def told(found: Answers) -> list[tuple[str, object]]:
    """The indicators and values that were told, of questions of which none was refused."""
    assert not problems(found), problems(found)
    return [(figure.question.indicator, figure.value) for each in found for figure in each.figures]


def titles(found: Answers) -> list[str]:
    """What was told one by one, of questions of which none was refused."""
    assert not problems(found), problems(found)
    return [line.title.vi for each in found for line in each.lines]
