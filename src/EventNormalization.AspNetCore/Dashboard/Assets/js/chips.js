// @ts-check
// The filters in force, each removable by itself.
import { button, el, plain, shown } from './dom.js';

/** Which members of the state each view filters by; no other is shown as a chip. */
export const filtersOf = /** @type {Record<string, string[]>} */ ({
  events: ['client', 'metric', 'contains', 'where'],
  failed: ['reason', 'field', 'state', 'client', 'contains', 'archived'],
  totals: ['client', 'metric', 'where'],
  balance: [],
});

/** @param {any} state @param {(changes: any) => void} go @returns {Element[]} */
export function chips(state, go) {
  const set = filtersOf[state.view].filter((name) => state[name]);
  const made = set.map((name) => el('span', { class: 'chip' },
    el('span', { class: 'quiet' }, name), el('b', null, ...shown(state[name])),
    button('\u00d7', () => go({ [name]: null }), { class: 'plain', 'aria-label': plain(`Remove the filter ${name} ${state[name]}`) })));
  if (set.length > 1) {
    made.push(button('Clear all', () => go(Object.fromEntries(set.map((name) => [name, null]))), { class: 'link' }));
  }
  return made;
}

/** A value in a row or pane that adds itself as a filter. @param {string} name @param {any} value @param {(changes: any) => void} go */
export const filterable = (name, value, go) => el('button', {
  type: 'button', class: 'value', title: plain(`${value}: show only this ${name}`),
  on: { click: (/** @type {Event} */ event) => { event.stopPropagation(); go({ [name]: value }); } },
}, ...shown(value));
