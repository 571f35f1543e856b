"""Whoever presses twice, or on two phones in the same instant, is checked in once."""

import json
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from ..databases import copied_database


def test_many_presses_in_one_instant_make_one_check_in(
    django_db_setup, django_db_blocker, tmp_path
):
    with django_db_blocker.unblock():
        url, drop = copied_database("check_in_race")
    try:
        done = subprocess.run(
            [sys.executable, str(Path(__file__).with_name("check_in_race.py"))],
            cwd=settings.BASE_DIR,
            env={**os.environ, "DATABASE_URL": url, "LUZHI_VAR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        after = json.loads(done.stdout)
        assert after["rows"] == after["lines"] == 1
        assert len(after["told"]) == 6 and len(set(after["told"])) == 1, after["told"]
    finally:
        with django_db_blocker.unblock():
            drop()
