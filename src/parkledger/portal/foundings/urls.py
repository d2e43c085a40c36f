"""Addresses of the founding dossiers."""

from django.urls import path

from parkledger.portal.foundings import views

urlpatterns = [
    path("ho-so-thanh-lap/", views.foundings, name="foundings"),
    path("ho-so-thanh-lap/<str:book>/<path:dossier>/", views.founding, name="founding"),
]
