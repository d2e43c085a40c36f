"""The address of the page of targets."""

from django.urls import path

from parkledger.portal.targets import views

urlpatterns = [path("chi-tieu-giao/", views.targets, name="targets")]
