"""The addresses of comparing, finding land, asking about it, and the cases that follow."""

from django.urls import path

from parkledger.portal.views import cases, comparing, inquiries, land

PROMOTION_PAGES = [
    path("so-sanh/", comparing.compare, name="compare"),
    path("tim-dat/", land.land, name="land"),
    path("tim-dat/hoi/", inquiries.inquire, name="inquire"),
    path("xuc-tien/", cases.cases, name="cases"),
    path("xuc-tien/<str:number>/", cases.case, name="case"),
]
