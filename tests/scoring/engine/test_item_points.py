"""What each item gave, before categories cut it."""

import polars as pl
from hypothesis import given

from scoring.engine import item_points

from . import worlds
from .test_against_reference import WORLD, few


@few
@given(worlds.schemes(), WORLD)
def test_without_categories_and_total_the_items_and_the_start_make_the_total(scheme, world):
    result = worlds.engine(scheme, world, items=True)
    table = item_points(result, scheme)
    assert table.columns == ["subject", *(item.code for item in scheme.items)]
    scored = result.totals.filter(pl.col("class") != "not_scored")
    assert table["subject"].to_list() == scored["subject"].to_list()
    cut = result.lines.filter(pl.col("limit").str.contains("category:|pool:|total"))
    untouched = set(table["subject"]) - set(cut["subject"])
    earned = result.lines.filter(pl.col("item").is_not_null())
    for row in table.iter_rows(named=True):
        if row["subject"] in untouched:
            mine = earned.filter(pl.col("subject") == row["subject"])
            by_item = dict(mine.group_by("item").agg(pl.col("points").sum()).iter_rows())
            for item in scheme.items:
                assert row[item.code] == by_item.get(item.code, 0)
