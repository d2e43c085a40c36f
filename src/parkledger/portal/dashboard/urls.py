"""Addresses of the dashboards."""

from django.urls import path

from parkledger.portal.dashboard import views

urlpatterns = [
    path("", views.home, name="home"),
    path("dia-ban/<str:code>/", views.place, name="place"),
    path("so/<str:code>/", views.book, name="book"),
]
