// @ts-check
// The columns of failed entries, and the bar that acts on those picked or on all that the filters let through.
import { button, el, shown } from './dom.js';
import { number, outcome, time } from './format.js';
import { inWords } from './reasons.js';

const STATES = ['', 'rejected', 'deferred', 'conflict', 'parked', 'discarded', 'settled'];

/**
 * @typedef {{ readOnly: boolean, selected: Set<string>, pick: (hash: string) => void,
 *   retry: (hash: string) => void }} Given
 */

/** @param {any} entry */
function reasonOf({ errors, client_id }) {
  return [
    el('span', null, ...shown(errors.length ? inWords(errors[0].code, errors[0].field) : 'no reason was kept')),
    errors.length > 1 ? el('span', { class: 'quiet' }, ` and ${errors.length - 1} more`) : null,
    el('span', { class: 'sub' }, ' ', ...shown(client_id ?? '')),
  ];
}

/** @param {Given} given @returns {import('./table.js').Column[]} */
export function entryColumns({ readOnly, selected, pick, retry }) {
  const stop = (/** @type {Event} */ event) => event.stopPropagation();
  const pickOf = (/** @type {any} */ { hash }) =>
    el('input', {
      type: 'checkbox',
      checked: selected.has(hash),
      'aria-label': 'Select ' + hash.slice(0, 8),
      on: { click: stop, change: () => pick(hash) },
    });
  const retryOf = (/** @type {any} */ { hash, state }) =>
    /settled|discarded/.test(state)
      ? null
      : button(
          'Retry',
          (event) => {
            stop(event);
            retry(hash);
          },
          { class: 'small' },
        );
  return [
    ...(readOnly ? [] : [{ name: 'pick', title: '', width: '1.75rem', cell: pickOf }]),
    {
      name: 'state',
      title: 'State',
      width: '6.25rem',
      cell: (entry) => [
        outcome(entry.state),
        Number(entry.uncertain)
          ? el('span', { class: 'quiet', title: 'An append without an answer: it may be stored' }, ' ?')
          : null,
      ],
    },
    { name: 'reason', title: 'Reason', width: 'minmax(6rem,1.4fr)', cell: reasonOf },
    {
      name: 'found',
      title: 'Found',
      width: 'minmax(8rem,1.6fr)',
      wide: true,
      cell: (entry) => el('code', null, ...shown(entry.errors[0]?.found ?? '')),
    },
    {
      name: 'client',
      title: 'Client',
      width: 'minmax(5rem,1fr)',
      wide: true,
      cell: (entry) => (entry.client_id ? shown(entry.client_id) : el('span', { class: 'quiet' }, 'unknown')),
    },
    {
      name: 'seen',
      title: 'Seen',
      width: '4rem',
      class: 'right mono',
      wide: true,
      cell: (entry) => number(entry.occurrences) + '\u00d7',
    },
    {
      name: 'last',
      title: 'Last seen',
      sort: 'last_received',
      width: '8.5rem',
      wide: true,
      cell: (entry) => time(entry.last_received_at),
    },
    ...(readOnly ? [] : [{ name: 'retry', title: '', width: '4.5rem', class: 'right', cell: retryOf }]),
  ];
}

/** @param {any} given @param {(on: boolean) => void} run */
const box = (given, run) =>
  el('input', { type: 'checkbox', ...given, on: { change: (/** @type {any} */ event) => run(event.target.checked) } });

/**
 * What is done, and to which of them.
 * @param {{ selected: number, loaded: number, all: string, state: any, acts: any,
 *   target: () => any, pickAll: (on: boolean) => void }} given
 */
export function actBar({ selected, loaded, all, state, acts, target, pickAll }) {
  const words = selected
    ? `${number(selected)} selected`
    : /\d/.test(all)
      ? `${number(all)} ${all === '1' ? 'entry' : 'entries'}`
      : 'All matching entries';
  const over = (/** @type {import('./failed-acts.js').Act} */ act) => () => acts.ask(target(), act);
  const isEnded = /settled|discarded|parked/.test(state.state ?? '') || state.archived;
  const small = { class: 'small' };
  return [
    el(
      'label',
      null,
      box({ checked: selected > 0 && selected === loaded, 'aria-label': 'Select all that are loaded' }, pickAll),
      el('b', { 'aria-live': 'polite' }, words),
    ),
    button(selected || all === '1' ? 'Retry' : 'Retry all', over('retry'), {
      class: 'main small',
      'aria-label': selected ? 'Retry the selected' : 'Retry all of these',
    }),
    button('Try another schema\u2026', () => acts.otherSchema(target()), small),
    button('Discard\u2026', over('discard'), small),
    button('Archive', over('archive'), small),
    isEnded ? button('Reopen', over('reopen'), small) : null,
  ];
}

/** Which entries are listed. @param {any} state @param {(changes: any) => void} go */
export function listBar(state, go) {
  return [
    el(
      'label',
      { class: 'quiet' },
      'State ',
      el(
        'select',
        { 'aria-label': 'State', on: { change: (/** @type {any} */ event) => go({ state: event.target.value }) } },
        ...STATES.map((name) => el('option', { value: name, selected: name === (state.state ?? '') }, name || 'open')),
      ),
    ),
    el(
      'label',
      { class: 'quiet' },
      box({ checked: Boolean(state.archived) }, (on) => go({ archived: on ? 'true' : null })),
      'archived',
    ),
  ];
}
