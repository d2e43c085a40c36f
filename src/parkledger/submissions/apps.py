"""The package as a Django application."""

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    """Drafts, submissions, approvals, collections of reports, attachments."""

    name = "parkledger.submissions"
    label = "submissions"
    verbose_name = "Hồ sơ trình"

    registrars = (
        "parkledger.submissions.collections.enterprise_reports",
        "parkledger.submissions.collections.implemented_capital",
        "parkledger.submissions.workflow.inquiries",
        "parkledger.submissions.workflow.quotations",
    )
    """The modules whose `register` makes kinds of submission known that are no events, or that are checked further."""
