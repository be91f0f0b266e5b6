// @ts-check
// What one row holds, in the column at the right (over the list on a phone).
import { button, el, fill, writing } from './dom.js';

/**
 * @param {{ label: string, close: () => void }} given
 * @returns {{ element: any, show: (title: any, ...content: any[]) => void, body: any }}
 */
export function createPane(given) {
  const title = el('h2', { class: 'pane-title' });
  const body = el('div', { class: 'pane-body', tabindex: '0', role: 'group', 'aria-label': given.label + ', details' });
  const element = el('aside', { class: 'pane', 'aria-label': given.label },
    el('header', { class: 'pane-head' }, title,
      button('\u00d7', given.close, { class: 'plain', 'aria-label': 'Close', title: 'Close (Esc)' })),
    body);
  element.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Escape' && !writing(event.target)) {
      event.stopPropagation();
      // A question that this asks is not closed by the same key.
      event.preventDefault();
      given.close();
    }
  });
  return {
    element,
    body,
    show(heading, ...content) {
      fill(title, heading);
      fill(body, ...content);
    },
  };
}

/** A titled part of a pane. @param {string} title @param {...any} content */
export const section = (title, ...content) => el('section', { class: 'part' }, el('h3', null, title), ...content);

/** Pairs of words and values. @param {[string, any][]} pairs */
export const facts = (pairs) => el('dl', { class: 'facts' },
  ...pairs.filter(([, value]) => value !== undefined && value !== null && value !== '')
    .flatMap(([name, value]) => [el('dt', null, name), el('dd', null, value)]));

/** A plain table of few rows, as in a pane. @param {string} label @param {string[]} heads @param {any[][]} rows */
export const smallTable = (label, heads, rows) => el('div', { class: 'scroll-x', tabindex: '0', role: 'group', 'aria-label': label + ', scrolls' },
  el('table', { class: 'small-table', 'aria-label': label },
    el('thead', null, el('tr', null, ...heads.map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', null, ...rows.map((cells) => el('tr', null, ...cells.map((cell) => el('td', null, ...[cell].flat())))))));
