"""What people enter about a decision: which course, by whom, on which day, and why."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from performance.forms import DateInput

from .models import Decision

Course = Decision.Course
STEP = [Course.FOLLOW, Course.DIFFER, Course.NOTHING]


class DecisionForm(forms.Form):
    """A decision over the list, one result, or one proposed step."""

    course = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    tier = forms.ChoiceField(label=_("Tier decided"), required=False)
    words = forms.CharField(label=_("What was decided"), max_length=300, required=False)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed whenever the decision differs from what was computed or proposed."),
    )
    body = forms.CharField(label=_("Decided by whom"), max_length=120)
    on = forms.DateField(label=_("Decided on"), widget=DateInput())

    def __init__(self, *args, edition, rules, row=None, action="", **kwargs):
        super().__init__(*args, **kwargs)
        courses = STEP if action else STEP[:2] if row else STEP[:1]
        self.fields["course"].choices = [
            (one.value, one.label if action or one != Course.FOLLOW else _("Approved as computed"))
            for one in courses
        ]
        self.initial.setdefault("course", Course.FOLLOW.value)
        self.initial.setdefault("on", timezone.localdate())
        decides = rules.results.decision
        if decides and not action:
            self.initial.setdefault("body", decides.by)
        if row is None or action:
            del self.fields["tier"]
        else:
            tiers = [("", "—")] + [(t.code, t.name) for t in rules.tiers if t.code != row.tier]
            self.fields["tier"].choices = tiers
        if not action:
            del self.fields["words"]
            return
        entry = next(one for one in rules.actions if one.code == action)
        self.initial.setdefault("body", entry.owner)
        if entry.options:
            self.fields["words"].help_text = _("The measure names: %(options)s.") % {
                "options": "、".join(entry.options)
            }
