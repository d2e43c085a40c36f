"""The portal's addresses: Vietnamese without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from parkledger.portal.addresses_collections import COLLECTION_PAGES
from parkledger.portal.addresses_maps import MAP_PAGES
from parkledger.portal.addresses_people import PEOPLE_PAGES
from parkledger.portal.addresses_promotion import PROMOTION_PAGES
from parkledger.portal.addresses_submissions import SUBMISSION_PAGES
from parkledger.portal.addresses_workbooks import WORKBOOK_PAGES
from parkledger.portal.addresses_zones import ZONE_PAGES
from parkledger.portal.views import (
    dashboards,
    documents,
    events,
    exchanges,
    figures,
    indicators,
    kept_pages,
    open_data,
    practices,
    reading,
    search,
)

PAGES = [
    *ZONE_PAGES,
    *PEOPLE_PAGES,
    *PROMOTION_PAGES,
    *SUBMISSION_PAGES,
    *COLLECTION_PAGES,
    *WORKBOOK_PAGES,
    path("lap-trinh/", include("parkledger.api.addresses")),
    path("", dashboards.home, name="home"),
    path("dia-ban/<str:code>/", dashboards.place, name="place"),
    path("so/<str:code>/", dashboards.book, name="book"),
    path("so-lieu/", figures.figure, name="figure"),
    path("chi-tieu/", indicators.indicators, name="indicators"),
    path("chi-tieu/<str:code>/", indicators.indicator, name="indicator"),
    path("su-kien/<str:book>/<int:seq>/", events.event, name="event"),
    path("van-ban/", documents.documents, name="documents"),
    path("van-ban/<str:number>/", documents.document, name="document"),
    path("trang/<int:number>/", kept_pages.kept_page, name="kept_page"),
    path("doc-doi-chieu/", reading.reading_room, name="reading_room"),
    path("doc-doi-chieu/luu/", reading.keep_page, name="keep_page"),
    path("doc-doi-chieu/trang/<int:number>/", reading.accept_statements, name="accept_statements"),
    path("tim/", search.search, name="search"),
    path("du-lieu/", open_data.index, name="open_data"),
    path("du-lieu/so-lieu.<str:form>", open_data.figures, name="open_figures"),
    path("du-lieu/hoi.json", open_data.asked, name="open_asked"),
    path("du-lieu/so-goc/<str:book>.jsonl", open_data.journal, name="open_journal"),
    *MAP_PAGES,
    path("kinh-nghiem/", practices.practices, name="practices"),
    path("kinh-nghiem/moi/", practices.new, name="practice_new"),
    path("kinh-nghiem/<slug:slug>/", practices.practice, name="practice"),
    path("kinh-nghiem/<slug:slug>/sua/", practices.edit, name="practice_edit"),
    path("trao-doi/", exchanges.exchanges, name="exchanges"),
    path("trao-doi/moi/", exchanges.new, name="exchange_new"),
    path("trao-doi/<slug:slug>/", exchanges.exchange, name="exchange"),
    path("trao-doi/<slug:slug>/sua/", exchanges.edit, name="exchange_edit"),
]

urlpatterns = [path("api/", include("parkledger.api.urls")), *i18n_patterns(*PAGES, prefix_default_language=False)]
handler404 = "parkledger.portal.views.errors.not_found"
handler429 = "parkledger.portal.views.errors.too_many"
handler500 = "parkledger.portal.views.errors.failed"
