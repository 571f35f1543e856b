"""The forms of the studio: each rewrites only its own block of the document."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..scheme.faults import dotted
from ..services.manuscripts import save_manuscript
from ..studio.chapters import chapter, title_of
from ..studio.clauses import clause_for, clauses_of
from ..studio.document import copy_entry, move, plain_of, put, report_of
from ..studio.entries import EntryForm, NotThere
from .studio import on_the_table


def _opened(request, pk, key):
    """(manuscript, chapter, plain); the workbench where the text cannot be read."""
    manuscript = on_the_table(request, pk)
    part = chapter(key)
    if part is None:
        raise Http404
    plain = plain_of(manuscript.text)
    if plain is None:
        messages.error(
            request, _("The text cannot be read as it stands. Mend it first; then the forms open.")
        )
        return manuscript, part, None
    return manuscript, part, plain


@login_required
def entry(request, pk, key, at=None):
    """One form: a block, an entry of a list, or a new one (`at` is "new")."""
    manuscript, part, plain = _opened(request, pk, key)
    if plain is None:
        return redirect(manuscript)
    if part.shape == "switches":
        return redirect("scoring:studio-switches", pk)
    try:
        form = EntryForm(part, plain, at, request.POST if request.method == "POST" else None)
    except NotThere as missing:
        raise Http404 from missing
    status = 200
    if request.method == "POST":
        status = 422
        if "redraw" in request.POST:
            status = 200
        elif form.is_valid() and _store(request, manuscript, part, form):
            if "another" in request.POST:
                return redirect("scoring:studio-entry", pk, key, "new")
            return redirect(_back(manuscript, part))
    return _shown(request, manuscript, part, plain, form, status)


def _store(request, manuscript, part, form):
    what = f"{part.label}: {form.title}" if form.title else str(part.label)
    try:
        text = put(manuscript.text, part, form.index, form.value)
        revision = int(request.POST.get("revision") or 0)
        save_manuscript(manuscript, text, by=request.user, revision=revision, what=what)
    except ValidationError as error:
        form.errors += error.messages
        return False
    except ValueError:
        form.errors.append(_("This cannot be written into the file. Look at the unusual signs."))
        return False
    messages.success(request, _("Stored: %(what)s.") % {"what": what})
    return True


def _shown(request, manuscript, part, plain, form, status):
    clauses = clauses_of(manuscript.clauses)
    value = form.value if isinstance(form.value, dict) else form.old
    reference = value.get("clause") if isinstance(value, dict) else None
    path = _path(part, form.index)
    faults = [
        fault for fault in report_of(manuscript.text).faults
        if path and (fault.path == path or fault.path.startswith((f"{path}.", f"{path}[")))
    ]  # fmt: skip
    context = {
        "manuscript": manuscript,
        "part": part,
        "form": form,
        "faults": faults,
        "clause": clause_for(reference, clauses),
        "clauses": clauses,
        "back": _back(manuscript, part),
        "count": len(plain.get(part.key) or ()) if part.shape == "list" else 0,
    }
    return render(request, "scoring/studio_entry.html", context, status=status)


def _path(part, index):
    if part.shape == "head":
        return None
    return dotted((part.key,) if index is None else (part.key, index))


def _back(manuscript, part):
    if part.key == "examples":
        return reverse("scoring:studio-examples", args=[manuscript.pk])
    return f"{manuscript.get_absolute_url()}#{part.key}"


@require_POST
@login_required
def arrange(request, pk, key, at):
    """Move, copy or take out an entry."""
    manuscript, part, plain = _opened(request, pk, key)
    if plain is None:
        return redirect(manuscript)
    named = part.shape == "named"
    entries = plain.get(key) or ({} if named else [])
    index = at if named else int(at) if at.isdecimal() else -1
    if index not in (entries if named else range(len(entries))):
        raise Http404
    name = title_of(entries[index], at)
    verb = request.POST.get("verb")
    if verb == "delete":
        text = put(manuscript.text, part, index, None)
        done = _("Taken out: %(what)s. An earlier state still has it.")
    elif verb == "copy" and not named:
        text, done = copy_entry(manuscript.text, part, index), _("Copied: %(what)s.")
    elif verb in ("up", "down") and not named:
        text = move(manuscript.text, part, index, 1 if verb == "down" else -1)
        done = _("Moved: %(what)s.")
    else:
        raise Http404
    done %= {"what": name}
    try:
        revision = int(request.POST.get("revision") or 0)
        save_manuscript(manuscript, text, by=request.user, revision=revision, what=done)
    except (ValidationError, ValueError) as error:
        sentences = getattr(error, "messages", [_("Load the page again.")])
        messages.error(request, sentences[0])
    else:
        messages.success(request, done)
    return redirect(_back(manuscript, part))
