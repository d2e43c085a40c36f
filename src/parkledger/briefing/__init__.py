"""Figures into words: lines of a briefing, and situations of places side by side."""

from parkledger.briefing.situation import SECTIONS, Situation, SituationLine, situation
from parkledger.figures.wording import form_name, written

__all__ = ["SECTIONS", "Situation", "SituationLine", "form_name", "situation", "written"]
