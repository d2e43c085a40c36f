"""Addresses of periodic reports."""

from django.urls import path

from parkledger.portal.collections import enterprise_reports, views
from parkledger.web.addresses import code

urlpatterns = [
    path("bao-cao/", views.collections, name="collections"),
    path("bao-cao/doanh-nghiep/<int:number>/", enterprise_reports.edit, name="enterprise_report_edit"),
    path(
        f"bao-cao/doanh-nghiep/<str:book>/{code('project')}/",
        enterprise_reports.enterprise_report,
        name="enterprise_report",
    ),
    path(f"bao-cao/tong-hop/<str:book>/{code('zone')}/", views.consolidation, name="consolidation"),
    path("bao-cao/<str:book>/", views.collect, name="collect"),
    path("bao-cao/<str:book>/<str:rule>/", views.collection, name="collection"),
    path("bao-cao/<str:book>/<str:rule>/nhac/", views.reminders, name="reminders"),
]
