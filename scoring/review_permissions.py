"""Who may do what in a reappointment review; one condition per line. Nobody acts on themselves."""

from foundation.models import Role
from foundation.postings import holds

from .review_reads import PREPARING

KEEPERS = {Role.CLERK, Role.HEAD}


def reads_reviews(user):
    """Does the person read any review? (menu entries)"""
    return holds(user, PREPARING | {Role.COMMITTEE}, "congress") or holds(
        user, {Role.DELEGATION_HEAD}, "delegation"
    )


def keeps_reviews(user):
    """Does the person prepare reviews anywhere? (menu entries)"""
    return holds(user, KEEPERS, "congress")


def can_keep_review(user, congress):
    """Start a review, settle its figures, open it for opinions."""
    return holds(user, KEEPERS, "congress", congress.pk)


def is_about(user, case):
    """Is the case the person's own?"""
    return case.mandate.deputy.user_id is not None and user.pk == case.mandate.deputy.user_id


def can_open_case(user, case):
    """Read the page: whoever sees the case, but never one's own."""
    return not is_about(user, case)


def sees_opinions(user, congress):
    """Read points and opinions: keepers, committee and auditor; not heads of delegations."""
    return holds(user, PREPARING | {Role.COMMITTEE}, "congress", congress.pk)


def compiles_opinions(user, congress):
    """Read everybody's opinion before giving one: those who compile or audit, and give none."""
    return holds(user, PREPARING, "congress", congress.pk)


def can_note(user, case):
    """Write a context note: a keeper, or the head of the deputy's delegation; never on oneself."""
    return not is_about(user, case) and (
        can_keep_review(user, case.review.congress)
        or holds(user, {Role.DELEGATION_HEAD}, "delegation", case.mandate.delegation_id)
    )


def can_give_opinion(user, case):
    """Give one's own opinion: a committee member, never on oneself."""
    return holds(user, {Role.COMMITTEE}, "congress", case.review.congress_id) and not is_about(
        user, case
    )


def can_conclude(user, case):
    """Write down what the committee said, or what was decided: a keeper, never on oneself."""
    return can_keep_review(user, case.review.congress) and not is_about(user, case)


def can_confirm_conclusion(user, case, conclusion):
    """Confirm it as the second person: a keeper who did not write it."""
    return can_conclude(user, case) and user.pk != conclusion.written_by_id


def can_read_accesses(user, congress):
    """Read who looked at what: the audit administrator, and the head."""
    return holds(user, {Role.AUDITOR, Role.HEAD}, "congress", congress.pk)
