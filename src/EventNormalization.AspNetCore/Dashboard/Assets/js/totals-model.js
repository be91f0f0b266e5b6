// @ts-check
// From the answer of the API to what a chart draws: series, the rest of them, panels of one currency.
import { endOf, startOf, windowsOf } from './axis.js';
import { number } from './format.js';
import { add, compare } from './exact.js';

export const MEASURES = ['count', 'sum', 'min', 'max', 'mean'];
export const UNITS = ['hour', 'day', 'week', 'month', 'quarter', 'year'];
export const LENGTHS = ['1m', '5m', '15m', '30m', '6h', '12h'];
export const PANELS_MAX = 4;
export const MEAN_DECIMALS = 6;

const [SERIES_MAX, BARS_MAX, WINDOWS_MAX] = [5, 12, 2000];
const HOURS = /** @type {Record<string, number>} */ ({ hour: 1, day: 24, week: 168, month: 730, quarter: 2191, year: 8766 });
export const home = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** @typedef {{ values: Record<string, any>, time: string | null, group: string, currency: string, key: string }} Row */

/** @typedef {{ by: string[], unit: string, fields: string[], measure: string, zone: string }} Plan */

/** Whether a measure counts something, whatever the currency is. @param {string} measure */
export const isCount = (measure) => /^(count|distinct|top)/.test(measure);

/** Whether a measure is a list, beside which the count is drawn. @param {string} measure */
export const isList = (measure) => /^(top|histogram)/.test(measure);

/** Whether windows are shorter than a day. @param {string} unit */
export const isTime = (unit) => /^(hour|\d)/.test(unit);

/** The percentiles that are drawn with one, from the lowest. @param {string} measure */
function percentilesOf(measure) {
  const [, own, field] = /^p([\d.]+)(.*)/.exec(measure) ?? [];
  const all = own ? [...new Set([50, 95, 99, Number(own)])] : [];
  return all.sort((a, b) => a - b).map((one) => `p${one}${field}`);
}

/** What is asked for, and has a column. @param {Plan} plan */
export const measuresOf = ({ measure }) => [
  ...new Set([...(isCount(measure) && measure !== 'count' ? ['count'] : MEASURES), measure, ...percentilesOf(measure)]),
];

/** What the address asks for. @param {any} state @returns {Plan} */
export function planOf(state) {
  const by = (state.by ?? 'client_id,day').trim().split(',').filter(Boolean);
  const isWindow = (/** @type {string} */ name) => UNITS.includes(name) || LENGTHS.includes(name);
  const unit = by.find(isWindow) ?? '';
  return {
    by,
    unit,
    fields: by.filter((/** @type {string} */ name) => !isWindow(name)),
    measure: state.measure || 'sum',
    zone: unit === 'hour' ? 'UTC' : state.zone || home,
  };
}

/** @param {any} value */
export const textOf = (value) => (value === null || value === undefined ? '\u2013' : String(value));

/** How several values become one, where that can be said. @param {string} measure @param {string[]} texts */
function joined(measure, texts) {
  const [kind] = measure.split(':');
  return texts.length === 0 || !isJoined(measure)
    ? null
    : kind === 'count' || kind === 'sum'
      ? add(texts)
      : texts.reduce((best, text) => (compare(text, best) < 0 === (kind === 'min') ? text : best));
}

/** @param {string} measure */
const isJoined = (measure) => /^(count|sum|min|max)\b/.test(measure);

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
export const textsOf = (rows, measure) =>
  rows
    .map((row) => row.values[measure])
    .filter((value) => value !== null && value !== undefined)
    .map(String);

/** How many letters the longest takes as it is shown. @param {string[]} texts */
export const longest = (texts) =>
  Math.max(0, ...texts.map((text) => number(text.replace(/(?<=\.\d{6}).+/, '')).length));

/**
 * Series of one panel, the largest first, the rest as one.
 * @param {Row[]} rows
 * @param {any} plan
 * @param {number[]} starts
 */
function seriesOf(rows, plan, starts) {
  const { measure } = plan;
  const places = new Map(starts.map((at, i) => [at, i]));
  const weight = (/** @type {Row[]} */ of) =>
    Math.abs(Number(joined(isJoined(measure) ? measure : 'max', textsOf(of, measure)) ?? 0));
  const groups = [...grouped(rows, (row) => row.group)].sort(
    (a, b) => weight(b[1]) - weight(a[1]) || (a[0] < b[0] ? -1 : 1),
  );
  const line = (/** @type {string} */ name, /** @type {Row[]} */ of, isRest = false) => {
    const texts = /** @type {(string | null)[]} */ (starts.map(() => null));
    for (const [time, at] of grouped(of, (row) => row.time ?? '')) {
      const place = places.get(Date.parse(time));
      if (place !== undefined) {
        texts[place] = at.length === 1 ? (textsOf(at, measure)[0] ?? null) : joined(measure, textsOf(at, measure));
      }
    }
    return { name, texts, isRest, whole: joined(measure, textsOf(of, measure)) };
  };
  const rest = groups.slice(SERIES_MAX).flatMap(([, of]) => of);
  return [
    ...groups.slice(0, SERIES_MAX).map(([name, of]) => line(name || measure, of)),
    ...(rest.length && isJoined(measure) ? [line(`${groups.length - SERIES_MAX} others`, rest, true)] : []),
  ];
}

