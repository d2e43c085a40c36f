"""The addresses of importing: templates, files handed in, opening balances."""

from django.urls import path

from parkledger.portal.views import workbooks

WORKBOOK_PAGES = [
    path("nhap-lieu/", workbooks.workbooks, name="workbooks"),
    path("nhap-lieu/mau.xlsx", workbooks.template, name="workbook_template"),
    path("nhap-lieu/so-du-dau-ky/", workbooks.opening, name="opening"),
    path("nhap-lieu/tep/<str:token>/", workbooks.workbook, name="workbook"),
    path("nhap-lieu/tep/<str:token>/tu-choi.xlsx", workbooks.refused_rows, name="workbook_refused"),
]
