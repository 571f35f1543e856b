"""The way of a sheet into the record: upload, judge, confirm, take back.

Nothing is written to the record before `confirm_import`, and then all rows or none.
"""

import hashlib
import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from .. import private_files
from ..models import ColumnMapping, ImportEvent, ImportJob
from ..sheets import SheetError, sheet_kind
from ..sheets.headings import heading_at
from ..sheets.judging import choose_sheet, read_cells
from ..sheets.preview import Preview, stored
from ..sheets.reading import Book

State = ImportJob.State
Verb = ImportEvent.Verb
FOLDER = "imports"


def upload_sheet(data, name, *, kind, place, by):
    """Take a file in (上传): it is opened, its sheet and headings found, nothing judged yet.

    Raises SheetError when it cannot be read at all; then nothing is kept.
    """
    if not kind.may_import(by, place):
        raise PermissionDenied
    book = Book(data, name)
    sheet, heading = choose_sheet(book, kind)
    columns = kind.resource.columns()
    remembered = ColumnMapping.objects.filter(
        kind=kind.code, scope=kind.scope, scope_id=place.pk, signature=heading.signature
    ).first()
    mapping = dict(heading.mapping)
    options = {}
    if remembered:
        mapping = {key: where for key, where in remembered.mapping.items() if key in columns}
        options = remembered.options
    suffix = "." + book.type
    with transaction.atomic():
        job = ImportJob.objects.create(
            kind=kind.code,
            scope=kind.scope,
            scope_id=place.pk,
            file_name=name[-200:],
            file=private_files.keep(data, FOLDER, suffix),
            sha256=hashlib.sha256(data).hexdigest(),
            sheet=sheet,
            mapping=mapping,
            options=options,
            created_by=by,
        )
        ImportEvent.objects.create(job=job, verb=Verb.UPLOADED, actor=by)
    job.book = book  # judging right after need not open it again
    return job


def judge_import(job, *, by, sheet=None, mapping=None, options=None, answers=None, remember=False):
    """Judge every cell of every row (核对); the preview is stored under a new number.

    With `remember`, the mapping and choices are kept for sheets with the same headings. Raises
    SheetError when the sheet as a whole cannot be judged.
    """
    kind, place = kind_and_place(job)
    if not kind.may_import(by, place):
        raise PermissionDenied
    if job.state not in (State.UPLOADED, State.JUDGED):
        raise ValidationError(_("This sheet has already been imported."))
    wanted = sheet if sheet is not None else job.sheet
    options = {**job.options, **(options or {})}
    answers = {**job.answers, **(answers or {})}
    book = getattr(job, "book", None) or Book(private_files.read(job.file), job.file_name)
    name, heading = choose_sheet(book, kind, wanted)
    if mapping is None:
        mapping = job.mapping if name == job.sheet else heading.mapping
    judged = read_cells(book.table(name), kind, heading, mapping)
    kind.judge(judged, place, {**options, "answers": answers})
    preview = stored(judged)
    with transaction.atomic():
        changed = ImportJob.objects.filter(
            pk=job.pk, state__in=(State.UPLOADED, State.JUDGED)
        ).update(
            sheet=name,
            mapping=mapping,
            options=options,
            answers=answers,
            state=State.JUDGED,
            preview_id=uuid.uuid4(),
            preview=private_files.keep_json(preview, FOLDER),
            fingerprint=kind.fingerprint(judged.plan, place),
            counts={**preview["counts"], "questions": len(judged.questions)},
        )
        if not changed:
            raise ValidationError(_("This sheet has already been imported."))
        ImportEvent.objects.create(job=job, verb=Verb.JUDGED, actor=by)
        if remember:
            _remember(kind, place, heading, mapping, options)
    job.refresh_from_db()
    return Preview(preview)


def _remember(kind, place, heading, mapping, options):
    ColumnMapping.objects.update_or_create(
        kind=kind.code,
        scope=kind.scope,
        scope_id=place.pk,
        signature=heading.signature,
        defaults={"mapping": mapping, "options": options},
    )


