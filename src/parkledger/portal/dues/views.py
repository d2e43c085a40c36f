"""What projects and developers owe to the State, for those who may read a book's submissions: it is not for everybody."""

from django.http import HttpResponse

from parkledger.ledger.store import registry
from parkledger.people.permissions import NotAllowed, Target, may
from parkledger.people.roles import Action
from parkledger.records.dues import dues_on, dues_table
from parkledger.records.incentives import FROM_MEMORY, incentives_of_zones, incentives_table
from parkledger.web.access import signed_in
from parkledger.web.middleware import PageRequest
from parkledger.web.paging import part_of
from parkledger.web.tables import table_page


@signed_in
def dues(request: PageRequest) -> HttpResponse:
    """The obligations of the books that whoever is signed in works in, those longest in arrears first."""
    dates = request.dates.of_duties
    books = [
        book for book in registry.books() if may(request.user, Action.READ_SUBMISSIONS, Target(book.pk, book.place))
    ]
    if not books:
        raise NotAllowed
    found = dues_on(dates, [book.pk for book in books])
    part = part_of(request, found)
    zones = incentives_of_zones(request.dates, [book.code for book in books])
    context = {
        "part": part,
        "table": dues_table(part.items, found, dates, request.lang),
        "incentives": incentives_table(zones, request.dates, request.lang) if zones else None,
        "from_memory": FROM_MEMORY,
    }
    return table_page(request, "dues/dues.html", context)
