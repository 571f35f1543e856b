"""docs/benchmarks.md from what was measured."""

HEAD = """\
# Benchmarks

Written by `make bench`; do not edit by hand. Every table's contenders ran in turn in one process,
each round in another order, on the same data; figures are medians. Absolute times depend on the
machine, ratios much less.
"""


def write_report(results):
    """The page's text."""
    return "\n".join([HEAD, *(_section(name, results[name]) for name in results)])


def _section(name, found):
    about = found.get("about", {})
    lines = [
        f"## {about.get('database', name)}",
        "",
        f"Python {about.get('python')}, {about.get('processors')} processors, "
        f"load when it began {about.get('load')}.",
        "",
    ]
    for key in sorted(
        (k for k in found if k.startswith("imports ")), key=lambda k: int(k.split()[1])
    ):
        lines += _imports(int(key.split()[1]), found)
    if "scoring" in found:
        lines += _scoring(found)
    if "confirmation" in found:
        lines += _confirmation(found["confirmation"])
    if "what-if" in found:
        lines += _what_ifs(found["what-if"])
    if "pages" in found:
        lines += _pages(found["pages"])
    if "sensitivity" in found:
        lines += _sensitivity(found["sensitivity"]["draws"], found["ranked"])
    if "volume" in found:
        lines += _volume(found["volume"])
    if "queue" in found:
        lines += _queue(found["queue"], found["like photos"])
    return "\n".join(lines)


def _imports(rows, found):
    timed = found[f"imports {rows}"]
    wizard, bulk = timed["wizard"]["median"], timed["bulk_create"]["median"]
    lines = [
        f"### Import of {rows:,} attendance rows",
        "",
        "From a workbook on disk to the commit. The wizard uploads, judges every cell, stores the "
        "preview, confirms, and writes activities, sittings, attendances, duty records and the "
        "chained events. `bulk_create` reads the same file with the same reader and writes the "
        "same five tables, unjudged and without hashes. Stock reads keys instead of names "
        "and writes attendances only, once as a trial and once in earnest, as its admin does.",
        "",
        "| | seconds | rows/s | rounds | throughput against `bulk_create` |",
        "|---|---:|---:|---:|---:|",
    ]
    labels = {
        "wizard": "wizard, everything included",
        "bulk_create": "`bulk_create`, five tables",
        "attendance only": "`bulk_create`, attendances alone",
        "stock": "stock import-export, attendances alone",
    }
    for name, label in labels.items():
        if name in timed:
            done = found["stock rows"] if name == "stock" else rows
            one = timed[name]["median"]
            lines.append(
                f"| {label} | {one * rows / done:.2f} | {done / one:,.0f} | "
                f"{timed[name]['rounds']} | {bulk * done / one / rows * 100:.0f} % |"
            )
    stocks = [timed.get("stock"), found.get("imports 10000", {}).get("stock")]
    stock = next((one["median"] / found["stock rows"] for one in stocks if one), None)
    verdict = f"Goal ≥ 33 % of `bulk_create`: {bulk / wizard * 100:.0f} %."
    if stock:
        lines += ["", f"Stock was timed on {found['stock rows']:,} rows and scaled."]
        verdict += f" Goal ≥ 8 × stock: {stock * rows / wizard:.0f} ×."
    return [*lines, "", verdict, ""]


def _scoring(found):
    timed = found["scoring"]
    ours, duck = timed["ours"]["median"], timed["duckdb"]["median"]
    naive = timed["naive"]["median"]
    lines = [
        f"### Full scoring: {found['deputies']:,} deputies, {found['records']:,} records, 25 rules",
        "",
        "Ours reads the records from the live database, scores, and stores every card; no card was "
        "there before. DuckDB is attached to the same live database, sums, caps and ranks, and "
        "stores nothing. The naive way is one queryset of model objects and the rules in Python, "
        "storing nothing. All three gave every deputy the same total.",
        "",
        "| | seconds | against DuckDB |",
        "|---|---:|---:|",
        f"| ours, cards stored | {ours:.2f} | {ours / duck:.1f} × |",
        f"| ours again, nothing changed | {timed['unchanged']['median']:.2f} | "
        f"{timed['unchanged']['median'] / duck:.1f} × |",
        f"| DuckDB over the live database | {duck:.2f} | 1 × |",
        f"| loop over model objects | {naive:.2f} | {naive / duck:.0f} × |",
        "",
        f"Goal within 4 × DuckDB: {ours / duck:.1f} ×. "
        f"Goal ≥ 8 × faster than the loop: {naive / ours:.1f} ×.",
        "",
    ]
    return lines


