"""The addresses of the API; they stand beside the pages, without a language."""

from django.urls import path
from django.views.generic import RedirectView

from parkledger.api import views
from parkledger.api.application import api

urlpatterns = [
    path("v1/", RedirectView.as_view(pattern_name="api_documentation")),
    path("v1/openapi.json", views.openapi, name="api_openapi"),
    path("v1/", api.urls),
]
