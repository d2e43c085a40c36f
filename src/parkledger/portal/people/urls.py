"""Addresses of users and of the audit trail."""

from django.urls import path

from parkledger.portal.people import views

urlpatterns = [
    path("nguoi-dung/", views.people, name="people"),
    path("nguoi-dung/thu-chua-gui/", views.unsent_letters, name="unsent_letters"),
    path("nguoi-dung/cong-khai/", views.publicity_of_books, name="publicity"),
    path("nguoi-dung/moi/", views.invite, name="invite"),
    path("nguoi-dung/loi-moi/<int:number>/rut/", views.withdraw_invitation, name="withdraw_invitation"),
    path("nguoi-dung/<int:number>/", views.person, name="person"),
    path("nhat-ky/", views.trail, name="audit_trail"),
]
