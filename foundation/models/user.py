"""People who sign in, and what each is posted to do."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..querysets import PostingQuerySet


class User(AbstractUser):
    """A person with a sign-in (用户). Signs in by user name or by mobile phone."""

    name = models.CharField(_("name"), max_length=60)
    phone = models.CharField(_("mobile phone"), max_length=20, blank=True)
    first_name = None
    last_name = None
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta(AbstractUser.Meta):
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                fields=["phone"], condition=~Q(phone=""), name="one_user_per_phone"
            )
        ]

    def __str__(self):
        return self.name or self.username

    def get_full_name(self):
        return self.name or self.username

    def get_short_name(self):
        return self.name or self.username


class Role(models.TextChoices):
    """What a person may be posted as. The table in `docs/roles.md` says what each sees and does."""

    CLERK = "clerk", _("Clerk of the deputy-affairs committee")
    HEAD = "head", _("Head of the deputy-affairs committee")
    COMMITTEE = "committee", _("Committee reader")
    TOWN_CLERK = "town_clerk", _("Township presidium clerk")
    DELEGATION_HEAD = "delegation_head", _("Head of a delegation")
    STATION_OFFICER = "station_officer", _("Station officer")
    UNIT_HANDLER = "unit_handler", _("Handling unit")
    EDITOR = "editor", _("Site editor")
    MODERATOR = "moderator", _("Site moderator")
    SYSTEM_ADMIN = "system_admin", _("System administrator")
    SECURITY_ADMIN = "security_admin", _("Security administrator")
    AUDITOR = "auditor", _("Audit administrator")


class Posting(models.Model):
    """One person's role at one place (任职岗位): user × role × congress, station or unit.

    `scope` names the kind of place in the room that owns it ("congress", "station", "unit") and
    `scope_id` its key there; foundation itself knows none of them.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="postings")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    scope = models.CharField(_("kind of place"), max_length=20)
    scope_id = models.BigIntegerField(_("place"))
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "scope", "scope_id"], name="one_posting_per_place_and_role"
            )
        ]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()}"
