"""Address of the labour of a year."""

from django.urls import path

from parkledger.portal.labour import views

urlpatterns = [path("lao-dong/", views.labour, name="labour")]
