"""``manage.py scheme check|score|schema``: a measure and its facts from files, no database."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from scoring.engine import FactsRefused, score
from scoring.engine.facts_file import (
    MAX_BYTES,
    FactsFileRefused,
    period_of_year,
    read_facts_file,
)
from scoring.engine.report import result_document
from scoring.engine.sentences import reason_text
from scoring.scheme import Fault, check_scheme, scheme_schema
from scoring.scheme.text import say


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
        run.add_argument("--year", help="The period, if the facts file names none.")
        run.add_argument("--lines", action="store_true", help="Print every line as well.")
        run.add_argument("--json", action="store_true", help="Print one JSON document.")
        verbs.add_parser("schema", help="Print the JSON Schema of scheme files.")

    def handle(self, *args, verb, **options):
        getattr(self, verb)(**options)

    def check(self, *, file, json, **options):
        """Print the report; exit 1 on any fault."""
        report = check_scheme(self.read(file, json))
        if json:
            self.document(report.as_dict())
        else:
            self.report(file, report)
        if report.faults:
            count = len(report.faults)
            raise CommandError(_("%(file)s: %(count)s faults.") % {"file": file, "count": count})

    def report(self, file, report):
        for fault in report.faults:
            self.stdout.write(about(file, fault))
        for warning in report.warnings:
            self.stdout.write(about(file, warning, f"{_('Warning')}: "))
        for outcome in report.examples:
            mark = "✓" if outcome.ok else "✗"
            self.stdout.write(f"{mark} {outcome.name}")
        if report.ok:
            values = {"title": report.scheme.title, "digest": report.scheme.digest}
            self.stdout.write(_("%(title)s: in order. Digest %(digest)s") % values)

    def score(self, *, file, facts, year, lines, json, **options):
        """Score and print. A scheme with a fault, a failing example included, scores nobody."""
        report = check_scheme(self.read(file, json))
        if report.faults:
            self.refuse(file, report.faults, json)
        scheme, period = report.scheme, None
        if year is not None:
            period, message, fix = period_of_year(scheme.period, year)
            if period is None:
                self.refuse(facts, [Fault("period", "--year", 0, 0, message, fix)], json)
        raw = self.read(facts, json)
        try:
            given = read_facts_file(raw, facts.suffix.lower(), scheme, period=period)
            result = score(scheme, given.facts, given.cohort, given.period, past=given.past)
        except FactsFileRefused as refusal:
            self.refuse(facts, refusal.faults, json)
        except FactsRefused as refusal:
            self.refuse(facts, [Fault("facts", "", 0, 0, refusal)], json)
        if json:
            self.document(result_document(scheme, given, result))
        else:
            self.table(scheme, given, result, lines)

    def read(self, path, as_json):
        """The bytes of a file; one that cannot be read is refused like any other fault."""
        try:
            if path.is_dir():
                message = say(_("This is a folder, not a file."))
            elif not path.exists():
                message = say(_("The file does not exist."))
            elif path.stat().st_size > MAX_BYTES:
                message = say(_("The file is larger than 64 MB."))
            else:
                return path.read_bytes()
        except (OSError, ValueError):
            message = say(_("The file cannot be read."))
        fix = say(_("Check the name of the file and the right to read it."))
        self.refuse(path, [Fault("file", "", 0, 0, message, fix)], as_json)

    def refuse(self, path, faults, as_json):
        """All faults on standard output, the first and their number on standard error."""
        if as_json:
            faults_told = [fault.as_dict() for fault in faults]
            self.document({"ok": False, "file": str(path), "faults": faults_told})
        else:
            for fault in faults:
                self.stdout.write(about(path, fault))
        first, rest = about(path, faults[0]), len(faults) - 1
        if rest:
            first += " " + _("(and %(count)s more)") % {"count": rest}
        raise CommandError(first)

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


def about(file, fault, before=""):
    """A fault in one line, with its file, its place and what to write."""
    place = f"{file}:{fault.line}:{fault.column}" if fault.line else str(file)
    parts = [f"{fault.path}:" if fault.path else "", str(fault.message), str(fault.fix or "")]
    return f"{place}: {before}" + " ".join(part for part in parts if part)
