"""Address of what is behind in infrastructure."""

from django.urls import path

from parkledger.portal.infrastructure import views

urlpatterns = [path("ha-tang/", views.infrastructure, name="infrastructure")]
