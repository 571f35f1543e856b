"""Who may do what with the record; one condition per line."""

from foundation.models import Role
from foundation.postings import holds

from .querysets import congresses_read_by, flags_read_by

RECORD_KEEPERS = {Role.CLERK, Role.HEAD}


def enters_for_delegation(user):
    """Does the person enter duties for the deputies of a delegation? (menu entries)"""
    return holds(user, {Role.TOWN_CLERK}, "delegation")


def keeps_records(user):
    """Does the person keep any congress's record? (menu entries)"""
    return holds(user, RECORD_KEEPERS, "congress")


def reads_records(user):
    """Does the person read any congress's whole record? (menu entries)"""
    return bool(congresses_read_by(user))


def is_deputy(user):
    """Does the person hold, or did they ever hold, a mandate? (menu entries, asked once)"""
    cached = getattr(user, "_is_deputy", None)
    if cached is None:
        cached = user.is_authenticated and user.pk and _holds_mandate(user)
        user._is_deputy = bool(cached)
    return bool(cached)


def _holds_mandate(user):
    from .models import Mandate

    return Mandate.objects.filter(deputy__user=user).exists()


def can_keep_records(user, congress):
    """Prepare activities, take attendance, import registers, submit for deputies."""
    return holds(user, RECORD_KEEPERS, "congress", congress.pk)


def can_confirm_record(user, record):
    """Confirm or return a record: a keeper, not its submitter, not the deputy it is about."""
    return (
        can_keep_records(user, record.congress)
        and user.pk != record.submitted_by_id
        and user.pk != record.mandate.deputy.user_id
    )


def can_withdraw_record(user, record):
    """Take a confirmed record back: a keeper, and not the deputy it is about."""
    return can_keep_records(user, record.congress) and user.pk != record.mandate.deputy.user_id


def can_submit_record(user, mandate):
    """Submit a duty: the deputy, a keeper, or their township's presidium on their behalf."""
    return (
        user.pk == mandate.deputy.user_id
        or can_keep_records(user, mandate.congress)
        or holds(user, {Role.TOWN_CLERK}, "delegation", mandate.delegation_id)
    )


def can_add_evidence(user, record):
    """Add a photo or document: the deputy, a keeper, their presidium, or whoever submitted it."""
    return user.pk == record.submitted_by_id or can_submit_record(user, record.mandate)


def can_drop_evidence(user, evidence):
    """Take a photo out again: who sent it while the record is open; a keeper at any time."""
    record = evidence.record
    return (
        user.pk == evidence.uploaded_by_id and record.status in {"submitted", "returned"}
    ) or can_keep_records(user, record.congress)


def can_read_camera_notes(user, record):
    """Read when and where a camera says a photo was taken: those who may confirm the record."""
    return can_confirm_record(user, record)


def can_prepare_activity(user, activity):
    """Create, edit and announce an activity: a keeper of its congress."""
    return can_keep_records(user, activity.congress)


def keeps_part_of(user, activity):
    """Keep the record of a congress that holds the activity, alone or with others."""
    return can_keep_records(user, activity.congress) or any(
        holds(user, RECORD_KEEPERS, "congress", partner.congress_id)
        for partner in activity.partners.all()
        if partner.joined
    )


def can_mark_attendance(user, activity):
    """Fill in the attendance sheet: a keeper of a congress that holds it; each marks its own."""
    return keeps_part_of(user, activity)


def can_sum_up(user, activity):
    """Write what came of an activity: a keeper of a congress that holds it."""
    return keeps_part_of(user, activity)


def can_decide_check_in(user, check_in):
    """Accept or set aside a flagged check-in: a keeper, and not the deputy it is about."""
    return (
        can_keep_records(user, check_in.sitting.activity.congress)
        and user.pk != check_in.mandate.deputy.user_id
    )


def can_close_activity(user, activity):
    """Close the sheet: a keeper whose own line is not on it (nobody confirms their own record)."""
    return (
        keeps_part_of(user, activity)
        and not activity.sittings.filter(attendances__mandate__deputy__user=user).exists()
    )


def heads_delegation(user):
    """Does the person head a delegation? (menu entries)"""
    return holds(user, {Role.DELEGATION_HEAD}, "delegation")


def sees_leave_desk(user):
    """Does the person read requests for leave: keepers, heads of delegations? (menu entries)"""
    return keeps_records(user) or heads_delegation(user)


def can_decide_leave(user, leave):
    """Approve or refuse leave: the head it goes to, or the congress's own; never one's own."""
    mandate = leave.mandate
    return user.pk != mandate.deputy.user_id and (
        holds(user, {Role.HEAD}, "congress", mandate.congress_id)
        or (
            leave.decides == "delegation_head"
            and holds(user, {Role.DELEGATION_HEAD}, "delegation", mandate.delegation_id)
        )
    )


def reads_flags(user):
    """Does the person read any congress's credential flags? (menu entries)"""
    return bool(flags_read_by(user))


def can_handle_flag(user, flag):
    """Say what becomes of a flag: a keeper of the congress, not the deputy it is about."""
    return can_keep_records(user, flag.mandate.congress) and user.pk != flag.mandate.deputy.user_id


def can_withdraw_leave(user, leave):
    """Take a request for leave back: the deputy who asked."""
    return user.pk == leave.mandate.deputy.user_id


def can_set_leave_rules(user, congress):
    """Say who decides on leave: a keeper of that congress."""
    return can_keep_records(user, congress)


def can_cancel_activity(user, activity):
    """Call an activity off before its sheet is closed: a keeper of its congress."""
    return can_keep_records(user, activity.congress)


def can_correct_attendance(user, attendance):
    """Correct a line of a closed sheet: a keeper, and not the deputy it is about."""
    return (
        can_keep_records(user, attendance.mandate.congress)
        and user.pk != attendance.mandate.deputy.user_id
    )


def can_keep_households(user, mandate):
    """Link, rename and close households: the deputy, or a keeper of the congress's record."""
    return user.pk == mandate.deputy.user_id or can_keep_records(user, mandate.congress)


def can_retract_record(user, record):
    """Take a record back before it is confirmed: whoever submitted it, or a keeper."""
    return user.pk == record.submitted_by_id or can_withdraw_record(user, record)


def can_keep_mandate(user, mandate):
    """Change a mandate's days, groups, offices, suspensions: a keeper, and not their own."""
    return can_keep_records(user, mandate.congress) and user.pk != mandate.deputy.user_id


def can_ask_to_close_term(user, term):
    """Open the next term, and ask that this one be closed: a keeper of its congress."""
    return can_keep_records(user, term.congress)


def can_close_term(user, closing):
    """Close a term: the head of its deputy-affairs committee, and not who asked for it."""
    return (
        holds(user, {Role.HEAD}, "congress", closing.term.congress_id)
        and user.pk != closing.asked_by_id
    )


def can_enter_duties(user):
    """Enter duties for several deputies: keepers, and their township's presidium. (menu entries)"""
    return keeps_records(user) or enters_for_delegation(user)
