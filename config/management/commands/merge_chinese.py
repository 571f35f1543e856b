"""Writes the one Chinese catalogue of the repository from the parts of every room."""

from django.core.management.base import BaseCommand, CommandError

from config.chinese.catalogue import PartsDisagree, by_text, folder, site_catalogue
from config.chinese.texts import texts_of_the_site


class Command(BaseCommand):
    help = (
        "Merge locale/zh_Hans/parts/*.po into django.po and list the texts still without Chinese."
    )

    def handle(self, *args, **options):
        try:
            catalogue = site_catalogue()
            texts = texts_of_the_site()
        except (PartsDisagree, ValueError) as error:
            raise CommandError(str(error)) from None
        entries = by_text(catalogue)
        missing = []
        for text, files in sorted(texts.items(), key=lambda item: (item[0].msgid, item[0].context)):
            entry = entries.get((text.msgid, text.context))
            if entry is None:
                missing.append((text, sorted(files)))
            else:
                entry.occurrences = [(file, "") for file in sorted(files)]
        target = folder() / "LC_MESSAGES" / "django.po"
        target.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(target))
        used = sum(1 for entry in catalogue if entry.occurrences)
        self.stdout.write(f"{len(catalogue)} texts in Chinese, {used} of them used by the site.")
        for text, files in missing:
            context = f" [{text.context}]" if text.context else ""
            self.stdout.write(f"  no Chinese: {text.msgid!r}{context} in {', '.join(files)}")
        if missing:
            raise CommandError(f"{len(missing)} texts have no Chinese yet.")
