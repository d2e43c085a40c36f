"""Addresses of the pages about the portal, and of what search engines read."""

from django.urls import path

from parkledger.portal.about import views

urlpatterns = [
    path("gioi-thieu/", views.about, name="about"),
    path("thuat-ngu/", views.glossary, name="glossary"),
]
FOR_MACHINES = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
"""Addresses that stand at the root alone, in no language."""
