"""Coming in, going out, and where each person starts."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ..faces import works_at_desk
from ..panels import home_panels


class SignIn(LoginView):
    """Sign in by user name or mobile phone."""

    template_name = "foundation/sign_in.html"

    def dispatch(self, request, *args, **kwargs):
        """Whoever is signed in already goes on; the office sends those it refuses back here."""
        if request.user.is_authenticated and request.method == "GET":
            if self.get_redirect_url().startswith(reverse("wagtailadmin_home")) and not (
                request.user.has_perm("wagtailadmin.access_admin")
            ):
                raise PermissionDenied
            return redirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["username"].label = _("User name or mobile phone")
        return form

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context.pop("site_name")  # Django names the host here; the frame names the site
        return context


class ChangePassword(SuccessMessageMixin, PasswordChangeView):
    """A new password, given the present one. The session stays, all others end."""

    template_name = "foundation/password_change.html"
    success_url = reverse_lazy("foundation:after-sign-in")
    success_message = _("Your new password is in force.")

    def get_context_data(self, **kwargs):
        desk = works_at_desk(self.request.user)
        frame = "frames/desk.html" if desk else "frames/my.html"
        return super().get_context_data(frame=frame, **kwargs)


@login_required
def after_sign_in(request):
    """People with a posting start at the desk, deputies at their dossier."""
    return redirect("foundation:desk" if works_at_desk(request.user) else "foundation:my")


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
    if not works_at_desk(request.user):
        raise Http404
    return render(request, "foundation/desk_home.html", {"panels": home_panels("desk", request)})
