"""Addresses of suppositions."""

from django.urls import path

from parkledger.portal.suppositions import event_views, goal_views, views

urlpatterns = [
    path("phuong-an/", views.suppositions, name="suppositions"),
    path("phuong-an/<int:number>/", views.supposition, name="supposition"),
    path("phuong-an/<int:number>/dia-ban/", views.supposed_place, name="supposed_place"),
    path("phuong-an/<int:number>/khu-cum/<str:code>/", views.supposed_zone, name="supposed_zone"),
    path("phuong-an/<int:number>/muc-can-dat/", goal_views.goal, name="supposed_goal"),
    path("phuong-an/<int:number>/su-kien/", event_views.choose, name="supposed_event_types"),
    path("phuong-an/<int:number>/su-kien/<int:position>/", event_views.edit, name="supposed_event"),
    path("phuong-an/<int:number>/su-kien/<str:kind>/", event_views.add, name="supposed_event_new"),
]
