"""What the record puts on the first screens: a deputy's next duty and year; a keeper's queues."""

from django.template.loader import render_to_string
from django.utils import timezone

from .models import Activity, DutyRecord, Mandate
from .permissions import keeps_records
from .views.access import kept_congresses, own_mandates
from .views.deputies import rows_with_rates


def my_panel(request):
    """Next duty, attendance this year and what is waiting, for each mandate in force."""
    from .dossier import next_duty

    today = timezone.localdate()
    mandates = [m for m in own_mandates(request.user) if m.covers(today)]
    if not mandates:
        return None
    context = {
        "volumes": [
            {"mandate": mandate, "tally": tally, "done": done, "next": next_duty(mandate, today)}
            for mandate, tally, done in rows_with_rates(mandates, today.year)
        ],
        "year": today.year,
    }
    return render_to_string("performance/panels/my.html", context, request)


def desk_panel(request):
    """Waiting to be confirmed, open sheets and this month's activities, for keepers."""
    if not keeps_records(request.user):
        return None
    today = timezone.localdate()
    congresses = kept_congresses(request.user)
    activities = Activity.objects.filter(congress__in=congresses)
    opened = activities.filter(status=Activity.Status.PUBLISHED)
    context = {
        "waiting": DutyRecord.objects.waiting().filter(congress__in=congresses).count(),
        "due": opened.filter(starts_on__lte=today).order_by("starts_on")[:6],
        "open_count": opened.filter(starts_on__lte=today).count(),
        "coming": opened.filter(starts_on__gt=today).order_by("starts_on")[:4],
        "this_month": activities.filter(
            starts_on__year=today.year, starts_on__month=today.month
        ).count(),
        "drafts": activities.filter(status=Activity.Status.DRAFT).count(),
        "month": f"{today:%Y-%m}",
        "in_office": Mandate.objects.filter(congress__in=congresses).in_office_on(today).count(),
    }
    return render_to_string("performance/panels/desk.html", context, request)
