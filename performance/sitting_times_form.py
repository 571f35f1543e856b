"""From–to for each half-day, on the forms of an activity (起止时间)."""

import re
from datetime import time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .models import Sitting
from .sitting_times import USUAL

_CLOCK = r"(\d{1,2})[:：.时](\d{2})分?"
_SPAN = re.compile(rf"{_CLOCK}\s*(?:-|–|—|~|～|至|到)+\s*{_CLOCK}")


class SpanField(forms.CharField):
    """Two clock times in one box: 09:00–12:00. Cleans to a pair, or None when empty."""

    def __init__(self, **kwargs):
        super().__init__(max_length=20, required=False, **kwargs)

    def prepare_value(self, value):
        return span_text(value) if isinstance(value, tuple) else value

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        found = _SPAN.fullmatch(text.strip())
        try:
            hours = [int(part) for part in found.groups()] if found else []
            begins, ends = time(*hours[:2]), time(*hours[2:])
        except (TypeError, ValueError) as error:
            raise ValidationError(_("Write two times, like 09:00–12:00.")) from error
        if ends <= begins:
            raise ValidationError(_("It ends before it begins. Write two times, like 09:00–12:00."))
        return begins, ends


def span_text(span):
    """Two clock times as people write them."""
    return f"{span[0]:%H:%M}–{span[1]:%H:%M}"


def times_fields():
    """One box for each half-day, the usual times in it."""
    labels = {
        "morning": _("Mornings, from–to"),
        "afternoon": _("Afternoons, from–to"),
        "evening": _("Evenings, from–to"),
    }
    return {
        f"times_{half}": SpanField(label=labels[half], initial=USUAL[half])
        for half in Sitting.HalfDay.values
    }


class SittingTimesMixin(forms.Form):
    """The boxes, filled from an activity's own half-days where there is one."""

    times_morning, times_afternoon, times_evening = times_fields().values()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        activity = getattr(self, "instance", None)
        if activity is None or not activity.pk:
            return
        for sitting in activity.sittings.all():
            if sitting.begins and sitting.ends:
                self.initial[f"times_{sitting.half_day}"] = (sitting.begins, sitting.ends)

    def times(self):
        """{half-day: (begins, ends)} as written; empty boxes left out."""
        data = self.cleaned_data
        return {half: data[f"times_{half}"] for half in USUAL if data.get(f"times_{half}")}
