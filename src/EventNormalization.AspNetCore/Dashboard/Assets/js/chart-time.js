// @ts-check
// Lines, or columns where there is one series, over the windows of a calendar.
import { clockChanges, timeTicks, valueLabel, valueTicks } from './axis.js';
import { cut, extent, hue, svg } from './chart-parts.js';
import { plain } from './dom.js';

/** @typedef {import('./chart-parts.js').Frame} Frame */
/** @typedef {import('./chart-parts.js').Model} Model */
/** @typedef {import('./chart-parts.js').Panel} Panel */
/** @typedef {import('./chart-parts.js').Series} Series */

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

/**
 * What lies between the first and the last series, where both go on.
 * @param {Frame} frame
 * @param {Panel} panel
 * @param {(value: number) => number} y
 */
function bands(frame, { series }, y) {
  const [low, high] = [series[0].texts, series[series.length - 1].texts];
  const place = (/** @type {(string | null)[]} */ texts, /** @type {number} */ i) => {
    const [from, to] = edges(frame, i);
    return `${((from + to) / 2).toFixed(1)},${y(Number(texts[i])).toFixed(1)}`;
  };
  return low.flatMap((text, i) =>
    i === 0 || [text, high[i], low[i - 1], high[i - 1]].includes(null)
      ? []
      : svg('polygon', {
          class: 'band',
          points: [place(low, i - 1), place(low, i), place(high, i), place(high, i - 1)].join(' '),
        }),
  );
}

/** @param {Frame} frame @param {Series} series @param {(value: number) => number} y */
function columns(frame, series, y) {
  const group = svg('g', { class: hue(series) });
  series.texts.forEach((text, i) => {
    if (text !== null) {
      const [from, to] = edges(frame, i);
      const [zero, top] = [y(0), y(Number(text))];
      const gap = to - from > 4 ? 1.5 : 0;
      group.append(
        svg('rect', {
          class: 'column',
          x: from + gap,
          width: Math.max(0.8, to - from - 2 * gap),
          y: Math.min(zero, top),
          height: Math.max(Number(text) ? 1 : 0, Math.abs(zero - top)),
        }),
      );
    }
  });
  return group;
}

/**
 * Labels at the ends of the lines, pushed apart.
 * @param {Frame} frame
 * @param {Panel} panel
 * @param {(value: number) => number} y
 */
function endLabels(frame, panel, y) {
  const labels = panel.series
    .flatMap((series) => {
      const last = series.texts.findLastIndex((text) => text !== null);
      return last < 0 ? [] : [{ series, kind: hue(series), at: y(Number(series.texts[last])) }];
    })
    .sort((a, b) => a.at - b.at);
  const floor = y(extent(panel).low) - 4;
  labels.forEach((label, i) => {
    label.at = Math.max(label.at, (labels[i - 1]?.at ?? -Infinity) + 14);
  });
  for (let i = labels.length - 1, limit = floor; i >= 0; i--, limit = labels[i + 1].at - 14) {
    labels[i].at = Math.min(labels[i].at, limit);
  }
  return labels.map(({ series, kind, at }) =>
    svg('text', { class: `end ${kind}`, x: frame.right + 8, y: at + 4 }, cut(plain(series.name), 18)),
  );
}

/** @param {Frame} frame @param {Panel} panel @param {{ top: number, bottom: number }} place */
function timePanel(frame, panel, place) {
  const { low, high } = extent(panel);
  const ticks = valueTicks(low, high, place.bottom - place.top > 130 ? 4 : 3);
  const [first, last] = [ticks[0], ticks[ticks.length - 1]];
  const y = (/** @type {number} */ value) =>
    place.bottom - ((value - first) / (last - first)) * (place.bottom - place.top);
  const group = svg('g', {});
  for (const tick of ticks) {
    group.append(
      svg('line', { class: tick === 0 ? 'zero' : 'grid', x1: frame.left, x2: frame.right, y1: y(tick), y2: y(tick) }),
      svg('text', { class: 'tick', x: frame.left - 8, y: y(tick) + 4, 'text-anchor': 'end' }, valueLabel(tick)),
    );
  }
  if (panel.title) {
    group.append(svg('text', { class: 'unit', x: frame.left, y: place.top - 8 }, plain(panel.title)));
  }
  if (panel.isBand) {
    group.append(...bands(frame, panel, y));
  }
  panel.series.forEach((series) =>
    group.append(panel.series.length === 1 ? columns(frame, series, y) : line(frame, series, y, hue(series))),
  );
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
    group.append(
      svg('line', { class: 'change', x1: x, x2: x, y1: top - 4, y2: bottom }),
      svg(
        'text',
        {
          class: 'change',
          x: isRight ? x : Math.max(x, frame.left + 44),
          y: top - 9,
          'text-anchor': isRight ? 'end' : 'start',
        },
        text,
      ),
    );
  }
  for (const { at, label } of timeTicks(
    starts[0],
    end,
    zone,
    Math.max(2, Math.floor((frame.right - frame.left) / 72)),
  )) {
    const x = frame.x(at);
    group.append(
      svg('line', { class: 'zero', x1: x, x2: x, y1: bottom, y2: bottom + 4 }),
      svg('text', { class: 'tick', x, y: bottom + 17, 'text-anchor': x > frame.right - 20 ? 'end' : 'middle' }, label),
    );
  }
  group.append(
    svg(
      'text',
      {
        class: 'zone',
        x: frame.isNarrow ? frame.right : frame.right + 8,
        y: bottom + (frame.isNarrow ? 33 : 17),
        'text-anchor': frame.isNarrow ? 'end' : 'start',
      },
      zone,
    ),
  );
  return group;
}

/** @param {Frame} frame */
export function timeChart(frame) {
  const { panels } = frame.model;
  const height = Math.max(76, Math.min(200, 300 / panels.length));
  const tops = panels.map((_, i) => 26 + i * (height + 34));
  const bottom = tops[tops.length - 1] + height;
  const drawn = panels.map((panel, i) => timePanel(frame, panel, { top: tops[i], bottom: tops[i] + height }));
  const root = svg(
    'svg',
    { width: frame.width, height: bottom + (frame.isNarrow ? 40 : 24), 'aria-hidden': 'true' },
    timeAxis(frame, tops[0], bottom),
    ...drawn.map((one) => one.group),
  );
  const mark = (/** @type {number} */ index) => {
    const [from, to] = edges(frame, index);
    return [
      svg('rect', {
        class: 'cursor',
        x: from,
        width: Math.max(1, to - from),
        y: tops[0] - 4,
        height: bottom - tops[0] + 4,
      }),
      ...panels.flatMap((panel, p) =>
        panel.series.flatMap((series) => {
          const text = series.texts[index];
          return text === null || panel.series.length === 1
            ? []
            : [
                svg('circle', {
                  class: `mark ${hue(series)}`,
                  cx: (from + to) / 2,
                  cy: drawn[p].y(Number(text)),
                  r: 4,
                }),
              ];
        }),
      ),
    ];
  };
  const nearest = (/** @type {number} */ px) => {
    const found = frame.model.names.findIndex((_, i) => px < edges(frame, i)[1]);
    return found < 0 ? frame.model.names.length - 1 : found;
  };
  return { root, mark, nearest };
}
