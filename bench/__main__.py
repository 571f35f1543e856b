"""`make bench`: measure on both databases, then write docs/benchmarks.md.

Each database is measured in a process of its own, because a Django process has one. DuckDB and its
scanners are installed into var/bench, beside the project.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from .cluster import postgresql
from .report import write_report

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BESIDE = ROOT / "var" / "bench"


def main(argv):
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a twentieth of it; writes nothing")
    parser.add_argument("--only", choices=["sqlite", "postgresql"], help="one database")
    everything = "imports,scoring,sensitivity,pages,queue,volume"
    parser.add_argument("--parts", default=everything, help="what to measure")
    parser.add_argument("--report", action="store_true", help="write the page from what is kept")
    options = parser.parse_args(argv)
    kept = BESIDE / "results.json"
    results = json.loads(kept.read_text()) if kept.exists() and not options.quick else {}
    if not options.report:
        _install_duckdb()
        for name in [options.only] if options.only else ["sqlite", "postgresql"]:
            found = _measure(name, options)
            results[name] = {**results.get(name, {}), **found}
            if not options.quick:
                kept.write_text(json.dumps(results, indent=1))
    page = write_report(results)
    if options.quick:
        print(page)
        return 0
    (ROOT / "docs" / "benchmarks.md").write_text(page, encoding="utf-8")
    print("docs/benchmarks.md is written.")
    return 0


def _install_duckdb():
    lock = HERE / "requirements.lock"
    if (BESIDE / "duckdb").exists():
        return
    BESIDE.mkdir(parents=True, exist_ok=True)
    install = ["install", "--quiet", "--require-hashes", "--target", str(BESIDE)]
    subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, "-m", "pip", *install, "-r", str(lock)], check=True
    )


def _measure(name, options):
    """Measure one database in a process and a folder of its own; returns what it found."""
    with tempfile.TemporaryDirectory(prefix="luzhi-bench-") as folder:
        command = [sys.executable, "-m", "bench.run", f"{folder}/results.json", options.parts]
        if options.quick:
            command.append("--quick")
        environment = {
            **os.environ,
            "LUZHI_VAR": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": os.pathsep.join([str(BESIDE), str(ROOT)]),
        }
        print(f"— {name}", flush=True)
        if name == "sqlite":
            environment["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
            subprocess.run(command, cwd=ROOT, env=environment, check=True)  # noqa: S603
        else:
            with postgresql() as url:
                environment["DATABASE_URL"] = url
                subprocess.run(command, cwd=ROOT, env=environment, check=True)  # noqa: S603
        return json.loads(Path(folder, "results.json").read_text())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
