"""What the paper of a published edition says beside its rows, kept as it was that day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .edition import Edition


class EditionImprint(models.Model):
    """The imprint of a published edition (榜单刊头): names as they were, and its code.

    The rows of an edition are frozen, but the congress, the period and the people who drew and
    published it have names that change. `words` holds those names, so that the edition printed
    again years later is the same paper. Never changed once made.
    """

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="imprint")
    code = models.CharField(_("code for verification"), max_length=12, unique=True)
    words = models.JSONField(_("names as they were"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("imprint of an edition")
        verbose_name_plural = _("imprints of editions")

    def __str__(self):
        return self.code
