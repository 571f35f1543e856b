"""What-if at the desk: other numbers for a measure, and at once who would stand elsewhere."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ..models import SchemeVersion
from ..permissions import can_keep_scores, can_see_live
from ..services.whatif import address_of, draft_of_trial, periods_of, try_out
from ..trials import changed_words, effect_of, groups_of
from ..whatif.numbers import numbers_of, read_number
from .asking import need, readers_only


def _asked(request, pk, given):
    """The version, the numbers typed (key → text), those that are numbers, and the others."""
    versions = SchemeVersion.objects.visible_to(request.user)
    readers_only(request)
    version = get_object_or_404(versions.select_related("scheme__congress"), pk=pk)
    need(can_see_live(request.user, version.scheme.congress))
    typed, changes, errors = {}, {}, {}
    for number in numbers_of(version.text):
        words = given.get(f"n:{number.key}")
        if words is None:
            continue
        typed[number.key] = words
        changes[number.key] = value = read_number(words)
        if value is None:
            del changes[number.key]
            errors[number.key] = _("Write a number with at most three decimals, such as 7.5.")
    return version, typed, changes, errors


@login_required
@require_POST
def address(request, pk):
    """Without scripts the whole form comes at once; what is changed makes the address."""
    version, _typed, changes, errors = _asked(request, pk, request.POST)
    if errors:
        messages.error(request, " ".join(dict.fromkeys(errors.values())))
    where = [(name, request.POST[name]) for name in ("period", "span") if request.POST.get(name)]
    known = {number.key: number.value for number in numbers_of(version.text)}
    differing = {key: value for key, value in changes.items() if value != known[key]}
    query = urlencode([*where, *address_of(differing)])
    return redirect(f"{reverse('scoring:what-if', args=[version.pk])}?{query}")


@login_required
@require_safe
def page(request, pk):
    """Try other numbers; with htmx only the effect comes back. Nothing is stored."""
    version, typed, changes, errors = _asked(request, pk, request.GET)
    chosen = request.GET.get("period", "")
    whole_term = request.GET.get("span") == "term"
    periods, looked_at = periods_of(
        version, whole_term=whole_term, chosen=int(chosen) if chosen.isdecimal() else None
    )
    trial = None if errors else try_out(version, changes, looked_at)
    where = [("period", looked_at[-1].pk)] if looked_at and chosen else []
    where += [("span", "term")] if whole_term else []
    link = reverse("scoring:what-if", args=[version.pk])
    query = urlencode([*where, *(address_of(trial.changes) if trial else [])])
    link = f"{link}?{query}" if query else link
    context = {
        "version": version,
        "groups": [] if request.htmx else groups_of(version, typed, errors),
        "errors": errors,
        "periods": periods,
        "looked_at": looked_at,
        "period": looked_at[-1] if looked_at else None,
        "whole_term": whole_term,
        "trial": trial,
        "changed": changed_words(trial) if trial else "",
        "changes": address_of(trial.changes) if trial else [],
        "effect": effect_of(trial) if trial else None,
        "link": link,
        "keeps": can_keep_scores(request.user, version.scheme.congress),
    }
    wrong = bool(errors or (trial and trial.faults))
    template = "scoring/_what_if.html" if request.htmx else "scoring/what_if.html"
    # htmx puts only successful answers on the page, and the sentence saying what is wrong belongs
    # there.
    status = 422 if wrong and not request.htmx else 200
    response = render(request, template, context, status=status)
    if request.htmx and not wrong:
        response["HX-Replace-Url"] = link
    return response


@login_required
@require_POST
def draft(request, pk):
    """Go on with the numbers tried out: they become the draft of the measure."""
    version, _typed, changes, errors = _asked(request, pk, request.POST)
    need(can_keep_scores(request.user, version.scheme.congress))
    back = reverse("scoring:what-if", args=[version.pk])
    if not errors:
        trial = try_out(version, changes, [])
        try:
            made = draft_of_trial(version, trial, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(f"{back}?{urlencode(address_of(trial.changes))}")
        messages.success(request, _("The draft is stored. Another person puts it into force."))
        return redirect(made)
    messages.error(request, " ".join(dict.fromkeys(errors.values())))
    return redirect(back)
