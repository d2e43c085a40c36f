"""Addresses of open data."""

from django.urls import path

from parkledger.portal.open_data import views

urlpatterns = [
    path("du-lieu/", views.index, name="open_data"),
    path("du-lieu/so-lieu.<str:form>", views.figures, name="open_figures"),
    path("du-lieu/hoi.json", views.asked, name="open_asked"),
    path("du-lieu/so-goc/<str:book>.jsonl", views.journal, name="open_journal"),
]
