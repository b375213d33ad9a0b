"""Django's settings, fed by one frozen `Env`. Nothing else in the house reads the environment.

Two processes are set here, one on each side of the wall: the inner one, and the portal, which has apps, addresses and a
key of its own, no sessions, no accounts, and no inner database to open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csp.constants import NONE, SELF

from sunlit.site.env import PROJECT_ROOT, current

if TYPE_CHECKING:
    from collections.abc import Mapping

ENV = current()

DEBUG = False
SECRET_KEY = ENV.signing_key()
ALLOWED_HOSTS = list(ENV.allowed_hosts)
ROOT_URLCONF = "sunlit.portal.root" if ENV.portal else "sunlit.site.urls"
WSGI_APPLICATION = "sunlit.site.wsgi.application"
SITE_CITY = ENV.city

_INNER_APPS = [
    "sunlit.ledger",
    "sunlit.files",
    "sunlit.noticeboard",
    "sunlit.look",
    "sunlit.organs",
    "sunlit.courier",
    "sunlit.law",
    "sunlit.flow",
    "sunlit.catalogue",
    "sunlit.review",
    "sunlit.stocktake",
    "sunlit.publication",
    "sunlit.desk",
    "sunlit.portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

_INNER_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "sunlit.desk.gates.NotKept",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sunlit.look.language.ChosenLanguage",
    "sunlit.desk.gates.BodyLimit",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sunlit.desk.gates.IdleLogout",
    "sunlit.desk.gates.SignInRequired",
    "sunlit.desk.gates.WhoseSite",
    "sunlit.desk.gates.TwoFactorsRequired",
    "sunlit.desk.gates.WaitingCounted",
    "sunlit.desk.gates.RefusalsInWords",
    "axes.middleware.AxesMiddleware",
]

_PORTAL_APPS = [
    "sunlit.noticeboard",
    "sunlit.look",
    "sunlit.portal",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
]
_PORTAL_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "sunlit.look.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
INSTALLED_APPS = _PORTAL_APPS if ENV.portal else _INNER_APPS
MIDDLEWARE = _PORTAL_MIDDLEWARE if ENV.portal else _INNER_MIDDLEWARE

_OF_THE_SIGNED_IN = [
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                *([] if ENV.portal else _OF_THE_SIGNED_IN),
                "sunlit.look.context.page",
            ],
        },
    },
]

FORM_RENDERER = "sunlit.look.rendering.Fields"

# --- databases: SQLite is one file with one writer at a time; FULL keeps the last commit through a power cut ---
_SQLITE_START = f"""
PRAGMA journal_mode=WAL;
PRAGMA synchronous={ENV.synchronous};
PRAGMA recursive_triggers=ON;
PRAGMA foreign_keys=ON;
PRAGMA busy_timeout=30000;
PRAGMA cache_size=-65536;
PRAGMA temp_store=MEMORY;
"""


def _database(where: Mapping[str, object]) -> dict[str, Any]:
    sqlite = where["ENGINE"] == "django.db.backends.sqlite3"
    return {
        **where,
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": (
            {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": _SQLITE_START}
            if sqlite
            else {"connect_timeout": 10}
        ),
    }


DATABASES: dict[str, dict[str, Any]] = {
    "default": {} if ENV.portal else _database(ENV.database),  # an empty one opens nothing and refuses every use
    "noticeboard": _database(ENV.noticeboard),
}
DATABASE_ROUTERS = ["sunlit.site.router.PublicSide" if ENV.portal else "sunlit.site.router.TwoSides"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- language, time ---
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PROJECT_ROOT / "src" / "sunlit" / "look" / "locale"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- static files: one stylesheet, our own scripts and htmx, served by the process itself ---
STATIC_URL = "static/"
STATIC_ROOT = None  # nothing is collected: WhiteNoise finds the files where they lie
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(ENV.home / "uploads")},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}  # fmt: skip

# --- who may come in ---
AUTH_USER_MODEL = "organs.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "sunlit.desk.accounts.ClosedDoor"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False  # an office's browser is shared: the session ends with it
ACCOUNT_FORMS = {
    "login": "sunlit.desk.forms.SignIn",
    "change_password": "sunlit.desk.forms.ChangePassword",
    "reauthenticate": "sunlit.desk.forms.ConfirmPassword",
}
ACCOUNT_RATE_LIMITS = False  # axes counts failed logins, by account and address, and survives a restart
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "阳光职权"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_ADAPTER = "sunlit.desk.accounts.SecondFactor"
MFA_FORMS = {
    "authenticate": "sunlit.desk.forms.SecondStep",
    "reauthenticate": "sunlit.desk.forms.ConfirmCode",
    "activate_totp": "sunlit.desk.forms.SetUpCode",
}
SESSION_COOKIE_AGE = 15 * 60  # idle logout: 等保 2.0 三级, 15 minutes in practice
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/lockout.html"
AXES_IPWARE_PROXY_COUNT = ENV.proxies or None
AXES_USERNAME_CALLABLE = "sunlit.desk.accounts.typed_name"
AXES_SENSITIVE_PARAMETERS = ["login", "code", "oldpassword", "password1", "password2"]
AXES_VERBOSE = False

# --- what a browser may do with our pages ---
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.https
SECURE_SSL_REDIRECT = ENV.https
SECURE_HSTS_SECONDS = 31_536_000 if ENV.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.proxies else None

# --- what people hand in ---
FILES_ROOT = ENV.home / "files"
FORMS = ENV.home / "forms"  # the city's own forms, where it has redesigned one: withheld.docx, withheld.xlsx
BACKED_UP = ENV.home / "backed-up"  # when the last backup was taken, as backups themselves note it
SEALING_KEY_FILE = ENV.home / "noticeboard.key"  # opens what citizens hand in; the portal never reads it
FONTS = ENV.fonts  # asked before those that come with the program, where a PDF is set
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 if ENV.portal else 10 * 1024 * 1024  # citizens send a few lines, and no files
# what is sent stays in memory until the question of secrecy is answered and its marks are looked for: never on a disk
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024 * 1024  # more than `desk.gates.MOST_BODY` lets in
DATA_UPLOAD_MAX_NUMBER_FILES = 0 if ENV.portal else 500
# --- messages that leave the house: the inner side's alone; nothing is sent by a channel that was not set up ---
if not ENV.portal:
    from sunlit.courier.rules import QuietHours

    COURIER_MAIL, COURIER_SMS_URL, COURIER_SMS_TOKEN = bool(ENV.mail), ENV.sms_url, ENV.sms_token
    COURIER_QUIET = QuietHours(*ENV.quiet)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if ENV.mail else 'dummy'}.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.mail_from or "nobody@localhost"
globals().update(ENV.mail)
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
