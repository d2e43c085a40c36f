"""The pages of the API, in the portal's look and languages."""

from django.urls import path

from parkledger.api import token_pages, views

app_name = "programming"
urlpatterns = [
    path("", views.documentation, name="documentation"),
    path("ma-truy-cap/", token_pages.own_tokens, name="tokens"),
    path("ma-truy-cap/<int:number>/thu-hoi/", token_pages.revoke, name="revoke"),
]
