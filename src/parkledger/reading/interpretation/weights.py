"""How many points each feature gives to what a figure may state: the whole of what was weighed, as data.

A word of the label or right behind the figure counts four times its weight, one before the label three times, one that
opens the clause twice, one of a heading or the sentence before once.
"""

from typing import Final

from parkledger.reading.interpretation.decisions import NOTHING, Weights

LABEL: Final = 4
BEFORE_LABEL: Final = 3
OPENING: Final = 2
ABOVE: Final = 1

LEAST_ZONES, LEAST_PROJECTS, LEAST_UNKNOWN, LEAST_CAPITAL, LEAST_LABELLED = 4, 5, 8, 6, 4
"""How many points a statement needs: more where neither zones nor an origin are known, less where the label names capital."""

PROJECTS: Final[Weights] = {
    "a:new": {"projects.registered": 4, "projects.adjusted": -2},
    "a:license": {"projects.registered": 2},
    "a:infra": {NOTHING: 9},
    "a:more": {"projects.registered": 4},
    "a:enter": {"projects.registered": 1, "projects.in_force": 1},
    "a:register": {"projects.registered": 1, "projects.in_force": 1},
    "a:adjust": {"projects.adjusted": 4, "projects.in_force": -2},
    "a:added": {"projects.adjusted": 3, "projects.in_force": -1, "projects.registered": -2},
    "a:hold": {"projects.in_force": 4},
    "a:operate": {"projects.operating": 5, "projects.in_force": -3, "projects.registered": -2},
    "r:have": {"projects.in_force": 1},
    "a:build": {NOTHING: 5},
    "a:paper": {NOTHING: 4},
    "a:stop": {NOTHING: 6},
    "a:withdraw": {NOTHING: 6},
    "a:shares": {NOTHING: 6},
    "a:propose": {NOTHING: 4},
    "d:aim": {NOTHING: 4},
    "d:if": {NOTHING: 4},
    "r:plan": {NOTHING: 2},
    "w:outside": {NOTHING: 9},
    "time.flow": {"projects.registered": 3},
    "time.stock": {"projects.in_force": 2},
    "group.projects.registered": {"projects.registered": 3},
    "group.projects.adjusted": {"projects.adjusted": 3},
    "group.projects.in_force": {"projects.in_force": 3},
    "group.projects.operating": {"projects.operating": 4},
}
"""What a count of projects states."""

CAPITAL: Final[Weights] = {
    "m:capital": {"capital.attracted": 1, "capital.in_force": 1},
    "a:new": {"capital.new": 5},
    "a:license": {"capital.new": 2},
    "a:added": {"capital.added": 5},
    "a:adjust": {"capital.added": 4},
    "a:shares": {"capital.shares": 6},
    "a:disburse": {"capital.implemented": 11},
    "a:sum": {"capital.attracted": 4},
    "a:hold": {"capital.in_force": 4},
    "a:enter": {"capital.attracted": 2},
    "a:more": {"capital.attracted": 1, "capital.added": 1},
    "a:register": {"capital.attracted": 1, "capital.in_force": 1},
    "a:withdraw": {NOTHING: 6},
    "a:propose": {NOTHING: 3},
    "a:infra": {NOTHING: 4},
    "d:aim": {NOTHING: 3},
    "d:if": {NOTHING: 4},
    "time.flow": {"capital.attracted": 2},
    "time.stock": {"capital.in_force": 5},
    "group.licensed": {"capital.new": 8},
    "group.projects.registered": {"capital.attracted": 6},
    "group.projects.adjusted": {"capital.added": 6},
    "group.projects.in_force": {"capital.in_force": 6},
    "group.projects.operating": {"capital.in_force": 6},
}
"""At which stage capital is counted."""

ZONES: Final[Weights] = {
    "a:operate": {"zones.operating": 5},
    "a:complete": {"zones.infrastructure_complete": 2},
    "complete.infra": {"zones.infrastructure_complete": 5},
    "a:build": {"zones.under_construction": 5},
    "a:zoning": {"zones.zoning_approved": 9},
    "a:priority": {"zones.priority": 8},
    "a:plan": {"zones.planned": 4},
    "a:paper": {"zones.planned": 5},
    "a:propose": {"zones.planned": 5},
    "a:found": {"zones.established": 4},
    "r:have": {"zones.established": 1},
    "a:hold": {"zones.established": 1},
    "r:among": {"zones.established": 1},
    "a:license": {"zones.established": 3},
    "a:cleared": {"zones.under_construction": 4},
    "a:stop": {NOTHING: 5},
    "a:withdraw": {NOTHING: 7},
    "a:transfer": {NOTHING: 4},
    "d:aim": {NOTHING: 3},
    "d:not": {NOTHING: 2},
    "w:outside": {NOTHING: 8},
    "time.horizon": {"zones.planned": 5},
    "m:occupancy": {NOTHING: 4},
    "m:wastewater": {NOTHING: 8},
}
"""What a count of zones states."""
