"""The addresses of the map and of what it draws."""

from django.urls import path

from parkledger.portal.views import maps

MAP_PAGES = [
    path("ban-do/", maps.zones_map, name="map"),
    path("ban-do/khu-cum.geojson", maps.zones_geojson, name="map_zones"),
    path("ban-do/ranh-gioi/<str:book>/<str:code>.geojson", maps.boundary, name="boundary"),
]
