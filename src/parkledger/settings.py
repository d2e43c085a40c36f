"""Django settings: where the ledger is kept, and how the portal's pages are served."""

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any
from unicodedata import normalize

from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO

from parkledger.configuration import configuration, refused
from parkledger.home import database, home, scratch, secret_key
from parkledger.language import VIETNAM, Text
from parkledger.logs import logging_settings
from parkledger.people.roles import Role
from parkledger.tiles import TilesForm

_SET = configuration()
if set(_SET.second_factor) - set(Role):
    raise refused("second_factor", " ".join(_SET.second_factor), Text(*[", ".join(Role)] * 2))
BASE_HOME = home()
DATABASES = {"default": database(BASE_HOME)}
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "parkledger.ledger",
    "parkledger.checking",
    "parkledger.geography",
    "parkledger.promotion",
    "parkledger.practices",
    "parkledger.people",
    "parkledger.submissions",
    "parkledger.suppositions",
    "parkledger.portal",
    "parkledger.api",
    "corsheaders",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "django_prometheus",
    "django_structlog",
]
USE_TZ = True
TIME_ZONE = VIETNAM.key
LANGUAGE_CODE = "vi"
LOCALE_PATHS = [Path(__file__).parent / "locale"]
_FOLDERS = sorted(path.parent.parent.name for path in LOCALE_PATHS[0].glob("*/LC_MESSAGES/django.po"))
_TRANSLATED = [folder.lower().replace("_", "-") for folder in _FOLDERS]
LANGUAGES = [(code, normalize("NFC", LANG_INFO[code]["name_local"])) for code in (LANGUAGE_CODE, *_TRANSLATED)]
"""Vietnamese, in which the interface is written, and every language that has a catalogue."""
WHOLE_LANGUAGES = (LANGUAGE_CODE, "en")
"""Languages in which there is every text; the others have those of the pages for investors, and English for the rest."""
USE_I18N = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SECRET_KEY = secret_key(BASE_HOME)
SECRET_KEY_FALLBACKS = list(_SET.secret_key_fallbacks)
"""Former secret keys: what was signed or sealed with them is still good."""

DEBUG = False
ALLOWED_HOSTS = list(_SET.hosts)
CSRF_TRUSTED_ORIGINS = list(_SET.origins)
ROOT_URLCONF = "parkledger.urls"
WSGI_APPLICATION = "parkledger.wsgi.application"
MIDDLEWARE = [
    "parkledger.web.operation.operation",
    "parkledger.web.operation.database_first",
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "parkledger.web.request_log.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "parkledger.statics.ServedFiles",
    "django.middleware.gzip.GZipMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "parkledger.web.middleware.the_ledger_as_it_is",
    "parkledger.web.middleware.asked_from",
    "parkledger.api.middleware.api_answers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "parkledger.web.middleware.seen_as_who_asks",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "parkledger.web.middleware.dates_and_language",
    "parkledger.web.suppositions.under_supposition",
    "parkledger.web.frames.framed_charts",
    "parkledger.web.middleware.RefusalsInWords",
    "parkledger.web.access.SecondFactorFirst",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "portal"],  # a folder a feature: its templates lie beside its views
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "parkledger.portal.shared.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "parkledger.portal.shared.tags",
                "parkledger.portal.shared.description_tags",
                "parkledger.portal.shared.filter_tags",
            ],
            "libraries": {
                "attachments": "parkledger.portal.submissions.attachment_tags",
                "bases": "parkledger.portal.figures.basis_tags",
                "collections": "parkledger.portal.collections.tags",
                "dashboard": "parkledger.portal.dashboard.tags",
                "events": "parkledger.portal.events.tags",
                "land": "parkledger.portal.land.tags",
                "reading": "parkledger.portal.reading_room.tags",
                "submissions": "parkledger.portal.submissions.tags",
                "suppositions": "parkledger.portal.suppositions.tags",
                "zones": "parkledger.portal.zones.tags",
            },
        },
    }
]

