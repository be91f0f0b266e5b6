// @ts-check
// The table of totals: the rows of the chart, in its order, each value exact.
import { csv } from './csv.js';
import { el, plain, shown } from './dom.js';
import { amount, number } from './format.js';
import { createTable } from './table.js';
import { isCount, isList, isTime, longest, measuresOf, MEAN_DECIMALS, nameOf } from './totals-model.js';
import { orderOf, textOf, textsOf } from './totals-model.js';

/** @typedef {import('./totals-model.js').Row} Row */
/** @typedef {import('./totals-model.js').Plan} Plan */

/** The columns before the measures. @param {Plan} plan @param {Row[]} rows */
function namesOf({ fields, unit }, rows) {
  const hasCurrency = fields.includes('currency') || rows.some((row) => row.currency);
  return [
    ...(unit ? [unit] : []),
    ...fields.filter((name) => name !== 'currency'),
    ...(hasCurrency ? ['currency'] : []),
  ];
}

/** The rows as CSV. @param {Plan} plan @param {Row[]} rows */
export function totalsCsv(plan, rows) {
  const names = namesOf(plan, rows);
  const columns = [...names.map((name) => ({ name })), ...measuresOf(plan).map((name) => ({ name, number: !isList(name) }))];
  return csv(
    columns,
    rows.map(({ values }) => columns.map(({ name }) => (values[name] === null ? null : String(values[name] ?? '')))),
  );
}

/** @param {Row} row @param {string} measure @param {number} places */
function valueOf({ values }, measure, places) {
  const text = values[measure];
  if (text === null || text === undefined) {
    return el('span', { class: 'quiet', title: plain(values.error?.message) }, values.error?.code ?? '\u2013');
  }
  if (isList(measure)) {
    return el('span', { title: plain(text) }, ...shown(text));
  }
  if (isCount(measure)) {
    return number(text);
  }
  const [whole, part = ''] = String(text).split('.');
  const cell = amount(part.length > MEAN_DECIMALS ? `${whole}.${part.slice(0, MEAN_DECIMALS)}\u2026` : text);
  cell.title = String(text);
  cell.style.setProperty('--part', `${places + 1}ch`);
  return cell;
}

/** @param {Plan} plan @param {Row[]} rows @returns {import('./table.js').Column[]} */
function columnsOf(plan, rows) {
  const name = nameOf(plan.unit, plan.zone);
  const window = `minmax(${isTime(plan.unit) ? 12.5 : 9.5}rem,1fr)`;
  const keys = namesOf(plan, rows).map((field) => ({
    name: field,
    title: field.replaceAll('_', ' '),
    sort: field,
    width: field === plan.unit ? window : field === 'currency' ? '6rem' : 'minmax(6rem,1.4fr)',
    cell: (/** @type {Row} */ row) =>
      field === plan.unit
        ? el('span', { title: row.time }, row.time ? name(Date.parse(row.time)) : '\u2013')
        : shown(textOf(row.values[field])),
  }));
  const measures = measuresOf(plan).map((measure) => {
    const texts = textsOf(rows, measure);
    const places = Math.max(0, ...texts.map((text) => Math.min(MEAN_DECIMALS + 1, text.split('.')[1]?.length ?? -1)));
    return {
      name: measure,
      title: measure,
      sort: measure,
      width: `minmax(${Math.ceil(Math.max(8, 2 + longest(texts)) * 7.3)}px,1fr)`,
      class: 'right mono' + (measure === plan.measure ? ' chosen' : ''),
      wide: measure !== plan.measure,
      places,
      cell: (/** @type {Row} */ row) => valueOf(row, measure, places),
    };
  });
  return [...keys, ...measures];
}

/** A table that is made anew where its columns change. @param {Element} place @param {(changes: any) => void} go */
export function createTotalsTable(place, go) {
  let shape = '';
  /** @type {any} */ let table = null;
  return (/** @type {any} */ state, /** @type {Plan} */ plan, /** @type {Row[]} */ rows) => {
    const columns = columnsOf(plan, rows);
    const now = JSON.stringify([plan.zone, columns]);
    const [by, direction] = orderOf(state);
    if (now !== shape) {
      shape = now;
      table = createTable({
        label: 'Totals',
        columns,
        key: (row) => row.key,
        onOpen: (row) => row.values.client_id && go({ client: row.values.client_id }),
        onSort: (sort) => go({ sort, direction: sort === by && direction === 'desc' ? 'asc' : 'desc' }),
      });
      place.replaceChildren(table.element);
    }
    table.setSort(by, direction);
    table.setRows(rows);
  };
}
