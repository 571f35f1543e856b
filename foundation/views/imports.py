"""The import wizard (导入): upload, columns, check, import, take back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from .. import private_files
from ..faces import works_at_desk
from ..models import ImportJob
from ..services.imports import (
    confirm_import,
    judge_import,
    kind_and_place,
    open_heading,
    preview_of,
    take_back_import,
    upload_sheet,
)
from ..sheets import SheetError, sheet_kind
from ..sheets.faults import said
from ..sheets.forms import UploadForm, mapping_form
from ..sheets.handback import handed_back, listed_rows
from ..sheets.judging import STATES
from ..sheets.kinds import may_import
from ..sheets.steps import wizard_steps
from ..sheets.templates import template_book
from ..sheets.writing import write_csv, write_xlsx

State = ImportJob.State
FAULTS_SHOWN = 100
ROWS_PER_PAGE = 50


def _job(request, pk):
    return get_object_or_404(ImportJob.objects.visible_to(request.user), pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def imports(request):
    """Upload a sheet; below, every sheet uploaded before."""
    if not may_import(request.user):
        if works_at_desk(request.user):
            raise PermissionDenied
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        kind, place = form.chosen
        file = form.cleaned_data["file"]
        try:
            job = upload_sheet(file.read(), file.name, kind=kind, place=place, by=request.user)
        except SheetError as error:
            form.add_error("file", str(error))
        else:
            return _judged(request, job)
    jobs = ImportJob.objects.visible_to(request.user).select_related("created_by")
    page = Paginator(jobs, 20).get_page(request.GET.get("page"))
    for job in page:
        job.kind_label = sheet_kind(job.kind).label
    context = {
        "form": form,
        "page_obj": page,
        "targets": form.targets.values(),
        "steps": wizard_steps("file"),
    }
    return render(request, "foundation/imports.html", context, status=422 if form.errors else 200)


def _judged(request, job, **choices):
    """Judge, then on to the preview; back to the columns when the sheet cannot be judged."""
    try:
        judge_import(job, by=request.user, **choices)
    except (SheetError, ValidationError) as error:
        text = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        messages.error(request, text)
        return redirect("foundation:import-columns", job.pk)
    return redirect("foundation:import", job.pk)


@login_required
@require_GET
def import_page(request, pk):
    """One import where it stands: its columns, its preview, or what became of it."""
    job = _job(request, pk)
    if job.state == State.UPLOADED:
        return redirect("foundation:import-columns", job.pk)
    return _preview_page(request, job)


def _preview_page(request, job, error=None):
    kind, place = kind_and_place(job)
    preview = preview_of(job)
    state = request.GET.get("rows", "")
    context = {
        "job": job,
        "kind": kind,
        "place": place,
        "preview": preview,
        "faults": [(preview.where(f), f.message) for f in preview.errors[:FAULTS_SHOWN]],
        "warnings": [(preview.where(f), f.message) for f in preview.warnings[:FAULTS_SHOWN]],
        "changes": preview.changed_cells(kind.resource.columns())[:FAULTS_SHOWN],
        "questions": [
            (question, [(key, row, said(text)) for key, row, text in question.choices])
            for question in preview.question_list
        ],
        "blocked": kind.blocked(preview),
        "steps": wizard_steps("done" if job.state != State.JUDGED else "check", job),
        "events": job.events.select_related("actor"),
        "error": error,
        "counted": _counted(preview, state),
    }
    if state in STATES.values():
        numbers = preview.rows_in(state)
        page = Paginator(numbers, ROWS_PER_PAGE).get_page(request.GET.get("page"))
        context.update(page_obj=page, listed=listed_rows(job, preview, page.object_list))
    status = 422 if error else 200
    return render(request, "foundation/import.html", context, status=status)


def _counted(preview, chosen):
    words = {
        "new": _("New"),
        "changed": _("Changed"),
        "same": _("The same"),
        "error": _("With faults"),
        "duplicate": _("Duplicates"),
        "contradiction": _("In conflict"),
    }
    return [
        {"state": state, "label": words[state], "value": value, "current": state == chosen}
        for state, value in preview.counts.items()
    ]


@login_required
@require_http_methods(["GET", "POST"])
def import_columns(request, pk):
    """Say which column is which, and settle what the kind of sheet asks beside."""
    job = _job(request, pk)
    if job.state not in (State.UPLOADED, State.JUDGED):
        return redirect("foundation:import", job.pk)
    kind, place = kind_and_place(job)
    columns = kind.resource.columns()
    try:
        names, heading, table = open_heading(job)
    except SheetError as error:
        raise Http404 from error
    initial = {key: str(number) for key, number in job.mapping.items()}
    form = mapping_form(columns, heading.labels, request.POST or None, initial=initial)
    options = kind.option_form and kind.option_form(
        request.POST or None, initial=job.options, prefix="option"
    )
    if request.method == "POST":
        if "sheet" in request.POST and request.POST["sheet"] != job.sheet:
            if request.POST["sheet"] in names:
                return _judged(request, job, sheet=request.POST["sheet"])
        elif form.is_valid() and (options is None or options.is_valid()):
            chosen = options.cleaned_data if options else {}
            return _judged(request, job, mapping=form.mapping, options=chosen, remember=True)
    context = {
        "job": job,
        "kind": kind,
        "place": place,
        "form": form,
        "options": options,
        "names": names,
        "labels": heading.labels,
        "first_rows": table.rows[heading.row + 1 : heading.row + 4],
        "steps": wizard_steps("columns", job),
    }
    bad = form.errors or (options and options.errors)
    return render(request, "foundation/import_columns.html", context, status=422 if bad else 200)


@login_required
@require_POST
def import_decide(request, pk):
    """Say which of contradictory rows is right, or leave them unknown; the sheet is judged anew."""
    job = _job(request, pk)
    preview = preview_of(job) if job.state == State.JUDGED else None
    if preview is None:
        return redirect("foundation:import", job.pk)
    answers = {}
    for question in preview.question_list:
        answer = request.POST.get(f"answer-{question.id}", "")
        if answer in {"unknown", *(choice[0] for choice in question.choices)}:
            answers[question.id] = answer
    return _judged(request, job, answers=answers)


@login_required
@require_POST
def import_confirm(request, pk):
    """Import what the preview shows. Sending it twice changes nothing."""
    job = _job(request, pk)
    try:
        confirm_import(job, preview_id=request.POST.get("preview", ""), by=request.user)
    except ValidationError as error:
        job.refresh_from_db()
        if job.state == State.JUDGED:
            return _preview_page(request, job, error=" ".join(error.messages))
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Imported."))
    return redirect("foundation:import", job.pk)


@login_required
@require_POST
def import_again(request, pk):
    """Check the stored sheet again against the record as it is now."""
    return _judged(request, _job(request, pk))


@login_required
@require_POST
def import_take_back(request, pk):
    """Take an import back, saying why."""
    job = _job(request, pk)
    try:
        take_back_import(job, by=request.user, reason=request.POST.get("reason", ""))
    except ValidationError as error:
        return _preview_page(request, job, error=" ".join(error.messages))
    messages.success(request, _("Taken back. Its history stays."))
    return redirect("foundation:import", job.pk)


@login_required
@require_GET
def import_handback(request, pk):
    """The sheet with its bad cells coloured and a column of reasons."""
    job = _job(request, pk)
    if not job.preview:
        raise Http404
    content = handed_back(job, preview_of(job))
    stem = job.file_name.rpartition(".")[0] or job.file_name
    return private_files.hand_out(content, f"{stem} - {_('checked')}.xlsx")


@login_required
@require_GET
def import_template(request, kind):
    """An empty sheet of that kind: headings, an example row, dropdowns."""
    found = sheet_kind(kind)
    if found is None or not found.place_ids(request.user):
        raise Http404
    return private_files.hand_out(template_book(found), f"{found.label}.xlsx")


@login_required
@require_GET
def import_export(request, kind, place, suffix):
    """What is recorded, as a sheet of that kind that can be imported again unchanged."""
    found = sheet_kind(kind)
    if found is None or suffix not in ("xlsx", "csv") or place not in found.place_ids(request.user):
        raise Http404
    where = found.place(place)
    headers, rows = found.export(where, request.user)
    write = write_xlsx if suffix == "xlsx" else write_csv
    name = f"{where} {found.label}.{suffix}"
    return private_files.hand_out(write(headers, rows, title=str(found.label)), name)
