"""The package as a Django application."""

from corsheaders.signals import check_request_enabled
from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Tokens, and the answers kept for requests that are sent again."""

    name = "parkledger.api"
    label = "api"
    verbose_name = "Giao diện lập trình"

    def ready(self) -> None:
        """Let the middleware of CORS ask which answers other sites may read."""
        from parkledger.api.middleware import readable_elsewhere

        check_request_enabled.connect(readable_elsewhere)
