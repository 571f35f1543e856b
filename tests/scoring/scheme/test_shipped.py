"""The measures we ship: in order, and true to the worked cases of their sources."""

from pathlib import Path

import pytest

from scoring.scheme import check_scheme

FOLDER = Path(__file__).parents[3] / "scoring" / "schemes"
SHARED = Path(__file__).parents[4] / "shared" / "schemes"
FILES = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shipped_measure_is_in_order_and_its_examples_come_out(path):
    report = check_scheme(path.read_bytes())
    assert report.faults == ()
    assert report.scheme.code == path.stem
    assert report.examples
    assert all(outcome.ok for outcome in report.examples)
