"""`manage.py edition`: draw, publish, show and recompute rankings."""

import json
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from performance.models import RoleSpan
from scoring.comparison import TODAY, compare_editions, compare_with_today
from scoring.covered import SERVED, covered
from scoring.edition_document import edition_document
from scoring.engine import points_text
from scoring.jobs import edition_pdf
from scoring.models import Edition
from scoring.scheme import SchemeRefused
from scoring.services.editions import draw_edition, publish_edition
from scoring.services.verification import recompute_edition

from ._asking import (
    CommandError,
    congress_of,
    delegation_of,
    edition_of,
    one_line,
    period_of,
    person_of,
)


class Command(BaseCommand):
    help = (
        "Editions of a ranking: draw one, publish it as a second person, show it, or compute it "
        "again from the ledger and compare."
    )

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        draw = verbs.add_parser(
            "draw", help="draw an edition of a period; it waits to be published"
        )
        draw.add_argument("--congress", required=True, help="code of the congress")
        draw.add_argument("--period", required=True, help="name of the scoring period")
        draw.add_argument("--as", dest="person", required=True, help="who draws (user name)")
        draw.add_argument(
            "--name", default="", help="name of the edition; the period's if left out"
        )
        draw.add_argument("--note", default="", help="why it replaces the published one")
        draw.add_argument("--cut-off", help="facts as known at this instant, e.g. 2026-12-31T23:59")
        draw.add_argument("--delegation", help="cover this delegation alone, by its name")
        draw.add_argument(
            "--role", choices=RoleSpan.Role.values, default="", help="cover holders of this office"
        )
        draw.add_argument(
            "--served",
            choices=list(SERVED),
            default="",
            help="cover those in office the whole period, or a part of it",
        )
        publish = verbs.add_parser("publish", help="publish a drawn edition, as a second person")
        publish.add_argument("edition", type=int, help="number printed by draw")
        publish.add_argument("--as", dest="person", required=True, help="who publishes")
        show = verbs.add_parser("show", help="show an edition, or list those of a congress")
        show.add_argument("edition", type=int, nargs="?")
        show.add_argument("--congress", help="code of the congress whose editions to list")
        show.add_argument("--pdf", metavar="FILE", help="write its paper to this file as well")
        show.add_argument(
            "--against", metavar="EDITION|today", help="who moved since that edition, or since then"
        )
        again = verbs.add_parser("recompute", help="compute an edition again; exit 1 if it differs")
        again.add_argument("edition", type=int)
        for verb in (draw, publish, show, again):
            verb.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *, verb, **options):
        try:
            getattr(self, f"_{verb}")(**options)
        except (PermissionDenied, ValidationError, SchemeRefused) as error:
            raise CommandError(one_line(error)) from error

    def _say(self, document, text, options):
        if options["json"]:
            text = json.dumps(document, ensure_ascii=False, indent=2)
        self.stdout.write(text)

    def _draw(self, *, congress, period, person, name, note, cut_off, delegation, **options):
        congress = congress_of(congress)
        edition = draw_edition(
            period_of(congress, period),
            cohort=covered(
                delegation=delegation_of(congress, delegation),
                role=options["role"],
                served=options["served"],
            ),
            by=person_of(person),
            name=name,
            note=note,
            cut_off=_instant(cut_off),
        )
        text = f"edition {edition.pk} drawn: {edition.row_count} rows, digest {edition.digest}"
        self._say(_head(edition), text, options)

    def _publish(self, *, edition, person, **options):
        by, edition = person_of(person), edition_of(edition)
        if by.pk == edition.drawn_by_id:
            raise CommandError(
                f"{by.username} drew edition {edition.pk}; another person must publish it"
            )
        edition = publish_edition(edition, by=by)
        text = f"edition {edition.pk} published as no. {edition.number}, hash {edition.hash}"
        self._say(_head(edition), text, options)

    def _show(self, *, edition, congress, pdf, against, **options):
        if edition is None:
            self._list(congress, options)
            return
        edition = edition_of(edition)
        if pdf:
            with open(pdf, "wb") as file:
                file.write(edition_pdf(edition_document(edition)))
        if against:
            self._compare(edition, against, options)
            return
        document = {**_head(edition), "rows": [_row(row) for row in edition.rows.all()]}
        lines = [
            f"{edition.title} ({edition.get_status_display()}), digest {edition.digest}",
            *(
                f"{row['rank'] or '-':>4}  {row['name']}  {row['total'] or '-'}  "
                f"{row['tier'] or ''}  {row['group'] or ''}  {row['class']}"
                for row in document["rows"]
            ),
        ]
        self._say(document, "\n".join(lines), options)

    def _compare(self, edition, against, options):
        if against == TODAY:
            comparison = compare_with_today(edition)
        elif against.isdigit():
            comparison = compare_editions(edition_of(int(against)), edition)
        else:
            raise CommandError(f"--against {against}: write the number of an edition, or today")
        rows = [moved_row(one) for one in comparison.moved]
        lines = [f"from {comparison.older} to {comparison.newer}: {len(rows)} moved"]
        lines += [
            f"{row['name']}  rank {row['rank_before'] or '-'} -> {row['rank_after'] or '-'}  "
            f"{row['total_before'] or '-'} -> {row['total_after'] or '-'}"
            for row in rows
        ]
        document = {"from": comparison.older, "to": comparison.newer, "moved": rows}
        self._say({**document, "same": comparison.same}, "\n".join(lines), options)

    def _list(self, congress, options):
        if congress is None:
            raise CommandError("name an edition, or --congress CODE to list them")
        editions = Edition.objects.filter(congress=congress_of(congress)).order_by("pk")
        heads = [_head(edition) for edition in editions.select_related("period", "scheme_version")]
        lines = [f"{h['edition']}  {h['period']}  {h['title']}  {h['status']}" for h in heads]
        self._say(heads, "\n".join(lines) or "no edition yet", options)

    def _recompute(self, *, edition, **options):
        edition = edition_of(edition)
        differences = recompute_edition(edition)
        document = {
            "edition": edition.pk,
            "rows": edition.row_count,
            "equal": not differences,
            "differences": differences,
        }
        text = "\n".join(
            f"row {one['row']} {one['name']}: {one['column']} stored {one['stored']!r}, "
            f"computed {one['computed']!r}"
            for one in differences
        )
        self._say(document, text or f"equal in all {edition.row_count} rows", options)
        if differences:
            raise CommandError(f"edition {edition.pk} differs in {len(differences)} places")


