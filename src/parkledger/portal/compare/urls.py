"""The address of comparing."""

from django.urls import path

from parkledger.portal.compare import views

urlpatterns = [
    path("so-sanh/", views.compare, name="compare"),
]
