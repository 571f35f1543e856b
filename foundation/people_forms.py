"""What an administrator fills in: a new person, a posting, a password set in person."""

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.utils.translation import gettext_lazy as _

from .models import Role
from .permissions import seats_of
from .places import place_kinds, places_under


def password_field():
    return forms.CharField(
        label=_("First password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html,
    )


class PersonForm(forms.ModelForm):
    """A new account. The person changes the first password themselves."""

    password = password_field()

    class Meta:
        model = get_user_model()
        fields = ["name", "username", "phone"]
        help_texts = {"username": _("What they sign in with; letters, digits and @ . + - _")}


class PasswordForm(forms.Form):
    """A new password, set with the person standing by."""

    password = password_field()


class PostingForm(forms.Form):
    """A role at one of the places the administrator answers for, from a day until a day."""

    role = forms.ChoiceField(label=_("role"))
    place = forms.ChoiceField(label=_("place"))
    starts_on = forms.DateField(
        label=_("from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    ends_on = forms.DateField(
        label=_("until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        roles = {role for kind in place_kinds() for role in kind.roles}
        self.fields["role"].choices = [(r.value, r.label) for r in Role if r in roles]
        places = places_under(seats_of(by, {Role.SECURITY_ADMIN}))
        self.fields["place"].choices = [
            (f"{scope}:{key}", name) for (scope, key), name in places.items()
        ]

    def values(self):
        """What `grant_posting` is given."""
        given = dict(self.cleaned_data)
        scope, key = given.pop("place").split(":")
        return given | {"scope": scope, "scope_id": int(key)}
