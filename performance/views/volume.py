"""The volume asked for as a document, and the public page its code leads to."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from foundation import chain
from foundation.background import start_job

from ..models import VolumePrint
from ..services.volume_prints import code_from, masked, state_of
from ..volume import build_volume
from ..volume_paper import grouped
from .access import readers_only
from .dossier import addresses, mandate_for, year_asked

KINDS = {"pdf": "volume-pdf", "xlsx": "volume-xlsx"}
LANGUAGES = {"zh-hans", "en"}


def _ask(request, frame, pk):
    """Have the volume made; the same unchanged one is handed out again. On to the page that waits.

    The form may name the year, the format and the language of the paper.
    """
    mandate = mandate_for(request, frame, pk)
    year = year_asked(request.POST)
    code = KINDS.get(request.POST.get("format"), "volume-pdf")
    asked = request.POST.get("language")
    language = asked if asked in LANGUAGES else get_language()
    with override(language):
        volume = build_volume(mandate, request.user, timezone.localdate(), year)
        key = chain.digest(f"{language} {volume.digest()}")
        title = volume.title
    job = start_job(
        code,
        {"mandate": mandate.pk, "year": year},
        key=key,
        title=title,
        by=request.user,
        back=addresses(frame, mandate, year)["dossier"],
        language=language,
    )
    return redirect(f"foundation:{frame}-job", job.pk)


my_volume = require_POST(login_required(lambda request, pk: _ask(request, "my", pk)))
desk_volume = require_POST(readers_only(lambda request, pk: _ask(request, "desk", pk)))


@never_cache
def verify_any(request):
    """Type a code from a paper."""
    typed = request.GET.get("code", "")
    if code := code_from(typed):
        return redirect("performance:verify", code)
    return _public(render(request, "performance/verify.html", {"typed": ""}))


@never_cache
def verify(request, code):
    """What became of the record since the paper with this code was made; open to anyone with it.

    It says no more of the deputy than a first character: who holds the paper knows the rest.
    """
    printed = (
        VolumePrint.objects.filter(code=code_from(code))
        .select_related(
            "mandate__deputy", "mandate__congress", "mandate__term", "mandate__constituency"
        )
        .first()
    )
    if printed is None:
        return _public(render(request, "performance/verify.html", {"typed": code}, status=404))
    context = {
        "printed": printed,
        "state": state_of(printed),
        "name": masked(printed.mandate.deputy.name),
        "code": grouped(printed.code),
        "checksum": grouped(printed.checksum, 8),
    }
    return _public(render(request, "performance/verify.html", context))


def _public(response):
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
