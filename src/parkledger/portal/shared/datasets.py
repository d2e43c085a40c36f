"""What search engines for data read of a page: schema.org's Dataset; what shows a page that is shared: its picture."""

import json

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from parkledger.portal.shared.context import DESCRIPTION
from parkledger.records.links import reach
from parkledger.web.middleware import PageRequest


def picture_of(request: PageRequest, route: str, *arguments: str, **query: str) -> str:
    """The whole address of a page's picture, for the page's dates."""
    return request.build_absolute_uri(reach(route, *arguments, dates=request.dates, **query))


def dataset(request: PageRequest, name: str, table: str, *, place: str = "") -> SafeString:
    """The data of a page, taken as a table of it, as JSON that cannot end its element."""
    licence = settings.PORTAL_LICENCE.rpartition(" ")[2]
    asked = request.GET.copy()
    asked["table"], asked["format"] = table, "csv"
    described = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name,
        "description": str(DESCRIPTION),
        "url": request.build_absolute_uri(request.path),
        "inLanguage": get_language(),
        "isAccessibleForFree": True,
        **({"spatialCoverage": place} if place else {}),
        "temporalCoverage": f"../{request.dates.on.isoformat()}",
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": request.build_absolute_uri(f"{request.path}?{asked.urlencode()}"),
            }
        ],
        **({"license": licence} if licence.startswith("https://") else {}),
        **({"creator": {"@type": "Organization", "name": settings.PORTAL_OWNER}} if settings.PORTAL_OWNER else {}),
    }
    return SafeString(json.dumps(described, ensure_ascii=False).replace("<", "\\u003c"))
