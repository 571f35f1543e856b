"""Forms of the confirming desk: send back, withdraw, add a proof, judge a pair, answer it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.pictures import ACCEPT

from .models import PhotoPair
from .services.evidence import prepare_evidence

RETURN_REASONS = {
    "unclear": _("Say more exactly what was done, where and with whom"),
    "proof": _("A photo or another proof is missing"),
    "day": _("The day is not right"),
    "kind": _("It belongs to another kind of duty"),
    "twice": _("It is recorded already"),
    "no_duty": _("It is not a deputy's duty"),
    "private": _("It names residents or shows private data: take them out"),
}


class ReturnForm(forms.Form):
    """Why a record goes back: one of the usual reasons, more words, or both."""

    why = forms.ChoiceField(
        label=_("Reason"),
        choices=[*RETURN_REASONS.items(), ("other", _("Another reason"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("More about it"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The deputy reads it as it stands here."),
    )

    def __init__(self, data=None, *args, **kwargs):
        # A bare `reason` is what other pages and scripts have always sent.
        if data is not None and "reason" in data and "why" not in data:
            data = {"why": "other", "words": data["reason"]}
        super().__init__(data, *args, **kwargs)

    def clean(self):
        data = super().clean()
        if data.get("why") == "other" and not data.get("words", "").strip():
            self.add_error("words", _("Say why."))
        return data

    @property
    def sentence(self):
        """The reason as the deputy reads it."""
        words = " ".join(self.cleaned_data["words"].split())
        if self.cleaned_data["why"] == "other":
            return words
        reason = str(RETURN_REASONS[self.cleaned_data["why"]])
        return _("%(reason)s: %(words)s") % {"reason": reason, "words": words} if words else reason


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class EvidenceField(forms.FileField):
    """Photos and PDFs to be kept as evidence, several at once; its value is a prepared list.

    Every bad file is named in a sentence of its own; one bad file stops the form.
    """

    widget = FilesInput

    def __init__(self, *, documents=True, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = f"{ACCEPT},application/pdf" if documents else ACCEPT

    def clean(self, data, initial=None):
        files = [file for file in (data if isinstance(data, list) else [data]) if file]
        if not files:
            super().clean(None, initial)
            return []
        prepared, faults = [], []
        for file in files[:20]:
            try:
                prepared.append(prepare_evidence(file))
            except ValidationError as error:
                faults.append(error)
        if faults:
            raise ValidationError(faults)
        return prepared


class EvidenceForm(forms.Form):
    """Photos or documents added to a record."""

    files = EvidenceField(
        label=_("Photos or PDF documents"),
        help_text=_(
            "JPEG, PNG, WebP, HEIC or PDF, at most 20 MB each. Show no ID cards, no faces"
            " of children, nothing a resident would not want seen."
        ),
    )


class DropForm(forms.Form):
    """Why a photo is taken out again."""

    reason = forms.CharField(label=_("Why it is taken out"), max_length=300)


class VerdictForm(forms.Form):
    """What two photos that look alike are, said by a person."""

    verdict = forms.ChoiceField(
        choices=[choice for choice in PhotoPair.Verdict.choices if choice[0]]
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class AnswerForm(forms.Form):
    """What a deputy says about a photo that was raised with them."""

    answer = forms.CharField(
        label=_("Your answer"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
