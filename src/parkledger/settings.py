"""Django settings: where the ledger is kept, and nothing that a page would need."""

from parkledger.home import database, home

BASE_HOME = home()
DATABASES = {"default": database(BASE_HOME)}
INSTALLED_APPS = ["parkledger.ledger", "parkledger.checking"]
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
LANGUAGE_CODE = "vi"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SECRET_KEY = "parkledger-command-line-signs-nothing"  # noqa: S105  no sessions or forms are served yet
