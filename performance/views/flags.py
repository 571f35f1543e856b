"""Credential flags at the desk (代表资格提示): two sessions missed without leave."""

from datetime import date
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ..models import CredentialFlag
from ..permissions import can_handle_flag, reads_flags
from ..querysets import congresses_read_by, flags_read_by
from ..result_forms import FlagForm
from ..services.credentials import handle_flag
from ..workflow import FLAG_MOVES

PER_PAGE = 25


def flag_readers_only(view):
    """For keepers and the committee; other readers are refused, strangers find nothing."""

    @login_required
    @wraps(view)
    def checked(request, *args, **kwargs):
        if not reads_flags(request.user):
            if congresses_read_by(request.user):
                raise PermissionDenied
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def _flags(user):
    flags = CredentialFlag.objects.filter(mandate__congress__in=flags_read_by(user))
    return flags.select_related("mandate__deputy", "mandate__congress", "mandate__delegation")


@flag_readers_only
def flag_list(request):
    """Every flag of the congresses the person watches over, those to be looked at first."""
    flags = _flags(request.user).order_by("-holds", "-raised_at", "-pk")
    page = Paginator(flags, PER_PAGE).get_page(request.GET.get("page"))
    for flag in page.object_list:
        flag.days = with_days(flag.sessions)
    return render(request, "performance/flag_list.html", {"page_obj": page})


@flag_readers_only
def flag_page(request, pk):
    """One flag: the sessions, the rule, what follows by law, its history, and what is decided."""
    flag = get_object_or_404(_flags(request.user), pk=pk)
    handles = can_handle_flag(request.user, flag)
    if request.method == "POST" and not handles:
        raise PermissionDenied
    form = FlagForm(request.POST or None, moves=FLAG_MOVES[flag.status])
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            handle_flag(flag, data["to"], by=request.user, reason=data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Kept. Nothing has ended because of it."))
            return redirect(flag)
    context = {
        "flag": flag,
        "sessions": with_days(flag.sessions),
        "partly": with_days(flag.partly),
        "events": flag.events.select_related("by"),
        "form": form if handles and FLAG_MOVES[flag.status] else None,
        "township": flag.mandate.congress.level == "township",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/flag.html", context, status=status)


def with_days(sessions):
    """The stored sessions with their days as days."""
    return [
        {
            **session,
            "first": date.fromisoformat(session["first"]),
            "last": date.fromisoformat(session["last"]),
        }
        for session in sessions
    ]


def flag_panel(request):
    """On the desk's first screen: flags nobody has looked at yet."""
    if not reads_flags(request.user):
        return None
    waiting = _flags(request.user).open().count()
    if not waiting:
        return None
    return render_to_string("performance/panels/flags.html", {"waiting": waiting}, request)
