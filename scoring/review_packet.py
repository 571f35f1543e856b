"""A reappointment review as people read it: one frozen picture for the page, the PDF, the workbook.

Nothing is ranked and nothing is added up over different kinds of duty. Cases come in the order of
their certificate numbers.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from performance.dossier import OCCASION
from performance.models import (
    CredentialFlag,
    Deputy,
    DutyKind,
    LeaveRequest,
    Mandate,
    RoleSpan,
    Suspension,
)
from performance.models.duty_report import Verdict

from .models import CaseStatus, Conclusion, MemberOpinion, ReviewNote
from .review_permissions import compiles_opinions, is_about, sees_opinions
from .term_figures import TermFigures, figures_from, middle_of

LEAVE = dict(LeaveRequest.Reason.choices)
SUSPENSION = dict(Suspension.Cause.choices)
OFFICES = dict(RoleSpan.Role.choices)
FLAGS = dict(CredentialFlag.Status.choices)
VERDICTS = dict(Verdict.choices)
OCCUPATIONS = dict(Mandate.Occupation.choices)
SEXES = dict(Deputy.Sex.choices)
NOTED = dict(ReviewNote.Reason.choices)


@dataclass(frozen=True)
class GapWords:
    """A stretch of empty months and what is on record or noted for it."""

    first: str
    last: str
    months: int
    causes: tuple

    @property
    def explained(self):
        return bool(self.causes)


@dataclass(frozen=True)
class CasePage:
    """One deputy under review as one reader may see it."""

    case: object
    own: bool
    figures: TermFigures
    occasions: tuple
    kinds: tuple
    offices: tuple
    gaps: tuple
    reports: tuple
    flags: tuple
    years: tuple
    notes: tuple
    opinions: tuple
    opinions_given: int
    opinions_shown: bool
    my_opinion: object
    conclusion: object

    @property
    def sex(self):
        return SEXES.get(self.case.sex, "")

    @property
    def occupation(self):
        return OCCUPATIONS.get(self.case.occupation, "")

    @property
    def unexplained(self):
        """Empty months nothing is on record for."""
        return sum(gap.months for gap in self.gaps if not gap.explained)


@dataclass(frozen=True)
class Packet:
    """A review, or part of one, as it leaves the house."""

    review: object
    pages: tuple[CasePage, ...]
    sees_points: bool
    left_out: int  # the reader's own case among them
    chosen: tuple  # the filters in words


@dataclass(frozen=True)
class Beside:
    """One figure of a deputy beside the middle of two groups; a group under eight shows none."""

    label: object
    own: str
    everyone: str
    everyone_between: str
    alike: str
    alike_between: str


def case_pages(review, user, cases):
    """The CasePages of these cases; the same few queries for one or for all."""
    cases = list(cases)
    keys = [case.pk for case in cases]
    kinds = {kind.code: kind.label for kind in DutyKind.objects.of(review.congress)}
    points = sees_opinions(user, review.congress)
    compiles = compiles_opinions(user, review.congress)
    notes = _by_case(ReviewNote.objects.filter(case__in=keys).select_related("by"))
    opinions, conclusions = {}, {}
    if points:
        standing = MemberOpinion.objects.filter(case__in=keys, stands=True)
        opinions = _by_case(standing.select_related("member"))
        said = Conclusion.objects.filter(case__in=keys, stands=True)
        conclusions = {
            one.case_id: one for one in said.select_related("written_by", "confirmed_by")
        }
    return tuple(
        _page(
            case, user, kinds, points, compiles, notes.get(case.pk, ()),
            opinions.get(case.pk, ()), conclusions.get(case.pk),
        )
        for case in cases
    )  # fmt: skip


def _by_case(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found


def _page(case, user, kinds, points, compiles, notes, opinions, conclusion):
    figures = figures_from(case.figures)
    mine = next((one for one in opinions if one.member_id == user.pk), None)
    over = case.status not in {CaseStatus.DRAFTED, CaseStatus.SCORED, CaseStatus.OPINIONS}
    shown = points and (compiles or over or mine is not None)
    own = is_about(user, case)
    return CasePage(
        case=case,
        own=own,
        figures=figures,
        occasions=tuple(
            (str(OCCASION.get(one.occasion, one.occasion or "—")), one.tally)
            for one in figures.occasions
        ),
        kinds=tuple((kinds.get(code, code), count) for code, count in figures.kinds),
        offices=tuple(
            (str(OFFICES.get(role, role)), first, out) for role, first, out in figures.offices
        ),
        gaps=tuple(_gap(gap, notes) for gap in figures.gaps),
        reports=tuple(
            (one, str(VERDICTS.get(one.verdict, "")), _votes(one)) for one in figures.reports
        ),
        flags=tuple((one, str(FLAGS.get(one.status, one.status))) for one in figures.flags),
        years=figures.years if points else (),
        notes=tuple(notes),
        opinions=tuple(opinions) if shown and not own else (),
        opinions_given=len(opinions),
        opinions_shown=shown and not own,
        my_opinion=mine,
        conclusion=conclusion if not own and _counts(conclusion, compiles) else None,
    )


def _counts(conclusion, compiles):
    """A conclusion counts once a second person confirmed it; before, those who compile see it."""
    return conclusion is not None and (compiles or conclusion.confirmed_by_id is not None)


def _votes(report):
    return tuple(zip(report.names, report.votes, strict=False))


def _cause(cause):
    if cause.kind == "suspension":
        return str(SUSPENSION.get(cause.reason) or _("Suspended"))
    return gettext("leave: %(reason)s") % {"reason": LEAVE.get(cause.reason, cause.reason)}


def _gap(gap, notes):
    causes = [(_cause(cause), cause.first, cause.last) for cause in gap.causes]
    for note in notes:
        days = note.reason and (f"{note.first_day:%Y-%m}", f"{note.last_day:%Y-%m}")
        if days and days[0] <= gap.last and gap.first <= days[1]:
            causes.append(
                (str(NOTED[note.reason]), f"{note.first_day:%Y-%m-%d}", f"{note.last_day:%Y-%m-%d}")
            )
    return GapWords(gap.first, gap.last, gap.months, tuple(dict.fromkeys(causes)))


COMPARED = ("fulfilled", "leave", "absent", "led", "solved", "receptions", "sum_done", "sum_empty")


def figures_beside(page, cases):
    """The Besides of one deputy: everyone of the review, and those of the same occupation class."""
    labels = {
        "rate": _("Attendance where obliged"),
        "led": _("Suggestions led"),
        "solved": _("Suggestions solved"),
        "receptions": _("Receptions at a station"),
        "sum_done": _("Duties done"),
        "sum_empty": _("Empty months"),
    }
    columns = [f"figures__{name}" for name in COMPARED]
    everyone, alike = defaultdict(list), defaultdict(list)
    for occupation, *values in cases.order_by().values_list("occupation", *columns):
        row = dict(zip(COMPARED, (value or 0 for value in values), strict=True))
        row["rate"] = _rate(row["fulfilled"], row["leave"], row["absent"])
        for name in labels:
            if row[name] is not None:
                everyone[name].append(row[name])
                if occupation and occupation == page.case.occupation:
                    alike[name].append(row[name])
    figures = page.figures
    own = {
        "rate": _rate(figures.fulfilled, figures.leave, figures.absent),
        "led": figures.led,
        "solved": figures.solved,
        "receptions": figures.receptions,
        "sum_done": figures.done,
        "sum_empty": figures.empty_months,
    }
    return tuple(
        Beside(
            label,
            _shown(name, own[name]),
            *_between(name, middle_of(everyone[name])),
            *_between(name, middle_of(alike[name])),
        )
        for name, label in labels.items()
    )


def _between(name, middle):
    """The middle of a group, and its middle half, as text; both empty for a small group."""
    if middle is None:
        return "", ""
    return _shown(name, middle.value), f"{_shown(name, middle.low)}–{_shown(name, middle.high)}"


def _shown(name, value):
    if value is None:
        return "—"
    if name != "rate":
        return str(value)
    whole, tenth = divmod(value, 10)
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"


def _rate(fulfilled, leave, absent):
    """Tenths of a percent, rounded down; None where nobody was called."""
    obliged = fulfilled + leave + absent
    return fulfilled * 1000 // obliged if obliged else None


def build_packet(review, user, cases, chosen=()):
    """The packet of these cases for one reader; the reader's own case is left out."""
    pages = case_pages(review, user, cases)
    kept = tuple(page for page in pages if not page.own)
    return Packet(
        review=review,
        pages=kept,
        sees_points=sees_opinions(user, review.congress),
        left_out=len(pages) - len(kept),
        chosen=tuple(chosen),
    )
