"""The address of the page of obligations."""

from django.urls import path

from parkledger.portal.dues import views

urlpatterns = [path("khoan-phai-nop/", views.dues, name="dues")]
