// @ts-check
// What failed, and why: causes first, then the entries of one, and what to do about them.
import { createActs } from './failed-acts.js';
import { createCauses, keyOf } from './causes.js';
import { actBar, entryColumns } from './failed-table.js';
import { showEntry } from './failed-pane.js';
import { button, el, fill, keepFocus, shown } from './dom.js';
import { time } from './format.js';
import { createOperations } from './operations.js';
import { createTable } from './table.js';

const FILTERS = ['reason', 'field', 'state', 'client', 'contains'];
const UNKNOWN = '(unknown)';

/** @param {Element} root @param {any} context */
export function mount(root, context) {
  const { api, live, go, settings } = context;
  /** @type {any} */ let state = {};
  /** @type {any[]} */ let entries = [];
  /** @type {any[]} */ let groups = [];
  /** @type {Set<string>} */ const selected = new Set();
  let [next, searched, loaded, turn, timer] = ['', '', '', 0, 0];

  const where = () => Object.fromEntries(FILTERS.filter((name) => state[name]).map((name) => [name, state[name]]));
  const query = () => ({
    ...where(),
    archived: state.archived,
    sort: state.sort ?? 'last_received',
    direction: state.direction,
    limit: Math.max(100, settings.pageSize),
  });

  const operations = createOperations(context, () => later(300));
  const acts = createActs(context, operations, (hash, answer) => {
    entries = entries.map((entry) => (entry.hash === hash && answer.entry ? answer.entry : entry));
    selected.delete(hash);
    show();
    state.row === hash && void showEntry(pane, hash, context, acts);
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
  const bar = el('div', { class: 'act-bar', role: 'group', 'aria-label': 'Selected entries' });
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
    const given = {
      selected: selected.size,
      loaded: entries.length,
      all: countOfAll(),
      state,
      acts,
      go,
      target,
      pickAll,
    };
    keepFocus(bar, () => fill(bar, ...actBar(given)));
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

  async function load() {
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
        api.get('failed', query()),
      ]);
      if (mine === turn) {
        groups = all.groups;
        // A reload keeps what was scrolled to, where it has not changed.
        const kept = new Map(entries.map((entry) => [entry.hash, entry]));
        entries = page.failed.map((/** @type {any} */ entry) => {
          const before = kept.get(entry.hash);
          return before && JSON.stringify(before) === JSON.stringify(entry) ? before : entry;
        });
        take(page);
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
        take(page);
        show();
      }
    } catch (error) {
      fill(
        table.foot,
        el('span', { class: 'bad' }, ...shown(/** @type {Error} */ (error).message)),
        button('Try again', () => more(), { class: 'link' }),
      );
    }
  }

  function later(ms = 1500) {
    timer ||= setTimeout(() => {
      timer = 0;
      void load();
    }, ms);
  }

  const offs = [
    live.on('outcome', (/** @type {any} */ data) => /accepted|duplicate/.test(data.outcome) || later()),
    live.on('resumed', () => load()),
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
      showEntry(pane, state.row, context, acts);
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
      offs.forEach((off) => off());
      operations.end();
      pane.element.remove();
    },
  };
}
