// @ts-check
// One SVG drawn by the page: a double places a pixel and nothing else; every value that is read is the exact text. A
// currency has a panel and a scale of its own.
import { barChart } from './chart-bars.js';
import { colour, hue, svg } from './chart-parts.js';
import { timeChart } from './chart-time.js';
import { el, fill, plain, shown } from './dom.js';
import { number } from './format.js';

/** @typedef {import('./chart-parts.js').Model} Model */

/** What the window, or all of it, holds: the legend at the same time. @param {Model} model @param {number} index */
function readout(model, index) {
  return model.panels.map((panel) =>
    el(
      'div',
      { class: 'readout-row' },
      panel.title ? el('b', null, ...shown(panel.title)) : null,
      ...panel.series.map((series) => {
        const text = index < 0 ? series.whole : series.texts[index];
        return el(
          'span',
          { class: 'reads ' + hue(series), title: plain(`${series.name}: ${text ?? 'nothing'}`) },
          el('i', { 'aria-hidden': 'true' }),
          el('span', { dir: 'auto' }, ...shown(series.name)),
          el('code', null, text === null ? '\u2013' : number(text)),
        );
      }),
    ),
  );
}

/** @param {Model} model @param {number} index */
const spoken = (model, index) =>
  plain(
    `${model.names[index]}: ` +
      (model.panels
        .flatMap((panel) =>
          panel.series
            .filter((series) => series.texts[index] !== null)
            .map((series) => `${series.name} ${series.texts[index]} ${panel.title}`.trim()),
        )
        .join('; ') || 'nothing'),
  );

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
    const x = (/** @type {number} */ at) => left + ((at - starts[0]) / (end - starts[0])) * (right - left);
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
    const next = {
      ArrowRight: index + 1,
      ArrowDown: index + 1,
      ArrowLeft: index < 0 ? last : index - 1,
      ArrowUp: index < 0 ? last : index - 1,
      Home: 0,
      End: last,
      Escape: -1,
    }[event.key];
    if (model && next !== undefined && last >= 0) {
      event.preventDefault();
      event.stopPropagation();
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
