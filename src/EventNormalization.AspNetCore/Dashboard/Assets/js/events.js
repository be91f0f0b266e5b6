// @ts-check
// What came in: processed events, newest first; a delivery that comes in brings its event to the top.
import { filterable } from './chips.js';
import { button, el, redraw, shown } from './dom.js';
import { ago, amount, counted, number, outcome, shortId, time } from './format.js';
import { beyond, createTable } from './table.js';

/** Above so many a second rows are not drawn one by one: they are counted, and read again once a second. */
const rowsPerSecond = 50;
const freshMax = 1000;
const idOf = (/** @type {any} */ row) => row.event_id;

/** @param {Element} root @param {import('./main.js').Context} context @returns {import('./main.js').View} */
export function mount(root, context) {
  const { api, live, go, settings } = context;
  // As they were read, in the order of the store; above them those that came in since, which may be among them.
  /** @type {any[]} */ let stored = [];
  /** @type {any[]} */ let fresh = [];
  /** @type {any[]} */ let rows = [];
  /** @type {string | null} */ let next = null;
  let searchedTo = '';
  let query = '';
  let loading = false;
  let failedSince = 0;
  let [turn, broken, brokenMore] = [0, '', ''];
  let [second, perSecond, rate, waiting] = [0, 0, 0, 0];
  /** @type {AbortController | null} */ let reading = null;
  /** @type {any[]} */ let arrived = [];
  let frame = 0;

  const note = el('div', { class: 'note', hidden: true });
  const state = el('div', { class: 'state', hidden: true });
  /** @type {any} */ let pane = null;
  /** @type {Promise<void> | null} */ let opening = null;
  const table = createTable({
    label: 'Processed events',
    key: idOf,
    onOpen: (row) => go({ row: row.event_id }),
    onSort: sortBy,
    onEnd: () => { void more(); },
    rowClass: (row) => row.live ? 'fresh' : '',
    columns: [
      { name: 'received', title: 'Received', width: '112px', sort: 'received', cell: (row) => received(row) },
      { name: 'client', title: 'Client', width: 'minmax(72px, 1.4fr)', cell: (row) => filterable('client', row.client_id, go) },
      { name: 'metric', title: 'Metric', width: 'minmax(62px, 1fr)', wide: true, cell: (row) => filterable('metric', row.metric, go) },
      { name: 'amount', title: 'Amount', width: 'minmax(136px, 1.2fr)', sort: 'amount', class: 'right', cell: (row) => amount(row.amount, row.currency) },
      { name: 'timestamp', title: 'Event time', width: '148px', sort: 'timestamp', wide: true, cell: (row) => time(row.timestamp) },
      { name: 'outcome', title: 'Outcome', width: '84px', cell: (row) => outcome(row.occurrences > 1 ? 'duplicate' : 'accepted') },
      { name: 'seen', title: 'Seen', width: '44px', sort: 'last_received', class: 'right', wide: true, cell: (row) => el('span', { class: 'mono', title: counted(row.occurrences, 'delivery', 'deliveries') }, number(row.occurrences) + '\u00d7') },
      { name: 'id', title: 'Id', width: '60px', wide: true, cell: (row) => shortId(row.event_id) },
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

  function openRow() {
    const { row } = context.state;
    pane?.update(row, rows.find((one) => one.event_id === row));
    if (!pane && row) {
      opening ??= import('./event-pane.js').then((module) => {
        pane = root.contains(table.element) && module.createEventPane(context);
        pane && openRow();
      }).catch((/** @type {Error} */ error) => { opening = null; context.say(error.message, { kind: 'bad' }); });
    }
  }

  /** @param {boolean} [top] */
  function showRows(top) {
    const above = new Set(fresh.map(idOf));
    rows = [...fresh, ...stored.filter((row) => !above.has(row.event_id))];
    table.setRows(rows, top);
  }

  /** Reads the first page again, or as much as there is. */
  async function load(keep = false) {
    reading?.abort();
    const controller = reading = new AbortController();
    const mine = ++turn;
    loading = true;
    if (!keep) {
      [rows, stored, fresh, broken] = [[], [], [], ''];
      drawState();
    }
    try {
      const limit = Math.min(1000, Math.max(stored.length, settings.pageSize));
      const page = await api.get('events', { ...parameters(), limit }, controller.signal);
      if (mine === turn) {
        const rest = beyond(page.events, page, stored, idOf);
        [stored, fresh, loading, broken, brokenMore] = [[...page.events, ...rest], [], false, '', ''];
        if (rest.length === 0) {
          [next, searchedTo] = [page.next, page.searched_to ?? ''];
        }
        searchedTo || table.again();
        showRows(!keep);
        drawState();
        openRow();
      }
    } catch (error) {
      if (mine === turn && !controller.signal.aborted) {
        loading = false;
        broken = /** @type {Error} */ (error).message;
        table.setRows(rows);
        drawState(/** @type {any} */ (error));
      }
    }
    later();
  }

  async function more() {
    if (!next || loading) {
      return;
    }
    loading = true;
    const mine = turn;
    try {
      const page = await api.get('events', { ...parameters(), after: next });
      if (mine === turn) {
        const known = new Set(stored.map(idOf));
        stored = stored.concat(page.events.filter((/** @type {any} */ row) => !known.has(row.event_id)));
        [next, searchedTo, brokenMore] = [page.next, page.searched_to ?? '', ''];
        showRows();
      }
    } catch (error) {
      brokenMore = /** @type {Error} */ (error).message;
    }
    if (mine === turn) {
      loading = false;
      drawState();
    }
    later();
  }

  /** @param {any} [error] */
  function drawState(error) {
    const filtered = ['client', 'metric', 'contains', 'where', 'range', 'from', 'to'].some((name) => context.state[name]);
    const empty = rows.length === 0;
    state.hidden = !empty;
    table.element.hidden = empty;
    const names = (error?.problem?.errors ?? []).flatMap((/** @type {any} */ one) => one.candidates ?? []);
    state.className = 'state' + (broken ? ' bad' : '');
    empty && redraw(state, [broken, loading, filtered, searchedTo && next], () => broken
      ? [el('b', null, error?.status === 403 || error?.status === 401 ? 'You may not read events here' : 'The events could not be read'),
        el('p', null, ...shown(broken)), names.length > 0 && el('p', null, 'Known: ' + names.join(', ')),
        button('Try again', () => load())]
      : loading ? [el('p', null, 'Reading events\u2026')]
        : filtered ? [el('b', null, 'No event matches'), el('p', null, 'Nothing that is stored fits all filters above; remove one of them, or all.'),
          searchedTo && next && button('Search further back', more),
          button('Clear all filters', () => go({ client: null, metric: null, contains: null, where: null, range: null, from: null, to: null }))]
          : [el('b', null, 'Nothing came in yet'),
            el('p', null, settings.readOnly ? 'What is sent to this host appears here at once.' : 'Write one with \u201cNew event\u201d, or post one; it appears here at once.'),
            el('pre', { class: 'bytes' }, api.curl('POST', 'events', { client_id: 'acme', metric: 'sales', amount: '1,200.50', timestamp: '2026-01-15T10:30:00Z' }))]);
    const back = searchedTo ? ` Searched back to ${searchedTo}.` : '';
    const end = empty || next ? '' : counted(rows.length, 'event') + ', no more.' + back;
    redraw(table.foot, [empty, brokenMore, next && back, end], () => empty ? []
      : brokenMore ? ['The next rows could not be read: ', ...shown(brokenMore), ' ', button('Try again', more, { class: 'link' })]
        : next ? (back ? [el('span', null, back, button('Search further back', more, { class: 'link' }))] : ['Reading more\u2026']) : [end]);
    drawNote();
  }

  function drawNote() {
    const failures = context.link({ view: 'failed' });
    const unread = rows.length > 0 && broken;
    const many = waiting ? `${number(Math.max(rate, perSecond))} a second: the newest are read once a second.` : '';
    const otherOrder = !byArrival() && rows.length > 0 && live.status === 'live';
    note.hidden = !failedSince && !many && !otherOrder && !unread;
    redraw(note, [failedSince && [failedSince, failures], unread, many, otherOrder], () => [
      unread && [el('span', { class: 'bad' }, 'The events could not be read again: ', ...shown(unread)), button('Try again', () => load(true), { class: 'link' })],
      failedSince > 0 && [el('span', null, counted(failedSince, 'delivery', 'deliveries') + ' failed while you looked.'),
        el('a', { href: failures, 'data-go': '' }, 'See what failed')],
      many && el('span', null, many),
      otherOrder && [el('span', null, 'New deliveries are not added in this order.'), button('Newest first', () => go({ sort: null, direction: null }), { class: 'link' })],
    ]);
  }

  /** @param {any} one a delivery as the stream tells it */
  function take(one) {
    arrived.push(one);
    later();
  }

  /** What comes in while the list is read is shown after it: the answer may be older. */
  const later = () => { frame ||= arrived.length > 0 && !loading ? requestAnimationFrame(draw) : 0; };

  function draw() {
    frame = 0;
    if (loading) {
      return;
    }
    const batch = arrived;
    arrived = [];
    failedSince += batch.filter((one) => !one.event_id || !/^(accepted|duplicate)$/.test(one.outcome)).length;
    const known = new Map(rows.map((row) => [row.event_id, row]));
    // An event that is told as accepted and is here already was read before the stream came to it.
    const processed = batch.filter((one) => one.event_id && fits(one) &&
      (one.outcome === 'duplicate' || (one.outcome === 'accepted' && !known.has(one.event_id))));
    // How often it was seen is what the store said; where nothing says it, it is read.
    const unsaid = processed.some((one) => one.outcome === 'duplicate' && !one.occurrences);
    const now = Math.floor(Date.now() / 1000);
    [second, perSecond, rate] = now === second ? [now, perSecond + processed.length, rate] : [now, processed.length, perSecond];
    if (perSecond > rowsPerSecond || fresh.length > freshMax || (processed.length > 0 && (context.state.contains || context.state.where || waiting || unsaid))) {
      waiting ||= setTimeout(() => { waiting = 0; void load(true); }, 1000);
    } else if (processed.length > 0 && byArrival()) {
      for (const one of processed) {
        const before = known.get(one.event_id);
        // Answers may arrive in another order than the store gave them.
        const occurrences = Math.max(before?.occurrences ?? 1, one.occurrences ?? 1);
        known.set(one.event_id, { ...before, ...one, occurrences, last_received_at: one.received_at, live: true });
      }
      const moved = new Set(processed.map(idOf));
      fresh = [...[...moved].reverse().map((id) => known.get(id)), ...fresh.filter((row) => !moved.has(row.event_id))];
      showRows();
    }
    drawState();
  }

  /** @param {any} one */
  function fits(one) {
    const { client, metric } = context.state;
    const { from, to } = context.window(context.state);
    return (!client || client === one.client_id) && (!metric || metric.toLowerCase() === String(one.metric).toLowerCase()) &&
      (!from || Date.parse(one.timestamp) >= Date.parse(from)) && (!to || Date.parse(one.timestamp) < Date.parse(to));
  }

  const ticking = setInterval(() => {
    for (const row of rows.slice(0, 200)) {
      if (row.live) {
        const cell = table.element.querySelector(`[data-key="${row.event_id}"] time`);
        cell && (cell.textContent = received(row).textContent);
      }
    }
    openRow();
  }, 1000);

  const off = [
    live.on('outcome', take),
    live.on('poll', () => { live.paused || void load(true); }),
    live.on('resumed', () => { failedSince = 0; void load(true); }),
    live.on('status', drawNote),
  ];

  return {
    update(now) {
      const asked = JSON.stringify({ ...parameters(), from: now.from, to: now.to, range: now.range });
      table.setSort(now.sort ?? 'received', now.direction ?? 'desc');
      table.setOpen(now.row);
      openRow();
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
