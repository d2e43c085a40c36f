"""The addresses of writing down reports and changes, and of submissions on their way into a book."""

from django.urls import path

from parkledger.portal.views import attachments, recording, submissions

SUBMISSION_PAGES = [
    path("ghi-so/", recording.choose, name="recording"),
    path("ghi-so/<str:kind>/", recording.write, name="record"),
    path("ho-so/", submissions.submissions, name="submissions"),
    path("ho-so/<int:number>/", submissions.submission, name="submission"),
    path("ho-so/<int:number>/sua/", recording.edit, name="submission_edit"),
    path("ho-so/<int:number>/tep/", attachments.attach, name="attach"),
    path("tep/<str:sha256>/", attachments.attachment, name="attachment"),
    path("su-kien/<str:book>/<int:seq>/dinh-chinh/", recording.correct, name="correct_event"),
    path("su-kien/<str:book>/<int:seq>/rut/", recording.take_back, name="take_back_event"),
]
