"""Forms of leave: asking for it, and saying who decides."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .forms import new_key
from .leave_rules import DEFAULT_RULES
from .models import LeaveDecider, LeaveRequest, LeaveRule

LONGEST = 40


class LeaveForm(forms.Form):
    """Which half-days, and the type of reason; nothing else is anyone's business."""

    half_days = forms.MultipleChoiceField(
        label=_("Leave from"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one half-day.")},
    )
    reason = forms.ChoiceField(
        label=_("Reason"), choices=LeaveRequest.Reason.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Private note"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Read only by you and whoever decides. No need to describe an illness."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_key)

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        shown = {line.sitting_pk: line.label for line in lines}
        self.fields["half_days"].choices = list(shown.items())
        if len(shown) == 1:
            self.initial["half_days"] = list(shown)


class LeaveRulesForm(forms.Form):
    """Up to how many half-days the head of a delegation decides, for each kind of activity."""

    session = forms.IntegerField(
        label=_("Sessions: the head of the delegation decides on up to"),
        min_value=0,
        max_value=LONGEST,
        help_text=_("Half-days of one session. 0: always the secretariat."),
    )
    other = forms.IntegerField(
        label=_("Other activities: the head of the delegation decides on up to"),
        min_value=0,
        max_value=LONGEST,
        help_text=_("Half-days of one activity. 0: always the secretariat."),
    )

    def __init__(self, *args, congress, **kwargs):
        super().__init__(*args, **kwargs)
        self.congress = congress
        for scope, up_to in delegation_limits(congress).items():
            self.initial[scope] = up_to

    def rules(self):
        """The rows these figures stand for."""
        scopes = LeaveRule.Scope
        rows = []
        for scope in (scopes.SESSION, scopes.OTHER):
            up_to = self.cleaned_data[scope]
            if up_to:
                rows.append((scope, up_to, LeaveDecider.DELEGATION_HEAD))
            else:
                rows.append((scope, LONGEST, LeaveDecider.HEAD))
        return rows


def delegation_limits(congress):
    """{scope: up to how many half-days the head of the delegation decides} as the rules stand."""
    rules = list(congress.leave_rules.all()) or DEFAULT_RULES
    return {
        scope: max(
            (
                rule.up_to
                for rule in rules
                if rule.scope == scope and rule.decides == LeaveDecider.DELEGATION_HEAD
            ),
            default=0,
        )
        for scope in LeaveRule.Scope.values
    }
