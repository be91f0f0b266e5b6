// @ts-check
// One SVG drawn by the page: lines or columns over calendar windows, or bars by group. A double places a pixel and
// nothing else; every value that is read is the exact text. A currency has a panel and a scale of its own.
import { clockChanges, timeTicks, valueLabel, valueTicks } from './axis.js';
import { el, fill, plain, shown } from './dom.js';
import { number } from './format.js';

/** @typedef {{ name: string, texts: (string | null)[], whole: string | null, isRest?: boolean, hue?: number }} Series */
/** @typedef {{ title: string, series: Series[] }} Panel */
/** @typedef {{ panels: Panel[], names: string[], wholeName: string, label: string,
 *   time?: { starts: number[], end: number, zone: string } }} Model */

/** @param {string} name @param {Record<string, any>} given @param {...(Node | string)} children */
function svg(name, given, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(given)) {
    element.setAttribute(key, typeof value === 'number' ? String(Math.round(value * 10) / 10) : value);
  }
  element.append(...children);
  return element;
}

/** Cut to a width in letters, of which ideographs and pictures take two. @param {string} text @param {number} max */
function cut(text, max) {
  let [width, kept] = [0, ''];
  for (const letter of text) {
    width += (letter.codePointAt(0) ?? 0) > 0x2E7F ? 2 : 1;
    if (width > max) {
      return kept + '\u2026';
    }
    kept += letter;
  }
  return text;
}

const HUES = [0, 1, 2, 3, 4];

/** A name has one colour in all panels, as far as there are colours. @param {Panel[]} panels */
function colour(panels) {
  /** @type {Map<string, number>} */
  const hues = new Map();
  for (const { series } of panels) {
    const used = new Set(series.flatMap((one) => hues.get(one.name) ?? []));
    for (const one of series) {
      const free = HUES.find((hue) => ![...hues.values()].includes(hue)) ?? (series.length > 1 ? HUES.find((hue) => !used.has(hue)) : 5);
      one.hue = hues.get(one.name) ?? free ?? 5;
      used.add(one.hue);
      one.isRest || hues.set(one.name, one.hue);
    }
  }
}

/** @param {Series} series */
const hue = (series) => series.isRest ? 'rest' : `hue-${series.hue}`;

/** @param {Panel} panel */
function extent(panel) {
  let [low, high] = [0, 0];
  for (const text of panel.series.flatMap((series) => series.texts)) {
    const value = Number(text ?? 0);
    [low, high] = [Math.min(low, value), Math.max(high, value)];
  }
  return { low, high };
}

/** What the chart is drawn on: scales, and where each panel and window is.
 * @typedef {{ width: number, left: number, right: number, isNarrow: boolean, model: Model, x: (at: number) => number }} Frame */

/** @param {Frame} frame @param {number} index the window's edges */
function edges({ model, x }, index) {
  const { starts, end } = /** @type {NonNullable<Model['time']>} */ (model.time);
  return [x(starts[index]), x(starts[index + 1] ?? end)];
}

/** @param {Frame} frame @param {Series} series @param {(value: number) => number} y @param {string} kind */
function line(frame, series, y, kind) {
  const group = svg('g', { class: kind });
  let path = '';
  series.texts.forEach((text, i) => {
    if (text === null) {
      return;
    }
    const [from, to] = edges(frame, i);
    const [px, py] = [((from + to) / 2).toFixed(1), y(Number(text)).toFixed(1)];
    const [before, after] = [series.texts[i - 1] ?? null, series.texts[i + 1] ?? null];
    path += `${before === null ? 'M' : 'L'}${px} ${py}`;
    if ((before === null && after === null) || series.texts.length <= 40) {
      group.append(svg('circle', { class: 'dot', cx: px, cy: py, r: 2.5 }));
    }
  });
  group.prepend(svg('path', { class: 'line', d: path }));
  return group;
}

