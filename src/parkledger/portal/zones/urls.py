"""Addresses of zones and places."""

from django.urls import path

from parkledger.portal.zones import views

urlpatterns = [
    path("khu-cum/", views.zones, name="zones"),
    path("khu-cum/<str:book>/<str:code>/", views.zone, name="zone"),
    path("khu-cum/<str:book>/<str:code>/phieu.pdf", views.fact_sheet, name="fact_sheet"),
    path("dia-ban/", views.places, name="places"),
]
