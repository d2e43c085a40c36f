"""The addresses of the API; they stand beside the pages, without a language."""

from django.urls import path
from django.views.generic import RedirectView

from parkledger.api import views
from parkledger.api.application import api

app_name = "program"
urlpatterns = [
    path("v1/", RedirectView.as_view(pattern_name="programming:documentation"), name="root"),
    path("v1/openapi.json", views.openapi, name="openapi"),
    path("v1/", api.urls),
]
