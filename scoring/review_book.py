"""A review packet as a workbook: the table, gaps, notes and opinions; nothing is ranked."""

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.sheets.writing import write_workbook

from .edition_book import points


def caution():
    """What is printed on every page of a packet and every sheet of its workbook."""
    return _(
        "For reference only. This is one input among others: the conditions of the law, the"
        " make-up of the congress and the voters decide."
    )


def review_book(packet, for_whom):
    """The bytes of the workbook."""
    sheets = [_cover(packet, for_whom), _table(packet), _gaps(packet), _notes(packet)]
    if packet.sees_points:
        sheets += [_years(packet), _opinions(packet)]
    return write_workbook(
        [(title, headers, _under(rows, len(headers))) for title, headers, rows in sheets]
    )


def _under(rows, width):
    """The rows, and the caution under them: on every sheet, as on every page."""
    rest = [""] * (width - 1)
    return [*rows, ["", *rest], [caution(), *rest]]


def _cover(packet, for_whom):
    review = packet.review
    rows = [
        (_("Name"), review.name),
        (_("Congress"), review.congress.name),
        (_("Term under review"), str(review.term)),
        (_("Figures up to"), review.last_day),
        (_("Stage"), review.get_stage_display()),
        (_("Deputies"), len(packet.pages)),
        (_("Made for"), str(for_whom)),
        (_("Made on"), timezone.localdate()),
        *packet.chosen,
    ]
    return _("Cover"), [_("What"), _("Value")], rows


def _table(packet):
    headers = [
        _("Certificate no."), _("Name"), _("Delegation"), _("Sex"), _("Occupation class"),
        _("Grassroots"), _("Attended"), _("Obliged"), _("Leave"), _("Absent"), _("Not obliged"),
        _("Suggestions led"), _("Cosigned"), _("Filed"), _("Solved"), _("Receptions"),
        _("Duties done"), _("Duty reports"), _("Empty months"), _("Without a reason on record"),
        _("Flags"), _("Status"), _("Digest of the figures"),
    ]  # fmt: skip
    rows = []
    for page in packet.pages:
        case, figures = page.case, page.figures
        reports = "; ".join(
            " ".join(word for word in (one.on, verdict) if word)
            for one, verdict, _votes in page.reports
        )
        rows.append([
            case.label, case.name, case.delegation, str(page.sex), str(page.occupation),
            _("Yes") if case.grassroots else "", figures.fulfilled, figures.tally.obliged,
            figures.leave, figures.absent, figures.not_obliged, figures.led, figures.cosigned,
            figures.filed, figures.solved, figures.receptions, figures.done, reports,
            figures.empty_months, page.unexplained,
            "; ".join(status for _flag, status in page.flags), case.get_status_display(),
            case.digest,
        ])  # fmt: skip
    return _("Deputies"), headers, rows


def _gaps(packet):
    rows = [
        [
            page.case.label, page.case.name, gap.first, gap.last, gap.months,
            "; ".join(f"{reason} {first} – {last}" for reason, first, last in gap.causes),
        ]
        for page in packet.pages
        for gap in page.gaps
    ]  # fmt: skip
    headers = [
        _("Certificate no."), _("Name"), _("From"), _("Until"), _("Months"), _("Reasons on record"),
    ]  # fmt: skip
    return _("Empty months"), headers, rows


def _notes(packet):
    rows = [
        [page.case.label, page.case.name, note.text, str(note.by), note.at]
        for page in packet.pages
        for note in page.notes
    ]
    headers = [_("Certificate no."), _("Name"), _("Note"), _("Written by"), _("At")]
    return _("Context notes"), headers, rows


def _years(packet):
    rows = [
        [
            page.case.label, page.case.name, year.period, year.number,
            _("withheld") if year.withheld else year.tier,
            None if year.total is None else points(year.total), year.rank, year.n, year.group,
        ]
        for page in packet.pages
        for year in page.years
    ]  # fmt: skip
    headers = [
        _("Certificate no."), _("Name"), _("Period"), _("Edition"), _("Tier"), _("Points"),
        _("Rank"), _("Ranked people"), _("Ranked among"),
    ]  # fmt: skip
    return _("Tiers by year"), headers, rows


def _opinions(packet):
    rows = []
    for page in packet.pages:
        head = [page.case.label, page.case.name]
        rows += [
            [*head, str(one.member), one.get_opinion_display(), one.reason, one.at]
            for one in page.opinions
        ]
        said = page.conclusion
        if said and said.confirmed_by_id:
            rows.append(
                [*head, _("Committee"), said.get_opinion_display(), said.reason, said.met_on]
            )
        if page.case.decided_on:
            rows.append(
                [*head, _("Decided elsewhere"), "", page.case.decision, page.case.decided_on]
            )
    headers = [
        _("Certificate no."), _("Name"), _("Who"), _("Opinion"), _("Reason"), _("At"),
    ]  # fmt: skip
    return _("Opinions"), headers, rows
