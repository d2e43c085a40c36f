"""The addresses of zones, projects, enterprises and places."""

from django.urls import path

from parkledger.portal.views import places, project_figures, projects, zones

ZONE_PAGES = [
    path("khu-cum/", zones.zones, name="zones"),
    path("khu-cum/<str:book>/<str:code>/", zones.zone, name="zone"),
    path("khu-cum/<str:book>/<str:code>/phieu.pdf", zones.fact_sheet, name="fact_sheet"),
    path("du-an/", projects.projects, name="projects"),
    path("du-an/<str:book>/<path:code>/", projects.project, name="project"),
    path("doanh-nghiep/", projects.enterprises, name="enterprises"),
    path("doanh-nghiep/<slug:slug>/", projects.enterprise, name="enterprise"),
    path("so-lieu/du-an/", project_figures.project_figure, name="project_figure"),
    path("so-lieu/doanh-nghiep/", project_figures.enterprise_figure, name="enterprise_figure"),
    path("dia-ban/", places.places, name="places"),
]
