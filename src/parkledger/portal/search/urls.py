"""The address of the search box."""

from django.urls import path

from parkledger.portal.search import views

urlpatterns = [
    path("tim/", views.search, name="search"),
]
