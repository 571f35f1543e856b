"""Figures for the chart component: plain bars, lines and shares, as JSON the browser draws.

The server writes numbers, never looks: colours, fonts and the frame of the plot come from
`static/luzhi/chart.js`, so a figure stays small and all charts look alike. A chart never stands
without its table (`templates/components/chart.html`).
"""

import json

import plotly.graph_objects as go

# The vendored bundle draws these and silently turns anything else into a line.
DRAWN = {"bar", "scatter", "pie"}


def figure_json(figure):
    """A figure as JSON for `components/chart.html`; ValueError for a kind of trace not drawn."""
    for trace in figure.data:
        if trace.type not in DRAWN:
            raise ValueError(f"The chart bundle draws {sorted(DRAWN)}, not {trace.type!r}.")
    figure.update_layout(template=None)
    return json.dumps(json.loads(figure.to_json()), ensure_ascii=False, separators=(",", ":"))


def _numbers(values):
    return [None if value is None else float(value) for value in values]


def bar_figure(labels, series, *, stacked=False, horizontal=False, unit=""):
    """Bars. `series` maps a name to one number per label; `unit` stands beside the value axis."""
    figure = go.Figure(layout={"template": None})
    for name, values in series.items():
        along, up = list(labels), _numbers(values)
        if horizontal:
            along, up = up, along
        figure.add_bar(x=along, y=up, name=str(name), orientation="h" if horizontal else "v")
    value_axis, label_axis = ("xaxis", "yaxis") if horizontal else ("yaxis", "xaxis")
    figure.update_layout(
        {
            "barmode": "stack" if stacked else "group",
            "showlegend": len(series) > 1,
            value_axis: {"title": {"text": str(unit)}, "rangemode": "tozero"},
            # Labels are names, even where they look like numbers or dates.
            label_axis: {"type": "category"} | ({"autorange": "reversed"} if horizontal else {}),
        }
    )
    return figure_json(figure)


def line_figure(labels, series, *, unit=""):
    """Lines with a dot at every value; None leaves a gap. Labels in order, read as names."""
    figure = go.Figure(layout={"template": None})
    for name, values in series.items():
        figure.add_scatter(x=list(labels), y=_numbers(values), name=str(name), mode="lines+markers")
    figure.update_layout(
        showlegend=len(series) > 1,
        xaxis={"type": "category"},
        yaxis={"title": {"text": str(unit)}, "rangemode": "tozero"},
    )
    return figure_json(figure)


def pie_figure(shares):
    """Shares of a whole: name → number, drawn in the order given."""
    figure = go.Figure(layout={"template": None})
    figure.add_pie(
        labels=[str(name) for name in shares], values=_numbers(shares.values()), sort=False
    )
    return figure_json(figure)


def slope_figure(before, after, series, *, unit=""):
    """Slopes between two moments: name → (place then, place now); the first place stands on top."""
    figure = go.Figure(layout={"template": None})
    for name, values in series.items():
        figure.add_scatter(
            x=[str(before), str(after)], y=_numbers(values), name=str(name), mode="lines+markers"
        )
    figure.update_layout(
        showlegend=False,
        xaxis={"type": "category"},
        yaxis={"title": {"text": str(unit)}, "autorange": "reversed"},
    )
    return figure_json(figure)


def range_figure(labels, lows, highs, dots, *, names, unit=""):
    """Lying bars from a low to a high value with a dot on each; `names` of the bar and the dot."""
    figure = go.Figure(layout={"template": None})
    starts, ends = _numbers(lows), _numbers(highs)
    widths = [high - low for low, high in zip(starts, ends, strict=True)]
    labels = list(labels)
    figure.add_bar(
        x=widths, base=starts, y=labels, orientation="h", name=str(names[0]), meta="range"
    )
    figure.add_scatter(x=_numbers(dots), y=labels, mode="markers", name=str(names[1]), meta="range")
    figure.update_layout(
        showlegend=True,
        xaxis={"title": {"text": str(unit)}, "rangemode": "tozero"},
        yaxis={"type": "category", "autorange": "reversed"},
    )
    return figure_json(figure)


def ring_figure(labels, counts, states):
    """A ring of equal parts, one per label, with its count; `states` say how each is told apart:
    done, none or ahead."""
    figure = go.Figure(layout={"template": None})
    figure.add_pie(
        labels=[str(label) for label in labels],
        values=[1] * len(labels),
        text=[f"{label}<br>{count}" for label, count in zip(labels, counts, strict=True)],
        sort=False,
        direction="clockwise",
        meta={"ring": list(states)},
    )
    return figure_json(figure)
