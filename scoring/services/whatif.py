"""What-if (试算): the same facts under a measure and under the measure with other numbers."""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

import polars as pl
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from performance.models import Mandate

from ..cohort import load_cohort
from ..engine import score
from ..models import SchemeVersion, ScoringPeriod
from ..past import load_past
from ..scheme import check_scheme
from ..whatif.compare import compare
from ..whatif.numbers import changed_text, numbers_of, written
from .kept_facts import kept_facts
from .measures import ENGINE_VERSION, engine_period, scheme_of
from .schemes import save_draft

HELD = 12
_lock = Lock()
_scored = OrderedDict()  # what the measure itself gives, by everything it rests on


@dataclass(frozen=True)
class Trial:
    """One what-if: the changed text, what is wrong with it, or what it would do."""

    text: str
    changes: dict
    scheme: object | None
    faults: tuple
    comparison: object | None


def periods_of(version, *, whole_term=False, chosen=None):
    """The periods a what-if looks at: the one chosen (else the newest), or all of its term."""
    scheme = scheme_of(version)
    congress = version.scheme.congress
    periods = [
        period
        for period in ScoringPeriod.objects.filter(congress=congress)
        .select_related("scheme_version", "congress")
        .order_by("first_day")
        if scheme.period.is_period(period.first_day, period.last_day)
    ]
    if not periods:
        return [], []
    one = next((period for period in periods if period.pk == chosen), periods[-1])
    if not whole_term:
        return periods, [one]
    terms = congress.terms.filter(starts_on__lte=one.last_day).order_by("-starts_on")
    term = terms.first()
    first = term.starts_on if term else one.first_day
    last = term.ends_on if term else None
    return periods, [
        period
        for period in periods
        if period.last_day >= first and (last is None or period.first_day < last)
    ]


def try_out(version, changes, periods):
    """Score the periods by a version and by the version with other numbers; nothing is stored.

    `changes` maps keys of numbers to Decimals; those that say what is said already are left out.
    """
    known = {number.key: number.value for number in numbers_of(version.text)}
    changes = {key: to for key, to in changes.items() if key in known and to != known[key]}
    text = changed_text(version.text, changes)
    report = check_scheme(text, examples=False)
    if not report.ok or not periods:
        return Trial(text, changes, report.scheme, report.faults, None)
    before, after = [], []
    for period in periods:
        was, now = _both(version, report.scheme, period)
        before.append(was)
        after.append(now)
    return Trial(text, changes, report.scheme, (), compare(before, after))


def _both(version, changed, period):
    base, span = scheme_of(version), engine_period(period)
    key, facts = kept_facts(period.congress_id, base, span)
    cohort = load_cohort(period.congress_id, span)
    past = load_past(period, base)
    ids = cohort.subjects.get_column("subject")
    if not facts.get_column("subject").unique().is_in(ids.implode()).all():
        facts = facts.filter(pl.col("subject").is_in(ids.implode()))
    people = (cohort.subjects, cohort.role_spans, cohort.suspensions, past.results)
    rests_on = (key, ENGINE_VERSION, past.records_from, *map(_content, people))
    was = _held((rests_on, base.digest), lambda: _score(base, facts, cohort, span, past))
    if changed.digest == base.digest:
        return was, was
    now = _held((rests_on, changed.digest), lambda: _score(changed, facts, cohort, span, past))
    return was, now


def _score(scheme, facts, cohort, span, past):
    return scheme, score(scheme, facts, cohort, span, past=past, lines=False, items=True)


def _content(frame):
    return hashlib.sha256(frame.write_csv().encode()).hexdigest()


def _held(key, make):
    """What was scored a moment ago; a few results of each process."""
    with _lock:
        found = _scored.pop(key, None)
    if found is None:
        found = make()
    with _lock:
        _scored[key] = found
        while len(_scored) > HELD:
            _scored.popitem(last=False)
    return found


def people_of(comparison):
    """{subject: (name, number)} of everybody the comparison shows by name."""
    subjects = {one.subject for one in (*comparison.movers, *comparison.changers)}
    for cap in comparison.caps:
        subjects.update(cap.newly, cap.no_longer)
    rows = Mandate.objects.filter(pk__in=[int(subject) for subject in subjects])
    return {
        str(pk): (name, label)
        for pk, name, label in rows.values_list("pk", "deputy__name", "certificate_no")
    }


def draft_of_trial(version, trial, *, by):
    """Make the changed measure the draft of its measure (起草): from here on the usual way.

    Raises ValidationError when nothing is changed, the text has faults, or somebody's other draft
    is open; PermissionDenied as `save_draft` does.
    """
    if not trial.changes:
        raise ValidationError(_("Nothing is changed yet."))
    if trial.faults:
        raise ValidationError([str(fault) for fault in trial.faults])
    drafts = SchemeVersion.objects.filter(
        scheme=version.scheme, status=SchemeVersion.Status.DRAFT
    ).exclude(pk=version.pk)
    other = drafts.first()
    if other and other.text != trial.text:
        raise ValidationError(
            _("Draft %(number)s of this measure is open; try the numbers out on it instead.")
            % {"number": other.number}
        )
    return save_draft(version.scheme.congress, trial.text, by=by, clauses=version.clauses)


def address_of(changes):
    """The changes as parameters of an address, so that a what-if can be passed on."""
    return [(f"n:{key}", written(value)) for key, value in sorted(changes.items())]
