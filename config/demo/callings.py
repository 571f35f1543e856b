"""Being called, alive in the demonstration: a delegation's head, answers, leave, a joint research
trip, a summary with its report, and one deputy who missed two sessions without leave."""

from datetime import timedelta

from foundation.models import Posting, Role
from performance.models import Activity, Attendance, Mandate
from performance.services.credentials import review_absences
from performance.services.joint import ask_partner
from performance.services.leave import ask_leave, reply_coming
from performance.services.summaries import forward_report, sum_up

Occasion = Activity.Occasion
HEAD_NAME = "秦守田"


def name_the_head(place, people):
    """Deputy 秦守田 heads the Dongling delegation and signs in as `qin`."""
    today = place.term.starts_on
    mandate = next(
        m
        for m in place.mandates[1:]
        if place.town_of[m.pk] == "东岭镇" and m.covers(today) and not m.ends_on
    )
    deputy = mandate.deputy
    deputy.name, deputy.name_en, deputy.user = HEAD_NAME, "Qin Shoutian", people["qin"]
    deputy.save(update_fields=["name", "name_en", "user"])
    Posting.objects.create(
        user=people["qin"],
        role=Role.DELEGATION_HEAD,
        scope="delegation",
        scope_id=mandate.delegation_id,
    )


def answer_calls(place, people):
    """Next week's trip: Lin says she will come, Zhao asks for leave."""
    trip = Activity.objects.filter(congress=place.county, status="published").latest("starts_on")
    mandates = Mandate.objects.filter(congress=place.county, deputy__user__isnull=False)
    mandates = mandates.select_related("deputy__user")
    for mandate in mandates:
        lines = Attendance.objects.filter(sitting__activity=trip, mandate=mandate)
        if mandate.deputy.user == people["lin"] and lines:
            reply_coming(trip, [mandate], by=people["lin"])
        elif mandate.deputy.user == people["zhao"] and lines:
            ask_leave(
                trip,
                mandate,
                lines,
                reason="health",
                note="膝盖手术后复查",
                key="d" * 32,
                by=people["zhao"],
            )


def ask_the_town(place, people):
    """Dongling's congress is asked to join next week's research trip and has not yet."""
    trip = Activity.objects.filter(
        congress=place.county, status="published", occasion=Occasion.RESEARCH
    ).first()
    if trip and "东岭镇" in place.townships:
        ask_partner(trip, place.townships["东岭镇"], by=people["gao"])


def sum_things_up(place, people, today):
    """The latest inspection is summed up and its report sent on; the ones before are overdue."""
    closed = Activity.objects.filter(
        congress=place.county, status="closed", occasion=Occasion.INSPECTION, starts_on__lt=today
    )
    latest = closed.first()
    if latest is None:
        return
    sum_up(
        latest,
        text="实地察看三处点位，听取镇政府和村民代表意见，形成视察报告，提出加强管护、明确责任人等三条建议。",
        problems=3,
        credit="东岭镇人大办公室",
        by=people["gao"],
    )
    forward_report(
        latest,
        title="视察报告",
        sent_to="县水利局",
        sent_on=latest.starts_on + timedelta(days=3),
        by=people["gao"],
    )


def watch_credentials(place, people):
    """Look at everyone's sessions once, as a clerk would after the second one."""
    mandates = Mandate.objects.filter(congress=place.county).select_related("deputy")
    review_absences(mandates, by=people["gao"])


def tell(place, people, today):
    """The whole of it, after everything else has happened."""
    answer_calls(place, people)
    ask_the_town(place, people)
    sum_things_up(place, people, today)
    watch_credentials(place, people)
