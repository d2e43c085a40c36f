"""Addresses of zones and places."""

from django.urls import path

from parkledger.portal.zones import views
from parkledger.web.addresses import code

urlpatterns = [
    path("khu-cum/", views.zones, name="zones"),
    path(f"khu-cum/<str:book>/{code('code')}/", views.zone, name="zone"),
    path(f"khu-cum/<str:book>/{code('code')}/phieu.pdf", views.fact_sheet, name="fact_sheet"),
    path("dia-ban/", views.places, name="places"),
]
