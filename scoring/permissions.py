"""Who may do what with points; one condition per line. Publishing always takes a second person."""

from django.db.models import F

from foundation.postings import holds

from .models import ManuscriptRevision
from .querysets import READING_ROLES, WORKING_ROLES, WRITING_ROLES

SCORE_KEEPERS = WRITING_ROLES


def reads_rankings(user):
    """Does the person read any congress's rankings? (menu entries)"""
    return holds(user, READING_ROLES, "congress")


def works_on_scores(user):
    """Does the person see any congress's unpublished figures? (menu entries)"""
    return holds(user, WORKING_ROLES, "congress")


def keeps_scores(user):
    """Does the person draft measures or draw editions anywhere? (menu entries, empty pages)"""
    return holds(user, SCORE_KEEPERS, "congress")


def can_keep_scores(user, congress):
    """Draft measures, set periods, draw editions, recompute."""
    return holds(user, SCORE_KEEPERS, "congress", congress.pk)


def can_see_live(user, congress):
    """Open the live ranking and anybody's live card."""
    return holds(user, WORKING_ROLES, "congress", congress.pk)


def can_confirm_past(user, entry):
    """Confirm what was taken over from paper: a keeper who did not enter it, not its deputy."""
    mandate = getattr(entry, "mandate", None)
    return (
        can_keep_scores(user, entry.congress)
        and user.pk != entry.entered_by_id
        and (mandate is None or user.pk != mandate.deputy.user_id)
    )


def is_about(user, entry):
    """Is the person the deputy whom an earlier result or a decision is about?"""
    row = getattr(entry, "row", None)
    mandate = row.mandate if row else getattr(entry, "mandate", None)
    return mandate is not None and user.pk == mandate.deputy.user_id


def can_decide_appeal(user, appeal):
    """Decide an objection: a keeper, neither its deputy nor whoever confirmed the record."""
    record = appeal.record
    return (
        can_keep_scores(user, appeal.congress)
        and user.pk != appeal.mandate.deputy.user_id
        and user.pk != appeal.filed_by_id
        and (record is None or user.pk != record.confirmed_by_id)
    )


def can_enter_decision(user, edition):
    """Enter what was decided over a result or a proposed step."""
    return can_keep_scores(user, edition.congress)


def can_confirm_decision(user, decision):
    """Confirm a decision that moves a result: a keeper who did not enter it, not its deputy."""
    deputy = decision.row.mandate.deputy.user_id if decision.row_id else None
    return (
        can_keep_scores(user, decision.edition.congress)
        and user.pk != decision.entered_by_id
        and user.pk != deputy
    )


def can_publish_scheme(user, version):
    """Put a draft measure into force: a keeper who neither handed it in nor wrote in it."""
    return (
        can_keep_scores(user, version.scheme.congress)
        and user.pk != version.drafted_by_id
        and not wrote_in(user, version)
    )


def wrote_in(user, version):
    """Did the person save a state of the manuscript this version was handed in from?"""
    return ManuscriptRevision.objects.filter(
        manuscript__handed_in_as=version,
        number__lte=F("manuscript__handed_in_revision"),
        by=user.pk,
    ).exists()


def can_publish_edition(user, edition):
    """Publish a drawn edition: a keeper who did not draw it."""
    return can_keep_scores(user, edition.congress) and user.pk != edition.drawn_by_id