/** @param {Frame} frame @param {Series} series @param {(value: number) => number} y */
function columns(frame, series, y) {
  const group = svg('g', { class: hue(series) });
  series.texts.forEach((text, i) => {
    if (text !== null) {
      const [from, to] = edges(frame, i);
      const [zero, top] = [y(0), y(Number(text))];
      const gap = to - from > 4 ? 1.5 : 0;
      group.append(svg('rect', { class: 'column', x: from + gap, width: Math.max(0.8, to - from - 2 * gap),
        y: Math.min(zero, top), height: Math.max(Number(text) ? 1 : 0, Math.abs(zero - top)) }));
    }
  });
  return group;
}

/** Labels at the ends of the lines, pushed apart. @param {Frame} frame @param {Panel} panel @param {(value: number) => number} y */
function endLabels(frame, panel, y) {
  const labels = panel.series.flatMap((series) => {
    const last = series.texts.findLastIndex((text) => text !== null);
    return last < 0 ? [] : [{ series, kind: hue(series), at: y(Number(series.texts[last])) }];
  }).sort((a, b) => a.at - b.at);
  const floor = y(extent(panel).low) - 4;
  labels.forEach((label, i) => { label.at = Math.max(label.at, (labels[i - 1]?.at ?? -Infinity) + 14); });
  for (let i = labels.length - 1, limit = floor; i >= 0; i--, limit = labels[i + 1].at - 14) {
    labels[i].at = Math.min(labels[i].at, limit);
  }
  return labels.map(({ series, kind, at }) => svg('text', { class: `end ${kind}`, x: frame.right + 8, y: at + 4 },
    cut(plain(series.name), 18)));
}

/** @param {Frame} frame @param {Panel} panel @param {{ top: number, bottom: number }} place */
function timePanel(frame, panel, place) {
  const { low, high } = extent(panel);
  const ticks = valueTicks(low, high, place.bottom - place.top > 130 ? 4 : 3);
  const [first, last] = [ticks[0], ticks[ticks.length - 1]];
  const y = (/** @type {number} */ value) => place.bottom - (value - first) / (last - first) * (place.bottom - place.top);
  const group = svg('g', {});
  for (const tick of ticks) {
    group.append(
      svg('line', { class: tick === 0 ? 'zero' : 'grid', x1: frame.left, x2: frame.right, y1: y(tick), y2: y(tick) }),
      svg('text', { class: 'tick', x: frame.left - 8, y: y(tick) + 4, 'text-anchor': 'end' }, valueLabel(tick)));
  }
  if (panel.title) {
    group.append(svg('text', { class: 'unit', x: frame.left, y: place.top - 8 }, plain(panel.title)));
  }
  panel.series.forEach((series) => group.append(
    panel.series.length === 1 ? columns(frame, series, y) : line(frame, series, y, hue(series))));
  if (!frame.isNarrow && panel.series.length > 1) {
    group.append(...endLabels(frame, panel, y));
  }
  return { group, y };
}

/** @param {Frame} frame @param {number} top @param {number} bottom */
function timeAxis(frame, top, bottom) {
  const { starts, end, zone } = /** @type {NonNullable<Model['time']>} */ (frame.model.time);
  const group = svg('g', {});
  for (const { at, by } of clockChanges(starts[0], end, zone)) {
    const x = frame.x(at);
    const text = `clocks ${by > 0 ? '+' : '\u2212'}${Math.abs(by) / 36e5} h`;
    const isRight = x > frame.right - 80;
    group.append(svg('line', { class: 'change', x1: x, x2: x, y1: top - 4, y2: bottom }),
      svg('text', { class: 'change', x: isRight ? x : Math.max(x, frame.left + 44), y: top - 9, 'text-anchor': isRight ? 'end' : 'start' }, text));
  }
  for (const { at, label } of timeTicks(starts[0], end, zone, Math.max(2, Math.floor((frame.right - frame.left) / 72)))) {
    const x = frame.x(at);
    group.append(svg('line', { class: 'zero', x1: x, x2: x, y1: bottom, y2: bottom + 4 }),
      svg('text', { class: 'tick', x, y: bottom + 17, 'text-anchor': x > frame.right - 20 ? 'end' : 'middle' }, label));
  }
  group.append(svg('text', { class: 'zone', x: frame.isNarrow ? frame.right : frame.right + 8,
    y: bottom + (frame.isNarrow ? 33 : 17), 'text-anchor': frame.isNarrow ? 'end' : 'start' }, zone));
  return group;
}

