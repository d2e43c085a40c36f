"""Addresses of figures and indicators."""

from django.urls import path

from parkledger.portal.figures import views

urlpatterns = [
    path("so-lieu/", views.figure, name="figure"),
    path("chi-tieu/", views.indicators, name="indicators"),
    path("chi-tieu/<str:code>/", views.indicator, name="indicator"),
]
