"""Addresses of practices and exchanges."""

from django.urls import path

from parkledger.portal.practices import exchange_views, views

urlpatterns = [
    path("kinh-nghiem/", views.practices, name="practices"),
    path("kinh-nghiem/moi/", views.new, name="practice_new"),
    path("kinh-nghiem/<slug:slug>/", views.practice, name="practice"),
    path("kinh-nghiem/<slug:slug>/sua/", views.edit, name="practice_edit"),
    path("trao-doi/", exchange_views.exchanges, name="exchanges"),
    path("trao-doi/moi/", exchange_views.new, name="exchange_new"),
    path("trao-doi/<slug:slug>/", exchange_views.exchange, name="exchange"),
    path("trao-doi/<slug:slug>/bo-tai-lieu.zip", exchange_views.pack, name="exchange_pack"),
    path("trao-doi/<slug:slug>/sua/", exchange_views.edit, name="exchange_edit"),
]