/** @param {Row[]} rows in the table's order @param {any} plan @param {{ from?: string, to?: string }} range */
export function modelOf(rows, plan, range) {
  const { unit, zone } = plan;
  const measure = isList(plan.measure) ? 'count' : plan.measure;
  const panels = [...grouped(rows, (row) => (isCount(measure) ? '' : row.currency))]
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .slice(0, PANELS_MAX);
  const label = `Chart: ${measure} by ${plan.by.join(', ').replaceAll('_', ' ') || 'nothing'}. Arrow keys walk it.`;
  if (unit) {
    const times = rows.filter((row) => row.time).map((row) => Date.parse(row.time ?? ''));
    const [first, last] = times.length ? [Math.min(...times), Math.max(...times)] : [Date.now(), Date.now()];
    // The newest are drawn where there are too many, and as much before and after them as has a place.
    const span = WINDOWS_MAX * (HOURS[unit] ?? parseInt(unit, 10) / (unit.endsWith('m') ? 60 : 1)) * 36e5;
    const from = Math.max(range.from ? Math.min(first, Date.parse(range.from)) : first, last - span);
    const to = Math.max(last + 1, range.to ? Math.min(Date.parse(range.to), from + span) : 0);
    const starts = windowsOf(from, to, unit, zone);
    const isDrawn = (/** @type {Row} */ row) => !row.time || Date.parse(row.time) >= starts[0];
    const name = nameOf(unit, zone);
    const noun = UNITS.includes(unit) ? unit : 'window';
    const seriesIn = (/** @type {Row[]} */ of) => {
      const percentiles = percentilesOf(measure);
      const isBand = percentiles.length > 0 && of.every((row) => row.group === of[0].group);
      return {
        isBand,
        series: isBand
          ? percentiles.map((one) => ({ ...seriesOf(of, { ...plan, measure: one }, starts)[0], name: one }))
          : seriesOf(of, { ...plan, measure }, starts),
      };
    };
    return {
      label,
      wholeName:
        from > first
          ? `The last ${number(starts.length)} ${noun}s; the table has all`
          : `All ${number(starts.length)} ${noun}s`,
      names: starts.map(name),
      time: { starts, end: endOf(starts[starts.length - 1], unit, zone), zone },
      panels: panels.map(([title, of]) => ({ title, ...seriesIn(of.filter(isDrawn)) })),
    };
  }
  const order = [...grouped(rows, (row) => row.group).keys()];
  const shownNames = order.slice(0, order.length > BARS_MAX ? BARS_MAX - 1 : BARS_MAX);
  const isCut = order.length > shownNames.length && isJoined(measure);
  return {
    label,
    wholeName: isJoined(measure) ? 'All groups' : '',
    names: [
      ...shownNames.map((name) => name || 'all'),
      ...(isCut ? [`${order.length - shownNames.length} others`] : []),
    ],
    panels: panels.map(([title, of]) => {
      const of1 = grouped(of, (row) => row.group);
      const texts = shownNames.map((name) =>
        joined(isJoined(measure) ? measure : 'max', textsOf(of1.get(name) ?? [], measure)),
      );
      const rest = of.filter((row) => !shownNames.includes(row.group));
      return {
        title,
        series: [
          {
            name: measure,
            whole: joined(measure, textsOf(of, measure)),
            isRest: isCut,
            texts: isCut ? [...texts, joined(measure, textsOf(rest, measure))] : texts,
          },
        ],
      };
    }),
  };
}

/** @param {string} unit @param {string} zone @returns {(at: number) => string} */
export function nameOf(unit, zone) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    ...(unit === 'year' ? {} : { month: 'short' }),
    ...(/year|month|quarter/.test(unit) ? {} : { day: 'numeric', weekday: 'short' }),
    ...(isTime(unit) ? { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } : {}),
  });
  return (at) => (unit === 'week' ? 'Week of ' : unit === 'quarter' ? 'Quarter from ' : '') + format.format(at);
}

/** What the rows are ordered by, and how: windows as time goes, otherwise the largest first. @param {any} state */
export function orderOf(state) {
  const { unit, measure } = planOf(state);
  return [state.sort ?? (unit || measure), state.direction ?? (unit && !state.sort ? 'asc' : 'desc')];
}

/** The rows of an answer, in the order that is asked for. @param {any} body @param {any} state @returns {Row[]} */
export function rowsOf(body, state) {
  const plan = planOf(state);
  const { fields, unit, measure, zone } = plan;
  const rows = body.groups.map((/** @type {any} */ answered) => {
    const values = { ...answered };
    for (const name of measuresOf(plan).filter(isList)) {
      values[name] = values[name]?.map((/** @type {any} */ line) => Object.values(line).join(': ')).join(', ');
    }
    const window = unit && (answered[unit] ?? answered.window);
    if (unit) {
      values[unit] = window;
    }
    const group = fields
      .filter((/** @type {string} */ name) => name !== 'currency' || isCount(measure))
      .map((/** @type {string} */ name) => textOf(values[name]))
      .join(' \u00b7 ');
    return {
      values,
      time: window ? new Date(startOf(window, zone)).toISOString() : null,
      group,
      currency: values.currency ?? '',
      key: JSON.stringify([values[unit], ...fields.map((/** @type {string} */ name) => values[name]), values.currency]),
    };
  });
  const [by, direction] = orderOf(state);
  const sign = direction === 'asc' ? 1 : -1;
  const isNumber = measuresOf(plan).includes(by) && !isList(by);
  return rows.sort((/** @type {Row} */ a, /** @type {Row} */ b) => {
    const [one, other] = [a.values[by] ?? null, b.values[by] ?? null];
    return one === null || other === null
      ? Number(one === null) - Number(other === null)
      : sign *
          (isNumber
            ? compare(String(one), String(other))
            : String(one) < String(other)
              ? -1
              : String(one) > String(other)
                ? 1
                : 0);
  });
}
