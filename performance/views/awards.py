"""Entering an award of a deputy at the desk."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ..award_form import AwardForm
from ..permissions import can_keep_records
from ..services.awards import enter_award
from .access import mandate_read_by, readers_only


@readers_only
def award_new(request, pk):
    """One award more in this volume."""
    mandate = mandate_read_by(request.user, pk)
    if not can_keep_records(request.user, mandate.congress):
        raise PermissionDenied
    form = AwardForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            enter_award(mandate, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The award stands in the volume."))
            return redirect("performance:desk-dossier", mandate.pk)
    context = {"form": form, "mandate": mandate}
    status = 422 if form.is_bound else 200
    return render(request, "performance/award_form.html", context, status=status)
