"""Addresses of the map and of what it draws."""

from django.urls import path

from parkledger.portal.map import views

urlpatterns = [
    path("ban-do/", views.zones_map, name="map"),
    path("ban-do/khu-cum.geojson", views.zones_geojson, name="map_zones"),
    path("ban-do/ranh-gioi/<str:book>/<str:code>.geojson", views.boundary, name="boundary"),
]
