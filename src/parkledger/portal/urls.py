"""Addresses of all pages of the portal."""

from parkledger.portal.about import urls as about
from parkledger.portal.account import urls as account
from parkledger.portal.cases import urls
from parkledger.portal.changes import urls as changes
from parkledger.portal.collections import urls as collections
from parkledger.portal.compare import urls as compare
from parkledger.portal.dashboard import urls as dashboard
from parkledger.portal.documents import urls as documents
from parkledger.portal.dues import urls as dues
from parkledger.portal.duties import urls as duties
from parkledger.portal.environment import urls as environment
from parkledger.portal.events import urls as events
from parkledger.portal.feeds import urls as feeds
from parkledger.portal.figures import urls as figures
from parkledger.portal.foundings import urls as foundings
from parkledger.portal.handbook import urls as handbook
from parkledger.portal.imports import urls as imports
from parkledger.portal.infrastructure import urls as infrastructure
from parkledger.portal.inspections import urls as inspections
from parkledger.portal.labour import urls as labour
from parkledger.portal.land import urls as land
from parkledger.portal.map import urls as map_pages
from parkledger.portal.open_data import urls as open_data
from parkledger.portal.people import urls as people
from parkledger.portal.practices import urls as practices
from parkledger.portal.previews import urls as previews
from parkledger.portal.projects import urls as projects
from parkledger.portal.reading_room import urls as reading_room
from parkledger.portal.reports import urls as reports
from parkledger.portal.saved_views import urls as saved_views
from parkledger.portal.search import urls as search
from parkledger.portal.statutory_forms import urls as statutory_forms
from parkledger.portal.submissions import urls as submissions
from parkledger.portal.subscriptions import urls as subscriptions
from parkledger.portal.suppositions import urls as suppositions
from parkledger.portal.targets import urls as targets
from parkledger.portal.zones import urls as zones

PAGES = [
    *about.urlpatterns,
    *account.urlpatterns,
    *urls.urlpatterns,
    *changes.urlpatterns,
    *collections.urlpatterns,
    *compare.urlpatterns,
    *dashboard.urlpatterns,
    *documents.urlpatterns,
    *dues.urlpatterns,
    *duties.urlpatterns,
    *environment.urlpatterns,
    *events.urlpatterns,
    *feeds.urlpatterns,
    *figures.urlpatterns,
    *foundings.urlpatterns,
    *handbook.urlpatterns,
    *imports.urlpatterns,
    *infrastructure.urlpatterns,
    *inspections.urlpatterns,
    *labour.urlpatterns,
    *land.urlpatterns,
    *map_pages.urlpatterns,
    *open_data.urlpatterns,
    *people.urlpatterns,
    *practices.urlpatterns,
    *previews.urlpatterns,
    *projects.urlpatterns,
    *reading_room.urlpatterns,
    *reports.urlpatterns,
    *saved_views.urlpatterns,
    *search.urlpatterns,
    *statutory_forms.urlpatterns,
    *submissions.urlpatterns,
    *subscriptions.urlpatterns,
    *targets.urlpatterns,
    *suppositions.urlpatterns,
    *zones.urlpatterns,
]
FOR_MACHINES = about.FOR_MACHINES
"""Addresses in no language."""
