// @ts-check
// The filters in force, each removable by itself.
import { button, el, plain, shown } from './dom.js';

const words = /** @type {Record<string, string>} */ ({
  client: 'client', metric: 'metric', contains: 'contains', reason: 'reason', field: 'field', state: 'state',
  where: 'where', outcome: 'outcome', archived: 'archived',
});

/** Which members of the state are filters, and shown as chips. */
export const filterNames = Object.keys(words);

/** @param {any} state @param {(changes: any) => void} go @returns {Element[]} */
export function chips(state, go) {
  const set = filterNames.filter((name) => state[name]);
  const made = set.map((name) => el('span', { class: 'chip' },
    el('span', { class: 'quiet' }, words[name]), el('b', null, ...shown(state[name])),
    button('\u00d7', () => go({ [name]: null }), { class: 'plain', 'aria-label': plain(`Remove the filter ${words[name]} ${state[name]}`) })));
  if (set.length > 1) {
    made.push(button('Clear all', () => go(Object.fromEntries(set.map((name) => [name, null]))), { class: 'link' }));
  }
  return made;
}

/** A value in a row or pane that adds itself as a filter. @param {string} name @param {any} value @param {(changes: any) => void} go */
export const filterable = (name, value, go) => el('button', {
  type: 'button', class: 'value', title: plain(`${value}: show only this ${words[name]}`), tabindex: '-1',
  on: { click: (/** @type {Event} */ event) => { event.stopPropagation(); go({ [name]: value }); } },
}, ...shown(value));
