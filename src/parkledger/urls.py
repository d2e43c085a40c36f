"""All addresses: the API, and the pages, in Vietnamese without a prefix and in English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from parkledger.api import urls as api
from parkledger.portal.urls import FOR_MACHINES, PAGES

urlpatterns = [
    path("api/", include((api.ADDRESSES, "program"))),
    *FOR_MACHINES,
    *i18n_patterns(path("lap-trinh/", include((api.PAGES, "programming"))), *PAGES, prefix_default_language=False),
]
handler400 = "parkledger.web.error_pages.bad_request"
handler404 = "parkledger.web.error_pages.not_found"
handler429 = "parkledger.web.error_pages.too_many"
handler500 = "parkledger.web.error_pages.failed"
