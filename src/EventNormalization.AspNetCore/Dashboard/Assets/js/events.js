// @ts-check
// What came in: processed events, newest first; a delivery that comes in brings its event to the top.
import { filterable } from './chips.js';
import { button, el, fill, shown } from './dom.js';
import { createEventPane } from './event-pane.js';
import { ago, amount, counted, number, outcome, shortId, time } from './format.js';
import { createTable } from './table.js';

/** Above so many a second rows are not drawn one by one: they are counted, and read again once a second. */
const rowsPerSecond = 50;

/** @param {Element} root @param {import('./main.js').Context} context @returns {import('./main.js').View} */
export function mount(root, context) {
  const { api, live, go, settings } = context;
  /** @type {any[]} */ let rows = [];
  /** @type {string | null} */ let next = null;
  let searchedTo = '';
  let query = '';
  let loading = false;
  let failedSince = 0;
  let [second, perSecond, rate, waiting] = [0, 0, 0, 0];
  /** @type {AbortController | null} */ let reading = null;
  /** @type {any[]} */ let arrived = [];
  let frame = 0;

  const note = el('div', { class: 'note', hidden: true });
  const state = el('div', { class: 'state', hidden: true });
  const pane = createEventPane(context);
  const table = createTable({
    label: 'Processed events',
    key: (row) => row.event_id,
    onOpen: (row) => go({ row: row.event_id }),
    onSort: sortBy,
    onEnd: () => { void more(); },
    rowClass: (row) => row.fresh ? 'fresh' : '',
    columns: [
      { name: 'received', title: 'Received', width: '112px', sort: 'received', cell: (row) => received(row) },
      { name: 'client', title: 'Client', width: 'minmax(80px, 1.4fr)', cell: (row) => filterable('client', row.client_id, go) },
      { name: 'metric', title: 'Metric', width: 'minmax(64px, 1fr)', wide: true, cell: (row) => filterable('metric', row.metric, go) },
      { name: 'amount', title: 'Amount', width: 'minmax(136px, 1.2fr)', sort: 'amount', class: 'right', cell: (row) => amount(row.amount, row.currency) },
      { name: 'timestamp', title: 'Event time', width: '148px', sort: 'timestamp', wide: true, cell: (row) => time(row.timestamp) },
      { name: 'outcome', title: 'Outcome', width: '96px', cell: (row) => outcome(row.occurrences > 1 ? 'duplicate' : 'accepted') },
      { name: 'seen', title: 'Seen', width: '44px', sort: 'last_received', class: 'right', wide: true, cell: (row) => el('span', { class: 'mono', title: counted(row.occurrences, 'delivery', 'deliveries') }, number(row.occurrences) + '\u00d7') },
      { name: 'id', title: 'Id', width: '64px', wide: true, cell: (row) => shortId(row.event_id) },
    ],
  });
  root.append(note, state, table.element);

  /** @param {any} row */
  function received(row) {
    const at = time(row.live || context.state.sort === 'last_received' ? row.last_received_at : row.first_received_at);
    if (row.live && Date.now() - Date.parse(row.last_received_at) < 60_000) {
      at.textContent = ago(row.last_received_at);
    }
    return at;
  }

  const parameters = () => {
    const { client, metric, contains, where, sort, direction } = context.state;
    return { client, metric, contains, where, sort, direction, ...context.window(context.state), limit: settings.pageSize };
  };

  const byArrival = () => /^(received|last_received|)$/.test(context.state.sort ?? '') && context.state.direction !== 'asc';

  /** @param {string} sort */
  function sortBy(sort) {
    const same = (context.state.sort ?? 'received') === sort;
    go({ sort, direction: same && context.state.direction !== 'asc' ? 'asc' : 'desc' });
  }

  /** Reads the first page again. */
  async function load(keep = false) {
    reading?.abort();
    const controller = reading = new AbortController();
    loading = true;
    if (!keep) {
      rows = [];
      drawState();
    }
    try {
      const page = await api.get('events', parameters(), controller.signal);
      rows = page.events;
      next = page.next;
      searchedTo = page.searched_to ?? '';
      loading = false;
      table.setRows(rows, !keep);
      drawState();
    } catch (error) {
      if (!controller.signal.aborted) {
        loading = false;
        rows = [];
        table.setRows(rows);
        drawState(/** @type {any} */ (error));
      }
    }
  }

  async function more() {
    if (!next || loading) {
      return;
    }
    loading = true;
    const asked = query;
    try {
      const page = await api.get('events', { ...parameters(), after: next });
      if (asked === query) {
        const known = new Set(rows.map((row) => row.event_id));
        rows = rows.concat(page.events.filter((/** @type {any} */ row) => !known.has(row.event_id)));
        next = page.next;
        searchedTo = page.searched_to ?? '';
        table.setRows(rows);
      }
    } catch (error) {
      fill(table.foot, `The next rows could not be read: ${/** @type {Error} */ (error).message} `, button('Try again', () => { loading = false; void more(); }, { class: 'link' }));
      return;
    } finally {
      loading = false;
    }
    drawState();
  }

  /** @param {any} [error] */
  function drawState(error) {
    const filtered = ['client', 'metric', 'contains', 'where', 'range', 'from', 'to'].some((name) => context.state[name]);
    const empty = rows.length === 0;
    state.hidden = !empty;
    table.element.hidden = empty;
    state.className = 'state' + (error ? ' bad' : '');
    if (error) {
      const names = (error.problem?.errors ?? []).flatMap((/** @type {any} */ one) => one.candidates ?? []);
      fill(state, el('b', null, error.status === 403 || error.status === 401 ? 'You may not read events here' : 'The events could not be read'),
        el('p', null, ...shown(error.message)), names.length > 0 && el('p', null, 'Known: ' + names.join(', ')),
        button('Try again', () => load()));
    } else if (empty && loading) {
      fill(state, el('p', null, 'Reading events\u2026'));
    } else if (empty && filtered) {
      fill(state, el('b', null, 'No event matches'), el('p', null, 'Nothing that is stored fits all filters above; remove one of them, or all.'),
        searchedTo && next && button('Search further back', more),
        button('Clear all filters', () => go({ client: null, metric: null, contains: null, where: null, range: null, from: null, to: null })));
    } else if (empty) {
      fill(state, el('b', null, 'Nothing came in yet'),
        el('p', null, settings.readOnly ? 'What is sent to this host appears here at once.' : 'Write one with \u201cNew event\u201d, or post one; it appears here at once.'),
        el('pre', { class: 'bytes' }, api.curl('POST', 'events', { client_id: 'acme', metric: 'sales', amount: '1,200.50', timestamp: '2026-01-15T10:30:00Z' })));
    }
    const back = searchedTo ? ` Searched back to ${searchedTo}.` : '';
    fill(table.foot, empty ? '' : next ? (searchedTo ? el('span', null, back, button('Search further back', more, { class: 'link' })) : 'Reading more\u2026')
      : counted(rows.length, 'event') + (rows.length > 0 ? ', no more.' : '') + back);
    drawNote();
  }

  function drawNote() {
    const lines = [];
    if (failedSince > 0) {
      lines.push(el('span', null, counted(failedSince, 'delivery', 'deliveries') + ' failed while you looked.'),
        el('a', { href: context.link({ view: 'failed' }), 'data-go': '' }, 'See what failed'));
    }
    if (waiting) {
      lines.push(el('span', null, `${number(Math.max(rate, perSecond))} a second: the newest are read once a second.`));
    }
    if (!byArrival() && rows.length > 0 && live.status === 'live') {
      lines.push(el('span', null, 'New deliveries are not added in this order.'), button('Newest first', () => go({ sort: null, direction: null }), { class: 'link' }));
    }
    note.hidden = lines.length === 0;
    fill(note, ...lines);
  }

  /** @param {any} one a delivery as the stream tells it */
  function take(one) {
    arrived.push(one);
    frame ||= requestAnimationFrame(draw);
  }

  function draw() {
    frame = 0;
    const batch = arrived;
    arrived = [];
    failedSince += batch.filter((one) => !one.event_id || !/^(accepted|duplicate)$/.test(one.outcome)).length;
    const processed = batch.filter((one) => one.event_id && /^(accepted|duplicate)$/.test(one.outcome) && fits(one));
    const now = Math.floor(Date.now() / 1000);
    [second, perSecond, rate] = now === second ? [now, perSecond + processed.length, rate] : [now, processed.length, perSecond];
    if (perSecond > rowsPerSecond || (processed.length > 0 && (context.state.contains || waiting))) {
      waiting ||= setTimeout(() => { waiting = 0; void load(true); }, 1000);
    } else if (processed.length > 0 && byArrival()) {
      const known = new Map(rows.map((row) => [row.event_id, row]));
      for (const one of processed) {
        const before = known.get(one.event_id);
        known.delete(one.event_id);
        const occurrences = one.occurrences ?? (before ? before.occurrences + 1 : one.outcome === 'duplicate' ? 2 : 1);
        known.set(one.event_id, { ...before, ...one, occurrences, last_received_at: one.received_at, live: true, fresh: true });
      }
      const moved = new Set(processed.map((one) => one.event_id));
      rows = [...[...moved].reverse().map((id) => known.get(id)), ...rows.filter((row) => !moved.has(row.event_id))];
      table.setRows(rows);
    }
    drawState();
  }

  /** @param {any} one */
  function fits(one) {
    const { client, metric, where } = context.state;
    const { from, to } = context.window(context.state);
    return !where && (!client || client === one.client_id) && (!metric || metric.toLowerCase() === String(one.metric).toLowerCase()) &&
      (!from || Date.parse(one.timestamp) >= Date.parse(from)) && (!to || Date.parse(one.timestamp) < Date.parse(to));
  }

  const ticking = setInterval(() => {
    for (const row of rows.slice(0, 200)) {
      if (row.live) {
        const cell = table.element.querySelector(`[data-key="${row.event_id}"] time`);
        cell?.replaceWith(received(row));
      }
    }
  }, 1000);

  const off = [
    live.on('outcome', take),
    live.on('poll', () => { live.paused || context.state.contains || void load(true); }),
    live.on('resumed', () => { failedSince = 0; void load(true); }),
    live.on('status', drawNote),
  ];

  return {
    update(now) {
      const asked = JSON.stringify({ ...parameters(), from: now.from, to: now.to, range: now.range });
      table.setSort(now.sort ?? 'received', now.direction ?? 'desc');
      table.setOpen(now.row);
      pane.update(now.row, rows.find((row) => row.event_id === now.row));
      if (asked !== query) {
        query = asked;
        void load();
      }
    },
    unmount() {
      off.forEach((stop) => stop());
      clearInterval(ticking);
      clearTimeout(waiting);
      cancelAnimationFrame(frame);
      reading?.abort();
    },
  };
}
