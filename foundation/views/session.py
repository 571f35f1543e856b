"""Coming in, going out, and where each person starts."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ..menu import menu_items
from ..panels import home_panels
from ..postings import postings_of


class SignIn(LoginView):
    """Sign in by user name or mobile phone."""

    template_name = "foundation/sign_in.html"

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["username"].label = _("User name or mobile phone")
        return form


@login_required
def after_sign_in(request):
    """People with a posting start at the desk, deputies at their dossier."""
    return redirect("foundation:desk" if postings_of(request.user) else "foundation:my")


@require_POST
def larger_text(request):
    """Switch the larger-text mode on or off for this browser, and go back."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = redirect(back)
    value = "1" if request.POST.get("on") == "1" else "0"
    response.set_cookie("larger_text", value, max_age=31_536_000, samesite="Lax")
    return response


@login_required
def my_home(request):
    """The deputy's first screen: what the rooms above have to show (我的)."""
    return render(request, "foundation/my_home.html", {"panels": home_panels("my", request)})


@login_required
def desk_home(request):
    """The first screen of those with a posting (工作台); a stranger finds nothing here."""
    if not menu_items("desk", request.user):
        raise Http404
    return render(request, "foundation/desk_home.html", {"panels": home_panels("desk", request)})
