"""What every page's frame needs to know."""

from django.conf import settings


def frame(request):
    """Site name and whether the reader asked for larger text (大字版)."""
    return {
        "site_name": settings.WAGTAIL_SITE_NAME,
        "larger_text": request.COOKIES.get("larger_text") == "1",
    }
