"""A version of a measure to read: against another one in words, and on paper."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from foundation.paper import PaperUnavailable, pdf_of

from ..models import SchemeVersion
from ..rules import base_text, limit_words, rule_blocks, tier_rows
from ..scheme.difference import differences
from ..services.measures import scheme_of
from ..studio.chapters import LABELS
from ..studio.clauses import clauses_of
from ..studio.document import plain_of
from ..studio.words import label_of
from .schemes import version_for


@login_required
def difference(request, pk):
    """What a version changes against the one before it, or against another one."""
    version = version_for(request, pk)
    others = (
        SchemeVersion.objects.visible_to(request.user)
        .filter(scheme=version.scheme_id)
        .exclude(pk=pk)
        .order_by("-number")
    )
    chosen = request.GET.get("with", "")
    other = next((one for one in others if str(one.pk) == chosen), None)
    if other is None:
        other = next((one for one in others if one.number < version.number), None)
    chapters = {}
    if other:
        for change in differences(plain_of(other.text) or {}, plain_of(version.text) or {}):
            label = LABELS.get(change.chapter) or label_of(change.chapter)
            chapters.setdefault(str(label), []).append(change.told(label_of))
    context = {"version": version, "others": others, "other": other, "chapters": chapters}
    return render(request, "scoring/scheme_difference.html", context)


@login_required
def paper(request, pk):
    """A version on paper, for readers of rankings and for the deputies it measures."""
    versions = SchemeVersion.objects.visible_to(request.user).select_related("scheme__congress")
    version = get_object_or_404(versions, pk=pk)
    scheme = scheme_of(version)
    context = {
        "version": version,
        "rules": scheme,
        "blocks": rule_blocks(scheme),
        "base": base_text(scheme),
        "tiers": tier_rows(scheme),
        "sets": [(one, limit_words(one.limit)) for one in scheme.limits],
        "clauses": clauses_of(version.clauses),
        "printed_on": timezone.localdate(),
    }
    try:
        content = pdf_of("scoring/scheme_pdf.html", context, request)
    except PaperUnavailable as missing:
        raise Http404(str(missing)) from missing
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{version.scheme.code}-{version.number}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
