"""What a public site must have before it may start."""

from django.core.exceptions import ImproperlyConfigured

NEEDED = {
    "LUZHI_SECRET_KEY": "a random text of at least 50 characters",
    "LUZHI_HOSTS": "the host names the site answers to, separated by commas",
    "LUZHI_BASE_URL": "the address residents type, beginning with https://",
    "DATABASE_URL": "postgres://USER:PASSWORD@HOST/NAME or sqlite:///PATH",
}


def refuse_half_configured(env):
    """Raise ImproperlyConfigured naming every setting that is missing or too weak, all at once."""
    faults = [f"{name}: {what}" for name, what in NEEDED.items() if not env(name, default="")]
    key = env("LUZHI_SECRET_KEY", default="")
    if key and len(key) < 50:
        faults.append("LUZHI_SECRET_KEY: shorter than 50 characters")
    if "*" in env.list("LUZHI_HOSTS", default=[]):
        faults.append("LUZHI_HOSTS: '*' would answer to any name")
    base_url = env("LUZHI_BASE_URL", default="")
    if base_url and not base_url.startswith("https://"):
        faults.append("LUZHI_BASE_URL: must begin with https://")
    if env.bool("LUZHI_DEBUG", default=False):
        faults.append("LUZHI_DEBUG: must not be set in production")
    if faults:
        raise ImproperlyConfigured(
            "LUZHI_ENV=production, but the site is half-configured:\n  " + "\n  ".join(faults)
        )
