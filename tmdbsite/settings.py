"""Settings. Each value that an operator may set comes from `env` and is listed in docs/configuration.md."""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import quote

import django_stubs_ext
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from tmdbsite import cookies, databases, env, log_settings
from tmdbsite.request_limits import MAX_BODY_BYTES

# Django's admin, forms and managers take the model they are for (`ModelAdmin[User]`), as their types do.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env.load(env.dotenv_path(BASE_DIR / ".env"))

DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var"))).absolute()
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)


def _read_secret_key() -> str:
    """Return the key in the data folder, made at the first start and readable by its owner only."""
    path = DATA_DIR / "secret_key"
    try:
        with open(path, "x", encoding="ascii", opener=_open_private) as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii").strip()


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)


SECRET_KEY = env.secret("SECRET_KEY") or _read_secret_key()
SECRET_KEY_FALLBACKS = [key.strip() for key in env.secret("SECRET_KEY_FALLBACKS").split(",") if key.strip()]
DEBUG = env.flag("DEBUG")
SITE_NAME = env.text("SITE_NAME", "The Film Club")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
PATH_PREFIX = env.path("PATH_PREFIX")
FORCE_SCRIPT_NAME = PATH_PREFIX or None
BEHIND_PROXY = env.flag("BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
USE_X_FORWARDED_HOST = BEHIND_PROXY

# TMDB. Without a token and a key the site is the demo.
TMDB_ACCESS_TOKEN = env.secret("TMDB_ACCESS_TOKEN")
TMDB_API_KEY = env.secret("TMDB_API_KEY")
TMDB_DEMO = not (TMDB_ACCESS_TOKEN or TMDB_API_KEY)
TMDB_DEMO_DATA = env.text("TMDB_DEMO_DATA") or None
TMDB_DEMO_FAULTS = env.text("TMDB_DEMO_FAULTS") or None
TMDB_API_URL = env.url("TMDB_API_URL", "https://api.themoviedb.org/3")
TMDB_WEB_URL = env.url("TMDB_WEB_URL", "https://www.themoviedb.org")
TMDB_IMAGE_URL = env.url("TMDB_IMAGE_URL")
TMDB_EXPORTS_URL = env.url("TMDB_EXPORTS_URL", "https://files.tmdb.org/p/exports")
TMDB_ADULT_EXPORTS = env.flag("TMDB_ADULT_EXPORTS")

INSTALLED_APPS = [
    "tmdbsite.apps.SiteConfig",
    "library",
    "accounts",
    "catalog",
    "jobs",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_celery_beat",
    "csp",
    "tmdbsite.apps.ClubAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "catalog.policy.PolicyMiddleware",
    "tmdbsite.health.HealthMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "tmdbsite.database_errors.ReliableSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tmdbsite.database_errors.DatabaseMiddleware",
    "accounts.middleware.ExternalRedirectMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "catalog.middleware.LocaleMiddleware",
    "accounts.middleware.MemberMiddleware",
    "catalog.bounds.BoundsMiddleware",
    "catalog.visitors.VisitorMiddleware",
    "catalog.errors.UpstreamErrorsMiddleware",
]

ROOT_URLCONF = "tmdbsite.urls"
WSGI_APPLICATION = "tmdbsite.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "catalog.context.site",
                "accounts.context.members",
            ]
        },
    }
]

