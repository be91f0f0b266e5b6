// @ts-check
// What failed, and why: causes first, then the entries of one, and what to do about them.
import { createActs } from './failed-acts.js';
import { showEntry } from './failed-pane.js';
import { button, el, fill, keepFocus, shown } from './dom.js';
import { number, outcome, time } from './format.js';
import { createOperations } from './operations.js';
import { inWords } from './reasons.js';
import { createTable } from './table.js';

const FILTERS = ['reason', 'field', 'state', 'client', 'contains'];
const UNKNOWN = '(unknown)';

/** @param {number} left @param {number} width of 1 @param {string} title @param {string} [kind] */
function strip(left, width, title, kind = '') {
  const bar = el('i');
  bar.style.left = `${left * 100}%`;
  bar.style.width = `${width * 100}%`;
  return el('span', { class: 'strip ' + kind, title }, bar);
}

/** The table of causes; the times of all share one scale. @param {(group: any) => void} open */
function createCauses(open) {
  let [total, first, last] = [1, 0, 1];
  const share = (/** @type {any} */ group) => Number(group.count) / total;
  const at = (/** @type {string} */ instant) => (Date.parse(instant) - first) / (last - first);
  const table = createTable({
    label: 'Causes',
    columns: [
      { name: 'reason', title: 'Cause', width: 'minmax(9rem,2fr)', cell: (group) => [el('b', null, ...shown(inWords(group.code, group.field))), ' ', el('code', { class: 'quiet wide' }, group.code)] },
      { name: 'client', title: 'Client', width: 'minmax(6rem,1fr)', cell: (group) => group.client_id === null ? el('span', { class: 'quiet' }, 'unknown') : shown(group.client_id) },
      { name: 'count', title: 'Entries', width: '5rem', class: 'right mono', cell: (group) => number(group.count) },
      { name: 'share', title: 'Share', width: '7rem', wide: true, cell: (group) => el('span', { class: 'with-share' }, strip(0, share(group), `${(share(group) * 100).toFixed(1)} % of all reasons given`),
        el('span', { class: 'quiet' }, share(group) < 0.005 ? '<1 %' : Math.round(share(group) * 100) + ' %')) },
      { name: 'seen', title: 'Seen', width: '5rem', class: 'right mono', wide: true, cell: (group) => number(group.occurrences) + '\u00d7' },
      { name: 'first', title: 'First seen', width: '8.5rem', wide: true, cell: (group) => time(group.first_received_at) },
      { name: 'last', title: 'Last seen', width: '8.5rem', wide: true, cell: (group) => time(group.last_received_at) },
      { name: 'span', title: 'When', width: 'minmax(5rem,8rem)', wide: true, cell: (group) => strip(at(group.first_received_at),
        Math.max(0, at(group.last_received_at) - at(group.first_received_at)), `${group.first_received_at} to ${group.last_received_at}`, 'when') },
    ],
    key: keyOf, onOpen: open, rowClass: () => 'cause',
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

const keyOf = (/** @type {any} */ group) => JSON.stringify([group.code, group.field, group.client_id]);

/** @param {Element} root @param {any} context */
export function mount(root, context) {
  const { api, live, go, settings } = context;
  /** @type {any} */ let state = {};
  /** @type {any[]} */ let entries = [];
  /** @type {any[]} */ let groups = [];
  /** @type {Set<string>} */ const selected = new Set();
  let [next, loaded, turn, timer] = ['', '', 0, 0];

  const where = () => Object.fromEntries(FILTERS.filter((name) => state[name]).map((name) => [name, state[name]]));
  const query = () => ({ ...where(), archived: state.archived, sort: 'last_received', limit: Math.max(100, settings.pageSize) });

  const operations = createOperations(context, () => later(300));
  const acts = createActs(context, operations, (hash, answer) => {
    entries = entries.map((entry) => entry.hash === hash && answer.entry ? answer.entry : entry);
    selected.delete(hash);
    show();
    later(400);
  });
  const causes = createCauses((group) => go(state.reason === group.code && state.field === group.field && (state.client ?? UNKNOWN) === (group.client_id ?? UNKNOWN)
    ? { reason: null, field: null, client: null, row: null }
    : { reason: group.code, field: group.field, client: group.client_id ?? UNKNOWN, row: null }));
  const table = createTable({
    label: 'Failed events',
    columns: [
      ...settings.readOnly ? [] : [{ name: 'pick', title: '', width: '1.75rem', cell: pickOf }],
      { name: 'state', title: 'State', width: '6.25rem', cell: (entry) => [outcome(entry.state), Number(entry.uncertain) ? el('span', { class: 'quiet', title: 'An append without an answer: it may be stored' }, ' ?') : null] },
      { name: 'reason', title: 'Reason', width: 'minmax(6rem,1.4fr)', cell: reasonOf },
      { name: 'found', title: 'Found', width: 'minmax(8rem,1.6fr)', wide: true, cell: (entry) => el('code', null, ...shown(entry.errors[0]?.found ?? '')) },
      { name: 'client', title: 'Client', width: 'minmax(5rem,1fr)', wide: true, cell: (entry) => entry.client_id ? shown(entry.client_id) : el('span', { class: 'quiet' }, 'unknown') },
      { name: 'seen', title: 'Seen', width: '4rem', class: 'right mono', wide: true, cell: (entry) => number(entry.occurrences) + '\u00d7' },
      { name: 'last', title: 'Last seen', width: '8.5rem', wide: true, cell: (entry) => time(entry.last_received_at) },
      ...settings.readOnly ? [] : [{ name: 'retry', title: '', width: '4.5rem', class: 'right', cell: retryOf }],
    ],
    key: (entry) => entry.hash,
    onOpen: (entry) => go({ row: entry.hash }),
    onEnd: () => next && void more(),
  });
  const bar = el('div', { class: 'act-bar', role: 'group', 'aria-label': 'Selected entries' });
  const note = el('div', { class: 'state', hidden: true });
  const pane = context.pane('Failed event');
  causes.table.element.hidden = table.element.hidden = bar.hidden = true;
  fill(root, operations.element, causes.table.element, bar, note, table.element);

  /** @param {any} entry */
  function pickOf(entry) {
    return el('input', { type: 'checkbox', checked: selected.has(entry.hash), 'aria-label': 'Select ' + entry.hash.slice(0, 8), on: {
      click: (/** @type {Event} */ event) => event.stopPropagation(),
      change: () => pick(entry.hash),
    } });
  }

  /** @param {any} entry */
  function reasonOf({ errors, client_id }) {
    return [el('span', null, ...shown(errors.length ? inWords(errors[0].code, errors[0].field) : 'no reason was kept')),
      errors.length > 1 ? el('span', { class: 'quiet' }, ` and ${errors.length - 1} more`) : null,
      el('span', { class: 'sub' }, ' ', ...shown(client_id ?? ''))];
  }

  /** @param {any} entry */
  function retryOf(entry) {
    return /settled|discarded/.test(entry.state) ? null : button('Retry', (event) => {
      event.stopPropagation();
      void acts.one(entry.hash, 'retry');
    }, { class: 'small' });
  }

  /** @param {string} hash */
  function pick(hash) {
    selected.delete(hash) || selected.add(hash);
    drawBar();
  }

  /** What the bar acts on: those picked, or all that the filters let through. */
  const target = () => selected.size > 0 ? { hashes: [...selected], count: String(selected.size) } : { where: where(), count: countOfAll() };

  function countOfAll() {
    const cause = groups.filter((group) => group.code === state.reason && group.field === state.field);
    return !next ? String(entries.length) : cause.length && !state.contains && !state.state ? String(cause.reduce((sum, group) => sum + Number(group.count), 0)) : 'all matching';
  }

  function drawBar() {
    const count = selected.size;
    const all = countOfAll();
    bar.hidden = settings.readOnly || entries.length === 0;
    const words = count ? `${number(count)} selected` : /\d/.test(all) ? `${number(all)} ${all === '1' ? 'entry' : 'entries'}` : 'All matching entries';
    const over = (/** @type {import('./failed-acts.js').Act} */ act) => () => acts.ask(target(), act);
    const isEnded = /settled|discarded|parked/.test(state.state ?? '') || state.archived;
    keepFocus(bar, () => fill(bar, el('label', null, el('input', { type: 'checkbox', checked: count > 0 && count === entries.length, 'aria-label': 'Select all that are loaded', on: {
      change: (/** @type {any} */ event) => {
        selected.clear();
        event.target.checked && entries.forEach((entry) => selected.add(entry.hash));
        table.refresh();
        drawBar();
      } } }), el('b', { 'aria-live': 'polite' }, words)),
    button(count || all === '1' ? 'Retry' : 'Retry all', over('retry'), { class: 'main small', 'aria-label': count ? 'Retry the selected' : 'Retry all of these' }),
    button('Retry with another schema\u2026', () => acts.otherSchema(target()), { class: 'small' }),
    button('Discard\u2026', over('discard'), { class: 'small' }), button('Archive', over('archive'), { class: 'small' }),
    isEnded ? button('Reopen', over('reopen'), { class: 'small' }) : null,
    el('span', { class: 'grow' }),
    el('label', { class: 'quiet' }, 'State ', el('select', { 'aria-label': 'State', on: { change: (/** @type {any} */ event) => go({ state: event.target.value }) } },
      ...['', 'rejected', 'deferred', 'conflict', 'parked', 'discarded', 'settled'].map((name) =>
        el('option', { value: name, selected: name === (state.state ?? '') }, name || 'open')))),
    el('label', { class: 'quiet' }, el('input', { type: 'checkbox', checked: Boolean(state.archived), on: { change: (/** @type {any} */ event) => go({ archived: event.target.checked ? 'true' : null }) } }), 'archived')));
  }

  function show() {
    table.setRows(entries);
    fill(table.foot, next ? 'Reading more\u2026' : '');
    const isFiltered = Object.keys(where()).length > 0 || state.archived;
    const isEmpty = entries.length === 0;
    note.hidden = !isEmpty;
    table.element.hidden = isEmpty;
    causes.table.element.hidden = groups.length === 0;
    if (isEmpty) {
      fill(note, el('b', null, isFiltered ? 'No failed event is like that.' : 'Nothing failed.'),
        isFiltered ? null : el('p', null, 'What is refused, or finds no store that answers, appears here with its reasons.'),
        isFiltered ? button('Remove the filters', () => go(Object.fromEntries([...FILTERS, 'archived'].map((name) => [name, null])))) : null);
    }
    drawBar();
  }

  /** @param {any} error */
  function broke(error) {
    note.hidden = false;
    table.element.hidden = entries.length === 0;
    fill(note, el('b', { class: 'bad' }, 'The failed events could not be read.'), el('p', null, ...shown(error.message)), button('Try again', () => load()));
  }

  async function load() {
    const mine = ++turn;
    if (entries.length === 0) {
      note.hidden = false;
      fill(note, 'Reading the failed events\u2026');
    }
    try {
      const [all, page] = await Promise.all([api.get('failed/groups', { client: state.client, state: state.state, contains: state.contains, archived: state.archived }), api.get('failed', query())]);
      if (mine === turn) {
        groups = all.groups;
        // A reload keeps what was scrolled to, where it has not changed.
        const kept = new Map(entries.map((entry) => [entry.hash, entry]));
        entries = page.failed.map((/** @type {any} */ entry) => {
          const before = kept.get(entry.hash);
          return before && JSON.stringify(before) === JSON.stringify(entry) ? before : entry;
        });
        next = page.next ?? '';
        causes.show(groups);
        causes.table.setOpen(state.reason ? keyOf({ code: state.reason, field: state.field, client_id: state.client === UNKNOWN ? null : state.client ?? null }) : '');
        show();
      }
    } catch (error) {
      mine === turn && broke(error);
    }
  }

  async function more() {
    const mine = turn;
    try {
      const page = await api.get('failed', { ...query(), after: next });
      if (mine === turn) {
        entries = [...entries, ...page.failed];
        next = page.next ?? '';
        show();
      }
    } catch (error) {
      fill(table.foot, el('span', { class: 'bad' }, ...shown(/** @type {Error} */ (error).message)), button('Try again', () => more(), { class: 'link' }));
    }
  }

  function later(ms = 1500) {
    timer ||= setTimeout(() => { timer = 0; void load(); }, ms);
  }

  const offs = [
    live.on('outcome', (/** @type {any} */ data) => /accepted|duplicate/.test(data.outcome) || later()),
    live.on('resumed', () => load()), live.on('poll', () => live.paused || later(0)),
  ];
  return {
    /** @param {any} changed */
    update(changed) {
      state = changed;
      const now = JSON.stringify(query());
      if (now !== loaded) {
        loaded = now;
        selected.clear();
        void load();
      }
      table.setOpen(state.row);
      showEntry(pane, state.row, context, acts);
    },
    /** @param {string} key */
    key(key) {
      const entry = table.current;
      if (key === 'x' && entry && !settings.readOnly) {
        pick(entry.hash);
        table.refresh();
      } else if (key === 'r' && entry && !settings.readOnly) {
        void (selected.size > 1 ? acts.ask(target(), 'retry') : acts.one(selected.size ? [...selected][0] : entry.hash, 'retry'));
      }
      return key === 'x' || key === 'r';
    },
    unmount() {
      turn++;
      clearTimeout(timer);
      offs.forEach((off) => off());
      operations.end();
      pane.element.remove();
    },
  };
}
