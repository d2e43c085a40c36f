"""Figures from the columnar mirror: ask any indicator for any place and date, as known at any moment."""

from parkledger.figures.engine import Engine
from parkledger.figures.figure import Figure, TermValue
from parkledger.figures.questions import Form, Question, indicator

__all__ = ["Engine", "Figure", "Form", "Question", "TermValue", "indicator"]
