"""The administrators' page: people, their postings, their first passwords (人员与岗位)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, user_passes_test
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ..models import Posting
from ..people_forms import PasswordForm, PersonForm, PostingForm
from ..permissions import (
    ADMINISTRATORS,
    adds_people,
    can_post,
    can_set_password,
    people_kept_by,
    posts_people,
    reads_people,
    seats_of,
)
from ..places import places_under
from ..services.people import add_person, end_posting, grant_posting, set_password

PER_PAGE = 50


def for_administrators(view):
    """Sign-in first, then one of the three administrators: anyone else is refused (403)."""

    def checked(user):
        if not reads_people(user):
            raise PermissionDenied
        return True

    return login_required(user_passes_test(checked)(view))


@for_administrators
def people(request):
    """Everyone the administrator keeps, with the postings in force today."""
    asked = request.GET.get("q", "").strip()
    found = people_kept_by(request.user).order_by("username").prefetch_related("postings")
    if asked:
        found = found.filter(name__contains=asked) | found.filter(username=asked)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    rows = [(person, _in_force(person, today)) for person in page]
    context = {"page_obj": page, "rows": rows, "asked": asked, "adds": adds_people(request.user)}
    return render(request, "foundation/people.html", context)


def _in_force(person, day):
    return [
        p
        for p in person.postings.all()
        if (p.starts_on is None or p.starts_on <= day) and (p.ends_on is None or day <= p.ends_on)
    ]


@for_administrators
def person_add(request):
    """A new account; the system administrator's work."""
    if not adds_people(request.user):
        raise PermissionDenied
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = add_person(**form.cleaned_data, by=request.user)
        except ValidationError as error:
            _explain(form, error)
        else:
            messages.success(request, _("The account is open. A posting can be given now."))
            return redirect("foundation:person", pk=person.pk)
    return render(request, "foundation/person_add.html", {"form": form}, status=_status(form))


@for_administrators
def person(request, pk):
    """One person: postings of all time, and what this administrator may do about them."""
    return _person_page(request, _kept(request, pk))


@require_POST
@for_administrators
def posting_grant(request, pk):
    """Give the person a posting; the security administrator's work."""
    person = _kept(request, pk)
    if not posts_people(request.user) or person == request.user:
        raise PermissionDenied
    form = PostingForm(request.POST, by=request.user)
    if form.is_valid():
        try:
            grant_posting(person=person, **form.values(), by=request.user)
        except ValidationError as error:
            _explain(form, error)
        else:
            messages.success(request, _("The posting is given."))
            return redirect("foundation:person", pk=pk)
    return _person_page(request, person, posting_form=form)


@require_POST
@for_administrators
def posting_end(request, pk):
    """End a posting now; it stays in the list with its last day."""
    kept = people_kept_by(request.user)
    posting = get_object_or_404(Posting.objects.filter(user__in=kept), pk=pk)
    end_posting(posting, on=timezone.localdate(), by=request.user)
    messages.success(request, _("The posting has ended."))
    return redirect("foundation:person", pk=posting.user_id)


@require_POST
@for_administrators
def person_password(request, pk):
    """Set a password with the person standing by; the system administrator's work."""
    person = _kept(request, pk)
    if not can_set_password(request.user, person):
        raise PermissionDenied
    form = PasswordForm(request.POST)
    if form.is_valid():
        try:
            set_password(person, form.cleaned_data["password"], by=request.user)
        except ValidationError as error:
            form.add_error("password", error)
        else:
            messages.success(request, _("The new password is in force."))
            return redirect("foundation:person", pk=pk)
    return _person_page(request, person, password_form=form)


def _kept(request, pk):
    return get_object_or_404(people_kept_by(request.user), pk=pk)


def _person_page(request, person, *, posting_form=None, password_form=None):
    user = request.user
    names = places_under(seats_of(user, ADMINISTRATORS))
    today = timezone.localdate()
    in_force = {p.pk for p in _in_force(person, today)}
    postings = [
        {
            "posting": p,
            "place": names.get((p.scope, p.scope_id), _("another congress")),
            "in_force": p.pk in in_force,
            "can_end": p.pk in in_force and can_post(user, person, p.scope, p.scope_id),
        }
        for p in person.postings.order_by("-starts_on", "pk")
    ]
    may_post = posts_people(user) and person != user
    may_set = can_set_password(user, person)
    context = {
        "person": person,
        "postings": postings,
        "posting_form": (posting_form or PostingForm(by=user)) if may_post else None,
        "password_form": (password_form or PasswordForm()) if may_set else None,
    }
    status = 422 if posting_form or password_form else 200
    return render(request, "foundation/person.html", context, status=status)


def _explain(form, error):
    """Each sentence beside the field it is about, the rest above the form."""
    if hasattr(error, "error_dict"):
        for field, sentences in error.error_dict.items():
            form.add_error(field if field in form.fields else None, sentences)
    else:
        about_password = "password" in form.fields and any(e.code for e in error.error_list)
        form.add_error("password" if about_password else None, error)


def _status(form):
    return 422 if form.is_bound and form.errors else 200
