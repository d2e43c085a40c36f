"""Addresses of importing: templates, files handed in, opening balances."""

from django.urls import path

from parkledger.portal.imports import views

urlpatterns = [
    path("nhap-lieu/", views.workbooks, name="workbooks"),
    path("nhap-lieu/mau.xlsx", views.template, name="workbook_template"),
    path("nhap-lieu/so-du-dau-ky/", views.opening, name="opening"),
    path("nhap-lieu/tep/<str:token>/", views.workbook, name="workbook"),
    path("nhap-lieu/tep/<str:token>/tu-choi.xlsx", views.refused_rows, name="workbook_refused"),
]
