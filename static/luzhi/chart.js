/* Draws the charts of components/chart.html when they come into view.

   The figure is data (a JSON script element); everything about looks is here, once. The drawing
   library is fetched only when a chart is about to be seen, and never speaks to another host. The
   table below each chart says the same without a script. */
(function () {
  "use strict";

  const library = document.currentScript.dataset.plotly;
  const chinese = document.documentElement.lang.toLowerCase().startsWith("zh");
  const COLOURS = ["#a61b1b", "#c08a2d", "#28527a", "#25633f", "#7a6a5a", "#b3656b", "#6f8fb0", "#8a9a4b"];
  const CONFIG = {
    displaylogo: false,
    showSendToCloud: false,
    plotlyServerURL: "",
    responsive: true,
    scrollZoom: false,
    doubleClick: false,
    showTips: false,
    showAxisDragHandles: false,
    modeBarButtons: [["toImage"]],
    toImageButtonOptions: { format: "svg" },
    locale: chinese ? "zh-CN" : "en-US",
  };
  const LOCALE = {
    moduleType: "locale",
    name: "zh-CN",
    dictionary: {
      "Download plot": "下载图片",
      "Download plot as a PNG": "下载图片",
      "Preparing image - this may take a few seconds": "正在生成图片，请稍候",
      "Image download succeeded": "图片已下载",
      "Sorry, there was a problem downloading your image!": "图片下载失败，请重试",
      "Double-click on legend to isolate one trace": "双击图例只看一项",
      "Double-click to zoom back out": "双击恢复原状",
      "Zoom": "缩放", "Zoom in": "放大", "Zoom out": "缩小", "Pan": "平移",
      "Autoscale": "自动范围", "Reset axes": "恢复坐标", "Reset": "恢复", "Reset view": "恢复",
    },
    format: {
      days: ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
      shortDays: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
      months: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
      shortMonths: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
      periods: ["上午", "下午"],
      dateTime: "%Y年%-m月%-d日 %H:%M:%S",
      date: "%Y-%m-%d",
      time: "%H:%M:%S",
      decimal: ".", thousands: ",", grouping: [3], currency: ["¥", ""],
      year: "%Y年", month: "%Y年%-m月", dayMonth: "%-m月%-d日", dayMonthYear: "%Y年%-m月%-d日",
    },
  };

  let loading = null;
  function plotly() {
    loading = loading || new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = library;
      script.onload = () => {
        window.Plotly.register(LOCALE);
        resolve(window.Plotly);
      };
      script.onerror = reject;
      document.head.append(script);
    });
    return loading;
  }

  function axis(given, size, plain) {
    return Object.assign(
      { automargin: true, fixedrange: true, zeroline: false, tickfont: { size: size },
        gridcolor: plain ? "rgba(0,0,0,0)" : "#e7e1d6", linecolor: "#8f867a", showline: plain },
      given, { title: Object.assign({ standoff: 8, font: { size: size } }, given && given.title) });
  }

  // The unit of the upright axis stands above it, so Chinese is not laid on its side.
  function unitAbove(merged, size) {
    const unit = merged.yaxis.title.text;
    if (!unit) return;
    merged.yaxis.title = { text: "" };
    merged.margin = { l: 8, r: 8, t: size * 2, b: 8, autoexpand: true };
    merged.annotations = [{ text: unit, showarrow: false, xref: "paper", yref: "paper", x: 0, y: 1,
      xanchor: "right", yanchor: "bottom", yshift: 4, font: { size: size, color: "#5f574f" } }];
  }

  const RING = { done: "#25633f", none: "#f0d9d2", ahead: "#f1ede4" };

  // A ring of equal parts: what was done stands out, and each part carries its own words.
  function ring(trace) {
    const states = trace.meta.ring;
    return Object.assign({}, trace, {
      hole: 0.5, textinfo: "text", hoverinfo: "text", textposition: "inside",
      insidetextorientation: "horizontal", showlegend: false,
      textfont: { color: states.map((state) => (state === "done" ? "#fff" : "#26211d")) },
      marker: { colors: states.map((state) => RING[state]), line: { color: "#fff", width: 2 } },
    });
  }

  function strokes(traces) {
    return traces.map((trace) => {
      if (trace.meta && trace.meta.ring) return ring(trace);
      if (trace.meta === "range") {
        return Object.assign({}, trace, trace.type === "bar" ? { width: 0.4, marker: { color: "#e3c4a8" } }
          : { marker: { color: "#a61b1b", size: 10 } });
      }
      return trace.type === "scatter"
        ? Object.assign({ line: { width: 2.5 }, marker: { size: 8 } }, trace) : trace;
    });
  }

  // Lying bars need a line each, however many there are.
  function tall(merged, data, plot) {
    const labels = merged.yaxis && merged.yaxis.type === "category" ? data[0].y.length : 0;
    if (labels > 12 || (labels && data[0].meta === "range")) {
      merged.height = Math.max(labels, 2) * (labels > 12 ? 26 : 40) + 110;
      plot.style.height = merged.height + "px";
    }
    return merged;
  }

  function layout(given, kind, wide) {
    const root = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const size = root * 0.875;
    const names = (side) => given[side] && given[side].type === "category";
    const own = {
      font: { family: getComputedStyle(document.body).fontFamily, size: size, color: "#26211d" },
      colorway: COLOURS,
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      margin: { l: 8, r: 8, t: 8, b: 8, autoexpand: true },
      bargap: 0.35,
      dragmode: false,
      hovermode: kind === "pie" ? "closest" : "x unified",
      hoverlabel: { bgcolor: "#fff", bordercolor: "#c5a15a", font: { size: size } },
      legend: { orientation: "h", y: -0.18, yanchor: "top", x: 0, font: { size: size },
        traceorder: "normal" },
    };
    const merged = Object.assign({}, own, given);
    if (kind === "pie") {
      merged.margin = { l: 8, r: 8, t: 16, b: 16 };
    } else {
      merged.xaxis = axis(given.xaxis, wide ? size : root * 0.75, names("xaxis"));
      merged.yaxis = axis(given.yaxis, size, names("yaxis"));
      if (names("yaxis")) merged.hovermode = "closest";
      unitAbove(merged, size);
    }
    if (!wide) merged.legend = Object.assign({}, merged.legend, { y: -0.25 });
    return merged;
  }

  function draw(figure) {
    const plot = document.getElementById(figure.dataset.lzChart);
    const data = JSON.parse(document.getElementById(plot.id + "-figure").textContent);
    const kind = data.data.length ? data.data[0].type : "bar";
    plotly().then((library) =>
      library.newPlot(plot, strokes(data.data),
        tall(layout(data.layout, kind, plot.clientWidth > 560), data.data, plot), CONFIG)
    ).catch(() => {
      plot.hidden = true;
      figure.querySelector("details").open = true;
    });
  }

  const charts = document.querySelectorAll("[data-lz-chart]");
  const watcher = new IntersectionObserver((entries) => {
    entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
      watcher.unobserve(entry.target);
      draw(entry.target);
    });
  }, { rootMargin: "200px" });
  function watch(figure) {
    document.getElementById(figure.dataset.lzChart).hidden = false;
    watcher.observe(figure);
  }
  charts.forEach(watch);
  // Charts that came with a part of the page.
  document.addEventListener("htmx:afterSettle", (event) => {
    event.target.querySelectorAll("[data-lz-chart]").forEach(watch);
  });

  // Paper carries the table.
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll(".lz-chart-table").forEach((table) => { table.open = true; });
  });
})();
