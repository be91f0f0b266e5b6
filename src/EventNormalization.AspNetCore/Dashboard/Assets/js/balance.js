// @ts-check
// Is anything lost? The equation that must add up, live; the same by client; what the stores are.
import { button, el, fill, plain, shown } from './dom.js';
import { ago, copyButton, counted, number, size, time } from './format.js';
import { facts, section } from './pane.js';
import { createTable } from './table.js';

const terms = ['accepted', 'duplicates', 'rejected', 'deferred', 'conflicts', 'parked', 'discarded'];

const storeNames = /** @type {Record<string, string>} */ ({
  event_bytes: 'events', failed_bytes: 'failed events', rules: 'rules in force',
});

/** @param {Element} root @param {import('./main.js').Context} context @returns {import('./main.js').View} */
export function mount(root, context) {
  const { api, live, go } = context;
  /** @type {any} */ let statistics = null;
  let frame = 0;
  let [readAt, unread] = ['', ''];
  const place = el('div', { class: 'balance' });
  const equation = el('div', { class: 'equation', role: 'group', 'aria-label': 'Conservation' });
  const verdict = el('div', { class: 'verdict-line', role: 'status' });
  const stores = el('div', { class: 'stores' });
  const table = createTable({
    label: 'By client',
    key: (row) => row.client_id,
    onOpen: (row) => row.client_id !== '(unknown)' && go({ view: 'events', client: row.client_id }),
    columns: [
      { name: 'client', title: 'Client', width: 'minmax(96px, 320px)', cell: (row) => el('span', { class: 'isolate', title: plain(row.client_id) }, ...shown(row.client_id)) },
      { name: 'received', title: 'Received', width: '76px', class: 'right mono', cell: (row) => number(row.received) },
      ...terms.map((name, index) => ({
        name, title: title(name), width: '76px', class: 'right mono', wide: index > 1,
        cell: (/** @type {any} */ row) => el('span', { class: Number(row[name]) ? '' : 'quiet' }, number(row[name])),
      })),
    ],
  });
  root.append(place);
  fill(place, verdict, equation, el('h2', { class: 'by' }, 'By client'), table.element, stores);

  /** @param {string} name */
  function title(name) {
    return name.charAt(0).toUpperCase() + name.slice(1);
  }

  async function load() {
    try {
      take(await api.get('statistics', { by_client: true }));
    } catch (error) {
      unread = /** @type {Error} */ (error).message;
      statistics ? draw() : fill(verdict, el('div', { class: 'state bad' }, el('b', null, 'The balance could not be read'),
        el('p', null, ...shown(unread)), button('Try again', load)));
    }
  }

  /** @param {any} next */
  function take(next) {
    statistics = { ...statistics, ...next };
    [readAt, unread] = [new Date().toISOString(), ''];
    frame ||= requestAnimationFrame(draw);
  }

  function draw() {
    frame = 0;
    const sum = terms.reduce((total, name) => total + Number(statistics[name] ?? 0), 0);
    const difference = Number(statistics.received) - sum;
    const underWay = Number(statistics.under_way ?? 0);
    const holds = statistics.holds !== false && (difference === 0 || difference === underWay);
    verdict.className = 'verdict-line ' + (holds && !unread ? 'good' : 'bad');
    fill(verdict, unread ? [el('b', null, 'Not read since ', time(readAt), '.'), el('span', null, ...shown(unread)), 'Until then: '] : '',
      el(unread ? 'span' : 'b', null, holds ? (Number(statistics.received) ? 'Nothing is lost.' : 'Nothing came in yet.') : 'It does not add up.'),
      el('span', null, holds ? 'Each delivery is in exactly one place.' : `${counted(Math.abs(difference), 'delivery', 'deliveries')} ${difference > 0 ? 'in no place' : 'counted more than once'}: run verify on the store.`),
      underWay > 0 && el('span', null, `${counted(underWay, 'delivery', 'deliveries')} under way.`),
      Number(statistics.uncertain) > 0 && el('span', null, `${number(statistics.uncertain)} may be stored already and will be asked about.`),
      statistics.checked_at && el('span', { class: 'quiet' }, 'Checked ', time(statistics.checked_at), '.'),
      el('span', { class: 'copy' }, copyButton(api.curl('GET', 'statistics', { by_client: true }), 'the call', 'Copy as curl')));
    const term = (/** @type {string} */ name, /** @type {string} */ sign) => [
      sign && el('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
      el('div', { class: 'term ' + name + (Number(statistics[name]) ? '' : ' zero') }, el('span', { class: 'count', title: String(statistics[name] ?? 0) }, number(statistics[name] ?? 0)), el('span', { class: 'quiet' }, name)),
    ];
    fill(equation, term('received', ''), ...terms.map((name, index) => term(name, index === 0 ? (difference === 0 ? '=' : '\u2260') : '+')).flat());
    table.setRows((statistics.by_client ?? []).map((/** @type {any} */ row) => ({ ...row, client_id: row.client_id ?? '(unknown)' })));
    drawStores();
  }

  function drawStores() {
    statistics.stores && fill(stores, section('Stores', facts(pairs(statistics.stores))));
  }

  /** @param {any} store @returns {[string, any][]} */
  const pairs = (store) => Object.entries(store).filter(([name, value]) => !/bytes$/.test(name) || Number(value)).map(([name, value]) => {
    const words = storeNames[name] ?? (name.replaceAll('_', ' ').replace(/ ?bytes$/, '') || 'size');
    return [words, /bytes$/.test(name) ? el('span', { title: `${value} bytes` }, size(Number(value)))
      : name === 'since' ? el('span', null, time(String(value)), el('span', { class: 'quiet' }, ` ${ago(String(value))}`))
        : /^[0-9a-f]{64}$/.test(String(value)) ? el('span', { class: 'with-copy' }, el('code', { title: String(value) }, String(value).slice(0, 16)), copyButton(String(value), words))
          : el('span', null, ...shown(value))];
  });

  const off = [live.on('totals', (next) => { take(next); }), live.on('poll', load), live.on('resumed', load)];
  const timer = setInterval(() => { document.hidden || void load(); }, 5000);
  void load();
  return {
    update() { /* The balance is of all that is stored; no filter applies. */ },
    unmount() { off.forEach((stop) => stop()); clearInterval(timer); cancelAnimationFrame(frame); },
  };
}
