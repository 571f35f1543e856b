"""What was imported: each uploaded sheet, how it was judged, and what became of it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..querysets import ImportJobQuerySet


class ImportJob(models.Model):
    """One uploaded sheet on its way into the record (导入批次).

    `scope` and `scope_id` name the place it goes to, as a posting does. The file, the judged
    preview and what a take-back needs lie in the private storage.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Uploaded")
        JUDGED = "judged", _("Checked, not imported yet")
        APPLIED = "applied", _("Imported")
        TAKEN_BACK = "taken_back", _("Taken back")

    kind = models.CharField(_("kind of sheet"), max_length=30)
    scope = models.CharField(_("kind of place"), max_length=20)
    scope_id = models.BigIntegerField(_("place"))
    file_name = models.CharField(_("file name"), max_length=200)
    file = models.CharField(_("stored file"), max_length=200)
    sha256 = models.CharField(_("digest of the file"), max_length=64)
    sheet = models.CharField(_("sheet"), max_length=200, blank=True)
    mapping = models.JSONField(_("columns"), default=dict)
    options = models.JSONField(_("choices made"), default=dict)
    answers = models.JSONField(_("contradictions decided"), default=dict)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.UPLOADED
    )
    preview_id = models.UUIDField(_("number of the preview"), default=uuid.uuid4, unique=True)
    preview = models.CharField(_("stored preview"), max_length=200, blank=True)
    fingerprint = models.CharField(_("digest of what it was judged by"), max_length=64, blank=True)
    counts = models.JSONField(_("rows"), default=dict)
    undo = models.CharField(_("stored undo"), max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="import_jobs"
    )
    created_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    objects = ImportJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["scope", "scope_id", "kind"], name="import_place")]

    def __str__(self):
        return self.file_name

    @property
    def errors(self):
        """How many rows keep the sheet from being imported."""
        return self.counts.get("error", 0)

    @property
    def writes(self):
        """How many rows would write something."""
        return self.counts.get("new", 0) + self.counts.get("changed", 0)


class ImportEvent(models.Model):
    """One step in an import's history: who did what, when and why. Only ever added."""

    class Verb(models.TextChoices):
        UPLOADED = "uploaded", _("Uploaded")
        JUDGED = "judged", _("Checked")
        APPLIED = "applied", _("Imported")
        REFUSED = "refused", _("Refused: the record had changed meanwhile")
        TAKEN_BACK = "taken_back", _("Taken back")

    job = models.ForeignKey(ImportJob, models.CASCADE, related_name="events")
    verb = models.CharField(_("step"), max_length=10, choices=Verb.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("step of an import")
        verbose_name_plural = _("steps of imports")
        ordering = ["pk"]

    def __str__(self):
        return self.get_verb_display()


class ColumnMapping(models.Model):
    """Which column is which, as somebody settled it for sheets with these headings (列对应)."""

    kind = models.CharField(_("kind of sheet"), max_length=30)
    scope = models.CharField(_("kind of place"), max_length=20)
    scope_id = models.BigIntegerField(_("place"))
    signature = models.CharField(_("digest of the headings"), max_length=40)
    mapping = models.JSONField(_("columns"))
    options = models.JSONField(_("choices made"), default=dict)

    class Meta:
        verbose_name = _("remembered columns")
        verbose_name_plural = _("remembered columns")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "scope", "scope_id", "signature"], name="one_mapping_per_headings"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.signature[:8]}"
