// @ts-check
// Why events failed: a row for each reason of a client, how much of all it is, and when it was.
import { el, shown } from './dom.js';
import { number, time } from './format.js';
import { inWords } from './reasons.js';
import { createTable } from './table.js';

export const keyOf = (/** @type {any} */ group) => JSON.stringify([group.code, group.field, group.client_id]);

/** @param {number} left @param {number} width of 1 @param {string} title @param {string} [kind] */
function strip(left, width, title, kind = '') {
  const bar = el('i');
  bar.style.left = `${left * 100}%`;
  bar.style.width = `${width * 100}%`;
  return el('span', { class: 'strip ' + kind, title }, bar);
}

/** The table of causes; the times of all share one scale. @param {(group: any) => void} open */
export function createCauses(open) {
  let [total, first, last] = [1, 0, 1];
  const share = (/** @type {any} */ group) => Number(group.count) / total;
  const at = (/** @type {string} */ instant) => (Date.parse(instant) - first) / (last - first);
  const table = createTable({
    label: 'Causes',
    columns: [
      {
        name: 'reason',
        title: 'Cause',
        width: 'minmax(9rem,2fr)',
        cell: (group) => [
          el('b', null, ...shown(inWords(group.code, group.field))),
          ' ',
          el('code', { class: 'quiet wide' }, group.code),
        ],
      },
      {
        name: 'client',
        title: 'Client',
        width: 'minmax(6rem,1fr)',
        cell: (group) =>
          group.client_id === null ? el('span', { class: 'quiet' }, 'unknown') : shown(group.client_id),
      },
      { name: 'count', title: 'Entries', width: '5rem', class: 'right mono', cell: (group) => number(group.count) },
      {
        name: 'share',
        title: 'Share',
        width: '7rem',
        wide: true,
        cell: (group) =>
          el(
            'span',
            { class: 'with-share' },
            strip(0, share(group), `${(share(group) * 100).toFixed(1)} % of all reasons given`),
            el('span', { class: 'quiet' }, share(group) < 0.005 ? '<1 %' : Math.round(share(group) * 100) + ' %'),
          ),
      },
      {
        name: 'seen',
        title: 'Seen',
        width: '5rem',
        class: 'right mono',
        wide: true,
        cell: (group) => number(group.occurrences) + '\u00d7',
      },
      {
        name: 'first',
        title: 'First seen',
        width: '8.5rem',
        wide: true,
        cell: (group) => time(group.first_received_at),
      },
      { name: 'last', title: 'Last seen', width: '8.5rem', wide: true, cell: (group) => time(group.last_received_at) },
      {
        name: 'span',
        title: 'When',
        width: 'minmax(5rem,8rem)',
        wide: true,
        cell: (group) =>
          strip(
            at(group.first_received_at),
            Math.max(0, at(group.last_received_at) - at(group.first_received_at)),
            `${group.first_received_at} to ${group.last_received_at}`,
            'when',
          ),
      },
    ],
    key: keyOf,
    onOpen: open,
    rowClass: () => 'cause',
  });
  return {
    table,
    /** @param {any[]} groups */
    show(groups) {
      total = groups.reduce((sum, group) => sum + Number(group.count), 0) || 1;
      first = Math.min(...groups.map((group) => Date.parse(group.first_received_at)));
      last = Math.max(first + 1, ...groups.map((group) => Date.parse(group.last_received_at)));
      table.setRows([...groups].sort((a, b) => b.count - a.count));
      table.element.style.setProperty('--rows', String(Math.min(groups.length, 7)));
    },
  };
}
