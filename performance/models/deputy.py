"""A deputy is a person; a mandate is that person's service in one congress for one term.

A mandate's life (ending, groups, offices, suspensions) moves in `services/`, nowhere else.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..querysets import DeputyQuerySet, MandateQuerySet
from .congress import Congress, Constituency, DeputyGroup, Term


class Deputy(models.Model):
    """A person who is or was a deputy (代表). May hold several mandates, one dossier each."""

    class Sex(models.TextChoices):
        FEMALE = "f", _("Female")
        MALE = "m", _("Male")

    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in Latin letters"), max_length=80, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex.choices, blank=True)
    ethnicity = models.CharField(_("ethnic group"), max_length=20, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    work_unit = models.CharField(_("work unit and post"), max_length=120, blank=True)
    phone = models.CharField(_("mobile phone"), max_length=20, blank=True)
    party = models.CharField(_("party"), max_length=30, blank=True)
    education = models.CharField(_("education"), max_length=30, blank=True)
    degree = models.CharField(_("degree or title"), max_length=60, blank=True)
    native_place = models.CharField(_("native place"), max_length=60, blank=True)
    joined_work = models.CharField(
        _("began to work"), max_length=10, blank=True, help_text=_("Year and month, 1995-07.")
    )
    returned_overseas = models.BooleanField(_("returned overseas Chinese"), null=True, blank=True)
    # Written by services/names.py whenever the name is; never by hand.
    pinyin = models.CharField(max_length=200, blank=True, editable=False)
    initials = models.CharField(max_length=60, blank=True, editable=False)
    stroke_key = models.CharField(max_length=250, blank=True, editable=False)
    pinyin_by_hand = models.CharField(
        _("pinyin, where the usual reading is wrong"), max_length=200, blank=True
    )
    strokes_by_hand = models.CharField(
        _("strokes of each character, where they are not known"), max_length=60, blank=True
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="deputy"
    )

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        indexes = [
            models.Index(fields=["name"], name="deputy_name"),
            models.Index(fields=["stroke_key"], name="deputy_strokes"),
            models.Index(fields=["pinyin"], name="deputy_pinyin"),
        ]

    def __str__(self):
        return self.name


class Mandate(models.Model):
    """One deputy's service in one congress for one term (本届任职; 一任一册).

    `ends_on` is the first day out of office; empty means until the term ends. Only duties on a day
    inside the mandate count, and only those days' obligations are held against it.
    """

    class EndReason(models.TextChoices):
        """The closed list of 代表法 §62, with the natural ends."""

        MOVED_AWAY = "moved_away", _("Moved away")
        RESIGNED = "resignation_accepted", _("Resignation accepted")
        ORDERED = "ordered_resignation_accepted", _("Ordered resignation accepted")
        ABSENCES = "two_unapproved_absences", _("Two unapproved absences from sessions")
        RECALLED = "recalled", _("Recalled")
        NATIONALITY = "lost_nationality", _("Lost Chinese nationality")
        RIGHTS = "lost_political_rights", _("Deprived of political rights")
        CAPACITY = "lost_capacity", _("Lost legal capacity")
        DEATH = "death", _("Death")
        INVALID = "invalid_election", _("Election found invalid")
        EXPIRED = "term_expired", _("Term expired")

    class Occupation(models.TextChoices):
        """How a congress reports its make-up (代表结构)."""

        WORKER = "worker", _("Worker")
        FARMER = "farmer", _("Farmer")
        PROFESSIONAL = "professional", _("Professional or technician")
        CADRE = "cadre", _("Party or government cadre")
        BUSINESS = "business", _("Manager of an enterprise")
        MILITARY = "military", _("Soldier or armed police")
        OTHER = "other", pgettext_lazy("occupation", "Other")

    deputy = models.ForeignKey(Deputy, models.PROTECT, related_name="mandates")
    congress = models.ForeignKey(Congress, models.PROTECT, related_name="mandates")
    term = models.ForeignKey(Term, models.PROTECT, related_name="mandates")
    constituency = models.ForeignKey(
        Constituency, models.PROTECT, null=True, blank=True, related_name="mandates"
    )
    delegation = models.ForeignKey(
        DeputyGroup, models.PROTECT, null=True, blank=True, related_name="delegates"
    )
    certificate_no = models.CharField(_("certificate no."), max_length=40)
    starts_on = models.DateField(_("first day in office"))
    ends_on = models.DateField(_("first day out of office"), null=True, blank=True)
    end_reason = models.CharField(
        _("why it ended"), max_length=30, choices=EndReason.choices, blank=True
    )
    no_fixed_income = models.BooleanField(_("no fixed income"), default=False)
    income_source = models.CharField(_("source of income"), max_length=60, blank=True)
    occupation = models.CharField(
        _("occupation class"), max_length=14, choices=Occupation.choices, blank=True
    )
    grassroots = models.BooleanField(_("from the grassroots"), null=True, blank=True)
    non_public_economy = models.BooleanField(
        _("from the non-public economy"), null=True, blank=True
    )
    elected_on = models.DateField(_("day of the election"), null=True, blank=True)
    by_election = models.BooleanField(_("by-election"), default=False)
    earlier_terms = models.PositiveSmallIntegerField(
        _("terms served before those recorded here"), default=0
    )
    specialities = models.ManyToManyField(
        "performance.Speciality", blank=True, related_name="mandates"
    )

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ["congress", "certificate_no"]
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "term", "certificate_no"], name="one_mandate_per_certificate"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="mandate_ends_later",
            ),
        ]

    def __str__(self):
        return f"{self.deputy} · {self.congress}"

    def covers(self, day):
        """Was this deputy in office on that day (suspension apart)?"""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


class Membership(models.Model):
    """A mandate's place in a group or committee, with its dates (编组)."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="memberships")
    group = models.ForeignKey(DeputyGroup, models.PROTECT, related_name="memberships")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("first day out"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "group", "starts_on"], name="one_membership_per_start"
            )
        ]

    def __str__(self):
        return f"{self.mandate} · {self.group}"


class RoleSpan(models.Model):
    """An office a deputy holds for a while: standing committee member, chair… (职务)."""

    class Role(models.TextChoices):
        STANDING_MEMBER = "standing_member", _("Standing committee member")
        SPECIAL_MEMBER = "special_member", _("Special committee member")
        CHAIR = "chair", _("Chair or vice-chair of the standing committee")
        GROUP_LEADER = "group_leader", _("Leader of a deputy group")

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="role_spans")
    role = models.CharField(_("office"), max_length=20, choices=Role.choices)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("first day out"), null=True, blank=True)

    class Meta:
        verbose_name = _("office held")
        verbose_name_plural = _("offices held")
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "role", "starts_on"], name="one_role_per_start"
            )
        ]

    def __str__(self):
        return f"{self.mandate} · {self.get_role_display()}"


class Suspension(models.Model):
    """Days on which a deputy's duties are suspended (暂停执行代表职务; 代表法 §61).

    They count neither for nor against.
    """

    class Cause(models.TextChoices):
        """The two causes of §61."""

        DETAINED = "detained", _("Detained in a criminal case under investigation or trial")
        SERVING = "serving", _("Serving a sentence that leaves political rights")

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="suspensions")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("first day back"), null=True, blank=True)
    cause = models.CharField(_("cause in law"), max_length=10, choices=Cause.choices, blank=True)
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "starts_on"], name="one_suspension_per_start"
            )
        ]

    def __str__(self):
        return f"{self.mandate} · {self.starts_on:%Y-%m-%d}"
