"""Import a sheet from the command line: the same code as the wizard on the desk.

    manage.py import_sheet roster roster.xlsx --congress yunling --as gao
    manage.py import_sheet register register.csv --congress yunling --as gao --dry-run --json

All rows or none. The same file twice changes nothing. Rows that contradict each other are left
unknown unless --contradictions says otherwise; they are listed either way.
"""

import json
import sys
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from foundation.models import User
from foundation.services.imports import confirm_import, judge_import, upload_sheet
from foundation.sheets import SheetError, sheet_kind, sheet_kinds
from foundation.sheets.faults import said, sentence

SHOWN = 50


class Command(BaseCommand):
    help = "Import a sheet (roster, register, …) into a congress: all rows or none."
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("kind", metavar="KIND", help="the kind of sheet: roster, register")
        parser.add_argument("file", metavar="FILE", help=".xlsx, .xls or .csv")
        parser.add_argument("--congress", required=True, metavar="CODE", help="where it goes")
        parser.add_argument("--as", required=True, dest="user", metavar="USER", help="who imports")
        parser.add_argument("--dry-run", action="store_true", help="judge it, import nothing")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
        parser.add_argument("--sheet", default="", help="which sheet of the workbook")
        parser.add_argument(
            "--contradictions",
            choices=["unknown", "refuse"],
            default="unknown",
            help="rows that contradict each other: leave unknown (default) or refuse the file",
        )
        parser.add_argument(
            "--plenary", default="", metavar="BODY", help='the body that is the plenary; "-": none'
        )
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="KEY=HEADING",
            help="say which heading a column has, e.g. --column name=Councillor",
        )

    def handle(self, *args, **options):
        self.as_json = options["json"]
        try:
            report = self.run(options)
        except SheetError as error:
            report = {"status": "refused", **_both_languages(error)}
            self._say_place(report, error)
        except (ValidationError, PermissionDenied) as error:
            message = "; ".join(error.messages) if isinstance(error, ValidationError) else ""
            message = message or _("This person may not import this sheet there.")
            report = {"status": "refused", "message": message}
        if self.as_json:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        if report["status"] in ("refused", "errors"):
            if not self.as_json:
                for fault in report.get("faults", [])[:SHOWN]:
                    self.stdout.write(f"{fault['place']}: {fault['message']}")
            self.stdout.flush()
            sys.stderr.write(" ".join(report["message"].split()) + "\n")
            raise SystemExit(1)
        if not self.as_json:
            self._print(report)

    def run(self, options):
        kind = sheet_kind(options["kind"])
        if kind is None:
            known = ", ".join(known.code for known in sheet_kinds())
            raise SheetError("unknown_kind", kind=options["kind"], known=known)
        place = kind.place_by_code(options["congress"])
        if place is None:
            raise ValidationError(
                _("There is no congress with the code “%(code)s”.") % {"code": options["congress"]}
            )
        user = User.objects.filter(username=options["user"], is_active=True).first()
        if user is None:
            raise ValidationError(
                _("There is nobody with the user name “%(name)s”.") % {"name": options["user"]}
            )
        if not kind.may_import(user, place):
            raise PermissionDenied
        path = Path(options["file"])
        try:
            data = path.read_bytes()
        except OSError:
            raise ValidationError(
                _("The file “%(name)s” cannot be read.") % {"name": path.name}
            ) from None
        job = upload_sheet(data, path.name, kind=kind, place=place, by=user)
        preview = judge_import(
            job,
            by=user,
            sheet=options["sheet"] or None,
            mapping=_mapping(job, kind, options["column"]),
            options={"plenary": options["plenary"], "contradictions": options["contradictions"]},
        )
        report = _report(job, preview)
        if preview.counts["error"]:
            first = preview.errors[0]
            report["status"] = "errors"
            report["message"] = _(
                "%(count)s rows have faults, nothing was imported. First: %(place)s: %(message)s"
            ) % {
                "count": preview.counts["error"],
                "place": preview.where(first),
                "message": first.message,
            }
        elif options["dry_run"]:
            report["status"] = "judged"
        else:
            confirm_import(job, preview_id=job.preview_id, by=user)
            report["status"] = "imported"
        return report

    def _say_place(self, report, error):
        if error.row is not None:
            report["faults"] = [
                {
                    "sheet": error.sheet,
                    "row": error.row,
                    "column": error.column,
                    "place": "",
                    "message": report["message"],
                    "message_en": report["message_en"],
                    "code": error.code,
                }
            ]

    def _print(self, report):
        for note in report["notes"]:
            self.stdout.write(note)
        for fault in (report["warnings"] + report["contradictions"])[:SHOWN]:
            self.stdout.write(f"{fault['place']}: {fault['message']}")
        counts = report["counts"]
        summary = _(
            "%(new)s new, %(changed)s changed, %(same)s the same, %(duplicate)s duplicates, "
            "%(contradiction)s rows in contradiction."
        ) % {name: counts[name] for name in counts if name != "questions"}
        self.stdout.write(summary)
        done = _("Imported.") if report["status"] == "imported" else _("Nothing was imported.")
        self.stdout.write(done)


def _mapping(job, kind, named):
    """The job's mapping with the columns named on the command line."""
    if not named:
        return None
    from foundation.services.imports import open_heading
    from foundation.sheets.cells import key

    _names, heading, _table = open_heading(job)
    folded = [key(label) for label in heading.labels]
    mapping = dict(job.mapping)
    columns = kind.resource.columns()
    for entry in named:
        column, _equals, label = entry.partition("=")
        if column not in columns:
            raise ValidationError(
                _("There is no column called “%(column)s”. Known: %(known)s.")
                % {"column": column, "known": ", ".join(columns)}
            )
        if key(label) not in folded:
            raise ValidationError(
                _("There is no heading “%(label)s” in the sheet.") % {"label": label}
            )
        mapping[column] = folded.index(key(label))
    return mapping


def _both_languages(error):
    message = str(error)
    with override("en"):
        return {"code": error.code, "message": message, "message_en": str(error)}


def _report(job, preview):
    return {
        "status": "judged",
        "import": job.pk,
        "kind": job.kind,
        "file": job.file_name,
        "sheet": preview.sheet,
        "counts": job.counts,
        "totals_skipped": preview.totals_skipped,
        "notes": preview.note_list,
        "faults": [_fault(preview, fault) for fault in preview.errors],
        "warnings": [_fault(preview, fault) for fault in preview.warnings],
        "contradictions": [_question(preview, question) for question in preview.question_list],
        "changes": {
            row: [{"column": key, "old": old, "new": new} for key, old, new in changes]
            for row, changes in preview.changes.items()
        },
    }


def _fault(preview, fault):
    with override("en"):
        english = fault.message
    return {
        "sheet": preview.sheet,
        "row": fault.row,
        "column": fault.column,
        "place": preview.where(fault),
        "code": fault.code,
        "message": fault.message,
        "message_en": english,
    }


def _question(preview, question):
    message = sentence(question.code, question.params)
    with override("en"):
        english = sentence(question.code, question.params)
    return {
        "sheet": preview.sheet,
        "rows": question.rows,
        "place": f"{preview.sheet} {question.rows}",
        "message": message,
        "message_en": english,
        "says": [{"row": row, "value": said(value)} for _key, row, value in question.choices],
        "answer": question.answer,
    }
