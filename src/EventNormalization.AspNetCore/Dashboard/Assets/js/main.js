// @ts-check
// The shell: what the address says is what is shown; the bar, the filters, the keys, the view and its side column.
import * as api from './api.js';
import { chips, filterNames } from './chips.js';
import { button, el, fill, writing } from './dom.js';
import { showHelp } from './help.js';
import { createLive } from './live.js';
import { createPane } from './pane.js';
import { createBar } from './bar.js';
import { createSubmit } from './submit.js';
import { createStrip } from './simulation.js';
import { tableFocus, tableKey } from './table.js';
import { say } from './toast.js';

/**
 * @typedef {Record<string, any>} State the members of the address: `view`, filters, `sort`, `direction`, `range`, `row`
 * @typedef {{ update: (state: State) => void, unmount: () => void, key?: (key: string) => boolean }} View
 * @typedef {{ api: typeof api, live: import('./live.js').Live, state: State, settings: { title: string, readOnly: boolean, pageSize: number },
 *   go: (changes: State, replace?: boolean) => void, open: (row: string | null) => void, say: typeof say,
 *   pane: (label: string) => ReturnType<typeof createPane>, link: (changes: State) => string,
 *   compose: (text: string) => void,
 *   window: (state: State) => { from?: string, to?: string } }} Context
 */

/** What stays in the address when the view changes. */
const shared = ['client', 'metric', 'range', 'from', 'to', 'submit'];

/** @type {Record<string, { title: string, key: string, load: () => Promise<{ mount: (root: Element, context: Context) => View }> }>} */
const views = {
  events: { title: 'Events', key: 'e', load: () => import('./events.js') },
  failed: { title: 'Failed', key: 'f', load: () => import(/** @type {any} */ ('./failed.js')) },
  totals: { title: 'Totals', key: 't', load: () => import(/** @type {any} */ ('./totals.js')) },
  balance: { title: 'Balance', key: 'b', load: () => import('./balance.js') },
};

const settings = {
  title: document.body.dataset.title ?? '',
  readOnly: document.body.dataset.readOnly === 'true',
  pageSize: Number(document.body.dataset.pageSize) || 50,
};
const by = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const root = by('view');
const side = by('side');
const filters = by('filters');

/** @returns {State} */
function readState() {
  const state = /** @type {State} */ (Object.fromEntries(new URLSearchParams(location.search)));
  state.view = state.view in views ? state.view : 'events';
  return state;
}

/** @param {State} changes @returns {State} */
function changed(changes) {
  const moves = changes.view !== undefined && changes.view !== context.state.view;
  const base = moves ? Object.fromEntries(shared.filter((name) => context.state[name]).map((name) => [name, context.state[name]])) : context.state;
  const next = { ...base, view: context.state.view, ...changes };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== null && value !== undefined && value !== ''));
}

/** @param {State} changes */
const link = (changes) => {
  const next = changed(changes);
  next.view === 'events' && delete next.view;
  return '?' + new URLSearchParams(next).toString();
};

/** @param {State} changes @param {boolean} [replace] */
function go(changes, replace = false) {
  const address = link(changes);
  if (address !== (location.search || '?')) {
    history[replace ? 'replaceState' : 'pushState'](null, '', address);
  }
  void show();
}

const ranges = /** @type {Record<string, number>} */ ({ '15m': 15, '1h': 60, '24h': 1440, '7d': 10080, '30d': 43200 });

/** The time range of the address as half-open instants. @param {State} state */
const windowOf = (state) => state.range in ranges
  ? { from: new Date(Date.now() - ranges[state.range] * 60_000).toISOString() }
  : { from: state.from, to: state.to };

/** The panes of the view that is shown; they stand in the side column while a row is open. @type {HTMLElement[]} */
let panes = [];

/** @type {Context} */
const context = {
  api, say, go, link, settings,
  live: createLive(),
  state: readState(),
  window: windowOf,
  open: (row) => go({ row }),
  compose: (text) => submit.edit(text),
  pane(label) {
    const pane = createPane({ label, close: () => { go({ row: null }); tableFocus(); } });
    pane.element.hidden = !context.state.row;
    side.append(pane.element);
    panes.push(pane.element);
    return pane;
  },
};

const bar = createBar(by('bar'), context, views);
const submit = createSubmit(context);
createStrip(by('strip'), context);

/** @type {View | null} */ let view = null;
let viewName = '';
let shownCount = 0;

async function show() {
  const state = context.state = readState();
  const turn = ++shownCount;
  document.title = `${views[state.view].title} \u00b7 ${settings.title}`;
  by('title').textContent = views[state.view].title;
  bar.update(state);
  drawFilters(state);
  drawSide(state);
  if (viewName !== state.view) {
    try {
      const module = await views[state.view].load();
      if (turn !== shownCount) {
        return;
      }
      view?.unmount();
      panes.forEach((pane) => pane.remove());
      panes = [];
      root.replaceChildren();
      root.className = 'view-' + state.view;
      viewName = state.view;
      view = module.mount(root, context);
    } catch (error) {
      view = null;
      viewName = '';
      fill(root, el('div', { class: 'state bad' }, el('p', null, `This view could not be loaded: ${/** @type {Error} */ (error).message}`),
        button('Load the page again', () => location.reload())));
      return;
    }
  }
  view?.update(state);
  drawSide(state);
}

/** The column at the right holds the open row's pane, which the view puts there, else the text box for events. @param {State} state */
function drawSide(state) {
  const wanted = !settings.readOnly && (state.submit === 'open' || (!state.submit && state.view === 'events' && innerWidth >= 1100));
  side.classList.toggle('has-row', Boolean(state.row));
  if (wanted && !submit.element.isConnected) {
    side.append(submit.element);
  } else if (!wanted) {
    submit.element.remove();
  }
  submit.element.hidden = Boolean(state.row);
  panes.forEach((pane) => { pane.hidden = !state.row; });
}

/** @param {State} state */
function drawFilters(state) {
  bar.filters.hidden = state.view === 'balance';
  if (!filters.contains(bar.filters)) {
    filters.append(bar.filters, el('div', { class: 'chips' }));
  }
  fill(/** @type {Element} */ (filters.lastElementChild), ...chips(state, go));
  filters.classList.toggle('none', state.view === 'balance' && !filterNames.some((name) => state[name]));
}

document.addEventListener('click', (event) => {
  const anchor = /** @type {Element} */ (event.target).closest?.('a[data-go]');
  if (anchor && !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    history.pushState(null, '', anchor.getAttribute('href') ?? '?');
    void show();
  }
});

let pressed = '';
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
    return;
  }
  if (event.key === 'Escape') {
    if (writing(event.target)) {
      /** @type {HTMLElement} */ (event.target).blur();
    } else if (context.state.row) {
      go({ row: null });
      tableFocus();
    }
    return;
  }
  if (writing(event.target)) {
    return;
  }
  if (act(event.key)) {
    event.preventDefault();
  }
});

/** @param {string} key @returns {boolean} */
function act(key) {
  const second = pressed === 'g' ? Object.keys(views).find((name) => views[name].key === key) : undefined;
  pressed = key;
  if (second) {
    pressed = '';
    go({ view: second });
    return true;
  }
  switch (key) {
    case '/': bar.search(); return true;
    case '?': showHelp(); return true;
    case 'n': settings.readOnly || (go({ submit: 'open', row: null }), submit.focus()); return true;
    case 'p': bar.live(); return true;
    default: return view?.key?.(key) || tableKey(key);
  }
}

window.addEventListener('popstate', () => { void show(); });
window.addEventListener('resize', () => drawSide(context.state));
void show();
