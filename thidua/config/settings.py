"""Settings. Operators change them by environment variables named THIDUA_…; see docs/operators.md."""

import json
import os
import secrets
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA = Path(os.environ.get("THIDUA_DATA", BASE_DIR / "var"))


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "")
    return default if value == "" else value.lower() in ("1", "true", "yes", "on")


def secret_key() -> str:
    """From the environment, else kept in the data folder from the first start on."""
    if given := os.environ.get("THIDUA_SECRET_KEY"):
        return given
    kept = DATA / "secret_key"
    try:
        return kept.read_text()
    except FileNotFoundError:
        DATA.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass  # another process was first
        return kept.read_text()


def database(address: str) -> dict[str, object]:
    """`postgresql://user:password@host:port/name`, or the path of an SQLite file."""
    if address.startswith(("postgresql://", "postgres://")):
        parts = urlsplit(address)
        query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(query.get("host", parts.hostname or "")),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": address,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # IMMEDIATE and a long timeout: writers queue instead of failing (design record 2).
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA foreign_keys=ON; PRAGMA cache_size=-32000;",
        },
    }


DEBUG = flag("THIDUA_DEBUG")
DEMO = flag("THIDUA_DEMO")
DEMO_DAY = date(2022, 2, 15)
SECRET_KEY = secret_key()
# Keys of what is kept encrypted, newest first; without any, THIDUA_DATA/seal_keys (base/sealing).
SEAL_KEYS = os.environ.get("THIDUA_SEAL_KEYS", "").replace(",", " ").split()
ALLOWED_HOSTS = os.environ.get("THIDUA_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [
    origin for origin in os.environ.get("THIDUA_ORIGINS", "").split(",") if origin
]
PROVINCE_NAME = os.environ.get("THIDUA_PROVINCE", "Tỉnh Lai Châu")
PUBLIC_ADDRESS = os.environ.get("THIDUA_ADDRESS", "http://127.0.0.1:8000")

# An app takes part when it is there; the order is that of the layers.
OUR_APPS = [
    "thidua.base.tables",
    "thidua.base.audit",
    "thidua.base.files",
    "thidua.base.numbering",
    "thidua.base.outbox",
    "thidua.base.throttle",
    "thidua.base.jobs",
    "thidua.base.imports",
    "thidua.base.parameters",
    "thidua.base.finding",
    "thidua.subjects.orgs",
    "thidua.subjects.accounts",
    "thidua.subjects.papers",
    "thidua.subjects.law",
    "thidua.subjects.register",
    "thidua.subjects.register.importing",
    "thidua.subjects.eligibility",
    "thidua.subjects.targets",
    "thidua.subjects.movements",
    "thidua.subjects.publicity",
    "thidua.subjects.training",
    "thidua.subjects.inspections",
    "thidua.subjects.oversight",
    "thidua.subjects.reports",
    "thidua.pages.ui",
    "thidua.pages.home",
    "thidua.pages.accounts",
    "thidua.pages.orgs",
    "thidua.pages.papers",
    "thidua.pages.finding",
    "thidua.pages.law",
    "thidua.pages.register_import",
    "thidua.pages.register",
    "thidua.pages.eligibility",
    "thidua.pages.directives",
    "thidua.pages.movements",
    "thidua.pages.duties",
    "thidua.pages.targets",
    "thidua.pages.indices",
    "thidua.pages.overview",
    "thidua.pages.reports",
    "thidua.pages.inspections",
    "thidua.pages.publicity",
    "thidua.pages.congress",
    "thidua.pages.training",
    "thidua.pages.oversight",
    "thidua.pages.messages",
    "thidua.pages.desk",
    "thidua.pages.portal",
    "thidua.pages.help",
    "thidua.api",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    *(name for name in OUR_APPS if (BASE_DIR / Path(*name.split(".")) / "apps.py").exists()),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "thidua.base.access.middleware.SecurityHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "thidua.pages.accounts.middleware.ActorMiddleware",
    "thidua.base.access.middleware.AccessMiddleware",
    "axes.middleware.AxesMiddleware",
    "thidua.base.access.middleware.ReadOnlyGetMiddleware",
]

ROOT_URLCONF = "thidua.config.urls"
WSGI_APPLICATION = "thidua.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "thidua.pages.ui.navigation.navigation",
            ],
        },
    }
]

DATABASES = {
    "default": database(os.environ.get("THIDUA_DATABASE", str(DATA / "thidua.sqlite3"))),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "home:tasks"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "thidua.subjects.accounts.passwords.VietnameseCommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_USERNAME_CALLABLE = "thidua.subjects.accounts.naming.username_tried"
AXES_LOCKOUT_CALLABLE = "thidua.pages.accounts.signing.locked_out"
OTP_TOTP_ISSUER = "Thi Đua"
REQUIRE_SECOND_FACTOR = flag("THIDUA_REQUIRE_2FA") and not DEMO

SESSION_COOKIE_AGE = 12 * 3600
IDLE_MINUTES = int(os.environ.get("THIDUA_IDLE_MINUTES", "60"))
ONE_DEVICE = flag("THIDUA_ONE_DEVICE")  # signing in ends the person's other sessions
PASSWORD_RESET_TIMEOUT = 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
HTTPS = flag("THIDUA_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if not DEBUG and (BASE_DIR / "thidua/pages/ui/storage.py").exists():
    STORAGES["staticfiles"] = {"BACKEND": "thidua.pages.ui.storage.FlattenedStaticFilesStorage"}
WHITENOISE_MAX_AGE = 60

FILES = DATA / "files"
FILE_UPLOAD_TEMP_DIR = None
FILE_UPLOAD_HANDLERS = ["thidua.base.files.uploads.LimitedUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20
CLAMD = os.environ.get("THIDUA_CLAMD", "")

MAIL_FOLDER = DATA / "mail"
EMAIL_HOST = os.environ.get("THIDUA_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("THIDUA_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("THIDUA_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("THIDUA_SMTP_PASSWORD", "")
EMAIL_USE_TLS = flag("THIDUA_SMTP_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("THIDUA_MAIL_FROM", "thidua@localhost")

# A second way to people for what is urgent: any gateway that takes a message by HTTP.
SMS_URL = os.environ.get("THIDUA_SMS_URL", "")
SMS_METHOD = os.environ.get("THIDUA_SMS_METHOD", "POST")
SMS_HEADERS = json.loads(os.environ.get("THIDUA_SMS_HEADERS", "{}"))
SMS_BODY = os.environ.get("THIDUA_SMS_BODY", "")
SMS_UNACCENTED = flag("THIDUA_SMS_UNACCENTED", default=True)
SMS_COUNTRY = os.environ.get("THIDUA_SMS_COUNTRY", "")
SMS_TIMEOUT = 20

JOBS_IMMEDIATE = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("THIDUA_LOG", "WARNING")},
}
