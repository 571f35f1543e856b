"""Makes the Chinese of every room readable to the site."""

from django.core.management.base import BaseCommand

from config.chinese.catalogue import folder, site_catalogue


class Command(BaseCommand):
    help = "Compile the Chinese parts into one catalogue (.mo). Needs no GNU gettext."

    def handle(self, *args, **options):
        # A site must start even while two rooms word one text differently; the suite refuses it.
        disagreements = []
        catalogue = site_catalogue(disagreements)
        for sentence in disagreements:
            self.stderr.write(sentence)
        target = folder() / "LC_MESSAGES" / "django.mo"
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_suffix(".new")
        catalogue.save_as_mofile(str(beside))
        beside.replace(target)  # in one step: a server reading it never sees half a file
        if options["verbosity"] > 1:
            self.stdout.write(f"{len(catalogue)} texts in Chinese.")
