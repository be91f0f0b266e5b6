// @ts-check
// Totals: measures over windows and groups as one chart, and the same rows as a table below it.
import { endOf, windowsOf } from './axis.js';
import { createChart } from './chart.js';
import { csv } from './csv.js';
import { button, copy, el, fill, keepFocus, plain, shown } from './dom.js';
import { add, compare } from './exact.js';
import { amount, number } from './format.js';
import { createTable } from './table.js';

const MEASURES = ['count', 'sum', 'min', 'max', 'mean'];
const UNITS = ['hour', 'day', 'week', 'month', 'quarter', 'year'];
const [SERIES_MAX, BARS_MAX, PANELS_MAX, MEAN_DECIMALS, HOURS_MAX] = [5, 12, 4, 6, 2000];
const home = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** @typedef {{ values: Record<string, any>, time: string | null, group: string, currency: string, key: string }} Row */

/** What the address asks for. @param {any} state */
function planOf(state) {
  const by = (state.by ?? 'client_id,day').trim().split(',').filter(Boolean);
  const unit = by.find((/** @type {string} */ name) => UNITS.includes(name)) ?? '';
  return { by, unit, fields: by.filter((/** @type {string} */ name) => !UNITS.includes(name)), measure: MEASURES.includes(state.measure) ? state.measure : 'sum',
    zone: unit === 'hour' ? 'UTC' : state.zone || home };
}

/** @param {any} value */
const textOf = (value) => value === null || value === undefined ? '\u2013' : String(value);

/** How several values become one, where that can be said. @param {string} measure @param {string[]} texts */
function joined(measure, texts) {
  return texts.length === 0 || measure === 'mean' ? null : measure === 'count' || measure === 'sum' ? add(texts)
    : texts.reduce((best, text) => (compare(text, best) < 0) === (measure === 'min') ? text : best);
}

/** @param {Row[]} rows @param {(row: Row) => string} key @returns {Map<string, Row[]>} */
function grouped(rows, key) {
  /** @type {Map<string, Row[]>} */
  const groups = new Map();
  for (const row of rows) {
    const name = key(row);
    const group = groups.get(name);
    group ? group.push(row) : groups.set(name, [row]);
  }
  return groups;
}

/** @param {Row[]} rows @param {string} measure */
const textsOf = (rows, measure) => rows.map((row) => row.values[measure]).filter((value) => value !== null && value !== undefined).map(String);

/** How many letters the longest takes as it is shown. @param {string[]} texts */
const longest = (texts) => Math.max(0, ...texts.map((text) => number(text.replace(/(?<=\.\d{6}).+/, '')).length));

/** Series of one panel, the largest first, the rest as one. @param {Row[]} rows @param {any} plan @param {number[]} starts */
function seriesOf(rows, plan, starts) {
  const { measure } = plan;
  const places = new Map(starts.map((at, i) => [at, i]));
  const weight = (/** @type {Row[]} */ of) => Math.abs(Number(joined(measure === 'mean' ? 'max' : measure, textsOf(of, measure)) ?? 0));
  const groups = [...grouped(rows, (row) => row.group)].sort((a, b) => weight(b[1]) - weight(a[1]) || (a[0] < b[0] ? -1 : 1));
  const line = (/** @type {string} */ name, /** @type {Row[]} */ of, isRest = false) => {
    const texts = /** @type {(string | null)[]} */ (starts.map(() => null));
    for (const [time, at] of grouped(of, (row) => row.time ?? '')) {
      const place = places.get(Date.parse(time));
      if (place !== undefined) {
        texts[place] = at.length === 1 ? textsOf(at, measure)[0] ?? null : joined(measure, textsOf(at, measure));
      }
    }
    return { name, texts, isRest, whole: joined(measure, textsOf(of, measure)) };
  };
  const rest = groups.slice(SERIES_MAX).flatMap(([, of]) => of);
  return [...groups.slice(0, SERIES_MAX).map(([name, of]) => line(name || measure, of)),
    ...rest.length && measure !== 'mean' ? [line(`${groups.length - SERIES_MAX} others`, rest, true)] : []];
}

