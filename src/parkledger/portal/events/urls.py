"""The address of an event."""

from django.urls import path

from parkledger.portal.events import views

urlpatterns = [
    path("su-kien/<str:book>/<int:seq>/", views.event, name="event"),
]
