// @ts-check
// The shell: what the address says is what is shown; the bar, the filters, the keys, the view and its side column.
import * as api from './api.js';
import { chips } from './chips.js';
import { button, el, fill, writing } from './dom.js';
import { createLive } from './live.js';
import { createPane } from './pane.js';
import { createBar } from './bar.js';
import { createStrip } from './simulation.js';
import { tableFocus, tableKey } from './table.js';
import { say } from './toast.js';

/**
 * @typedef {Record<string, any>} State the members of the address: `view`, filters, `sort`, `direction`, `range`, `row`
 * @typedef {{ update: (state: State) => void, unmount: () => void, key?: (key: string) => boolean }} View
 * @typedef {{ api: typeof api, live: import('./live.js').Live, state: State, settings: { title: string, readOnly: boolean, pageSize: number },
 *   go: (changes: State, replace?: boolean) => void, say: typeof say,
 *   pane: (label: string) => ReturnType<typeof createPane>, link: (changes: State) => string,
 *   compose: (text: string) => void, help: () => void, unsaved: (() => boolean) | null,
 *   window: (state: State) => { from?: string, to?: string } }} Context
 */

/** What stays in the address when the view changes. */
const shared = ['client', 'metric', 'range', 'from', 'to', 'submit'];

/** @type {Record<string, { title: string, key: string, load: () => Promise<{ mount: (root: Element, context: Context) => View }> }>} */
const views = {
  events: { title: 'Events', key: 'e', load: () => import('./events.js') },
  failed: { title: 'Failed', key: 'f', load: () => withStyle(import(/** @type {any} */ ('./failed.js'))) },
  totals: { title: 'Totals', key: 't', load: () => withStyle(import(/** @type {any} */ ('./totals.js'))) },
  balance: { title: 'Balance', key: 'b', load: () => import('./balance.js') },
};

/** @type {Promise<any> | null} */ let style = null;

/** A view with the style that the two large views share. @param {Promise<any>} module */
async function withStyle(module) {
  style ??= new Promise((load, error) => {
    const href = new URL('../views.css', import.meta.url).href;
    document.head.append(el('link', { rel: 'stylesheet', href, on: { load, error: () => error(new Error('its style does not come')) } }));
  });
  try {
    await style;
  } catch (error) {
    style = null;
    throw error;
  }
  return module;
}

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
function readState(address = location.search) {
  const state = /** @type {State} */ (Object.fromEntries(new URLSearchParams(address)));
  state.view = Object.hasOwn(views, state.view ?? '') ? state.view : 'events';
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
  move(link(changes), replace);
}

/** @param {string} address @param {boolean} [replace] */
function move(address, replace = false) {
  if (losesWork(address)) {
    askToLeave(address);
    return;
  }
  if (address !== (location.search || '?')) {
    history[replace ? 'replaceState' : 'pushState'](null, '', address);
  }
  void show();
}

/** Would an edit be lost there? @param {string} address */
function losesWork(address) {
  const { view, row } = readState(address);
  return context.unsaved?.() && (view !== context.state.view || row !== context.state.row);
}

/** @param {string} address */
async function askToLeave(address) {
  const { ask } = await import('./dialog.js');
  if (await ask({ title: 'Discard the edit?', body: 'It is not saved: the event stays as it was.', closeLabel: 'Go on editing', actions: [{ label: 'Discard it', kind: 'bad' }] })) {
    context.unsaved = null;
    move(address);
  }
}

const ranges = /** @type {Record<string, number>} */ ({ '15m': 15, '1h': 60, '24h': 1440, '7d': 10080, '30d': 43200 });

/** The time range of the address as half-open instants. @param {State} state */
const windowOf = (state) => Object.hasOwn(ranges, state.range ?? '')
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
  unsaved: null,
  compose: (text) => { void textBox().then((box) => box.edit(text)); },
  help: () => { void import('./help.js').then((module) => module.showHelp()); },
  pane(label) {
    const pane = createPane({ label, close: () => { go({ row: null }); tableFocus(); } });
    pane.element.hidden = !context.state.row;
    side.append(pane.element);
    panes.push(pane.element);
    return pane;
  },
};

const bar = createBar(by('bar'), context, views);
/** @type {any} */ let submit = null;
/** @type {Promise<any> | null} */ let making = null;
const textBox = () => making ??= import('./submit.js').then((module) => submit = module.createSubmit(context));
createStrip(by('strip'), context);

/** @type {View | null} */ let view = null;
let viewName = '';
let shownCount = 0;
let shownAt = '?';

async function show() {
  const state = context.state = readState();
  shownAt = location.search || '?';
  const turn = ++shownCount;
  document.title = `${views[state.view].title} \u00b7 ${settings.title}`;
  by('title').textContent = views[state.view].title;
  drawSide(state);
  bar.update(state);
  drawFilters(state);
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
}

/** The column at the right holds the open row's pane, which the view puts there, else the text box for events. @param {State} state */
function drawSide(state) {
  const wanted = !settings.readOnly && (state.submit === 'open' || (!state.submit && state.view === 'events' && innerWidth >= 1100));
  side.classList.toggle('has-row', Boolean(state.row));
  bar.compose(wanted && !state.row);
  if (wanted && !submit) {
    void textBox().then(() => drawSide(context.state));
  } else if (wanted && !submit.element.isConnected) {
    side.append(submit.element);
  } else if (!wanted) {
    submit?.element.remove();
  }
  submit && (submit.element.hidden = Boolean(state.row));
  panes.forEach((pane) => { pane.hidden = !state.row; });
}

/** @param {State} state */
function drawFilters(state) {
  bar.filters.hidden = state.view === 'balance';
  if (!filters.contains(bar.filters)) {
    filters.append(bar.filters, el('div', { class: 'chips' }));
  }
  fill(/** @type {Element} */ (filters.lastElementChild), ...chips(state, go));
  filters.classList.toggle('none', state.view === 'balance');
}

document.addEventListener('click', (event) => {
  const anchor = /** @type {Element} */ (event.target).closest?.('a[data-go]');
  if (anchor && !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    move(anchor.getAttribute('href') ?? '?');
  }
});

let pressed = '';
document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
    return;
  }
  if (event.key === 'Escape') {
    if (writing(event.target)) {
      /** @type {HTMLElement} */ (event.target).blur();
    } else if (context.state.row) {
      event.preventDefault();
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
    case '?': context.help(); return true;
    case 'n': settings.readOnly || (go({ submit: 'open', row: null }), void textBox().then((box) => box.focus())); return true;
    case 'p': bar.live(); return true;
    default: return view?.key?.(key) || tableKey(key);
  }
}

window.addEventListener('popstate', () => {
  const address = location.search || '?';
  if (losesWork(address)) {
    history.pushState(null, '', shownAt);
    void askToLeave(address);
  } else {
    void show();
  }
});
window.addEventListener('beforeunload', (event) => { context.unsaved?.() && event.preventDefault(); });
window.addEventListener('resize', () => drawSide(context.state));
void show();
