"""Pages for an address that leads nowhere, and for a failure of ours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parkledger.language import ParkError
from parkledger.portal.middleware import refused


class AddressUnknown(ParkError):
    """No page has that address."""

    code = "address_unknown"
    vi = "Không có trang nào ở địa chỉ {path}. Hãy kiểm tra lại địa chỉ, hoặc tìm bằng ô tìm kiếm."
    en = "There is no page at {path}. Check the address, or use the search box."


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's signature
    """The page of an address that leads nowhere."""
    answer = refused(request, AddressUnknown(path=request.path))
    answer.status_code = 404
    return answer


def failed(request: HttpRequest) -> HttpResponse:
    """The page of a failure of ours; it asks nothing of the books, which may be what failed."""
    return render(request, "portal/failed.html", status=500, using="django")
