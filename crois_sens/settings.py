"""Settings: one file for every installation; what differs between machines comes from the environment."""

from importlib.util import find_spec
from pathlib import Path

import environ
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from crois_sens.admin_look import UNFOLD as UNFOLD
from crois_sens.api_docs import SPECTACULAR_SETTINGS as SPECTACULAR_SETTINGS
from crois_sens.content_policy import ADMIN_POLICY, public_policy

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.FileAwareEnv()

# --- Mode -------------------------------------------------------------------------------------------------------
#: ``dev.py run`` sets it: invented data, said on every page, and a button that moves time forward.
DEMONSTRATION = env.bool("DEMONSTRATION", False)
DEBUG = env.bool("DEBUG", False)
#: Set by the test runner: passwords are hashed the fast way.
TESTING = env.bool("TESTING", False)
#: Without one, commands that need no secret run (``tally``); Django refuses whatever signs, and ``wsgi`` to start.
SECRET_KEY = env("SECRET_KEY", default="only-for-tests-and-development" if DEBUG or TESTING else "")
#: Keys outside the database: one hashes electoral rolls, so that a copy of them names no one; one signs public logs.
ROLL_KEY = env("ROLL_KEY", default=SECRET_KEY if DEBUG or TESTING else "")
LOG_KEY = env("LOG_KEY", default=SECRET_KEY if DEBUG or TESTING else "")
#: An authority that dates counts (RFC 3161), and the certificates it descends from (PEM); without one, counts are not.
TSA_URL, TSA_ROOT = env("TSA_URL", default=""), env("TSA_ROOT", default="")
if TSA_URL and not TSA_ROOT:
    raise environ.ImproperlyConfigured("TSA_URL needs TSA_ROOT: the certificates that its stamps are checked with.")
if SECRET_KEY and not (ROLL_KEY and LOG_KEY):
    raise environ.ImproperlyConfigured("ROLL_KEY and LOG_KEY must be set: two keys, and neither is the SECRET_KEY.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
#: Address of the installation, for links in mails and documents.
SITE_URL = env("SITE_URL", default="http://localhost:8000").rstrip("/")
HTTPS = SITE_URL.startswith("https://")

# --- House ------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.import_export",
    "unfold.contrib.simple_history",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "csp",
    "django_celery_beat",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "health_check",
    "import_export",
    "rest_framework",
    "simple_history",
    "territories",
    "projects",
    "seminars",
    "participation",
]
MIDDLEWARE = [
    "territories.instance.middleware.note_arrival",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "territories.instance.policy.HousePolicyMiddleware",
    "territories.instance.middleware.no_null_bytes",
    "territories.instance.middleware.ApiHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "territories.accounts.middleware.second_factor_of_staff",
]
ROOT_URLCONF = "crois_sens.urls"
WSGI_APPLICATION = "crois_sens.wsgi.application"
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
                "csp.context_processors.nonce",
                "territories.instance.context.house",
                "participation.ballots.context.unconfirmed",
            ],
            "libraries": {
                "house": "territories.instance.templatetags.house",
                "kept": "territories.instance.templatetags.kept",
                "people": "territories.accounts.templatetags.people",
            },
        },
    }
]
#: Every ``{{ form }}`` and ``{{ field.as_field_group }}`` comes out as the house writes forms.
FORM_RENDERER = "territories.instance.forms.HouseRenderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
#: An installation serves collected files whose names carry their hash; everybody else the files where they lie.
COLLECTED = env.bool("COLLECTED_STATIC", not (DEMONSTRATION or DEBUG or TESTING))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static" if COLLECTED else None
#: Leaflet's files come with a package whose Django app wants GDAL: only its folder of files is taken.
STATICFILES_DIRS = [BASE_DIR / "static", Path(find_spec("leaflet").origin).parent / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "crois_sens.stylesheet.JoinedSheet",
]
WHITENOISE_USE_FINDERS = not COLLECTED
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))()