/** @param {Row[]} rows in the table's order @param {any} plan @param {{ from?: string, to?: string }} range */
function modelOf(rows, plan, range) {
  const { measure, unit, zone } = plan;
  const panels = [...grouped(rows, (row) => measure === 'count' ? '' : row.currency)]
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1)).slice(0, PANELS_MAX);
  const label = `Chart: ${measure} by ${plan.by.join(', ').replaceAll('_', ' ') || 'nothing'}. Arrow keys walk it.`;
  if (unit) {
    const times = rows.filter((row) => row.time).map((row) => Date.parse(row.time ?? ''));
    const [first, last] = times.length ? [Math.min(...times), Math.max(...times)] : [Date.now(), Date.now()];
    const from = Math.max(range.from ? Math.min(first, Date.parse(range.from)) : first, unit === 'hour' ? last - HOURS_MAX * 36e5 : -Infinity);
    const starts = windowsOf(from, Math.max(last + 1, range.to ? Date.parse(range.to) : 0), unit, zone);
    const name = nameOf(unit, zone);
    return { label, wholeName: from > first ? `The last ${number(HOURS_MAX)} hours; the table has all` : `All ${number(starts.length)} ${unit}s`, names: starts.map(name),
      time: { starts, end: endOf(starts[starts.length - 1], unit, zone), zone },
      panels: panels.map(([title, of]) => ({ title, series: seriesOf(of, plan, starts) })) };
  }
  const order = [...grouped(rows, (row) => row.group).keys()];
  const shownNames = order.slice(0, order.length > BARS_MAX ? BARS_MAX - 1 : BARS_MAX);
  const isCut = order.length > shownNames.length && measure !== 'mean';
  return { label, wholeName: measure === 'mean' ? '' : 'All groups', names: [...shownNames.map((name) => name || 'all'), ...isCut ? [`${order.length - shownNames.length} others`] : []],
    panels: panels.map(([title, of]) => {
      const of1 = grouped(of, (row) => row.group);
      const texts = shownNames.map((name) => joined(measure === 'mean' ? 'max' : measure, textsOf(of1.get(name) ?? [], measure)));
      const rest = of.filter((row) => !shownNames.includes(row.group));
      return { title, series: [{ name: measure, whole: joined(measure, textsOf(of, measure)), isRest: isCut,
        texts: isCut ? [...texts, joined(measure, textsOf(rest, measure))] : texts }] };
    }) };
}

/** @param {string} unit @param {string} zone @returns {(at: number) => string} */
function nameOf(unit, zone) {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', ...unit === 'year' ? {} : { month: 'short' },
    .../year|month|quarter/.test(unit) ? {} : { day: 'numeric', weekday: 'short' }, ...unit === 'hour' ? { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } : {} });
  return (at) => (unit === 'week' ? 'Week of ' : unit === 'quarter' ? 'Quarter from ' : '') + format.format(at);
}

