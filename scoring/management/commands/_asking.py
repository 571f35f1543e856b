"""What the commands are asked for by name, found or refused in one clear line."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import CommandError

from foundation.models import User
from performance.models import Congress
from scoring.models import Edition


def congress_of(code):
    """The congress of that code."""
    found = Congress.objects.filter(code=code).first()
    if found is None:
        codes = ", ".join(Congress.objects.values_list("code", flat=True)) or "none"
        raise CommandError(f"no congress has the code {code}; there are: {codes}")
    return found


def period_of(congress, name):
    """The scoring period of that name."""
    periods = congress.scoring_periods.select_related("scheme_version__scheme", "congress")
    found = periods.filter(name=name).first()
    if found is None:
        names = ", ".join(periods.values_list("name", flat=True)) or "none"
        raise CommandError(f"{congress.code} has no scoring period {name}; there are: {names}")
    return found


def delegation_of(congress, name):
    """The delegation of that name; None for none asked."""
    if not name:
        return None
    groups = congress.groups.filter(delegates__isnull=False).distinct()
    found = groups.filter(name=name).first()
    if found is None:
        names = ", ".join(groups.values_list("name", flat=True)) or "none"
        raise CommandError(f"{congress.code} has no delegation {name}; there are: {names}")
    return found


def person_of(username):
    """The person with that sign-in, or that mobile phone."""
    found = (
        User.objects.filter(username=username).first()
        or User.objects.exclude(phone="").filter(phone=username).first()
    )
    if found is None:
        raise CommandError(f"nobody signs in as {username}")
    return found


def edition_of(pk):
    """The edition of that key."""
    editions = Edition.objects.select_related("congress", "period", "scheme_version__scheme")
    found = editions.filter(pk=pk).first()
    if found is None:
        raise CommandError(f"there is no edition {pk}")
    return found


def one_line(error):
    """A refusal of a service as one line for standard error."""
    if isinstance(error, PermissionDenied):
        return str(error) or "this person may not do that here"
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(error)
