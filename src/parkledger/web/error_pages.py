"""Pages for an address that leads nowhere, and for a failure of ours."""

from pathlib import Path

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.views.defaults import bad_request as default_bad_request

from parkledger.configuration import variable
from parkledger.language import ParkError
from parkledger.web.middleware import refused


class AddressUnknown(ParkError):
    """No page has that address."""

    code = "address_unknown"
    status = 404
    vi = "Không có trang nào ở địa chỉ {path}. Hãy kiểm tra lại địa chỉ, hoặc tìm bằng ô tìm kiếm."
    en = "There is no page at {path}. Check the address, or use the search box."


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's signature
    """The page of an address that leads nowhere."""
    answer = refused(request, AddressUnknown(path=request.path))
    answer.status_code = 404
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of a request that cannot be; a host name that is not served is told with the setting that names hosts.

    It asks nothing of templates, which would ask for the host again.
    """
    if not isinstance(exception, DisallowedHost):
        return default_bad_request(request, exception)
    asked = request.META.get("HTTP_HOST", "")
    told = {"host": asked, "setting": variable("hosts")}
    words = gettext(
        "Máy chủ này không trả lời dưới tên «%(host)s». Nếu bạn vận hành cổng thông tin này, hãy thêm tên đó vào "
        "%(setting)s rồi khởi động lại."
    )
    return HttpResponse(words % told + "\n", status=400, content_type="text/plain; charset=utf-8")


class TooManyRequests(ParkError):
    """Something was asked for too often within a while."""

    code = "too_many_requests"
    vi = "Đã thử quá nhiều lần trong thời gian ngắn. Hãy đợi ít phút rồi thử lại."
    en = "There were too many attempts within a short time. Wait some minutes and try again."


def too_many(request: HttpRequest) -> HttpResponse:
    """The page of who must wait."""
    answer = refused(request, TooManyRequests())
    answer.status_code = 429
    return answer


STYLES = ("vendor/pico.min.css", "portal/portal.css")
FAILED = Path(__file__).parents[1] / "portal" / "shared" / "failed.html"


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django's signature
    """The page of a failure of ours; it asks nothing of the books or of templates, which may be what failed."""
    return HttpResponse(FAILED.read_text(encoding="utf-8").replace("<!-- styles -->", _styles()), status=500)


def _styles() -> str:
    """The portal's stylesheets; none where the static files are what failed."""
    try:
        return format_html_join("", '<link rel="stylesheet" href="{}">', ((static(path),) for path in STYLES))
    except (ValueError, OSError):
        return ""
