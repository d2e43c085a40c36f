"""The package as a Django application."""

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    """Drafts, submissions, approvals, collections of reports, attachments."""

    name = "parkledger.submissions"
    label = "submissions"
    verbose_name = "Hồ sơ trình"

    def ready(self) -> None:
        """Let the kinds of submission that are no events be known."""
        from parkledger.submissions.collections import enterprise_reports, implemented_capital

        enterprise_reports.register()
        implemented_capital.register()
