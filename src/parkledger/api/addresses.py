"""The pages of the API, in the portal's look and languages."""

from django.urls import path

from parkledger.api import views

urlpatterns = [
    path("", views.documentation, name="api_documentation"),
]