TILES = _SET.tiles
"""Own sources of map tiles; without one the map has its plain background."""
PORTAL_OWNER, PORTAL_CONTACT, PORTAL_LICENCE = _SET.portal_owner, _SET.portal_contact, _SET.portal_licence
PORTAL_FRAMED_BY = list(_SET.portal_framed_by)
"""Origins whose pages may show charts in frames."""
_TILES_FROM = list(dict.fromkeys(each.origin for each in TILES if each.origin))
_PICTURES_FROM = [
    origin
    for origin in _TILES_FROM
    if any(each.origin == origin and each.form is not TilesForm.ARCHIVE for each in TILES)
]
"""The servers that tiles come from; those read out of a file are no pictures that a page loads."""
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "worker-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, *_PICTURES_FROM, "data:"],
        "connect-src": [SELF, *_TILES_FROM],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _SET.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _SET.https else None
SECURE_HSTS_SECONDS = _SET.hsts_seconds if _SET.https else 0
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "home"
AUTHENTICATION_BACKENDS = ["parkledger.people.allauth_adapters.LockOut", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    *(
        {"NAME": f"django.contrib.auth.password_validation.{name}"}
        for name in ("CommonPasswordValidator", "NumericPasswordValidator", "UserAttributeSimilarityValidator")
    ),
]
ACCOUNT_ADAPTER = "parkledger.people.allauth_adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"user_token": "parkledger.people.password_reset.LinkOfActive"}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105  a class
PASSWORD_RESET_TIMEOUT = 3600
"""Seconds for which the link of a forgotten password holds."""
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/m/ip,20/5m/key", "reauthenticate": "10/m/user"}
"""Counted in the cache, which is in the database; how often somebody may fail before a lock-out is axes' to say, there as well."""
MFA_ADAPTER = "parkledger.people.allauth_adapters.SecondFactor"
MFA_FORMS = {
    "authenticate": "parkledger.people.allauth_adapters.Code",
    "reauthenticate": "parkledger.people.allauth_adapters.CodeAgain",
}
MFA_TOTP_ISSUER = "parkledger"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
SECOND_FACTOR_ROLES = list(_SET.second_factor)
"""Roles whose holders see nothing before their second factor is set up."""
INVITATION_DAYS = 7
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "csrfmiddlewaretoken"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "parkledger.people.allauth_adapters.client_address"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = ["axes.W002"]  # the page to sign in says itself who is locked out: no middleware is needed

STATIC_URL = "/static/"
STATIC_ROOT = _SET.static or scratch() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "parkledger.statics.Statics"},
}
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
WHITENOISE_MAX_AGE = 3600
CACHES = {
    # what is counted against whoever tries too often is the same for all processes and outlives each
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_counter",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    # requests to the API by caller, over all processes of a server; in files, for a read must not wait for who writes
    "requests": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": scratch() / "requests",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    "pages": {
        "BACKEND": "parkledger.web.page_cache.PageMemory",
        "LOCATION": "pages",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 2000, "CULL_FREQUENCY": 4},
    },
}
API_RATE = f"{_SET.api_burst}/{max(1, round(_SET.api_burst * 60 / _SET.api_rate))}s"
"""How many requests to the API a caller may send in how many seconds: so many at once, as many a minute in the long run."""
CORS_ALLOW_ALL_ORIGINS = True
CORS_URLS_REGEX = "^$"
"""No address as such: parkledger.api.middleware.readable_elsewhere says which requests."""
CORS_ALLOW_METHODS = ["GET", "HEAD", "POST"]
CORS_ALLOW_HEADERS = ["if-none-match", "content-type"]
CORS_EXPOSE_HEADERS = ["ETag", "Retry-After"]
CORS_PREFLIGHT_MAX_AGE = 86_400
PORTAL_EDITION = "1"
"""Changed whenever kept pages must not be those of before."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
EMAIL_HOST = _SET.email_host
"""The mail server; without one letters are printed where the portal runs."""
EMAIL_PORT = _SET.email_port
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_PORT == 587, EMAIL_PORT == 465
EMAIL_HOST_USER = _SET.email_user
EMAIL_HOST_PASSWORD = _SET.email_password
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = _SET.email_from
EMAIL_BACKEND = _SET.email_backend or f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
LOGGING = logging_settings(_SET.log_format, _SET.log_level)
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = logging.INFO
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG
DJANGO_STRUCTLOG_USER_ID_FIELD = ""
"""Who did what is told by the audit trail; the log does not ask the database for it."""
