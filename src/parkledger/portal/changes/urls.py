"""Addresses of what changed."""

from django.urls import path

from parkledger.portal.changes import views
from parkledger.web.addresses import code

urlpatterns = [
    path("thay-doi/", views.country, name="country_changes"),
    path("dia-ban/<str:code>/thay-doi/", views.place, name="place_changes"),
    path(f"khu-cum/<str:book>/{code('code')}/thay-doi/", views.zone, name="zone_changes"),
]
