"""The addresses of comparing."""

from django.urls import path

from parkledger.portal.compare import views

urlpatterns = [
    path("so-sanh/", views.compare, name="compare"),
    path("so-sanh/sap-nhap/", views.merger, name="merger"),
    path("so-sanh/so-sanh.<str:suffix>", views.download, name="compare_file"),
]
