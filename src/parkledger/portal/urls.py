"""Addresses of all pages of the portal."""

from parkledger.portal.account import urls as account
from parkledger.portal.cases import urls
from parkledger.portal.collections import urls as collections
from parkledger.portal.compare import urls as compare
from parkledger.portal.dashboard import urls as dashboard
from parkledger.portal.documents import urls as documents
from parkledger.portal.events import urls as events
from parkledger.portal.figures import urls as figures
from parkledger.portal.handbook import urls as handbook
from parkledger.portal.imports import urls as imports
from parkledger.portal.land import urls as land
from parkledger.portal.map import urls as map_pages
from parkledger.portal.open_data import urls as open_data
from parkledger.portal.people import urls as people
from parkledger.portal.practices import urls as practices
from parkledger.portal.projects import urls as projects
from parkledger.portal.reading_room import urls as reading_room
from parkledger.portal.search import urls as search
from parkledger.portal.submissions import urls as submissions
from parkledger.portal.zones import urls as zones

PAGES = [
    *account.urlpatterns,
    *urls.urlpatterns,
    *collections.urlpatterns,
    *compare.urlpatterns,
    *dashboard.urlpatterns,
    *documents.urlpatterns,
    *events.urlpatterns,
    *figures.urlpatterns,
    *handbook.urlpatterns,
    *imports.urlpatterns,
    *land.urlpatterns,
    *map_pages.urlpatterns,
    *open_data.urlpatterns,
    *people.urlpatterns,
    *practices.urlpatterns,
    *projects.urlpatterns,
    *reading_room.urlpatterns,
    *search.urlpatterns,
    *submissions.urlpatterns,
    *zones.urlpatterns,
]
