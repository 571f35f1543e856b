"""The volume as a workbook: a sheet for the cover, the months, the rates, the six sides, and one
for every chapter and section. The numbers are those of the page and the paper."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from foundation.sheets.writing import write_workbook

from .volume_paper import grouped, verify_url


def volume_book(volume, printed):
    """The bytes of the workbook."""
    sheets = [_cover(volume, printed), _months(volume), _rates(volume), _sides(volume)]
    sheets += [_chapter(chapter) for chapter in volume.dossier.chapters]
    sheets += [(s.title, s.columns, s.rows) for s in volume.sections]
    return write_workbook(sheets)


def _cover(volume, printed):
    mandate, dossier = volume.mandate, volume.dossier
    rows = [
        (_("Congress"), mandate.congress.name),
        (pgettext("congress", "Term"), str(mandate.term)),
        (_("Year"), dossier.year or _("Whole term")),
        (_("Name"), mandate.deputy.name),
        (_("Certificate no."), mandate.certificate_no),
        (_("Constituency"), str(mandate.constituency or "")),
        (_("Delegation"), str(mandate.delegation or "")),
        (_("First day in office"), mandate.starts_on),
        (_("First day out of office"), mandate.ends_on),
        *volume.basics,
        (_("Duties done"), dossier.done),
        (_("Half-days obliged"), dossier.tally.obliged),
        (_("Half-days attended"), dossier.tally.fulfilled),
        (_("Made on"), volume.made_on),
        (_("Events in the chain"), dossier.events),
        (_("Checksum"), volume.checksum),
        (_("Code for verification"), grouped(printed.code)),
        (_("Verify at"), verify_url(printed)),
    ]
    return _("Cover"), [_("What"), _("Value")], rows


def _months(volume):
    rows = []
    for strip in volume.dossier.strips:
        rows.append([strip.year, *(_month(month) for month in strip.months), len(strip.empty)])
    numbers = [_("month %(number)s") % {"number": number} for number in range(1, 13)]
    return _("Something every month"), [_("Year"), *numbers, _("Empty months")], rows


def _month(month):
    return month.count if month.state in {"done", "empty"} else ""


def _rates(volume):
    headers = [
        _("Body"),
        _("Occasion"),
        _("Obliged"),
        _("Attended"),
        _("Leave"),
        _("Absent"),
        _("Rate"),
    ]
    own = volume.mandate.congress.short_name
    rows = [
        (row.body or own, row.occasion, *_counts(row.tally)) for row in volume.dossier.breakdown
    ]
    rows.append((_("All, in half-days"), "", *_counts(volume.dossier.tally)))
    return _("Attendance where obliged"), headers, rows


def _counts(tally):
    return tally.obliged, tally.fulfilled, tally.leave, tally.absent, tally.percent or ""


def _sides(volume):
    rows = [(row.label, row.count, _parts(row)) for row in volume.axes]
    rows.append((_("All"), sum(row.count for row in volume.axes), ""))
    return _("Six sides"), [_("Side"), _("Duties done"), _("Made up of")], rows


def _parts(row):
    return "；".join(f"{kind} {count}" for kind, count in row.parts)


def _chapter(chapter):
    headers = [
        _("Day"),
        _("Half-day"),
        _("What"),
        _("Place"),
        _("Occasion"),
        _("Body"),
        _("Attendance"),
        _("Obliged"),
        _("Outcomes"),
        _("Status"),
        _("Confirmed by"),
        _("Confirmed on"),
    ]
    return chapter.name, headers, [_line(entry) for entry in chapter.bound]


def _line(entry):
    from .templatetags.record import standing_label

    return (
        entry.on,
        str(entry.half_day_label),
        entry.title,
        entry.place,
        entry.occasion,
        entry.body,
        entry.presence,
        entry.obliged_label,
        "；".join(f"{outcome}" for outcome in entry.outcomes),
        str(standing_label(entry.standing)) + (f"：{entry.reason}" if entry.reason else ""),
        entry.confirmed_by,
        entry.confirmed_at,
    )
