"""The scheme studio: what lies on the table, beginning, the text beside its forms, handing in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..models import Manuscript, ScoringPeriod
from ..permissions import can_keep_scores
from ..services.effect import effect_of_scheme
from ..services.manuscripts import (
    begin_manuscript,
    hand_in,
    put_away,
    save_manuscript,
)
from ..studio.clauses import clauses_of, uncovered
from ..studio.document import outline, place_of, plain_of, report_of
from ..studio.forms import StartForm, TextForm
from .asking import need, own_congress, readers_only


def on_the_table(request, pk):
    """A manuscript the person may write in; 404 for strangers, 403 for colleagues who only read."""
    readers_only(request)
    found = Manuscript.objects.select_related("congress", "handed_in_as__scheme", "base__scheme")
    manuscript = get_object_or_404(found.filter(congress__in=_worked_on(request.user)), pk=pk)
    need(can_keep_scores(request.user, manuscript.congress))
    return manuscript


def _worked_on(user):
    from ..querysets import congresses_ranked_for

    return congresses_ranked_for(user)


@login_required
def begin(request):
    """Start from nothing, a shipped measure, a version, or a file."""
    congress = own_congress(request)
    base = request.GET.get("version", "")
    form = StartForm(
        request.POST or None,
        request.FILES or None,
        congress=congress,
        user=request.user,
        base=base if base.isdecimal() else "",
    )
    if request.method == "POST" and form.is_valid():
        manuscript = begin_manuscript(
            congress, by=request.user, key=form.cleaned_data["key"], **form.start()
        )
        return redirect(manuscript)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "congress": congress}
    return render(request, "scoring/studio_begin.html", context, status=status)


@login_required
def workbench(request, pk):
    """The document as an outline of forms and as text, with what is wrong in words."""
    manuscript = on_the_table(request, pk)
    return bench(request, manuscript)


def bench(request, manuscript, *, form=None, report=None, status=200):
    """Show the workbench; `form` holds a text that was not stored, `report` the check of it."""
    form = form or TextForm(initial={"text": manuscript.text, "revision": manuscript.revision})
    report = report or report_of(manuscript.text)
    plain = plain_of(manuscript.text)
    context = {
        "manuscript": manuscript,
        "form": form,
        "parts": outline(plain, report.faults) if plain is not None else None,
        **checked(manuscript, report),
    }
    return render(request, "scoring/studio.html", context, status=status)


def checked(manuscript, report):
    """What the panel of the check shows: faults with the form they can be mended in."""
    return {
        "manuscript": manuscript,
        "report": report,
        "faults": [(fault, *place_of(fault.path)) for fault in report.faults],
        "right": sum(outcome.ok for outcome in report.examples),
        "without_rule": uncovered(
            clauses_of(manuscript.clauses), plain_of(manuscript.text), manuscript.set_aside
        ),
    }


@require_POST
@login_required
def check(request, pk):
    """Say what is wrong with a text that is being typed; nothing is stored."""
    manuscript = on_the_table(request, pk)
    text = request.POST.get("text", "").replace("\r\n", "\n")
    report = report_of(text)
    if not request.headers.get("HX-Request"):  # the button, where no script runs
        return bench(request, manuscript, form=TextForm(request.POST), report=report)
    context = checked(manuscript, report) | {"live": True}
    return render(request, "scoring/_studio_check.html", context)


@require_POST
@login_required
def save(request, pk):
    """Store the text as typed, faults and all."""
    manuscript = on_the_table(request, pk)
    form = TextForm(request.POST)
    if form.is_valid():
        try:
            save_manuscript(manuscript, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            overtaken = form.data.copy()
            overtaken["revision"] = Manuscript.objects.get(pk=manuscript.pk).revision
            form.data = overtaken
        else:
            messages.success(request, _("Stored."))
            return redirect(manuscript)
    return bench(request, manuscript, form=form, status=422)


@require_POST
@login_required
def submit(request, pk):
    """Hand the measure in as the draft of its version."""
    manuscript = on_the_table(request, pk)
    try:
        version = hand_in(manuscript, by=request.user)
    except ValidationError as error:
        for message in error.messages[:3]:
            messages.error(request, message)
        return bench(request, manuscript, status=422)
    messages.success(
        request, _("Handed in. Somebody who did not write in it can now put it into force.")
    )
    return redirect(version)


@require_POST
@login_required
def clear(request, pk):
    """Put a manuscript away."""
    put_away(on_the_table(request, pk), by=request.user)
    messages.success(request, _("Put away. Nothing of it is deleted."))
    return redirect("scoring:schemes")


@login_required
def history(request, pk):
    """Every saved state, and the way back to one."""
    manuscript = on_the_table(request, pk)
    states = manuscript.revisions.select_related("by").defer("text")
    if request.method == "POST":
        state = get_object_or_404(manuscript.revisions, number=request.POST.get("number") or 0)
        save_manuscript(
            manuscript,
            state.text,
            by=request.user,
            revision=manuscript.revision,
            what=_("Back to state %(number)s") % {"number": state.number},
        )
        messages.success(request, _("Brought back. The state before is kept as well."))
        return redirect(manuscript)
    context = {"manuscript": manuscript, "states": states[:200]}
    return render(request, "scoring/studio_history.html", context)


@login_required
def effect(request, pk):
    """The measure as it stands, tried on the records of a period: who would stand elsewhere."""
    manuscript = on_the_table(request, pk)
    report = report_of(manuscript.text)
    scheme = report.scheme
    periods = ScoringPeriod.objects.filter(congress=manuscript.congress)
    periods = list(periods.select_related("scheme_version__scheme"))
    chosen = request.GET.get("period", "")
    period = next((one for one in periods if str(one.pk) == chosen), None)
    if period is None:  # the last whole year tells most
        whole = [one for one in periods if one.last_day < timezone.localdate()]
        period = next(iter(whole or periods), None)
    context = {
        "manuscript": manuscript,
        "report": report,
        "periods": periods,
        "period": period,
        "effect": effect_of_scheme(scheme, period) if scheme and period else None,
    }
    return render(request, "scoring/studio_effect.html", context)
