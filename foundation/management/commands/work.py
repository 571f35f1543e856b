"""`work`: make what people wait for, until told to stop. One of these runs beside the site."""

import os
import time

from django.core.management.base import BaseCommand
from django.utils.translation import gettext_lazy as _
from django_tasks_db.management.commands.db_worker import Worker

from foundation.background import resume_lapsed

PAUSE = 1.0  # seconds between two looks at an empty queue
LOOK_FOR_LAPSED = 30  # seconds


class Command(BaseCommand):
    help = _("Make what people wait for in the background. Run exactly one beside SQLite.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--once", action="store_true", help=_("do what is waiting, then stop (for cron)")
        )
        parser.add_argument(
            "--parent",
            type=int,
            metavar="PID",
            help=_("stop when the process of this number, which started this one, ends"),
        )

    def handle(self, *args, once, parent, **options):
        worker = Worker(
            queue_names=["default"],
            interval=PAUSE,
            batch=True,
            backend_name="background",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"work-{os.getpid()}",
            excluded_queue_names=[],
        )
        worker.configure_signals()
        looked = None
        while worker.running and parent in (None, os.getppid()):
            if looked is None or time.monotonic() - looked > LOOK_FOR_LAPSED:
                resume_lapsed()
                looked = time.monotonic()
            worker.run()
            if once:
                return
            if worker.running:
                time.sleep(PAUSE)
