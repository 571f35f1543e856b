"""A chart is small data, drawn under the strict policy, and never stands without its table."""

import json
from decimal import Decimal
from pathlib import Path

import plotly.graph_objects as go
import pytest
from django.template.loader import render_to_string

from foundation.charts import bar_figure, figure_json, line_figure, pie_figure

from ..browser import chromium_page, site_without_database


def test_figures_carry_numbers_and_names_and_no_looks():
    bars = json.loads(bar_figure(["林", "赵"], {"积分": [Decimal("86.5"), None]}, unit="分"))
    assert bars["data"][0]["y"] == [86.5, None] and bars["data"][0]["x"] == ["林", "赵"]
    assert bars["layout"]["xaxis"]["type"] == "category"
    across = json.loads(bar_figure(["林"], {"积分": [1]}, horizontal=True))
    assert across["data"][0]["x"] == [1] and across["layout"]["yaxis"]["autorange"] == "reversed"
    assert json.loads(line_figure(["2025"], {"本人": [3]}))["data"][0]["type"] == "scatter"
    assert json.loads(pie_figure({"会议": 3}))["data"][0]["labels"] == ["会议"]
    assert len(pie_figure({"会议": 3})) < 300


def test_a_kind_of_chart_the_bundle_would_draw_wrongly_is_refused():
    assert figure_json(go.Figure(go.Bar(x=[1], y=[1])))
    with pytest.raises(ValueError, match="scatterpolar"):
        figure_json(go.Figure(go.Scatterpolar(r=[1], theta=[1])))


def test_a_name_cannot_break_out_of_the_chart_and_the_table_is_always_there():
    html = render_to_string(
        "components/chart.html",
        {
            "id": "c",
            "title": "积分",
            "figure_json": pie_figure({"</script><b>": 1}),
            "table_headers": ["姓名", "积分"],
            "table_rows": [["林秀英", "86.5"]],
        },
    )
    assert html.count("</script>") == 1 and "<b>" not in html
    assert "<td>86.5</td>" in html and '<th scope="row">林秀英</th>' in html


@pytest.mark.browser
def test_every_kind_of_chart_is_drawn_in_silence_and_offers_no_way_out(settings):
    settings.ROOT_URLCONF = "tests.foundation.chart_page"
    folder = Path(__file__).parent / "templates"
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], folder]}
    ]
    with (
        site_without_database() as url,
        chromium_page(url, language="zh-hans", height=3000) as page,
    ):
        page.goto(f"{url}/charts-of-every-kind/")
        page.locator(".modebar").nth(3).wait_for(state="attached")
        buttons = page.eval_on_selector_all(".modebar-btn", "all => all.map(b => b.dataset.title)")
        assert set(buttons) == {"下载图片"}
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert page.notes == [] and page.outside == []
