"""What the dossier shows of the roster: the way to the mandate's own page."""

from django.template.loader import render_to_string

from .querysets import congresses_read_by


def office_link(mandate, user):
    """Time in office, for the desk."""
    if mandate.congress_id not in congresses_read_by(user):
        return None
    return render_to_string("performance/_office_link.html", {"mandate": mandate})
