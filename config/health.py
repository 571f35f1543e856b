"""Two questions a supervisor asks: is the process alive, and may it be sent work."""

import logging
import shutil

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse

logger = logging.getLogger(__name__)
LEAST_FREE_BYTES = 200 * 1024 * 1024


def healthz(request):
    """The process answers."""
    return JsonResponse({"status": "ok"})


def readyz(request):
    """The database answers, its migrations are all applied, and the disk has room: else 503."""
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
    return JsonResponse(status, status=200 if ready else 503)
