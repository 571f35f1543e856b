"""Who keeps in touch with whom (双联系、五联系), and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..contact_querysets import ContactLogQuerySet, FiveTargetQuerySet, LinkQuerySet
from .congress import Congress
from .deputy import Mandate
from .record import DutyRecord


class ContactQuota(models.Model):
    """How many deputies each standing committee member keeps in touch with (联系代表人数)."""

    congress = models.OneToOneField(Congress, models.CASCADE, related_name="contact_quota")
    per_member = models.PositiveSmallIntegerField(_("deputies for each member"), default=5)

    class Meta:
        verbose_name = _("quota of contacts")
        verbose_name_plural = _("quotas of contacts")

    def __str__(self):
        return f"{self.congress} · {self.per_member}"


class ContactLink(models.Model):
    """A standing committee member keeps in touch with a deputy, from a day until a day (双联系).

    `ends_on` is the first day it no longer holds. Nothing is deleted: past bulletins count by it.
    """

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="contact_links")
    member = models.ForeignKey(Mandate, models.PROTECT, related_name="links_kept")
    deputy = models.ForeignKey(Mandate, models.PROTECT, related_name="linked_by")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("first day out"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact link")
        verbose_name_plural = _("contact links")
        ordering = ["member", "starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "deputy", "starts_on"], name="one_link_per_start"
            ),
            models.UniqueConstraint(
                fields=["member", "deputy"], condition=Q(ends_on=None), name="one_open_link"
            ),
            models.CheckConstraint(
                condition=~Q(member=F("deputy")), name="nobody_links_themselves"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="link_ends_later"
            ),
        ]

    def __str__(self):
        return f"{self.member.deputy} → {self.deputy.deputy}"


class ContactLog(models.Model):
    """One contact of a member with deputies linked to them (联系代表记录).

    It is a duty of the member: `record` carries it into the ledger and through confirmation. What
    is said here of topic and outcome stays as it was submitted; only the follow-up moves on.
    """

    class Mode(models.TextChoices):
        VISIT = "visit", _("Visit")
        PHONE = "phone", _("Telephone")
        ONLINE = "online", _("Online")
        LETTER = "letter", _("Letter")
        MEETING = "meeting", _("Meeting")

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="contact_logs")
    member = models.ForeignKey(Mandate, models.PROTECT, related_name="contacts_made")
    deputies = models.ManyToManyField(Mandate, related_name="contacts_had")
    record = models.OneToOneField(DutyRecord, models.PROTECT, related_name="contact_log")
    key = models.CharField(max_length=32, unique=True)
    on = models.DateField(_("day"))
    mode = models.CharField(_("manner"), max_length=10, choices=Mode.choices)
    topic = models.CharField(_("what it was about"), max_length=160)
    outcome = models.CharField(_("what came of it"), max_length=300, blank=True)
    opinions = models.PositiveSmallIntegerField(_("opinions gathered"), default=0)
    follow_up = models.CharField(_("to be followed up"), max_length=200, blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    done_on = models.DateField(_("followed up on"), null=True, blank=True)
    done_note = models.CharField(_("how it was followed up"), max_length=300, blank=True)

    objects = ContactLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact with deputies")
        verbose_name_plural = _("contacts with deputies")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(follow_up="") | Q(due_on=None, done_on=None),
                name="only_a_follow_up_is_due",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(done_on__gte=F("on")), name="followed_up_later"
            ),
        ]
        indexes = [models.Index(fields=["congress", "on"], name="contact_congress_on")]

    def __str__(self):
        return f"{self.on:%Y-%m-%d} {self.topic}"


class FiveTarget(models.Model):
    """One of the five a deputy keeps in touch with (五联系), as a label: never who it is."""

    class Kind(models.TextChoices):
        VILLAGE = "village", _("Weak village")
        HOUSEHOLD = "household", _("Household in need")
        FIRM = "firm", _("Firm")
        PLACE = "place", _("Key place")
        PETITION = "petition", _("Petition case")

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="five_targets")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    label = models.CharField(_("label"), max_length=60)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("first day out"), null=True, blank=True)

    objects = FiveTargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("one of the five contacts")
        verbose_name_plural = _("the five contacts")
        ordering = ["mandate", "kind", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "kind", "label"],
                condition=Q(ends_on=None),
                name="one_open_target_per_label",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="target_ends_later"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.label}"


class FiveVisit(models.Model):
    """A duty record that was a visit to one of the five."""

    target = models.ForeignKey(FiveTarget, models.PROTECT, related_name="visits")
    record = models.OneToOneField(DutyRecord, models.PROTECT, related_name="five_visit")

    class Meta:
        verbose_name = _("visit to one of the five")
        verbose_name_plural = _("visits to the five")

    def __str__(self):
        return f"{self.target} · {self.record}"
