"""The addresses of periodic reports."""

from django.urls import path

from parkledger.portal.views import collections, enterprise_reports

COLLECTION_PAGES = [
    path("bao-cao/", collections.collections, name="collections"),
    path("bao-cao/doanh-nghiep/<int:number>/", enterprise_reports.edit, name="enterprise_report_edit"),
    path(
        "bao-cao/doanh-nghiep/<str:book>/<str:project>/", enterprise_reports.enterprise_report, name="enterprise_report"
    ),
    path("bao-cao/tong-hop/<str:book>/<str:zone>/", collections.consolidation, name="consolidation"),
    path("bao-cao/<str:book>/", collections.collect, name="collect"),
    path("bao-cao/<str:book>/<str:rule>/", collections.collection, name="collection"),
    path("bao-cao/<str:book>/<str:rule>/nhac/", collections.reminders, name="reminders"),
]
