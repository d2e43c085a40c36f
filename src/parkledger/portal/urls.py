"""The portal's addresses: Vietnamese without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from parkledger.portal.addresses_zones import ZONE_PAGES
from parkledger.portal.views import account, dashboards, documents, events, figures, indicators, reading

PAGES = [
    *ZONE_PAGES,
    path("", dashboards.home, name="home"),
    path("dia-ban/<str:code>/", dashboards.place, name="place"),
    path("so-lieu/", figures.figure, name="figure"),
    path("chi-tieu/", indicators.indicators, name="indicators"),
    path("chi-tieu/<str:code>/", indicators.indicator, name="indicator"),
    path("su-kien/<str:book>/<int:seq>/", events.event, name="event"),
    path("van-ban/", documents.documents, name="documents"),
    path("van-ban/<str:number>/", documents.document, name="document"),
    path("doc-doi-chieu/", reading.reading_room, name="reading_room"),
    path("doc-doi-chieu/luu/", reading.keep_page, name="keep_page"),
    path("doc-doi-chieu/trang/<int:number>/", reading.accept_statements, name="accept_statements"),
    path("dang-nhap/", account.SignIn.as_view(), name="sign_in"),
    path("dang-xuat/", account.SignOut.as_view(), name="sign_out"),
    *(
        path(f"{slug}/", dashboards.home, name=name)
        for slug, name in (
            ("ban-do", "map"),
            ("so-sanh", "compare"),
            ("tim-dat", "land"),
            ("kinh-nghiem", "practices"),
            ("du-lieu", "open_data"),
            ("tim", "search"),
        )
    ),
]

urlpatterns = i18n_patterns(*PAGES, prefix_default_language=False)
handler404 = "parkledger.portal.views.errors.not_found"
handler500 = "parkledger.portal.views.errors.failed"
