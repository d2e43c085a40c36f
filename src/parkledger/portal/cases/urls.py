"""Addresses of promotion cases."""

from django.urls import path

from parkledger.portal.cases import views

urlpatterns = [
    path("xuc-tien/", views.cases, name="cases"),
    path("chuong-trinh-xuc-tien/", views.programme, name="programme"),
    path("xuc-tien/<str:number>/", views.case, name="case"),
]
