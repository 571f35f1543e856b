"""The two books stations keep: the reception log and the transfer log (接待登记、转办登记)."""

from django.utils.translation import gettext as _

from performance.sections import Section

from .models import ReceptionDay, Station


def register_books():
    """Make the books known; see performance/registers.py."""
    from django.utils.translation import gettext_lazy as lazy

    from performance.registers import register_book

    register_book("receptions", lazy("Reception log"), receptions, order=40)
    register_book("transfers", lazy("Transfer log"), transfers, order=50)


def receptions(congress, viewer, span):
    """Every reception held in these days at stations this person sees, and who was on duty."""
    stations = Station.objects.visible_to(viewer).filter(congress=congress)
    held = (
        ReceptionDay.objects.filter(
            station__in=stations, status=ReceptionDay.Status.HELD, on__gte=span.first
        )
        .select_related("station")
        .prefetch_related("entries__mandate__deputy")
        .order_by("on", "starts_at", "station__name")
    )
    if span.last:
        held = held.filter(on__lte=span.last)
    rows = tuple(
        (
            number,
            day.on,
            f"{day.starts_at:%H:%M}–{day.ends_at:%H:%M}",
            day.station.name,
            "、".join(entry.mandate.deputy.name for entry in day.entries.all()),
            day.theme,
        )
        for number, day in enumerate(held, start=1)
    )
    columns = (_("No."), _("Day"), _("Time"), _("Station"), _("Deputies on duty"), _("Theme"))
    return Section("receptions", _("Reception log"), columns, rows)


def transfers(congress, viewer, span):
    """What stations handed over to others: nothing of that is recorded yet, and it says so."""
    columns = (
        _("No."),
        _("Day"),
        _("Station"),
        _("Matter"),
        _("Handed over to"),
        _("Due"),
        _("Result"),
    )
    return Section("transfers", _("Transfer log"), columns, ())
