"""Addresses of the feeds."""

from django.urls import path

from parkledger.portal.feeds import views
from parkledger.web.addresses import code

urlpatterns = [
    path("thay-doi.atom", views.country, name="country_feed"),
    path("dia-ban/<str:code>/thay-doi.atom", views.place, name="place_feed"),
    path("so-lieu/thay-doi.atom", views.question, name="question_feed"),
    path(f"khu-cum/<str:book>/{code('code')}/thay-doi.atom", views.zone, name="zone_feed"),
]