/** @param {Frame} frame */
function timeChart(frame) {
  const { panels } = frame.model;
  const height = Math.max(76, Math.min(200, 300 / panels.length));
  const tops = panels.map((_, i) => 26 + i * (height + 34));
  const bottom = tops[tops.length - 1] + height;
  const drawn = panels.map((panel, i) => timePanel(frame, panel, { top: tops[i], bottom: tops[i] + height }));
  const root = svg('svg', { width: frame.width, height: bottom + (frame.isNarrow ? 40 : 24), 'aria-hidden': 'true' },
    timeAxis(frame, tops[0], bottom), ...drawn.map((one) => one.group));
  const mark = (/** @type {number} */ index) => {
    const [from, to] = edges(frame, index);
    return [svg('rect', { class: 'cursor', x: from, width: Math.max(1, to - from), y: tops[0] - 4, height: bottom - tops[0] + 4 }),
      ...panels.flatMap((panel, p) => panel.series.flatMap((series) => {
        const text = series.texts[index];
        return text === null || panel.series.length === 1 ? [] : [svg('circle', { class: `mark ${hue(series)}`,
          cx: (from + to) / 2, cy: drawn[p].y(Number(text)), r: 4 })];
      }))];
  };
  const nearest = (/** @type {number} */ px) => {
    const found = frame.model.names.findIndex((_, i) => px < edges(frame, i)[1]);
    return found < 0 ? frame.model.names.length - 1 : found;
  };
  return { root, mark, nearest: (/** @type {number} */ px) => nearest(px) };
}

/** @param {Frame} frame */
function barChart(frame) {
  const { panels, names } = frame.model;
  const row = 24;
  const labelWidth = Math.min(220, frame.width * 0.36);
  const [left, right] = [labelWidth + 12, frame.width - (frame.isNarrow ? 96 : 150)];
  const root = svg('svg', { 'aria-hidden': 'true', width: frame.width });
  /** @type {{ index: number, y: number }[]} */
  const rows = [];
  let top = 4;
  for (const panel of panels) {
    const { low, high } = extent(panel);
    const x = (/** @type {number} */ value) => left + (value - low) / ((high - low) || 1) * (right - left);
    if (panel.title) {
      root.append(svg('text', { class: 'unit', x: left, y: top + 14 }, plain(panel.title)));
      top += row;
    }
    const begin = top;
    panel.series[0].texts.forEach((text, index) => {
      if (text !== null) {
        const [zero, end] = [x(0), x(Number(text))];
        rows.push({ index, y: top });
        root.append(
          svg('text', { class: 'name', x: labelWidth, y: top + 16, 'text-anchor': 'end' },
            cut(plain(names[index]), Math.floor(labelWidth / 7.2))),
          svg('rect', { class: `column ${index === names.length - 1 && panel.series[0].isRest ? 'rest' : 'hue-0'}`,
            x: Math.min(zero, end), width: Math.max(Number(text) ? 1 : 0, Math.abs(end - zero)), y: top + 5, height: row - 10 }),
          svg('text', { class: 'value', x: Math.max(zero, end) + 8, y: top + 16 }, number(text).length > (frame.isNarrow ? 13 : 20) ? '\u2248 ' + valueLabel(Number(text)) : number(text)));
        top += row;
      }
    });
    root.append(svg('line', { class: 'zero', x1: x(0), x2: x(0), y1: begin, y2: top }));
    top += 10;
  }
  root.setAttribute('height', String(top));
  const mark = (/** @type {number} */ index) => rows.filter((one) => one.index === index)
    .map(({ y }) => svg('rect', { class: 'cursor', x: 0, width: frame.width, y, height: row }));
  const nearest = (/** @type {number} */ _, /** @type {number} */ py) =>
    (rows.find(({ y }) => py < y + row) ?? rows[rows.length - 1])?.index ?? 0;
  return { root, mark, nearest };
}

