"""What a self-reported duty says beside its sentence: a donation's worth, a course's name.

Kept apart from the record on purpose: scoring reads records, so no measure can pay points per yuan.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .record import DutyRecord


class Gift(models.Model):
    """What was donated (捐款捐物): an amount in whole cents, goods in words, or both."""

    record = models.OneToOneField(DutyRecord, models.PROTECT, related_name="gift")
    amount_cents = models.PositiveBigIntegerField(_("amount in cents"), null=True, blank=True)
    goods = models.CharField(_("goods"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("donation")
        verbose_name_plural = _("donations")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0) | (Q(amount_cents=None) & ~Q(goods="")),
                name="gift_of_something",
            )
        ]

    def __str__(self):
        return str(self.record)


class CourseNote(models.Model):
    """What was studied (学习内容): the course and how long, as the deputy wrote them."""

    record = models.OneToOneField(DutyRecord, models.PROTECT, related_name="course_note")
    course = models.CharField(_("course"), max_length=80, blank=True)
    hours = models.CharField(_("how long"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("course studied")
        verbose_name_plural = _("courses studied")

    def __str__(self):
        return self.course
