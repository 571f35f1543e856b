"""One page with every kind of chart, mounted by the browser test of the chart component."""

from django.shortcuts import render
from django.urls import path

from config.urls import urlpatterns as site
from foundation.charts import bar_figure, line_figure, pie_figure

NAMES = ["林秀英", "赵大山"]


def page(request):
    figures = {
        "bars": bar_figure(NAMES, {"会议": [3, 2], "视察": [1, 0]}, stacked=True, unit="次"),
        "across": bar_figure(NAMES, {"积分": [86.5, 70]}, horizontal=True),
        "lines": line_figure(["2024", "2025"], {"本人": [60, 72]}),
        "shares": pie_figure({"会议": 3, "</script>": 2}),
    }
    context = {"figures": figures, "headers": ["姓名", "积分"], "rows": [["林秀英", "86.5"]]}
    return render(request, "foundation/charts_of_every_kind.html", context)


urlpatterns = [path("charts-of-every-kind/", page), *site]
