"""`manage.py checkpoint`: a signed statement of sizes and roots, to keep away from this machine."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from scoring.services.checkpoints import checkpoint_text


class Command(BaseCommand):
    help = "Write how long every chain is and how it ends; `verify --against` reads it back."

    def add_arguments(self, parser):
        parser.add_argument("--out", required=True, help="file to write; it must not exist yet")

    def handle(self, *, out, **options):
        try:
            with Path(out).open("x", encoding="utf-8") as file:
                file.write(checkpoint_text())
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error}") from error
        self.stdout.write(f"checkpoint written to {out}")
