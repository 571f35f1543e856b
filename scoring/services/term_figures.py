"""Reads the terms of a whole cohort at once: the same number of queries for three or 5,500."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import TruncMonth

from performance.axes import is_reception
from performance.models import (
    Activity,
    Attendance,
    CredentialFlag,
    DutyRecord,
    DutyReport,
    LeaveRequest,
    Outcome,
    RoleSpan,
    Suspension,
)
from performance.rates import CAME, LEAVE

from ..findings import is_withheld
from ..models import EditionRow
from ..term_figures import (
    Cause,
    FlagFigures,
    OccasionFigures,
    ReportFigures,
    TermFigures,
    YearFigures,
    gaps_of,
)
from .measures import scheme_of

SUGGESTIONS = {"suggestion"}
CONTACTS = {"voter_contact"}
GIVEN = {"delivered", "reviewed", "result_published", "archived"}
OUTCOMES = {"filed": "filed", "solved": "solved", "excellent": "excellent", "key": "key"}


def cohort_figures(mandates, last):
    """TermFigures by mandate key, of Mandates of one congress and term, up to the day `last`."""
    mandates = list(mandates)
    if not mandates:
        return {}
    term = {"mandate__congress": mandates[0].congress_id, "mandate__term": mandates[0].term_id}
    sums = defaultdict(lambda: defaultdict(int))
    occasions = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    kinds = defaultdict(dict)
    _attendance(term, last, sums, occasions)
    _duties(term, last, sums, kinds)
    lists = {
        "reports": _reports(term, last),
        "years": _years(term, last),
        "flags": _flags(term),
        "offices": _offices(term),
    }
    suspensions, causes, months = _suspensions(term), _leaves(term, last), _months(term, last)
    found = {}
    for mandate in mandates:
        pk = mandate.pk
        until = min(last, mandate.ends_on - timedelta(days=1)) if mandate.ends_on else last
        mine = tuple(suspensions[pk])
        found[pk] = TermFigures(
            first=mandate.starts_on.isoformat(),
            last=until.isoformat(),
            occasions=tuple(
                OccasionFigures(code, *counts) for code, counts in sorted(occasions[pk].items())
            ),
            kinds=tuple(sorted(kinds[pk].items())),
            suspensions=mine,
            gaps=gaps_of(
                months[pk],
                mandate.starts_on,
                until + timedelta(days=1),
                (*mine, *causes[pk]),
            ),
            **sums[pk],
            **{name: tuple(rows[pk]) for name, rows in lists.items()},
        )
    return found


def _records(term, last):
    return DutyRecord.objects.in_volume().filter(**term, on__lte=last).order_by()


def _attendance(term, last, sums, occasions):
    """Half-days obliged, and what became of them; the silent lines of closed sheets beside."""
    rows = _records(term, last).exclude(obliged="")
    fields = ("mandate", "occasion", "obliged", "presence")
    for pk, occasion, obliged, presence, n in rows.values_list(*fields).annotate(n=Count("pk")):
        if obliged != "yes":
            sums[pk]["not_obliged" if obliged == "no" else "unknown"] += n
            continue
        place = 0 if presence in CAME else 1 if presence in LEAVE else 2
        sums[pk][("fulfilled", "leave", "absent")[place]] += n
        occasions[pk][occasion][place] += n
    silent = Attendance.objects.filter(
        **term,
        sitting__activity__status=Activity.Status.CLOSED,
        sitting__on__lte=last,
        obliged__in=["no", "unknown"],
    ).exclude(status__in=CAME)
    for pk, obliged, n in (
        silent.order_by().values_list("mandate", "obliged").annotate(n=Count("pk"))
    ):
        sums[pk]["not_obliged" if obliged == "no" else "unknown"] += n


def _duties(term, last, sums, kinds):
    """What was done, by kind; suggestions by part taken and by what became of them."""
    done = _records(term, last).filter(Q(presence="") | Q(presence__in=CAME))
    fields = ("mandate", "kind__code", "role", "occasion", "mode")
    rows = done.values_list(*fields).annotate(n=Count("pk"))
    for pk, kind, role, occasion, mode, n in rows:
        kinds[pk][kind] = kinds[pk].get(kind, 0) + n
        if kind in SUGGESTIONS:
            sums[pk]["cosigned" if role == "cosigner" else "led"] += n
        elif is_reception(kind, occasion, mode):
            sums[pk]["receptions"] += n
        elif kind in CONTACTS:
            sums[pk]["contacts"] += n
    suggestions = _records(term, last).filter(kind__code__in=SUGGESTIONS)
    outcomes = Outcome.objects.filter(
        record__in=suggestions.exclude(role="cosigner").values("pk"),
        kind__in=OUTCOMES,
        on__lte=last,
    )
    counted = outcomes.order_by().values_list("record__mandate", "kind")
    for pk, kind, n in counted.annotate(n=Count("record", distinct=True)):
        sums[pk][OUTCOMES[kind]] += n


def _months(term, last):
    done = _records(term, last).filter(Q(presence="") | Q(presence__in=CAME))
    months = defaultdict(set)
    for pk, day in done.values_list("mandate", TruncMonth("on")).distinct():
        months[pk].add((day.year, day.month))
    return months


def _suspensions(term):
    found = defaultdict(list)
    rows = Suspension.objects.filter(**term).order_by("starts_on")
    for pk, first, last, cause in rows.values_list("mandate", "starts_on", "ends_on", "cause"):
        text = last.isoformat() if last else ""
        found[pk].append(Cause("suspension", cause, first.isoformat(), text))
    return found


def _leaves(term, last):
    """Approved leave, by the type of its reason only; the private note is nobody's here."""
    found = defaultdict(list)
    leaves = LeaveRequest.objects.filter(**term, status=LeaveRequest.Status.APPROVED).annotate(
        first=Min("half_days__line__sitting__on"), until=Max("half_days__line__sitting__on")
    )
    rows = leaves.filter(first__lte=last).order_by("first")
    for pk, reason, first, until in rows.values_list("mandate", "reason", "first", "until"):
        found[pk].append(Cause("leave", reason, first.isoformat(), until.isoformat()))
    return found


