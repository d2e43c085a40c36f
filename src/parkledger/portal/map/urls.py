"""Addresses of the map and of what it draws."""

from django.urls import path

from parkledger.portal.map import provinces, views
from parkledger.web.addresses import code

urlpatterns = [
    path("ban-do/", views.zones_map, name="map"),
    path("ban-do/tinh/", provinces.provinces_map, name="map_provinces"),
    path("ban-do/khu-cum.geojson", views.zones_geojson, name="map_zones"),
    path(f"ban-do/ranh-gioi/<str:book>/{code('code')}.geojson", views.boundary, name="boundary"),
]
