"""Addresses of statutory forms."""

from django.urls import path

from parkledger.portal.statutory_forms import views

urlpatterns = [
    path("bieu-mau/", views.index, name="statutory_forms"),
    path("bieu-mau/lap.xlsx", views.workbook, name="statutory_form"),
]
