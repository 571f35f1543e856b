"""Measures on the table of the studio: begun, saved, brought back, handed in as a draft."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Manuscript, ManuscriptRevision
from ..permissions import can_keep_scores
from ..scheme import check_scheme
from ..scheme.yamltree import MAX_BYTES
from .schemes import save_draft


@transaction.atomic
def begin_manuscript(congress, *, by, key, title, text, begun_from="", base=None):
    """Lay a measure on the table (起草): empty, a shipped one, a version, or a file.

    The same form sent twice begins one manuscript.
    """
    if not can_keep_scores(by, congress):
        raise PermissionDenied
    need_size(text)
    values = {
        "congress": congress,
        "title": title,
        "text": text,
        "begun_from": begun_from,
        "base": base,
        "clauses": base.clauses if base else "",
        "begun_by": by,
        "begun_at": timezone.now(),
    }
    manuscript, new = Manuscript.objects.get_or_create(key=key, defaults=values)
    if new:
        _keep(manuscript, by=by, what=begun_from)
    return manuscript


@transaction.atomic
def save_manuscript(manuscript, text, *, by, revision, what=""):
    """Store the text as it stands, faults and all; the state before stays on file.

    `revision` is the one the writer saw: when somebody saved since, nothing is overwritten and a
    ValidationError says so. The same text saved again changes nothing.
    """
    if not can_keep_scores(by, manuscript.congress):
        raise PermissionDenied
    need_size(text)
    now = Manuscript.objects.select_for_update().get(pk=manuscript.pk)
    if now.text == text:
        return now
    moved = Manuscript.objects.filter(pk=manuscript.pk, revision=revision).update(
        text=text, revision=revision + 1
    )
    if moved != 1:
        raise ValidationError(
            _("Somebody saved this measure while you were writing. Your words are still below."),
            code="overtaken",
        )
    now.refresh_from_db()
    _keep(now, by=by, what=what)
    return now


def save_clauses(manuscript, clauses, *, by):
    """Store the text of the regulation beside the rules."""
    if not can_keep_scores(by, manuscript.congress):
        raise PermissionDenied
    need_size(clauses)
    Manuscript.objects.filter(pk=manuscript.pk).update(clauses=clauses)
    manuscript.refresh_from_db()
    return manuscript


def set_clauses_aside(manuscript, labels, *, by):
    """Note which clauses are no rules: aims, definitions, final provisions."""
    if not can_keep_scores(by, manuscript.congress):
        raise PermissionDenied
    Manuscript.objects.filter(pk=manuscript.pk).update(set_aside=sorted(set(labels)))
    manuscript.refresh_from_db()
    return manuscript


@transaction.atomic
def hand_in(manuscript, *, by):
    """Make the text the draft version of its measure (送审). Another person takes it from there.

    Raises ValidationError with every fault; a measure needs a worked example, and all must come
    out. Handing in the same text twice changes nothing.
    """
    if not can_keep_scores(by, manuscript.congress):
        raise PermissionDenied
    report = check_scheme(manuscript.text)
    if not report.ok:
        raise ValidationError([str(fault) for fault in report.faults], code="refused")
    if not report.examples:
        raise ValidationError(
            _("A measure needs a worked example: a few records, and the points they must give.")
        )
    version = save_draft(manuscript.congress, manuscript.text, by=by, clauses=manuscript.clauses)
    Manuscript.objects.filter(pk=manuscript.pk).update(
        handed_in_as=version, handed_in_revision=manuscript.revision, title=report.scheme.title
    )
    manuscript.refresh_from_db()
    return version


def put_away(manuscript, *, by):
    """Clear it off the table; nothing is deleted."""
    if not can_keep_scores(by, manuscript.congress):
        raise PermissionDenied
    found = Manuscript.objects.filter(pk=manuscript.pk, put_away_at=None)
    found.update(put_away_at=timezone.now())
    manuscript.refresh_from_db()
    return manuscript


def need_size(text):
    """A measure is a few pages; refuse a book before it is stored."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise ValidationError(_("The text is larger than 256 KB; a measure never is."))


def _keep(manuscript, *, by, what):
    ManuscriptRevision.objects.create(
        manuscript=manuscript,
        number=manuscript.revision,
        text=manuscript.text,
        what=what[:200],
        by=by,
        at=timezone.now(),
    )