/** @param {Element} root @param {any} context */
export function mount(root, context) {
  const { api, live, go, say } = context;
  /** @type {any} */ let state = {};
  /** @type {Row[]} */ let rows = [];
  /** @type {any[]} */ let known = [];
  /** @type {Record<string, number>} */ let places = {};
  /** @type {any} */ let table = null;
  let [turn, timer, loaded, shape] = [0, 0, '', ''];
  const controls = el('div', { class: 'controls', role: 'group', 'aria-label': 'What is totalled' });
  const chart = createChart();
  const note = el('div', { class: 'state', hidden: true });
  const place = el('div', { class: 'table-place' });
  fill(root, controls, note, chart.element, place);

  // Amounts of several currencies have no sum: they are asked for apart, whatever else is.
  const query = () => {
    const plan = planOf(state);
    return { by: [...new Set([...plan.by, 'currency'])].join(','), measures: MEASURES.join(','), client: state.client, metric: state.metric,
      where: state.where, ...context.window(state), zone: plan.unit && plan.unit !== 'hour' ? plan.zone : undefined };
  };

  /** @param {string} label @param {string} value @param {[string, string][]} options @param {(value: string) => any} run */
  const choice = (label, value, options, run) => el('label', null, el('span', { class: 'quiet' }, label), el('select', { 'aria-label': label,
    on: { change: (/** @type {any} */ event) => run(event.target.value) } }, ...options.map(([name, text]) => el('option', { value: name, selected: name === value }, text))));

  function drawControls() {
    const plan = planOf(state);
    const by = (/** @type {string[]} */ fields, /** @type {string} */ unit) => go({ by: [...fields, ...unit ? [unit] : []].join(',') || ' ', sort: null, direction: null });
    const fields = [...new Set(['client_id', 'metric', ...known, ...plan.fields])].filter((name) => !['amount', 'timestamp'].includes(name));
    const zones = [...new Set([plan.zone, home, 'UTC', ...Intl.supportedValuesOf?.('timeZone') ?? []])];
    keepFocus(controls, () => fill(controls,
      choice('Measure', plan.measure, MEASURES.map((name) => [name, name]), (measure) => go({ measure })),
      choice('Window', plan.unit, [['', 'all time'], ...UNITS.map((name) => /** @type {[string, string]} */ ([name, name]))], (unit) => by(plan.fields, unit)),
      el('fieldset', null, el('legend', { class: 'quiet' }, 'Group by'), ...fields.map((name) => el('label', { class: 'toggle' },
        el('input', { type: 'checkbox', checked: plan.fields.includes(name), on: { change: (/** @type {any} */ event) => by(event.target.checked ? [...plan.fields, name] : plan.fields.filter((/** @type {string} */ one) => one !== name), plan.unit) } }), ...shown(name.replaceAll('_', ' '))))),
      plan.unit && plan.unit !== 'hour' ? choice('Zone', plan.zone, zones.map((name) => [name, name]), (zone) => go({ zone })) : null,
      el('span', { class: 'grow' }),
      button('Copy as CSV', async () => say(await copy(asCsv()) ? `Copied ${number(rows.length)} rows.` : 'The browser did not let the page copy.'), { class: 'small' }),
      button('Copy as curl', async () => say(await copy(api.curl('GET', 'aggregates', query())) ? 'Copied the call.' : 'The browser did not let the page copy.'), { class: 'small' })));
  }

  const hasCurrency = () => planOf(state).fields.includes('currency') || rows.some((row) => row.currency);
  const names = () => { const { fields, unit } = planOf(state); return [...unit ? [unit] : [], ...fields.filter((/** @type {string} */ name) => name !== 'currency'), ...hasCurrency() ? ['currency'] : []]; };
  const asCsv = () => csv([...names().map((name) => ({ name })), ...MEASURES.map((name) => ({ name, number: true }))],
    rows.map((row) => [...names(), ...MEASURES].map((name) => row.values[name] === null || row.values[name] === undefined ? '' : String(row.values[name]))));

  function drawTable() {
    const plan = planOf(state);
    const widths = Object.fromEntries(MEASURES.map((measure) => [measure, Math.max(8, 2 + longest(textsOf(rows, measure)))]));
    const now = JSON.stringify([names(), plan.measure, plan.zone, widths]);
    if (now !== shape || !table) {
      shape = now;
      const name = nameOf(plan.unit, plan.zone);
      table = createTable({
        label: 'Totals', key: (row) => row.key, onOpen: (row) => row.values.client_id && go({ client: row.values.client_id }),
        onSort: (sort) => go({ sort, direction: state.sort === sort && state.direction !== 'asc' ? 'asc' : 'desc' }),
        columns: [...names().map((field) => ({ name: field, title: field.replaceAll('_', ' '), sort: field, width: field === plan.unit ? `minmax(${field === 'hour' ? 12.5 : 9.5}rem,1fr)` : field === 'currency' ? '6rem' : 'minmax(6rem,1.4fr)',
          cell: (/** @type {Row} */ row) => field === plan.unit ? el('span', { title: row.time }, row.time ? name(Date.parse(row.time)) : '\u2013') : shown(textOf(row.values[field])) })),
        ...MEASURES.map((measure) => ({ name: measure, title: measure, sort: measure, width: `minmax(${Math.ceil(widths[measure] * 7.3)}px,1fr)`,
          class: 'right mono' + (measure === plan.measure ? ' chosen' : ''), wide: measure !== plan.measure,
          cell: (/** @type {Row} */ row) => valueOf(row, measure) }))],
      });
      fill(place, table.element);
    }
    places = Object.fromEntries(MEASURES.map((measure) => [measure, Math.max(0, ...textsOf(rows, measure).map((text) => Math.min(MEAN_DECIMALS + 1, text.split('.')[1]?.length ?? -1)))]));
    table.setSort(state.sort ?? (plan.unit || plan.measure), state.direction ?? (plan.unit && !state.sort ? 'asc' : 'desc'));
    table.setRows(rows);
  }

  /** @param {Row} row @param {string} measure */
  function valueOf(row, measure) {
    const text = row.values[measure];
    if (text === null || text === undefined) {
      return el('span', { class: 'quiet', title: plain(row.values.error?.message) }, row.values.error ? row.values.error.code : '\u2013');
    }
    if (measure === 'count') {
      return number(text);
    }
    const [whole, part = ''] = String(text).split('.');
    const cell = amount(part.length > MEAN_DECIMALS ? `${whole}.${part.slice(0, MEAN_DECIMALS)}\u2026` : text);
    cell.title = String(text);
    cell.style.setProperty('--part', `${places[measure] + 1}ch`);
    return cell;
  }

  /** @param {any} body @returns {Row[]} */
  function rowsOf(body) {
    const { fields, unit, measure } = planOf(state);
    const rows = body.groups.map((/** @type {any} */ values) => {
      const group = fields.filter((/** @type {string} */ name) => name !== 'currency' || measure === 'count').map((/** @type {string} */ name) => textOf(values[name])).join(' \u00b7 ');
      return { values, time: unit ? values[unit] : null, group, currency: values.currency ?? '', key: JSON.stringify([values[unit], ...fields.map((/** @type {string} */ name) => values[name]), values.currency]) };
    });
    const by = state.sort ?? (unit || measure);
    const sign = (state.direction ?? (unit && !state.sort ? 'asc' : 'desc')) === 'asc' ? 1 : -1;
    const isNumber = MEASURES.includes(by);
    return rows.sort((/** @type {Row} */ a, /** @type {Row} */ b) => {
      const [one, other] = [a.values[by] ?? null, b.values[by] ?? null];
      return one === null || other === null ? Number(one === null) - Number(other === null)
        : sign * (isNumber ? compare(String(one), String(other)) : String(one) < String(other) ? -1 : String(one) > String(other) ? 1 : 0);
    });
  }

  function show(/** @type {any} */ body) {
    rows = rowsOf(body);
    const isEmpty = rows.length === 0;
    const isFiltered = ['client', 'metric', 'where', 'range', 'from', 'to'].some((name) => state[name]);
    note.hidden = !isEmpty;
    note.classList.toggle('empty', isEmpty);
    chart.element.hidden = place.hidden = isEmpty;
    if (isEmpty) {
      fill(note, el('b', null, isFiltered ? 'No event is like that.' : 'No events yet.'), el('p', null, isFiltered ? 'There is nothing to total.' : 'What is accepted is totalled here.'),
        isFiltered ? button('Remove the filters', () => go({ client: null, metric: null, where: null, range: null, from: null, to: null })) : null);
      return;
    }
    const plan = planOf(state);
    const currencies = new Set(rows.map((row) => row.currency));
    chart.show(modelOf(rows, plan, context.window(state)));
    note.hidden = plan.measure === 'count' || currencies.size <= PANELS_MAX;
    note.hidden || fill(note, `The chart has ${PANELS_MAX} of ${currencies.size} currencies; the table has all.`);
    drawTable();
  }

  /** @type {any} */ let answer = null;
  async function load() {
    const mine = ++turn;
    if (!answer) {
      chart.element.hidden = place.hidden = true;
      note.hidden = false;
      fill(note, 'Adding up\u2026');
    }
    root.classList.add('loading');
    try {
      const body = await api.get('aggregates', query());
      if (mine === turn) {
        answer = body;
        show(body);
      }
    } catch (error) {
      if (mine === turn) {
        note.hidden = false;
        fill(note, el('p', { class: 'bad' }, 'The totals could not be read: ', ...shown(/** @type {Error} */ (error).message)), button('Try again', () => load()));
      }
    } finally {
      mine === turn && root.classList.remove('loading');
    }
  }

  const later = () => { timer ||= setTimeout(() => { timer = 0; void load(); }, 2000); };
  const offs = [live.on('outcome', (/** @type {any} */ data) => data.outcome === 'accepted' && later()), live.on('resumed', () => load()),
    live.on('poll', () => live.paused || later())];
  api.get('schema').then((/** @type {any} */ body) => {
    known = body.fields.filter((/** @type {any} */ field) => !/decimal|instant/.test(field.kind)).map((/** @type {any} */ field) => field.name);
    drawControls();
  }).catch(() => {});
  return {
    update(/** @type {any} */ changed) {
      state = changed;
      drawControls();
      const { range, ...rest } = query();
      const now = JSON.stringify({ ...rest, from: state.from, to: state.to, range: state.range });
      if (now !== loaded) {
        loaded = now;
        void load();
      } else if (answer) {
        show(answer);
      }
    },
    unmount() {
      turn++;
      clearTimeout(timer);
      offs.forEach((off) => off());
      chart.end();
    },
  };
}
