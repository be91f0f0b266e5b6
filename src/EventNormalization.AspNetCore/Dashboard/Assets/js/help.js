// @ts-check
// What the keys do, and what the words mean.
import { ask } from './dialog.js';
import { el } from './dom.js';
import { outcome } from './format.js';

const keys = [
  ['/', 'Search in all that is stored'], ['j  k', 'Next row, row before'], ['Enter', 'Open the row'], ['Esc', 'Close it'],
  ['n', 'New event'], ['Ctrl Enter', 'Submit it'], ['r', 'Retry the failed event'], ['p', 'Pause, go on'],
  ['g e', 'Events'], ['g f', 'Failed'], ['g t', 'Totals'], ['g b', 'Balance'], ['?', 'This'],
];
const meanings = [
  ['accepted', 'stored now, counted once'], ['duplicate', 'stored before, in this or another spelling; not counted again'],
  ['rejected', 'cannot be understood; kept with every reason'], ['deferred', 'the store failed; kept, and retried by itself'],
  ['conflict', 'the client\u2019s key was used for other content; kept, not counted'],
];

export function showHelp() {
  const list = (/** @type {any[][]} */ rows) => el('dl', { class: 'facts' }, ...rows.flatMap(([term, text]) => [el('dt', null, term), el('dd', null, text)]));
  return ask({
    title: 'Keys and words',
    closeLabel: 'Close',
    wide: true,
    body: el('div', { class: 'pair' },
      list(keys.map(([key, text]) => [el('span', null, ...key.split(' ').filter(Boolean).map((part) => el('kbd', null, part))), text])),
      list(meanings.map(([kind, text]) => [outcome(kind), text]))),
  });
}
