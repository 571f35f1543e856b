"""Where somebody is in the wizard."""

from django.urls import reverse
from django.utils.translation import gettext as _


def wizard_steps(current, job=None):
    """The wizard's pages as `components/steps.html` shows them; `current` is one of the keys."""
    names = {
        "file": _("Choose the file"),
        "columns": _("Columns"),
        "check": _("Check"),
        "done": _("Imported"),
    }
    keys = list(names)
    at = keys.index(current)
    steps = []
    for number, (key, label) in enumerate(names.items()):
        state = "current" if number == at else "done" if number < at else "todo"
        if current == "done":
            state = "done"
        url = ""
        if job is not None and key == "columns" and current == "check":
            url = reverse("foundation:import-columns", args=[job.pk])
        steps.append({"label": label, "state": state, "url": url})
    return steps
