"""The addresses of the API, which stand beside the pages without a language, and those of its own pages."""

from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from parkledger.api import token_pages, views
from parkledger.api.application import api

ADDRESSES: list[URLPattern | URLResolver] = [
    path("v1/", RedirectView.as_view(pattern_name="programming:documentation"), name="root"),
    path("v1/openapi.json", views.openapi, name="openapi"),
    path("v1/", api.urls),
]
PAGES: list[URLPattern | URLResolver] = [
    path("", views.documentation, name="documentation"),
    path("ma-truy-cap/", token_pages.own_tokens, name="tokens"),
    path("ma-truy-cap/<int:number>/thu-hoi/", token_pages.revoke, name="revoke"),
]
