"""`manage.py tidy_evidence`: throw away originals that are no longer needed, and stray files."""

import json
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from performance.services.evidence import drop_originals, drop_strays


class Command(BaseCommand):
    help = (
        "Throw away the photos as they were sent once their record is settled long enough"
        " (LUZHI_ORIGINALS_DAYS), and files no record knows. Hashes stay. Run it nightly."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="one JSON document")

    def handle(self, *args, **options):
        originals = drop_originals(timezone.localdate())
        strays = drop_strays(timezone.now() - timedelta(days=1))
        if options["json"]:
            self.stdout.write(json.dumps({"originals": originals, "strays": strays}))
        else:
            self.stdout.write(f"{originals} originals and {strays} stray files thrown away.")
