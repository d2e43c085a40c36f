"""Addresses of the reading room."""

from django.urls import path

from parkledger.portal.reading_room import views

urlpatterns = [
    path("doc-doi-chieu/", views.reading_room, name="reading_room"),
    path("doc-doi-chieu/cong-van/", views.letter, name="correction_letter"),
    path("doc-doi-chieu/luu/", views.keep_page, name="keep_page"),
    path("doc-doi-chieu/trang/<int:number>/", views.accept_statements, name="accept_statements"),
]