def confirm_import(job, *, preview_id, by):
    """Import what the preview of that number shows (确认导入): all rows or none.

    Confirming it again changes nothing. Raises ValidationError when the preview was made anew
    since, has faults or undecided contradictions, or the record it was judged by has moved.
    """
    kind, place = kind_and_place(job)
    if not kind.may_import(by, place):
        raise PermissionDenied
    try:
        with transaction.atomic():
            kind.lock(place)
            return _apply(job, kind, place, preview_id, by)
    except (Moved, IntegrityError):
        ImportEvent.objects.create(job=job, verb=Verb.REFUSED, actor=by)
        raise ValidationError(
            _(
                "The record has changed since this sheet was checked. Nothing was imported. "
                "Check the sheet again and look at the new preview."
            ),
            code="moved",
        ) from None


class Moved(Exception):
    """The stored rows a preview was judged by are not the same any more."""


def _apply(job, kind, place, preview_id, by):
    job = ImportJob.objects.select_for_update().get(pk=job.pk)
    if str(job.preview_id) != str(preview_id):
        raise ValidationError(
            _("The sheet has been checked again since. Look at the new preview first."),
            code="stale",
        )
    if job.state == State.APPLIED:
        return job
    if job.state != State.JUDGED:
        raise ValidationError(_("This import cannot be confirmed any more."))
    preview = Preview(private_files.read_json(job.preview))
    if preview.counts["error"]:
        raise ValidationError(
            _("Some rows still have faults. Nothing was imported; put them right first.")
        )
    if kind.blocked(preview):
        raise ValidationError(
            _("Some rows contradict each other. Decide which is right, or leave them unknown.")
        )
    if kind.fingerprint(preview.plan, place) != job.fingerprint:
        raise Moved
    undo = kind.apply(preview.plan, place, by=by, job=job)
    moved = ImportJob.objects.filter(pk=job.pk, state=State.JUDGED).update(
        state=State.APPLIED, undo=private_files.keep_json(undo, FOLDER)
    )
    if moved != 1:
        raise Moved
    ImportEvent.objects.create(job=job, verb=Verb.APPLIED, actor=by)
    job.refresh_from_db()
    return job


@transaction.atomic
def take_back_import(job, *, by, reason):
    """Take a whole import back (撤回导入), saying why. What it wrote is undone, its history stays.

    Raises ValidationError when something done later depends on what it wrote.
    """
    kind, place = kind_and_place(job)
    if not kind.may_import(by, place):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError(_("Say why."))
    kind.lock(place)
    job = ImportJob.objects.select_for_update().get(pk=job.pk)
    if job.state == State.TAKEN_BACK:
        return job
    if job.state != State.APPLIED:
        raise ValidationError(_("Only a sheet that was imported can be taken back."))
    kind.take_back(private_files.read_json(job.undo), place, by=by, reason=reason)
    moved = ImportJob.objects.filter(pk=job.pk, state=State.APPLIED).update(state=State.TAKEN_BACK)
    if moved != 1:
        raise ValidationError(_("Someone else has just dealt with this import."))
    ImportEvent.objects.create(job=job, verb=Verb.TAKEN_BACK, actor=by, note=reason.strip()[:300])
    job.refresh_from_db()
    return job


def preview_of(job):
    """The stored preview of a judged import."""
    return Preview(private_files.read_json(job.preview))


def kind_and_place(job):
    """The kind of sheet an import is, and the place it goes to."""
    kind = sheet_kind(job.kind)
    if kind is None:
        raise SheetError("unknown_kind", kind=job.kind, known="")
    return kind, kind.place(job.scope_id)


def open_heading(job):
    """The names of the file's sheets, the chosen sheet's headings and its first rows."""
    kind, _place = kind_and_place(job)
    book = Book(private_files.read(job.file), job.file_name)
    name, heading = choose_sheet(book, kind, job.sheet)
    table = book.table(name, first_rows=heading.row + 6)
    return book.names, heading_at(table.rows, heading.row, kind.resource.columns()), table
