"""An edition as a workbook: what it rests on, every row, and every line behind every row."""

from decimal import Decimal

from django.utils.translation import gettext as _

from foundation.sheets.writing import write_workbook

from .why import why_of_row

LINES_A_SHEET = 1_000_000  # a sheet of a workbook ends at 1,048,576 rows
ROWS_AT_ONCE = 200


def edition_book(document, edition, step=lambda done, total: None):
    """The bytes of the workbook; `step(done, total)` is told how many rows are through."""
    sheets = [_cover(document), _ranking(document), *_lines(edition, step)]
    return write_workbook(sheets)


def _cover(document):
    rows = [
        (_("Edition"), document.name),
        (_("Congress"), document.congress),
        (_("Period"), document.period),
        (_("First day"), document.first_day),
        (_("Last day"), document.last_day),
        (_("Measure"), document.measure),
        (_("Facts as known at"), document.cut_off),
        (_("Drawn for"), str(document.covers)),
        (_("Deputies"), document.row_count),
        (_("Drawn"), f"{document.drawn_by} {document.drawn_at:%Y-%m-%d}"),
    ]
    if document.published:
        rows += [
            (_("Published"), f"{document.published_by} {document.published_at:%Y-%m-%d}"),
            (_("Number"), document.number),
            (_("Code for verification"), document.grouped_code),
            (_("Verify at"), document.url),
        ]
    else:
        rows.append((_("Status"), _("Drawn, not published")))
    if document.note:
        rows.append((_("Why it replaces the one before"), document.note))
    rows.append((_("Digest"), document.digest))
    return _("Cover"), [_("What"), _("Value")], rows


def _ranking(document):
    names = []
    if document.rankings:
        names = [name or _("Base points") for _code, name in document.rankings[0].categories]
    headers = [
        _("Ranked among"), _("Rank"), _("Name"), _("No."), _("Total"), _("Tier"), *names,
        _("Class"), _("Reason"),
    ]  # fmt: skip
    rows = []
    for ranking in document.rankings:
        rows += [_row(ranking, row, _("Ranked")) for row in ranking.rows]
        for label, apart in ranking.apart:
            rows += [_row(ranking, row, str(label)) for row in apart]
    return _("Ranking"), headers, rows


def _row(ranking, row, standing):
    return [
        ranking.group, row.rank, row.name, row.label, points(row.total), row.tier,
        *(points(part) for part in row.parts), standing, row.reason,
    ]  # fmt: skip


def _lines(edition, step):
    headers = [
        _("Name"), _("No."), _("Category"), _("Rule"), _("Clause"), _("Day"), _("What"),
        _("Worth"), _("Points"), _("Why"), _("Confirmed by"),
    ]  # fmt: skip
    sheet = []
    rows = edition.rows.order_by("position").select_related("edition__scheme_version")
    for done, row in enumerate(rows.iterator(chunk_size=ROWS_AT_ONCE), start=1):
        why = why_of_row(row, with_objections=False)
        if why.withheld:
            continue
        for section in why.sections:
            sheet += [_line(row, section.name, line) for line in section.lines]
        sheet += [_line(row, "", line) for line in why.others]
        if done % ROWS_AT_ONCE == 0:
            step(done, edition.row_count)
        if len(sheet) >= LINES_A_SHEET:
            yield _("Lines"), headers, sheet
            sheet = []
    yield _("Lines"), headers, sheet


def _line(row, category, line):
    return [
        row.name, row.label, category, line.item, line.clause, line.on,
        " · ".join(word for word in (line.title, line.detail) if word),
        points(line.before), points(line.points), line.said, line.confirmer,
    ]  # fmt: skip


def points(milli):
    """Thousandths as a number a sheet can sum."""
    return None if milli is None else Decimal(milli) / 1000
