"""What goes with a mandate's life: how it ended, how a term is closed, what a deputy knows well,
and what of a person only keepers and the person may read."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..querysets import CongressScopedQuerySet, DeputyPrivateQuerySet
from .congress import Congress, Term
from .deputy import Deputy, Mandate


class DeputyPrivate(models.Model):
    """What only those who keep the record and the deputy may read (限制知悉范围)."""

    deputy = models.OneToOneField(Deputy, models.CASCADE, related_name="private")
    born = models.CharField(
        _("born"), max_length=10, blank=True, help_text=_("1975-03, or with the day, 1975-03-12.")
    )
    address = models.CharField(_("address"), max_length=160, blank=True)
    office_phone = models.CharField(_("office telephone"), max_length=20, blank=True)
    other_phone = models.CharField(_("other telephone"), max_length=20, blank=True)

    objects = DeputyPrivateQuerySet.as_manager()

    class Meta:
        verbose_name = _("restricted particulars")
        verbose_name_plural = _("restricted particulars")

    def __str__(self):
        return str(self.deputy)


class Speciality(models.Model):
    """A field a deputy knows well (专长): law, schools, farming…"""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="specialities")
    name = models.CharField(_("name"), max_length=30)

    objects = CongressScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("speciality")
        verbose_name_plural = _("specialities")
        ordering = ["congress", "name"]
        constraints = [
            models.UniqueConstraint(fields=["congress", "name"], name="one_speciality_per_name")
        ]

    def __str__(self):
        return self.name


class MandateEnding(models.Model):
    """The papers behind the end of a mandate before its term (代表资格终止; 代表法 §62–63).

    The mandate itself says when and why; here is the public notice, and what the reason asks for:
    who accepted a resignation by what vote, who recalled, which flag was looked into.
    """

    mandate = models.OneToOneField(Mandate, models.PROTECT, related_name="ending")
    notice_ref = models.CharField(_("public notice no."), max_length=60)
    notice_on = models.DateField(_("day of the public notice"))
    decided_by = models.CharField(_("accepted or decided by"), max_length=80, blank=True)
    votes_for = models.PositiveIntegerField(_("votes in favour"), null=True, blank=True)
    votes_possible = models.PositiveIntegerField(_("all who could vote"), null=True, blank=True)
    petitioners = models.PositiveIntegerField(
        _("voters who asked for the recall"), null=True, blank=True
    )
    flag_ref = models.CharField(_("the two absences looked into"), max_length=120, blank=True)
    flag = models.ForeignKey(
        "performance.CredentialFlag",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="endings",
        verbose_name=_("credential flag"),
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("end of a mandate")
        verbose_name_plural = _("ends of mandates")
        constraints = [
            models.CheckConstraint(
                condition=Q(votes_for=None)
                | Q(votes_possible=None)
                | Q(votes_for__lte=F("votes_possible")),
                name="ending_votes_add_up",
            )
        ]

    def __str__(self):
        return f"{self.mandate} · {self.notice_ref}"


class TermClosing(models.Model):
    """A term asked to be closed by one person and closed by another (届次结转)."""

    term = models.OneToOneField(Term, models.PROTECT, related_name="closing")
    next_term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    ended = models.PositiveIntegerField(_("mandates ended"), default=0)

    class Meta:
        verbose_name = _("closing of a term")
        verbose_name_plural = _("closings of terms")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_by=None) | ~Q(closed_by=F("asked_by")),
                name="term_closed_by_a_second_person",
            )
        ]

    def __str__(self):
        return str(self.term)