# --- Servers ----------------------------------------------------------------------------------------------------
DATABASES = {
    "default": {
        **env.db("DATABASE_URL", default="postgres:///crois_sens"),
        # A vote costs four times as much when each request opens its own connection.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
}
REDIS_URL = env("REDIS_URL", default="redis://localhost:6379/0")
CACHES = {"default": {"BACKEND": "territories.instance.cache.SoftRedisCache", "LOCATION": REDIS_URL}}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
#: A worker that loses Redis leaves, and whoever watches it starts it again: one that reconnects by itself may stay
#: connected and take nothing any more (https://github.com/celery/celery/issues/8030). Starting, it waits, however long.
CELERY_BROKER_CONNECTION_RETRY = False
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_timeout": 20, "socket_connect_timeout": 5}
CELERY_TASK_DEFAULT_QUEUE = "crois_sens"
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"

# --- Language and time ------------------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("français"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
#: Time zone of pages that belong to no territory; a consultation keeps its own.
TIME_ZONE = env("TIME_ZONE", default="Europe/Paris")

# --- People -----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "territories.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/mon-espace/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_ADAPTER = "territories.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "territories.accounts.forms.SignupForm",
    "login": "territories.accounts.forms.LoginForm",
    "reset_password": "territories.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "territories.accounts.forms.NewPasswordForm",
    "change_password": "territories.accounts.forms.ChangePasswordForm",
    "add_email": "territories.accounts.forms.ChangeEmailForm",
    "reauthenticate": "territories.accounts.forms.ReauthenticateForm",
}
#: News about an account's safety are mailed; whoever changes an address or a password proves again who they are.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_CONFIRMATION_ANONYMOUS_REDIRECT_URL = reverse_lazy("account_login")
MFA_FORMS = {
    "authenticate": "territories.accounts.mfa.AuthenticateForm",
    "reauthenticate": "territories.accounts.mfa.ReauthenticateForm",
    "activate_totp": "territories.accounts.mfa.ActivateTOTPForm",
}
#: Members of staff sign in with a second factor, except where everything is invented.
STAFF_NEED_SECOND_FACTOR = env.bool("STAFF_NEED_SECOND_FACTOR", not (DEMONSTRATION or DEBUG or TESTING))
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Crois/Sens"

#: An identity provider in the shape of FranceConnect v2, for votes that verify identities; empty, there is none.
FRANCECONNECT = {
    "server_url": env("FRANCECONNECT_SERVER_URL", default=""),
    "client_id": env("FRANCECONNECT_CLIENT_ID", default=""),
    "secret": env("FRANCECONNECT_SECRET", default=""),
}
SOCIALACCOUNT_ADAPTER = "territories.accounts.franceconnect.told.SocialAdapter"

# --- Mail -------------------------------------------------------------------------------------------------------
#: Without an SMTP server mails go to a folder that the admin can browse.
EMAIL_CONFIG = env.email("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'mails'}")
vars().update({key: value for key, value in EMAIL_CONFIG.items() if key.startswith("EMAIL_")})
EMAIL_FILE_PATH = env("EMAIL_FILE_PATH", default=str(VAR_DIR / "mails"))
MAILS_GO_TO_FOLDER = EMAIL_CONFIG["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
if MAILS_GO_TO_FOLDER:
    EMAIL_BACKEND = "territories.notices.folder.FolderBackend"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Crois/Sens <ne-pas-repondre@localhost>")

# --- Safety -----------------------------------------------------------------------------------------------------
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
#: Limits per address count the visitor's, not that of our own web server.
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
#: A monitor on the machine itself asks without encryption.
SECURE_REDIRECT_EXEMPT = [r"^sante/$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
#: What a town does with the other names of its domain is not ours to decide: no subdomains, no preload list.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
#: Optional background tiles (IGN or another server): an address with {z}/{x}/{y}; empty, maps show outlines only.
MAP_TILES_URL = env("MAP_TILES_URL", default="")
MAP_TILES_ATTRIBUTION = env("MAP_TILES_ATTRIBUTION", default="© IGN")
CONTENT_SECURITY_POLICY = {"DIRECTIVES": public_policy(tiles=MAP_TILES_URL)}
ADMIN_CONTENT_SECURITY_POLICY = ADMIN_POLICY

#: What a filter says while it filters nothing.
FILTERS_EMPTY_CHOICE_LABEL = _("Tous")

# --- API --------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "territories.instance.api_paging.HouseCursorPagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "territories.instance.api_base.refusals_are_409",
    "DEFAULT_RENDERER_CLASSES": [
        "territories.instance.renderers.HouseJsonRenderer",
    ],
    "DEFAULT_THROTTLE_RATES": {"anon": None},
    "PAGE_SIZE": 50,
}

# --- Logs -------------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
