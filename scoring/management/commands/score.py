"""`manage.py score`: the live cards of a congress and period, computed anew (nightly)."""

import json
import time

from django.core.management.base import BaseCommand

from scoring.engine import points_text
from scoring.models import ScoreCard
from scoring.scheme import SchemeRefused
from scoring.services.cards import recompute_cards
from scoring.services.live_fairness import bring_up_to_date

from ._asking import CommandError, congress_of, period_of


class Command(BaseCommand):
    help = "Compute the live score cards of a congress from its confirmed records."

    def add_arguments(self, parser):
        parser.add_argument("--congress", required=True, help="code of the congress")
        parser.add_argument("--period", required=True, help="name of the scoring period")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *, congress, period, **options):
        period = period_of(congress_of(congress), period)
        started = time.perf_counter()
        try:
            computed, changed = recompute_cards(period)
            bring_up_to_date(period)
        except SchemeRefused as error:
            raise CommandError(f"the measure of this period is not accepted: {error}") from error
        seconds = round(time.perf_counter() - started, 3)
        if not options["json"]:
            self.stdout.write(f"{computed} cards computed, {changed} changed, {seconds} s")
            return
        cards = ScoreCard.objects.filter(period=period).order_by("-total", "mandate")
        rows = cards.values_list(
            "mandate__certificate_no", "mandate__deputy__name", "total", "tier", "standing",
            "reason", "rank_group", "parts",
        )  # fmt: skip
        document = {
            "congress": period.congress.code,
            "period": period.name,
            "first_day": period.first_day.isoformat(),
            "last_day": period.last_day.isoformat(),
            "scheme": period.scheme_version.scheme.code,
            "version": period.scheme_version.number,
            "computed": computed,
            "changed": changed,
            "seconds": seconds,
            "cards": [
                {
                    "certificate_no": certificate,
                    "name": name,
                    "total": points_text(total) or None,
                    "tier": tier or None,
                    "class": standing,
                    "reason": reason or None,
                    "group": group or None,
                    "parts": {one["category"]: points_text(one["points"]) for one in parts},
                }
                for certificate, name, total, tier, standing, reason, group, parts in rows
            ],
        }
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))
