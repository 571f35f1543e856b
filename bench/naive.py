"""The usual way: one queryset of model objects and the rules in Python."""

from collections import defaultdict

from performance.models import DutyRecord, Mandate

from .rules import CATEGORIES, COLUMN, RULES


def totals(congress, year):
    """Mandate key → total in thousandths, and mandate key → rank within its delegation."""
    by_rule = defaultdict(int)
    records = DutyRecord.objects.filter(congress=congress, status="confirmed", on__year=year)
    for record in records.select_related("kind"):
        for number, rule in enumerate(RULES):
            if record.kind.code == rule.kind and all(
                getattr(record, COLUMN[name]) == value for name, value in rule.when.items()
            ):
                by_rule[record.mandate_id, number, _window(rule, record.on)] += rule.points
    by_category = defaultdict(int)
    for (mandate, number, _where), got in by_rule.items():
        by_category[mandate, RULES[number].category] += min(got, RULES[number].cap)
    total = defaultdict(int)
    for (mandate, category), got in by_category.items():
        total[mandate] += min(got, CATEGORIES[category])
    groups = defaultdict(list)
    for mandate in Mandate.objects.filter(congress=congress):
        total.setdefault(mandate.pk, 0)
        groups[mandate.delegation_id].append(mandate.pk)
    ranks = {}
    for members in groups.values():
        points = sorted((total[pk] for pk in members), reverse=True)
        first = {}
        for place, got in enumerate(points, start=1):
            first.setdefault(got, place)
        ranks.update({pk: first[total[pk]] for pk in members})
    return dict(total), ranks


def _window(rule, day):
    if rule.per == "month":
        return day.month
    if rule.per == "quarter":
        return (day.month - 1) // 3
    return 0
