"""Measures at the desk: read, draft, see their effect, and put into force as the second person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ..forms import MeasureForm, PublishSchemeForm
from ..models import Manuscript, Scheme, SchemeVersion, ScoringPeriod
from ..permissions import (
    can_keep_scores,
    can_publish_scheme,
    can_see_live,
    keeps_scores,
)
from ..rules import base_text, limit_words, rule_blocks, tier_rows
from ..scheme import check_scheme
from ..services.effect import effect_of
from ..services.measures import scheme_of
from ..services.schemes import publish_scheme_version, save_draft
from .asking import need, own_congress, readers_only


@login_required
def listing(request):
    """Every measure the person may read."""
    readers_only(request)
    schemes = Scheme.objects.visible_to(request.user).select_related("congress")
    versions = SchemeVersion.objects.visible_to(request.user).with_follower()
    versions = versions.defer("text", "clauses")
    by_scheme = {}
    for version in versions.order_by("-number"):
        by_scheme.setdefault(version.scheme_id, []).append(version)
    context = {
        "schemes": [(scheme, by_scheme.get(scheme.pk, [])) for scheme in schemes],
        "keeps": keeps_scores(request.user),
        "manuscripts": Manuscript.objects.visible_to(request.user)
        .on_the_table()
        .select_related("congress", "begun_by", "handed_in_as__scheme")
        .defer("text", "clauses", "handed_in_as__text", "handed_in_as__clauses"),
    }
    return render(request, "scoring/schemes.html", context)


@login_required
def page(request, pk):
    """A measure leads to its version in force, or its draft."""
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user), pk=pk)
    versions = SchemeVersion.objects.visible_to(request.user).filter(scheme=scheme)
    today = timezone.localdate()
    version = versions.in_force_on(today).first() or versions.order_by("-number").first()
    need(version is not None)
    return redirect(version)


def version_for(request, pk):
    """The version for a reader of rankings; 404 for everybody else."""
    versions = SchemeVersion.objects.visible_to(request.user)
    readers_only(request)
    return get_object_or_404(
        versions.with_follower().select_related("scheme__congress", "drafted_by", "published_by"),
        pk=pk,
    )


@login_required
def version(request, pk):
    """One version to read: categories, items, limits, tiers, its worked examples."""
    version = version_for(request, pk)
    report = check_scheme(version.text)
    rules = report.scheme or scheme_of(version)
    context = {
        "version": version,
        "siblings": SchemeVersion.objects.visible_to(request.user)
        .filter(scheme=version.scheme_id)
        .defer("text"),
        "rules": rules,
        "blocks": rule_blocks(rules),
        "base": base_text(rules),
        "tiers": tier_rows(rules),
        "sets": [(one, limit_words(one.limit)) for one in rules.limits],
        "report": report,
        "manuscript": Manuscript.objects.visible_to(request.user)
        .on_the_table()
        .filter(handed_in_as=version)
        .first()
        if version.is_draft
        else None,
        "keeps": can_keep_scores(request.user, version.scheme.congress),
        "may_publish": version.is_draft and can_publish_scheme(request.user, version),
        "periods": version.periods.all()
        if can_see_live(request.user, version.scheme.congress)
        else [],
    }
    return render(request, "scoring/scheme_version.html", context)


@login_required
def text(request, pk):
    """The text of a version as a file."""
    version = version_for(request, pk)
    response = HttpResponse(version.text, content_type="application/yaml; charset=utf-8")
    name = f"{version.scheme.code}-{version.number}.yaml"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _write(request, congress, form, extra):
    """Check the text; store it when asked to and nothing is wrong with it."""
    report = None
    if request.method == "POST" and form.is_valid():
        report = check_scheme(form.cleaned_data["text"])
        if report.ok and "save" in request.POST:
            draft = save_draft(congress, form.cleaned_data["text"], by=request.user)
            messages.success(request, _("The draft is stored. Another person puts it into force."))
            return redirect(draft)
        form = MeasureForm(initial={"text": form.cleaned_data["text"]})
    context = {"form": form, "report": report, "congress": congress, **extra}
    status = 422 if request.method == "POST" and not (report and report.ok) else 200
    return render(request, "scoring/scheme_write.html", context, status=status)


@login_required
def new(request):
    """Write a measure, or upload its file."""
    congress = own_congress(request)
    form = MeasureForm(request.POST or None, request.FILES or None)
    return _write(request, congress, form, {"version": None})


@login_required
def edit(request, pk):
    """Go on from a version: rewrite the open draft, or start the next one from its text."""
    version = version_for(request, pk)
    need(can_keep_scores(request.user, version.scheme.congress))
    form = MeasureForm(request.POST or None, request.FILES or None, initial={"text": version.text})
    return _write(request, version.scheme.congress, form, {"version": version})


@login_required
def effect(request, pk):
    """Who would stand elsewhere under this version, by the facts of a period."""
    version = version_for(request, pk)
    need(can_see_live(request.user, version.scheme.congress))
    periods = ScoringPeriod.objects.filter(congress=version.scheme.congress).select_related(
        "scheme_version__scheme"
    )
    chosen = request.GET.get("period", "")
    period = next((p for p in periods if str(p.pk) == chosen), None) or periods.first()
    context = {
        "version": version,
        "periods": periods,
        "period": period,
        "effect": effect_of(version, period) if period else None,
    }
    return render(request, "scoring/scheme_effect.html", context)


@login_required
def publish(request, pk):
    """The second person puts a draft into force."""
    version = version_for(request, pk)
    need(can_publish_scheme(request.user, version))
    form = PublishSchemeForm(
        request.POST or None, version=version, initial={"in_force_from": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            publish_scheme_version(version, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("In force. Its text does not change any more."))
            return redirect(version)
    status = 422 if request.method == "POST" else 200
    context = {"version": version, "form": form}
    return render(request, "scoring/scheme_publish.html", context, status=status)
