"""Address of the inspections of a year."""

from django.urls import path

from parkledger.portal.inspections import views

urlpatterns = [path("kiem-tra/", views.inspections, name="inspections")]
