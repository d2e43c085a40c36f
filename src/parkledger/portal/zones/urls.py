"""Addresses of zones and places."""

from django.urls import path

from parkledger.portal.zones import place_views, views

urlpatterns = [
    path("khu-cum/", views.zones, name="zones"),
    path("khu-cum/<str:book>/<str:code>/", views.zone, name="zone"),
    path("khu-cum/<str:book>/<str:code>/phieu.pdf", views.fact_sheet, name="fact_sheet"),
    path("dia-ban/", place_views.places, name="places"),
]
