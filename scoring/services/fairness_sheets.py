"""The fairness sheet of an edition: drawn with it, noted by a person, sealed when published."""

import polars as pl
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from foundation import chain

from ..engine import Period
from ..facts import Known, load_facts
from ..models import Edition, FairnessSheet
from ..permissions import can_keep_scores
from .edition_rows import kept_cohort
from .fairness import fairness_of
from .sealing import fairness_digest

ROW = ["mandate_id", "rank_group", "total", "tier", "standing", "parts"]


def edition_fairness(edition, rows, scheme):
    """The Fairness of an edition's rows, from the ledger up to the event each row took in."""
    cohort = kept_cohort(rows)
    span = Period(edition.period.name, edition.first_day, edition.last_day)
    tails = pl.DataFrame(
        [(row.mandate_id, row.tail_seq) for row in rows],
        schema={"mandate": pl.Int64, "tail_seq": pl.Int64},
        orient="row",
    )
    facts = load_facts(edition.congress_id, scheme, span, known=Known(tails=tails))
    facts = facts.filter(pl.col("subject").is_in(cohort.subjects["subject"].implode()))
    told = [{name: getattr(row, name) for name in ROW} for row in rows]
    return fairness_of(scheme, told, facts, cohort, span)


def freeze_fairness(edition, rows, scheme):
    """Keep the figures with a drawn edition."""
    content = edition_fairness(edition, rows, scheme).plain()
    sheet = FairnessSheet(edition=edition, content=content, salt=chain.new_salt())
    sheet.digest = fairness_digest(sheet)
    sheet.save()
    return sheet


@transaction.atomic
def note_disparity(edition, note, *, by):
    """Say why groups of deputies come out unequally (差异说明), before the edition is published.

    Saying it again replaces the word while the edition waits. Raises PermissionDenied;
    ValidationError when it is published or discarded, or nothing is said.
    """
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if not can_keep_scores(by, edition.congress):
        raise PermissionDenied
    if edition.status != Edition.Status.DRAWN:
        raise ValidationError(_("The note stands with the edition; only a drawn one takes a note."))
    note = note.strip()
    if not note:
        raise ValidationError(_("Say what the committee makes of the difference."))
    sheet = edition.fairness_sheet
    if sheet.note == note:
        return sheet
    sheet.note, sheet.noted_by, sheet.noted_at = note, by, timezone.now()
    sheet.save(update_fields=["note", "noted_by", "noted_at"])
    log(instance=edition, action="scoring.note_disparity", user=by, data={"note": note})
    return sheet


def need_a_note(edition):
    """ValidationError while groups differ by more than the line and nobody has said why."""
    sheet = FairnessSheet.objects.filter(edition=edition).first()
    if sheet and sheet.waits_for_a_note:
        raise ValidationError(
            _(
                "Groups of deputies come out unequally (a ratio below 0.8). Write a note on the"
                " fairness page of the edition first; then it can be published."
            )
        )
