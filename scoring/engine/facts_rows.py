"""A facts file as rows of written text (YAML, JSON or CSV), before any cell is judged.

Numbers stay as they are written: ``010`` and ``10`` are two ids, and ``1e3`` is no quantity.
"""

import csv
import io
import json
from dataclasses import dataclass
from difflib import get_close_matches

from scoring.scheme.faults import Fault, SchemeRefused, dotted
from scoring.scheme.text import _, say
from scoring.scheme.yamltree import Tree, read_tree

MAX_BYTES = 64 * 1024 * 1024
BLOCKS = ("period", "subjects", "facts")
SPANS = (("roles", "role"), ("suspended", "suspension"), ("past", "past"))


class FactsFileRefused(ValueError):
    """A facts file that cannot be scored; ``faults`` are Faults naming row and field."""

    def __init__(self, faults):
        self.faults = tuple(faults)
        super().__init__("; ".join(str(fault) for fault in self.faults))


@dataclass(frozen=True)
class Rows:
    """``rows`` are (where, kind of row, dict); ``where`` is a path, or the line of a CSV row."""

    rows: list
    tree: Tree | None = None

    def fault(self, code, where, field, message, fix=None):
        """A Fault at a field of a row (``field`` None: at the row itself)."""
        if isinstance(where, int):
            path = str(say(_("row %(number)s"), number=where)) if where else ""
            return Fault(code, f"{path}, {field}" if field else path, where, 1, message, fix)
        path = (*where, str(field)) if field else where
        line, column = self.tree.place(path) if self.tree else (0, 0)
        return Fault(code, dotted(path), line, column, message, fix)


def read_rows(raw, suffix):
    """The Rows of a file. Raises FactsFileRefused where no row can be made out."""
    if len(raw) > MAX_BYTES:
        raise refused("too_large", say(_("The facts file is larger than 64 MB.")))
    if suffix in (".yaml", ".yml"):
        return from_plain(*yaml_tree(raw))
    if suffix == ".json":
        return from_plain(json_plain(raw))
    if suffix == ".csv":
        return csv_rows(raw)
    raise refused(
        "suffix",
        say(_("A facts file ends in .yaml, .json or .csv, not %(suffix)s."), suffix=suffix or "-"),
        say(_("Save it in one of the three forms.")),
    )


def refused(code, message, fix=None, line=0, column=0, path=""):
    """A FactsFileRefused with a single fault."""
    return FactsFileRefused([Fault(code, path, line, column, message, fix)])


def yaml_tree(raw):
    """(plain values, Tree) of a YAML file, every number as written."""
    try:
        tree = read_tree(raw, max_bytes=MAX_BYTES, numbers=False)
    except SchemeRefused as refusal:
        raise FactsFileRefused(refusal.faults) from refusal
    return tree.plain, tree


class _Twice(ValueError):
    """A key that stands twice in one JSON object."""


def _once(pairs):
    out = {}
    for key, value in pairs:
        if key in out:
            raise _Twice(key)
        out[key] = value
    return out


def _no_number(word):
    raise json.JSONDecodeError(word, "", 0)


