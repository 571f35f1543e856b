"""A congress as a place people are posted to, and the deputies who belong to it."""

from foundation.models import Role

CONGRESS_ROLES = {
    Role.CLERK,
    Role.HEAD,
    Role.COMMITTEE,
    Role.EDITOR,
    Role.MODERATOR,
    Role.SYSTEM_ADMIN,
    Role.SECURITY_ADMIN,
    Role.AUDITOR,
}


# A township's presidium enters for, and a delegation's head decides for, that delegation.
DELEGATION_ROLES = {Role.TOWN_CLERK, Role.DELEGATION_HEAD}


def congresses_at(scope, scope_id):
    """The congress itself: {key: name}."""
    from .models import Congress

    if scope != "congress":
        return {}
    return dict(Congress.objects.filter(pk=scope_id).values_list("pk", "short_name"))


def delegations_under(scope, scope_id):
    """The delegations of a congress: {key: name}."""
    from .models import DeputyGroup

    if scope not in {"congress", "delegation"}:
        return {}
    found = DeputyGroup.objects.filter(kind=DeputyGroup.Kind.DELEGATION)
    found = found.filter(congress=scope_id) if scope == "congress" else found.filter(pk=scope_id)
    return dict(found.values_list("pk", "name"))


def deputies_of(scope, scope_id):
    """Keys of the users who are or were deputies of that congress; of any, for (None, None)."""
    from .models import Mandate

    mandates = Mandate.objects.filter(deputy__user__isnull=False)
    if scope is not None:
        mandates = mandates.filter(congress=scope_id) if scope == "congress" else mandates.none()
    return mandates.values("deputy__user")
