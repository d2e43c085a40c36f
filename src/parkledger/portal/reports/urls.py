"""The addresses of reports."""

from django.urls import path

from parkledger.portal.reports import views

urlpatterns = [
    path("lap-bao-cao/", views.index, name="reports"),
    path("lap-bao-cao/<slug:template>.<str:suffix>", views.download, name="report_file"),
]
