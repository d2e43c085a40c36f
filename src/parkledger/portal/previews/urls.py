"""Addresses of the pictures of pages."""

from django.urls import path

from parkledger.portal.previews import views
from parkledger.web.addresses import code

urlpatterns = [
    path("dia-ban/<str:code>/anh.png", views.place, name="place_picture"),
    path(f"khu-cum/<str:book>/{code('code')}/anh.png", views.zone, name="zone_picture"),
    path("so-lieu/anh.png", views.figure, name="figure_picture"),
]
