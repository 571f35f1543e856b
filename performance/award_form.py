"""The form an award is entered on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .forms import new_key
from .models import Award


class AwardForm(forms.ModelForm):
    """What was given, by whom, when; the key makes sending it twice harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_key)

    class Meta:
        model = Award
        fields = ["title", "body", "level", "on", "proof"]
        widgets = {"on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        labels = {"on": _("Day")}

    def _post_clean(self):
        """The row is made by the verb, which checks what only it can."""