/** What the window, or all of it, holds: the legend at the same time. @param {Model} model @param {number} index */
function readout(model, index) {
  return model.panels.map((panel) => el('div', { class: 'readout-row' },
    panel.title ? el('b', null, ...shown(panel.title)) : null,
    ...panel.series.map((series) => {
      const text = index < 0 ? series.whole : series.texts[index];
      return el('span', { class: 'reads ' + hue(series), title: plain(`${series.name}: ${text ?? 'nothing'}`) },
        el('i', { 'aria-hidden': 'true' }), el('span', { dir: 'auto' }, ...shown(series.name)),
        el('code', null, text === null ? '\u2013' : number(text)));
    })));
}

/** @param {Model} model @param {number} index */
const spoken = (model, index) => plain(`${model.names[index]}: ` + (model.panels.flatMap((panel) =>
  panel.series.filter((series) => series.texts[index] !== null)
    .map((series) => `${series.name} ${series.texts[index]} ${panel.title}`.trim())).join('; ') || 'nothing'));

/** A chart; arrows walk its windows and `live` reads them. */
export function createChart() {
  const heading = el('div', { class: 'readout-name' });
  const legend = el('div', { class: 'readout' });
  const plot = el('div', { class: 'plot', tabindex: '0', role: 'group' });
  const live = el('div', { class: 'away', 'aria-live': 'polite' });
  const element = el('div', { class: 'chart' }, heading, legend, plot, live);
  /** @type {Model | null} */ let model = null;
  /** @type {any} */ let drawn = null;
  /** @type {SVGElement} */ let cursor;
  let [index, width] = [-1, 0];

  function select(/** @type {number} */ next) {
    if (model) {
      index = next;
      fill(heading, ...shown(index < 0 ? model.wholeName : model.names[index]));
      fill(legend, ...readout(model, index));
      cursor.replaceChildren(...(index < 0 ? [] : drawn.mark(index)));
    }
  }

  function draw() {
    width = plot.clientWidth;
    if (!model || width < 40) {
      return;
    }
    const isNarrow = width < 560;
    const [left, right] = [52, width - (isNarrow ? 8 : 150)];
    const { starts, end } = model.time ?? { starts: [0], end: 1 };
    const x = (/** @type {number} */ at) => left + (at - starts[0]) / (end - starts[0]) * (right - left);
    const frame = { width, left, right, isNarrow, model, x };
    drawn = model.time ? timeChart(frame) : barChart(frame);
    cursor = svg('g', {});
    drawn.root.prepend(cursor);
    plot.replaceChildren(drawn.root);
    select(Math.min(index, model.names.length - 1));
  }

  plot.addEventListener('pointermove', (/** @type {PointerEvent} */ event) => {
    const box = plot.getBoundingClientRect();
    const next = drawn?.nearest(event.clientX - box.left, event.clientY - box.top) ?? -1;
    if (next !== index) {
      select(next);
    }
  });
  plot.addEventListener('pointerleave', () => select(-1));
  plot.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const last = (model?.names.length ?? 0) - 1;
    const next = { ArrowRight: index + 1, ArrowDown: index + 1, ArrowLeft: index < 0 ? last : index - 1,
      ArrowUp: index < 0 ? last : index - 1, Home: 0, End: last, Escape: -1 }[event.key];
    if (model && next !== undefined && last >= 0) {
      event.preventDefault();
      select(Math.max(event.key === 'Escape' ? -1 : 0, Math.min(last, next)));
      live.textContent = index < 0 ? model.wholeName : spoken(model, index);
    }
  });
  const sized = new ResizeObserver(() => plot.clientWidth !== width && draw());
  sized.observe(plot);
  return {
    element,
    show(/** @type {Model} */ next) {
      index = model?.label === next.label ? index : -1;
      model = next;
      colour(next.panels);
      plot.setAttribute('aria-label', next.label);
      draw();
    },
    end: () => sized.disconnect(),
  };
}
