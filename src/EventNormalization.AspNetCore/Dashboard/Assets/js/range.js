// @ts-check
// The time range of the events' own timestamps.
import { el } from './dom.js';

export const rangeNames = /** @type {Record<string, string>} */ ({
  '': 'Any time', '15m': 'Last 15 minutes', '1h': 'Last hour', '24h': 'Last 24 hours', '7d': 'Last 7 days', '30d': 'Last 30 days',
});

const short = (/** @type {string | undefined} */ instant) => instant ? instant.replace('T', ' ').replace(/(:00)?(\.000)?Z$/, '') : '\u2026';

/** @param {any} state */
export const rangeText = (state) => `${short(state.from)} to ${short(state.to)} UTC`;

/** Asks for a half-open range, in UTC. @param {any} state @returns {Promise<any>} */
export async function askRange(state) {
  const { ask } = await import('./dialog.js');
  const box = (/** @type {string} */ label, /** @type {string | undefined} */ value) => {
    const input = el('input', { type: 'datetime-local', step: '1', value: (value ?? '').replace(/(\.\d+)?Z$/, '') });
    return { input, label: el('label', { class: 'stacked' }, label, input) };
  };
  const from = box('From (UTC, included)', state.from);
  const to = box('To (UTC, not included)', state.to);
  const instant = (/** @type {any} */ input) => input.value ? new Date(input.value + 'Z').toISOString().replace('.000Z', 'Z') : null;
  return ask({
    title: 'Time of the events',
    body: el('div', { class: 'pair' }, from.label, to.label),
    actions: [{ label: 'Show', kind: 'main', run: () => ({ range: null, from: instant(from.input), to: instant(to.input) }) }],
  });
}
