"""The package as a Django application."""

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    """Drafts, submissions, approvals, collections of reports, attachments."""

    name = "parkledger.submissions"
    label = "submissions"
    verbose_name = "Hồ sơ trình"
