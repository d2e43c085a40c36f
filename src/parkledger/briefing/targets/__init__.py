"""Targets: what was set and revised, how far each is reached, and whether those of lower levels add up to the upper one."""

from parkledger.briefing.targets.attainment import TargetLine, TargetState, attainments, question_of
from parkledger.briefing.targets.parts import TargetParts, parts_of
from parkledger.briefing.targets.recorded import PlanTarget, TargetRevision, targets_on
from parkledger.briefing.targets.tables import parts_table, scope_words, targets_table, verdict

__all__ = [
    "PlanTarget",
    "TargetLine",
    "TargetParts",
    "TargetRevision",
    "TargetState",
    "attainments",
    "parts_of",
    "parts_table",
    "question_of",
    "scope_words",
    "targets_on",
    "targets_table",
    "verdict",
]
