"""Addresses of figures and indicators."""

from django.urls import path

from parkledger.portal.figures import indicator_views, views

urlpatterns = [
    path("so-lieu/", views.figure, name="figure"),
    path("chi-tieu/", indicator_views.indicators, name="indicators"),
    path("chi-tieu/<str:code>/", indicator_views.indicator, name="indicator"),
]
