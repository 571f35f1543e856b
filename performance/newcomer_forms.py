"""The two steps of a new mandate: who, and everything else (补选登记)."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from .forms import DateInput
from .models import Deputy, DeputyGroup, Mandate, Term
from .namesakes import namesakes, shown_person
from .services.newcomers import welcome

NEW = "new"
ABOUT = ["sex", "birth_year", "phone", "work_unit"]


def open_terms(kept):
    """The terms of these congresses that still run, the newest first."""
    terms = Term.objects.filter(congress__in=[congress.pk for congress in kept], ends_on=None)
    return terms.select_related("congress").order_by("congress", "-starts_on")


class WhoForm(forms.Form):
    """The name, and into which term."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    term = forms.ModelChoiceField(
        Term.objects.none(), label=pgettext_lazy("of a congress", "Term"), empty_label=None
    )

    def __init__(self, *args, terms, **kwargs):
        super().__init__(*args, **kwargs)
        self.terms = list(terms)
        if len(self.terms) == 1:
            del self.fields["term"]
            return
        self.fields["term"].queryset = terms
        self.fields["term"].label_from_instance = lambda term: f"{term.congress} · {term}"

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        return name if name.isascii() else name.replace(" ", "")

    @property
    def into(self):
        """The term chosen, or the only one there is."""
        return self.terms[0] if len(self.terms) == 1 else self.cleaned_data["term"]


class NewMandateForm(forms.ModelForm):
    """Which person, certificate, days, place; and of a new person what tells them from others."""

    person = forms.ChoiceField(
        label=gettext_lazy("Who is it?"), widget=forms.RadioSelect, required=False
    )
    sex = Deputy._meta.get_field("sex").formfield()
    birth_year = Deputy._meta.get_field("birth_year").formfield()
    phone = Deputy._meta.get_field("phone").formfield()
    work_unit = Deputy._meta.get_field("work_unit").formfield()
    despite = forms.CharField(
        label=gettext_lazy("Why a deputy of two unrelated areas all the same"),
        max_length=200,
        required=False,
        widget=forms.HiddenInput,
        help_text=gettext_lazy("Kept in the log with your name."),
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Mandate
        fields = [
            "certificate_no",
            "by_election",
            "elected_on",
            "starts_on",
            "constituency",
            "delegation",
        ]
        widgets = {"elected_on": DateInput(), "starts_on": DateInput()}

    field_order = ["person", *ABOUT, *Meta.fields, "despite", "shown"]

    def __init__(self, data=None, *, name, term, user, **kwargs):
        super().__init__(data, **kwargs)
        self.name, self.term, self.user = name, term, user
        known = self._about(data or {})
        self.people = {str(person.pk): person for person in namesakes(name, user, **known)}
        new = (NEW, _("Somebody new called %(name)s") % {"name": name})
        people = [(key, shown_person(person)) for key, person in self.people.items()]
        self.fields["person"].choices = [*people, new]
        if not self.people:
            self.fields["person"].widget = forms.HiddenInput()
        self.asked = set((data or {}).get("shown", "").split())
        if data is not None:
            self.data = data.copy()
            self.data["shown"] = " ".join(self.people)
        else:
            self.fields["person"].required = bool(self.people)
            self.initial["shown"] = " ".join(self.people)
            self.initial["by_election"] = term.starts_on < timezone.localdate()
        congress = term.congress
        self.fields["constituency"].queryset = congress.constituencies.order_by("name")
        delegations = congress.groups.filter(kind=DeputyGroup.Kind.DELEGATION)
        self.fields["delegation"].queryset = delegations.order_by("name")
        self.fields["constituency"].label = _("Constituency")
        self.fields["delegation"].label = _("Delegation")
        if (data or {}).get("despite", "").strip():
            self.ask_despite()

    @staticmethod
    def _about(data):
        year = str(data.get("birth_year", "")).strip()
        return {
            "phone": str(data.get("phone", "")).strip(),
            "birth_year": int(year) if year.isdigit() and len(year) == 4 else None,
            "sex": data.get("sex", ""),
        }

    def ask_despite(self):
        """Show the field of the reason that overrules the rule of unrelated areas."""
        self.fields["despite"].widget = forms.TextInput(attrs={"class": "form-control"})

    def clean(self):
        data = super().clean()
        if "person" not in self.errors and self.people:
            chosen = data.get("person")
            unseen = set(self.people) - self.asked and chosen not in self.people
            if (unseen or not chosen) and not self._there(data):
                self.fields["person"].required = True
                known = _("This name is known already. Say which person it is, or somebody new.")
                self.add_error("person", known)
        if (
            data.get("by_election")
            and not data.get("elected_on")
            and "elected_on" not in self.errors
        ):
            self.add_error("elected_on", _("Of a by-election write down the day of the election."))
        elected, starts = data.get("elected_on"), data.get("starts_on")
        if elected and elected > timezone.localdate():
            self.add_error("elected_on", _("That day is still to come."))
        elif elected and starts and elected > starts:
            self.add_error("starts_on", _("It lies before the day of the election."))
        return data

    def _there(self, data):
        """Was this very mandate put down already? Then the button was pressed twice."""
        return Mandate.objects.filter(
            term=self.term,
            certificate_no=data.get("certificate_no", ""),
            deputy__name=self.name,
            starts_on=data.get("starts_on"),
        ).exists()

    def _post_clean(self):
        """The service checks the row as a whole."""

    def act(self, by):
        """Make the mandate, kept as `made`; ValidationError as `begin_mandate` refuses."""
        data = dict(self.cleaned_data)
        person = self.people.get(data.pop("person"))
        data.pop("shown")
        about = {name: data.pop(name) for name in ABOUT}
        try:
            self.made = welcome(person, self.term, by=by, name=self.name, about=about, **data)
        except ValidationError as error:
            if getattr(error, "code", "") == "unrelated":
                self.ask_despite()
            raise
