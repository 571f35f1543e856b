"""What people say of a measure while it is shown to them before it takes force."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .scheme import SchemeVersion


class SchemeComment(models.Model):
    """A comment received during the publicity (公示意见), and what was answered.

    It stays as it was written down; an answer is given once.
    """

    version = models.ForeignKey(
        SchemeVersion, models.PROTECT, related_name="comments", verbose_name=_("version")
    )
    sender = models.CharField(_("who commented"), max_length=100)
    received_on = models.DateField(_("received on"))
    words = models.TextField(_("comment"), max_length=4000)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("written down by"),
    )
    recorded_at = models.DateTimeField(_("written down at"))
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    key = models.CharField(_("key"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("comment on a measure")
        verbose_name_plural = _("comments on measures")
        ordering = ["version", "received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="comment_answer_is_signed",
            )
        ]

    def __str__(self):
        return f"{self.sender}, {self.received_on}"
