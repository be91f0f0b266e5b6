// @ts-check
// Short notes at the foot of the page; a live region reads them.
import { button, el } from './dom.js';

/** Says a sentence, for six seconds. @param {string} text @param {{ kind?: 'bad', action?: { label: string, run: () => void } }} [given] */
export function say(text, given = {}) {
  const toast = el('div', { class: 'toast ' + (given.kind ?? '') }, el('span', null, text));
  const close = () => toast.remove();
  if (given.action) {
    const { label, run } = given.action;
    toast.append(button(label, () => { run(); close(); }, { class: 'link' }));
  }
  toast.append(button('\u00d7', close, { class: 'plain', 'aria-label': 'Dismiss' }));
  const place = /** @type {HTMLElement} */ (document.getElementById('toasts'));
  place.append(toast);
  while (place.children.length > 3) {
    place.firstElementChild?.remove();
  }
  let timer = setTimeout(close, 6000);
  toast.addEventListener('pointerenter', () => clearTimeout(timer));
  toast.addEventListener('pointerleave', () => { timer = setTimeout(close, 3000); });
}
