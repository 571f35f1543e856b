"""`manage.py verify`: the whole chain of records and every edition; exit 1 on any change."""

import json
from itertools import chain as one_after_another

from django.core.management.base import BaseCommand, CommandError

from performance.models import RecordEvent
from performance.services.verification import record_faults
from scoring.models import Edition
from scoring.services.checkpoints import checkpoint_faults
from scoring.services.verification import all_faults


class Command(BaseCommand):
    help = (
        "Check every event of every volume, every record against its events, every measure in "
        "force and every edition. Exit 1 and the first bad place on any change."
    )

    def add_arguments(self, parser):
        parser.add_argument("--against", help="a checkpoint file kept elsewhere")
        parser.add_argument("--all", action="store_true", help="list every fault, not the first")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *, against, **options):
        checks = [record_faults(), all_faults()]
        if against:
            checks.insert(0, checkpoint_faults(_text(against)))
        faults = []
        for fault in one_after_another(*checks):
            faults.append(str(fault))
            if not options["all"]:
                break
        document = {
            "ok": not faults,
            "events": RecordEvent.objects.count(),
            "editions": Edition.objects.count(),
            "first_fault": faults[0] if faults else None,
            "faults": faults,
        }
        if options["json"]:
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))
        elif not faults:
            self.stdout.write(
                f"{document['events']} events and {document['editions']} editions: all as written"
            )
        if faults:
            raise CommandError("; ".join(faults))


def _text(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error