def json_plain(raw):
    """The plain values of a JSON file, every number as written."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused(
            "encoding",
            say(_("The facts file is not UTF-8 text.")),
            say(_("Save it again as UTF-8; a file saved as GB18030 or ANSI is not read.")),
            raw.count(b"\n", 0, error.start) + 1,
            1,
        ) from error
    try:
        return json.loads(
            text,
            parse_int=str,
            parse_float=str,
            parse_constant=_no_number,
            object_pairs_hook=_once,
        )
    except _Twice as error:
        raise refused(
            "duplicate_key",
            say(_("The key %(key)s is written twice in the same block."), key=error),
            say(_("Keep one of the two.")),
        ) from error
    except json.JSONDecodeError as error:
        known = bool(error.doc)
        raise refused(
            "json",
            say(_("The JSON cannot be read here."))
            if known
            else say(_("%(value)s is not a number of JSON."), value=error.msg),
            say(_("Check quotation marks, commas and brackets."))
            if known
            else say(_("Write a number such as 2 or 1.5, in plain digits.")),
            error.lineno if known else 0,
            error.colno if known else 0,
        ) from error
    except RecursionError as error:
        raise refused(
            "depth",
            say(_("The file is nested too deeply.")),
            say(_("Write a list of records, each with fields and values.")),
        ) from error


def from_plain(plain, tree=None):
    """Rows of ``{period, subjects, facts}``. Raises FactsFileRefused."""
    out = Rows([], tree)
    if not isinstance(plain, dict):
        raise FactsFileRefused(
            [
                out.fault(
                    "type",
                    (),
                    None,
                    say(_("A facts file has the keys period, subjects and facts.")),
                    say(_("Begin with period: {year: 2026}, then facts: and its list.")),
                )
            ]
        )
    rows = out.rows
    faults = [unknown_field(out, (), key, BLOCKS) for key in plain if key not in BLOCKS]
    if plain.get("period") is not None:
        rows.append((("period",), "period", plain["period"]))
    for index, subject in enumerate(_listed(out, plain, "subjects", faults)):
        path = ("subjects", index)
        if isinstance(subject, dict):
            subject = dict(subject)
            for key, kind in SPANS:
                for number, span in enumerate(_listed(out, subject, key, faults, path)):
                    if isinstance(span, str) and kind == "role":
                        span = {"role": span}
                    if isinstance(span, dict):
                        span = {"subject": subject.get("subject"), **span}
                    rows.append(((*path, key, number), kind, span))
                subject.pop(key, None)
        rows.append((path, "subject", subject))
    for index, fact in enumerate(_listed(out, plain, "facts", faults)):
        rows.append((("facts", index), "fact", fact))
    if faults:
        raise FactsFileRefused(faults)
    return out


def _listed(out, plain, key, faults, path=()):
    value = plain.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        faults.append(
            out.fault(
                "type",
                path,
                key,
                say(_("A list is expected here.")),
                say(_("Begin each entry with a dash, or put them in square brackets.")),
            )
        )
        return []
    return value


def csv_text(raw):
    """The text of a CSV file, UTF-8 or GB18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise refused(
            "encoding",
            say(_("The facts file is neither UTF-8 nor GB18030 text.")),
            say(_("Save it again as CSV in UTF-8.")),
        )
    if "\0" in text:
        raise refused(
            "encoding",
            say(_("The facts file is not a text file.")),
            say(_("Save it again as CSV in UTF-8.")),
        )
    return text


def csv_rows(raw):
    """Rows of a CSV file; every row has as many cells as the header."""
    out = Rows([])
    reader = csv.reader(io.StringIO(csv_text(raw), newline=""), strict=True)
    try:
        names = [name.strip() for name in next(reader, [])]
        if not any(names):
            raise refused(
                "empty",
                say(_("The facts file is empty.")),
                say(_("Begin with a header such as subject,kind,on.")),
            )
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise refused(
                "duplicate_key",
                say(_("The column %(name)s stands twice."), name=", ".join(twice)),
                say(_("Keep one of the two.")),
                1,
                1,
            )
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(names):
                longer = len(cells) > len(names)
                message = (
                    say(_("The row has more cells than the header."))
                    if longer
                    else say(_("The row has fewer cells than the header."))
                )
                fix = say(
                    _("Write %(count)s cells as in the header, empty ones too."), count=len(names)
                )
                fault = out.fault("cells", reader.line_num, None, message, fix)
                raise FactsFileRefused([fault])
            pairs = zip(names, (cell.strip() for cell in cells), strict=True)
            row = {name: cell for name, cell in pairs if cell}
            out.rows.append((reader.line_num, row.pop("row", "fact"), row))
    except csv.Error as error:
        raise refused(
            "csv",
            say(_("The CSV cannot be read here.")),
            say(_("Check quotation marks; each that is opened must be closed.")),
            reader.line_num,
            1,
        ) from error
    return out


def unknown_field(rows, where, key, known):
    """The Fault of a field nobody knows, with the nearest one that is known."""
    close = get_close_matches(str(key), known, 1)
    if close:
        fix = say(_("Did you mean %(word)s?"), word=close[0])
    else:
        fix = say(_("Known here: %(words)s."), words=", ".join(known))
    message = say(_("The field %(key)s is not known."), key=key)
    return rows.fault("unknown_key", where, str(key), message, fix)
