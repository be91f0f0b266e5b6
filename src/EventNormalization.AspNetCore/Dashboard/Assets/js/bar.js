// @ts-check
// The top bar, and the filters below it.
import { filtersOf } from './chips.js';
import { button, el, fill } from './dom.js';
import { number } from './format.js';
import { askRange, rangeNames, rangeText } from './range.js';

/** @param {HTMLElement} place @param {import('./main.js').Context} context @param {Record<string, { title: string, key: string }>} views */
export function createBar(place, context, views) {
  const { go, live, link, say, settings } = context;
  const root = document.documentElement;
  const brand = el('a', { class: 'brand', href: '?', 'data-go': '' }, settings.title);
  const tabs = Object.entries(views).map(([name, { title, key }]) => {
    const count = el('span', { class: 'tab-count' });
    return { name, count, link: el('a', { href: '?', 'data-go': '', title: `g ${key}` }, title, count) };
  });
  const nav = el('nav', { 'aria-label': 'Views' }, ...tabs.map((tab) => tab.link));
  const search = el('input', { type: 'search', 'aria-label': 'Search', placeholder: 'Search', autocomplete: 'off', spellcheck: 'false' });
  const searchForm = el('form', { role: 'search', class: 'search', on: { submit: find } }, search, el('kbd', { 'aria-hidden': 'true' }, '/'));
  const liveButton = el('button', { type: 'button', class: 'live-switch', on: { click: toggleLive } });
  const liveText = el('span');
  const fresh = button('', toggleLive, { class: 'main small' });
  const compose = el('a', { class: 'button', href: '?', 'data-go': '', title: 'New event (n)' }, 'New event');
  const theme = button('Theme', nextTheme, { class: 'plain' });
  const help = button('?', context.help, { class: 'plain', 'aria-label': 'Keys and help', title: 'Keys and help (?)' });
  fill(liveButton, el('i', { 'aria-hidden': 'true' }), liveText);
  fill(place, brand, nav, searchForm, el('div', { class: 'tools' }, fresh, liveButton, settings.readOnly ? el('span', { class: 'badge' }, 'Read only') : compose, theme, help));

  const client = filterBox('Client filter', 'client');
  const metric = filterBox('Metric filter', 'metric');
  const range = el('select', { 'aria-label': 'Time range', on: { change: () => pickRange(range.value) } });
  const filters = el('div', { class: 'filter-row' }, client.form, metric.form, range);

  /** @param {string} label @param {string} name */
  function filterBox(label, name) {
    const box = el('input', { type: 'text', 'aria-label': label, placeholder: name === 'client' ? 'Client' : 'Metric', autocomplete: 'off', spellcheck: 'false' });
    const set = (/** @type {Event} */ event) => { event.preventDefault(); go({ [name]: box.value.trim() || null, row: null }); };
    box.addEventListener('change', set);
    return { box, form: el('form', { class: 'filter-box', on: { submit: set } }, box) };
  }

  /** @param {Event} event */
  function find(event) {
    event.preventDefault();
    const changes = /** @type {Record<string, any>} */ ({ contains: null, row: null });
    const rest = search.value.replace(/\b(client|metric|reason|field|state):("[^"]*"|\S+)/g, (/** @type {string} */ _, /** @type {string} */ name, /** @type {string} */ value) => {
      changes[name] = value.replace(/^"|"$/g, '');
      return '';
    }).trim();
    if (/^[0-9a-f]{64}$/i.test(rest)) {
      changes.row = rest.toLowerCase();
    } else if (rest) {
      changes.contains = rest;
    }
    // A view that takes each of the filters: this one, if it does.
    const asked = Object.keys(changes).filter((name) => changes[name] && name !== 'row');
    changes.view = [context.state.view, 'events', 'failed'].find((name) =>
      /^(events|failed)$/.test(name) && asked.every((one) => filtersOf[name].includes(one)));
    if (!changes.view) {
      say('No view takes all of these filters: reason, field and state are of failed events, metric is of processed ones.');
      return;
    }
    go(changes);
  }

  /** @param {string} value */
  async function pickRange(value) {
    const chosen = value === 'custom' ? await askRange(context.state) : { range: value || null, from: null, to: null };
    chosen ? go({ ...chosen, row: null }) : drawRange(context.state);
  }

  /** @param {any} state */
  function drawRange(state) {
    const custom = state.from || state.to;
    fill(range, ...Object.entries(rangeNames).map(([value, text]) => el('option', { value }, text)),
      custom && el('option', { value: 'set' }, rangeText(state)), el('option', { value: 'custom' }, 'From \u2026 to \u2026'));
    range.value = custom ? 'set' : state.range ?? '';
  }

  function toggleLive() {
    live.paused ? live.resume() : live.pause();
    drawLive();
  }

  function drawLive() {
    const text = live.paused ? 'Paused' : live.status === 'live' ? 'Live' : live.status === 'polling' ? 'Reconnecting' : 'Connecting';
    liveText.textContent = text;
    liveButton.className = 'live-switch ' + text.toLowerCase();
    liveButton.setAttribute('aria-pressed', String(!live.paused));
    liveButton.title = live.paused ? 'New deliveries wait; go on (p)' : 'New deliveries appear as they come in; pause (p)';
    fresh.hidden = !live.paused || live.waiting === 0;
    fresh.textContent = `${number(live.waiting)} new, show`;
  }

  const isDark = () => (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : '')) === 'dark';

  function nextTheme() {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    try {
      localStorage.setItem('theme', root.dataset.theme);
    } catch {
      // Without storage the switch lasts as long as the page.
    }
    drawTheme();
  }

  function drawTheme() {
    const dark = isDark();
    theme.textContent = dark ? 'Light' : 'Dark';
    theme.title = dark ? 'Switch to the light theme' : 'Switch to the dark theme';
  }

  /** How many failed events are open stands beside the tab. @param {any} totals */
  function count(totals) {
    const open = ['rejected', 'deferred', 'conflicts', 'parked'].reduce((sum, name) => sum + Number(totals?.[name] ?? 0), 0);
    const tab = tabs.find(({ name }) => name === 'failed');
    if (tab) {
      tab.count.textContent = open ? number(open) : '';
      tab.count.title = open ? `${number(open)} deliveries are not stored` : '';
    }
  }

  const read = () => context.api.get('statistics').then(count, () => {});
  live.on('totals', count);
  live.on('poll', read);
  live.on('status', drawLive);
  live.on('waiting', drawLive);
  void read();
  drawLive();
  drawTheme();

  return {
    filters,
    search() { search.focus(); search.select(); },
    live: toggleLive,
    /** Where the link to the text box leads. @param {boolean} isOpen */
    compose(isOpen) { compose.href = link({ submit: isOpen ? 'closed' : 'open', row: null }); },
    /** @param {any} state */
    update(state) {
      for (const tab of tabs) {
        tab.link.href = link({ view: tab.name, row: tab.name === state.view ? state.row : null });
        tab.link.toggleAttribute('aria-current', false);
        tab.name === state.view && tab.link.setAttribute('aria-current', 'page');
      }
      client.box.value = state.client ?? '';
      metric.box.value = state.metric ?? '';
      search.value = (filtersOf[state.view].includes('contains') && state.contains) || '';
      drawRange(state);
    },
  };
}
