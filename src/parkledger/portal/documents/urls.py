"""Addresses of documents and kept pages."""

from django.urls import path

from parkledger.portal.documents import views

urlpatterns = [
    path("van-ban/", views.documents, name="documents"),
    path("van-ban/<str:number>/", views.document, name="document"),
    path("trang/<int:number>/", views.kept_page, name="kept_page"),
]
