"""The package as a Django application."""

from typing import Any

from corsheaders.signals import check_request_enabled
from django.apps import AppConfig


def _readable_elsewhere(**given: Any) -> bool:
    from parkledger.api.middleware import readable_elsewhere  # not at every start: it brings the API

    return readable_elsewhere(**given)


class ApiConfig(AppConfig):
    """Tokens, and the answers kept for requests that are sent again."""

    name = "parkledger.api"
    label = "api"
    verbose_name = "Giao diện lập trình"

    def ready(self) -> None:
        """Let the middleware of CORS ask which answers other sites may read."""
        check_request_enabled.connect(_readable_elsewhere)
