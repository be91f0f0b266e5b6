// @ts-check
// A bar for each group, in the order of the table's rows.
import { valueLabel } from './axis.js';
import { cut, extent, svg } from './chart-parts.js';
import { plain } from './dom.js';
import { number } from './format.js';

/** @typedef {import('./chart-parts.js').Frame} Frame */

/** @param {Frame} frame */
export function barChart(frame) {
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
    const x = (/** @type {number} */ value) => left + ((value - low) / (high - low || 1)) * (right - left);
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
          svg(
            'text',
            { class: 'name', x: labelWidth, y: top + 16, 'text-anchor': 'end' },
            cut(plain(names[index]), Math.floor(labelWidth / 7.2)),
          ),
          svg('rect', {
            class: `column ${index === names.length - 1 && panel.series[0].isRest ? 'rest' : 'hue-0'}`,
            x: Math.min(zero, end),
            width: Math.max(Number(text) ? 1 : 0, Math.abs(end - zero)),
            y: top + 5,
            height: row - 10,
          }),
          svg(
            'text',
            { class: 'value', x: Math.max(zero, end) + 8, y: top + 16 },
            number(text).length > (frame.isNarrow ? 13 : 20) ? '\u2248 ' + valueLabel(Number(text)) : number(text),
          ),
        );
        top += row;
      }
    });
    root.append(svg('line', { class: 'zero', x1: x(0), x2: x(0), y1: begin, y2: top }));
    top += 10;
  }
  root.setAttribute('height', String(top));
  const mark = (/** @type {number} */ index) =>
    rows
      .filter((one) => one.index === index)
      .map(({ y }) => svg('rect', { class: 'cursor', x: 0, width: frame.width, y, height: row }));
  const nearest = (/** @type {number} */ _, /** @type {number} */ py) =>
    (rows.find(({ y }) => py < y + row) ?? rows[rows.length - 1])?.index ?? 0;
  return { root, mark, nearest };
}
