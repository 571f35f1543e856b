"""Forms of the random check: announce it, draw it, say what was found."""

import secrets
from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .audit import commitment_of
from .forms import DateInput
from .models import AuditItem


class AnnounceForm(forms.Form):
    """A check to come: its span, and either a seed of one's own or its SHA-256."""

    name = forms.CharField(label=_("Name of the check"), max_length=80)
    first = forms.DateField(label=_("First day"), widget=DateInput())
    last = forms.DateField(
        label=_("Last day"),
        widget=DateInput(),
        help_text=_("The span must still be running; the sample is drawn after it is over."),
    )
    seed = forms.CharField(
        label=_("Seed"),
        max_length=200,
        required=False,
        help_text=_(
            "Write it down on paper and keep it: only its SHA-256 is stored until the draw. Without"
            " it nobody can draw this check. Or leave it empty and give its SHA-256 below."
        ),
    )
    commitment = forms.CharField(label=_("SHA-256 of the seed"), max_length=64, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        start = today.replace(day=1)
        self.initial.setdefault("first", start)
        self.initial.setdefault("last", (start + timedelta(days=32)).replace(day=1) - timedelta(1))
        self.initial.setdefault("seed", "-".join(secrets.token_hex(2) for _part in range(6)))

    def clean(self):
        data = super().clean()
        seed, commitment = data.get("seed", "").strip(), data.get("commitment", "").strip()
        if commitment:
            data["commitment"] = commitment
        elif len(seed) < 12:
            self.add_error("seed", _("A seed of at least 12 characters, or its SHA-256."))
        else:
            data["commitment"] = commitment_of(seed)
        return data


class DrawForm(forms.Form):
    """The seed, revealed."""

    seed = forms.CharField(label=_("The seed, as it was written down"), max_length=200)


class CheckForm(forms.Form):
    """What the checker found."""

    verdict = forms.ChoiceField(
        choices=[choice for choice in AuditItem.Verdict.choices if choice[0]]
    )
    note = forms.CharField(max_length=300, required=False)
