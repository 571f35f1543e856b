"""An edition as a document: asked for as paper or workbook, compared, verified by anyone."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from foundation import chain
from foundation.background import start_job
from performance.services.volume_prints import code_from
from performance.volume_paper import grouped

from ..comparison import (
    TODAY,
    comparable_editions,
    compare_editions,
    compare_with_today,
    rows_with_lines,
    rows_without_lines,
)
from ..jobs import HEAD
from ..models import Edition, EditionImprint
from ..permissions import can_see_live
from ..services.imprints import state_of
from .asking import need

KINDS = {"pdf": "edition-pdf", "xlsx": "edition-xlsx"}
LANGUAGES = {"zh-hans", "en"}
PAGE = 50


def _edition(request, pk):
    return get_object_or_404(Edition.objects.visible_to(request.user).select_related(*HEAD), pk=pk)


@require_POST
@login_required
def ask_paper(request, pk):
    """Have the edition made as PDF or workbook; the form may name the language of the paper."""
    edition = _edition(request, pk)
    code = KINDS.get(request.POST.get("format"), "edition-pdf")
    asked = request.POST.get("language")
    language = asked if asked in LANGUAGES else get_language()
    key = chain.digest(f"{language} {edition.digest} {edition.published_at}")
    with override(language):
        title = edition.title
    job = start_job(
        code,
        {"edition": edition.pk},
        key=key,
        title=title,
        by=request.user,
        back=edition.get_absolute_url(),
        language=language,
    )
    return redirect("foundation:desk-job", job.pk)


@login_required
def compare(request, pk):
    """The edition beside an earlier one, or beside the figures of today for those who see them."""
    edition = _edition(request, pk)
    others = comparable_editions(edition, request.user).select_related("period", "scheme_version")
    sees_live = can_see_live(request.user, edition.congress)
    wanted = request.GET.get("with") or _usual(edition, others, sees_live)
    older, newer = edition, None
    if wanted == TODAY:
        need(sees_live)
        comparison = compare_with_today(edition)
    elif wanted:
        if not str(wanted).isdigit():
            raise Http404
        older, newer = get_object_or_404(others, pk=wanted), edition
        comparison = compare_editions(older, newer, withhold=not sees_live)
    else:
        comparison = None
    context = {
        "edition": edition,
        "others": others,
        "sees_live": sees_live,
        "wanted": str(wanted or ""),
        "comparison": comparison,
    }
    if comparison:
        page = Paginator(comparison.moved, PAGE).get_page(request.GET.get("page"))
        lined = comparison.with_lines
        context |= {
            "page_obj": page,
            "rows": rows_with_lines(page, older, newer) if lined else rows_without_lines(page),
        }
    return render(request, "scoring/edition_compare.html", context)


def _usual(edition, others, sees_live):
    """What is compared with unless asked: the one it replaces, the one before, or today."""
    if edition.previous_id:
        return edition.previous_id
    before = others.first()
    if before:
        return before.pk
    return TODAY if sees_live else None


@never_cache
def verify_any(request):
    """Type a code from a paper."""
    code = code_from(request.GET.get("code", ""))
    if code:
        return redirect("scoring:verify-edition", code)
    return _public(render(request, "scoring/edition_verify.html", {"typed": ""}))


@never_cache
def verify(request, code):
    """Is the paper with this code a document of this site, and is its digest the one on it?

    Open to anyone who holds the paper, and silent about who stands in it: no name, no rank, no
    points. A paper of an edition that is not published has no code.
    """
    imprints = EditionImprint.objects.select_related("edition")
    imprint = imprints.filter(code=code_from(code), edition__number__isnull=False).first()
    if imprint is None:
        return _public(render(request, "scoring/edition_verify.html", {"typed": code}, status=404))
    typed = "".join(request.GET.get("digest", "").lower().split())
    context = {
        "imprint": imprint,
        "edition": imprint.edition,
        "state": state_of(imprint),
        "code": grouped(imprint.code),
        "digest": grouped(imprint.edition.digest, 8),
        "typed_digest": typed,
        "equal": typed == imprint.edition.digest,
    }
    return _public(render(request, "scoring/edition_verify.html", context))


def _public(response):
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
