"""What a person waits for while a worker makes it: a long document, a large workbook."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..querysets import JobQuerySet


class Job(models.Model):
    """One file being made for one person (后台任务).

    `content_key` is a digest of everything the file will say: asking again for the same unchanged
    thing finds this job. A worker holds a job by `runner` until `lease_until`; after that it must
    be gone and another may take over.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("job", "Waiting")
        RUNNING = "running", pgettext_lazy("job", "Being made")
        DONE = "done", pgettext_lazy("job", "Ready")
        FAILED = "failed", pgettext_lazy("job", "Failed")

    kind = models.CharField(_("kind of job"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    params = models.JSONField(_("what it is made from"), default=dict)
    content_key = models.CharField(_("digest of the content"), max_length=64)
    language = models.CharField(_("language"), max_length=10)
    back = models.CharField(_("page it was asked on"), max_length=300, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs")
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(_("steps done"), default=0)
    total = models.PositiveIntegerField(_("steps in all"), default=0)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    runner = models.CharField(_("worked on by"), max_length=32, blank=True)
    lease_until = models.DateTimeField(_("held until"))
    finished_at = models.DateTimeField(_("finished at"), null=True)
    file = models.CharField(_("stored file"), max_length=200, blank=True)
    file_name = models.CharField(_("file name"), max_length=200, blank=True)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)
    expires_at = models.DateTimeField(_("kept until"), null=True)
    error = models.CharField(_("what went wrong"), max_length=300, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "asked_by", "content_key"],
                condition=Q(state__in=["waiting", "running", "done"]),
                name="one_job_per_content",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(file=""), name="done_job_has_a_file"
            ),
        ]
        indexes = [models.Index(fields=["state", "lease_until"], name="job_state_lease")]

    def __str__(self):
        return self.title

    @property
    def open(self):
        """Is it still being waited for?"""
        return self.state in {self.State.WAITING, self.State.RUNNING}

    @property
    def percent(self):
        """How far it is, in whole percent; None before the number of steps is known."""
        return min(100, self.done * 100 // self.total) if self.total else None
