"""Terms at the desk (届次): open the next, carry deputies over, close the old by two people."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ..forms import DateInput
from ..life_forms import refuse
from ..models import Congress, Mandate, Term
from ..permissions import can_close_term, can_keep_records
from ..querysets import congresses_read_by
from ..services.terms import ask_to_close_term, carry_over, close_term, next_term, open_term
from .access import kept_congresses, readers_only

MOST_AT_ONCE = 6000


class OpenTermForm(forms.Form):
    """The new term: its number and first day."""

    congress = forms.ModelChoiceField(Congress.objects.none(), label=gettext_lazy("Congress"))
    number = forms.IntegerField(label=gettext_lazy("Number of the term"), min_value=1, max_value=99)
    starts_on = forms.DateField(
        label=gettext_lazy("First day of its first session"), widget=DateInput()
    )

    def __init__(self, *args, kept, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["congress"]
        field.queryset = Congress.objects.filter(pk__in=[congress.pk for congress in kept])
        if len(kept) == 1:
            field.initial = kept[0].pk


@readers_only
def term_list(request):
    """Every term of the congresses the person reads, and the form of the next one."""
    kept = kept_congresses(request.user)
    form = OpenTermForm(request.POST or None, kept=kept) if kept else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            try:
                term = open_term(**form.cleaned_data, by=request.user)
            except ValidationError as error:
                refuse(form, error)
            else:
                messages.success(request, _("The term is open. Now carry deputies over."))
                return redirect("performance:term", term.pk)
    terms = Term.objects.filter(congress__in=congresses_read_by(request.user))
    terms = terms.select_related("congress", "closing").with_mandates()
    context = {"terms": terms.order_by("congress", "-starts_on"), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/term_list.html", context, status=status)


def _term(request, pk):
    terms = Term.objects.select_related("congress", "closing__asked_by", "closing__closed_by")
    return get_object_or_404(terms, pk=pk, congress__in=congresses_read_by(request.user))


def _kept(request, term):
    if not can_keep_records(request.user, term.congress):
        raise PermissionDenied
    return term


@readers_only
def term_page(request, pk):
    """One term: who may be carried over into it, and the closing of the one before."""
    term = _term(request, pk)
    earlier = Term.objects.filter(congress=term.congress_id, starts_on__lt=term.starts_on)
    before = earlier.select_related("closing__asked_by").order_by("-starts_on").first()
    closing = getattr(before, "closing", None) if before else None
    candidates = []
    if before:
        taken = Mandate.objects.filter(term=term).values("deputy")
        last = Mandate.objects.filter(term=before, ends_on=None) | Mandate.objects.filter(
            term=before, end_reason=Mandate.EndReason.EXPIRED
        )
        candidates = (
            last.exclude(deputy__in=taken)
            .select_related("deputy", "delegation", "constituency")
            .order_by("deputy__stroke_key", "pk")[:MOST_AT_ONCE]
        )
    context = {
        "term": term,
        "before": before,
        "closing": closing,
        "candidates": candidates,
        "mandates": Mandate.objects.filter(term=term).count(),
        "may": can_keep_records(request.user, term.congress),
        "may_close": bool(closing and not closing.closed_at)
        and can_close_term(request.user, closing),
        "open_before": Mandate.objects.filter(term=before, ends_on=None).count() if before else 0,
    }
    return render(request, "performance/term_page.html", context)


@require_POST
@readers_only
def term_carry(request, pk):
    """Carry the ticked deputies over."""
    term = _kept(request, _term(request, pk))
    picked = [int(key) for key in request.POST.getlist("mandate") if key.isdigit()]
    chosen = Mandate.objects.filter(pk__in=picked, congress=term.congress_id).select_related(
        "deputy", "congress", "constituency", "delegation"
    )
    try:
        made = carry_over(chosen, term, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        told = _("Deputies carried over: %(count)s.") % {"count": len(made)}
        messages.success(request, told)
    return redirect("performance:term", term.pk)


@require_POST
@readers_only
def term_close(request, pk):
    """Ask that the term before this one be closed, or, as the second person, close it."""
    following = _kept(request, _term(request, pk))
    earlier = Term.objects.filter(congress=following.congress_id, starts_on__lt=following.starts_on)
    before = earlier.order_by("-starts_on").first()
    if before is None or next_term(before) != following:
        raise Http404
    try:
        closing = getattr(before, "closing", None)
        if closing is None:
            ask_to_close_term(before, by=request.user)
            messages.success(request, _("Asked for. A second person, the head, closes it."))
        else:
            done = close_term(closing, by=request.user)
            messages.success(
                request, _("The term is closed; %(count)s mandates ended.") % {"count": done.ended}
            )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("performance:term", following.pk)
