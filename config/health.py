"""Two questions a supervisor asks: is the process alive, and may it be sent work."""

import logging
import shutil

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.utils import timezone

from foundation.models import Job

logger = logging.getLogger(__name__)
LEAST_FREE_BYTES = 200 * 1024 * 1024
SLOW_QUEUE_SECONDS = 600


def healthz(request):
    """The process answers."""
    return JsonResponse({"status": "ok"})


def readyz(request):
    """The database answers, its migrations are all applied, and the disk has room: else 503.

    Beside it, how long the oldest background job has been waiting. A worker that stands still keeps
    nobody from reading the site, so a slow queue is told and does not make it unready.
    """
    checks = {"database": False, "migrations": False, "disk": False}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        checks["database"] = True
        executor = MigrationExecutor(connection)
        checks["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception:  # any failure of the database means the same thing here: not ready
        logger.exception("The database did not answer")
    checks["disk"] = shutil.disk_usage(settings.VAR_DIR).free > LEAST_FREE_BYTES
    ready = all(checks.values())
    status = {"status": "ok" if ready else "not ready", "checks": checks}
    if ready:
        status["queue"] = _queue()
    return JsonResponse(status, status=200 if ready else 503)


def _queue():
    """How many background jobs wait, and for how long the oldest has."""
    waiting = Job.objects.waiting()
    oldest = waiting.order_by("asked_at").values_list("asked_at", flat=True).first()
    seconds = int((timezone.now() - oldest).total_seconds()) if oldest else 0
    return {
        "waiting": waiting.count(),
        "oldest_seconds": seconds,
        "slow": seconds > SLOW_QUEUE_SECONDS,
    }
