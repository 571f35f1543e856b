"""Who may judge like photos and answer for them, and check samples; one condition per line."""

from foundation.models import Role
from foundation.postings import holds

from .permissions import can_keep_records

AUDIT_CHECKERS = {Role.AUDITOR, Role.CLERK, Role.HEAD}


def can_judge_pair(user, pair):
    """Say what two like photos are: a keeper who neither sent, submitted nor is either of them."""
    return can_keep_records(user, pair.congress) and not any(
        user.pk
        in {
            evidence.uploaded_by_id,
            evidence.record.submitted_by_id,
            evidence.record.mandate.deputy.user_id,
        }
        for evidence in (pair.earlier, pair.later)
    )


def can_answer_pair(user, pair):
    """Answer a pair raised with the deputy: the deputy of either record."""
    return user.pk in {
        pair.earlier.record.mandate.deputy.user_id,
        pair.later.record.mandate.deputy.user_id,
    }


def can_announce_audit(user, congress):
    """Announce a random check and draw it: the auditor or the head, who confirm least."""
    return holds(user, {Role.AUDITOR, Role.HEAD}, "congress", congress.pk)


def checks_audits(user, congress):
    """Could be given records of a sample: auditors and keepers of the congress."""
    return holds(user, AUDIT_CHECKERS, "congress", congress.pk)


def can_check_item(user, item):
    """Check a drawn record: an auditor or keeper with no hand in it."""
    return checks_audits(user, item.round.congress) and user.pk not in involved(item.record)


def involved(record):
    """The keys of those with a hand in a record: submitter, confirmer, the deputy."""
    return {record.submitted_by_id, record.confirmed_by_id, record.mandate.deputy.user_id}
