// @ts-check
// What both kinds of chart are made of.

/** @typedef {{ name: string, texts: (string | null)[], whole: string | null, isRest?: boolean,
 *   hue?: number }} Series */
/** @typedef {{ title: string, series: Series[], isBand?: boolean }} Panel */
/** @typedef {{ panels: Panel[], names: string[], wholeName: string, label: string,
 *   time?: { starts: number[], end: number, zone: string } }} Model */

/** What the chart is drawn on: scales, and where each panel and window is.
 * @typedef {{ width: number, left: number, right: number, isNarrow: boolean, model: Model,
 *   x: (at: number) => number }} Frame */

/** @param {string} name @param {Record<string, any>} given @param {...(Node | string)} children */
export function svg(name, given, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(given)) {
    element.setAttribute(key, typeof value === 'number' ? String(Math.round(value * 10) / 10) : value);
  }
  element.append(...children);
  return element;
}

/** Cut to a width in letters, of which ideographs and pictures take two. @param {string} text @param {number} max */
export function cut(text, max) {
  let [width, kept] = [0, ''];
  for (const letter of text) {
    width += (letter.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
    if (width > max) {
      return kept + '\u2026';
    }
    kept += letter;
  }
  return text;
}

const HUES = [0, 1, 2, 3, 4];

/** A name has one colour in all panels, as far as there are colours. @param {Panel[]} panels */
export function colour(panels) {
  /** @type {Map<string, number>} */
  const hues = new Map();
  for (const { series } of panels) {
    const used = new Set(series.flatMap((one) => hues.get(one.name) ?? []));
    for (const one of series) {
      const free =
        HUES.find((hue) => ![...hues.values()].includes(hue)) ??
        (series.length > 1 ? HUES.find((hue) => !used.has(hue)) : 5);
      one.hue = hues.get(one.name) ?? free ?? 5;
      used.add(one.hue);
      one.isRest || hues.set(one.name, one.hue);
    }
  }
}

/** @param {Series} series */
export const hue = (series) => (series.isRest ? 'rest' : `hue-${series.hue}`);

/** @param {Panel} panel */
export function extent(panel) {
  let [low, high] = [0, 0];
  for (const text of panel.series.flatMap((series) => series.texts)) {
    const value = Number(text ?? 0);
    [low, high] = [Math.min(low, value), Math.max(high, value)];
  }
  return { low, high };
}
