"""What people decided over a published result or a proposed step; it may differ, with a reason."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..querysets import DecisionQuerySet
from .edition import Edition, EditionRow

USER = settings.AUTH_USER_MODEL


class Decision(models.Model):
    """A decision (审定、处理决定) beside the proposal of the measure; the edition itself stands.

    Without a row it is about the whole preliminary list; with a row and no action about that
    deputy's result, whose tier it may set otherwise; with an action about that proposed step.
    What moves a result stands only once a second person confirmed it.
    """

    class Course(models.TextChoices):
        FOLLOW = "follow", _("As proposed")
        DIFFER = "differ", _("Otherwise")
        NOTHING = "nothing", _("No step is taken")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting for the second person")
        STANDING = "standing", pgettext_lazy("decision", "Decided")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="decisions")
    row = models.ForeignKey(
        EditionRow, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    action = models.CharField(_("proposed step"), max_length=60, blank=True)
    proposed = models.CharField(_("what was proposed"), max_length=300, blank=True)
    course = models.CharField(_("decision"), max_length=8, choices=Course.choices)
    words = models.CharField(_("what was decided"), max_length=300, blank=True)
    tier = models.CharField(_("tier decided"), max_length=40, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    body = models.CharField(_("decided by whom"), max_length=120)
    on = models.DateField(_("decided on"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    entered_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("entered at"))
    confirmed_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    withdrawal_asked_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(_("why withdrawn"), max_length=300, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision over a result")
        verbose_name_plural = _("decisions over results")
        ordering = ["edition", "row__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["row", "action"],
                condition=~Q(status="withdrawn") & Q(row__isnull=False),
                name="one_decision_per_step",
            ),
            models.UniqueConstraint(
                fields=["edition"],
                condition=~Q(status="withdrawn") & Q(row__isnull=True),
                name="one_decision_per_list",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("entered_by")),
                name="decision_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(withdrawal_asked_by=None)
                | Q(withdrawn_by=None)
                | ~Q(withdrawal_asked_by=F("withdrawn_by")),
                name="decision_goes_by_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(status="standing", action="") | Q(confirmed_by__isnull=False),
                name="what_moves_a_result_is_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(course="follow") | ~Q(reason=""),
                name="a_different_decision_has_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.edition} · {self.get_course_display()}"

    def get_absolute_url(self):
        return self.row.get_absolute_url() if self.row_id else self.edition.get_absolute_url()

    @property
    def moves_result(self):
        """Whether it is about the result itself, and so needs a second person."""
        return not self.action
