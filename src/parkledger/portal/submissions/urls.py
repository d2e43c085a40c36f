"""Addresses of recording forms, submissions and attached files."""

from django.urls import path

from parkledger.portal.submissions import attachment_views, batch_withdrawal_views, record_views, views

urlpatterns = [
    path("ghi-so/", record_views.choose, name="recording"),
    path("ghi-so/<str:kind>/", record_views.write, name="record"),
    path("ho-so/", views.submissions, name="submissions"),
    path("ho-so/<int:number>/", views.submission, name="submission"),
    path("ho-so/<int:number>/sua/", record_views.edit, name="submission_edit"),
    path("ho-so/<int:number>/rut-ca-lan-nhap/", batch_withdrawal_views.take_back_batch, name="take_back_batch"),
    path("ho-so/<int:number>/tep/", attachment_views.attach, name="attach"),
    path("tep/<str:sha256>/", attachment_views.attachment, name="attachment"),
    path("anh/<str:sha256>/<int:width>/", attachment_views.picture, name="picture"),
    path("su-kien/<str:book>/<int:seq>/dinh-chinh/", record_views.correct, name="correct_event"),
    path("su-kien/<str:book>/<int:seq>/rut/", record_views.take_back, name="take_back_event"),
]
