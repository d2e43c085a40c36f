"""Addresses of the worklist."""

from django.urls import path

from parkledger.portal.duties import views

urlpatterns = [
    path("viec-den-han/", views.duties, name="duties"),
    path("viec-den-han/phu-trach/", views.duty_assignments, name="duty_assignments"),
    path("viec-den-han/lich/<str:secret>.ics", views.subscription, name="duties_subscription"),
    path("viec-den-han/lich.ics", views.calendar, name="duties_calendar"),
]
