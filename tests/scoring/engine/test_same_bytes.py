"""The same facts give the same bytes: whatever order, hash seed, language, time zone or threads."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scoring.scheme.test_manual import BLOCKS, on_the_smallest

ROOT = Path(__file__).parents[3]
MEAN = next(block for block in BLOCKS if "weights:" in block)
PLACES = {
    "as it comes": {"PYTHONHASHSEED": "0", "LANG": "C", "TZ": "UTC"},
    "in Shanghai": {"PYTHONHASHSEED": "1", "LANG": "zh_CN.UTF-8", "TZ": "Asia/Shanghai"},
    "on one thread in Istanbul": {
        "PYTHONHASHSEED": "77", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati",
        "POLARS_MAX_THREADS": "1",
    },
}  # fmt: skip


def scheme_and_facts(shuffle):
    """A mean with a comparison by spread, a ranking and thirty people; rows in some order."""
    plain = on_the_smallest(MEAN).plain
    plain["relative"][0] |= {"to": "spread", "points": 50, "step": 10}
    plain["switches"] |= {"missing_data": "zero", "late_starters": "in_full"}
    plain["ranking"] = {"group": "none", "min_size": 1, "ties": "competition"}
    plain.pop("examples")
    draw = random.Random(4)
    facts = [
        {"fact": f"f{number:04d}", "subject": f"p{draw.randrange(30):02d}",
         "kind": draw.choice(["speech", "visit"]), "on": f"2026-{draw.randrange(1, 13):02d}-05"}
        for number in range(600)
    ]  # fmt: skip
    subjects = [{"subject": f"p{n:02d}", "house": "上院" if n % 3 else "下院"} for n in range(30)]
    if shuffle:
        shuffle.shuffle(facts)
        shuffle.shuffle(subjects)
    return plain, {"period": {"year": 2026}, "subjects": subjects, "facts": facts}


def scored(folder, name, environment, shuffle=None):
    scheme, facts = folder / f"{name}.yaml", folder / f"{name}.json"
    plain, rows = scheme_and_facts(shuffle)
    scheme.write_text(json.dumps(plain, default=float, ensure_ascii=False), encoding="utf-8")
    facts.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "manage.py", "scheme", "score", scheme, facts, "--json"],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def wanted(tmp_path_factory):
    return scored(tmp_path_factory.mktemp("first"), "first", PLACES["as it comes"])


@pytest.mark.parametrize("place", list(PLACES)[1:])
def test_any_order_hash_seed_language_and_time_zone_give_the_same_bytes(place, wanted, tmp_path):
    again = scored(tmp_path, "again", PLACES[place], random.Random(place))
    assert again == wanted
    results = json.loads(wanted)["results"]
    assert len({one["total"] for one in results}) > 10
    assert sorted(one["rank"] for one in results)[0] == 1
