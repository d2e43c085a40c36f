"""Addresses of the dashboards."""

from django.urls import path

from parkledger.portal.dashboard import views

urlpatterns = [
    path("", views.home, name="home"),
    path("chi-tiet/", views.home_details, name="home_details"),
    path("dia-ban/<str:code>/", views.place, name="place"),
    path("dia-ban/<str:code>/chi-tiet/", views.place_details, name="place_details"),
    path("so/<str:code>/", views.book, name="book"),
]
