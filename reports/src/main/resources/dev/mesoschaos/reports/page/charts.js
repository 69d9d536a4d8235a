/* Draws the report's data with uPlot: fault bands behind every chart, one time axis for all, colours of the style sheet. */
(function () {
  "use strict";

  const data = JSON.parse(document.getElementById("data").textContent);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const printing = window.matchMedia("print");
  const plots = [];
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
      case "AREA":
        return { ...common, width: 1.5, fill: () => colour("bad-tint"), points: { show: false } };
      default:
        return { ...common, width: 1.5, points: { show: false } };
    }
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
        {
          stroke: () => colour("soft"),
          grid: { stroke: () => colour("line"), width: 1 },
          ticks: { show: false },
          values: (u, splits) => splits.map((value) => number(value, one.unit)),
          size: 76,
        },
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
    if (ctx.measureText(bar.text).width + 10 * pixel < width) {
      ctx.fillStyle = colour(bar.colour.startsWith("phase") ? "ink" : "paper");
      ctx.textAlign = "left";
      ctx.textBaseline = "middle";
      ctx.fillText(bar.text, from + 5 * pixel, top + height / 2 + pixel);
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
    u.over.addEventListener("mousedown", () => plots.forEach((plot) => { plot.zoomed = true; }));
    u.over.addEventListener("dblclick", () => plots.forEach((plot) => {
      plot.zoomed = false;
      plot.setScale("x", { min: 0, max: data.length });
    }));
    plots.push(u);
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
    track(chart(element, byId.get(element.dataset.chart)));
  });
  dark.addEventListener("change", redraw);
  printing.addEventListener("change", (event) => light(event.matches));
  window.addEventListener("resize", resize);
})();
