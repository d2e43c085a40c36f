"""Address of the environment of all zones."""

from django.urls import path

from parkledger.portal.environment import views

urlpatterns = [path("moi-truong/", views.environment, name="environment")]