DATABASES = {"default": databases.build_config(env.text("DATABASE_URL"), str(DATA_DIR / "site.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def _valkey_socket_path() -> Path:
    """Return the path of the embedded Valkey's socket.

    A path of more than 100 bytes doesn't fit into a socket's address: then the socket is in the temporary folder.
    """
    path = DATA_DIR / "valkey.sock"
    if len(str(path)) <= 100:
        return path
    digest = hashlib.sha256(bytes(path)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"tmdbsite-{digest}.sock"


# Redis, or anything that speaks its protocol, is cache, broker and limiter. Not set: the embedded Valkey.
VALKEY_SOCKET = _valkey_socket_path()
_REDIS_SCHEMES = ("redis", "rediss", "unix")
REDIS_URL = env.url("REDIS_URL", schemes=_REDIS_SCHEMES)
VALKEY_EMBEDDED = not REDIS_URL
REDIS_URL = REDIS_URL or f"unix://{quote(str(VALKEY_SOCKET))}"

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://")
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,  # above the longest task
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    # Tasks of a killed worker are delivered again within seconds instead of minutes.
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 5,
    "global_keyprefix": "celery:",
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False  # a page must not wait for the broker
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 270
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_ROUTES = {  # a member's change must not wait behind an import
    name: {"queue": "jobs"} for name in ("jobs.tasks.run_job", "catalog.tasks.run_job")
}
# A task goes on while the broker restarts. It is then delivered again, and skipped (jobs.tasks).
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 8  # seconds for tasks to end, before they go back into their queue
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_TIMEZONE = "UTC"

# Limits on signing in and codes that were used, shared by all processes: see jobs.cache.
CACHES = {
    "default": {"BACKEND": "jobs.cache.LimitsCache", "LOCATION": "limits", "OPTIONS": {"MAX_ENTRIES": 50_000}},
}

# Members. Who may sign up: those with an invitation, everybody, or nobody.
SIGNUP = env.choice("SIGNUP", "invite", "open", "closed")
TMDB_PASSWORD_LOGIN = env.flag("TMDB_PASSWORD_LOGIN")
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend", "tmdbsite.hosts.HostBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "catalog:home"

_MAIL = env.mail("EMAIL_URL")
globals().update(_MAIL)
SENDS_MAIL = bool(_MAIL)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _MAIL else 'dummy'}.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("EMAIL_FROM", "club@localhost")

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "accounts.sign_in.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*" if _MAIL else "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if _MAIL else "none"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accounts.tokens.RoleAwareTokenGenerator"  # noqa: S105
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"{SITE_NAME}: "
ACCOUNT_LOGOUT_REDIRECT_URL = "catalog:home"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser in which they joined
# Tries by name and address (AccountAdapter), the longest time first: whoever goes on trying waits 30 seconds, then some
# minutes; members elsewhere notice nothing of it.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "100/h/ip,10/m/ip,15/15m/key,10/5m/key,5/30s/key",
    "reset_password": "60/h/ip,20/m/ip,6/h/key,2/m/key",
}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USERNAME_BLACKLIST = ["admin", "me", "guest", "deleted"]
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0  # whose word limits take for a visitor's address
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if BEHIND_PROXY else "http"
SOCIALACCOUNT_ADAPTER = "accounts.adapter.SocialAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # nobody becomes a member by an address that somebody else vouches for
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
MFA_ADAPTER = "accounts.adapter.MfaAdapter"
MFA_RATE_LIMITS = {"webauthn_challenge": "20/m/ip,60/h/ip,200/d/ip"}  # a refused one counts in no longer time
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = not SENDS_MAIL  # else a second factor waits for a mail that is never sent
MFA_TOTP_ISSUER = SITE_NAME
USERSESSIONS_TRACK_ACTIVITY = False  # it writes on every request; see accounts.last_seen


def _openid_connect() -> dict[str, object]:
    """Return allauth's settings of the club's own sign-on, empty without one.

    Raises ImproperlyConfigured.
    """
    server = env.url("OIDC_SERVER_URL")
    if not server:
        return {}
    app = {
        "provider_id": "club",
        "name": env.text("OIDC_NAME", "Single sign-on"),
        "client_id": env.text("OIDC_CLIENT_ID"),
        "secret": env.secret("OIDC_CLIENT_SECRET"),
        "settings": {"server_url": server},
    }
    if not app["client_id"]:
        raise ImproperlyConfigured("OIDC_SERVER_URL needs OIDC_CLIENT_ID, and mostly OIDC_CLIENT_SECRET, too.")
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


SOCIALACCOUNT_PROVIDERS = _openid_connect()

DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_BODY_BYTES

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True

FILE_UPLOAD_PERMISSIONS = 0o600  # static files, too: the site's own user serves them
STATIC_URL = f"{PATH_PREFIX}/static/"  # in full: Django completes a relative one before a worker knows the prefix
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "tmdbsite.style_sheet.StyleSheetFinder",  # css/site.css, joined from its layers
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # half to compress at the first start
if DEBUG:
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin" if BEHIND_PROXY else None  # without HTTPS a browser only complains
X_FRAME_OPTIONS = "DENY"
COOKIE_NAME_PREFIX = cookies.build_name_prefix(
    behind_proxy=BEHIND_PROXY,
    path_prefix=PATH_PREFIX,
    secret_key=[SECRET_KEY, *SECRET_KEY_FALLBACKS][-1],  # the oldest, so that a new key signs nobody out
)
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_NAME_PREFIX}session", f"{COOKIE_NAME_PREFIX}csrf"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = PATH_PREFIX or "/"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_PROXY
SESSION_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "tmdbsite.cookies.MessageStorage"
CSRF_FAILURE_VIEW = "catalog.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # and where TMDB has its pictures: catalog.policy
        "frame-src": ["https://www.youtube-nocookie.com"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

METRICS_TOKEN = env.token("METRICS_TOKEN")  # without one there is no /metrics
UPDATE_CHECK_URL = env.url("UPDATE_CHECK_URL")  # without one nobody is asked about releases
LOGGING = log_settings.build_logging(
    level=env.choice("LOG_LEVEL", *log_settings.LEVELS), format_name=env.choice("LOG_FORMAT", *log_settings.FORMATS)
)
