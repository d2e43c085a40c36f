"""Addresses of finding land and of asking about it."""

from django.urls import path

from parkledger.portal.land import inquiry_views, views

urlpatterns = [
    path("tim-dat/", views.land, name="land"),
    path("tim-dat/hoi/", inquiry_views.inquire, name="inquire"),
    path("tim-dat/ho-so/", inquiry_views.status, name="inquiry_status"),
]
