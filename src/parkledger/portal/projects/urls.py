"""Addresses of projects and enterprises."""

from django.urls import path

from parkledger.portal.projects import figure_views, views

urlpatterns = [
    path("du-an/", views.projects, name="projects"),
    path("du-an/<str:book>/<path:code>/", views.project, name="project"),
    path("doanh-nghiep/", views.enterprises, name="enterprises"),
    path("doanh-nghiep/<slug:slug>/", views.enterprise, name="enterprise"),
    path("so-lieu/du-an/", figure_views.project_figure, name="project_figure"),
    path("so-lieu/doanh-nghiep/", figure_views.enterprise_figure, name="enterprise_figure"),
]
