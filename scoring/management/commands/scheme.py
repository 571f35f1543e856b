"""``manage.py scheme check|score|schema``: a measure and its facts from files, no database."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from scoring.engine import FactsRefused, Period, score
from scoring.engine.facts_file import MAX_BYTES, FactsFileRefused, read_facts_file
from scoring.engine.report import result_document
from scoring.engine.sentences import reason_text
from scoring.scheme import check_scheme, scheme_schema


class Command(BaseCommand):
    help = "Check a scheme file, score a facts file by it, or print the JSON Schema of schemes."
    requires_system_checks = []

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("check", help="Say every fault with its place and what to write.")
        check.add_argument("file", type=Path)
        check.add_argument("--json", action="store_true", help="Print one JSON document.")
        run = verbs.add_parser("score", help="Totals, lines, tiers, ranks and proposed actions.")
        run.add_argument("file", type=Path)
        run.add_argument("facts", type=Path)
        run.add_argument("--year", type=int, help="The period, if the facts file names none.")
        run.add_argument("--lines", action="store_true", help="Print every line as well.")
        run.add_argument("--json", action="store_true", help="Print one JSON document.")
        verbs.add_parser("schema", help="Print the JSON Schema of scheme files.")

    def handle(self, *args, verb, **options):
        getattr(self, verb)(**options)

    def check(self, *, file, json, **options):
        """Print the report; exit 1 on any fault."""
        report = check_scheme(read(file))
        if json:
            self.document(report.as_dict())
        else:
            self.report(file, report)
        if report.faults:
            count = len(report.faults)
            raise CommandError(_("%(file)s: %(count)s faults.") % {"file": file, "count": count})

    def report(self, file, report):
        for fault in report.faults:
            self.stdout.write(f"{file}:{fault.line}:{fault.column}: {self.about(fault)}")
        for warning in report.warnings:
            place = f"{file}:{warning.line}:{warning.column}"
            self.stdout.write(f"{place}: {_('Warning')}: {self.about(warning)}")
        for outcome in report.examples:
            mark = "✓" if outcome.ok else "✗"
            self.stdout.write(f"{mark} {outcome.name}")
        if report.ok:
            values = {"title": report.scheme.title, "digest": report.scheme.digest}
            self.stdout.write(_("%(title)s: in order. Digest %(digest)s") % values)

    @staticmethod
    def about(fault):
        parts = [f"{fault.path}:" if fault.path else "", str(fault.message), str(fault.fix or "")]
        return " ".join(part for part in parts if part)

    def score(self, *, file, facts, year, lines, json, **options):
        """Score and print; faults of either file go to standard error."""
        report = check_scheme(read(file), examples=False)
        if report.faults:
            places = [f"{one.line}:{one.column}: {self.about(one)}" for one in report.faults]
            self.refuse(file, places, json)
        scheme = report.scheme
        period = None
        if year is not None:
            try:
                period = Period(str(year), *scheme.period.of_year(year))
            except (ValueError, OverflowError) as error:
                raise CommandError(_("%(year)s is not a year.") % {"year": year}) from error
        try:
            given = read_facts_file(read(facts), facts.suffix.lower(), scheme, period=period)
            result = score(scheme, given.facts, given.cohort, given.period)
        except FactsFileRefused as refusal:
            self.refuse(facts, refusal.faults, json)
        except FactsRefused as refusal:
            self.refuse(facts, [str(refusal)], json)
        if json:
            self.document(result_document(scheme, given, result))
        else:
            self.table(scheme, given, result, lines)

    def refuse(self, path, faults, as_json):
        """All faults on standard output, the first and their number on standard error."""
        if as_json:
            self.document({"ok": False, "file": str(path), "faults": list(faults)})
        else:
            for fault in faults:
                self.stdout.write(f"{path}: {fault}")
        more = ""
        if len(faults) > 1:
            more = " " + _("(and %(count)s more)") % {"count": len(faults) - 1}
        raise CommandError(f"{path}: {faults[0]}{more}")

    def table(self, scheme, given, result, lines):
        """A plain table for the terminal."""
        for warning in given.warnings:
            self.stdout.write(f"{_('Warning')}: {warning}")
        if given.dropped:
            count = sum(given.dropped.values())
            self.stdout.write(
                _("%(count)s records are not confirmed and left out.") % {"count": count}
            )
        document = result_document(scheme, given, result)
        for one in sorted(document["results"], key=lambda one: (one["rank"] is None, one["rank"])
                          if one["rank"] is not None else (True, 0)):  # fmt: skip
            cells = [
                str(one["rank"]) if one["rank"] is not None else "-",
                one["name"] or one["subject"],
                one["rank_group"] or "",
                one["total"] if one["total"] is not None else "-",
                one["tier_name"] or "",
                reason_text(scheme, one["reason"]),
            ]
            self.stdout.write("\t".join(cells).rstrip())
            for action in one["actions"]:
                self.stdout.write(f"\t→ {action['text']} ({action['owner']})")
            for line in one["lines"] if lines else ():
                self.stdout.write(f"\t{line['points']}\t{line['text']}")

    def document(self, value):
        self.stdout.write(json.dumps(value, ensure_ascii=False, indent=2))

    def schema(self, **options):
        """The published schema, as in docs/scheme.schema.json."""
        self.document(scheme_schema())


def read(path):
    """The bytes of a file, or one clear line."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CommandError(_("%(file)s is larger than 64 MB.") % {"file": path})
        return path.read_bytes()
    except OSError as error:
        values = {"file": path, "why": error.strerror or error}
        raise CommandError(_("%(file)s cannot be read: %(why)s.") % values) from error
