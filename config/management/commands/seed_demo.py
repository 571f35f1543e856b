"""`manage.py seed_demo`: a fictional county with dates around today, and who may sign in to it."""

import json
import time
from dataclasses import asdict

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.demo.scale import SCALES
from config.demo.seed import seed_county


class Command(BaseCommand):
    help = "Make up a fictional county with dates around today, and print its sign-ins."

    def add_arguments(self, parser):
        parser.add_argument("--scale", choices=sorted(SCALES), default="tiny")
        parser.add_argument("--seed", type=int, default=19, help="same seed, same county")
        parser.add_argument(
            "--json", action="store_true", help="one JSON document and nothing else"
        )

    def handle(self, *, scale, seed, **options):
        if settings.PRODUCTION:
            raise CommandError(
                "seed_demo makes people with a password everyone knows; it refuses in production."
            )
        started = time.monotonic()
        seeded = seed_county(scale, seed)
        if options["json"]:
            self.stdout.write(json.dumps(asdict(seeded), ensure_ascii=False, indent=2))
            return
        if seeded.created:
            seconds = time.monotonic() - started
            self.stdout.write(
                f"Seeded 云岭县: {seeded.deputies} mandates, {seeded.records} records "
                f"in {seconds:.1f} s."
            )
        else:
            self.stdout.write("云岭县 is already there; nothing changed.")
        self.stdout.write("\nSign in as (password for all: " + seeded.sign_ins[0]["password"] + ")")
        for person in seeded.sign_ins:
            self.stdout.write(f"  {person['user']:<6} {person['name']}  {person['who']}")
        self.stdout.write("\nSheets to try the import with, as gao:")
        for path in seeded.workbooks:
            self.stdout.write(f"  {path}")
