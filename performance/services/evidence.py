"""Keep what proves a record, and take it out again (佐证材料).

`keep_evidence` is called by every form that takes a photo; the file is judged before anything is
written, and the same file sent twice for one record is kept once.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation import private_files
from foundation.documents import Document, read_document
from foundation.picture_look import quarters
from foundation.pictures import Picture, read_picture

from ..models import DutyRecord, Evidence, EvidenceNotes, RecordEvent
from ..permissions import can_add_evidence, can_drop_evidence
from .events import append_events
from .likeness import find_like_photos

Status = DutyRecord.Status
Verb = RecordEvent.Verb
FOLDER = "evidence"
MOST_PER_RECORD = 12
MOST_PER_DAY = 300  # of one person


@dataclass(frozen=True)
class Prepared:
    """An uploaded file found fit to be evidence; nothing is written yet."""

    file: Picture | Document
    kind: str

    @property
    def sha256(self):
        return self.file.sha256


def prepare_evidence(upload):
    """Judge an uploaded photo or PDF. Raises ValidationError naming the file and what to do.

    Forms call it while they are being cleaned, so that a bad photo stops the form and not half of
    what it says is stored.
    """
    if isinstance(upload, Prepared):
        return upload
    document = read_document(upload)
    if document is not None:
        return Prepared(document, Evidence.Kind.DOCUMENT)
    return Prepared(read_picture(upload), Evidence.Kind.PHOTO)


def keep_evidence(record, upload, *, by):
    """Keep a photo or document of a record; returns its Evidence.

    `upload`: an uploaded file, or what `prepare_evidence` made of it. After confirmation it is
    marked as added later; a withdrawn record takes none. The same file for the same record is
    returned as it is there already. Raises PermissionDenied, or ValidationError with a sentence.
    """
    if not can_add_evidence(by, record):
        raise PermissionDenied
    prepared = prepare_evidence(upload)
    known = Evidence.objects.filter(record=record, sha256=prepared.sha256).first()
    if known is not None and known.dropped_at is None:
        return known
    names = _store(prepared)
    try:
        with transaction.atomic():
            evidence, created = _write(record, prepared, names, by)
    except BaseException:
        private_files.discard(*names.values())
        raise
    if not created:
        private_files.discard(*names.values())
    return evidence


def _store(prepared):
    """Put the files into private storage under new names: what is shown, small, and as sent."""
    file = prepared.file
    if prepared.kind == Evidence.Kind.DOCUMENT:
        return {"file": private_files.keep(file.content, FOLDER, ".pdf")}
    return {
        "file": private_files.keep(file.jpeg, FOLDER, ".jpg"),
        "thumbnail": private_files.keep(file.thumbnail, FOLDER, ".jpg"),
        "original": private_files.keep(file.original, FOLDER, ".original"),
    }


def _write(record, prepared, names, by):
    record = (
        DutyRecord.objects.select_for_update(of=("self",))
        .select_related("congress", "mandate__deputy")
        .get(pk=record.pk)
    )
    if record.status == Status.WITHDRAWN:
        raise ValidationError(_("The record was withdrawn; nothing can be added to it."))
    known = record.evidence.filter(sha256=prepared.sha256).first()
    if known is not None and known.dropped_at is None:
        return known, False
    now = timezone.now()
    _check_quota(record, by, now)
    evidence = known or Evidence(
        record=record, congress_id=record.congress_id, sha256=prepared.sha256
    )
    last = record.evidence.aggregate(last=Max("position"))["last"] or 0
    for name, value in {
        **_columns(prepared),
        **names,
        "position": last + 1,
        "uploaded_by": by,
        "at": now,
        "added_later": record.status == Status.CONFIRMED,
        "original_dropped_at": None,
        "dropped_at": None,
        "dropped_by": None,
        "dropped_reason": "",
    }.items():
        setattr(evidence, name, value)
    evidence.save()
    _note_camera(evidence, prepared)
    append_events([(record, Verb.EVIDENCE, kept_payload(evidence))], by=by, at=now)
    find_like_photos(evidence)
    return evidence, True


KEPT_COLUMNS = ["kind", "position", "name", "sha256", "shown_sha256", "added_later"]


def kept_payload(evidence):
    """What the chain keeps of a file: enough to prove it is the one that was sent."""
    return {"evidence": evidence.pk, **{name: getattr(evidence, name) for name in KEPT_COLUMNS}}


def _check_quota(record, by, now):
    if record.evidence.shown().count() >= MOST_PER_RECORD:
        raise ValidationError(
            _("A record holds at most %(most)s photos and documents. Choose the telling ones."),
            params={"most": MOST_PER_RECORD},
        )
    day = now - timedelta(days=1)
    if Evidence.objects.filter(uploaded_by=by, at__gt=day).count() >= MOST_PER_DAY:
        raise ValidationError(
            _("You have sent %(most)s files within a day. Send the rest tomorrow."),
            params={"most": MOST_PER_DAY},
        )


def _columns(prepared):
    file = prepared.file
    columns = {"kind": prepared.kind, "name": file.name, "shown_sha256": file.shown_sha256}
    if prepared.kind == Evidence.Kind.DOCUMENT:
        return columns
    columns |= {
        "width": file.width,
        "height": file.height,
        "look": file.look.bits,
        "mirrored_look": file.look.mirrored,
    }
    if file.look.bits is not None:
        parts = zip("abcd", quarters(file.look.bits), strict=True)
        columns |= {f"look_{letter}": quarter for letter, quarter in parts}
    return columns


def _note_camera(evidence, prepared):
    notes = getattr(prepared.file, "notes", None)
    if not notes:
        return
    taken = f"{notes.taken_at:%Y-%m-%d %H:%M:%S} {notes.offset}" if notes.taken_at else ""
    EvidenceNotes.objects.update_or_create(
        evidence=evidence,
        defaults={
            "taken": taken.strip(),
            "make": notes.make,
            "model": notes.model,
            "latitude": notes.latitude,
            "longitude": notes.longitude,
        },
    )


@transaction.atomic
def drop_evidence(evidence, *, by, reason):
    """Take a photo or document out again (撤下): its files go, its hash and the reason stay."""
    evidence = (
        Evidence.objects.select_for_update(of=("self",))
        .select_related("record__congress", "record__mandate__deputy")
        .get(pk=evidence.pk)
    )
    if not can_drop_evidence(by, evidence):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError(_("Say why."))
    if evidence.dropped_at is not None:
        return evidence
    names = (evidence.file, evidence.thumbnail, evidence.original)
    now = timezone.now()
    evidence.file = evidence.thumbnail = evidence.original = ""
    evidence.dropped_at, evidence.dropped_by, evidence.dropped_reason = now, by, reason.strip()
    evidence.save()
    EvidenceNotes.objects.filter(evidence=evidence).delete()
    payload = {"dropped": evidence.pk, "reason": evidence.dropped_reason}
    append_events([(evidence.record, Verb.EVIDENCE, payload)], by=by, at=now)
    transaction.on_commit(lambda: private_files.discard(*names), robust=True)
    return evidence


def drop_originals(on):
    """Throw away what was sent of photos whose record was settled long enough ago; the hash stays.

    Settled: confirmed or withdrawn, and so many days (`LUZHI_ORIGINALS_DAYS`) since the photo came
    and since the confirmation. Returns how many files went.
    """
    before = on - timedelta(days=settings.LUZHI_ORIGINALS_DAYS)
    due = (
        Evidence.objects.exclude(original="")
        .filter(record__status__in=[Status.CONFIRMED, Status.WITHDRAWN], at__date__lt=before)
        .filter(Q(record__confirmed_at__date__lt=before) | Q(record__confirmed_at=None))
        .exclude(pairs_before__verdict__in=["", "raised"])
        .exclude(pairs_after__verdict__in=["", "raised"])
    )
    gone = 0
    for pk, name in list(due.values_list("pk", "original")):
        Evidence.objects.filter(pk=pk).update(original="", original_dropped_at=timezone.now())
        private_files.discard(name)
        gone += 1
    return gone


def drop_strays(before):
    """Throw away files older than `before` that no evidence names; returns how many.

    Such a file is left when a larger transaction around `keep_evidence` was taken back.
    """
    private = private_files.storage()
    if not private.exists(FOLDER):
        return 0
    known = set()
    for names in Evidence.objects.values_list("file", "thumbnail", "original").iterator():
        known.update(names)
    gone = 0
    for name in private.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if path not in known and private.get_modified_time(path) < before:
            private_files.discard(path)
            gone += 1
    return gone
