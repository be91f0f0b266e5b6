// @ts-check
// What is totalled: the measure, the windows, the groups, the zone; and what can be taken along.
import { button, el, shown } from './dom.js';
import { copyAndSay } from './format.js';
import { home, LENGTHS, MEASURES, planOf, UNITS } from './totals-model.js';

/** @param {string} label @param {string} value @param {string[]} names @param {(value: string) => any} run */
function choice(label, value, names, run) {
  const options = names.map((name) => el('option', { value: name, selected: name === value }, name || 'all time'));
  const change = (/** @type {any} */ event) => run(event.target.value);
  return el(
    'label',
    null,
    el('span', { class: 'quiet' }, label),
    el('select', { 'aria-label': label, on: { change } }, ...options),
  );
}

/**
 * @param {any} context
 * @param {any} state
 * @param {{ fields: string[], measures: string[], csv: () => string, count: () => number, query: () => any }} given
 */
export function totalsControls({ api, go }, state, { fields, measures, csv, count, query }) {
  const plan = planOf(state);
  const by = (/** @type {string[]} */ names, /** @type {string} */ unit) =>
    go({ by: [...names, ...(unit ? [unit] : [])].join(',') || ' ', sort: null, direction: null });
  const group = (/** @type {string} */ name) => {
    const change = (/** @type {any} */ event) =>
      by(event.target.checked ? [...plan.fields, name] : plan.fields.filter((one) => one !== name), plan.unit);
    return el(
      'label',
      { class: 'toggle' },
      el('input', { type: 'checkbox', checked: plan.fields.includes(name), on: { change } }),
      ...shown(name.replaceAll('_', ' ')),
    );
  };
  const names = [...new Set(['client_id', 'metric', ...fields, ...plan.fields])].filter(
    (name) => name !== 'amount' && name !== 'timestamp',
  );
  const zones = [...new Set([plan.zone, home, 'UTC', ...(Intl.supportedValuesOf?.('timeZone') ?? [])])];
  return [
    choice('Measure', plan.measure, [...new Set([...MEASURES, ...measures, plan.measure])], (measure) => go({ measure })),
    choice('Window', plan.unit, ['', ...UNITS, ...LENGTHS], (unit) => by(plan.fields, unit)),
    el('fieldset', null, el('legend', { class: 'quiet' }, 'Group by'), ...names.map(group)),
    plan.unit && plan.unit !== 'hour' ? choice('Zone', plan.zone, zones, (zone) => go({ zone })) : null,
    el('span', { class: 'grow' }),
    button('Copy as CSV', () => copyAndSay(csv(), `${count()} rows`), { class: 'small' }),
    button('Copy as curl', () => copyAndSay(api.curl('GET', 'aggregates', query()), 'the call'), { class: 'small' }),
  ];
}
