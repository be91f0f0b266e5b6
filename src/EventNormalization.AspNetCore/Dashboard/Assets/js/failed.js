// @ts-check
// What failed, and why: causes first, then the entries of one, and what to do about them.
import { createActs } from './failed-acts.js';
import { createCauses, keyOf } from './causes.js';
import { filtersOf } from './chips.js';
import { actBar, entryColumns, listBar } from './failed-table.js';
import { showEntry } from './failed-pane.js';
import { button, el, fill, redraw, shown } from './dom.js';
import { time } from './format.js';
import { createOperations } from './operations.js';
import { beyond, createTable } from './table.js';

const FILTERS = filtersOf.failed.filter((name) => name !== 'archived');
const COUNTS = ['rejected', 'deferred', 'conflicts', 'parked', 'discarded', 'settled'];
const UNKNOWN = '(unknown)';

/** @param {Element} root @param {any} context */
export function mount(root, context) {
  const { api, live, go, settings } = context;
  /** @type {any} */ let state = {};
  /** @type {any[]} */ let entries = [];
  /** @type {any[]} */ let groups = [];
  /** @type {Set<string>} */ const selected = new Set();
  let [next, searched, loaded, counts, turn, timer] = ['', '', '', '', 0, 0];

  const where = () => Object.fromEntries(FILTERS.filter((name) => state[name]).map((name) => [name, state[name]]));
  const query = (limit = 0) => ({
    ...where(),
    archived: state.archived,
    sort: state.sort ?? 'last_received',
    direction: state.direction,
    limit: Math.min(1000, Math.max(100, settings.pageSize, limit)),
  });

  const operations = createOperations(context, () => later(300));
  const acts = createActs(context, operations, (hash, answer) => {
    entries = entries.map((entry) => (entry.hash === hash && answer.entry ? answer.entry : entry));
    selected.delete(hash);
    show();
    void showEntry(pane, state.row, context, acts);
    later(400);
  });
  const causes = createCauses((group) =>
    go(
      state.reason === group.code &&
        state.field === group.field &&
        (state.client ?? UNKNOWN) === (group.client_id ?? UNKNOWN)
        ? { reason: null, field: null, client: null, row: null }
        : { reason: group.code, field: group.field, client: group.client_id ?? UNKNOWN, row: null },
    ),
  );
  const retry = (/** @type {string} */ hash) => void acts.one(hash, 'retry');
  const table = createTable({
    label: 'Failed events',
    columns: entryColumns({ readOnly: settings.readOnly, selected, pick, retry }),
    key: (entry) => entry.hash,
    onOpen: (entry) => go({ row: entry.hash }),
    onEnd: () => next && !searched && void more(),
    onSort: (sort) => go({ sort, direction: state.direction === 'asc' ? 'desc' : 'asc' }),
  });
  const [actPart, listPart] = [el('div'), el('div')];
  const bar = el('div', { class: 'act-bar', role: 'group', 'aria-label': 'Selected entries' }, actPart, listPart);
  const note = el('div', { class: 'state', hidden: true });
  const pane = context.pane('Failed event');
  causes.table.element.hidden = table.element.hidden = bar.hidden = true;
  fill(root, operations.element, causes.table.element, bar, note, table.element);

  /** @param {string} hash */
  function pick(hash) {
    selected.delete(hash) || selected.add(hash);
    drawBar();
  }

  /** What the bar acts on: those picked, or all that the filters let through. */
  const target = () =>
    selected.size > 0
      ? { hashes: [...selected], count: String(selected.size) }
      : { where: { ...where(), ...(state.archived ? { archived: true } : {}) }, count: countOfAll() };

  function countOfAll() {
    const cause = groups.filter((group) => group.code === state.reason && group.field === state.field);
    return !next
      ? String(entries.length)
      : cause.length && !state.contains && !state.state
        ? String(cause.reduce((sum, group) => sum + Number(group.count), 0))
        : 'all matching';
  }

  function drawBar() {
    bar.hidden = settings.readOnly || entries.length === 0;
    const pickAll = (/** @type {boolean} */ on) => {
      selected.clear();
      on && entries.forEach((entry) => selected.add(entry.hash));
      table.refresh();
      drawBar();
    };
    const counted = { selected: selected.size, loaded: entries.length, all: countOfAll() };
    redraw(actPart, [counted, state], () => actBar({ ...counted, state, acts, target, pickAll }));
    redraw(listPart, [state.state, state.archived], () => listBar(state, go));
  }

  function show() {
    table.setRows(entries);
    table.setSort(state.sort ?? 'last_received', state.direction ?? 'desc');
    fill(table.foot, !next ? '' : searched ? onward() : 'Reading more\u2026');
    const isFiltered = Object.keys(where()).length > 0 || state.archived;
    const isEmpty = entries.length === 0;
    note.hidden = !isEmpty;
    note.classList.remove('bad');
    table.element.hidden = isEmpty;
    causes.table.element.hidden = groups.length === 0;
    if (isEmpty && searched) {
      fill(note, el('b', null, 'Nothing found so far.'), onward());
    } else if (isEmpty) {
      fill(
        note,
        el('b', null, isFiltered ? 'No failed event is like that.' : 'Nothing failed.'),
        isFiltered
          ? null
          : el('p', null, 'What is refused, or finds no store that answers, appears here with its reasons.'),
        isFiltered
          ? button('Remove the filters', () =>
              go(Object.fromEntries([...FILTERS, 'archived'].map((name) => [name, null]))),
            )
          : null,
      );
    }
    drawBar();
  }

  /** A search ends after a second with what it has. */
  const onward = () =>
    el(
      'span',
      null,
      'Searched back to ',
      time(searched),
      ' ',
      button('Search on', () => more(), { class: 'small' }),
    );

  /** @param {any} page */
  function take(page) {
    next = page.next ?? '';
    searched = page.searched_to ?? '';
  }

  /** @param {any} error */
  function broke(error) {
    note.hidden = false;
    note.classList.add('bad');
    table.element.hidden = entries.length === 0;
    fill(
      note,
      el('b', null, 'The failed events could not be read.'),
      el('p', null, ...shown(error.message)),
      button('Try again', () => load()),
    );
  }

  /** At least as many as are in sight, page after page. @param {number} kept @returns {Promise<any>} */
  async function readAgain(kept) {
    let page = await api.get('failed', query(kept));
    let failed = page.failed;
    while (failed.length < kept && page.next && !page.searched_to) {
      page = await api.get('failed', { ...query(kept - failed.length), after: page.next });
      failed = [...failed, ...page.failed];
    }
    return { ...page, failed };
  }

  /** @param {number} [kept] how many of the entries stay in sight */
  async function load(kept = 0) {
    const mine = ++turn;
    if (entries.length === 0) {
      note.hidden = false;
      fill(note, 'Reading the failed events\u2026');
    }
    try {
      const [all, page] = await Promise.all([
        state.archived
          ? { groups: [] }
          : api.get('failed/groups', { ...where(), reason: null, field: null, limit: 1000 }),
        readAgain(kept),
      ]);
      if (mine === turn) {
        groups = all.groups;
        const rest = kept && page.searched_to ? beyond(page.failed, page, entries, (entry) => entry.hash) : [];
        entries = [...page.failed, ...rest];
        rest.length || take(page);
        causes.show(groups);
        causes.table.setOpen(
          state.reason
            ? keyOf({
                code: state.reason,
                field: state.field,
                client_id: state.client === UNKNOWN ? null : (state.client ?? null),
              })
            : '',
        );
        searched || table.again();
        show();
        void showEntry(pane, state.row, context, acts);
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
        const known = new Set(entries.map((entry) => entry.hash));
        entries = [...entries, ...page.failed.filter((/** @type {any} */ entry) => !known.has(entry.hash))];
        take(page);
        show();
      }
    } catch (error) {
      mine === turn && fill(
        table.foot,
        el('span', { class: 'bad' }, ...shown(/** @type {Error} */ (error).message)),
        button('Try again', () => more(), { class: 'link' }),
      );
    }
  }

  function later(ms = 1500) {
    timer ||= setTimeout(() => {
      timer = 0;
      void load(entries.length);
    }, ms);
  }

  const offs = [
    live.on('outcome', (/** @type {any} */ data) => /accepted|duplicate/.test(data.outcome) || later()),
    live.on('resumed', () => load(entries.length)),
    live.on('totals', (/** @type {any} */ totals) => {
      const now = String(COUNTS.map((name) => totals[name]));
      now === counts || live.paused || later();
      counts = now;
    }),
    live.on('poll', () => live.paused || later(0)),
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
      pane.hash === state.row || void showEntry(pane, state.row, context, acts);
    },
    /** @param {string} key */
    key(key) {
      const entry = table.current;
      if (key === 'x' && entry && !settings.readOnly) {
        pick(entry.hash);
        const box = table.element.querySelector(`[data-key="${entry.hash}"] input`);
        box && (box.checked = selected.has(entry.hash));
      } else if (key === 'r' && entry && !settings.readOnly) {
        void (selected.size > 1
          ? acts.ask(target(), 'retry')
          : acts.one(selected.size ? [...selected][0] : entry.hash, 'retry'));
      }
      return key === 'x' || key === 'r';
    },
    unmount() {
      turn++;
      clearTimeout(timer);
      // An act that ends from now on reads nothing again.
      timer = -1;
      offs.forEach((off) => off());
      operations.end();
    },
  };
}
