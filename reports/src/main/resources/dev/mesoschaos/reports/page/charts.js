/* Draws the report's data with uPlot: fault bands behind every chart, one time axis for all, colours of the style sheet. */
(function () {
  "use strict";

  const data = JSON.parse(document.getElementById("data").textContent);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const printing = window.matchMedia("print");
  const plots = [];
  const timed = [];
  const cursor = { sync: { key: "run", scales: ["x", null] }, drag: { x: true, y: false }, points: { size: 7 } };

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const seconds = (value) => (value === null || value === undefined ? "–" : "+" + value.toFixed(3) + " s");
  const number = (value, unit) => (value === null || value === undefined ? "–" : +value.toFixed(3) + " " + unit);

  function bands(u) {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    for (const fault of data.faults) {
      const from = u.valToPos(fault.from, "x", true);
      const to = u.valToPos(fault.to, "x", true);
      ctx.globalAlpha = 0.13;
      ctx.fillStyle = colour("fault");
      ctx.fillRect(from, bbox.top, Math.max(to - from, 1), bbox.height);
      ctx.globalAlpha = 0.8;
      ctx.strokeStyle = colour("fault");
      ctx.lineWidth = devicePixelRatio;
      edge(ctx, from, bbox, []);
      edge(ctx, to, bbox, fault.open ? [5, 5] : []);
    }
    ctx.restore();
  }

  function edge(ctx, x, bbox, dash) {
    ctx.setLineDash(dash);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }

  function timeAxis() {
    return {
      stroke: () => colour("soft"),
      grid: { stroke: () => colour("line"), width: 1 },
      ticks: { stroke: () => colour("line"), width: 1 },
      values: (u, splits) => splits.map((value) => value + " s"),
      space: 60,
      size: 32,
    };
  }

  function series(one, unit) {
    const stroke = () => colour(one.colour);
    const common = { label: one.label, stroke, value: (u, value) => number(value, unit), spanGaps: false };
    switch (one.form) {
      case "POINTS":
        return { ...common, paths: () => null, points: { show: true, size: 5, width: 1, stroke, fill: stroke } };
      case "STEPS":
        return { ...common, width: 2, paths: uPlot.paths.stepped({ align: 1 }), points: { show: false } };
      case "STEPS_OPEN":
        return { ...common, width: 2, dash: [6, 4], paths: uPlot.paths.stepped({ align: 1 }), points: { show: false } };
      case "AREA":
        return { ...common, width: 1.5, fill: () => colour("bad-tint"), points: { show: false } };
      default:
        return { ...common, width: 1.5, points: { show: false } };
    }
  }

  /* Values worth a line, with their names, in charts that have an axis of their own. */
  function marks(across) {
    return (u) => {
      const { ctx, bbox } = u;
      ctx.save();
      ctx.font = 11 * devicePixelRatio + "px system-ui, sans-serif";
      ctx.textBaseline = "top";
      across.marks.forEach((mark, i) => {
        const x = u.valToPos(mark.at, "x", true);
        ctx.strokeStyle = ctx.fillStyle = colour(mark.colour);
        ctx.lineWidth = 2 * devicePixelRatio;
        edge(ctx, x, bbox, [4 * devicePixelRatio, 4 * devicePixelRatio]);
        const left = x > bbox.left + bbox.width * 0.8;
        ctx.textAlign = left ? "right" : "left";
        ctx.fillText(mark.label, x + (left ? -5 : 5) * devicePixelRatio, bbox.top + (4 + 14 * i) * devicePixelRatio);
      });
      ctx.restore();
    };
  }

  function valueAxis(unit) {
    return {
      stroke: () => colour("soft"),
      grid: { stroke: () => colour("line"), width: 1 },
      ticks: { show: false },
      values: (u, splits) => splits.map((value) => (value === null ? "" : number(value, unit))),
      size: 76,
    };
  }

  /* Over another axis than the time of the run: no fault bands, and a zoom of its own. */
  function across(element, one) {
    const axis = one.across;
    const most = Math.max(...one.x, ...axis.marks.map((mark) => mark.at)) * (axis.logarithmic ? 1 : 1.05);
    const options = {
      width: element.clientWidth,
      height: 230,
      cursor: { drag: { x: true, y: false }, points: { size: 7 } },
      scales: {
        x: axis.logarithmic ? { time: false, distr: 3 } : { time: false, range: (u, min, max) => (u.zoomed ? [min, max] : [0, most]) },
        y: { range: () => [0, 105] },
      },
      axes: [
        {
          ...valueAxis(axis.unit),
          ticks: { stroke: () => colour("line"), width: 1 },
          space: 70,
          size: 32,
          label: axis.name,
          labelSize: 18,
          labelFont: "12px system-ui, sans-serif",
        },
        valueAxis(one.unit),
      ],
      series: [{ label: axis.name, value: (u, value) => number(value, axis.unit) }, ...one.series.map((s) => series(s, one.unit))],
      hooks: { draw: [marks(axis)] },
    };
    const plot = new uPlot(options, [one.x, ...one.series.map((s) => s.values)], element);
    plot.over.addEventListener("mousedown", () => { plot.zoomed = true; });
    plot.over.addEventListener("dblclick", () => { plot.zoomed = false; });
    return plot;
  }

  function chart(element, one) {
    const top = (u, min, max) => [0, max > 0 ? max * 1.08 : 1];
    const options = {
      width: element.clientWidth,
      height: 210,
      cursor,
      scales: { x: { time: false, range: range }, y: { range: one.fromZero ? top : undefined } },
      axes: [
        timeAxis(),
        valueAxis(one.unit),
      ],
      series: [{ label: "time", value: (u, value) => seconds(value) }, ...one.series.map((s) => series(s, one.unit))],
      hooks: { drawClear: [bands] },
    };
    return new uPlot(options, [one.x, ...one.series.map((s) => s.values)], element);
  }

  /* All charts show the whole run until somebody zooms. */
  function range(u, min, max) {
    return u.zoomed ? [min, max] : [0, data.length];
  }

  const LANE = 30;
  const short = (text, most) => (text.length > most ? text.slice(0, most - 1) + "…" : text);

  function lanes(element) {
    const count = data.lanes.length;
    const narrow = element.clientWidth < 560;
    const options = {
      width: element.clientWidth,
      height: count * LANE + 36,
      cursor: { ...cursor, y: false, points: { show: false } },
      legend: { show: false },
      scales: { x: { time: false, range: range }, y: { range: () => [0, count], dir: -1 } },
      axes: [
        timeAxis(),
        {
          stroke: () => colour("ink"),
          grid: { stroke: () => colour("line"), width: 1 },
          ticks: { show: false },
          splits: () => data.lanes.map((lane, i) => i + 0.5),
          values: () => data.lanes.map((lane) => short(lane.name, narrow ? 10 : 14)),
          filter: (u, splits) => splits,
          gap: 8,
          size: narrow ? 76 : 96,
        },
      ],
      series: [{}, { stroke: "transparent", points: { show: false } }],
      hooks: { drawClear: [bands], draw: [drawLanes], setCursor: [hint] },
    };
    return new uPlot(options, [[0, data.length], [null, null]], element);
  }

  function drawLanes(u) {
    const { ctx, bbox } = u;
    const pixel = devicePixelRatio;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    data.lanes.forEach((lane, i) => {
      const top = u.valToPos(i, "y", true) + 5 * pixel;
      const height = (LANE - 10) * pixel;
      for (const bar of lane.bars) {
        const from = u.valToPos(bar.from, "x", true);
        const width = Math.max(u.valToPos(bar.to, "x", true) - from, 2 * pixel);
        ctx.fillStyle = colour(bar.colour);
        ctx.fillRect(from, top, width, height);
        if (bar.open) {
          ctx.strokeStyle = colour("bad");
          ctx.lineWidth = 3 * pixel;
          edge(ctx, from + width - 2 * pixel, { top, height }, [4 * pixel, 3 * pixel]);
        }
        label(ctx, bar, from, top, width, height, pixel);
      }
      for (const tick of lane.ticks) {
        const at = u.valToPos(tick.at, "x", true);
        if (lane.bars.length > 0) {
          ctx.fillStyle = colour("paper");
          ctx.fillRect(at - 3 * pixel, top, 6 * pixel, height);
        }
        ctx.fillStyle = colour(tick.colour);
        ctx.fillRect(at - pixel, top, 2 * pixel, height);
      }
    });
    ctx.restore();
  }

  function label(ctx, bar, from, top, width, height, pixel) {
    ctx.font = 11 * pixel + "px system-ui, sans-serif";
    let text = bar.text;
    while (text.length > 6 && ctx.measureText(text).width + 10 * pixel >= width) {
      text = short(text, text.length - 1 - text.endsWith("…"));
    }
    if (ctx.measureText(text).width + 10 * pixel < width) {
      ctx.fillStyle = colour(bar.colour.startsWith("phase") ? "ink" : "paper");
      ctx.textAlign = "left";
      ctx.textBaseline = "middle";
      ctx.fillText(text, from + 5 * pixel, top + height / 2 + pixel);
    }
  }

  /* Says what is under the pointer. */
  function hint(u) {
    const place = document.querySelector("[data-lanes-hint]");
    const lane = data.lanes[Math.floor(u.cursor.top / (u.over.clientHeight / data.lanes.length))];
    if (!lane || u.cursor.left < 0) {
      return;
    }
    const at = u.posToVal(u.cursor.left, "x");
    const near = Math.abs(u.posToVal(u.cursor.left + 4, "x") - at);
    const ticks = lane.ticks.filter((tick) => Math.abs(tick.at - at) <= near);
    const bars = lane.bars.filter((bar) => bar.from - near <= at && at <= bar.to + near);
    const texts = [
      ...ticks.map((tick) => seconds(tick.at) + " " + tick.text),
      ...bars.map((bar) => seconds(bar.from) + " to " + (bar.open ? "unknown" : seconds(bar.to)) + " " + bar.text),
    ];
    place.textContent = seconds(at) + " · " + lane.name + (texts.length ? ": " + texts.slice(0, 4).join("; ") : "");
  }

  function track(u) {
    u.over.addEventListener("mousedown", () => timed.forEach((plot) => { plot.zoomed = true; }));
    u.over.addEventListener("dblclick", () => show(0, data.length));
    plots.push(u);
    timed.push(u);
  }

  /* Shows a stretch of the run in all charts over its time. */
  function show(from, to) {
    const whole = from <= 0 && to >= data.length;
    timed.forEach((plot) => {
      plot.zoomed = !whole;
      plot.setScale("x", { min: Math.max(from, 0), max: Math.min(to, data.length) });
    });
    document.querySelector("[data-zoom-range]").textContent =
      whole ? "whole run" : seconds(Math.max(from, 0)) + " to " + seconds(Math.min(to, data.length));
  }

  /* What a mouse does by dragging, keys do by buttons. */
  function zoom(how) {
    const { min, max } = timed[0].scales.x;
    const quarter = (max - min) / 4;
    switch (how) {
      case "in":
        return show(min + quarter, max - quarter);
      case "out":
        return show(min - 2 * quarter, max + 2 * quarter);
      case "earlier":
        return show(Math.max(min - 2 * quarter, 0), Math.max(max - 2 * quarter, max - min));
      case "later":
        return show(Math.min(min + 2 * quarter, data.length - (max - min)), Math.min(max + 2 * quarter, data.length));
      default:
        return show(0, data.length);
    }
  }

  function redraw() {
    plots.forEach((plot) => plot.redraw(true, true));
  }

  function resize() {
    plots.forEach((plot) => {
      const width = plot.root.parentElement.clientWidth;
      if (width > 0 && width !== plot.width) {
        plot.setSize({ width, height: plot.height });
      }
    });
  }

  function light(on) {
    document.documentElement.toggleAttribute("data-print", on);
    redraw();
  }

  const lanesElement = document.querySelector("[data-lanes]");
  if (data.lanes.length > 0) {
    track(lanes(lanesElement));
  }
  const byId = new Map(data.charts.map((one) => [one.id, one]));
  document.querySelectorAll("[data-chart]").forEach((element) => {
    const one = byId.get(element.dataset.chart);
    if (one.across) {
      plots.push(across(element, one));
    } else {
      track(chart(element, one));
    }
  });
  document.querySelectorAll("[data-zoom]").forEach((button) => {
    button.addEventListener("click", () => timed.length > 0 && zoom(button.dataset.zoom));
  });
  dark.addEventListener("change", redraw);
  printing.addEventListener("change", (event) => light(event.matches));
  window.addEventListener("resize", resize);
})();