def _reports(term, last):
    found = defaultdict(list)
    reports = DutyReport.objects.filter(**term, status__in=GIVEN, delivered_on__lte=last)
    for report in reports.select_related("ballot").order_by("delivered_on"):
        ballot = getattr(report, "ballot", None)
        day = report.delivered_on.isoformat()
        if ballot is None or report.status not in {"result_published", "archived"}:
            found[report.mandate_id].append(ReportFigures(day))
            continue
        votes = (ballot.competent, ballot.basically, ballot.not_competent)
        found[report.mandate_id].append(
            ReportFigures(
                day,
                ballot.verdict,
                tuple(part.strip() for part in ballot.names.split("、")),
                votes,
                ballot.valid,
                ballot.returned,
            )
        )
    return found


def _years(term, last):
    """Rows of editions that stand published; a result a veto withholds keeps its silence."""
    found = defaultdict(list)
    rows = list(
        EditionRow.objects.filter(**term, edition__status="published")
        .filter(edition__first_day__lte=last)
        .select_related("edition__period", "edition__scheme_version")
        .defer("lines", "parts", "subject", "actions")
        .order_by("edition__first_day", "edition_id")
    )
    sizes = {
        (edition, group): n
        for edition, group, n in EditionRow.objects.filter(
            edition__in={row.edition_id for row in rows}, standing="ranked"
        )
        .order_by()
        .values_list("edition", "rank_group")
        .annotate(n=Count("pk"))
    }
    whole = {(r.mandate_id, r.edition.period_id) for r in rows if not r.edition.cohort}
    for row in rows:
        edition = row.edition
        if edition.cohort and (row.mandate_id, edition.period_id) in whole:
            continue  # the edition of everybody speaks for the period
        scheme = scheme_of(row.edition.scheme_version)
        hidden = is_withheld(scheme, row.findings)
        tier = scheme.tier(row.tier) if row.tier and not hidden else None
        found[row.mandate_id].append(
            YearFigures(
                period=row.edition.period.name,
                edition=row.edition_id,
                number=row.edition.number,
                standing=row.standing,
                tier=tier.name if tier else "",
                total=None if hidden else row.total,
                rank=None if hidden else row.rank,
                group=f"{edition.covers} · {row.rank_group}" if edition.cohort else row.rank_group,
                n=sizes.get((row.edition_id, row.rank_group), 0),
                withheld=hidden,
            )
        )
    return found


def _flags(term):
    found = defaultdict(list)
    for flag in CredentialFlag.objects.filter(**term):
        titles = tuple(str(one.get("title", "")) for one in flag.sessions)
        found[flag.mandate_id].append(FlagFigures(flag.status, flag.holds, titles))
    return found


def _offices(term):
    found = defaultdict(list)
    rows = RoleSpan.objects.filter(**term).order_by("starts_on")
    for pk, role, first, out in rows.values_list("mandate", "role", "starts_on", "ends_on"):
        found[pk].append((role, first.isoformat(), out.isoformat() if out else ""))
    return found
