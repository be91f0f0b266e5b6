// @ts-check
// The browser's own dialog: it holds the focus, closes by Esc, and gives the focus back.
import { button, el, put } from './dom.js';

/**
 * Asks; gives what the chosen action's `run` gives, or undefined if it is closed. `run` may give `false` to stay open.
 * @param {{ title: string, body: any, wide?: boolean,
 *   actions?: { label: string, kind?: 'main' | 'bad', run?: () => any }[], closeLabel?: string }} given
 * @returns {Promise<any>}
 */
export function ask(given) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  return new Promise((resolve) => {
    /** @type {any} */ let result;
    const heading = el('h2', { id: 'dialog-title' }, given.title);
    const foot = el('div', { class: 'actions' });
    const form = el('form', { method: 'dialog' }, heading, el('div', { class: 'dialog-body' }, given.body), foot);
    const dialog = el('dialog', { class: given.wide ? 'wide' : '', 'aria-labelledby': 'dialog-title' }, form);
    put(foot, button(given.closeLabel ?? 'Cancel', () => dialog.close()));
    for (const action of given.actions ?? []) {
      const run = async () => {
        const answer = action.run ? await action.run() : true;
        if (answer !== false) {
          result = answer;
          dialog.close();
        }
      };
      foot.append(button(action.label, run, { class: action.kind ?? '' }));
    }
    form.addEventListener('submit', (/** @type {Event} */ event) => event.preventDefault());
    dialog.addEventListener('close', () => {
      dialog.remove();
      before?.isConnected && before.focus();
      resolve(result);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
