"""Addresses of one's saved pages."""

from django.urls import path

from parkledger.portal.saved_views import views

urlpatterns = [
    path("tai-khoan/trang-da-luu/", views.saved_views, name="saved_views"),
    path("tai-khoan/trang-da-luu/<int:number>/", views.saved_view, name="saved_view"),
]
