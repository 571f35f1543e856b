"""Editions: drawn by one person, published by another, from then on only ever replaced."""

from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from foundation import chain
from performance.models import Mandate

from ..covered import EVERYBODY, need_a_measure_for, need_a_ranking_of
from ..models import Edition, EditionRow, RecordsFrom
from ..objections import rule_of
from ..permissions import can_keep_scores, can_publish_edition
from .cards import recompute_later
from .edition_rows import drawn_rows
from .fairness_sheets import freeze_fairness, need_a_note
from .imprints import note_imprint
from .measures import ENGINE_VERSION, scheme_of
from .sealing import SEAL, chain_link, edition_digest, seal_rows
from .verification import edition_faults

Status = Edition.Status


@transaction.atomic
def draw_edition(period, *, by, name, note="", cut_off=None, cohort=EVERYBODY):
    """Draw a ranking of a period (生成榜单), frozen with every line; a second person publishes it.

    Facts are taken as known at `cut_off` (now, if left out). While drawing, the volumes are held,
    so no event slips in between. `cohort` (a Covered) draws it for a part of the deputies: only
    they are scored, and ranks are among them. An edition of the same people and period that still
    waits is discarded; the published one of the same people is the one it replaces. Raises
    PermissionDenied; ValidationError when the measure is still a draft or contradicts the cohort, a
    correction gives no reason, or nobody is covered.
    """
    if not can_keep_scores(by, period.congress):
        raise PermissionDenied
    if period.scheme_version.is_draft:
        raise ValidationError(_("Publish the measure first; a draft ranks nobody."))
    alike = period.editions.filter(cohort_key=cohort.key)
    standing = alike.filter(status=Status.PUBLISHED).first()
    if standing and not note.strip():
        raise ValidationError(_("Say why a new edition replaces the published one."))
    list(Mandate.objects.select_for_update().filter(congress=period.congress_id).values("pk"))
    now = timezone.now()
    if cut_off is not None and cut_off > now:
        raise ValidationError(_("The cut-off lies in the future."))
    scheme = scheme_of(period.scheme_version)
    need_a_measure_for(cohort, scheme)
    rows = drawn_rows(period, scheme, at=cut_off, whom=cohort)
    if not rows and cohort:
        raise ValidationError(
            _("Nobody of this period is covered by: %(whom)s."), params={"whom": cohort}
        )
    if not rows:
        raise ValidationError(_("No deputy was in office in this period."))
    need_a_ranking_of(cohort, scheme, rows)
    alike.filter(status=Status.DRAWN).update(status=Status.DISCARDED)
    edition = Edition.objects.create(
        congress_id=period.congress_id,
        period=period,
        scheme_version=period.scheme_version,
        scheme_digest=scheme.digest,
        name=name.strip() or period.name,
        cohort=cohort.plain(),
        cohort_key=cohort.key,
        first_day=period.first_day,
        last_day=period.last_day,
        cut_off=cut_off or now,
        note=note.strip(),
        drawn_by=by,
        drawn_at=now,
        previous=standing,
        objection_days=rule_of(period.congress_id).filing_days,
        records_from=RecordsFrom.objects.day_of(period.congress_id),
        engine_version=ENGINE_VERSION,
        seal=SEAL,
        row_count=len(rows),
    )
    seal_rows(edition, rows)
    EditionRow.objects.bulk_create(rows, batch_size=200)
    edition.digest = edition_digest(edition, rows[-1].hash)
    edition.save(update_fields=["digest"])
    freeze_fairness(edition, rows, scheme)
    log(instance=edition, action="scoring.draw_edition", user=by)
    return edition


@transaction.atomic
def publish_edition(edition, *, by):
    """Publish a drawn edition (发布榜单): numbered, chained, and never changed again.

    Publishing it twice is harmless. The edition it corrects becomes replaced. Raises
    PermissionDenied for whoever drew it; ValidationError when it was discarded, when groups of
    deputies come out unequally and nobody has said why, or when a row no longer is what was drawn.
    """
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if not can_publish_edition(by, edition):
        raise PermissionDenied
    if edition.status == Status.PUBLISHED:
        return edition
    if edition.status != Status.DRAWN:
        raise ValidationError(_("Only a drawn edition can be published."))
    need_a_note(edition)
    for fault in edition_faults(edition):
        raise ValidationError(
            _("The edition is no longer what was drawn: %(fault)s Draw it again."),
            params={"fault": fault},
        )
    last = edition.congress.editions.published().order_by("-number").first()
    edition.number = last.number + 1 if last else 1
    edition.previous_hash = last.hash if last else chain.GENESIS
    edition.published_by, edition.published_at = by, timezone.now()
    edition.hash = chain_link(edition)
    if edition.previous_id:
        _move(edition.previous, Status.PUBLISHED, Status.REPLACED)
    signed = ["number", "previous_hash", "published_by", "published_at", "hash"]
    _move(edition, Status.DRAWN, Status.PUBLISHED, **{n: getattr(edition, n) for n in signed})
    note_imprint(edition)
    log(instance=edition, action="scoring.publish_edition", user=by)
    later = partial(recompute_later, edition.congress_id, edition.first_day)
    transaction.on_commit(later, robust=True)
    return edition


def _move(edition, was, to, **values):
    """The one place an edition's status changes once drawn; refuses when someone was faster."""
    try:
        with transaction.atomic():
            moved = Edition.objects.filter(pk=edition.pk, status=was).update(status=to, **values)
    except IntegrityError:
        moved = 0
    if moved != 1:
        raise ValidationError(_("Someone else has just published an edition. Load the page again."))
    edition.refresh_from_db()
