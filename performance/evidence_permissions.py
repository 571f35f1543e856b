"""Who may judge photos that look alike, and answer for them; one condition per line."""

from .permissions import can_keep_records


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
