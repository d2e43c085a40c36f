"""Addresses of what one follows."""

from django.urls import path

from parkledger.portal.subscriptions import views

urlpatterns = [
    path("tai-khoan/theo-doi/", views.subscriptions, name="subscriptions"),
    path("tai-khoan/theo-doi/<int:number>/", views.subscription, name="subscription"),
    path("thoi-theo-doi/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
