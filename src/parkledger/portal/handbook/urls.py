"""Addresses of the handbooks."""

from django.urls import path

from parkledger.portal.handbook import views

urlpatterns = [
    path("tro-giup/", views.contents, name="handbook"),
    path("tro-giup/<str:name>/", views.chapter, name="chapter"),
]