def _confirmation(timed):
    small, large = (timed[name]["median"] * 1000 for name in ("500 deputies", "5500 deputies"))
    return [
        "### One confirmation to a fresh card",
        "",
        f"| deputies in the congress | milliseconds ({timed['500 deputies']['rounds']} rounds) |",
        "|---:|---:|",
        f"| 500 | {small:.0f} |",
        f"| 5,500 | {large:.0f} |",
        "",
        f"Goal < 50 ms at any size: {large:.0f} ms, {large / small:.2f} × the small congress.",
        "",
    ]


def _pages(found):
    lines = [
        "### Pages",
        "",
        "Processor time through all middleware at 300 rows, beside a view that answers one word.",
        "",
        "| page | milliseconds | × hello | queries at 3 rows | at 300 |",
        "|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {name} | {one['milliseconds']} | {one['times']} | {one['few']} | {one['many']} |"
        for name, one in found.items()
    ]
    return [*lines, ""]


def _sensitivity(draws, ranked):
    return [
        "### Bands of ranks",
        "",
        f"1,000 draws of every weight, {ranked:,} deputies ranked again each time, from the points "
        f"of the items to a band for everybody: {draws['median']:.2f} s (median of "
        f"{draws['rounds']}).",
        "",
    ]


def _volume(sizes):
    lines = [
        "### A volume as PDF, made by the worker",
        "",
        "One deputy's volume, from the job taken to the file kept; the most memory the process "
        "ever held, its start and its libraries with it.",
        "",
        "| records | seconds | peak memory | pages | size |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {int(size):,} | {one['seconds']:.1f} | {one['peak_mb']} MB | {one['pages']} | "
        f"{one['bytes'] // 1024} kB |"
        for size, one in sizes.items()
    ]
    return [*lines, ""]


def _queue(found, photos):
    few, many = (found[size] for size in sorted(found, key=int))
    lines = [
        "### The confirmation queue",
        "",
        "Milliseconds for a page of 50 through all middleware, by what waits in the congress.",
        "",
        "| waiting | first page | a later page | one township | queries |",
        "|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {int(size):,} | {one['first']} | {one['next']} | {one['filtered']} | {one['queries']} |"
        for size, one in sorted(found.items(), key=lambda item: int(item[0]))
    ]
    return [
        *lines,
        "",
        f"Flat: {many['first'] / few['first']:.2f} × the short queue, "
        f"{many['queries']} against {few['queries']} queries. "
        f"A new photo is held against {photos['photos']:,} others in "
        f"{photos['milliseconds']} ms.",
        "",
    ]


def _what_ifs(timed):
    lines = [
        "### What-if",
        "",
        "From the numbers typed to the effect compared, the measure itself having been scored. "
        "The term is five such years, each read and scored again. "
        f"The machine's load was {timed['load']}.",
        "",
        "| change | seconds | rounds |",
        "|---|---:|---:|",
    ]
    labels = {
        "weight": "a weight, one year",
        "cap": "a category's most, one year",
        "tier": "the bound of a tier, one year",
        "term": "a weight, a term of five years",
    }
    for name, label in labels.items():
        lines.append(f"| {label} | {timed[name]['median']:.2f} | {timed[name]['rounds']} |")
    cpu = timed["cpu"]
    verdict = (
        f"Goal ≤ 1 s for a year, ≤ 3 s for a term: {timed['weight']['median']:.2f} s and "
        f"{timed['term']['median']:.2f} s; processor time of one change {cpu['weight']:.2f} s "
        f"and {cpu['term']:.2f} s."
    )
    return [*lines, "", verdict, ""]