def _instant(text):
    if not text:
        return None
    try:
        instant = parse_datetime(text) or datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"--cut-off {text} is no instant; write 2026-12-31T23:59") from error
    return timezone.make_aware(instant) if timezone.is_naive(instant) else instant


def _head(edition):
    return {
        "edition": edition.pk,
        "number": edition.number,
        "name": edition.name,
        "cohort": edition.cohort or None,
        "title": edition.title,
        "congress": edition.congress.code,
        "period": edition.period.name,
        "status": edition.status,
        "cut_off": edition.cut_off.isoformat(),
        "scheme_version": edition.scheme_version_id,
        "scheme_digest": edition.scheme_digest,
        "row_count": edition.row_count,
        "replaces": edition.previous_id,
        "digest": edition.digest,
        "hash": edition.hash or None,
    }


def _row(row):
    return {
        "position": row.position,
        "rank": row.rank,
        "name": row.name,
        "label": row.label,
        "group": row.rank_group or None,
        "class": row.standing,
        "reason": row.reason or None,
        "tier": row.tier or None,
        "total": points_text(row.total) or None,
        "parts": {one["category"]: points_text(one["points"]) for one in row.parts},
        "hash": row.hash,
    }


def moved_row(one):
    """A deputy who moved, as the command prints it."""
    sides = {"before": one.before, "after": one.after}
    row = {"name": one.side.name, "label": one.side.label, "change": str(one.verb)}
    for when, side in sides.items():
        row[f"rank_{when}"] = side.rank if side else None
        row[f"total_{when}"] = (points_text(side.total) or None) if side else None
        row[f"tier_{when}"] = (side.tier or None) if side else None
    return row
