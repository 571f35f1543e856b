"""What people type in a reappointment review."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from performance.forms import new_key
from performance.models import DeputyGroup, Mandate, Term

from .models import CaseStatus, MemberOpinion, Opinion, ReviewNote


def _day(label, **more):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


class KeyedForm(forms.Form):
    """A form whose button may be pressed twice."""

    key = forms.CharField(widget=forms.HiddenInput, initial=new_key, max_length=40)


class StartForm(KeyedForm):
    term = forms.ModelChoiceField(label=_("Term under review"), queryset=Term.objects.none())
    name = forms.CharField(label=_("Name"), max_length=80)
    last_day = _day(_("Figures up to"), initial=timezone.localdate)

    def __init__(self, *args, congress, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["term"].queryset = Term.objects.filter(congress=congress)
        self.fields["term"].initial = self.fields["term"].queryset.order_by("-number").first()


class FiguresForm(forms.Form):
    last_day = _day(_("Figures up to"))
    last_day.widget.attrs["class"] = "form-control"


class NoteForm(KeyedForm):
    text = forms.CharField(
        label=_("What the committee should know"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = forms.ChoiceField(
        label=_("Does it explain empty months?"),
        required=False,
        choices=[("", _("No")), *ReviewNote.Reason.choices],
    )
    first_day = _day(_("From"), required=False)
    last_day = _day(_("Until"), required=False)


class OpinionForm(KeyedForm):
    opinion = forms.ChoiceField(
        label=_("Your opinion"), choices=Opinion.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What in the record leads you to it. Points alone are no reason."),
    )


class ConclusionForm(OpinionForm):
    field_order = ["opinion", "reason", "met_on"]
    met_on = _day(_("Day of the meeting"), initial=timezone.localdate)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opinion"].label = _("Opinion of the committee")


class AgainForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is taken up again"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DecisionForm(forms.Form):
    decision = forms.CharField(
        label=_("What was decided, and by whom"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    decided_on = _day(_("Decided on"), initial=timezone.localdate)


class CaseFilter(forms.Form):
    """Which deputies of a review are shown. There is no order by figures, on purpose."""

    q = forms.CharField(label=_("Name or certificate no."), required=False, max_length=60)
    delegation = forms.ChoiceField(label=_("Delegation"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    occupation = forms.ChoiceField(label=_("Occupation class"), required=False)
    grassroots = forms.ChoiceField(
        label=_("Grassroots"),
        required=False,
        choices=[
            ("", _("Grassroots or not")),
            ("yes", _("Grassroots")),
            ("no", _("Not grassroots")),
        ],
    )
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("Every status")), *CaseStatus.choices],
    )
    mine = forms.ChoiceField(
        label=_("My opinion"),
        required=False,
        choices=[("", _("Given or not")), ("open", _("I have not given one"))],
    )

    def __init__(self, *args, review, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        for field in self.fields.values():
            chosen = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "form-select" if chosen else "form-control"
        groups = DeputyGroup.objects.filter(
            congress=review.congress_id, kind=DeputyGroup.Kind.DELEGATION
        ).values_list("name", flat=True)
        self.fields["delegation"].choices = [
            ("", _("All delegations")),
            *((name, name) for name in groups),
        ]
        self.fields["sex"].choices = [
            ("", _("Women and men")), ("f", _("Women")), ("m", _("Men")),
        ]  # fmt: skip
        self.fields["occupation"].choices = [
            ("", _("All occupations")), *Mandate.Occupation.choices,
        ]  # fmt: skip

    def narrowed(self, cases):
        """The cases that fit; a value nobody offered is ignored."""
        self.is_valid()
        data = self.cleaned_data
        if data.get("q"):
            cases = cases.filter(name__contains=data["q"]) | cases.filter(
                label__startswith=data["q"]
            )
        for name in ("delegation", "sex", "occupation", "status"):
            if data.get(name):
                cases = cases.filter(**{name: data[name]})
        if data.get("grassroots") == "yes":
            cases = cases.filter(grassroots=True)
        elif data.get("grassroots"):
            cases = cases.exclude(grassroots=True)
        if data.get("mine") == "open":
            mine = MemberOpinion.objects.filter(member=self.user, stands=True)
            cases = cases.exclude(pk__in=mine.values("case")).exclude(
                mandate__deputy__user=self.user
            )
        return cases

    def in_words(self):
        """The filters that are set, each as (what, value)."""
        self.is_valid()
        found = []
        for name, value in self.cleaned_data.items():
            if value:
                shown = dict(getattr(self.fields[name], "choices", ())).get(value, value)
                found.append((str(self.fields[name].label), str(shown)))
        return tuple(found)
