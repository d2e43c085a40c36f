"""The audit trail, for those who may read it. There is no page that changes it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parkledger.people.roles import Action
from parkledger.portal.people.pages import actions_offered, told_of, trail_found
from parkledger.web.access import audit, permitted
from parkledger.web.middleware import PageRequest
from parkledger.web.paging import part_of


@permitted(Action.READ_AUDIT)
@require_safe
def trail(request: PageRequest) -> HttpResponse:
    """Who did what, when and from where; narrowed and paged."""
    part = part_of(request, trail_found(request.GET))
    if getattr(request, "whole", False):
        audit(request, "contacts_exported", "audit_trail", {"rows": part.total})
    context = {
        "rows": told_of(part.items), "part": part, "given": request.GET,
        "actions": actions_offered(),
    }  # fmt: skip
    return render(request, "people/audit_trail.html", context)
