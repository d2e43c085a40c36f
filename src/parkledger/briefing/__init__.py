"""Figures into words: lines of a briefing, and situations of places side by side."""

from parkledger.briefing.situation import SECTIONS, Line, Situation, situation
from parkledger.figures.wording import form_name, written

__all__ = ["SECTIONS", "Line", "Situation", "form_name", "situation", "written"]
