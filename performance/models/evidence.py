"""What proves a record (佐证材料): photos and documents, camera's notes, pictures that look alike.

Files lie in private storage and are handed out by a view that asks first. Of every file the hash of
what was sent stays for good, also after the original is thrown away.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..evidence_reads import EvidenceQuerySet, PhotoPairQuerySet
from .congress import Congress
from .record import DutyRecord

USER = settings.AUTH_USER_MODEL


class Evidence(models.Model):
    """One photo or document of one record. Added while it waits, or later and then marked so."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Photo")
        DOCUMENT = "document", _("Document")

    record = models.ForeignKey(DutyRecord, models.PROTECT, related_name="evidence")
    congress = models.ForeignKey(Congress, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    position = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("file name"), max_length=80)
    sha256 = models.CharField(_("hash of what was sent"), max_length=64)
    shown_sha256 = models.CharField(_("hash of what is shown"), max_length=64)
    file = models.CharField(_("what is shown"), max_length=120, blank=True)
    thumbnail = models.CharField(_("small picture"), max_length=120, blank=True)
    original = models.CharField(_("what was sent"), max_length=120, blank=True)
    original_dropped_at = models.DateTimeField(_("original thrown away at"), null=True, blank=True)
    width = models.PositiveIntegerField(_("width"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True)
    look = models.BigIntegerField(_("look"), null=True, blank=True)
    mirrored_look = models.BigIntegerField(_("look in a mirror"), null=True, blank=True)
    # The four quarters of the look: by them near ones are found without reading every photo.
    look_a = models.IntegerField(null=True, blank=True)
    look_b = models.IntegerField(null=True, blank=True)
    look_c = models.IntegerField(null=True, blank=True)
    look_d = models.IntegerField(null=True, blank=True)
    uploaded_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))
    added_later = models.BooleanField(_("added after confirmation"), default=False)
    dropped_at = models.DateTimeField(_("taken out at"), null=True, blank=True)
    dropped_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    dropped_reason = models.CharField(_("why taken out"), max_length=300, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        ordering = ["record", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "sha256"], name="one_piece_of_evidence_per_file"
            ),
            models.UniqueConstraint(
                fields=["record", "position"], name="one_piece_of_evidence_per_number"
            ),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="evidence_sha256"),
            models.Index(fields=["congress", "look_a"], name="evidence_look_a"),
            models.Index(fields=["congress", "look_b"], name="evidence_look_b"),
            models.Index(fields=["congress", "look_c"], name="evidence_look_c"),
            models.Index(fields=["congress", "look_d"], name="evidence_look_d"),
            models.Index(fields=["uploaded_by", "at"], name="evidence_uploaded_by_at"),
        ]

    def __str__(self):
        return self.name

    @property
    def is_photo(self):
        return self.kind == self.Kind.PHOTO


class EvidenceNotes(models.Model):
    """What the camera noted in a photo; shown only to those who may confirm the record."""

    evidence = models.OneToOneField(Evidence, models.CASCADE, related_name="notes")
    taken = models.CharField(_("by the camera's clock"), max_length=32, blank=True)
    make = models.CharField(_("make"), max_length=40, blank=True)
    model = models.CharField(_("model"), max_length=40, blank=True)
    # Of a degree, three decimals: about 100 metres.
    latitude = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    longitude = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)

    class Meta:
        verbose_name = _("camera's notes")
        verbose_name_plural = _("camera's notes")

    def __str__(self):
        return f"{self.evidence_id}"


class PhotoPair(models.Model):
    """Two photos of different records that look alike (疑似重复照片). A person says what it is.

    `later` is the one sent last; `distance` how many of 64 bits differ, 0 with `same_file` when it
    is the same file. Nothing follows from a pair by itself.
    """

    class Verdict(models.TextChoices):
        OPEN = "", _("Not looked at yet")
        EXPLAINED = "explained", _("Same photo, explained")
        DIFFERENT = "different", _("Not the same")
        RAISED = "raised", _("Raised with the deputy")

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="+")
    earlier = models.ForeignKey(Evidence, models.PROTECT, related_name="pairs_after")
    later = models.ForeignKey(Evidence, models.PROTECT, related_name="pairs_before")
    distance = models.PositiveSmallIntegerField(_("bits that differ"))
    mirrored = models.BooleanField(_("mirrored"), default=False)
    same_file = models.BooleanField(_("same file"), default=False)
    found_at = models.DateTimeField(_("found at"))
    verdict = models.CharField(
        _("what it is"), max_length=10, choices=Verdict.choices, default="", blank=True
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    judged_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    judged_at = models.DateTimeField(_("judged at"), null=True, blank=True)
    answer = models.CharField(_("the deputy's answer"), max_length=500, blank=True)
    answered_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = PhotoPairQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair of like photos")
        verbose_name_plural = _("pairs of like photos")
        ordering = ["-found_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="one_pair_per_two_photos"),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="pair_of_two_photos"),
        ]
        indexes = [
            models.Index(fields=["congress", "verdict", "found_at"], name="pair_congress_verdict")
        ]

    def __str__(self):
        return f"{self.earlier_id} ~ {self.later_id}"
