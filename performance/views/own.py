"""What a deputy tells of themselves: a visit or an inspection in under a minute (随手记)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ..dossier import LOGGED
from ..forms import LogDutyForm
from ..models import DutyRecord
from ..services.records import submit_record
from .access import own_mandates


@login_required
def log_duty(request):
    """Log a duty in the mandate in force (or the one named)."""
    mandates = own_mandates(request.user)
    asked = request.POST.get("mandate") or request.GET.get("mandate", "")
    mandate = next((m for m in mandates if not asked or str(m.pk) == asked), None)
    if mandate is None:
        raise Http404
    form = LogDutyForm(request.POST or None, mandate=mandate)
    return _log(request, form, mandate, mandates)


@login_required
def log_again(request, pk):
    """Fill a returned duty in again."""
    records = DutyRecord.objects.filter(
        mandate__deputy__user=request.user, source__startswith=LOGGED, status="returned"
    )
    record = get_object_or_404(records.select_related("kind"), pk=pk)
    mandate = next(m for m in own_mandates(request.user) if m.pk == record.mandate_id)
    initial = {
        "kind": record.kind,
        "on": record.on,
        "place": record.place,
        "title": record.title,
        "key": record.source.removeprefix(LOGGED),
    }
    form = LogDutyForm(request.POST or None, mandate=mandate, initial=initial)
    # The kind is part of what names a record, so it stays.
    form.fields["kind"].disabled = form.fields["key"].disabled = True
    return _log(request, form, mandate, [mandate], returned=record)


def _log(request, form, mandate, mandates, returned=None):
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            submit_record(
                mandate,
                kind=data["kind"],
                on=data["on"],
                title=data["title"],
                place=data["place"],
                source=f"{LOGGED}{data['key'].hex}",
                by=request.user,
            )
        except ValidationError as error:
            form.add_error("on" if error.code == "outside_mandate" else None, error)
        else:
            messages.success(request, _("Sent. It counts once the office has confirmed it."))
            return redirect("performance:my-dossier", mandate.pk)
    context = {"form": form, "mandate": mandate, "mandates": mandates, "returned": returned}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/log_duty.html", context, status=status)
