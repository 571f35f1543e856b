"""Check-in without network: a page anyone's phone may keep, and the worker that keeps it.

Both hold nothing personal: the same words for everybody, and static files.
"""

import hashlib
import json

from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control

ASSETS = [
    "vendor/bootstrap/bootstrap.min.css",
    "luzhi/luzhi.css",
    "luzhi/print.css",
    "luzhi/luzhi.js",
    "luzhi/mark.svg",
    "performance/check_in.css",
    "performance/check_in.js",
    "vendor/jsqr/jsQR.js",
]


def shell(request):
    """The check-in page as it is shown without network."""
    return render(request, "performance/check_in_offline.html")


def worker(request):
    """The service worker of /my/: it keeps the page above and its static files, nothing else."""
    context = {
        "page": json.dumps(reverse("performance:check-in")),
        "shell": json.dumps(reverse("performance:check-in-offline")),
        "assets": json.dumps([static(path) for path in ASSETS]),
    }
    script = render_to_string("performance/check_in_worker.js", context)
    context["version"] = hashlib.sha256(script.encode()).hexdigest()[:12]
    response = render(
        request,
        "performance/check_in_worker.js",
        context,
        content_type="text/javascript; charset=utf-8",
    )
    response["Service-Worker-Allowed"] = reverse("foundation:my")
    patch_cache_control(response, no_cache=True)
    return response
