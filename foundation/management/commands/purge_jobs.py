"""`purge_jobs`: remove files made in the background that are past their days. Run it daily."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from foundation.background import KEPT, let_go
from foundation.models import Job

RUNS_KEPT = timedelta(days=14)  # what the queue itself remembers of each run


class Command(BaseCommand):
    help = _("Remove files made in the background that are past their days, and old failures.")

    def handle(self, *args, **options):
        now = timezone.now()
        expired = Job.objects.filter(state=Job.State.DONE, expires_at__lte=now)
        failed = Job.objects.filter(state=Job.State.FAILED, finished_at__lte=now - KEPT)
        count = let_go(expired) + let_go(failed)
        DBTaskResult.objects.finished().filter(finished_at__lte=now - RUNS_KEPT).delete()
        self.stdout.write(_("%(count)s removed.") % {"count": count})
