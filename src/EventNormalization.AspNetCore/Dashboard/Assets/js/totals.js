// @ts-check
// Totals: measures over windows and groups as one chart, and the same rows as a table below it.
import { createChart } from './chart.js';
import { button, el, fill, redraw, shown } from './dom.js';
import { totalsControls } from './totals-controls.js';
import { isCount, LENGTHS, measuresOf, modelOf, PANELS_MAX, planOf, rowsOf } from './totals-model.js';
import { createTotalsTable, totalsCsv } from './totals-table.js';

/** @typedef {import('./totals-model.js').Row} Row */

/** @param {Element} root @param {any} context */
export function mount(root, context) {
  const { api, live, go } = context;
  /** @type {any} */ let state = {};
  /** @type {Row[]} */ let rows = [];
  /** @type {{ fields: string[], measures: string[] }} */ let known = { fields: [], measures: [] };
  let [turn, timer, loaded] = [0, 0, ''];
  const controls = el('div', { class: 'controls', role: 'group', 'aria-label': 'What is totalled' });
  const chart = createChart();
  const note = el('div', { class: 'state', hidden: true });
  const place = el('div', { class: 'table-place' });
  const drawTable = createTotalsTable(place, go);
  fill(root, controls, note, chart.element, place);

  // Amounts of several currencies have no sum: they are asked for apart, whatever else is.
  const query = () => {
    const plan = planOf(state);
    const isApart = plan.measure === 'count' || !isCount(plan.measure);
    const every = LENGTHS.find((one) => one === plan.unit);
    return {
      by: [...new Set([...plan.by, ...(isApart ? ['currency'] : [])])].filter((one) => one !== every).join(','),
      every,
      measures: measuresOf(plan).join(','),
      client: state.client,
      metric: state.metric,
      where: state.where,
      ...context.window(state),
      zone: plan.unit && plan.unit !== 'hour' ? plan.zone : undefined,
    };
  };

  function drawControls() {
    const given = { ...known, csv: () => totalsCsv(planOf(state), rows), count: () => rows.length, query };
    redraw(controls, [state, known], () => totalsControls(context, state, given));
  }

  function show(/** @type {any} */ body) {
    rows = rowsOf(body, state);
    const isEmpty = rows.length === 0;
    const isFiltered = ['client', 'metric', 'where', 'range', 'from', 'to'].some((name) => state[name]);
    note.hidden = !isEmpty;
    note.classList.toggle('empty', isEmpty);
    chart.element.hidden = place.hidden = isEmpty;
    if (isEmpty) {
      fill(
        note,
        el('b', null, isFiltered ? 'No event is like that.' : 'No events yet.'),
        el('p', null, isFiltered ? 'There is nothing to total.' : 'What is accepted is totalled here.'),
        isFiltered
          ? button('Remove the filters', () =>
              go({ client: null, metric: null, where: null, range: null, from: null, to: null }),
            )
          : null,
      );
      return;
    }
    const plan = planOf(state);
    const currencies = new Set(rows.map((row) => row.currency));
    chart.show(modelOf(rows, plan, context.window(state)));
    note.hidden = isCount(plan.measure) || currencies.size <= PANELS_MAX;
    note.hidden || fill(note, `The chart has ${PANELS_MAX} of ${currencies.size} currencies; the table has all.`);
    drawTable(state, plan, rows);
    drawControls();
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
        fill(
          note,
          el('p', { class: 'bad' }, 'The totals could not be read: ', ...shown(/** @type {Error} */ (error).message)),
          button('Try again', () => load()),
        );
      }
    } finally {
      mine === turn && root.classList.remove('loading');
    }
  }

  const later = () => {
    timer ||= setTimeout(() => {
      timer = 0;
      void load();
    }, 2000);
  };
  const offs = [
    live.on('outcome', (/** @type {any} */ data) => data.outcome === 'accepted' && later()),
    live.on('resumed', () => load()),
    live.on('poll', () => live.paused || later()),
  ];
  api
    .get('schema')
    .then((/** @type {any} */ body) => {
      const fields = body.fields.filter((/** @type {any} */ field) => !/decimal|instant/.test(field.kind));
      known = { fields: fields.map((/** @type {any} */ field) => field.name), measures: body.measures };
      drawControls();
    })
    .catch(() => {});
  return {
    update(/** @type {any} */ changed) {
      state = changed;
      drawControls();
      const now = JSON.stringify({ ...query(), from: state.from, to: state.to, range: state.range });
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
