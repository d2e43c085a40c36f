"""Forms as JSON, the same for the command line and the API."""

from typing import Any

from parkledger.briefing.as_json import moment_json, plain
from parkledger.briefing.forms.checks import Check, FormGap
from parkledger.briefing.forms.filling import FilledForms
from parkledger.briefing.forms.model import CellState, FilledForm, FormCell, StatutoryForm
from parkledger.briefing.forms.scope import FormScope
from parkledger.language import Lang, Text


def form_json(form: StatutoryForm) -> dict[str, Any]:
    """A form as it is listed."""
    return {
        "code": form.code,
        "number": form.name,
        "title": _both(form.title),
        "kind": form.kind.value,
        "layout": form.layout.value,
        "basis": _both(form.basis),
        "receiver": _both(form.receiver),
        "cutoff": form.cutoff.value,
        "filled": form.is_filled,
        "why_not": _both(form.no_file) if form.no_file else None,
    }


def filled_json(filled: FilledForms, lang: Lang) -> dict[str, Any]:
    """Filled forms with their checks and what is missing in them."""
    return {
        "forms": [_form(scope, form, lang) for scope, form in filled.forms],
        "checks": [_check(check, lang) for check in filled.checks],
        "gaps": [_gap(gap, lang) for gap in filled.gaps],
        "left_out": [{"form": form.code, "why": why.of(lang)} for form, why in filled.left_out],
        "demo": filled.demo,
    }


def _both(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en}


def _form(scope: FormScope, form: FilledForm, lang: Lang) -> dict[str, Any]:
    return {
        "code": form.form.code,
        "subject": form.subject.of(lang),
        "place": scope.place,
        "period_start": scope.period.start.isoformat(),
        "period_end": scope.period.end.isoformat(),
        "known_at": moment_json(scope.known_at) if scope.known_at else None,
        "layout": form.form.layout.value,
        "reporters": [each.of(lang) for each in form.reporters],
        "demo": form.demo,
        "columns": [
            {"key": column.key, "heading": column.heading.of(lang), "number": column.number, "own": column.own}
            for column in form.columns
        ],
        "rows": [
            {
                "key": row.key,
                "kind": row.kind.value,
                "cells": {key: _cell(cell, lang) for key, cell in row.cells.items() if not _is_blank(cell)},
            }
            for row in form.rows
        ],
        "notes": [note.of(lang) for note in form.notes],
        "coverage": [part.of(lang) for part in form.coverage],
    }


def _is_blank(cell: FormCell) -> bool:
    return cell.state is CellState.EMPTY or (cell.state is CellState.TEXT and not cell.said)


def _cell(cell: FormCell, lang: Lang) -> dict[str, Any]:
    if cell.state is CellState.TEXT:
        return {"state": cell.state.value, "text": cell.said[0].of(lang)}
    number = cell.amount
    found: dict[str, Any] = {"state": cell.state.value, "value": plain(number)}
    found["exact"] = None if number is None else str(number)
    found["unit"] = cell.unit.label.of(lang) if cell.unit else ""
    return {
        **found,
        "demo": cell.demo,
        "limits": [limit.of(lang) for limit in cell.limits],
        "note": " ".join(each.of(lang) for each in (*([cell.lacks] if cell.lacks else []), *cell.said)),
    }


def _check(check: Check, lang: Lang) -> dict[str, Any]:
    return {
        "name": check.name.of(lang),
        "left": plain(check.left.value),
        "right": plain(check.right.value),
        "unit": check.unit.label.of(lang),
        "comparison": check.is_comparison,
        "agrees": check.agrees,
        "note": check.note.of(lang) if check.note else "",
    }


def _gap(gap: FormGap, lang: Lang) -> dict[str, Any]:
    return {
        "form": gap.form,
        "what": gap.what.of(lang),
        "who": gap.who.of(lang),
        "why": gap.why.of(lang),
        "state": gap.state.value,
    }
