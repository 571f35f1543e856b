"""A draft shown to people before it takes force (公示): days, comments, answers, taking it back."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import SchemeComment, SchemeVersion
from ..permissions import can_keep_scores
from ..scheme import check_scheme

Status = SchemeVersion.Status
# How a version moves before it is in force; putting it into force is in `schemes.py`.
MOVES = {Status.DRAFT: Status.PUBLICITY, Status.PUBLICITY: Status.DRAFT}


def _move(version, to, *, by, **values):
    """Change the status of a version along the table; nobody else has done so meanwhile."""
    moved = SchemeVersion.objects.filter(
        pk=version.pk, status=version.status, text_digest=version.text_digest
    ).update(status=to, **values)
    if MOVES.get(version.status) != to or moved != 1:
        raise ValidationError(_("The draft has just been changed. Load the page again."))
    action = "scoring.open_to_comments" if to == Status.PUBLICITY else "scoring.take_back"
    version.refresh_from_db()
    log(instance=version, action=action, user=by)
    return version


@transaction.atomic
def open_to_comments(version, *, by, first_day, last_day):
    """Show a draft to readers and deputies for some days (公示). Its text rests until then.

    Doing it twice with the same days changes nothing. Raises PermissionDenied; ValidationError for
    days in the wrong order or a draft whose examples do not come out.
    """
    version = SchemeVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if not can_keep_scores(by, version.scheme.congress):
        raise PermissionDenied
    days = {"publicity_from": first_day, "publicity_until": last_day}
    if version.is_open_to_comments and all(getattr(version, k) == v for k, v in days.items()):
        return version
    if version.status != Status.DRAFT:
        raise ValidationError(_("Only a draft can be opened to comments."))
    if last_day < first_day:
        raise ValidationError({"last_day": _("The last day lies before the first.")})
    report = check_scheme(version.text)
    if not report.ok:
        raise ValidationError([str(fault) for fault in report.faults], code="refused")
    return _move(version, Status.PUBLICITY, by=by, **days)


@transaction.atomic
def take_back(version, *, by):
    """End the publicity and make it a draft again, to change it. The comments stay."""
    version = SchemeVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if not can_keep_scores(by, version.scheme.congress):
        raise PermissionDenied
    if version.status == Status.DRAFT:
        return version
    if not version.is_open_to_comments:
        raise ValidationError(_("What is in force cannot be taken back."))
    return _move(version, Status.DRAFT, by=by, publicity_from=None, publicity_until=None)


@transaction.atomic
def record_comment(version, *, by, key, sender, received_on, words):
    """Write down a comment that came in. The same form sent twice writes it once."""
    if not can_keep_scores(by, version.scheme.congress):
        raise PermissionDenied
    if not version.is_open_to_comments:
        raise ValidationError(_("Comments are written down while the draft is open to them."))
    if received_on < version.publicity_from or received_on > timezone.localdate():
        raise ValidationError(
            {"received_on": _("Write a day between the first day of the publicity and today.")}
        )
    comment, _new = SchemeComment.objects.get_or_create(
        key=key,
        defaults={
            "version": version,
            "sender": sender,
            "received_on": received_on,
            "words": words,
            "recorded_by": by,
            "recorded_at": timezone.now(),
        },
    )
    return comment


def answer_comment(comment, *, by, answer):
    """Say what was done about a comment; once said it stands."""
    if not can_keep_scores(by, comment.version.scheme.congress):
        raise PermissionDenied
    if not answer.strip():
        raise ValidationError({"answer": _("Write the answer.")})
    values = {"answer": answer.strip(), "answered_by": by, "answered_at": timezone.now()}
    if not SchemeComment.objects.filter(pk=comment.pk, answer="").update(**values):
        comment.refresh_from_db()
        if comment.answer != values["answer"]:
            raise ValidationError(_("This comment is answered already."))
    comment.refresh_from_db()
    return comment


def need_publicity_over(version, in_force_from):
    """Refuse to put into force what people may still comment on, or what nobody answered."""
    if version.publicity_until >= timezone.localdate():
        raise ValidationError(
            _("The measure is open to comments until %(day)s. Put it into force after that day."),
            params={"day": version.publicity_until},
        )
    if in_force_from <= version.publicity_until:
        raise ValidationError(
            _("Write a day after the publicity, which ended on %(day)s."),
            params={"day": version.publicity_until},
        )
    if version.comments.filter(answer="").exists():
        raise ValidationError(_("A comment has no answer yet. Answer every comment first."))
