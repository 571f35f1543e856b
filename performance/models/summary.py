"""What came of an activity (成果总结), and the reports sent on from it (代表法 §29–31)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .activity import Activity


class ActivitySummary(models.Model):
    """What a keeper writes once the sheet is closed; participants read it."""

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="summary")
    text = models.TextField(_("what came of it"), max_length=4000)
    problems = models.PositiveSmallIntegerField(_("problems found"), default=0)
    credit = models.CharField(_("photographs by"), max_length=80, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written at"))

    class Meta:
        verbose_name = _("summary of an activity")
        verbose_name_plural = _("summaries of activities")

    def __str__(self):
        return f"{self.activity}"


class ForwardedReport(models.Model):
    """A report on an activity sent to an organ, and what it answered (转交有关机关及答复)."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="forwarded_reports")
    title = models.CharField(_("report"), max_length=160)
    sent_to = models.CharField(_("sent to"), max_length=120)
    sent_on = models.DateField(_("sent on"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.CharField(_("what it answered"), max_length=400, blank=True)
    link = models.URLField(_("link"), blank=True)

    class Meta:
        verbose_name = _("forwarded report")
        verbose_name_plural = _("forwarded reports")
        ordering = ["sent_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "title", "sent_to"], name="one_report_per_organ"
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("sent_on")),
                name="report_answered_after_it_was_sent",
            ),
        ]

    def __str__(self):
        return f"{self.title} → {self.sent_to}"
